"""The case for a common source that nobody names.

It is offered only to copies of which each has what the other cannot have given it, where nothing that is here or named explains
both. A missing original that left one whole copy behind cannot be told from that copy by any text.
"""

from __future__ import annotations

from collections.abc import Mapping

from provenance.lineage.coverage import Missing
from provenance.lineage.evidence import Case, case_of
from provenance.lineage.family import Family
from provenance.lineage.knowledge import Knowledge
from provenance.model import Evidence
from provenance.settings import Inference

ANONYMOUS = "?"
"""Key of a family's unnamed common source while it is being solved; no host or brand key is spelled like it."""

_Cases = Mapping[tuple[str, str], Case]
_Pairs = frozenset[tuple[str, str]]


def anonymous_cases(
    family: Family, knowledge: Knowledge, cases: _Cases, rejected: _Pairs, settings: Inference
) -> dict[tuple[str, str], Case]:
    """An unnamed common source for members that can hardly have been each other's source and share no other."""
    found: dict[tuple[str, str], Case] = {}
    possible = _possible_sources(family, knowledge, cases)
    for one, other in sorted(family.reuses):
        share = max(family.containment(one, other), family.containment(other, one))
        exclusive = (one, other) in rejected and (other, one) in rejected
        if not exclusive or share < settings.anonymous_share or possible[one] & possible[other]:
            continue
        for member, sibling in ((one, other), (other, one)):
            if _explained(family, rejected, member, sibling, share):
                continue
            case = case_of(
                [
                    Evidence(
                        kind="block_coverage",
                        log_odds=settings.weights.anonymous_source,
                        note=f"shares its text with {sibling}, and neither can have been the other's source",
                        where=_where(cases[sibling, member]),
                    )
                ]
            )
            found.setdefault((ANONYMOUS, member), case)
    return found


def _has_more(missing: Missing) -> bool:
    return bool(missing.original or missing.independent or missing.shared or missing.added)


def _where(case: Case) -> tuple[str, ...]:
    return tuple(dict.fromkeys(block for item in case.against for block in item.where))


def _explained(family: Family, rejected: _Pairs, member: str, sibling: str, share: float) -> bool:
    """Whether a third copy that is here, such as a twin, accounts for more of a member than an unnamed source would."""
    return any(
        other != sibling and family.containment(member, other) >= share and (other, member) not in rejected
        for other in family.partners(member)
    )


def _possible_sources(family: Family, knowledge: Knowledge, cases: _Cases) -> dict[str, set[str]]:
    """For every member the named origins, and the other members that have all it has, that can be its source."""
    found: dict[str, set[str]] = {member: set() for member in family.members}
    for source, member in cases:
        if source not in family.documents or not _has_more(knowledge.gaps[source, member]):
            found[member].add(source)
    return found
