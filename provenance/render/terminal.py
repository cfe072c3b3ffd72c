"""The result in plain text: the finding, the tree by indentation, why, and what went wrong."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from provenance.export.references import references
from provenance.model import Divergence, Edge, Findings, Problem
from provenance.render.changes import blocks_words, changed_words, changes_of
from provenance.render.digest import digest
from provenance.render.escape import one_line
from provenance.render.explain import Explanation
from provenance.render.names import SOURCE_KINDS, Names, names_of
from provenance.render.overview import LARGE_DOCUMENTS, is_large
from provenance.render.wording import edge_phrase, listed, plural, probability_word, strongest, undecided_sentence

NOTICES_SHOWN = 20
"""Most notices listed; the rest is counted. What was skipped or degraded is named in full, but of one input only ..."""
LOSSES_SHOWN = 5
"""... so many, the rest being counted: a table can have a million bad records."""
EDGES_SHOWN = 40
"""Most edges explained; the rest is counted."""
NODES_SHOWN = 200
"""Most lines of the tree; the rest is counted."""
_ALONE = "shares no copied wording with the others"


def summary(findings: Findings) -> str:
    """The result as a few paragraphs of plain text, without a newline at the end; a large one on about a screen."""
    if len(findings.documents) > LARGE_DOCUMENTS or is_large(findings):
        return digest(findings)
    names = names_of(findings)
    parts = [one_line(findings.summary.headline), "\n".join(tree_lines(findings))]
    parts.append("\n".join(f"{undecided_sentence(group, names)}." for group in undecided_groups(findings)))
    if findings.edges:
        parts.append("\n".join(["Why:", *_reasons(findings, names)]))
    if findings.divergences:
        parts.append("\n".join(["They disagree on:", *(_divergence(each, names) for each in findings.divergences)]))
    if findings.problems:
        parts.append("\n".join(_problems(findings)))
    return "\n\n".join(part for part in parts if part)


def tree_lines(findings: Findings) -> list[str]:
    """The tree as indented lines: a node below what it comes from; a node with several parents is told once in full."""
    names = names_of(findings)
    kinds = {source.id: f"{SOURCE_KINDS[source.kind]}, not here" for source in findings.sources}
    children: dict[str, list[Edge]] = {}
    for edge in findings.edges:
        children.setdefault(edge.source, []).append(edge)
    targets = {edge.target for edge in findings.edges}
    everyone = [*(source.id for source in findings.sources), *(document.id for document in findings.documents)]
    roots = [node for node in everyone if node in children and node not in targets]
    lines: list[str] = []
    told: set[str] = set()
    waiting: list[tuple[str, int, Edge | None]] = [(node, 0, None) for node in reversed(roots or sorted(children))]
    while waiting:
        node, depth, via = waiting.pop()
        how = f"   [{edge_phrase(via.kind)}, {probability_word(via.probability)}]" if via else ""
        what = f"   ({kinds[node]})" if node in kinds and node not in told else ""
        again = "   (see above)" if node in told and node in children else ""
        lines.append(f"{'    ' * depth}{'-> ' if via else ''}{names.long(node)}{what}{how}{again}")
        if node not in told:
            told.add(node)
            waiting += [(each.target, depth + 1, each) for each in reversed(children.get(node, []))]
    told |= {document for group in undecided_groups(findings) for document in group}
    alone = f"   ({_ALONE})" if len(findings.documents) > 1 else ""
    lines += [f"{names.long(node)}{alone}" for node in everyone if node not in told]
    if len(lines) > NODES_SHOWN:
        return [*lines[:NODES_SHOWN], f"… and {plural(len(lines) - NODES_SHOWN, 'more line')}"]
    return lines


def undecided_groups(findings: Findings) -> list[tuple[str, ...]]:
    """Documents tied by pairs of which nothing tells who was first, as groups: ids sorted, the largest group first."""
    groups: list[set[str]] = []
    for pair in findings.pairs:
        if pair.relation.direction == "undecided":
            ends = {pair.reuse.left, pair.reuse.right}
            met = [group for group in groups if group & ends]
            groups = [group for group in groups if not group & ends]
            groups.append(ends.union(*met))
    return sorted((tuple(sorted(group)) for group in groups), key=lambda group: (-len(group), group))


def _reasons(findings: Findings, names: Names) -> list[str]:
    compared = references(findings)
    lines = []
    for edge in findings.edges[:EDGES_SHOWN]:
        lines.append(f"  {names.short(edge.source)} -> {names.short(edge.target)}: {listed(strongest(edge.evidence, 3))}")
        pair = compared.get((edge.source, edge.target))
        if pair is not None:
            changes = changes_of(pair.reuse, edge.target)
            other = pair.reuse.left if pair.reuse.right == edge.target else pair.reuse.right
            told = [f"{sign} {blocks_words(counts)}" for sign, counts in (("+", changes.added), ("-", changes.cut)) if counts]
            told += changed_words(changes.changed)
            lines.append(f"      compared with {names.short(other)}: {'; '.join(told) or 'the same body'}")
    left = len(findings.edges) - EDGES_SHOWN
    return [*lines, f"  … and {plural(left, 'more edge')}"] if left > 0 else lines


def _divergence(divergence: Divergence, names: Names) -> str:
    readings = "; ".join(f"{names.short(each.document)} “{one_line(each.text)}”" for each in divergence.readings)
    witnesses = plural(divergence.witnesses, "independent witness", "independent witnesses")
    return f"  {one_line(divergence.topic)}: {readings} ({witnesses})"


def _problems(findings: Findings) -> list[str]:
    """Every input that was skipped or degraded, then some of the mere notices."""
    lost = [each for each in findings.problems if each.severity != "notice"]
    notices = [each for each in findings.problems if each.severity == "notice"]
    lost.sort(key=lambda each: each.severity != "skipped")
    lines = [f"{plural(sum(each.count for each in findings.problems), 'note')} on the inputs:"]
    for (severity, path), group in groupby(lost, key=lambda each: (each.severity, each.path)):
        lines += _losses(severity, path, tuple(group))
    lines += [_problem(each) for each in notices[:NOTICES_SHOWN]]
    left = sum(each.count for each in notices[NOTICES_SHOWN:])
    return [*lines, f"  … and {plural(left, 'more notice')}"] if left > 0 else lines


def _losses(severity: str, path: str, problems: Sequence[Problem]) -> list[str]:
    """The first problems of one input, and how many more there are."""
    shown = [each for each in problems if each.count == 1][:LOSSES_SHOWN]
    left = sum(each.count for each in problems) - len(shown)
    lines = [_problem(each) for each in shown]
    return [*lines, f"  {one_line(severity)}: {one_line(path)}: … and {left:,} more like these"] if left else lines


def _problem(problem: Problem) -> str:
    return f"  {one_line(problem.severity)}: {one_line(problem.path)}: {one_line(problem.message)}"


def explain_text(explanation: Explanation) -> str:
    """An explanation as plain text."""
    return str(explanation)
