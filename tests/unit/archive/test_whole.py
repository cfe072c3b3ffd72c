"""An archive traced is the folder traced."""

from __future__ import annotations

from pathlib import Path

import pytest

import provenance


def test_the_same_trace_as_of_the_folder(seeds: Path, tmp_path: Path) -> None:
    archive = provenance.open_archive(tmp_path / "archive")
    archive.add(seeds, workers=1)
    assert archive.trace().to_json() == provenance.trace(seeds, workers=1).to_json()


def test_notices_of_the_inputs_are_kept(tmp_path: Path) -> None:
    table = tmp_path / "news.csv"
    table.write_text("id,text\n1,A short text about a ferry that leaves at noon.\n", encoding="utf-8")
    archive = provenance.open_archive(tmp_path / "archive")
    archive.add(table, workers=1)
    assert archive.trace().problems == provenance.trace(table, workers=1).problems != ()


def test_one_family(archive: provenance.Archive) -> None:
    traced = archive.trace(family="flood-excerpt")
    assert [document.id for document in traced.documents] == ["flood", "flood-copy", "flood-excerpt"]
    assert {(edge.source, edge.target) for edge in traced.edges} <= {(edge.source, edge.target) for edge in archive.trace().edges}


def test_a_family_of_one(archive: provenance.Archive) -> None:
    assert [document.id for document in archive.trace(family="other-03").documents] == ["other-03"]


def test_a_family_larger_than_is_looked_at(archive: provenance.Archive) -> None:
    small = provenance.Settings.from_mapping({"archive": {"family_documents": 2}})
    traced = provenance.open_archive(archive.folder, settings=small).trace(family="flood")
    assert len(traced.documents) == 2
    assert any("archive.family_documents" in problem.message for problem in traced.problems)


def test_an_unknown_document(archive: provenance.Archive) -> None:
    with pytest.raises(provenance.UsageError, match="did you mean flood, flood-copy, flood-excerpt"):
        archive.trace(family="floo")
    with pytest.raises(provenance.UsageError, match="finds documents by their text"):
        archive.trace(family="nobody")


def test_an_empty_archive(tmp_path: Path) -> None:
    (tmp_path / "nothing").mkdir()
    archive = provenance.open_archive(tmp_path / "archive")
    assert archive.add(tmp_path / "nothing", workers=1).total == 0
    assert archive.check().faults == ()
    with pytest.raises(provenance.UsageError, match="no documents yet"):
        archive.trace()
