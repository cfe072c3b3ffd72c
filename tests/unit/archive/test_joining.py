"""Many small additions make few segments, and the archive answers as if all had come at once."""

from __future__ import annotations

from itertools import cycle, islice
from pathlib import Path

import pytest

import provenance
from provenance import archive
from provenance.archive.folder import read_manifest
from provenance.archive.joining import _TOGETHER, small_run
from provenance.archive.manifest import Segment, StoredFile
from provenance.archive.telling import answer_json
from provenance.settings import Archive
from tests.newsroom import article, write

BATCH = 30
SETTINGS = provenance.Settings.from_mapping({"archive": {"batch_documents": BATCH}})
NAMES = [f"story-{number:02}" for number in range(2 * _TOGETHER + 3)]


def segment(first: int, rows: int, size: int = 10) -> Segment:
    file = StoredFile(name="documents-000001.parquet", bytes=size, sha256="")
    return Segment(first=first, rows=rows, pairs=1, documents=file, ids=file, postings=file)


def segments(*rows: int) -> tuple[Segment, ...]:
    return tuple(segment(sum(rows[:place]), count) for place, count in enumerate(rows))


@pytest.mark.parametrize(
    ("rows", "run"),
    [
        ((), range(0)),
        ((1,) * 7, range(0)),
        ((1,) * 8, range(8)),
        ((500, *(1,) * 9), range(1, 10)),
        ((*(1,) * 5, 500, *(1,) * 5), range(0)),
        ((*(1,) * 5, 500, *(1,) * 8), range(6, 14)),
        ((1, 9) * 4, range(8)),
        ((200,) * 9, range(0)),
        ((100,) * 9, range(0)),
        ((60, *(3,) * 8), range(1, 9)),
        ((36, *(1, 8) * 3, 1), range(0)),
        ((36, *(1, 8) * 4), range(9)),
        ((250, 250, *(10,) * 8), range(2, 10)),
    ],
)
def test_neighbours_of_one_size_are_joined_when_they_are_eight(rows: tuple[int, ...], run: range) -> None:
    assert small_run(segments(*rows), Archive(batch_documents=500)) == run


def test_large_files_are_not_joined() -> None:
    assert small_run(tuple(segment(number, 1, 20_000_000) for number in range(9)), Archive()) == range(0)


@pytest.mark.parametrize(("portions", "often"), [((1,), 6), ((1, 8), 6), ((3, 1, 40), 6), ((1, 1, 1, 1, 1, 1, 1, 300), 8)])
def test_segments_stay_few_and_no_document_is_written_often(portions: tuple[int, ...], often: int) -> None:
    """Ten thousand documents in small portions, on paper."""
    most, present, written = Archive(), segments(), 0
    for portion in islice(cycle(portions), 10_000 * len(portions) // sum(portions)):
        present = (*present, segment(0, portion))
        while run := small_run(present, most):
            rows = sum(each.rows for each in present[run.start : run.stop])
            assert rows <= most.batch_documents
            present = (*present[: run.start], segment(0, rows), *present[run.stop :])
            written += rows
        assert len(present) <= 10_000 // 500 + 5 * _TOGETHER
    assert written <= often * 10_000


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    stories = {name: article(name, 2) for name in NAMES}
    return write(tmp_path / "articles", {**stories, NAMES[3]: stories[NAMES[0]], NAMES[-1]: stories[NAMES[0]]})


def test_added_one_by_one_it_is_the_archive_that_came_at_once(articles: Path, tmp_path: Path) -> None:
    grown = provenance.open_archive(tmp_path / "grown", settings=SETTINGS)
    for name in NAMES:
        assert grown.add(articles / f"{name}.txt", workers=1).documents == 1
        assert len(read_manifest(grown.folder).segments) <= _TOGETHER + 2
    whole = provenance.open_archive(tmp_path / "whole", settings=SETTINGS)
    whole.add(articles, workers=1)
    for each in (grown, whole):
        assert (each.check().faults, each.check().left, each.check().documents) == ((), (), len(NAMES))
    for name in (NAMES[0], NAMES[1], NAMES[-1]):
        asked = articles / f"{name}.txt"
        assert answer_json(grown.query(asked)) == answer_json(whole.query(asked))
    assert grown.add(articles, workers=1).known == len(NAMES)
    names = {file.name for each in read_manifest(grown.folder).segments for file in each.files()}
    assert {path.name for path in grown.folder.iterdir()} == names | {"lock", "manifest.json"}


def test_a_reader_reads_on_while_segments_are_joined(articles: Path, tmp_path: Path) -> None:
    grown = provenance.open_archive(tmp_path / "grown", settings=SETTINGS)
    for name in NAMES[: _TOGETHER - 1]:
        grown.add(articles / f"{name}.txt", workers=1)
    before = archive.open_archive(grown.folder, SETTINGS)
    grown.add(articles / f"{NAMES[_TOGETHER - 1]}.txt", workers=1)
    assert len(read_manifest(grown.folder).segments) == 1
    assert [entry.document.id for entry in before.entries(range(_TOGETHER - 1))] == NAMES[: _TOGETHER - 1]
    assert before.names(range(_TOGETHER - 1)) == NAMES[: _TOGETHER - 1]


def test_a_reader_that_comes_while_segments_are_joined_finds_the_new_one(
    articles: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    grown = provenance.open_archive(tmp_path / "grown", settings=SETTINGS)
    for name in NAMES[: _TOGETHER - 1]:
        grown.add(articles / f"{name}.txt", workers=1)
    old = read_manifest(grown.folder)
    grown.add(articles / f"{NAMES[_TOGETHER - 1]}.txt", workers=1)
    seen = iter([old])
    monkeypatch.setattr("provenance.archive.opening.read_manifest", lambda folder: next(seen, None) or read_manifest(folder))
    assert len(archive.open_archive(grown.folder, SETTINGS).manifest.segments) == 1
