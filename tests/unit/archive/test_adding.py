"""Taking documents into an archive."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

import provenance
from provenance.archive.folder import read_manifest
from tests.newsroom import article, write
from tests.unit.archive.conftest import ARTICLES, FLOOD


def batches_of(count: int) -> provenance.Settings:
    settings = provenance.Settings()
    return replace(settings, archive=replace(settings.archive, batch_documents=count))


def test_everything_is_there_afterwards(archive: provenance.Archive) -> None:
    assert [document.id for document in archive.trace().documents] == sorted(ARTICLES)


def test_what_is_there_already_is_counted_and_left_out(archive: provenance.Archive, articles: Path) -> None:
    before = read_manifest(archive.folder)
    write(articles, {"new": article("new")})
    added = archive.add(articles, workers=1)
    assert (added.documents, added.known, added.total) == (1, len(ARTICLES), len(ARTICLES) + 1)
    assert added.problems == ()
    assert read_manifest(archive.folder).segments[: len(before.segments)] == before.segments


def test_nothing_new_writes_nothing(archive: provenance.Archive, articles: Path) -> None:
    before = sorted(path.name for path in archive.folder.iterdir())
    assert archive.add(articles, workers=1).documents == 0
    assert sorted(path.name for path in archive.folder.iterdir()) == before


def test_another_document_of_the_same_name_is_named_and_the_first_stays(archive: provenance.Archive, tmp_path: Path) -> None:
    write(tmp_path / "later", {"flood": article("another flood")})
    added = archive.add(tmp_path / "later", workers=1)
    assert added.documents == 0
    (problem,) = added.problems
    assert (problem.path, problem.severity) == ("flood.txt", "skipped")
    assert "--prefix" in problem.message
    assert archive.trace().documents[0].text.startswith(FLOOD[0][:40])


def test_a_prefix_keeps_both(archive: provenance.Archive, tmp_path: Path) -> None:
    write(tmp_path / "later", {"flood": article("another flood")})
    added = archive.add(tmp_path / "later", prefix="july", workers=1)
    assert (added.documents, added.problems) == (1, ())
    traced = archive.trace()
    found = next(document for document in traced.documents if document.id == "july/flood")
    assert found.blocks[0].id.startswith("july/flood:")


def test_a_table_that_has_grown_adds_its_new_records_only(tmp_path: Path) -> None:
    table = tmp_path / "news.csv"
    archive = provenance.open_archive(tmp_path / "archive")
    rows = [f"{number},{' '.join(article(f'row {number}'))}\n" for number in range(5)]
    table.write_text("id,text\n" + "".join(rows[:3]), encoding="utf-8")
    assert archive.add(table, workers=1).documents == 3
    table.write_text("id,text\n" + "".join(rows), encoding="utf-8")
    added = archive.add(table, workers=1)
    assert (added.documents, added.known, added.total) == (2, 3, 5)


@pytest.mark.parametrize("count", [1, 3, 100])
def test_a_batch_is_a_segment(tmp_path: Path, articles: Path, count: int) -> None:
    archive = provenance.open_archive(tmp_path / "batched", settings=batches_of(count))
    archive.add(articles, workers=1)
    segments = read_manifest(archive.folder).segments
    assert len(segments) == -(-len(ARTICLES) // count)
    assert sum(segment.rows for segment in segments) == len(ARTICLES)
    assert archive.check().faults == ()


def test_large_documents_fill_a_batch_sooner(tmp_path: Path, articles: Path) -> None:
    settings = provenance.Settings()
    small = replace(settings, archive=replace(settings.archive, batch_characters=1))
    archive = provenance.open_archive(tmp_path / "batched", settings=small)
    archive.add(articles, workers=1)
    assert len(read_manifest(archive.folder).segments) == len(ARTICLES)


def test_what_is_skipped_is_told_and_costs_nobody_else(tmp_path: Path, articles: Path) -> None:
    (articles / "empty.txt").touch()
    added = provenance.open_archive(tmp_path / "archive").add(articles, workers=1)
    assert added.documents == len(ARTICLES)
    assert [(problem.path, problem.severity) for problem in added.problems] == [("empty.txt", "skipped")]


def test_a_folder_with_other_files_is_refused(articles: Path) -> None:
    with pytest.raises(provenance.OutputError, match="holds other files"):
        provenance.open_archive(articles).add(articles, workers=1)


def test_a_file_where_the_folder_should_be_is_refused(tmp_path: Path, articles: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(provenance.OutputError, match="cannot be made"):
        provenance.open_archive(tmp_path / "file").add(articles, workers=1)


def test_progress_counts_all_documents(tmp_path: Path, articles: Path) -> None:
    told: list[tuple[str, int, int]] = []
    archive = provenance.open_archive(tmp_path / "archive", settings=batches_of(5))
    archive.add(articles, progress=lambda stage, done, total: told.append((stage, done, total)), workers=1)
    assert [done for _, done, _ in told] == sorted(done for _, done, _ in told)
    assert told[-1] == ("read", len(ARTICLES), 0)
