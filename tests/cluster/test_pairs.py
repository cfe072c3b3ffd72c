"""The pairs of a corpus, found on a cluster: the same as on one machine, also when an executor is killed."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import provenance
from provenance.archive.opening import open_archive
from provenance.cluster import Counts, PairsJob, find_pairs, find_pairs_here
from provenance.engine.spark_session import Session
from provenance.errors import OutputError, UsageError
from provenance.matching.candidates import pairs_among
from provenance.matching.kernels import kernels_for
from provenance.matching.traits import collected
from provenance.matching.words import order_of
from provenance.model import Document
from provenance.settings import Settings
from tests.benchmarks.generate import corpus, write_parquet
from tests.benchmarks.plan import Shape
from tests.cluster.conftest import Killer

pytestmark = pytest.mark.spark

SETTINGS = Settings()
Pairs = list[tuple[str, str]]


@dataclass(frozen=True)
class Expected:
    """What one machine finds: the documents in order of time, pairs of ids, and those that share more than formulas."""

    documents: list[Document]
    candidates: Pairs
    telling: Pairs


@pytest.fixture(scope="module")
def expected(documents: Path) -> Expected:
    snapshot = open_archive(documents, SETTINGS)
    read = {entry.document.id: entry.document for entry in snapshot.entries(range(snapshot.manifest.documents))}
    matching = SETTINGS.matching
    kernels = kernels_for(len(read))
    collection, _ = collected(sorted(read.values(), key=order_of), matching, kernels)
    pairs = pairs_among(collection.words, matching, kernels)
    named = [
        (collection.ids[one], collection.ids[other])
        for one, other in zip(pairs.first.tolist(), pairs.other.tolist(), strict=True)
    ]
    telling = kernels.screen(collection.words, collection.marks, pairs, matching)
    return Expected(
        documents=[read[name] for name in collection.ids],
        candidates=sorted(named),
        telling=sorted(pair for pair, kept in zip(named, telling.tolist(), strict=True) if kept),
    )


def rows(folder: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = pytest.importorskip("pyarrow.dataset").dataset(folder).to_table().to_pylist()
    return found


def job(documents: Path, target: Path) -> PairsJob:
    return PairsJob(source=f"{documents}/documents-*.parquet", target=str(target), matching=SETTINGS.matching)


@pytest.fixture(scope="module")
def found(cluster: Session, documents: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Counts, Path]:
    target = tmp_path_factory.mktemp("found") / "shared"
    return find_pairs(cluster, job(documents, target)), target


def candidates_in(target: Path) -> Pairs:
    ids = {row["number"]: row["id"] for row in rows(target / "documents")}
    return sorted((ids[row["first"]], ids[row["other"]]) for row in rows(target / "candidates"))


def test_documents_are_numbered_in_order_of_time(found: tuple[Counts, Path], expected: Expected) -> None:
    _, target = found
    names = {row["number"]: row["id"] for row in rows(target / "documents")}
    assert [names[number] for number in range(len(names))] == [document.id for document in expected.documents]


def test_candidates_are_those_of_one_machine(found: tuple[Counts, Path], expected: Expected) -> None:
    counts, target = found
    assert candidates_in(target) == expected.candidates
    assert counts == Counts(documents=2_000, candidates=len(expected.candidates), pairs=len(expected.telling))


def test_pairs_are_those_that_one_machine_finds_telling(found: tuple[Counts, Path], expected: Expected) -> None:
    _, target = found
    assert sorted((row["earlier"], row["later"]) for row in rows(target / "pairs")) == expected.telling


def test_spans_are_places_of_equal_words(found: tuple[Counts, Path], expected: Expected) -> None:
    _, target = found
    texts = {document.id: document.text for document in expected.documents}
    shares = []
    for row in rows(target / "pairs"):
        assert row["spans"]
        for span in row["spans"]:
            earlier = texts[row["earlier"]][span["earlier_start"] : span["earlier_end"]].casefold().split()
            later = texts[row["later"]][span["later_start"] : span["later_end"]].casefold().split()
            assert span["words"] <= min(len(earlier), len(later)) * 2
            shares.append(len(set(earlier) & set(later)) / len(set(earlier)))
    assert np.median(shares) > 0.9


def sorted_rows(target: Path, name: str) -> list[dict[str, Any]]:
    """The rows of one of the tables: a cluster writes them in any order."""
    return sorted(
        rows(target / name),
        key=lambda row: [str(row[key]) for key in ("number", "first", "other", "earlier", "later") if key in row],
    )


def test_rows_are_those_of_a_run_without_a_cluster(found: tuple[Counts, Path], documents: Path, tmp_path: Path) -> None:
    counts, target = found
    assert find_pairs_here(job(documents, tmp_path / "here")) == counts
    for name in ("documents", "candidates", "pairs"):
        assert sorted_rows(tmp_path / "here", name) == sorted_rows(target, name)


def test_a_table_gives_the_same_rows_without_a_cluster(cluster: Session, tmp_path: Path) -> None:
    write_parquet(corpus(Shape(documents=120, seed=6, sizes=(4,) * 10)), tmp_path / "news.parquet")
    counts = [
        find(PairsJob(source=str(tmp_path / "news.parquet"), target=str(tmp_path / name), matching=SETTINGS.matching))
        for name, find in (("there", partial(find_pairs, cluster)), ("here", find_pairs_here))
    ]
    assert counts[0] == counts[1]
    assert counts[0].pairs > 30
    for name in ("documents", "candidates", "pairs"):
        assert sorted_rows(tmp_path / "there", name) == sorted_rows(tmp_path / "here", name)


def test_a_killed_executor_costs_nothing_but_time(
    cluster: Session, documents: Path, expected: Expected, killer: Killer, tmp_path: Path
) -> None:
    def told(step: str) -> None:
        if step.startswith("linking"):
            killer.start()

    counts = find_pairs(cluster, job(documents, tmp_path / "shared"), told)
    killer.join()
    assert killer.killed is not None, "the work was done before an executor could be killed"
    assert candidates_in(tmp_path / "shared") == expected.candidates
    assert counts.pairs == len(expected.telling)


def test_a_target_that_exists_is_left_alone(cluster: Session, documents: Path, tmp_path: Path) -> None:
    (tmp_path / "working" / "unordered").mkdir(parents=True)
    with pytest.raises(OutputError, match="name a new folder"):
        find_pairs(cluster, job(documents, tmp_path))


def test_a_source_that_is_not_there_is_named(cluster: Session, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"no Parquet files at .*documents-"):
        find_pairs(cluster, job(tmp_path, tmp_path / "shared"))


def test_a_source_with_other_columns_is_named(cluster: Session, tmp_path: Path) -> None:
    arrow, parquet = pytest.importorskip("pyarrow"), pytest.importorskip("pyarrow.parquet")
    parquet.write_table(arrow.table({"text": ["a"]}), tmp_path / "documents-1.parquet")
    with pytest.raises(UsageError, match="or none with ids"):
        find_pairs(cluster, job(tmp_path, tmp_path / "shared"))


def test_documents_that_are_there_twice_are_refused(cluster: Session, articles: Path, tmp_path: Path) -> None:
    for name in ("one", "other"):
        provenance.open_archive(tmp_path / name).add(articles)
    twice = PairsJob(source=f"{tmp_path}/*/documents-*.parquet", target=str(tmp_path / "shared"), matching=SETTINGS.matching)
    with pytest.raises(UsageError, match=r"3 documents at .* have the id of another"):
        find_pairs(cluster, twice)
