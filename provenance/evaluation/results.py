"""What a benchmark found: one cell for each corpus, condition and system, and everything needed to find it again."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, is_dataclass
from difflib import get_close_matches
from functools import cache
from typing import get_args, get_origin, get_type_hints

from provenance.errors import UsageError
from provenance.evaluation.metrics.bootstrap import Interval
from provenance.evaluation.score import Forecast
from provenance.evaluation.scores import Scores

SCHEMA = "provenance.benchmark/1"
FLOAT_DIGITS = 6
"""Decimals kept in the JSON, as in ``trace.json``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CorpusRecord:
    """One corpus as it was used: ``documents`` given, ``checksum`` of them and their truth."""

    name: str
    documents: int
    checksum: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """How good one system is on one corpus under one condition.

    ``intervals`` are 95 % bootstrap intervals of the rates of edges, by their names in ``tally.rates``. ``stated`` are the edges
    decided on, ``considered`` all that were weighed, as ``score.Forecast``. ``seconds`` is how long the system took, ``None``
    if nobody asked.
    """

    corpus: str
    condition: str
    system: str
    scores: Scores
    intervals: Mapping[str, Interval]
    stated: tuple[Forecast, ...] = ()
    considered: tuple[Forecast, ...] = ()
    seconds: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Benchmark:
    """All cells of one run, in the order corpus, condition, system; ``settings`` is the settings tree as plain values."""

    tool_version: str
    settings: Mapping[str, object]
    interval_seed: int
    corpora: tuple[CorpusRecord, ...]
    conditions: tuple[str, ...]
    systems: tuple[str, ...]
    cells: tuple[Cell, ...]

    def cell(self, corpus: str, condition: str, system: str) -> Cell | None:
        """The cell, ``None`` if it was not run."""
        wanted = (corpus, condition, system)
        return next((cell for cell in self.cells if (cell.corpus, cell.condition, cell.system) == wanted), None)


def measure(scores: Scores, path: str) -> float | None:
    """One number of the scores, by the names of the fields that lead to it, such as ``edges.directed.f1``.

    ``None`` if the truth, or the system, says nothing of it.

    Raises:
        UsageError: no measure is called so; the message tells similar names.

    """
    check_measure(path)
    here: object = scores
    for name in path.split("."):
        if here is None:
            return None
        here = getattr(here, name)
    return here if isinstance(here, (int, float)) else None


def check_measure(path: str) -> None:
    """Refuse a path that leads to no number.

    Raises:
        UsageError: no measure is called so; the message tells similar names.

    """
    if path not in measures():
        close = get_close_matches(path, measures(), n=3, cutoff=0.4)
        hint = f"; similar are {', '.join(close)}" if close else ""
        message = f"there is no measure {path!r}{hint}; provenance.evaluation.scores tells them all, such as edges.directed.f1"
        raise UsageError(message)


@cache
def measures() -> tuple[str, ...]:
    """Paths of all numbers that scores can hold, in the order of their fields; what comes in a row of its own kind is left out.

    Examples:
        >>> measures()[:4]
        ('documents', 'known', 'families', 'edges.directed.right')

    """
    return tuple(_paths(Scores))


def _paths(kind: type) -> Iterator[str]:
    for name, hint in get_type_hints(kind).items():
        for inner in get_args(hint) or (hint,):
            if inner in {int, float}:
                yield name
            elif isinstance(inner, type) and is_dataclass(inner) and get_origin(hint) is not tuple:
                yield from (f"{name}.{path}" for path in _paths(inner))


def to_json(benchmark: Benchmark) -> str:
    """The result as JSON text with a newline at the end; equal results give equal text.

    Single forecasts are left out: the reliability tables in the scores tell of them.
    """
    data = {
        "schema": SCHEMA,
        "tool": {"name": "provenance", "version": benchmark.tool_version},
        "settings": benchmark.settings,
        "interval_seed": benchmark.interval_seed,
        "corpora": [asdict(corpus) for corpus in benchmark.corpora],
        "conditions": list(benchmark.conditions),
        "systems": list(benchmark.systems),
        "cells": [_plain_cell(cell) for cell in benchmark.cells],
    }
    return json.dumps(_rounded(data), ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def _plain_cell(cell: Cell) -> dict[str, object]:
    plain: dict[str, object] = {
        "corpus": cell.corpus,
        "condition": cell.condition,
        "system": cell.system,
        "scores": asdict(cell.scores),
        "intervals": {name: asdict(cell.intervals[name]) for name in sorted(cell.intervals)},
    }
    return plain if cell.seconds is None else {**plain, "seconds": cell.seconds}


def _rounded(value: object) -> object:
    match value:
        case float():
            return round(value, FLOAT_DIGITS)
        case Mapping():
            return {key: _rounded(inner) for key, inner in value.items()}
        case list() | tuple():
            return [_rounded(inner) for inner in value]
        case _:
            return value
