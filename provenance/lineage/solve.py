"""The best tree over a family of documents, and how sure each of its edges is.

A family's nodes hang below one invisible root; an edge's weight is the exponential of its log-odds. The
best tree is the maximum spanning arborescence (Chu and Liu 1965; Edmonds 1967). The probability of an edge is
the share of all trees, by weight, that contain it, by the directed matrix-tree theorem (Tutte 1948;
Koo, Globerson, Carreras and Collins 2007, "Structured prediction models via the matrix-tree theorem").
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from provenance.lineage.arborescence import heaviest_parents

_NO_EDGE = -60.0
"""Natural-log weight of a root edge that is all but forbidden; keeps the matrix invertible."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tree:
    """``parent`` of every node in the best tree (``None``: the root); ``marginals`` of every edge offered, in [0, 1]."""

    parent: Mapping[str, str | None]
    marginals: Mapping[tuple[str, str], float]


def solve(nodes: Sequence[str], roots: Mapping[str, float], edges: Mapping[tuple[str, str], float]) -> Tree:
    """Best tree and exact edge marginals.

    Args:
        nodes: all nodes, in a fixed order; ties are broken by it.
        roots: natural-log weight of each node having no parent; missing means all but forbidden.
        edges: natural-log weight of each offered edge ``(parent, child)``.

    Cost is cubic in the number of nodes.
    """
    return Tree(parent=best_parents(nodes, roots, edges), marginals=_marginals(nodes, roots, edges))


def best_parents(
    nodes: Sequence[str], roots: Mapping[str, float], edges: Mapping[tuple[str, str], float]
) -> dict[str, str | None]:
    """The best tree alone, with the arguments of ``solve``: parent of every node, ``None`` for a root.

    Of equally good sources of a node the first is taken, and none rather than any.
    """
    number = {node: index for index, node in enumerate(nodes)}
    weights = np.full((len(nodes), len(nodes)), -np.inf)
    for (source, target), weight in edges.items():
        weights[number[source], number[target]] = weight
    found = heaviest_parents(np.array([roots.get(node, _NO_EDGE) for node in nodes], dtype=np.float64), weights)
    return {node: None if parent is None else nodes[parent] for node, parent in zip(nodes, found, strict=True)}


def _marginals(
    nodes: Sequence[str], roots: Mapping[str, float], edges: Mapping[tuple[str, str], float]
) -> dict[tuple[str, str], float]:
    number = {node: index for index, node in enumerate(nodes)}
    pairs = sorted(edges)
    _, shares = partition(
        np.array([roots.get(node, _NO_EDGE) for node in nodes]),
        np.array([[number[source], number[target]] for source, target in pairs], dtype=np.int64).reshape(-1, 2),
        np.array([edges[pair] for pair in pairs], dtype=np.float64),
    )
    return {pair: min(1.0, max(0.0, float(share))) for pair, share in zip(pairs, shares, strict=True)}


def partition(
    roots: NDArray[np.float64], ends: NDArray[np.int64], weights: NDArray[np.float64]
) -> tuple[float, NDArray[np.float64]]:
    """Log of the summed weights of all trees, and the share of that sum that each edge takes part in.

    The determinant and the inverse of the graph's Laplacian are worked out without a subtraction, so that both are
    accurate to rounding however far the weights lie apart; a share is a difference of two entries of the inverse, and
    loses digits where all edges of a cycle weigh e^20 and more (Grassmann, Taksar and Heyman 1985, "Regenerative analysis and
    steady state distributions for Markov chains"; O'Cinneide 1993 for the error bound).

    Args:
        roots: (n,) natural-log weight of each node having no parent; ``-inf`` if it must have one.
        ends: (m, 2) numbers of parent and child of each edge.
        weights: (m,) natural-log weight of each edge; ``-inf`` if it is not there.

    Returns:
        The logarithm, ``-inf`` if there is no tree, and (m,) shares in [0, 1].
    """
    size = len(roots)
    parent, child = ends[:, 0], ends[:, 1]
    # Every tree has exactly one edge into each node, so a node's incoming weights may be scaled freely.
    scale = roots.copy()
    np.maximum.at(scale, child, weights)
    if not np.isfinite(scale).all():
        return -math.inf, np.zeros_like(weights)
    scaled = np.exp(weights - scale[child])
    flow = np.zeros((size, size))
    np.add.at(flow, (parent, child), scaled)
    root = np.exp(roots - scale)
    pivots = np.zeros(size)
    for node in range(size - 1, -1, -1):
        into = flow[:node, node]
        pivots[node] = root[node] + into.sum()
        if pivots[node] == 0.0:
            return -math.inf, np.zeros_like(weights)
        flow[:node, node] = into / pivots[node]
        flow[:node, :node] += np.outer(flow[:node, node], flow[node, :node])
        root[:node] += root[node] * flow[node, :node] / pivots[node]
        flow[node, :node] /= pivots[node]
    inverse = np.zeros((size, size))
    for node in range(size):
        known = inverse[:node, :node]
        inverse[:node, node] = known @ flow[:node, node]
        inverse[node, :node] = flow[node, :node] @ known
        inverse[node, node] = 1.0 / pivots[node] + flow[node, :node] @ inverse[:node, node]
    shares = scaled * (inverse[child, child] - inverse[child, parent])
    return float(np.log(pivots).sum() + scale.sum()), shares
