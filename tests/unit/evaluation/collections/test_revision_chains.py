"""Files with all their versions."""

from __future__ import annotations

from pathlib import Path

import pytest

from provenance.errors import UsageError
from provenance.evaluation.collections.folder import Folder
from provenance.evaluation.collections.revision_chains import read as read_collection
from provenance.evaluation.collections.revision_chains import recognises
from tests.unit.evaluation.collections.tables import read, write_jsonl


def version(rev: str, text: str) -> dict[str, object]:
    return {"rev": rev, "date": f"2019-02-0{len(rev)}T10:00:00+01:00", "text": text}


def folder(path: Path, *versions: dict[str, object]) -> Folder:
    write_jsonl(path / "chains.jsonl", [{"repo": "one+site", "path": "about.md", "versions": versions}])
    return Folder(path)


def test_each_version_comes_from_the_one_before(tmp_path: Path) -> None:
    given = folder(tmp_path, version("f", "One."), version("ee", "One. Two."), version("abc", "One. Two. Three."))
    assert recognises(given)
    (corpus,) = read_collection(given)
    name = "one+site/about.md@"
    assert corpus.truth.parents == {f"{name}f": (), f"{name}ee": (f"{name}f",), f"{name}abc": (f"{name}ee",)}
    assert not corpus.truth.undirected


def test_a_version_that_reads_like_an_earlier_one_has_no_direction(tmp_path: Path) -> None:
    given = folder(
        tmp_path,
        version("a", "---\ntitle: Old\n---\nOne."),
        version("b", "---\ntitle: New\n---\nOne.\n"),
        version("c", "Two."),
        version("d", "One."),
        version("e", "Three."),
    )
    (corpus,) = read_collection(given)
    name = "one+site/about.md@"
    assert corpus.truth.undirected == {(f"{name}a", f"{name}b"), (f"{name}b", f"{name}d")}
    assert corpus.truth.parents == {f"{name}a": (), f"{name}c": (f"{name}b",), f"{name}e": (f"{name}d",)}


@pytest.mark.parametrize(
    "front", ['---\ntitle: "A page"\ndate: 2010-01-01\n---\n', '+++\ntitle = "A page"\ndate = 2010-01-01\n+++\n']
)
def test_a_version_is_dated_as_committed_and_keeps_its_title(tmp_path: Path, front: str) -> None:
    document = read(read_collection(folder(tmp_path, version("ab", f"{front}\nSome words of the page.")))[0])[
        "one+site/about.md@ab"
    ]
    assert document.text == "Some words of the page."
    assert document.metadata.title == "A page"
    assert document.metadata.published is not None
    assert document.metadata.published.earliest == "2019-02-02T09:00:00Z"


def test_a_version_without_text_is_left_out(tmp_path: Path) -> None:
    (corpus,) = read_collection(folder(tmp_path, version("a", "---\ntitle: x\n---\n"), version("b", "One.")))
    assert corpus.truth.parents == {"one+site/about.md@b": ()}


def test_versions_that_are_no_list_are_told(tmp_path: Path) -> None:
    write_jsonl(tmp_path / "chains.jsonl", [{"repo": "r", "path": "p.md", "versions": "none"}])
    with pytest.raises(UsageError, match=r"r/p\.md"):
        read_collection(Folder(tmp_path))
