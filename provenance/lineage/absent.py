"""The case for a named source that is not among the documents."""

from __future__ import annotations

from provenance.lineage.claims import CREDITING, Origin
from provenance.lineage.evidence import Case, case_of, named_elsewhere
from provenance.lineage.family import Family
from provenance.lineage.knowledge import Knowledge
from provenance.model import Document, Evidence
from provenance.settings import EvidenceWeights
from provenance.text.hosts import site_of

_MOST_WITNESSES = 5
"""Further outlets whose copies name a source beyond which more add nothing."""
_EACH = 0.2
"""Share of a first copy's weight that each further copy adds."""


def origin_case(family: Family, knowledge: Knowledge, origin: Origin, copy: str, weights: EvidenceWeights) -> Case | None:
    """The case for an unobserved origin having been the source of a member; ``None`` if nothing ties them.

    Nothing ties it to a later version of a document whose earlier version names it: that has its text from the earlier one.
    """
    if any(order.sign > 0 for other in origin.claimants if (order := knowledge.versions.get((other, copy))) is not None):
        return None
    found = [claim.evidence for claim in origin.claims if claim.document == copy]
    inherited = _inherited(family, origin, copy, weights)
    if inherited:
        found.append(inherited)
    elif copy not in origin.claimants:
        return None
    found.extend(_uncovered(family, knowledge, copy, weights))
    if family.documents[copy].metadata.publisher is None and not _credits(origin, copy):
        found.append(
            Evidence(
                kind="host_prior",
                log_odds=weights.host_unknown,
                note=f"{copy} names no publisher: it may be {origin.label}'s own page",
            )
        )
    elsewhere = [claim for claim in family.claims[copy] if claim.naming and claim.origin != origin.key]
    if copy not in origin.claimants and elsewhere:
        found.append(named_elsewhere(elsewhere, weights.claim_elsewhere))
    return case_of(found)


def _credits(origin: Origin, copy: str) -> bool:
    """Whether a page says that it has its text from an origin; the origin's voice, ids and pictures are on its own page too."""
    return any(claim.document == copy and claim.naming and claim.kind in CREDITING for claim in origin.claims)


def _inherited(family: Family, origin: Origin, copy: str, weights: EvidenceWeights) -> Evidence | None:
    named_by = sorted(
        (other for other in origin.claimants if other != copy and family.reuse(other, copy)),
        key=lambda other: (-family.containment(copy, other), other),
    )
    if not named_by:
        return None
    witness = named_by[0]
    share = max(family.containment(copy, witness), family.containment(witness, copy))
    matched = family.matched_blocks(copy, witness)
    others = len({_voice(family.documents[other]) for other in named_by}) - 1
    more = f", as do {others} more" if others else ""
    return Evidence(
        kind="verbatim_overlap",
        # What speaks for the fullest of several copies speaks for an original, which is whole.
        log_odds=weights.inherited_source * (share + _EACH * min(others, _MOST_WITNESSES)) + weights.completeness,
        note=f"shares {share:.0%} of its text with {witness}, which names {origin.label}{more}",
        where=tuple(matched),
    )


def _voice(document: Document) -> tuple[str, str]:
    """Who speaks: what one outlet says on several pages, or a page that was saved twice, is said once."""
    return ("site", site_of(document.host)) if document.host else ("text", document.text)


def _uncovered(family: Family, knowledge: Knowledge, copy: str, weights: EvidenceWeights) -> list[Evidence]:
    """Passages of the original that no other member could have passed on: the source is not among them."""
    partners = family.partners(copy)
    if not partners:
        return []
    gaps = [knowledge.gaps[other, copy] for other in partners]
    lacking = [(*missing.original, *missing.independent, *missing.shared) for missing in gaps]
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
