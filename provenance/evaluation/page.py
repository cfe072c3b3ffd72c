"""A page of the documentation whose marked regions a benchmark fills.

A region stands between ``<!-- benchmark: NAME -->`` and ``<!-- end -->``, each on a line of its own.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from provenance.errors import UsageError
from provenance.evaluation.reliability import reliability_by_range
from provenance.evaluation.results import Benchmark, measure
from provenance.evaluation.systems import OURS
from provenance.evaluation.tables import Column, Table, markdown, number, shown, target_overview
from provenance.evaluation.targets import Result

_REGION = re.compile(r"^<!-- benchmark: (?P<name>.*?) -->\n.*?^<!-- end -->$", re.MULTILINE | re.DOTALL)
_CHECKSUM_DIGITS = 16
"""Hexadecimal digits of a checksum that are shown: 64 bits; the whole stands in the JSON."""

_OURS = (
    Column(heading="precision", path="edges.directed.precision", interval="precision"),
    Column(heading="or ancestor", path="edges.stated.lenient_precision"),
    Column(heading="recall", path="edges.directed.recall", interval="recall"),
    Column(heading="direction right", path="edges.direction_accuracy", interval="direction_accuracy"),
    Column(heading="decided", path="edges.share_decided", interval="share_decided"),
    Column(heading="solid wrong", path="edges.solid.wrong_share"),
    Column(heading="named sources F1", path="sources.named.f1"),
    Column(heading="ECE", path="stated.calibration.expected_calibration_error"),
    Column(heading="by chance", path="stated.calibration.calibration_error_by_chance"),
)
"""What the page tells of our own system; everything else is in the full tables."""
_COMPARED = "edges.directed.f1"


def check_regions(page: str) -> None:
    """Refuse a page that cannot be filled.

    Raises:
        UsageError: there is no region, or one of an unknown name.

    """
    names = [match["name"] for match in _REGION.finditer(page)]
    strange = sorted(set(names) - set(REGIONS))
    if strange or not names:
        what = f"no region can be called {', '.join(map(repr, strange))}" if strange else "the page has no region to fill"
        message = (
            f"{what}; write <!-- benchmark: NAME --> and <!-- end --> on lines of their own, NAME being {', '.join(REGIONS)}"
        )
        raise UsageError(message)


def filled(page: str, benchmark: Benchmark, results: Sequence[Result]) -> str:
    """The page with every region replaced by what the benchmark says; the rest stays as it is.

    Raises:
        UsageError: there is no region, or one of an unknown name.

    """
    check_regions(page)

    def content(match: re.Match[str]) -> str:
        text = REGIONS[match["name"]](benchmark, results)
        return f"<!-- benchmark: {match['name']} -->\n\n{text}\n\n<!-- end -->"

    return _REGION.sub(content, page)


def _run(benchmark: Benchmark, _: Sequence[Result]) -> str:
    return (
        f"Version {benchmark.tool_version}. Corpora: {len(benchmark.corpora)}; conditions: {len(benchmark.conditions)}; systems: "
        f"{len(benchmark.systems)}. In brackets: 95 % intervals, families drawn anew (seed {benchmark.interval_seed})."
    )


def _corpora(benchmark: Benchmark, _: Sequence[Result]) -> str:
    rows = [(corpus.name, str(corpus.documents), f"`{corpus.checksum[:_CHECKSUM_DIGITS]}`") for corpus in benchmark.corpora]
    return markdown(Table(title="", heading=("corpus", "documents", "checksum"), rows=tuple(rows)))


def _targets(_: Benchmark, results: Sequence[Result]) -> str:
    return markdown(target_overview(results))


def _ours(benchmark: Benchmark, _: Sequence[Result]) -> str:
    cells = [cell for cell in benchmark.cells if cell.system == OURS]
    rows = [(cell.corpus, cell.condition, *(shown(cell, column) for column in _OURS)) for cell in cells]
    return markdown(Table(title="", heading=("corpus", "condition", *(column.heading for column in _OURS)), rows=tuple(rows)))


def _systems(benchmark: Benchmark, _: Sequence[Result]) -> str:
    """A table for each condition: the corpora in which there are edges to find, by systems."""
    parts = []
    for condition in benchmark.conditions:
        table = Table(title=condition, heading=("", *benchmark.systems), rows=tuple(_compared(benchmark, condition)))
        parts += [f"**{table.title}**\n\n{markdown(table)}"] if table.rows else []
    return "\n\n".join(parts)


def _compared(benchmark: Benchmark, condition: str) -> Iterator[tuple[str, ...]]:
    for corpus in benchmark.corpora:
        cells = [cell for cell in benchmark.cells if (cell.corpus, cell.condition) == (corpus.name, condition)]
        values = [measure(cell.scores, _COMPARED) for cell in cells]
        if any(value is not None for value in values):
            yield (corpus.name, *map(number, values))


def _calibration(benchmark: Benchmark, _: Sequence[Result]) -> str:
    """Every edge our system weighed, on every corpus and under every condition together."""
    table = reliability_by_range(forecast for cell in benchmark.cells if cell.system == OURS for forecast in cell.considered)
    rows = [
        (
            f"{number(bin_.low)} to {number(bin_.high)}",
            str(bin_.count),
            number(bin_.forecast),
            f"{number(bin_.observed)} ({number(bin_.observed_low)}–{number(bin_.observed_high)})",
        )
        for bin_ in table
    ]
    return markdown(Table(title="", heading=("probability stated", "edges", "on average", "right"), rows=tuple(rows)))


REGIONS: Mapping[str, Callable[[Benchmark, Sequence[Result]], str]] = {
    "run": _run,
    "corpora": _corpora,
    "targets": _targets,
    "ours": _ours,
    "systems": _systems,
    "calibration": _calibration,
}
"""What can be filled in, by the name of its region."""
