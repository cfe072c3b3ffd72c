"""Recognising a collection, and what is said where there is none."""

from __future__ import annotations

from pathlib import Path

import pytest

from provenance.errors import UsageError
from provenance.evaluation.collections import COLLECTIONS, read_collection
from provenance.evaluation.collections.gov_crosspost import DOCUMENTS
from provenance.evaluation.truth import LabelledCorpus
from tests.unit.evaluation.collections.tables import write_csv, write_jsonl, write_text

ALIGNMENT = {"left_doc_id": "a", "right_doc_id": "b", "left": "same", "right": "same", "label": "1"}


def test_a_collection_is_recognised_whatever_its_folder_and_files_are_called(tmp_path: Path) -> None:
    write_csv(tmp_path / "anything" / "table.csv", [ALIGNMENT])
    write_jsonl(tmp_path / "notes.jsonl", [{"note": "not part of it"}])
    (corpus,) = read_collection(tmp_path)
    assert corpus.name == "policy-diffusion"


def test_splits_are_read_together(tmp_path: Path) -> None:
    write_csv(tmp_path / "alignments_dev.csv", [ALIGNMENT])
    write_csv(tmp_path / "alignments_test.csv", [ALIGNMENT])
    assert len(read_collection(tmp_path)[0].documents) == 4


def test_the_checksum_covers_texts_and_labels(tmp_path: Path) -> None:
    checksums = set()
    for number, change in enumerate(({}, {"label": "0"}, {"left": "other"})):
        write_csv(tmp_path / str(number) / "t.csv", [{**ALIGNMENT, **change}])
        checksums.add(read_collection(tmp_path / str(number))[0].checksum)
    assert len(checksums) == 3


def test_an_unknown_folder_is_told_with_what_is_known(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"gov-crosspost, .*policy-diffusion"):
        read_collection(tmp_path)
    with pytest.raises(UsageError, match="not a folder"):
        read_collection(tmp_path / "missing")
    with pytest.raises(UsageError, match="no collection 'books'"):
        read_collection(tmp_path, "books")


def test_a_named_collection_says_which_columns_it_misses(tmp_path: Path) -> None:
    write_csv(tmp_path / "t.csv", [ALIGNMENT])
    with pytest.raises(UsageError) as caught:
        read_collection(tmp_path, "gov-crosspost")
    assert all(column in str(caught.value) for column in DOCUMENTS)
    assert "t.csv: label" in str(caught.value)


@pytest.mark.parametrize("line", ["{broken", '["no", "names"]', '{"id": "\\ud800"'])
def test_a_broken_record_is_told_with_its_line(tmp_path: Path, line: str) -> None:
    write_text(tmp_path / "r.jsonl", f'{{"repo": "r", "path": "p", "versions": []}}\n{line}\n')
    with pytest.raises(UsageError, match=r"r\.jsonl, line 2"):
        read_collection(tmp_path)


def test_a_file_without_readable_columns_is_named_where_nothing_is_recognised(tmp_path: Path) -> None:
    (tmp_path / "binary.csv").write_bytes(b"\xff\xfe\x00\x01")
    (tmp_path / "empty.jsonl").write_bytes(b"")
    with pytest.raises(UsageError, match=r"no columns can be read in binary\.csv, empty\.jsonl"):
        read_collection(tmp_path)


def test_a_table_that_turns_unreadable_is_told(tmp_path: Path) -> None:
    write_csv(tmp_path / "t.csv", [ALIGNMENT] * 10_000)
    with (tmp_path / "t.csv").open("ab") as stream:
        stream.write(b"\xff\xff,x,y,z,1\n")
    with pytest.raises(UsageError, match=r"t\.csv: cannot be read as UTF-8"):
        read_collection(tmp_path)


REAL = {
    "gov-crosspost": [("gov-crosspost", 1341, 25, 3)],
    "carpentries-crosspost": [("carpentries-crosspost", 2548, 1225, 0)],
    "fnc1-news": [("fnc1-news", 1683, 7, 7)],
    "clough-stevenson": [("clough-stevenson", 100, 57, 0)],
    "policy-diffusion": [("policy-diffusion", 482, 0, 0)],
    "contributor-covenant": [("contributor-covenant", 19, 12, 0)],
    "revision-chains": [("revision-chains", 405, 295, 0)],
    "bible-lineage": [
        ("bible-lineage-i-john", 25, 12, 0),
        ("bible-lineage-james", 25, 12, 0),
        ("bible-lineage-jonah", 21, 11, 0),
        ("bible-lineage-mark", 26, 14, 0),
        ("bible-lineage-philippians", 25, 12, 0),
        ("bible-lineage-ruth", 20, 11, 0),
    ],
}
"""Documents, edges between them, and hidden sources of the development collections."""


def counts(corpus: LabelledCorpus) -> tuple[str, int, int, int]:
    here = {document.id for document in corpus.documents}
    edges = sum(parent in here for parents in corpus.truth.parents.values() for parent in parents)
    return corpus.name, len(corpus.documents), edges, len(corpus.truth.hidden)


@pytest.mark.shared
@pytest.mark.parametrize("name", list(REAL))
def test_real_collections_are_recognised(shared: Path, name: str) -> None:
    found = read_collection(shared / "data" / name)
    assert sorted(map(counts, found)) == REAL[name]
    for corpus in found:
        here = {document.id for document in corpus.documents} | corpus.truth.hidden.keys()
        assert here.issuperset(corpus.truth.parents)
        assert len(here) == len(corpus.documents) + len(corpus.truth.hidden)


@pytest.mark.shared
def test_every_collection_has_a_real_one(shared: Path) -> None:
    assert shared.is_dir()
    assert set(REAL) == {name for name in COLLECTIONS if not name.endswith("-blind")}
