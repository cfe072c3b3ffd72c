"""From Parquet to aligned spans on one machine: how well they cover what was copied, what each stage takes, how that grows."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from provenance.cluster import Counts, PairsJob, find_pairs_here
from provenance.settings import Matching
from tests.benchmarks.covering import Covered, covered, found_in
from tests.benchmarks.generate import corpus, write_parquet
from tests.benchmarks.measuring import apart, peak_memory, slope, table
from tests.benchmarks.plan import Part, Shape

pytestmark = pytest.mark.benchmark

_LONG = (32, 50)
_MEASURED = 10_000
"""Documents whose spans are held against the truth at most: every pair of theirs is looked at word by word."""
_COPIED = {Part.FULL: 0.98, Part.PARAGRAPHS: 0.95, Part.SENTENCE: 0.9}
"""Least F1 of words, by what the pair is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """Processor seconds of the stages in order, the process's peak in bytes, and how much was found."""

    stages: Mapping[str, float]
    memory: int
    counts: Counts

    @property
    def seconds(self) -> float:
        """Processor seconds of all stages."""
        return sum(self.stages.values())


def costs_of(source: Path, target: Path) -> Cost:
    """What a run takes once the loops are compiled and loaded, which a first run over some documents sees to."""
    few = source.parent / "few.parquet"
    find_pairs_here(PairsJob(source=str(few), target=f"{target}-few", matching=Matching()), 1)
    begun: list[tuple[str, float]] = []

    def told(step: str) -> None:
        begun.append((step.partition(" ")[0], time.process_time()))

    counts = find_pairs_here(PairsJob(source=str(source), target=str(target), matching=Matching()), 1, told)
    ends = [*(start for _, start in begun[1:]), time.process_time()]
    stages = {name: end - start for (name, start), end in zip(begun, ends, strict=True)}
    return Cost(stages=stages, memory=peak_memory(), counts=counts)


@pytest.fixture(scope="module")
def costs(benchmark_documents: int, tmp_path_factory: pytest.TempPathFactory) -> Mapping[int, Cost]:
    """What a quarter, a half and all of the documents take, by their number."""
    place = tmp_path_factory.mktemp("spans")
    write_parquet(corpus(Shape(documents=600, seed=2)), place / "few.parquet")
    found = {}
    for documents in (benchmark_documents // 4, benchmark_documents // 2, benchmark_documents):
        source = place / f"{documents}.parquet"
        write_parquet(corpus(Shape(documents=documents, largest=max(2, min(1_000, benchmark_documents // 40)))), source)
        found[documents] = apart(costs_of, source, place / f"{documents}-shared")
    return found


def test_from_parquet_to_spans(costs: Mapping[int, Cost], report: Callable[[str], None]) -> None:
    stages = list(next(iter(costs.values())).stages)
    rows = [
        [
            f"{documents:,}",
            *(f"{cost.stages[stage]:.2f}" for stage in stages),
            f"{cost.seconds:.2f}",
            f"{documents / cost.seconds:,.0f}",
            f"{cost.memory / 1e6:.0f}",
            f"{cost.counts.candidates:,}",
            f"{cost.counts.pairs:,}",
        ]
        for documents, cost in costs.items()
    ]
    growth = ["slope", *(f"{slope({size: cost.stages[stage] for size, cost in costs.items()}):.2f}" for stage in stages)]
    growth += [f"{slope({size: cost.seconds for size, cost in costs.items()}):.2f}", "", "", "", ""]
    report(table(["documents", *stages, "CPU s", "documents per CPU s", "MB", "candidates", "pairs"], [*rows, growth]))
    assert all(cost.counts.documents == documents for documents, cost in costs.items())


@pytest.fixture(scope="module")
def quality(benchmark_documents: int, tmp_path_factory: pytest.TempPathFactory) -> Covered:
    """How well spans cover what was copied; families are small, so that there are many and of all kinds."""
    shape = Shape(documents=min(benchmark_documents, _MEASURED), largest=50)
    articles = tuple(corpus(shape))
    return covered(articles, found_in(articles, tmp_path_factory.mktemp("quality")), _LONG)


def test_words_of_spans(quality: Covered, report: Callable[[str], None]) -> None:
    every = {"all": quality.all_words, **{str(part): words for part, words in sorted(quality.words.items())}}
    rows = [
        [name, f"{words.right + words.missed:,}", f"{words.precision:.3f}", f"{words.recall:.3f}", f"{words.f1:.3f}"]
        for name, words in every.items()
    ]
    report(table(["pairs", "copied words", "precision", "recall", "F1"], rows))
    assert quality.all_words.f1 >= 0.98
    assert {part: words.f1 for part, words in quality.words.items() if words.f1 < _COPIED[part]} == {}


def test_passages_found(quality: Covered, report: Callable[[str], None]) -> None:
    rows = [[str(part), f"{share.total:,}", f"{float(share):.3f}"] for part, share in sorted(quality.found.items())]
    report(table(["passages of", "number", "found"], rows))
    assert {part: float(share) for part, share in quality.found.items() if float(share) < 0.97} == {}


def test_long_spans_are_copies(quality: Covered, report: Callable[[str], None]) -> None:
    rows = [
        [f"{length} words and more", f"{share.total:,}", f"{float(share):.4f}", f"{float(quality.long_words[length]):.4f}"]
        for length, share in quality.long.items()
    ]
    report(table(["spans of", "number", "that hold a copied passage", "their words that are copied"], rows))
    assert float(quality.long[50]) >= 0.999
