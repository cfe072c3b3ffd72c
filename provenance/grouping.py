"""Things joined two by two into groups."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

Member = TypeVar("Member", int, str)


def connected(members: Iterable[Member], joins: Iterable[tuple[Member, Member]]) -> tuple[tuple[Member, ...], ...]:
    """Groups of members that the joins connect, singles included; each sorted, sorted by first member.

    Members that occur only in ``joins`` count as well. Disjoint sets with path halving (Tarjan 1975): almost linear.

    Examples:
        >>> connected([1, 2, 3, 4], [(4, 2)])
        ((1,), (2, 4), (3,))

    """
    root: dict[Member, Member] = {member: member for member in members}

    def find(member: Member) -> Member:
        while root.setdefault(member, member) != member:
            root[member] = root[root[member]]
            member = root[member]
        return member

    for one, other in joins:
        first, second = sorted((find(one), find(other)))
        root[second] = first
    groups: dict[Member, list[Member]] = {}
    for member in sorted(root):
        groups.setdefault(find(member), []).append(member)
    return tuple(tuple(group) for group in groups.values())
