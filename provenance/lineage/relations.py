"""What two documents are to each other."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from provenance.model import COPY_EDGES, Edge, PairRelation, PassageType, Quotation, Relation, Reuse
from provenance.settings import Matching

Parents = Mapping[str, tuple[str, ...]]
"""The reported sources of each node that has any, sorted; several where a document is made of several texts."""


def parents_of(edges: Iterable[Edge]) -> Parents:
    """Where each node's text came from, by its edges of copying."""
    found: dict[str, set[str]] = {}
    for edge in edges:
        if edge.kind in COPY_EDGES:
            found.setdefault(edge.target, set()).add(edge.source)
    return {target: tuple(sorted(sources)) for target, sources in sorted(found.items())}


def relation_of(reuse: Reuse, parents: Parents, speakers: Iterable[frozenset[str]], settings: Matching) -> PairRelation:
    """Relation of one pair.

    ``parents`` holds the reported sources of each node; ``speakers`` the documents of each cluster of direct quotations.
    """
    left, right = reuse.left, reuse.right
    if reuse.is_copy:
        return _copy_relation(left, right, parents)
    relation, note = Relation.UNRELATED, "names and formulas only"
    types = {passage.type for passage in reuse.passages}
    if PassageType.QUOTATION in types or any(left in members and right in members for members in speakers):
        relation, note = Relation.SHARED_QUOTATION, "both carry the words of one speaker; their own wording is not shared"
    elif reuse.affinity >= settings.same_event_affinity:
        relation, note = Relation.SAME_EVENT, "they speak of the same thing in words of their own"
    elif PassageType.BOILERPLATE in types:
        relation, note = Relation.BOILERPLATE_ONLY, "they share furniture, not wording"
    return PairRelation(left=left, right=right, relation=relation, direction="neither", note=note)


def _copy_relation(left: str, right: str, parents: Parents) -> PairRelation:
    above = {left: _ancestors(left, parents), right: _ancestors(right, parents)}
    if left in above[right]:
        return PairRelation(
            left=left, right=right, relation=Relation.COPY, direction="left_first", note=f"{right} goes back to {left}"
        )
    if right in above[left]:
        return PairRelation(
            left=left, right=right, relation=Relation.COPY, direction="right_first", note=f"{left} goes back to {right}"
        )
    common = [node for node in above[left] if node in above[right]]
    if common:
        return PairRelation(
            left=left,
            right=right,
            relation=Relation.COMMON_SOURCE,
            direction="neither",
            note=f"both go back to {common[0]}; neither comes from the other",
        )
    return PairRelation(
        left=left,
        right=right,
        relation=Relation.COPY,
        direction="undecided",
        note="the text is shared, and nothing tells who had it first",
    )


def _ancestors(node: str, parents: Parents) -> list[str]:
    """Everything a node goes back to, nearest first."""
    found: list[str] = []
    waiting = list(parents.get(node, ()))
    while waiting:
        above = waiting.pop(0)
        if above not in found:
            found.append(above)
            waiting.extend(parents.get(above, ()))
    return found


def quoting_documents(quotations: Iterable[Quotation]) -> tuple[frozenset[str], ...]:
    """For every cluster the documents that carry the speaker's words in quotation marks."""
    return tuple(
        frozenset(member.document for member in quotation.members if member.form != "indirect") for quotation in quotations
    )
