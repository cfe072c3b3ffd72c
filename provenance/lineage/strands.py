"""Documents made of several texts, taken apart.

A round-up, a live page or a scraper's mash-up joins texts that have nothing to do with each other; a tree over whole
documents would have to choose one of them as its source, and would count them as one text. Here every document is
split into parts that never travel together, and the parts are grouped instead of the documents: a document may then have one
source for each of its parts, and only then.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from provenance.grouping import connected
from provenance.model import Document, Reuse

_WHOLE = 0.8
"""Share, in words, of what a document has in common with others that makes a holder one of the whole document:
it is a copy of the mash-up, or its source, and joins nothing."""
_FEWEST_WORDS = 25
"""Words a part must have: a shared sentence is no part."""
_PART = "\x1f"
"""Between a document's id and the number of its part; a control character, which ids never hold."""

Pairs = Mapping[tuple[str, str], Reuse]
"""Pairs that share copied text, by ``(left, right)``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Strand:
    """Documents that share one text.

    ``members`` are sorted. ``documents`` hold only the blocks that belong to this text, and ``reuses`` only what is shared of it;
    ``divided`` are the members that belong to other strands too.
    """

    members: tuple[str, ...]
    documents: Mapping[str, Document]
    reuses: Pairs
    divided: frozenset[str]


def strands_of(members: Sequence[str], documents: Mapping[str, Document], reuses: Pairs) -> tuple[Strand, ...]:
    """The strands of a connected group of documents, sorted by members; one, with nothing taken apart, in the usual case."""
    held = _held(members, reuses)
    parts = {member: found for member in members if (found := _parts(documents[member], held[member], reuses))}
    whole = Strand(
        members=tuple(members),
        documents={member: documents[member] for member in members},
        reuses=dict(reuses),
        divided=frozenset(),
    )
    if not parts:
        return (whole,)
    # Every document and every part is named, also one whose holders have no part in common with it: none may be lost.
    names = [name for member in members for name in _every_name(member, parts)]
    groups = connected(names, _joins(reuses, parts))
    if len(groups) == 1:
        return (whole,)
    return tuple(sorted((_strand(group, parts, documents, reuses) for group in groups), key=lambda strand: strand.members))


def _words(document: Document, blocks: Iterable[str]) -> int:
    return sum(len(document.block_by_id[block].span.of(document.text).split()) for block in blocks)


def _held(members: Iterable[str], reuses: Pairs) -> dict[str, dict[str, frozenset[str]]]:
    """For every document the blocks that each of its partners has too."""
    held: dict[str, dict[str, frozenset[str]]] = {member: {} for member in members}
    for (left, right), reuse in sorted(reuses.items()):
        held[left][right] = frozenset(match.left for match in reuse.blocks)
        held[right][left] = frozenset(match.right for match in reuse.blocks)
    return held


def _parts(document: Document, held: Mapping[str, frozenset[str]], reuses: Pairs) -> tuple[frozenset[str], ...]:
    """Sets of blocks that different, unconnected partners have; empty if the document is all of one piece.

    ``held`` are the blocks of it that each partner has.
    """
    common = frozenset().union(*held.values()) if held else frozenset()
    size = _words(document, common)
    partial = [other for other, blocks in held.items() if _words(document, blocks) < _WHOLE * size]
    joins = (
        (one, other)
        for at, one in enumerate(partial)
        for other in partial[at + 1 :]
        if held[one] & held[other] or (min(one, other), max(one, other)) in reuses
    )
    groups = connected(partial, joins)
    found = [frozenset().union(*(held[other] for other in group)) for group in groups]
    found = [blocks for blocks in found if _words(document, blocks) >= _FEWEST_WORDS]
    return tuple(sorted(found, key=sorted)) if len(found) > 1 else ()


def _joins(reuses: Pairs, parts: Mapping[str, Sequence[frozenset[str]]]) -> list[tuple[str, str]]:
    """Which parts of which documents share text, as joins of their names."""
    joins: list[tuple[str, str]] = []
    for (left, right), reuse in sorted(reuses.items()):
        for match in reuse.blocks:
            joins.extend((one, other) for one in _names(left, match.left, parts) for other in _names(right, match.right, parts))
    return joins


def _every_name(member: str, parts: Mapping[str, Sequence[frozenset[str]]]) -> list[str]:
    return [f"{member}{_PART}{number}" for number in range(len(parts[member]))] if member in parts else [member]


def _names(member: str, block: str, parts: Mapping[str, Sequence[frozenset[str]]]) -> list[str]:
    if member not in parts:
        return [member]
    return [f"{member}{_PART}{number}" for number, blocks in enumerate(parts[member]) if block in blocks]


def _strand(
    group: Sequence[str], parts: Mapping[str, Sequence[frozenset[str]]], documents: Mapping[str, Document], reuses: Pairs
) -> Strand:
    taken: dict[str, frozenset[str]] = {}
    members = set()
    for name in group:
        member, _, number = name.partition(_PART)
        members.add(member)
        if number:
            taken[member] = taken.get(member, frozenset()) | parts[member][int(number)]
    divided = {member for member, blocks in taken.items() if blocks != frozenset().union(*parts[member])}
    blocks = {member: taken[member] for member in sorted(divided)}
    reduced = {
        pair: _reduced(reuse, blocks, documents) for pair, reuse in reuses.items() if pair[0] in members and pair[1] in members
    }
    return Strand(
        members=tuple(sorted(members)),
        documents={
            member: _excerpt(documents[member], blocks[member], parts[member]) if member in divided else documents[member]
            for member in sorted(members)
        },
        reuses={pair: reuse for pair, reuse in reduced.items() if reuse.blocks},
        divided=frozenset(divided),
    )


def _excerpt(document: Document, own: frozenset[str], parts: Sequence[frozenset[str]]) -> Document:
    """The document without what belongs to its other parts: a block that nobody else has belongs to the part before it."""
    every = frozenset().union(*parts)
    kept = []
    is_own = True
    for block in document.blocks:
        if block.id in every:
            is_own = block.id in own
        if is_own:
            kept.append(block)
    return document.with_blocks(tuple(kept))


def _reduced(reuse: Reuse, parts: Mapping[str, frozenset[str]], documents: Mapping[str, Document]) -> Reuse:
    """What two documents share of one strand; containment is measured on the part instead of the whole."""
    if reuse.left not in parts and reuse.right not in parts:
        return reuse
    matches = tuple(
        match
        for match in reuse.blocks
        if match.left in parts.get(reuse.left, {match.left}) and match.right in parts.get(reuse.right, {match.right})
    )
    return replace(
        reuse,
        blocks=matches,
        left_in_right=_on_part(reuse.left_in_right, documents[reuse.left], parts.get(reuse.left)),
        right_in_left=_on_part(reuse.right_in_left, documents[reuse.right], parts.get(reuse.right)),
    )


def _on_part(containment: float, document: Document, part: frozenset[str] | None) -> float:
    if part is None:
        return containment
    whole = _words(document, (block.id for block in document.compared_blocks()))
    return min(1.0, containment * whole / max(1, _words(document, part)))
