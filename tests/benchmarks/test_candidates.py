"""Finding the pairs worth aligning: ours beside datasketch's own index, rensa's, and everything compared with everything.

All figures come from one run, each contestant in a process of its own, in turn.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from importlib.util import find_spec
from statistics import median

import numpy as np
import pytest

from tests.benchmarks import recall
from tests.benchmarks.contestants import CONTESTANTS, Run, brute_force, document_of, run
from tests.benchmarks.generate import Article, corpus
from tests.benchmarks.measuring import apart, slope, table
from tests.benchmarks.plan import Part, Shape
from tests.benchmarks.truth import Truth, truth

pytestmark = pytest.mark.benchmark

_ROUNDS = 3
"""Runs of each contestant; the median is shown."""
_SAMPLE = 300
"""Documents compared with one another one by one."""
_FASTER = 3.0
"""How many times less than datasketch we must take after splitting words. Measured on 1,000 and 2,000 documents: 10 to 11."""
_FOOTED = 3.0
"""How many times the time one footer everywhere may cost: the aim at size is 1.1, the rest is noise of small numbers."""
_MORE_PAIRS = 5
"""Candidate pairs that it may add for each document: a star adds one a row of the signature at most, all pairs half of all."""
_FOUND = {Part.FULL: 0.99, Part.PARAGRAPHS: 0.97, Part.SENTENCE: 0.9}
"""Least share of copied passages by what their document is; the words of a lifted sentence may be one fifth changed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """Everything that one run of the benchmark gave."""

    shape: Shape
    articles: tuple[Article, ...]
    truth: Truth
    runs: Mapping[str, tuple[Run, ...]]
    growth: Mapping[int, Mapping[str, Run]]

    def seconds(self, name: str) -> float:
        """Processor seconds, the median of the rounds."""
        return median(each.total for each in self.runs[name])

    def after_words(self, name: str) -> float:
        """... without the splitting into words."""
        return median(each.after_words for each in self.runs[name])


@pytest.fixture(scope="module")
def measured(benchmark_documents: int) -> Measured:
    """The contestants in turn, then on a half and a quarter of the documents."""
    shape = shape_of(benchmark_documents, benchmark_documents)
    articles = tuple(corpus(shape))
    names = [name for name in CONTESTANTS if name in {"ours", "both routes", "datasketch"} or find_spec(name)]
    rounds = [{name: apart(run, name, shape) for name in names} for _ in range(_ROUNDS)]
    sizes = (benchmark_documents // 4, benchmark_documents // 2)
    growth = {size: {name: apart(run, name, shape_of(size, benchmark_documents)) for name in names} for size in sizes}
    return Measured(
        shape=shape,
        articles=articles,
        truth=truth(articles),
        runs={name: tuple(each[name] for each in rounds) for name in names},
        growth=growth | {benchmark_documents: rounds[-1]},
    )


def shape_of(documents: int, of: int) -> Shape:
    """A corpus, or a part of one of size ``of``: families up to the same size, so that growth is not that of a family."""
    return Shape(documents=documents, largest=max(2, min(1_000, of // 40)))


def test_candidates_beside_others(measured: Measured, report: Callable[[str], None]) -> None:
    copied = measured.truth.document_pairs()
    rows = []
    for name, runs in measured.runs.items():
        found = recall.passages(runs[0].keys, measured.truth)
        growth = slope({size: at[name].total for size, at in measured.growth.items()})
        rows.append(
            [
                name,
                f"{measured.seconds(name):.2f}",
                f"{measured.seconds(name) / measured.seconds('ours'):.1f}",
                f"{measured.after_words(name) / measured.after_words('ours'):.1f}",
                f"{median(each.memory for each in runs) / 1e6:.0f}",
                f"{growth:.2f}",
                f"{len(runs[0].keys):,}",
                f"{float(recall.true_pairs(runs[0].keys, copied)):.3f}",
                f"{float(recall.document_pairs(runs[0].keys, copied)):.3f}",
                *(f"{float(found[part]):.3f}" for part in _FOUND),
            ]
        )
    totals = {part: share.total for part, share in recall.passages(measured.runs["ours"][0].keys, measured.truth).items()}
    head = ["candidates", "CPU s", "x ours", "x ours without words", "MB", "slope", "pairs", "of them copied", "copied pairs"]
    head += [f"{part} passages ({totals[part]:,})" for part in _FOUND]
    report(f"{measured.shape.documents:,} documents, median of {_ROUNDS} rounds\n\n{table(head, rows)}")
    assert measured.after_words("datasketch") > _FASTER * measured.after_words("ours")


def test_stages(measured: Measured, report: Callable[[str], None]) -> None:
    stages = ["loading", "words", "signatures", "index"]
    rows = [
        [name, *(f"{median(each.seconds.get(stage, 0.0) for each in runs):.2f}" for stage in stages)]
        for name, runs in measured.runs.items()
    ]
    report(table(["CPU s", *stages], rows))
    assert {stage for runs in measured.runs.values() for each in runs for stage in each.seconds} == set(stages)


def test_recall(measured: Measured) -> None:
    ours = measured.runs["ours"][0].keys
    found = recall.passages(ours, measured.truth)
    assert {part: round(float(found[part]), 3) for part, least in _FOUND.items() if float(found[part]) < least} == {}
    assert float(recall.document_pairs(ours, measured.truth.document_pairs())) > 0.97


def test_one_footer_below_every_document(measured: Measured, report: Callable[[str], None]) -> None:
    """What everybody has must not make everybody's neighbours of everybody."""
    plain = shape_of(measured.shape.documents // 2, measured.shape.documents)
    without = measured.growth[plain.documents]["ours"]
    footed = apart(run, "ours", replace(plain, everywhere=True))
    ratios = footed.total / without.total, footed.after_words / without.after_words
    pairs = len(footed.keys) - len(without.keys)
    report(
        f"one footer below each of {plain.documents:,} documents: {ratios[0]:.2f} times the CPU time in all, "
        f"{ratios[1]:.2f} without words; {pairs:,} more pairs than {len(without.keys):,}"
    )
    assert ratios[1] < _FOOTED
    assert pairs < _MORE_PAIRS * plain.documents


def test_a_large_family_is_found_whole(measured: Measured, report: Callable[[str], None]) -> None:
    half = measured.shape.documents // 2
    shape = Shape(documents=half, sizes=(half // 2,), full=1)
    copied = truth(corpus(shape)).document_pairs()
    found = recall.document_pairs(apart(run, "ours", shape).keys, copied)
    report(f"a family of {half // 2:,} among {half:,} documents: {float(found):.4f} of its {len(copied):,} pairs connected")
    assert float(found) > 0.995


def test_every_round_finds_the_same(measured: Measured) -> None:
    for runs in measured.runs.values():
        assert all(np.array_equal(each.keys, runs[0].keys) for each in runs)


def test_against_brute_force(measured: Measured, report: Callable[[str], None]) -> None:
    """Whole families and some documents beside them, each compared with each: what there is to find at all."""
    by_family = sorted(
        measured.articles, key=lambda each: (each.role.part is Part.ALONE, each.role.source or each.number, each.number)
    )
    sample = by_family[:_SAMPLE]
    start = time.process_time()
    pairs = brute_force([document_of(article) for article in sample], 2)
    seconds = time.process_time() - start
    numbers = [article.number for article in sample]
    keys = recall.keys_of((numbers[one], numbers[other]) for one, other in pairs)
    copied = recall.among(measured.truth.document_pairs(), numbers)
    there = recall.document_pairs(keys, copied)
    ours = recall.document_pairs(measured.runs["ours"][0].keys, copied)
    whole = seconds * (measured.shape.documents / _SAMPLE) ** 2
    report(
        f"{_SAMPLE} documents compared with one another: {seconds:.2f} CPU s, so all of them about {whole:,.0f} s\n"
        f"copied pairs connected: {float(there):.3f} by all pairs with two 5-grams in common, {float(ours):.3f} by ours"
    )
    assert float(ours) > float(there) - 0.02
