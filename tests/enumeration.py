"""Every tree over a few nodes, one by one: the slow truth that determinants are compared with."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator, Mapping, Sequence

ROOT = -1
"""Stands for the parent of a node that has none."""

Parents = tuple[int, ...]


def every_forest(size: int) -> Iterator[Parents]:
    """The parent of each node, in every way without a circle."""
    for parents in itertools.product(range(ROOT, size), repeat=size):
        if all(_reaches_root(node, parents) for node in range(size)):
            yield parents


def _reaches_root(node: int, parents: Parents) -> bool:
    for _ in parents:
        if node == ROOT:
            return True
        node = parents[node]
    return node == ROOT


def log_sum(roots: Sequence[float], edges: Mapping[tuple[int, int], float]) -> tuple[float, dict[tuple[int, int], float]]:
    """Log of the summed weights of all forests over the edges, and each edge's share of it; all weights natural logarithms."""
    totals: list[tuple[float, Parents]] = []
    for parents in every_forest(len(roots)):
        used = [(parent, node) for node, parent in enumerate(parents) if parent != ROOT]
        if all(pair in edges for pair in used):
            weight = sum(edges[pair] for pair in used)
            totals.append((weight + sum(roots[node] for node, parent in enumerate(parents) if parent == ROOT), parents))
    most = max((total for total, _ in totals), default=-math.inf)
    if most == -math.inf:
        return -math.inf, dict.fromkeys(edges, 0.0)
    whole = math.fsum(math.exp(total - most) for total, _ in totals)
    shares = {
        (one, other): math.fsum(math.exp(total - most) for total, parents in totals if parents[other] == one) / whole
        for one, other in edges
    }
    return most + math.log(whole), shares
