"""The distributors between each member of a family and its source, without orders that contradict one another."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from provenance.lineage.hops import Hop, distributor_chain
from provenance.lineage.trees import FamilyTree
from provenance.settings import EvidenceWeights

Routes = Mapping[str, tuple[Hop, ...]]
"""The distributors that the text of each member went through, earliest first; members without any are not there."""


def routes_of(tree: FamilyTree, weights: EvidenceWeights) -> Routes:
    """The distributors between each member and its source; what a source went through already is its own route.

    Where two members tell orders that cannot both hold, of each the part is kept that no other contradicts: the distributors
    nearest to it. So no distributor is its own source.
    """
    whole = {
        member: distributor_chain(tree.family.documents[member], tree.family.signals[member], weights)
        for member in tree.family.members
    }
    routes = {}
    for member, hops in whole.items():
        known = {hop.key for source in _sources(member, tree.parent) for hop in whole.get(source, ())}
        rest = tuple(hop for hop in hops if hop.key not in known)
        if rest:
            routes[member] = rest
    return uncontradicted(routes)


def uncontradicted(routes: Routes) -> Routes:
    """Routes that follow one another in one order: each is cut before the last of its steps that others tell the other way."""
    after: dict[str, set[str]] = {}
    for hops in routes.values():
        for earlier, later in pairwise(hops):
            after.setdefault(earlier.key, set()).add(later.key)
    return {member: hops[_first_sure(hops, after) :] for member, hops in routes.items()}


def _first_sure(hops: Sequence[Hop], after: Mapping[str, set[str]]) -> int:
    steps = enumerate(pairwise(hops), start=1)
    return max((place for place, (earlier, later) in steps if _leads(later.key, earlier.key, after)), default=0)


def _leads(start: str, goal: str, after: Mapping[str, set[str]]) -> bool:
    """Whether a text that was at one distributor can get to another, by all that is told."""
    seen, waiting = {start}, [start]
    while waiting:
        found = after.get(waiting.pop(), set()) - seen
        seen |= found
        waiting += found
    return goal in seen


def _sources(member: str, parent: Mapping[str, str]) -> Iterator[str]:
    """Everything above a member in its tree, the nearest first."""
    while member in parent:
        member = parent[member]
        yield member
