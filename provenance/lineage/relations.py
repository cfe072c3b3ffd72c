"""What two documents are to each other, and how many independent texts there are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from provenance.grouping import connected
from provenance.model import CountRange, Document, PairRelation, PassageType, Quotation, Relation, Reuse
from provenance.settings import Matching


def text_roots(groups: Iterable[Sequence[str]], parent: Mapping[str, str]) -> dict[str, str]:
    """For every document the node its independent text begins with.

    All members of one group share a root: the top of the tree that most of them hang from, an unobserved source or
    a document; ties go to the smaller id.
    """
    roots: dict[str, str] = {}
    for group in groups:
        tops = [_top(member, parent) for member in group]
        top = min(set(tops), key=lambda node: (-tops.count(node), node))
        roots.update(dict.fromkeys(group, top))
    return roots


def _top(node: str, parent: Mapping[str, str]) -> str:
    while node in parent:
        node = parent[node]
    return node


def relation_of(reuse: Reuse, parent: Mapping[str, str], speakers: Iterable[frozenset[str]], settings: Matching) -> PairRelation:
    """Relation of one pair.

    ``parent`` holds the reported source of each node; ``speakers`` the documents of each cluster of direct quotations.
    """
    left, right = reuse.left, reuse.right
    if reuse.is_copy:
        return _copy_relation(left, right, parent)
    relation, note = Relation.UNRELATED, "names and formulas only"
    types = {passage.type for passage in reuse.passages}
    if PassageType.QUOTATION in types or any(left in members and right in members for members in speakers):
        relation, note = Relation.SHARED_QUOTATION, "both carry the words of one speaker; their own wording is not shared"
    elif reuse.affinity >= settings.same_event_affinity:
        relation, note = Relation.SAME_EVENT, "they speak of the same thing in words of their own"
    elif PassageType.BOILERPLATE in types:
        relation, note = Relation.BOILERPLATE_ONLY, "they share furniture, not wording"
    return PairRelation(left=left, right=right, relation=relation, direction="neither", note=note)


def _copy_relation(left: str, right: str, parent: Mapping[str, str]) -> PairRelation:
    above = {left: _ancestors(left, parent), right: _ancestors(right, parent)}
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


def _ancestors(node: str, parent: Mapping[str, str]) -> list[str]:
    found = []
    while node in parent:
        node = parent[node]
        found.append(node)
    return found


def quoting_documents(quotations: Iterable[Quotation]) -> tuple[frozenset[str], ...]:
    """For every cluster the documents that carry the speaker's words in quotation marks."""
    return tuple(
        frozenset(member.document for member in quotation.members if member.form != "indirect") for quotation in quotations
    )


def independent_texts(
    documents: Sequence[Document], reuses: Sequence[Reuse], origins: Mapping[str, str], settings: Matching
) -> CountRange:
    """How many texts were not copied from one another.

    ``likely`` counts groups joined by copied text. ``high`` leaves out joins that rest on a small part of both texts only.
    ``low`` also joins texts that speak of the same event and name the same origin (``origins``: its name by document):
    they may be one report, reworded.
    """
    copies = [reuse for reuse in reuses if reuse.is_copy]
    strong = [reuse for reuse in copies if max(reuse.left_in_right, reuse.right_in_left) >= settings.copy_min_containment]
    reworded = [
        reuse
        for reuse in reuses
        if reuse.affinity >= settings.same_event_affinity and origins.get(reuse.left, "") == origins.get(reuse.right, " ")
    ]
    return CountRange(
        low=_groups(documents, [*copies, *reworded]),
        likely=_groups(documents, copies),
        high=_groups(documents, strong),
    )


def _groups(documents: Sequence[Document], joins: Iterable[Reuse]) -> int:
    return len(connected((document.id for document in documents), ((reuse.left, reuse.right) for reuse in joins)))
