"""Judged passages of laws."""

from __future__ import annotations

from pathlib import Path

import pytest

from provenance.errors import UsageError
from provenance.evaluation.collections.folder import Folder
from provenance.evaluation.collections.policy_diffusion import read as read_collection
from provenance.evaluation.collections.policy_diffusion import recognises
from tests.unit.evaluation.collections.tables import read, write_csv


def row(label: str) -> dict[str, object]:
    return {"left_doc_id": "aa_HB1", "right_doc_id": "bb_SB2", "left": "shall be kept", "right": "must be kept", "label": label}


def test_substance_is_an_undirected_copy_and_boilerplate_is_none(tmp_path: Path) -> None:
    write_csv(tmp_path / "alignments.csv", [row("1"), row("2"), row("0"), {**row("0"), "left": " "}])
    folder = Folder(tmp_path)
    assert recognises(folder)
    (corpus,) = read_collection(folder)
    assert corpus.truth.undirected == {("0001:left:aa_HB1", "0001:right:bb_SB2")}
    assert corpus.truth.unrelated == {("0003:left:aa_HB1", "0003:right:bb_SB2"): "boilerplate"}
    documents = read(corpus)
    assert {name: document.text for name, document in documents.items() if name.startswith("0001")} == {
        "0001:left:aa_HB1": "shall be kept",
        "0001:right:bb_SB2": "must be kept",
    }
    assert len(documents) == 4


def test_an_unknown_label_is_told(tmp_path: Path) -> None:
    write_csv(tmp_path / "alignments.csv", [row("yes")])
    with pytest.raises(UsageError, match="alignment 1 has the label 'yes'"):
        read_collection(Folder(tmp_path))
