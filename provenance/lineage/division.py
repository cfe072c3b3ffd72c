"""Families too large to be solved in one piece, divided where least holds them together.

The cost of a tree's marginals grows with the cube of the family; memory with its square. Beyond a limit a family is divided, the
parts are solved each on its own, and their trees stand side by side: what is lost is named, never hidden.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from provenance.lineage.family import Family
from provenance.lineage.trees import FamilyTree
from provenance.model import Problem, Reuse


def divided(family: Family, most: int) -> tuple[Family, ...]:
    """The family in parts of at most ``most`` members, itself if it is no larger; each keeps its name; sorted by members.

    Members are joined strongest link first (Kruskal 1956, "On the shortest spanning subtree of a graph"), unless the joined part
    would be too large: the links cut are the weakest. A link is as strong as the larger containment of its two texts, and a
    credit between them counts for more than any containment. Equal links go by id.
    """
    if len(family.members) <= most:
        return (family,)
    part = {member: [member] for member in family.members}
    for one, other in sorted(family.reuses, key=lambda pair: (-_strength(family, *pair), pair)):
        small, large = sorted((part[one], part[other]), key=len)
        if small is not large and len(small) + len(large) <= most:
            large.extend(small)
            part.update(dict.fromkeys(small, large))
    groups = {id(group): tuple(sorted(group)) for group in part.values()}
    return tuple(_part(family, members) for members in sorted(groups.values()))


def _strength(family: Family, one: str, other: str) -> float:
    credit = any(
        claim.naming and source in family.resolved.get(claim.origin, ())
        for source, copy in ((one, other), (other, one))
        for claim in family.claims[copy]
    )
    return max(family.containment(one, other), family.containment(other, one)) + credit


def _part(family: Family, members: tuple[str, ...]) -> Family:
    here = frozenset(members)
    resolved = {key: tuple(holder for holder in holders if holder in here) for key, holders in family.resolved.items()}
    return replace(
        family,
        members=members,
        documents={member: family.documents[member] for member in members},
        signals={member: family.signals[member] for member in members},
        reuses=_within(family.reuses, here),
        claims={member: family.claims[member] for member in members},
        resolved={key: holders for key, holders in resolved.items() if holders},
    )


def _within(reuses: Mapping[tuple[str, str], Reuse], members: frozenset[str]) -> dict[tuple[str, str], Reuse]:
    return {pair: reuse for pair, reuse in reuses.items() if members.issuperset(pair)}


def division_notice(tree: FamilyTree, most: int) -> Problem | None:
    """What was lost by dividing a family, and what to do about it; ``None`` if it was not divided."""
    if tree.parts == 1:
        return None
    family = tree.family
    return Problem(
        path=family.documents[family.members[0]].path,
        stage="lineage",
        severity="notice",
        message=f"this and {len(family.members) - 1} more documents share one text, and at most {most} are solved together: "
        f"they were divided into {tree.parts} parts at their weakest links; {tree.cut} of {len(family.reuses)} pairs with text "
        f"in common lie across parts, and none of these can become an edge; set inference.largest_family to "
        f"{len(family.members)} to solve them together (time grows with its cube)",
    )


def joined(family: Family, trees: Sequence[FamilyTree]) -> FamilyTree:
    """The trees of a family's parts, side by side."""
    if len(trees) == 1:
        return trees[0]
    return FamilyTree(
        family=family,
        cases={pair: case for tree in trees for pair, case in tree.cases.items()},
        share={pair: share for tree in trees for pair, share in tree.share.items()},
        probability={pair: probability for tree in trees for pair, probability in tree.probability.items()},
        parent={member: source for tree in trees for member, source in tree.parent.items()},
        rejected=frozenset().union(*(tree.rejected for tree in trees)),
        versions=frozenset().union(*(tree.versions for tree in trees)),
        parts=len(trees),
        cut=len(family.reuses) - sum(len(tree.family.reuses) for tree in trees),
    )
