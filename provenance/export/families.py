"""Families: documents that share copied text, with the sources and everything else that belongs to them.

A source that is not in the corpus may have been the origin of many stories; it ties no documents together, and belongs to every
family that has text from it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import TypeVar

from provenance.grouping import connected
from provenance.model import COPY_EDGES, CountRange, Edge, Findings, Pair, Problem, Reuse, Summary
from provenance.settings import Matching

T = TypeVar("T")
GroupOf = Mapping[str, int]
"""The number of its group for each document, by id."""


def family_name(family: Findings) -> str:
    """The id of a family's first document."""
    return family.documents[0].id


def copy_groups(findings: Findings) -> tuple[tuple[str, ...], ...]:
    """Ids of documents that hang together by copied text or by edges, singles included; each sorted, sorted by first member."""
    known = [document.id for document in findings.documents]
    observed = set(known)
    edges = ((edge.source, edge.target) for edge in findings.edges if {edge.source, edge.target} <= observed)
    pairs = ((pair.reuse.left, pair.reuse.right) for pair in findings.pairs if pair.reuse.is_copy)
    return connected(known, (*edges, *pairs))


def families_of(findings: Findings) -> tuple[Findings, ...]:
    """Every family as a result of its own, largest first, then by name.

    A family is a group of two documents or more, or a single one that comes from, quotes or reports a source. Its ``pairs``,
    ``edges`` and ``rejected`` are those among its members and sources; a quotation or divergence is there if two of its
    documents are, or all. The headline is left empty.
    """
    groups = copy_groups(findings)
    group_of = {member: number for number, group in enumerate(groups) for member in group}
    sources = {source.id: source for source in findings.sources}
    pairs = _shelved((pair, _common(group_of, (pair.reuse.left, pair.reuse.right))) for pair in findings.pairs)
    edges = _shelved(zip(findings.edges, _groups_of_edges(findings.edges, group_of), strict=True))
    rejected = _shelved((each, _common(group_of, (each.source, each.target))) for each in findings.rejected)
    quotations = _shelved((each, _touched(group_of, (use.document for use in each.members))) for each in findings.quotations)
    divergences = _shelved((each, _touched(group_of, (use.document for use in each.readings))) for each in findings.divergences)
    problems = _shelved(_placed_problems(findings, group_of))
    documents = {document.id: document for document in findings.documents}
    families = []
    for number, group in enumerate(groups):
        if len(group) == 1 and number not in edges:
            continue
        ends = {end for edge in edges.get(number, ()) for end in (edge.source, edge.target)}
        shared, drawn = tuple(pairs.get(number, ())), tuple(edges.get(number, ()))
        families.append(
            Findings(
                tool_version=findings.tool_version,
                settings=findings.settings,
                summary=Summary(
                    documents=len(group),
                    independent_texts=_texts(group, shared, drawn, copy_min_containment(findings)),
                    headline="",
                ),
                documents=tuple(documents[member] for member in group),
                signals=MappingProxyType({member: findings.signals.get(member, ()) for member in group}),
                sources=tuple(sources[end] for end in sorted(ends & sources.keys())),
                pairs=shared,
                edges=drawn,
                rejected=tuple(rejected.get(number, ())),
                quotations=tuple(quotations.get(number, ())),
                divergences=tuple(divergences.get(number, ())),
                problems=tuple(problems.get(number, ())),
            )
        )
    return tuple(sorted(families, key=lambda family: (-len(family.documents), family_name(family))))


def _shelved(placed: Iterable[tuple[T, Iterable[int]]]) -> dict[int, list[T]]:
    """Items by the groups they belong to, in their order."""
    shelves: dict[int, list[T]] = {}
    for item, numbers in placed:
        for number in numbers:
            shelves.setdefault(number, []).append(item)
    return shelves


def _common(group_of: GroupOf, ends: tuple[str, str]) -> list[int]:
    """The group that both ends belong to, if it is one."""
    one, other = (group_of.get(end) for end in ends)
    return [one] if one is not None and one == other else []


def _touched(group_of: GroupOf, documents: Iterable[str]) -> list[int]:
    """Groups with at least two of some documents, or with all of them."""
    met = Counter(group_of[document] for document in set(documents) if document in group_of)
    return sorted(number for number, count in met.items() if count > 1 or len(met) == 1)


def _placed_problems(findings: Findings, group_of: GroupOf) -> Iterator[tuple[Problem, list[int]]]:
    """Each problem with the group of the document it is about, if it is about one."""
    by_path = {document.path: group_of[document.id] for document in findings.documents}
    return ((problem, [by_path[problem.path]] if problem.path in by_path else []) for problem in findings.problems)


def _groups_of_edges(edges: Sequence[Edge], group_of: GroupOf) -> list[list[int]]:
    """For each edge its groups: those of its documents; between two sources, those of the blocks that show it.

    Where no block shows an edge between two sources, it belongs to every group that has text from its target.
    """
    found = [{group_of[end] for end in (edge.source, edge.target) if end in group_of} for edge in edges]
    between = [number for number, groups in enumerate(found) if not groups]
    for number in between:
        found[number] = {group_of[name] for name in _documents_shown(edges[number]) if name in group_of}
    unshown = [number for number in between if not found[number]]
    holders: dict[str, set[int]] = {}
    for edge, groups in zip(edges, found, strict=True):
        for end in (edge.source, edge.target):
            holders.setdefault(end, set()).update(groups)
    for _ in unshown:  # a chain of such edges is no longer than there are of them
        for number in unshown:
            found[number] = holders[edges[number].target]
            holders[edges[number].source] |= found[number]
    return [sorted(groups) for groups in found]


def _documents_shown(edge: Edge) -> set[str]:
    """Documents of the blocks (``<document>:pNN``) that show an edge."""
    return {block.rpartition(":p")[0] for evidence in edge.evidence for block in evidence.where}


def _texts(group: Sequence[str], pairs: Sequence[Pair], edges: Sequence[Edge], least: float) -> CountRange:
    """Independent texts of one family: groups joined by copied text; at most those joined by ``least`` of one of both texts."""
    copies = [pair.reuse for pair in pairs if pair.reuse.is_copy]
    joins = [(reuse.left, reuse.right) for reuse in copies]
    members = set(group)
    joins += [(edge.source, edge.target) for edge in edges if edge.kind in COPY_EDGES and {edge.source, edge.target} <= members]
    strong = [(reuse.left, reuse.right) for reuse in copies if containment(reuse) >= least]
    likely = len(connected(group, joins))
    return CountRange(low=likely, likely=likely, high=max(likely, len(connected(group, strong))))


def containment(reuse: Reuse) -> float:
    """How much of the one text is in the other, on the side where it is more."""
    return max(reuse.left_in_right, reuse.right_in_left)


def copy_min_containment(findings: Findings) -> float:
    """The setting of this name that a result was made with; the default if it does not state it."""
    stated = findings.settings.get("matching")
    value = stated.get("copy_min_containment") if isinstance(stated, Mapping) else None
    return value if isinstance(value, float) else Matching().copy_min_containment
