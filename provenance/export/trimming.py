"""What is stored of a large result: everything that ties documents together, without what nothing points at."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from provenance.export.families import containment, copy_groups
from provenance.export.references import references
from provenance.model import Document, Findings, Pair, PassageType

TEXTS_KEPT = 2_000
"""Most documents of which every text is stored. A text with its blocks takes 5 kB in ``trace.json`` (2,000 invented articles of
530 words); in a large collection most documents share nothing, and their files are still where they were read."""
FAMILY_PAIRS_KEPT = 60
"""Largest family of which every pair is stored. 182 invented copies had 1,664 pairs, half of a ``trace.json`` of 40 MB."""
_OWN = frozenset({PassageType.COPY, PassageType.QUOTATION})
"""Types of passages that are somebody's. Of 10,000 invented articles 6,600 shared some passage with another, 4,400 of them
nothing but footers and stock phrases; a ``trace.json`` of 105 MB is 80 MB without their texts."""


def trimmed(findings: Findings) -> Findings:
    """The result as it is stored; a small one is returned as it is, and so is one that was trimmed before.

    In families above ``FAMILY_PAIRS_KEPT`` documents only the pairs on the tree are kept, and excluded directions of these. In
    results above ``TEXTS_KEPT`` documents those that share nothing of their own with any other lose ``text`` and ``blocks``, and
    are marked ``text_left_out``: a notice below every article of a publisher, or a form of words, is nobody's own.
    """
    dropped = _dropped_pairs(findings)
    kept = findings if not dropped else _without_pairs(findings, dropped)
    if len(findings.documents) <= TEXTS_KEPT:
        return kept
    sharing = _sharing(findings)
    documents = tuple(document if document.id in sharing else _without_text(document) for document in findings.documents)
    return replace(kept, documents=documents)


def _without_pairs(findings: Findings, dropped: set[frozenset[str]]) -> Findings:
    return replace(
        findings,
        pairs=tuple(pair for pair in findings.pairs if _ends(pair) not in dropped),
        rejected=tuple(each for each in findings.rejected if frozenset((each.source, each.target)) not in dropped),
    )


def _without_text(document: Document) -> Document:
    return replace(document, text="", blocks=(), head=(), text_left_out=True)


def _sharing(findings: Findings) -> set[str]:
    """Documents that something points into: a passage that is somebody's, an edge, an excluded one, a quotation, a reading."""
    found = {end for edge in findings.edges for end in (edge.source, edge.target)}
    found |= {end for each in findings.rejected for end in (each.source, each.target)}
    found |= {end for pair in findings.pairs if _is_somebody_s(pair) for end in (pair.reuse.left, pair.reuse.right)}
    found |= {member.document for quotation in findings.quotations for member in quotation.members}
    found |= {reading.document for divergence in findings.divergences for reading in divergence.readings}
    return found


def _is_somebody_s(pair: Pair) -> bool:
    return any(passage.type in _OWN for passage in pair.reuse.passages)


def _dropped_pairs(findings: Findings) -> set[frozenset[str]]:
    """The ends of pairs inside a large family that are not on its tree."""
    groups = [group for group in copy_groups(findings) if len(group) > FAMILY_PAIRS_KEPT]
    large = {member: number for number, group in enumerate(groups) for member in group}
    inside = [
        pair for pair in findings.pairs if pair.reuse.left in large and large[pair.reuse.left] == large.get(pair.reuse.right)
    ]
    if not inside:
        return set()
    on_tree = {frozenset((edge.source, edge.target)) for edge in findings.edges}
    on_tree |= {_ends(pair) for pair in references(findings).values()}
    on_tree |= {_ends(pair) for pair in _strongest(pair for pair in inside if pair.reuse.is_copy)}
    on_tree |= {_ends(pair) for pair in _strongest(pair for pair in inside if pair.relation.direction == "undecided")}
    return {_ends(pair) for pair in inside} - on_tree


def _ends(pair: Pair) -> frozenset[str]:
    return frozenset((pair.reuse.left, pair.reuse.right))


def _strongest(pairs: Iterable[Pair]) -> Iterator[Pair]:
    """The pairs of a maximum spanning forest (Kruskal 1956): what hung together at any containment still does."""
    leader: dict[str, str] = {}

    def find(member: str) -> str:
        while leader.setdefault(member, member) != member:
            leader[member] = leader[leader[member]]
            member = leader[member]
        return member

    for pair in sorted(
        pairs, key=lambda each: (-containment(each.reuse), -each.reuse.copied_words, each.reuse.left, each.reuse.right)
    ):
        one, other = sorted((find(pair.reuse.left), find(pair.reuse.right)))
        if one != other:
            leader[other] = one
            yield pair
