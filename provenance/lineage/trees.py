"""One family's tree: which edges hold, how surely, and which directions are excluded."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from provenance.lineage.evidence import Case, gaps_of, grouped_sum, observed_case, origin_case
from provenance.lineage.family import Family
from provenance.lineage.solve import solve
from provenance.model import Evidence
from provenance.settings import Inference

ANONYMOUS = "?"
"""Key of a family's unnamed common source while it is being solved; no host or brand key is spelled like it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FamilyTree:
    """A solved family.

    ``cases`` holds the case for every edge considered, by ``(source, member)`` where source is a member,
    an origin's key or ``ANONYMOUS``; ``probability`` its marginal, in [0, ``probability_cap``];
    ``parent`` the source of each member with an edge worth reporting; ``rejected`` the excluded directions
    between members.
    """

    family: Family
    cases: Mapping[tuple[str, str], Case]
    probability: Mapping[tuple[str, str], float]
    parent: Mapping[str, str]
    rejected: frozenset[tuple[str, str]]


def solve_family(family: Family, settings: Inference) -> FamilyTree:
    """Weigh every possible source of every member and solve for the tree."""
    cases = _cases(family, settings)
    rejected = frozenset(
        pair
        for pair, case in cases.items()
        if pair[0] in family.documents and grouped_sum(case.against, settings.weights) <= settings.rejected_log_odds
    )
    cases = {**cases, **_anonymous_cases(family, cases, rejected, settings)}
    if not cases:
        return FamilyTree(family=family, cases={}, probability={}, parent={}, rejected=rejected)
    outside = sorted({source for source, _ in cases if source not in family.documents})
    solved = solve(
        nodes=(*outside, *family.members),
        roots={**dict.fromkeys(outside, 0.0), **dict.fromkeys(family.members, settings.observed_root)},
        edges={pair: case.log_odds(settings.weights) for pair, case in cases.items()},
    )
    probability = {pair: share * settings.probability_cap for pair, share in solved.marginals.items()}
    parent = {
        member: source
        for member, source in solved.parent.items()
        if source is not None and probability[source, member] >= settings.edge_probability and _is_directed(cases, source, member)
    }
    return FamilyTree(family=family, cases=cases, probability=probability, parent=parent, rejected=rejected)


_SYMMETRIC = frozenset({"verbatim_overlap", "containment_asymmetry"})
"""Kinds that tie two texts together, or rank them by length, without saying who was first."""


def _is_directed(cases: Mapping[tuple[str, str], Case], source: str, member: str) -> bool:
    """Whether something tells the two apart.

    Shared wording says nothing about who came first, and that one direction is excluded, or one text holds the other, does not
    show the opposite one: both may come from a source that is not here.
    """
    evidence = cases[source, member].evidence
    return (member, source) not in cases or any(item.kind not in _SYMMETRIC for item in evidence)


def _cases(family: Family, settings: Inference) -> dict[tuple[str, str], Case]:
    gaps = gaps_of(family)
    cases: dict[tuple[str, str], Case] = {}
    for member in family.members:
        for source in family.partners(member):
            cases[source, member] = observed_case(family, gaps, source, member, settings.weights)
        for origin in family.origins:
            case = origin_case(family, gaps, origin, member, settings.weights)
            if case is not None:
                cases[origin.key, member] = case
    return cases


def _anonymous_cases(
    family: Family,
    cases: Mapping[tuple[str, str], Case],
    rejected: frozenset[tuple[str, str]],
    settings: Inference,
) -> dict[tuple[str, str], Case]:
    """An unnamed common source for members that exclude each other as source and share no named one."""
    found = {}
    for one, other in sorted(rejected):
        share = max(family.containment(one, other), family.containment(other, one))
        if one > other or (other, one) not in rejected or share < settings.anonymous_share:
            continue
        if not _common_source(cases, rejected, one, other):
            for member, sibling in ((one, other), (other, one)):
                if _explained(family, rejected, member, share):
                    continue
                against = cases[sibling, member].against
                found[ANONYMOUS, member] = Case(
                    evidence=(
                        Evidence(
                            kind="block_coverage",
                            log_odds=settings.anonymous_source,
                            note=f"shares its text with {sibling}, and neither can have been the other's source",
                            where=tuple(dict.fromkeys(block for item in against for block in item.where)),
                        ),
                    ),
                    against=(),
                )
    return found


def _explained(family: Family, rejected: frozenset[tuple[str, str]], member: str, share: float) -> bool:
    """Whether a copy that is here, such as a twin, accounts for more of a member than an unnamed source would."""
    return any(
        family.containment(member, other) >= share and (other, member) not in rejected for other in family.partners(member)
    )


def _common_source(cases: Mapping[tuple[str, str], Case], rejected: frozenset[tuple[str, str]], one: str, other: str) -> bool:
    """Whether a named origin, or a member that nothing excludes, can be the source of both."""
    open_to = ({source for source, copy in cases if copy == member and (source, copy) not in rejected} for member in (one, other))
    return not set.isdisjoint(*open_to)
