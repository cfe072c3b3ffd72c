"""What is stored of a large result: everything that ties documents together, without what nothing points at."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from provenance.export.families import containment, copy_groups
from provenance.export.references import references
from provenance.model import Document, Findings, Pair

TEXTS_KEPT = 2_000
"""Most documents of which every text is stored. A text with its blocks takes 5 kB in ``trace.json`` (2,000 invented articles of
530 words); in a large collection most documents share nothing, and their files are still where they were read."""
FAMILY_PAIRS_KEPT = 60
"""Largest family of which every pair is stored. 182 invented copies had 1,664 pairs, half of a ``trace.json`` of 40 MB."""


def trimmed(findings: Findings) -> Findings:
    """The result as it is stored; a small one is returned as it is, and so is one that was trimmed before.

    In families above ``FAMILY_PAIRS_KEPT`` documents only the pairs on the tree are kept. In results above ``TEXTS_KEPT``
    documents those that share nothing with any other lose ``text`` and ``blocks``, and are marked ``text_left_out``.
    """
    pairs = _kept_pairs(findings)
    if len(findings.documents) <= TEXTS_KEPT:
        return findings if len(pairs) == len(findings.pairs) else replace(findings, pairs=pairs)
    sharing = _sharing(findings)
    documents = tuple(document if document.id in sharing else _without_text(document) for document in findings.documents)
    return replace(findings, pairs=pairs, documents=documents)


def _without_text(document: Document) -> Document:
    return replace(document, text="", blocks=(), head=(), text_left_out=True)


def _sharing(findings: Findings) -> set[str]:
    """Documents that something in the result points into: a shared passage, an edge, an excluded one, a quotation, a reading."""
    found = {end for edge in findings.edges for end in (edge.source, edge.target)}
    found |= {end for each in findings.rejected for end in (each.source, each.target)}
    found |= {end for pair in findings.pairs if pair.reuse.passages for end in (pair.reuse.left, pair.reuse.right)}
    found |= {member.document for quotation in findings.quotations for member in quotation.members}
    found |= {reading.document for divergence in findings.divergences for reading in divergence.readings}
    return found


def _kept_pairs(findings: Findings) -> tuple[Pair, ...]:
    """All pairs but those inside a large family that are not on its tree."""
    groups = [group for group in copy_groups(findings) if len(group) > FAMILY_PAIRS_KEPT]
    large = {member: number for number, group in enumerate(groups) for member in group}
    inside = [
        pair for pair in findings.pairs if pair.reuse.left in large and large[pair.reuse.left] == large.get(pair.reuse.right)
    ]
    if not inside:
        return findings.pairs
    on_tree = {frozenset((edge.source, edge.target)) for edge in findings.edges}
    on_tree |= {_ends(pair) for pair in references(findings).values()}
    on_tree |= {_ends(pair) for pair in _strongest(pair for pair in inside if pair.reuse.is_copy)}
    on_tree |= {_ends(pair) for pair in _strongest(pair for pair in inside if pair.relation.direction == "undecided")}
    dropped = {_ends(pair) for pair in inside} - on_tree
    return tuple(pair for pair in findings.pairs if _ends(pair) not in dropped)


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
