"""Versions of a code of conduct, and who adopted which."""

from __future__ import annotations

from pathlib import Path

import pytest

from provenance.errors import UsageError
from provenance.evaluation.collections.contributor_covenant import read as read_collection
from provenance.evaluation.collections.contributor_covenant import recognises
from provenance.evaluation.collections.folder import Folder
from tests.unit.evaluation.collections.tables import read, write_text

V1 = "content/version/1/4/code-of-conduct.md"
V2 = "content/version/2/0/code_of_conduct.md"
V10 = "content/version/10/0/code_of_conduct.md"


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    for place in (V10, V1, V2):
        write_text(tmp_path / place, f'+++\nversion = "x"\n+++\n\n# Conduct\n\nBe kind, {place}.')
    write_text(tmp_path / "content/version/2/0/code_of_conduct.de.md", "Seid nett.")
    adopters = {
        "one/CODE.md": "Be kind. Adapted from https://www.contributor-covenant.org/version/1/4/0/code.html",
        "two/CODE.md": "Be kind. See contributor-covenant.org/version/1/4 and contributor-covenant.org/version/2/0/",
        "three/CODE.md": "Be kind.",
        "four/CODE.md": "Be kind, as in contributor-covenant.org/version/7/0/",
    }
    for place, text in adopters.items():
        write_text(tmp_path / "adopters" / place, text)
    return Folder(tmp_path)


def test_versions_form_a_chain_and_adopters_hang_on_the_one_they_name(folder: Folder) -> None:
    assert recognises(folder)
    (corpus,) = read_collection(folder)
    assert len(corpus.documents) == 7
    assert corpus.truth.parents == {V1: (), V2: (V1,), V10: (V2,), "adopters/one/CODE.md": (V1,)}


def test_versions_stand_at_their_address_and_do_not_say_their_number(folder: Folder) -> None:
    documents = read(read_collection(folder)[0])
    assert documents[V1].metadata.url == "https://contributor-covenant.org/version/1/4/"
    assert documents[V1].host == "contributor-covenant.org"
    assert "version =" not in documents[V1].text
    assert documents["adopters/three/CODE.md"].host is None


def test_a_folder_without_versions_is_told(tmp_path: Path) -> None:
    assert not recognises(Folder(tmp_path))
    with pytest.raises(UsageError, match="content/version"):
        read_collection(Folder(tmp_path))
