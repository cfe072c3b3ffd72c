"""Documents that share copied text, and everything lineage asks about them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from provenance.lineage.claims import Claim, Origin
from provenance.model import Document, Reuse, Signal


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """One connected group of documents that share copied text, or a single document.

    ``members`` are sorted ids; ``reuses`` holds the pairs that share copied text, by ``(left, right)``;
    ``claims`` are all claims of each member; ``origins`` are those no member turned out to be, and ``resolved``
    maps the key of every other origin to the members that may be it.
    """

    members: tuple[str, ...]
    documents: Mapping[str, Document]
    signals: Mapping[str, tuple[Signal, ...]]
    reuses: Mapping[tuple[str, str], Reuse]
    claims: Mapping[str, tuple[Claim, ...]]
    origins: tuple[Origin, ...]
    resolved: Mapping[str, tuple[str, ...]]

    def reuse(self, one: str, other: str) -> Reuse | None:
        """What two members share, ``None`` if they share no copied text."""
        return self.reuses.get((min(one, other), max(one, other)))

    def partners(self, member: str) -> tuple[str, ...]:
        """Members that share copied text with this one, sorted."""
        return tuple(other for other in self.members if other != member and self.reuse(member, other))

    def matched_blocks(self, member: str, other: str) -> Mapping[str, str]:
        """Blocks of ``member`` that are also in ``other``, with the block there."""
        reuse = self.reuse(member, other)
        if reuse is None:
            return {}
        if member == reuse.left:
            return {match.left: match.right for match in reuse.blocks}
        return {match.right: match.left for match in reuse.blocks}

    def containment(self, member: str, other: str) -> float:
        """Share of ``member``'s shingles that stand in ``other``, in [0, 1]."""
        reuse = self.reuse(member, other)
        if reuse is None:
            return 0.0
        return reuse.left_in_right if member == reuse.left else reuse.right_in_left
