"""Evidence for and against one node being the source of one document."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from provenance.lineage.claims import GROUPS, NAMING, Claim, Origin, path_of
from provenance.lineage.coverage import Missing, missing_in, omission_evidence
from provenance.lineage.family import Family
from provenance.model import DateRange, Evidence, Reuse
from provenance.settings import EvidenceWeights
from provenance.text.hosts import same_site

_ISO_DAY = len("2025-07-03")
_DAY_SHARE = 0.5
"""Share of the weight of time that two neighbouring civil days in unknown zones get."""
_MOST_WITNESSES = 5
"""Further copies that name a source beyond which more add nothing."""
_ALMOST_ALL = 0.95
"""Containment from which a text counts as held by another whole; house style alone costs a few per cent."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """The case for one edge. ``evidence`` speaks for it, ``against`` against it; both sorted, strongest first."""

    evidence: tuple[Evidence, ...]
    against: tuple[Evidence, ...]

    def log_odds(self, weights: EvidenceWeights) -> float:
        """Sum over groups of the strongest member plus ``group_rest`` of the others, natural-log odds."""
        return grouped_sum(self.evidence, weights) + grouped_sum(self.against, weights)

    @property
    def names_source(self) -> bool:
        """Whether some evidence names the source, rather than making it likely."""
        return any(item.kind in _NAMING_KINDS for item in self.evidence)


_NAMING_KINDS = frozenset(map(str, NAMING)) | {"self_reference"}


def grouped_sum(evidence: Iterable[Evidence], weights: EvidenceWeights) -> float:
    """Log-odds of several pieces of evidence, those of one group discounted.

    Examples:
        >>> credit = Evidence(kind="attribution_line", log_odds=5.0, note="")
        >>> link = Evidence(kind="canonical_link", log_odds=6.0, note="")
        >>> grouped_sum([credit, link], EvidenceWeights())
        7.5

    """
    groups: dict[str, list[float]] = {}
    for item in evidence:
        groups.setdefault(GROUPS.get(item.kind, item.kind), []).append(item.log_odds)
    total = 0.0
    for _, values in sorted(groups.items()):
        values.sort(key=abs, reverse=True)
        total += values[0] + weights.group_rest * sum(values[1:])
    return total


Gaps = Mapping[tuple[str, str], Missing]
"""For every ordered pair ``(source, copy)`` that shares copied text, what the copy has and the source lacks."""


def gaps_of(family: Family) -> Gaps:
    """All gaps of a family, computed once."""
    return {(source, copy): missing_in(family, source, copy) for copy in family.members for source in family.partners(copy)}


def observed_case(family: Family, gaps: Gaps, source: str, copy: str, weights: EvidenceWeights) -> Case:
    """The case for one member of a family having been the source of another; they must share copied text."""
    reuse = family.reuse(source, copy)
    if reuse is None:
        message = f"{source} and {copy} share no copied text"
        raise ValueError(message)
    missing = gaps[source, copy]
    evidence = [_overlap(reuse, weights), *_resolved_claims(family, source, copy, weights)]
    against = [
        *omission_evidence(missing, source, weights),
        *_claims_elsewhere(family, source, copy, weights),
        *_credits_back(family, source, copy, weights),
    ]
    evidence.extend(_held_whole(family, source, copy, missing, weights))
    for item in _time(family, source, copy, weights):
        (evidence if item.log_odds > 0 else against).append(item)
    return _case(evidence, against)


def origin_case(family: Family, gaps: Gaps, origin: Origin, copy: str, weights: EvidenceWeights) -> Case | None:
    """The case for an unobserved origin having been the source of a member; ``None`` if nothing ties them."""
    own = [claim for claim in origin.claims if claim.document == copy]
    evidence = [claim.evidence for claim in own]
    against: list[Evidence] = []
    inherited = _inherited(family, origin, copy, weights)
    if inherited:
        evidence.append(inherited)
    elif copy not in origin.claimants:
        return None
    evidence.extend(_uncovered(family, gaps, copy, weights))
    if copy not in origin.claimants and family.documents[copy].metadata.publisher is None:
        against.append(
            Evidence(
                kind="host_prior",
                log_odds=weights.host_unknown,
                note=f"{copy} names no publisher: it may be {origin.label}'s own page",
            )
        )
    elsewhere = [claim for claim in family.claims[copy] if claim.naming and claim.origin != origin.key]
    if copy not in origin.claimants and elsewhere:
        against.append(_elsewhere(elsewhere, weights.claim_elsewhere))
    return _case(evidence, against)


def _case(evidence: Iterable[Evidence], against: Iterable[Evidence]) -> Case:
    return Case(
        evidence=tuple(sorted(evidence, key=lambda item: (-item.log_odds, item.kind, item.note))),
        against=tuple(sorted(against, key=lambda item: (item.log_odds, item.kind, item.note))),
    )


def _overlap(reuse: Reuse, weights: EvidenceWeights) -> Evidence:
    blocks = tuple(match.left for match in reuse.blocks) + tuple(match.right for match in reuse.blocks)
    return Evidence(
        kind="verbatim_overlap",
        log_odds=weights.verbatim_overlap,
        note=f"{reuse.copied_words} words in common, {sum(match.identical for match in reuse.blocks)} of "
        f"{len(reuse.blocks)} shared blocks identical",
        where=blocks,
    )


def _resolved_claims(family: Family, source: str, copy: str, weights: EvidenceWeights) -> list[Evidence]:
    found = []
    for claim in family.claims[copy]:
        if best_holder(family, claim) == source:
            found.append(claim.evidence)
            if _names_item(family, claim, source):
                found.append(
                    Evidence(
                        kind=claim.evidence.kind,
                        log_odds=weights.attribution_title,
                        note=f"and it gives the title or address of {source}",
                        where=claim.evidence.where,
                    )
                )
    return found


def best_holder(family: Family, claim: Claim) -> str | None:
    """The member a claim most likely means: by title or address first, then by how much text is shared."""
    holders = [other for other in family.resolved.get(claim.origin, ()) if family.reuse(other, claim.document)]
    if not holders:
        return None
    return max(
        holders,
        key=lambda other: (_names_item(family, claim, other), family.containment(claim.document, other), other),
    )


def _names_item(family: Family, claim: Claim, source: str) -> bool:
    metadata = family.documents[source].metadata
    if claim.title and metadata.title and claim.title.casefold() == metadata.title.casefold():
        return True
    return bool(claim.url and metadata.url and path_of(claim.url) and path_of(claim.url) == path_of(metadata.url))


def _claims_elsewhere(family: Family, source: str, copy: str, weights: EvidenceWeights) -> list[Evidence]:
    """What the copy carries of another source that this one cannot have given it."""
    found: list[Evidence] = []
    source_origins = {claim.origin for claim in family.claims[source] if claim.naming}
    others = [
        claim
        for claim in family.claims[copy]
        if claim.naming
        and best_holder(family, claim) != source
        and claim.origin not in source_origins
        and not _is_on(family, source, claim)
    ]
    residue = [claim for claim in others if GROUPS[claim.kind] == "residue"]
    declared = [claim for claim in others if GROUPS[claim.kind] != "residue"]
    found.extend(
        Evidence(
            kind=claim.evidence.kind,
            log_odds=weights.residue_missing,
            note=f"{claim.evidence.note}; {source} has none of them and cannot have passed them on",
            where=claim.evidence.where,
        )
        for claim in residue
    )
    if declared:
        found.append(_elsewhere(declared, weights.claim_elsewhere))
    if source_origins and not others and not any(best_holder(family, claim) == source for claim in family.claims[copy]):
        names = sorted(source_origins)
        rivals = {
            member
            for member in family.members
            for claim in family.claims[member]
            if claim.naming and claim.origin in source_origins
        }
        found.append(
            Evidence(
                kind="block_coverage",
                # However many copies there are, taken together they are a less likely source than the original.
                log_odds=weights.copies_go_to_the_source - math.log(len(rivals)),
                note=f"{source} itself credits {', '.join(names)}: the original has more takers than its copies",
            )
        )
    return found


def _credits_back(family: Family, source: str, copy: str, weights: EvidenceWeights) -> list[Evidence]:
    return [
        Evidence(
            kind="contradiction",
            log_odds=weights.contradiction,
            note=f"{source} itself names {copy} as its source",
            where=claim.evidence.where,
        )
        for claim in family.claims[source]
        if claim.naming and best_holder(family, claim) == copy
    ][:1]


def _is_on(family: Family, source: str, claim: Claim) -> bool:
    host = family.documents[source].host
    return host is not None and same_site(host, claim.host)


def _elsewhere(claims: Sequence[Claim], log_odds: float) -> Evidence:
    names = sorted({claim.host or claim.organisation or claim.origin for claim in claims})
    return Evidence(
        kind=str(claims[0].kind),
        log_odds=log_odds,
        note=f"it credits {', '.join(names)} instead",
        where=tuple(dict.fromkeys(block for claim in claims for block in claim.evidence.where)),
    )


def _held_whole(family: Family, source: str, copy: str, missing: Missing, weights: EvidenceWeights) -> list[Evidence]:
    if missing.original or missing.added or missing.embeds:
        return []
    back, forth = family.containment(source, copy), family.containment(copy, source)
    if forth < _ALMOST_ALL or back >= _ALMOST_ALL:
        return []
    return [
        Evidence(
            kind="containment_asymmetry",
            log_odds=weights.containment_asymmetry,
            note=f"{source} holds {forth:.0%} of {copy}, but only {back:.0%} of it stands in {copy}",
        )
    ]


def _inherited(family: Family, origin: Origin, copy: str, weights: EvidenceWeights) -> Evidence | None:
    witnesses = sorted(
        (other for other in origin.claimants if other != copy and family.reuse(other, copy)),
        key=lambda other: (-family.containment(copy, other), other),
    )
    if not witnesses:
        return None
    witness = witnesses[0]
    share = max(family.containment(copy, witness), family.containment(witness, copy))
    matched = family.matched_blocks(copy, witness)
    more = f", as do {len(witnesses) - 1} more" if len(witnesses) > 1 else ""
    return Evidence(
        kind="verbatim_overlap",
        log_odds=weights.inherited_source * share + weights.inherited_each * min(len(witnesses) - 1, _MOST_WITNESSES),
        note=f"shares {share:.0%} of its text with {witness}, which names {origin.label}{more}",
        where=tuple(matched),
    )


def _uncovered(family: Family, gaps: Gaps, copy: str, weights: EvidenceWeights) -> list[Evidence]:
    """Passages of the original that no other member could have passed on: the source is not among them."""
    partners = family.partners(copy)
    if not partners:
        return []
    lacking = [gaps[other, copy].original for other in partners]
    common = set.intersection(*({block for block, _ in blocks} for blocks in lacking))
    if not common:
        return []
    return [
        Evidence(
            kind="block_coverage",
            log_odds=weights.block_coverage,
            note="it has passages of the original that no other copy here has",
            where=tuple(sorted(common)),
        )
    ]


def _time(family: Family, source: str, copy: str, weights: EvidenceWeights) -> list[Evidence]:
    before, after = (family.documents[member].metadata.published for member in (source, copy))
    if before is None or after is None:
        return []
    share = _later(before, after)
    if not share:
        return []
    weight = weights.publication_time if share > 0 else weights.publication_time_against
    first, second = (source, copy) if share > 0 else (copy, source)
    dates = (before, after) if share > 0 else (after, before)
    return [
        Evidence(
            kind="publication_time",
            log_odds=weight * abs(share),
            note=f"{first} is dated {_day(dates[0])}, {second} {_day(dates[1])}; dates may be set anew on import",
        )
    ]


def _day(date: DateRange) -> str:
    return date.written or date.earliest


def _later(before: DateRange, after: DateRange) -> float:
    """1 if ``after`` is surely later, -1 if surely earlier, half for neighbouring civil days, 0 if unknown."""
    first, second = before.bounds(), after.bounds()
    if first[1] < second[0]:
        return 1.0
    if second[1] < first[0]:
        return -1.0
    if before.timezone is None and after.timezone is None and len(before.earliest) == len(after.earliest) == _ISO_DAY:
        if before.latest < after.earliest:
            return _DAY_SHARE
        if after.latest < before.earliest:
            return -_DAY_SHARE
    return 0.0
