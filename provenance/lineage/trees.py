"""One family's tree: which edges hold, how surely, and which directions are excluded."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from provenance.lineage.absent import origin_case
from provenance.lineage.anonymous import anonymous_cases
from provenance.lineage.calibrate import calibrated, curve_for
from provenance.lineage.evidence import Case, grouped_sum
from provenance.lineage.family import Family
from provenance.lineage.knowledge import Knowledge
from provenance.lineage.observed import observed_case
from provenance.lineage.solve import best_parents, solve
from provenance.settings import Curve, Inference

Cases = Mapping[tuple[str, str], Case]
"""The case for every edge considered, by ``(source, member)``; source is a member, an origin's key or ``ANONYMOUS``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FamilyTree:
    """A solved family.

    ``share`` is the exact marginal of every edge in ``cases``, in [0, 1], and ``probability`` what it means, calibrated;
    ``parent`` is the source of each member with an edge worth reporting; ``rejected`` are the directions that are excluded.
    ``versions`` are pairs of members, both ways round, that are versions of one document.
    Where a family was solved in ``parts``, ``cut`` pairs with text in common lie across them.
    """

    family: Family
    cases: Cases
    share: Mapping[tuple[str, str], float]
    probability: Mapping[tuple[str, str], float]
    parent: Mapping[str, str]
    rejected: frozenset[tuple[str, str]]
    versions: frozenset[tuple[str, str]] = frozenset()
    parts: int = 1
    cut: int = 0

    def is_solid(self, source: str, member: str, settings: Inference) -> bool:
        """Whether an edge names its source and is as sure as edges must be whose precision was measured at 95 % or better.

        A page that tells no place and only speaks as an outlet that is not here may be the outlet's own.
        """
        is_placed = self.family.documents[member].metadata.publisher is not None
        if source not in self.family.documents and not is_placed and not self.cases[source, member].is_credited:
            return False
        is_large = len(self.family.members) >= settings.calibration.large_family
        least = settings.solid_large if is_large else settings.solid_small
        return self.cases[source, member].names_source and self.share[source, member] >= least


def solve_family(family: Family, knowledge: Knowledge, settings: Inference) -> FamilyTree:
    """Weigh every possible source of every member and solve for the tree."""
    cases, rejected = weigh(family, knowledge, settings)
    if not cases:
        return FamilyTree(family=family, cases={}, share={}, probability={}, parent={}, rejected=rejected)
    outside = outside_of(family, cases)
    solved = solve(
        nodes=(*outside, *family.members),
        roots={**dict.fromkeys(outside, 0.0), **dict.fromkeys(family.members, settings.observed_root)},
        edges={pair: case.log_odds(settings.weights) for pair, case in cases.items()},
    )
    probability = {
        pair: settings.probability_cap * calibrated(share, _curve(cases[pair], family, settings))
        for pair, share in solved.marginals.items()
    }
    parent = {
        member: source
        for member, source in solved.parent.items()
        if source is not None and probability[source, member] >= settings.edge_probability and _is_directed(cases, source, member)
    }
    return FamilyTree(
        family=family,
        cases=cases,
        share=solved.marginals,
        probability=probability,
        parent=parent,
        rejected=rejected,
        versions=frozenset(knowledge.versions),
    )


def _curve(case: Case, family: Family, settings: Inference) -> Curve:
    return curve_for(case.names_source, len(family.members), settings.calibration)


def weigh(family: Family, knowledge: Knowledge, settings: Inference) -> tuple[Cases, frozenset[tuple[str, str]]]:
    """The case for every possible source of every member, and the directions between members that are excluded."""
    cases = _cases(family, knowledge, settings)
    rejected = frozenset(
        pair
        for pair, case in cases.items()
        if pair[0] in family.documents
        and grouped_sum((item for item in case.against if item.kind not in _INCONCLUSIVE), settings.weights)
        <= settings.rejected_log_odds
    )
    return {**cases, **anonymous_cases(family, knowledge, cases, rejected, settings)}, rejected


_INCONCLUSIVE = frozenset({"containment_asymmetry", "inherited_variant", "publication_time", "host_prior"})
"""Kinds that make an edge unlikely in any number and exclude none: desks add, cut, reword and date anew."""


def outside_of(family: Family, cases: Cases) -> tuple[str, ...]:
    """The sources considered that are not members, sorted."""
    return tuple(sorted({source for source, _ in cases if source not in family.documents}))


def forced_tree(tree: FamilyTree, settings: Inference) -> Mapping[str, str | None]:
    """The best tree that explains every member, whatever its probability: parent of each, ``None`` for a root.

    It has one root: a member, or, where the best forest hangs members from sources outside, one such source at least. For
    comparison with methods that always answer.
    """
    family = tree.family
    edges = {pair: case.log_odds(settings.weights) for pair, case in tree.cases.items()}
    outside = outside_of(family, tree.cases)
    free = best_parents(
        (*outside, *family.members),
        {**dict.fromkeys(outside, 0.0), **dict.fromkeys(family.members, settings.observed_root)},
        edges,
    )
    used = tuple(source for source in outside if source in free.values())
    nodes = (*used, *family.members)
    kept = {pair: weight for pair, weight in edges.items() if pair[0] in nodes}
    forced = best_parents(nodes, dict.fromkeys(nodes, _LAST_RESORT), kept)
    return {member: forced[member] for member in family.members}


_LAST_RESORT = -40.0
"""Natural-log weight of a root in a tree that should have as few as can be; below any sum of evidence against one edge."""
_SYMMETRIC = frozenset({"verbatim_overlap", "containment_asymmetry", "inherited_variant", "host_prior"})
"""Kinds that tie two texts together, or say what is usual, without saying who was first this time."""


def _is_directed(cases: Cases, source: str, member: str) -> bool:
    """Whether something tells the two apart.

    Shared wording says nothing about who came first, and that one direction is excluded, or one text holds the other, does not
    show the opposite one: both may come from a source that is not here. Two that credit each other contradict each other.
    """
    case, back = cases[source, member], cases.get((member, source))
    if back is None:
        return True
    if case.is_credited and back.is_credited:
        return False
    return any(item.kind not in _SYMMETRIC for item in case.evidence)


def _cases(family: Family, knowledge: Knowledge, settings: Inference) -> dict[tuple[str, str], Case]:
    cases: dict[tuple[str, str], Case] = {}
    for member in family.members:
        for source in family.partners(member):
            cases[source, member] = observed_case(family, knowledge, source, member, settings.weights)
        for origin in family.origins:
            case = origin_case(family, knowledge, origin, member, settings.weights)
            if case is not None:
                cases[origin.key, member] = case
    return cases
