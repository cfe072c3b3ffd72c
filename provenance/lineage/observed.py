"""The case for one document having been the source of another."""

from __future__ import annotations

import math

from provenance.lineage.addresses import address_evidence
from provenance.lineage.claims import GROUPS, Claim, path_of
from provenance.lineage.coverage import Missing, omission_evidence
from provenance.lineage.degradation import degradation_evidence
from provenance.lineage.evidence import Case, case_of, named_elsewhere
from provenance.lineage.family import Family
from provenance.lineage.knowledge import Knowledge
from provenance.lineage.learned import host_evidence
from provenance.lineage.publication import time_evidence
from provenance.lineage.surroundings import surroundings_evidence
from provenance.lineage.variants import variant_evidence
from provenance.model import Evidence, Reuse
from provenance.settings import EvidenceWeights
from provenance.text.hosts import same_site


def observed_case(family: Family, knowledge: Knowledge, source: str, copy: str, weights: EvidenceWeights) -> Case:
    """The case for one member of a family having been the source of another; they must share copied text."""
    reuse = family.reuse(source, copy)
    if reuse is None:
        message = f"{source} and {copy} share no copied text"
        raise ValueError(message)
    return case_of(
        (
            _overlap(reuse, weights),
            *_resolved_claims(family, source, copy, weights),
            *_claims_elsewhere(family, source, copy, weights),
            *_credits_back(family, source, copy, weights),
            *omission_evidence(*_between(family, knowledge, source, copy), source, weights),
            *variant_evidence(
                knowledge.wording.get((source, copy), ()), knowledge.style.get((source, copy), ()), source, weights
            ),
            *surroundings_evidence(family, knowledge.surroundings, source, copy, weights),
            _completeness(knowledge.completeness[source], source, weights),
            *degradation_evidence(family, source, copy, weights),
            *address_evidence(family, source, copy, weights),
            *time_evidence(
                family.documents[source], family.documents[copy], knowledge.learned.date_trust(family.name, weights), weights
            ),
            *host_evidence(family, source, copy, knowledge.learned, weights),
            *_versions(knowledge, source, copy, weights),
        )
    )


def _versions(knowledge: Knowledge, source: str, copy: str, weights: EvidenceWeights) -> tuple[Evidence, ...]:
    """What tells the order of two versions of one outlet's document, if they are that and something tells it."""
    order = knowledge.versions.get((source, copy))
    if order is None or not order.sign:
        return ()
    return (Evidence(kind="version_order", log_odds=weights.version_order * order.sign, note=order.note),)


def _completeness(share: float, source: str, weights: EvidenceWeights) -> Evidence:
    """Of several copies that would do, the fullest is the likeliest source: originals are whole, and have more takers."""
    return Evidence(
        kind="containment_asymmetry",
        log_odds=weights.completeness * share,
        note=f"{source} holds {share:.0%} of what the fullest copy here shares with others",
    )


def _between(family: Family, knowledge: Knowledge, source: str, copy: str) -> tuple[Missing, Missing]:
    """What each of two documents lacks of the other.

    An outlet's own later version adds passages as freely as it drops them: between two versions only what surely belongs to a
    common original counts.
    """
    missing, back = knowledge.gaps[source, copy], knowledge.gaps[copy, source]
    if same_site(family.documents[source].host, family.documents[copy].host):
        return missing.only_original(), back.only_original()
    return missing, back


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
        found.append(named_elsewhere(declared, weights.claim_elsewhere))
    if source_origins and not others and not any(best_holder(family, claim) == source for claim in family.claims[copy]):
        names = sorted(source_origins)
        rivals = frozenset().union(*(family.naming(origin) for origin in names))
        found.append(
            Evidence(
                kind="block_coverage",
                # However many copies there are, taken together they are a less likely source than the original.
                log_odds=weights.copies_go_to_the_source * (1.0 + math.log(len(rivals))),
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
