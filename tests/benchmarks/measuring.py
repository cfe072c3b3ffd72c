"""Processor time, peak memory and growth of one piece of work, measured in a process of its own."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from math import log
from multiprocessing import get_context
from typing import ParamSpec, TypeVar

Arguments = ParamSpec("Arguments")
Result = TypeVar("Result")

_UNIT = 1 if sys.platform == "darwin" else 1024
"""Bytes that ``ru_maxrss`` counts in."""


class Stopwatch:
    """Processor seconds, user and system, of the stages of this process, by name in order."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Adds the time until its end to the stage."""
        start = time.process_time()
        yield
        self.seconds[name] = self.seconds.get(name, 0.0) + time.process_time() - start


def peak_memory() -> int:
    """Most bytes that this process has held so far."""
    import resource  # not on Windows, where benchmarks are not run

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * _UNIT


def apart(work: Callable[Arguments, Result], *arguments: Arguments.args, **options: Arguments.kwargs) -> Result:
    """What ``work`` gives in a fresh process, so that nobody's memory or caches are another's."""
    with ProcessPoolExecutor(max_workers=1, mp_context=get_context("spawn")) as pool:
        return pool.submit(work, *arguments, **options).result()


def slope(points: Mapping[int, float]) -> float:
    """Exponent with which a cost grows: least squares of its logarithm over that of the size; 1 is in proportion.

    Examples:
        >>> round(slope({100: 2.0, 200: 4.0, 400: 8.0}), 6)
        1.0

    """
    sizes = [log(size) for size in points]
    costs = [log(cost) for cost in points.values()]
    size, cost = sum(sizes) / len(sizes), sum(costs) / len(costs)
    spread = sum((each - size) ** 2 for each in sizes)
    return sum((a - size) * (b - cost) for a, b in zip(sizes, costs, strict=True)) / spread


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A Markdown table: the first column to the left, the others to the right."""
    widths = [max(len(row[column]) for row in (head, *rows)) for column in range(len(head))]

    def line(cells: Sequence[str]) -> str:
        others = (cell.rjust(width) for cell, width in zip(cells[1:], widths[1:], strict=True))
        return f"| {' | '.join([cells[0].ljust(widths[0]), *others])} |"

    rule = f"| {' | '.join(['-' * widths[0], *('-' * (width - 1) + ':' for width in widths[1:])])} |"
    return "\n".join([line(head), rule, *map(line, rows)])
