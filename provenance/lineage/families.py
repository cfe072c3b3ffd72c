"""From pairs that share copied text to families that can be solved."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from provenance.grouping import connected
from provenance.lineage.claims import Claim, Origin, claims_of, merged_origins, resolve
from provenance.lineage.family import Family
from provenance.lineage.strands import Strand, strands_of
from provenance.model import Document, Reuse, Signal
from provenance.settings import EvidenceWeights

SignalsById = Mapping[str, tuple[Signal, ...]]
"""The signals of every document, by its id."""


_STEPS = 2
"""Steps of shared text over which a document may stand for its site: an excerpt may share nothing with another excerpt."""


def families_of(
    documents: Sequence[Document], signals: SignalsById, reuses: Sequence[Reuse], weights: EvidenceWeights
) -> tuple[Family, ...]:
    """One family per group of copies, or per strand of it, sorted, with the claims of its members resolved to members."""
    groups = connected((document.id for document in documents), ((reuse.left, reuse.right) for reuse in reuses if reuse.is_copy))
    by_id = {document.id: document for document in documents}
    group_of = {member: number for number, group in enumerate(groups) for member in group}
    shared: list[dict[tuple[str, str], Reuse]] = [{} for _ in groups]
    for reuse in reuses:
        if reuse.is_copy:
            shared[group_of[reuse.left]][reuse.left, reuse.right] = reuse
    families: list[Family] = []
    for group, pairs in zip(groups, shared, strict=True):
        claims = {member: claims_of(by_id[member], signals.get(member, ()), weights) for member in group}
        strands = strands_of(group, by_id, pairs)
        for number, strand in enumerate(strands, start=1):
            name = strand.members[0] if len(strands) == 1 else f"{strand.members[0]} strand {number}"
            elsewhere = [by_id[member] for member in group if member not in strand.documents]
            own = {member: _claims_in(strand, elsewhere, claims[member], member) for member in strand.members}
            families.append(_family(name, strand, own, signals))
    return tuple(families)


def _claims_in(strand: Strand, elsewhere: Sequence[Document], claims: Sequence[Claim], member: str) -> tuple[Claim, ...]:
    """The claims of a member that concern this strand.

    Of a divided document they are those in its part, and those of the whole page that do not mean a document ``elsewhere``.
    """
    if member not in strand.divided:
        return tuple(claims)
    here = strand.documents[member].block_by_id
    return tuple(
        claim
        for claim in claims
        if any(block in here for block in claim.evidence.where)
        or (not claim.evidence.where and not any(resolve(origin, elsewhere) for origin in merged_origins([claim])))
    )


def _family(name: str, strand: Strand, claims: Mapping[str, tuple[Claim, ...]], signals: SignalsById) -> Family:
    hinted = merged_origins(claim for found in claims.values() for claim in found)
    resolved = {origin.key: resolve(origin, strand.documents.values()) for origin in hinted}
    origins = [origin for origin in hinted if origin.claimants or resolved[origin.key]]
    return Family(
        name=name,
        members=strand.members,
        documents=strand.documents,
        signals={member: signals.get(member, ()) for member in strand.members},
        reuses=strand.reuses,
        claims={
            member: tuple(c for origin in origins for c in origin.claims if c.document == member) for member in strand.members
        },
        origins=tuple(rest for origin in origins if (rest := _outside(origin, resolved[origin.key], strand)) is not None),
        resolved={key: holders for key, holders in sorted(resolved.items()) if holders},
    )


def _outside(origin: Origin, holders: Sequence[str], strand: Strand) -> Origin | None:
    """What is left of an origin without the claims that a member answers; ``None`` if nothing is left that names it.

    A member from the named site answers a claim only where it shares text with who makes it, or with another who does: a site
    has other stories in a family too, brought there by a page made of several.
    """
    if not holders:
        return origin
    answered = set(holders)
    for _ in range(_STEPS):
        answered |= {name for pair in strand.reuses for name in pair if not answered.isdisjoint(pair)}
    rest = replace(origin, claims=tuple(claim for claim in origin.claims if claim.document not in answered))
    return rest if rest.claimants else None
