"""Documents that share copied text, and everything lineage asks about them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cached_property

from provenance.lineage.claims import Claim, Origin
from provenance.model import Document, Reuse, Role, Signal
from provenance.text.hosts import site_of

_SHOWN = frozenset({Role.CAPTION, Role.EMBED})


@dataclass(frozen=True, kw_only=True)
class Family:
    """Documents connected by one copied text, or a single document.

    ``name`` is the family's own; ``members`` are sorted ids; ``documents`` hold what belongs to that text, which of a document
    made of several is a part; ``reuses`` holds the pairs that share copied text, by ``(left, right)``;
    ``claims`` are all claims of each member; ``origins`` are those no member turned out to be, and ``resolved``
    maps the key of every other origin to the members that may be it. Not slotted, because it caches what every pair asks for.
    """

    name: str
    members: tuple[str, ...]
    documents: Mapping[str, Document]
    signals: Mapping[str, tuple[Signal, ...]]
    reuses: Mapping[tuple[str, str], Reuse]
    claims: Mapping[str, tuple[Claim, ...]]
    origins: tuple[Origin, ...]
    resolved: Mapping[str, tuple[str, ...]]

    def reuse(self, one: str, other: str) -> Reuse | None:
        """What two members share, ``None`` if they share no copied text."""
        return self.reuses.get((one, other) if one < other else (other, one))

    @cached_property
    def _partners(self) -> dict[str, tuple[str, ...]]:
        found: dict[str, set[str]] = {member: set() for member in self.members}
        for left, right in self.reuses:
            found[left].add(right)
            found[right].add(left)
        return {member: tuple(sorted(others)) for member, others in found.items()}

    def partners(self, member: str) -> tuple[str, ...]:
        """Members that share copied text with this one, sorted."""
        return self._partners[member]

    @cached_property
    def _partner_sets(self) -> dict[str, frozenset[str]]:
        return {member: frozenset(others) for member, others in self._partners.items()}

    def partner_set(self, member: str) -> frozenset[str]:
        """The same as a set, to ask whether two share copied text."""
        return self._partner_sets[member]

    @cached_property
    def _crediting(self) -> dict[str, set[str]]:
        found: dict[str, set[str]] = {}
        for member in self.members:
            for claim in self.claims[member]:
                if claim.naming and claim.host is not None:
                    found.setdefault(site_of(claim.host), set()).add(member)
        return found

    def crediting(self, member: str) -> AbstractSet[str]:
        """Members that name the site of another as their source; none if that one's host is not known."""
        host = self.documents[member].host
        return frozenset() if host is None else self._crediting.get(site_of(host), frozenset())

    @cached_property
    def _matches(self) -> dict[tuple[str, str], dict[str, str]]:
        found: dict[tuple[str, str], dict[str, str]] = {}
        for (left, right), reuse in self.reuses.items():
            found[left, right] = {match.left: match.right for match in reuse.blocks}
            found[right, left] = {match.right: match.left for match in reuse.blocks}
        return found

    def matched_blocks(self, member: str, other: str) -> Mapping[str, str]:
        """Blocks of ``member`` that are also in ``other``, with the block there."""
        return self._matches.get((member, other), {})

    @cached_property
    def _holders(self) -> dict[str, dict[str, list[str]]]:
        found: dict[str, dict[str, list[str]]] = {member: {} for member in self.members}
        for (member, other), blocks in sorted(self._matches.items()):
            for block in blocks:
                found[member].setdefault(block, []).append(other)
        return found

    def holders(self, member: str, block: str) -> Sequence[str]:
        """Other members that have a block of ``member``, sorted."""
        return self._holders[member].get(block, ())

    @cached_property
    def illustrated(self) -> frozenset[str]:
        """Members that show something beside their text: a picture, a caption, an embed."""
        return frozenset(member for member, document in self.documents.items() if _shows(document))

    @cached_property
    def _naming(self) -> dict[str, set[str]]:
        found: dict[str, set[str]] = {}
        for member in self.members:
            for claim in self.claims[member]:
                if claim.naming:
                    found.setdefault(claim.origin, set()).add(member)
        return found

    def naming(self, origin: str) -> AbstractSet[str]:
        """Members that name an origin as their source."""
        return self._naming.get(origin, frozenset())

    def containment(self, member: str, other: str) -> float:
        """Share of ``member``'s shingles that stand in ``other``, in [0, 1]."""
        reuse = self.reuse(member, other)
        if reuse is None:
            return 0.0
        return reuse.left_in_right if member == reuse.left else reuse.right_in_left


def _shows(document: Document) -> bool:
    return any(block.role in _SHOWN or any(link.kind == "image" for link in block.links) for block in document.blocks)
