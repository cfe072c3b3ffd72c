"""What two documents are to each other."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

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


Speakers = Mapping[str, frozenset[int]]
"""For every document that carries somebody's words in quotation marks, the numbers of those quotations."""


def relations_of(reuses: Iterable[Reuse], parents: Parents, speakers: Speakers, settings: Matching) -> tuple[PairRelation, ...]:
    """The relation of each pair, in the order of the pairs; ``parents`` holds the reported sources of each node."""
    above: dict[str, tuple[str, ...]] = {}
    found = []
    for reuse in reuses:
        if reuse.is_copy:
            for document in (reuse.left, reuse.right):
                if document not in above:
                    above[document] = tuple(_ancestors(document, parents))
            found.append(_copy_relation(reuse.left, reuse.right, above))
        else:
            found.append(_other_relation(reuse, speakers, settings))
    return tuple(found)


def _other_relation(reuse: Reuse, speakers: Speakers, settings: Matching) -> PairRelation:
    left, right = reuse.left, reuse.right
    relation, note = Relation.UNRELATED, "names and formulas only"
    types = {passage.type for passage in reuse.passages}
    if PassageType.QUOTATION in types or not speakers.get(left, frozenset()).isdisjoint(speakers.get(right, ())):
        relation, note = Relation.SHARED_QUOTATION, "both carry the words of one speaker; their own wording is not shared"
    elif reuse.affinity >= settings.same_event_affinity:
        relation, note = Relation.SAME_EVENT, "they speak of the same thing in words of their own"
    elif PassageType.BOILERPLATE in types:
        relation, note = Relation.BOILERPLATE_ONLY, "they share furniture, not wording"
    return PairRelation(left=left, right=right, relation=relation, direction="neither", note=note)


def _copy_relation(left: str, right: str, above: Mapping[str, Sequence[str]]) -> PairRelation:
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


def quoting_documents(quotations: Iterable[Quotation]) -> Speakers:
    """Which quotations each document carries in quotation marks; documents that carry none are left out."""
    found: dict[str, set[int]] = {}
    for number, quotation in enumerate(quotations):
        for member in quotation.members:
            if member.form != "indirect":
                found.setdefault(member.document, set()).add(number)
    return {document: frozenset(numbers) for document, numbers in found.items()}
