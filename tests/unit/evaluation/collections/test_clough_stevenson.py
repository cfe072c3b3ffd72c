"""Short answers in grades of closeness to a source."""

from __future__ import annotations

from pathlib import Path

import pytest

from provenance.errors import UsageError
from provenance.evaluation.collections.clough_stevenson import read as read_collection
from provenance.evaluation.collections.clough_stevenson import recognises
from provenance.evaluation.collections.folder import Folder
from tests.unit.evaluation.collections.tables import read, write_csv, write_text

KINDS = {"p1_a": "cut", "p2_a": "non", "p3_a": "heavy", "o_a": "orig", "p1_b": "light", "p2_b": "non", "o_b": "orig"}


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    rows = [{"File": f"{name}.txt", "Task": name[-1], "Category": kind} for name, kind in KINDS.items()]
    write_csv(tmp_path / "data" / "file_information.csv", rows)
    write_csv(tmp_path / "data" / "test_info.csv", rows[:2])
    for name in KINDS:
        write_text(tmp_path / "data" / f"{name}.txt", f"An answer – {name}.", "cp1252" if name == "p1_a" else "utf-8")
    return Folder(tmp_path)


def test_copies_come_from_the_source_of_their_task(folder: Folder) -> None:
    assert recognises(folder)
    (corpus,) = read_collection(folder)
    truth = corpus.truth
    assert truth.parents == {"o_a": (), "o_b": (), "p1_a": ("o_a",), "p3_a": ("o_a",), "p1_b": ("o_b",), "p2_a": (), "p2_b": ()}
    assert truth.unrelated == {("o_a", "p2_a"): "same_question", ("o_b", "p2_b"): "same_question"}
    assert truth.clusters == (("o_a", "p1_a", "p3_a"), ("o_b", "p1_b"), ("p2_a",), ("p2_b",))
    assert truth.independent_texts == 4


def test_texts_in_another_encoding_are_read(folder: Folder) -> None:
    documents = read(read_collection(folder)[0])
    assert documents["p1_a"].text == "An answer – p1_a."
    assert len(documents) == 7


def test_a_listed_file_that_is_missing_is_told(folder: Folder) -> None:
    (folder.path / "data" / "o_b.txt").unlink()
    with pytest.raises(UsageError, match=r"o_b\.txt is listed and not there"):
        read_collection(folder)


def test_an_unknown_grade_is_told(folder: Folder) -> None:
    write_csv(folder.path / "more.csv", [{"File": "x.txt", "Task": "a", "Category": "summary"}])
    with pytest.raises(UsageError, match="summary"):
        read_collection(Folder(folder.path))
