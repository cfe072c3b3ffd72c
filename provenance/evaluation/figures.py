"""The pictures of one benchmark: which of its numbers stand where."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from provenance.evaluation.metrics.selection import risk_coverage
from provenance.evaluation.plots import Panel, Point, comparison, reliability_diagram, risk_coverage_curves
from provenance.evaluation.reliability import reliability_by_range
from provenance.evaluation.results import Benchmark, Cell, measure
from provenance.evaluation.systems import OURS

COMPARED = "edges.directed.f1"
"""The measure in the picture that compares systems, and ..."""
_COMPARED_INTERVAL = "f1"
_COMPARED_TITLE = "F1 of directed edges"
_CLUSTER_WIDTH = 0.6
"""... the share of the distance between two places over which the systems are spread."""
_RISK_STEPS = 100
"""Points of a risk-coverage curve at most: more cannot be seen."""


def pictures(benchmark: Benchmark) -> dict[str, str]:
    """The pictures as SVG by the names of their files.

    Raises:
        MissingLibraryError: matplotlib is not installed.

    """
    return {
        "reliability.svg": reliability_diagram(_by_condition(benchmark, (OURS,), _reliability)),
        "risk-coverage.svg": risk_coverage_curves(_by_condition(benchmark, benchmark.systems, _risk)),
        "systems.svg": comparison(_systems(benchmark), _COMPARED_TITLE, benchmark.conditions),
    }


def _by_condition(
    benchmark: Benchmark, systems: Sequence[str], points: Callable[[Sequence[Cell]], tuple[Point, ...]]
) -> dict[str, Panel]:
    """A panel for each condition, every corpus taken together."""
    return {
        condition: {
            system: points([cell for cell in benchmark.cells if (cell.condition, cell.system) == (condition, system)])
            for system in systems
        }
        for condition in benchmark.conditions
    }


def _reliability(cells: Sequence[Cell]) -> tuple[Point, ...]:
    """Every edge considered, also below the line. Only our system states probabilities; the others' scores are no such thing."""
    table = reliability_by_range(forecast for cell in cells for forecast in cell.considered)
    return tuple(Point(x=bin_.forecast, y=bin_.observed, low=bin_.observed_low, high=bin_.observed_high) for bin_ in table)


def _risk(cells: Sequence[Cell]) -> tuple[Point, ...]:
    """Edges decided on, ranked by how sure the system is of them; of the points in each hundredth of the coverage the last."""
    forecasts = [forecast for cell in cells for forecast in cell.stated]
    curve = risk_coverage([stated for _, stated, _ in forecasts], [right for _, _, right in forecasts])
    thinned = {int(point.coverage * _RISK_STEPS): point for point in curve}
    return tuple(Point(x=point.coverage, y=point.risk, low=point.risk, high=point.risk) for point in thinned.values())


def _systems(benchmark: Benchmark) -> dict[str, Panel]:
    """A panel for each corpus; at the place of a condition its systems side by side."""
    panels: dict[str, Panel] = {}
    for corpus in benchmark.corpora:
        panels[corpus.name] = {
            system: tuple(
                point
                for place, condition in enumerate(benchmark.conditions)
                for point in _compared(benchmark, (corpus.name, condition, system), place + _offset(benchmark.systems, system))
            )
            for system in benchmark.systems
        }
    return panels


def _compared(benchmark: Benchmark, name: tuple[str, str, str], x: float) -> tuple[Point, ...]:
    cell = benchmark.cell(*name)
    value = measure(cell.scores, COMPARED) if cell else None
    if cell is None or value is None:
        return ()
    interval = cell.intervals.get(_COMPARED_INTERVAL)
    low, high = (interval.low, interval.high) if interval else (value, value)
    return (Point(x=x, y=value, low=min(low, value), high=max(high, value)),)


def _offset(systems: Sequence[str], system: str) -> float:
    return _CLUSTER_WIDTH * ((systems.index(system) + 0.5) / len(systems) - 0.5)
