"""The heaviest way of giving every node one parent, or none, without going in circles.

Chu and Liu 1965, "On the shortest arborescence of a directed graph"; Edmonds 1967, "Optimum branchings"; cycles are closed
along one growing path and contracted in a dense matrix, as in Tarjan 1977, "Finding optimum branchings": quadratic in the
number of nodes. networkx's implementation, which takes seconds for a few hundred nodes, is the oracle in the tests.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

_ROOT = 0
"""Number of the invisible root; nodes are counted from 1."""
_Ends = tuple[int, int]
"""Parent and child of an edge of the graph given."""


def heaviest_parents(roots: NDArray[np.float64], weights: NDArray[np.float64]) -> tuple[int | None, ...]:
    """The parent of every node in the spanning forest of the largest summed weight, ``None`` for a root.

    Of equally heavy parents of a node, none at all comes first, then the one with the smallest number.

    Args:
        roots: (n,) finite weight of each node having no parent.
        weights: (n, n) weight of the edge from each row's node to each column's; ``-inf`` if it is not there. The diagonal
            is not looked at.
    """
    graph = _Graph.of(roots, weights)
    size = len(roots)
    chosen: dict[int, _Ends] = {}
    contractions: list[_Contraction] = []
    settled = {_ROOT}
    for start in range(1, size + 1):
        path: list[int] = []
        at = graph.slot_of(start)
        while at not in settled:
            path.append(at)
            before = graph.best_source(at)
            chosen[at] = graph.edge(before, at)
            if before in path:
                contractions.append(graph.contract(path[path.index(before) :], chosen))
                del path[path.index(before) :]
                at = graph.slot_of(contractions[-1].slot)
            else:
                at = before
        settled.update(path)
    return _expanded(size, chosen, contractions)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Contraction:
    """A cycle made one: ``slot`` stands for it; ``parts`` are the slots it was made of, with their nodes and cycle edges."""

    slot: int
    parts: tuple[tuple[int, NDArray[np.bool_], _Ends], ...]


@dataclass(slots=True, kw_only=True)
class _Graph:
    """A graph that shrinks. Every slot stands for a node, or for a cycle that has taken the slot of its smallest node.

    ``into[v, u]`` is the weight of the best edge from slot ``u`` into slot ``v``; ``parent[v, u]`` and ``child[v, u]`` are its
    ends in the graph given; ``holder[node]`` is the slot a node is in by now.
    """

    into: NDArray[np.float64]
    parent: NDArray[np.int64]
    child: NDArray[np.int64]
    holder: NDArray[np.int64]

    @classmethod
    def of(cls, roots: NDArray[np.float64], weights: NDArray[np.float64]) -> _Graph:
        count = len(roots) + 1
        into = np.full((count, count), -np.inf)
        into[1:, _ROOT] = roots
        into[1:, 1:] = weights.T
        np.fill_diagonal(into, -np.inf)
        child, parent = np.indices((count, count))
        return cls(into=into, parent=parent, child=child, holder=np.arange(count))

    def slot_of(self, node: int) -> int:
        return int(self.holder[node])

    def best_source(self, slot: int) -> int:
        return int(np.argmax(self.into[slot]))

    def edge(self, source: int, slot: int) -> _Ends:
        return int(self.parent[slot, source]), int(self.child[slot, source])

    def contract(self, cycle: Sequence[int], chosen: Mapping[int, _Ends]) -> _Contraction:
        """Make a cycle one slot. An edge into it weighs what it gains over the edge of the cycle that it replaces."""
        members = np.array(sorted(cycle))
        slot = int(members[0])
        parts = tuple((int(member), self.holder == member, chosen[int(member)]) for member in members)
        gains = self.into[members] - self.into[members].max(axis=1, keepdims=True)
        entered = members[gains.argmax(axis=0)]
        left = members[self.into[:, members].argmax(axis=1)]
        every = np.arange(len(self.into))
        for ends in (self.parent, self.child):
            ends[slot], ends[:, slot] = ends[entered, every], ends[every, left]
        self.into[slot], self.into[:, slot] = gains.max(axis=0), self.into[every, left]
        self.into[members[1:]] = -np.inf
        self.into[:, members[1:]] = -np.inf
        self.into[slot, slot] = -np.inf
        self.holder[np.isin(self.holder, members)] = slot
        return _Contraction(slot=slot, parts=parts)


def _expanded(size: int, chosen: dict[int, _Ends], contractions: Sequence[_Contraction]) -> tuple[int | None, ...]:
    """Cycles opened again, last made first: where an edge enters one, it replaces the cycle's own edge into that node."""
    for contraction in reversed(contractions):
        entering = chosen[contraction.slot]
        for part, nodes, own in contraction.parts:
            chosen[part] = entering if nodes[entering[1]] else own
    parents = (chosen[node][0] for node in range(1, size + 1))
    return tuple(None if parent == _ROOT else parent - 1 for parent in parents)
