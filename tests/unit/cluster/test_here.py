"""Pairs found on this machine: what one alignment finds, whatever the kernels, the threads and the files; and what is refused."""

from __future__ import annotations

import errno
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

import provenance
from provenance.archive.opening import open_archive
from provenance.cluster import Counts, PairsJob, find_pairs_here, here
from provenance.cluster.files import Target
from provenance.errors import OutputError, UsageError
from provenance.matching.compare import compare_pair
from provenance.matching.kernels import kernels_for
from provenance.model import Document, PassageType
from provenance.settings import Columns, Settings
from tests.articles import FERRY, ORCHARD
from tests.benchmarks.generate import corpus, write_json_lines
from tests.benchmarks.plan import Shape
from tests.conftest import ROOT
from tests.stories.story import read_story

arrow = pytest.importorskip("pyarrow")
dataset, parquet = pytest.importorskip("pyarrow.dataset"), pytest.importorskip("pyarrow.parquet")

SETTINGS = Settings()
STORIES = sorted((ROOT / "tests" / "stories").glob("*.md"))
TEXTS = {"ferry": "\n\n".join(FERRY), "copy": "\n".join(FERRY[1:]), "orchard": "\n\n".join(ORCHARD)}


def rows(folder: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = dataset.dataset(folder).to_table().to_pylist()
    return found


def job(source: object, target: Path, **columns: str) -> PairsJob:
    return PairsJob(source=str(source), target=str(target), matching=SETTINGS.matching, columns=Columns(**columns))


def written(path: Path, **columns: Sequence[object]) -> Path:
    parquet.write_table(arrow.table({name: list(values) for name, values in columns.items()}), path)
    return path


def news(path: Path, **more: Sequence[object]) -> Path:
    return written(path, id=list(TEXTS), text=list(TEXTS.values()), **more)


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory, seeds: Path) -> Path:
    """The seeds, the documents of all stories, and some invented articles."""
    place = tmp_path_factory.mktemp("archive")
    for path in STORIES:
        (place / path.stem).mkdir()
        for file, content in read_story(path).documents.items():
            (place / path.stem / file).write_text(content, encoding="utf-8")
    write_json_lines(corpus(Shape(documents=60, seed=4, sizes=(5,) * 4, full=1)), place / "news.jsonl")
    kept = provenance.open_archive(place / "archive")
    kept.add(seeds)
    for path in STORIES:
        kept.add(place / path.stem, prefix=path.stem)
    kept.add(place / "news.jsonl")
    return place / "archive"


@pytest.fixture(scope="module")
def documents(archive: Path) -> dict[str, Document]:
    snapshot = open_archive(archive, SETTINGS)
    return {entry.document.id: entry.document for entry in snapshot.entries(range(snapshot.manifest.documents))}


@pytest.fixture(scope="module")
def shared(archive: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Counts, Path]:
    target = tmp_path_factory.mktemp("shared") / "pairs"
    return find_pairs_here(job(f"{archive}/documents-*.parquet", target)), target


def test_spans_are_those_of_one_comparison(shared: tuple[Counts, Path], documents: dict[str, Document]) -> None:
    counts, target = shared
    found = rows(target / "pairs")
    assert len(found) == counts.pairs > 30
    for row in found:
        one, other = row["earlier"], row["later"]
        reuse = compare_pair(documents[min(one, other)], documents[max(one, other)], SETTINGS.matching)
        sides = ("earlier", "later") if one < other else ("later", "earlier")
        assert (reuse.left_in_right, reuse.right_in_left) == tuple(row[f"{a}_in_{b}"] for a, b in (sides, sides[::-1]))
        places = sorted(tuple(span[f"{side}_{end}"] for side in sides for end in ("start", "end")) for span in row["spans"])
        assert places == [(part.left.start, part.left.end, part.right.start, part.right.end) for part in reuse.passages]
        quotations = sum(part.type is PassageType.QUOTATION for part in reuse.passages)
        assert quotations == sum(span["quotation"] for span in row["spans"])


def test_every_copy_that_a_trace_names_is_there(shared: tuple[Counts, Path], seeds: Path) -> None:
    named = {(row["earlier"], row["later"]) for row in rows(shared[1] / "pairs")}
    copies = [(pair.reuse.left, pair.reuse.right) for pair in provenance.trace(seeds).pairs if pair.reuse.is_copy]
    assert copies
    assert all((one, other) in named or (other, one) in named for one, other in copies)


def test_documents_are_numbered_in_order_of_time(shared: tuple[Counts, Path], documents: dict[str, Document]) -> None:
    found = rows(shared[1] / "documents")
    assert [row["number"] for row in found] == list(range(len(documents)))
    assert {row["id"] for row in found} == documents.keys()
    dated = [row["published"] for row in found if row["published"]]
    assert dated == sorted(dated)
    assert [row["published"] is None for row in found] == [False] * len(dated) + [True] * (len(found) - len(dated))


@dataclass(frozen=True)
class Way:
    """How a run is done: inner loops for so many documents, threads, and bytes of text whose words are held in memory."""

    documents: int
    workers: int
    held: int


@pytest.mark.parametrize("way", [Way(1, 1, 10**9), Way(1, 3, 0), Way(10**6, 1, 10**9), Way(10**6, 3, 0)], ids=str)
def test_the_rows_are_the_same(
    way: Way, archive: Path, shared: tuple[Counts, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(here, "kernels_for", lambda _, threads: kernels_for(way.documents, threads))
    monkeypatch.setattr(here, "_HELD_BYTES", way.held)
    monkeypatch.setattr(here, "_PAIRS_AT_A_TIME", 50)
    monkeypatch.setattr("provenance.cluster.files.BATCH", 7)
    find_pairs_here(job(f"{archive}/documents-*.parquet", tmp_path / "again"), way.workers)
    for name in ("documents", "candidates", "pairs"):
        assert rows(tmp_path / "again" / name) == rows(shared[1] / name)


def test_the_whole_text_of_a_table_is_compared(tmp_path: Path) -> None:
    counts = find_pairs_here(job(news(tmp_path / "news.parquet"), tmp_path / "shared"))
    assert counts == Counts(documents=3, candidates=1, pairs=1)
    (row,) = rows(tmp_path / "shared" / "pairs")
    assert (row["earlier"], row["later"]) == ("copy", "ferry"), "without dates, in order of the ids"
    assert row["earlier_in_later"] == 1.0
    (span,) = row["spans"]
    assert TEXTS["copy"][span["earlier_start"] : span["earlier_end"]].split() == (
        TEXTS["ferry"][span["later_start"] : span["later_end"]].split()
    )
    assert span["words"] > 50
    assert sorted(path.name for path in tmp_path.iterdir()) == ["news.parquet", "shared"]


@pytest.mark.parametrize(
    "dates",
    [
        ["2024-02-01T10:00:00Z", "2024-02-02T10:00:00Z", "2024-02-03T10:00:00Z"],
        ["2024-02-01", "3 February 2024", "2024-02-05 10:00+02:00"],
        ["2024-02-01", None, "some day"],
        ["2024-02-01T10:00:00Z", "0001-01-01", ""],
    ],
)
def test_dates_decide_which_is_the_earlier(dates: list[str | None], tmp_path: Path) -> None:
    find_pairs_here(job(news(tmp_path / "news.parquet", published=dates), tmp_path / "shared"))
    (row,) = rows(tmp_path / "shared" / "pairs")
    assert (row["earlier"], row["later"]) == ("ferry", "copy")


def test_times_of_the_file_format_decide_too(tmp_path: Path) -> None:
    for zone in (None, "UTC", "Europe/Paris"):
        place = tmp_path / f"in-{zone and zone[:2]}"
        place.mkdir()
        times = arrow.array([3_000_000_000, 5_000_000_000, 4_000_000_000], arrow.timestamp("ns", zone))
        find_pairs_here(job(news(place / "news.parquet", date=times), place / "shared"))
        assert [row["id"] for row in rows(place / "shared" / "documents")] == ["ferry", "orchard", "copy"]


def test_columns_can_be_named(tmp_path: Path) -> None:
    source = written(tmp_path / "news.parquet", nr=[3, 1, 2], words=list(TEXTS.values()), summary=["x", "y", "z"])
    named = job(source, tmp_path / "shared", text="words", id="nr", date="-")
    assert find_pairs_here(named).pairs == 1
    assert [row["id"] for row in rows(tmp_path / "shared" / "documents")] == ["1", "2", "3"]


def test_a_table_without_rows_has_no_pairs(tmp_path: Path) -> None:
    empty = arrow.table({"id": arrow.array([], arrow.string()), "text": arrow.array([], arrow.string())})
    parquet.write_table(empty, tmp_path / "news.parquet")
    assert find_pairs_here(job(tmp_path / "news.parquet", tmp_path / "shared")) == Counts(documents=0, candidates=0, pairs=0)
    assert rows(tmp_path / "shared" / "pairs") == []


def test_odd_texts_are_read(tmp_path: Path) -> None:
    texts = ["", None, "\n\n", "é\r\n中文\n😀 “words”\u2028", "a" * 70_000]
    source = written(tmp_path / "news.parquet", id=list("abcde"), text=texts)
    counts = find_pairs_here(job(source, tmp_path / "shared"))
    assert (counts.documents, counts.pairs) == (5, 0)
    assert [row["words"] for row in rows(tmp_path / "shared" / "documents")] == [0, 0, 0, 4, 1]


@pytest.mark.parametrize(
    ("columns", "named", "message"),
    [
        ({"text": ["a"]}, {}, r"has no column that is known to hold texts, or none with ids.*--id-column; it has text"),
        ({"id": ["a"], "number": [1]}, {}, "no column that is known to hold texts"),
        ({"id": ["a"], "text": [["a"]]}, {}, "no column that is known to hold texts"),
        ({"id": ["a"], "text": ["a"]}, {"text": "body"}, "has no column body"),
        ({"id": ["a", None], "text": ["a", "b"]}, {}, "1 rows have no id"),
        ({"id": ["a", "a", "b"], "text": ["x", "y", "z"]}, {}, "1 documents at .* have the id of another one"),
    ],
)
def test_other_tables_are_refused(columns: dict[str, list[object]], named: dict[str, str], message: str, tmp_path: Path) -> None:
    source = written(tmp_path / "news.parquet", **columns)
    with pytest.raises(UsageError, match=message):
        find_pairs_here(job(source, tmp_path / "shared", **named))
    assert [path.name for path in tmp_path.iterdir()] == ["news.parquet"]


def test_what_is_not_there_is_named(tmp_path: Path) -> None:
    for source in (tmp_path, tmp_path / "nothing.parquet", f"{tmp_path}/*.parquet"):
        with pytest.raises(UsageError, match=r"no Parquet files at .*name a file, a folder"):
            find_pairs_here(job(source, tmp_path / "shared"))


def test_what_is_no_parquet_is_named(tmp_path: Path) -> None:
    (tmp_path / "news.parquet").write_bytes(b"PAR1 and nothing else PAR1")
    with pytest.raises(UsageError, match=r"news\.parquet is no Parquet file, or damaged"):
        find_pairs_here(job(tmp_path, tmp_path / "shared"))


def test_a_damaged_file_is_named_and_leaves_nothing(tmp_path: Path) -> None:
    news(tmp_path / "news.parquet")
    data = bytearray((tmp_path / "news.parquet").read_bytes())
    data[4:400] = bytes(396)
    (tmp_path / "news.parquet").write_bytes(data)
    with pytest.raises(UsageError, match="damaged"):
        find_pairs_here(job(tmp_path / "news.parquet", tmp_path / "shared"))
    assert [path.name for path in tmp_path.iterdir()] == ["news.parquet"]


def test_files_of_two_kinds_are_refused(tmp_path: Path) -> None:
    news(tmp_path / "a.parquet")
    written(tmp_path / "b.parquet", uuid=["x"], body=["y"])
    with pytest.raises(UsageError, match=r"b\.parquet has other columns than .*a\.parquet"):
        find_pairs_here(job(tmp_path, tmp_path / "shared"))


def test_a_target_that_exists_is_left_alone(tmp_path: Path) -> None:
    source = news(tmp_path / "news.parquet")
    (tmp_path / "shared").mkdir()
    with pytest.raises(OutputError, match="name a new folder"):
        find_pairs_here(job(source, tmp_path / "shared"))
    assert list((tmp_path / "shared").iterdir()) == []


def test_a_full_disk_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = news(tmp_path / "news.parquet")

    def full(*_: object) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Target, "write", full)
    with pytest.raises(OutputError, match=r"shared could not be written \(No space left on device\); nothing was left"):
        find_pairs_here(job(source, tmp_path / "shared"))
    assert [path.name for path in tmp_path.iterdir()] == ["news.parquet"]


def test_there_must_be_workers(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="ask for 1 or more"):
        find_pairs_here(job(news(tmp_path / "news.parquet"), tmp_path / "shared"), 0)


def test_other_settings_find_other_spans(tmp_path: Path) -> None:
    source = news(tmp_path / "news.parquet")
    strict = replace(job(source, tmp_path / "shared"), matching=replace(SETTINGS.matching, copy_bits=1e9))
    assert find_pairs_here(strict).pairs == 0
