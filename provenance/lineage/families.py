"""From pairs that share copied text to families that can be solved."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from provenance.grouping import connected
from provenance.lineage.brands import brand_signals
from provenance.lineage.claims import Claim, Origin, claims_of, merged_origins, resolve
from provenance.lineage.family import Family
from provenance.lineage.strands import Strand, strands_of
from provenance.model import Document, Reuse, Signal, SignalKind
from provenance.settings import EvidenceWeights

SignalsById = Mapping[str, tuple[Signal, ...]]
"""The signals of every document, by its id."""


_STEPS = 2
"""Steps of shared text over which a document may stand for its site: an excerpt may share nothing with another excerpt."""


def families_of(
    documents: Sequence[Document], signals: SignalsById, reuses: Sequence[Reuse], weights: EvidenceWeights
) -> tuple[Family, ...]:
    """One family per group of copies, or per strand of it, sorted, with the claims of its members resolved to members."""
    by_id, groups = _groups(documents, reuses)
    return tuple(
        family
        for group, pairs in groups
        for family in _families(group, pairs, by_id, _claims(group, by_id, signals, weights), signals)
    )


def families_and_rest(
    documents: Sequence[Document], signals: SignalsById, reuses: Sequence[Reuse], weights: EvidenceWeights
) -> tuple[tuple[Family, ...], tuple[str, ...]]:
    """The families that lineage can say something of, and the ids of all other documents: both sorted.

    The others share no copied text with any document, name no source and show no distributor: each is a text of its own.
    """
    by_id, groups = _groups(documents, reuses)
    families: list[Family] = []
    rest: list[str] = []
    for group, pairs in groups:
        claims = _claims(group, by_id, signals, weights)
        if len(group) == 1 and not claims[group[0]] and not _is_distributed(signals.get(group[0], ())):
            rest.append(group[0])
        else:
            families.extend(_families(group, pairs, by_id, claims, signals))
    return tuple(families), tuple(rest)


_Pairs = Mapping[tuple[str, str], Reuse]
_Claims = Mapping[str, tuple[Claim, ...]]


def _groups(
    documents: Sequence[Document], reuses: Iterable[Reuse]
) -> tuple[Mapping[str, Document], Iterator[tuple[tuple[str, ...], _Pairs]]]:
    """The documents by id, and their groups joined by copied text with the pairs that share it; sorted."""
    copies = [reuse for reuse in reuses if reuse.is_copy]
    groups = connected((document.id for document in documents), ((reuse.left, reuse.right) for reuse in copies))
    first_of = {member: group[0] for group in groups if len(group) > 1 for member in group}
    shared: dict[str, dict[tuple[str, str], Reuse]] = {}
    for reuse in copies:
        shared.setdefault(first_of[reuse.left], {})[reuse.left, reuse.right] = reuse
    return {document.id: document for document in documents}, ((group, shared.get(group[0], {})) for group in groups)


def _claims(group: Iterable[str], by_id: Mapping[str, Document], signals: SignalsById, weights: EvidenceWeights) -> _Claims:
    members = tuple(group)
    spoken = brand_signals({member: by_id[member] for member in members}) if len(members) > 1 else {}
    return {member: claims_of(by_id[member], (*signals.get(member, ()), *spoken.get(member, ())), weights) for member in members}


def _is_distributed(signals: Iterable[Signal]) -> bool:
    return any(signal.kind is SignalKind.DISCLAIMER for signal in signals)


def _families(
    group: Sequence[str], pairs: _Pairs, by_id: Mapping[str, Document], claims: _Claims, signals: SignalsById
) -> Iterator[Family]:
    strands = strands_of(group, by_id, pairs)
    for number, strand in enumerate(strands, start=1):
        name = strand.members[0] if len(strands) == 1 else f"{strand.members[0]} strand {number}"
        elsewhere = [by_id[member] for member in group if member not in strand.documents]
        own = {member: _claims_in(strand, elsewhere, claims[member], member) for member in strand.members}
        yield _family(name, strand, own, signals)


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
        claims=_by_member(strand.members, (claim for origin in origins for claim in origin.claims)),
        origins=tuple(rest for origin in origins if (rest := _outside(origin, resolved[origin.key], strand)) is not None),
        resolved={key: holders for key, holders in sorted(resolved.items()) if holders},
    )


def _by_member(members: Iterable[str], claims: Iterable[Claim]) -> dict[str, tuple[Claim, ...]]:
    found: dict[str, list[Claim]] = {member: [] for member in members}
    for claim in claims:
        found[claim.document].append(claim)
    return {member: tuple(own) for member, own in found.items()}


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
