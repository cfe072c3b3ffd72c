"""Results as tables: a row for each system, a column for each measure, in Markdown or for a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from unicodedata import east_asian_width

from provenance.evaluation.results import Benchmark, Cell, measure
from provenance.evaluation.systems import OURS
from provenance.evaluation.targets import Result, Target

PROBABILITIES = "probabilities"
"""Name of the table that only our system is in: the others rank edges by scores, and never said these were probabilities."""
NOTHING = "–"
"""Stands where there is nothing to measure."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One measure: its heading, where it stands in the scores, and the name of its interval if it has one."""

    heading: str
    path: str
    interval: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Cells of text; ``heading`` holds one more line of the same width. The first column is aligned left, the others right."""

    title: str
    heading: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


COLUMNS: tuple[tuple[str, tuple[Column, ...]], ...] = (
    (
        "edges",
        (
            Column(heading="precision", path="edges.directed.precision", interval="precision"),
            Column(heading="recall", path="edges.directed.recall", interval="recall"),
            Column(heading="F1", path="edges.directed.f1", interval="f1"),
            Column(heading="direction right", path="edges.direction_accuracy", interval="direction_accuracy"),
            Column(heading="decided", path="edges.share_decided", interval="share_decided"),
            Column(heading="linked", path="edges.share_linked", interval="share_linked"),
        ),
    ),
    (
        "left open and not linked",
        (
            Column(heading="twins left undecided", path="undecided.share"),
            Column(heading="siblings seen as such", path="siblings.share"),
            Column(heading="look-alikes linked", path="hard_negatives.all.rate"),
        ),
    ),
    (
        "trees",
        (
            Column(heading="roots", path="trees.roots"),
            Column(heading="tree edges", path="trees.edges"),
            Column(heading="leaves", path="trees.leaves"),
            Column(heading="ancestry", path="trees.ancestry"),
            Column(heading="rank of parent", path="edges.parent_reciprocal_rank"),
            Column(heading="graph overlap", path="edges.vertex_edge_overlap"),
        ),
    ),
    (
        "groups and passages",
        (
            Column(heading="ARI", path="clusters.adjusted_rand_index"),
            Column(heading="B³ precision", path="clusters.b_cubed.precision"),
            Column(heading="B³ recall", path="clusters.b_cubed.recall"),
            Column(heading="largest false group", path="clusters.largest_false_cluster_share"),
            Column(heading="plagdet", path="passages.scores.plagdet_micro"),
            Column(heading="passage recall", path="passages.scores.micro.recall"),
        ),
    ),
    (
        "sources that are not here",
        (
            Column(heading="named P", path="sources.named.precision"),
            Column(heading="named R", path="sources.named.recall"),
            Column(heading="named F1", path="sources.named.f1"),
            Column(heading="unnamed F1", path="sources.anonymous.f1"),
            Column(heading="identity", path="sources.identity"),
            Column(heading="texts too many", path="independent_texts.signed"),
        ),
    ),
    (
        PROBABILITIES,
        (
            Column(heading="solid", path="edges.solid.count"),
            Column(heading="solid wrong", path="edges.solid.wrong_share"),
            Column(heading="≥ .95", path="edges.sure.count"),
            Column(heading="≥ .95 wrong", path="edges.sure.wrong_share"),
            Column(heading="Brier", path="stated.calibration.brier"),
            Column(heading="log loss", path="stated.calibration.log_loss"),
            Column(heading="ECE", path="stated.calibration.expected_calibration_error"),
            Column(heading="by chance", path="stated.calibration.calibration_error_by_chance"),
            Column(heading="ECE of all weighed", path="considered.calibration.expected_calibration_error"),
            Column(heading="AURC", path="stated.area_under_risk_coverage"),
        ),
    ),
)
"""Measures by the table they stand in."""


def all_tables(benchmark: Benchmark) -> tuple[Table, ...]:
    """One table for each corpus, condition and group of measures; columns and tables in which nothing stands are left out."""
    found: list[Table] = []
    for corpus in benchmark.corpora:
        for condition in benchmark.conditions:
            cells = [cell for cell in benchmark.cells if (cell.corpus, cell.condition) == (corpus.name, condition)]
            for name, columns in COLUMNS:
                judged = [cell for cell in cells if name != PROBABILITIES or cell.system == OURS]
                table = system_table(f"{corpus.name}, {condition}: {name}", judged, columns)
                found += [table] if table else []
            if any(cell.seconds is not None for cell in cells):
                found.append(_time_table(f"{corpus.name}, {condition}: time", cells))
    return tuple(found)


def _time_table(title: str, cells: Iterable[Cell]) -> Table:
    rows = [(cell.system, NOTHING if cell.seconds is None else f"{cell.seconds:.2f}") for cell in cells]
    return Table(title=title, heading=("", "seconds"), rows=tuple(rows))


def system_table(title: str, cells: Sequence[Cell], columns: Iterable[Column]) -> Table | None:
    """A row for each cell, named by its system; ``None`` if nothing can be measured."""
    filled = [column for column in columns if any(measure(cell.scores, column.path) is not None for cell in cells)]
    if not filled:
        return None
    return Table(
        title=title,
        heading=("", *(column.heading for column in filled)),
        rows=tuple((cell.system, *(shown(cell, column) for column in filled)) for cell in cells),
    )


def target_table(results: Iterable[Result]) -> Table:
    """A row for each target on each cell, in the order given: what was aimed for, what was measured, whether that is enough."""
    return _target_table(tuple((result, result.corpus, result.condition, _reached(result)) for result in results))


def target_overview(results: Iterable[Result]) -> Table:
    """A row for each target: the cell on which it came out worst, and on how many it was missed."""
    of_target: dict[Target, list[Result]] = {}
    for result in results:
        of_target.setdefault(result.target, []).append(result)
    return _target_table(tuple(_worst(found) for found in of_target.values()))


def _worst(results: Sequence[Result]) -> tuple[Result, str, str, str]:
    """The worst result, where it is, and how the others are."""
    measured = [result for result in results if result.margin is not None]
    missed = sum(not result.met for result in measured)
    worst = min(measured or results, key=lambda result: (result.met is True, result.margin or 0.0))
    if len(measured) > 1:
        reached = f"NO: missed on {missed} of {len(measured)}" if missed else f"yes, on all {len(measured)}"
        return worst, f"worst: {worst.corpus}", worst.condition, reached
    if len(results) > 1 and not measured:
        return worst, worst.target.corpus, worst.target.condition, _reached(worst)
    return worst, worst.corpus, worst.condition, _reached(worst)


def _reached(result: Result) -> str:
    words = {True: "yes", False: "NO", None: "not measured"}[result.met]
    return f"{words}: {result.note}" if result.note else words


def _target_table(rows: Iterable[tuple[Result, str, str, str]]) -> Table:
    return Table(
        title="targets",
        heading=("what", "corpus", "condition", "target", "measured", "reached"),
        rows=tuple(
            (result.target.what or result.target.measure, corpus, condition, result.bound, number(result.value), reached)
            for result, corpus, condition, reached in rows
        ),
    )


def shown(cell: Cell, column: Column) -> str:
    """A measure with its 95 % interval in brackets, if there is one; counts as whole numbers.

    The leading zero is left out, as is usual for rates.
    """
    value = measure(cell.scores, column.path)
    interval = cell.intervals.get(column.interval) if column.interval else None
    if value is None or interval is None:
        return number(value)
    return f"{number(value)} ({rate(interval.low)}–{rate(interval.high)})"


def number(value: float | None) -> str:
    """A measure as a reader wants it.

    Examples:
        >>> number(None), number(3), number(0.98765), number(1.0), number(-0.5)
        ('–', '3', '.988', '1.000', '-.500')

    """
    if value is None:
        return NOTHING
    if isinstance(value, int):
        return str(value)
    return _without_zero(f"{value:.3f}")


def rate(value: float) -> str:
    """A rate, to two decimals.

    Examples:
        >>> rate(0.876), rate(1.0)
        ('.88', '1.0')

    """
    return "1.0" if value >= 0.995 else _without_zero(f"{value:.2f}")  # noqa: PLR2004 - what two decimals round to 1


def _without_zero(digits: str) -> str:
    return digits.replace("0.", ".", 1) if digits.lstrip("-").startswith("0.") else digits


def markdown(table: Table) -> str:
    """The table in Markdown (GitHub's dialect), without its title."""
    rule = ("---", *("--:" for _ in table.heading[1:]))
    return "\n".join(f"| {' | '.join(map(_cell, row))} |" for row in (table.heading, rule, *table.rows))


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("\\", "\\\\").replace("|", "\\|")


def plain(table: Table) -> str:
    """The table for a terminal: the title, then columns parted by two blanks."""
    widths = [max(map(width, column)) for column in zip(table.heading, *table.rows, strict=True)]
    lines = [table.title]
    for first, *others in (table.heading, *table.rows):
        cells = [first + " " * (widths[0] - width(first))]
        cells += [" " * (wide - width(text)) + text for wide, text in zip(widths[1:], others, strict=True)]
        lines.append("  ".join(cells).rstrip())
    return "\n".join(lines)


def width(text: str) -> int:
    """Columns of a terminal that a text takes up."""
    return sum(2 if east_asian_width(letter) in "WF" else 1 for letter in text)
