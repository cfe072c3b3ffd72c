"""Problems gathered within bounds: the first of each input are kept, the others counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TypeVar

from provenance.model import Problem

T = TypeVar("T")
_WORDS = {"skipped": "were skipped too", "degraded": "were read with losses too", "notice": "have notices too"}


class ProblemTally:
    """Problems by input, stage and severity: at most ``most`` of each are kept as they are.

    Examples:
        >>> tally = ProblemTally(1)
        >>> tally.add(Problem(path="a.csv", stage="corpus", severity="skipped", message=f"record {n}: empty") for n in (1, 2, 3))
        >>> [(problem.message, problem.count) for problem in tally.problems()]
        [('record 1: empty', 1), ('2 more records or parts of it were skipped too', 2)]

    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._kept: list[Problem] = []
        self._counts: Counter[tuple[str, str, str]] = Counter()

    def add(self, problems: Iterable[Problem]) -> None:
        """Take in problems."""
        for problem in problems:
            key = (problem.path, problem.stage, problem.severity)
            self._counts[key] += problem.count
            if self._counts[key] <= self._most:
                self._kept.append(problem)

    def strain(self, items: Iterable[T | Problem]) -> Iterator[T]:
        """The items that are no problems, one by one; problems are taken in."""
        for item in items:
            if isinstance(item, Problem):
                self.add((item,))
            else:
                yield item

    def problems(self) -> tuple[Problem, ...]:
        """What was kept, and a problem for all others of an input; sorted."""
        kept = list(self._kept)
        for (path, stage, severity), count in self._counts.items():
            over = count - self._most
            if over > 0:
                message = f"{over:,} more records or parts of it {_WORDS.get(severity, severity)}"
                kept.append(Problem(path=path, stage=stage, severity=severity, message=message, count=over))
        return tuple(sorted(kept, key=lambda problem: problem.sort_key))
