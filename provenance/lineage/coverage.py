"""The argument from text alone: what a document holds that a supposed source cannot have given it.

An omission is one-way: a passage of the common original that a document lacks cannot have come through
that document (a separative reading in textual criticism; Maas 1927). Which added passages belong to the
original and which are the copy's own is the question this module answers, block by block.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from provenance.lineage.claims import NAMING
from provenance.lineage.family import Family
from provenance.model import COMPARED_ROLES, Block, Document, Evidence, Role, SignalKind
from provenance.settings import EvidenceWeights
from provenance.text.hosts import brand_key, brand_matches_host, same_site
from provenance.text.words import fold_space

_GAP = re.compile(r"missing_counter=(?P<counter>\w+) after=(?P<after>.+) before=(?P<before>.+)")
"""Detail of a component id's signal: which numbers of its editing session are not there, and between which blocks."""
_TELLING_WORDS = 8
"""Words a block needs to say anything about transmission; shorter ones are headings and labels."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Missing:
    """Blocks of a copy that the supposed source lacks, by what they say about it.

    ``original`` surely belong to the common original (with the reason, one per block), so the source cannot have passed
    them on; ``independent`` stand in a further copy that did not get them here; ``shared`` stand in a further copy that may
    have them from this one; ``added`` stand inside the shared text and ``appended`` before or after it, and nobody else has
    them; ``embeds`` are media or posts either side may have placed. Neighbouring blocks make one run, since one decision adds or
    drops them: ``added_runs`` counts those of ``added``, ``inside_runs`` and ``outside_runs`` those of all blocks, between and
    around the shared ones.
    """

    original: tuple[tuple[str, str], ...]
    independent: tuple[tuple[str, str], ...]
    shared: tuple[tuple[str, str], ...]
    added: tuple[str, ...]
    appended: tuple[str, ...]
    embeds: tuple[str, ...]
    added_runs: int = 0
    inside_runs: int = 0
    outside_runs: int = 0

    @property
    def is_nothing(self) -> bool:
        """Whether the source has everything the copy has, embeds apart."""
        return not (self.original or self.independent or self.shared or self.added or self.appended)

    def only_original(self) -> Missing:
        """The part that cannot have been added by the copy."""
        return Missing(original=self.original, independent=(), shared=(), added=(), appended=(), embeds=())


def missing_in(family: Family, source: str, copy: str) -> Missing:
    """What ``copy`` has and ``source`` lacks, sorted into what it proves."""
    matched = family.matched_blocks(copy, source)
    blocks = family.documents[copy].blocks
    original: list[tuple[str, str]] = []
    independent: list[tuple[str, str]] = []
    shared: list[tuple[str, str]] = []
    added: list[str] = []
    appended: list[str] = []
    unmatched = _unmatched(family, copy, matched)
    inside = [block.id for block in unmatched if _is_inside(blocks, block, matched)]
    for block in unmatched:
        holders = _further_holders(family, block, source, copy)
        reason = _names_their_source(family, block, source, copy) or _fills_counter_gap(family, block, source, copy, matched)
        witness = _held_independently(family, holders, source, copy)
        if reason:
            original.append((block.id, reason))
        elif witness:
            independent.append((block.id, witness))
        elif holders:
            shared.append((block.id, holders[0]))
        elif block.id in inside:
            added.append(block.id)
        else:
            appended.append(block.id)
    there = {_plain(family, source, block) for block in family.documents[source].blocks if block.role is Role.EMBED}
    embeds = [
        block.id
        for block in blocks
        if block.role is Role.EMBED and _is_inside(blocks, block, matched) and _plain(family, copy, block) not in there
    ]
    return Missing(
        original=tuple(original),
        independent=tuple(independent),
        shared=tuple(shared),
        added=tuple(added),
        appended=tuple(appended),
        embeds=tuple(embeds),
        added_runs=_runs(family.documents[copy], added),
        inside_runs=_runs(family.documents[copy], inside),
        outside_runs=_runs(family.documents[copy], [block.id for block in unmatched if block.id not in inside]),
    )


def _runs(document: Document, blocks: Iterable[str]) -> int:
    """Number of runs of neighbouring compared blocks."""
    chosen = set(blocks)
    flags = [block.id in chosen for block in document.compared_blocks()]
    return sum(flag and not before for before, flag in zip([False, *flags], flags, strict=False))


def completeness_of(family: Family) -> dict[str, float]:
    """For every member, what it holds of the passages that are shared, over what the fullest member holds; in [0, 1]."""
    held = {
        member: sum(
            len(_plain(family, member, block).split())
            for block in family.documents[member].compared_blocks()
            if family.holders(member, block.id)
        )
        for member in family.members
    }
    most = max(held.values(), default=0)
    return {member: words / most if most else 0.0 for member, words in held.items()}


def omission_evidence(missing: Missing, back: Missing, source: str, weights: EvidenceWeights) -> tuple[Evidence, ...]:
    """Evidence from what ``source`` lacks of the copy (``missing``) and the copy of it (``back``)."""
    found = []
    for passages, weight in ((missing.original, weights.separative_omission), (missing.independent, weights.independent_passage)):
        if passages:
            blocks = tuple(block for block, _ in passages)
            reasons = "; ".join(dict.fromkeys(reason for _, reason in passages))
            found.append(
                Evidence(
                    kind="separative_omission",
                    log_odds=weight,
                    note=f"{_count(blocks, 'passage')} of the common original missing from {source}: {reasons}",
                    where=blocks,
                )
            )
    if missing.shared:
        blocks = tuple(block for block, _ in missing.shared)
        found.append(
            Evidence(
                kind="block_coverage",
                log_odds=weights.shared_passage * min(weights.passages_most, len(blocks)),
                note=f"{_count(blocks, 'passage')} missing from {source}: {missing.shared[0][1]} has it too",
                where=blocks,
            )
        )
    found.extend(_own(missing, source, weights))
    found.extend(_dropped(back, source, weights))
    return tuple(found)


def _dropped(back: Missing, source: str, weights: EvidenceWeights) -> list[Evidence]:
    """What the copy left out of this source: the fewer cuts an explanation needs, the better; desks cut more than they add."""
    kinds = (
        (back.inside_runs, weights.dropped_passage, "between the shared passages"),
        (back.outside_runs, weights.cut_end, "before or after them"),
    )
    return [
        Evidence(
            kind="containment_asymmetry",
            log_odds=weight * min(weights.passages_most, runs),
            note=f"{source} has more in {_count(range(runs), 'place')} {where}, which was then left out here",
        )
        for runs, weight, where in kinds
        if runs
    ]


def _own(missing: Missing, source: str, weights: EvidenceWeights) -> list[Evidence]:
    """Passages and embeds the copy may have added itself: the fewer of them an explanation needs, the better."""
    kinds = (
        (missing.added, missing.added_runs, weights.added_passage, "passage", "inside the shared text", "added"),
        (missing.appended, 1, weights.appended_passage, "passage", "before or after the shared text", "added"),
        (missing.embeds, 1, weights.added_embed, "embedded post", "inside the shared text", "placed"),
    )
    return [
        Evidence(
            kind="containment_asymmetry",
            log_odds=weight * min(weights.passages_most, runs),
            note=f"{_count(blocks, noun)} {where} missing from {source}; it may also have been {verb} here",
            where=blocks,
        )
        for blocks, runs, weight, noun, where, verb in kinds
        if blocks
    ]


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


def _further_holders(family: Family, block: Block, source: str, copy: str) -> tuple[str, ...]:
    """Further copies that have this block too, and are not evidently made from this one."""
    partners, crediting = family.partner_set(source), family.crediting(copy)
    return tuple(other for other in family.holders(copy, block.id) if other in partners and other not in crediting)


def _held_independently(family: Family, holders: Sequence[str], source: str, copy: str) -> str | None:
    """A further holder has passages of the supposed source that this copy lacks: so it did not get this one here."""
    for other in holders:
        from_source = family.matched_blocks(other, source).keys() - family.matched_blocks(other, copy).keys()
        if any(_is_telling(family, other, block) for block in from_source):
            return f"{other} has it too, and passages of {source} that {copy} lacks"
    return None


def _is_telling(family: Family, document: str, block: str) -> bool:
    return len(_plain(family, document, family.documents[document].block_by_id[block]).split()) >= _TELLING_WORDS
