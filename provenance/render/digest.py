"""A large result in plain text, on one screen: the finding, the largest families, the rest counted, where to look."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from provenance.model import Findings, Problem
from provenance.render.escape import one_line
from provenance.render.index_page import counts_of
from provenance.render.names import SOURCE_KINDS, source_name
from provenance.render.overview import Row, overview_of
from provenance.render.wording import edge_phrase, listed, plural, probability_word

FAMILIES_SHOWN = 12
"""Most families listed; with everything else that is about a screen of 40 lines."""
SOURCES_SHOWN = 5
"""Most sources listed."""
PROBLEMS_SHOWN = 5
"""Most problems quoted; the rest is counted by severity."""
NAME_CHARS = 44
"""Letters of a family's title, in a line of 100."""


def digest(findings: Findings) -> str:
    """The result as a few paragraphs of plain text, without a newline at the end."""
    overview = overview_of(findings)
    parts = [f"{one_line(findings.summary.headline)}\n{_sentence(counts_of(findings, overview))}"]
    if overview.rows:
        lines = ["The largest families:", *(_family(row) for row in overview.rows[:FAMILIES_SHOWN])]
        parts.append("\n".join([*lines, *_more(overview.rows[FAMILIES_SHOWN:])]))
    if overview.sources:
        shown = [
            f"  {documents:>6,}  {source_name(source)} ({SOURCE_KINDS[source.kind]})"
            for source, _, documents in overview.sources[:SOURCES_SHOWN]
        ]
        more = len(overview.sources) - len(shown)
        rest = [f"  {'':>6}  … and {plural(more, 'more source')}"] if more > 0 else []
        parts.append("\n".join(["Sources that are not here, by documents that come from them:", *shown, *rest]))
    if findings.problems:
        parts.append("\n".join(_problems(findings.problems)))
    parts.append("report.html lists all families. One of them with its evidence: provenance draw FOLDER --family NAME")
    return "\n\n".join(parts)


def _sentence(phrases: Sequence[str]) -> str:
    return f"{listed(tuple(phrases))}."


def _family(row: Row) -> str:
    told = [one_line(row.name)]
    if row.title:
        told.append(f"“{_cut(row.title)}”")
    if row.source:
        told.append(f"from {row.source}")
    elif row.surest:
        told.append(f"{edge_phrase(row.surest.kind)}, {probability_word(row.surest.probability)}")
    return f"  {row.documents:>6,}  {'; '.join(told)}"


def _cut(title: str) -> str:
    return title if len(title) <= NAME_CHARS else title[: NAME_CHARS - 1].rstrip() + "…"


def _more(rows: Sequence[Row]) -> list[str]:
    if not rows:
        return []
    least = rows[-1].documents
    same = sum(row.documents == least for row in rows)
    which = f" of {plural(least, 'document')}" if same == len(rows) else f", {same:,} of them of {plural(least, 'document')}"
    return [f"  {'':>6}  … and {plural(len(rows), 'more family', 'more families')}{which}"]


def _problems(problems: Sequence[Problem]) -> list[str]:
    """How many there are of each severity, and the first of the gravest."""
    order = ("skipped", "degraded", "notice")
    counts: Counter[str] = Counter()
    for problem in problems:
        counts[problem.severity] += problem.count
    ordered = sorted(problems, key=lambda each: order.index(each.severity) if each.severity in order else len(order))
    said = listed(
        tuple(f"{counts[severity]:,} {severity}" for severity in sorted(counts, key=lambda each: (each not in order, each)))
    )
    lines = [f"Notes on the inputs ({said}):"]
    lines += [
        f"  {one_line(each.severity)}: {one_line(each.path)}: {one_line(each.message)}" for each in ordered[:PROBLEMS_SHOWN]
    ]
    more = len(ordered) - PROBLEMS_SHOWN
    return [*lines, "  … and more like these; trace.json names every one"] if more > 0 else lines
