"""Disjoint sets: things joined two by two into groups."""

from __future__ import annotations


class DisjointSets:
    """The numbers ``0 .. size - 1``, each in a group of its own until joined (Tarjan 1975, with path halving).

    Examples:
        >>> sets = DisjointSets(4)
        >>> sets.join(3, 1)
        >>> sets.groups()
        [[0], [1, 3], [2]]

    """

    def __init__(self, size: int) -> None:
        self._parent = list(range(size))

    def find(self, member: int) -> int:
        """The smallest member of the group ``member`` is in."""
        parent = self._parent
        while parent[member] != member:
            parent[member] = parent[parent[member]]
            member = parent[member]
        return member

    def join(self, left: int, right: int) -> None:
        """Make one group of the groups of two members."""
        first, second = sorted((self.find(left), self.find(right)))
        self._parent[second] = first

    def groups(self) -> list[list[int]]:
        """All groups, each in ascending order, by their smallest member."""
        found: dict[int, list[int]] = {}
        for member in range(len(self._parent)):
            found.setdefault(self.find(member), []).append(member)
        return list(found.values())
