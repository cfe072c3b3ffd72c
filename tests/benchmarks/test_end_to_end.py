"""From a folder of files to ``trace.json``: what each stage costs, and how that grows."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

import provenance
from tests.benchmarks.generate import corpus, write_folder
from tests.benchmarks.measuring import apart, peak_memory, slope, table
from tests.benchmarks.plan import Part, Role, Shape, roles

pytestmark = pytest.mark.benchmark

_FEWER = 2
"""The end-to-end run takes the benchmark's documents divided by this: every document is read, compared and solved."""
_CONNECTED = 0.99
"""Least share of full copies between whose original and themselves the trace has a pair."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """Processor seconds of each stage in order, the process's peak in bytes, and what was found."""

    stages: Mapping[str, float]
    memory: int
    pairs: frozenset[tuple[str, str]]
    edges: int

    @property
    def seconds(self) -> float:
        """Processor seconds of all stages."""
        return sum(self.stages.values())


class Stages:
    """Listens to progress and notes the processor time at which each stage begins."""

    def __init__(self) -> None:
        self._begun = [("find", time.process_time())]

    def __call__(self, stage: str, _done: int, _total: int) -> None:
        """A stage is at work."""
        if stage != self._begun[-1][0]:
            self._begun.append((stage, time.process_time()))

    def seconds(self) -> dict[str, float]:
        """Processor seconds of each stage, the last one until now."""
        ends = [begun for _, begun in self._begun[1:]] + [time.process_time()]
        found: dict[str, float] = {}
        for (name, begun), end in zip(self._begun, ends, strict=True):
            found[name] = found.get(name, 0.0) + end - begun
        return found


def traced(folder: Path, out: Path) -> Cost:
    """Trace a folder and write ``trace.json``."""
    stages = Stages()
    trace = provenance.trace(folder, progress=stages, workers=1)
    stages("write", 0, 1)
    trace.save(out, ("json",))
    seconds = stages.seconds()
    return Cost(
        stages=seconds,
        memory=peak_memory(),
        pairs=frozenset((pair.reuse.left, pair.reuse.right) for pair in trace.pairs),
        edges=len(trace.edges),
    )


@pytest.fixture(scope="module")
def shape(benchmark_documents: int) -> Shape:
    """The largest corpus traced."""
    documents = benchmark_documents // _FEWER
    return Shape(documents=documents, largest=max(2, min(1_000, documents // 40)))


@pytest.fixture(scope="module")
def costs(shape: Shape, tmp_path_factory: pytest.TempPathFactory) -> Mapping[int, Cost]:
    """What tracing a quarter, a half and all of the documents takes, by their number."""
    place = tmp_path_factory.mktemp("corpora")
    found = {}
    for documents in (shape.documents // 4, shape.documents // 2, shape.documents):
        write_folder(corpus(Shape(documents=documents, largest=shape.largest)), place / str(documents))
        found[documents] = apart(traced, place / str(documents), place / f"{documents}-out")
    return found


def test_from_files_to_trace(costs: Mapping[int, Cost], report: Callable[[str], None]) -> None:
    stages = list(next(iter(costs.values())).stages)
    rows = [
        [
            f"{documents:,}",
            *(f"{cost.stages[stage]:.2f}" for stage in stages),
            f"{cost.seconds:.2f}",
            f"{documents / cost.seconds:.0f}",
            f"{cost.memory / 1e6:.0f}",
            f"{len(cost.pairs):,}",
            f"{cost.edges:,}",
        ]
        for documents, cost in costs.items()
    ]
    growth = ["slope", *(f"{slope({size: cost.stages[stage] for size, cost in costs.items()}):.2f}" for stage in stages)]
    growth += [f"{slope({size: cost.seconds for size, cost in costs.items()}):.2f}", "", "", "", ""]
    report(table(["documents", *stages, "CPU s", "documents per CPU s", "MB", "pairs", "edges"], [*rows, growth]))
    assert all(cost.seconds > 0 for cost in costs.values())


def test_full_copies_are_in_the_trace(shape: Shape, costs: Mapping[int, Cost]) -> None:
    name = {article.number: article.id for article in corpus(shape)}
    copies = {number: role for number, role in roles(shape).items() if role.part is Part.FULL}
    found = sum(pair_of(name, number, role) in costs[shape.documents].pairs for number, role in copies.items())
    assert found >= _CONNECTED * len(copies)


def pair_of(name: Mapping[int, str], number: int, role: Role) -> tuple[str, str]:
    """The ids of a copy and its original, in order."""
    assert role.source is not None
    one, other = sorted((name[number], name[role.source]))
    return one, other
