"""What was aimed for, and whether it was reached: bounds on measures, read from a TOML file."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from fnmatch import fnmatchcase
from math import inf
from pathlib import Path

from provenance.errors import UsageError
from provenance.evaluation.results import Benchmark, Cell, check_measure, measure
from provenance.evaluation.systems import OURS


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """A bound on one measure.

    Attributes:
        corpus: names of corpora it is for; ``*`` and ``?`` stand for letters, as in file names.
        condition: names of conditions, likewise.
        system: the system it is for.
        measure: the path of the measure, as ``results.measure`` takes it.
        at_least: the measure must reach it; ``None``: no such bound.
        at_most: the measure must not exceed it; ``None``: no such bound.
        above_others: the measure must be by so much above that of every other system; ``None``: no such bound.
        checksum: the corpus it was set for; ``None`` for any.
        what: in words, for people.

    """

    corpus: str
    condition: str
    system: str = OURS
    measure: str
    at_least: float | None = None
    at_most: float | None = None
    above_others: float | None = None
    checksum: str | None = None
    what: str = ""

    def __post_init__(self) -> None:
        check_measure(self.measure)
        if self.at_least is None and self.at_most is None and self.above_others is None:
            message = f"a target for {self.measure!r} needs at_least, at_most or above_others"
            raise UsageError(message)


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """One target on one cell.

    ``met`` is ``None`` if there is nothing to measure, and so is ``margin``, by how much the bound is held (negative: missed).
    ``bound`` and ``note`` say it in words.
    """

    target: Target
    corpus: str
    condition: str
    value: float | None
    margin: float | None
    met: bool | None
    bound: str
    note: str = ""


def read_targets(path: Path) -> tuple[Target, ...]:
    """The targets of a file of ``[[target]]`` tables, in its order.

    Raises:
        UsageError: it cannot be read, is no TOML, or a table is not one of a target; the message says which.

    """
    try:
        with path.open("rb") as file:
            data = tomllib.load(file)
    except (OSError, tomllib.TOMLDecodeError) as error:
        message = f"{path}: not a readable TOML file ({error})"
        raise UsageError(message) from error
    rows = data.get("target")
    if not isinstance(rows, list) or set(data) != {"target"}:
        message = f"{path}: the file must hold [[target]] tables and nothing else"
        raise UsageError(message)
    return tuple(_target(row, f"{path}, target {number}") for number, row in enumerate(rows, 1))


_TEXTS = ("corpus", "condition", "measure", "system", "checksum", "what")
_NUMBERS = ("at_least", "at_most", "above_others")


def _target(row: object, where: str) -> Target:
    if not isinstance(row, Mapping):
        message = f"{where}: a target is a table"
        raise UsageError(message)
    strange = sorted(set(row) - {field.name for field in fields(Target)})
    missing = [name for name in ("corpus", "condition", "measure") if name not in row]
    texts = {name: row[name] for name in _TEXTS if name in row}
    numbers = {name: row[name] for name in _NUMBERS if name in row}
    wrong = [name for name, value in texts.items() if not isinstance(value, str)]
    wrong += [name for name, value in numbers.items() if isinstance(value, bool) or not isinstance(value, (int, float))]
    for names, what in ((strange, "is no part of a target"), (missing, "is missing"), (wrong, "has a value of the wrong type")):
        if names:
            message = f"{where}: {', '.join(names)} {what}"
            raise UsageError(message)
    try:
        return Target(**texts, **numbers)
    except UsageError as error:
        message = f"{where}: {error}"
        raise UsageError(message) from error


def results(targets: Iterable[Target], benchmark: Benchmark) -> tuple[Result, ...]:
    """What came of each target, on every cell it is for; one that is for no cell of this run is left out."""
    return tuple(result for target in targets for result in _results(target, benchmark))


def _results(target: Target, benchmark: Benchmark) -> Iterator[Result]:
    checksums = {corpus.name: corpus.checksum for corpus in benchmark.corpora}
    for cell in benchmark.cells:
        fits = fnmatchcase(cell.corpus, target.corpus) and fnmatchcase(cell.condition, target.condition)
        if cell.system == target.system and fits:
            other = target.checksum is not None and target.checksum != checksums[cell.corpus]
            yield _result(target, cell, benchmark, "the corpus is not the one the target was set for" if other else "")


def _result(target: Target, cell: Cell, benchmark: Benchmark, note: str) -> Result:
    value = measure(cell.scores, target.measure)
    bounds = tuple(_bounds(target, cell, benchmark))
    margin = None if value is None else min((min(value - bound.least, bound.most - value) for bound in bounds), default=inf)
    return Result(
        target=target,
        corpus=cell.corpus,
        condition=cell.condition,
        value=value,
        margin=margin,
        met=None if margin is None else margin >= 0 and not note,
        bound=", ".join(bound.words for bound in bounds),
        note=note,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Bound:
    words: str
    least: float = -inf
    most: float = inf


def _bounds(target: Target, cell: Cell, benchmark: Benchmark) -> Iterator[_Bound]:
    if target.at_least is not None:
        yield _Bound(words=f"≥ {target.at_least:g}", least=target.at_least)
    if target.at_most is not None:
        yield _Bound(words=f"≤ {target.at_most:g}", most=target.at_most)
    best = _best_other(target, cell, benchmark)
    if target.above_others is not None and best is not None:
        least = best + target.above_others
        yield _Bound(words=f"≥ {least:.3f}, {target.above_others:g} above the best other", least=least)


def _best_other(target: Target, cell: Cell, benchmark: Benchmark) -> float | None:
    """The highest value any other system has beside this cell."""
    others = [
        measure(other.scores, target.measure)
        for other in benchmark.cells
        if (other.corpus, other.condition) == (cell.corpus, cell.condition) and other.system != cell.system
    ]
    return max((value for value in others if value is not None), default=None)
