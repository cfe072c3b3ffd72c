"""The argument from text alone: what a document holds that a supposed source cannot have given it.

An omission is one-way: a passage of the common original that a document lacks cannot have come through
that document (a separative reading in textual criticism; Maas 1927). Which added passages belong to the
original and which are the copy's own is the question this module answers, block by block.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from provenance.lineage.claims import NAMING
from provenance.lineage.family import Family
from provenance.model import COMPARED_ROLES, Block, Evidence, Role, SignalKind
from provenance.settings import EvidenceWeights
from provenance.text.hosts import brand_key, brand_matches_host, same_site
from provenance.text.words import fold_space

_GAP = re.compile(r"missing_counter=(?P<counter>\w+) after=(?P<after>.+) before=(?P<before>.+)")
"""Detail of a component id's signal: which numbers of its editing session are not there, and between which blocks."""
_TELLING_WORDS = 8
"""Words a block needs to say anything about transmission; shorter ones are headings and labels."""
_MOST_ADDED = 2
"""Added passages that count; a long addition by the copy is one decision, not many."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Missing:
    """Blocks of a copy that the supposed source lacks, by what they say about it.

    ``original`` belong to the common original (with the reason, one per block), so the source cannot have
    passed them on; ``added`` may be the copy's own; ``embeds`` are media or posts either side may have placed.
    """

    original: tuple[tuple[str, str], ...]
    added: tuple[str, ...]
    embeds: tuple[str, ...]


def missing_in(family: Family, source: str, copy: str) -> Missing:
    """What ``copy`` has and ``source`` lacks, sorted into what it proves."""
    matched = family.matched_blocks(copy, source)
    blocks = family.documents[copy].blocks
    original: list[tuple[str, str]] = []
    added: list[str] = []
    for block in _unmatched(family, copy, matched):
        reason = (
            _names_their_source(family, block, source, copy)
            or _fills_counter_gap(family, block, source, copy, matched)
            or _shared_with_others(family, block, source, copy)
        )
        if reason:
            original.append((block.id, reason))
        elif _is_inside(blocks, block, matched):
            added.append(block.id)
    there = {_plain(family, source, block) for block in family.documents[source].blocks if block.role is Role.EMBED}
    embeds = [
        block.id
        for block in blocks
        if block.role is Role.EMBED and _is_inside(blocks, block, matched) and _plain(family, copy, block) not in there
    ]
    return Missing(original=tuple(original), added=tuple(added), embeds=tuple(embeds))


def omission_evidence(missing: Missing, source: str, weights: EvidenceWeights) -> tuple[Evidence, ...]:
    """Evidence against ``source`` having been the source, from what it lacks."""
    found = []
    if missing.original:
        blocks = tuple(block for block, _ in missing.original)
        reasons = "; ".join(dict.fromkeys(reason for _, reason in missing.original))
        found.append(
            Evidence(
                kind="separative_omission",
                log_odds=weights.separative_omission,
                note=f"{_count(blocks, 'passage')} of the common original missing from {source}: {reasons}",
                where=blocks,
            )
        )
    if missing.added:
        found.append(
            Evidence(
                kind="separative_omission",
                log_odds=weights.added_passage * min(_MOST_ADDED, len(missing.added)),
                note=f"{_count(missing.added, 'passage')} inside the shared text missing from {source}; "
                "it may also have been added here",
                where=missing.added,
            )
        )
    if missing.embeds:
        found.append(
            Evidence(
                kind="separative_omission",
                log_odds=weights.added_embed,
                note=f"{_count(missing.embeds, 'embedded post')} inside the shared text missing from {source}; "
                "it may also have been placed here",
                where=missing.embeds,
            )
        )
    return tuple(found)


def _count(things: Sequence[object], noun: str) -> str:
    return f"{len(things)} {noun}{'' if len(things) == 1 else 's'}"


def _plain(family: Family, document: str, block: Block) -> str:
    return fold_space(block.span.of(family.documents[document].text))


def _unmatched(family: Family, copy: str, matched: Mapping[str, str]) -> list[Block]:
    document = family.documents[copy]
    return [
        block
        for block in document.blocks
        if block.role in COMPARED_ROLES and block.id not in matched and len(_plain(family, copy, block).split()) >= _TELLING_WORDS
    ]


def _is_inside(blocks: Sequence[Block], block: Block, matched: Mapping[str, str]) -> bool:
    """Whether matched blocks stand both before and after this one: the shared text runs on around it."""
    places = [other.span.start for other in blocks if other.id in matched]
    return bool(places) and min(places) < block.span.start < max(places)


def _names_their_source(family: Family, block: Block, source: str, copy: str) -> str | None:
    """The block speaks as the outlet that the supposed source itself credits: the original's words, not the copy's."""
    for signal in family.signals[copy]:
        if signal.kind is not SignalKind.SELF_REFERENCE or block.id not in signal.blocks or signal.own_site:
            continue
        for claim in family.claims[source]:
            if claim.kind in NAMING and _same_outlet(signal.organisation, signal.host, claim.organisation, claim.host):
                return f"it speaks as {signal.organisation or signal.host}, which {source} credits"
    return None


def _same_outlet(name: str | None, host: str | None, other_name: str | None, other_host: str | None) -> bool:
    return bool(
        same_site(host, other_host)
        or (name and other_host and brand_matches_host(name, other_host))
        or (other_name and host and brand_matches_host(other_name, host))
        or (name and other_name and brand_key(name) == brand_key(other_name))
    )


def _fills_counter_gap(family: Family, block: Block, source: str, copy: str, matched: Mapping[str, str]) -> str | None:
    """A component number is missing in the source's ids exactly where the copy has this block."""
    blocks = family.documents[copy].blocks
    before = [other.id for other in blocks if other.id in matched and other.span.start < block.span.start]
    after = [other.id for other in blocks if other.id in matched and other.span.start > block.span.start]
    if not before or not after:
        return None
    wanted = (matched[before[-1]], matched[after[0]])
    order = {other.id: number for number, other in enumerate(family.documents[source].blocks)}
    for signal in family.signals[source]:
        for detail in signal.details:
            gap = _GAP.fullmatch(detail)
            if gap and order.get(gap["after"], len(order)) <= order[wanted[0]] < order[wanted[1]] <= order.get(gap["before"], -1):
                return f"component {gap['counter']} of the original's editing system is missing in {source} exactly there"
    return None


def _shared_with_others(family: Family, block: Block, source: str, copy: str) -> str | None:
    """Another member has this block too, and is not evidently a copy of this one."""
    holders = [
        other
        for other in family.partners(copy)
        if other != source
        and block.id in family.matched_blocks(copy, other)
        and family.reuse(source, other) is not None
        and not _credits(family, other, copy)
    ]
    return f"{holders[0]} has it too" if holders else None


def _credits(family: Family, copy: str, source: str) -> bool:
    host = family.documents[source].host
    return any(claim.naming and same_site(claim.host, host) for claim in family.claims[copy])
