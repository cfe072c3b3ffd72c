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
    return Tree(parent=_best_parents(nodes, roots, edges), marginals=_marginals(nodes, roots, edges))


def _best_parents(
    nodes: Sequence[str], roots: Mapping[str, float], edges: Mapping[tuple[str, str], float]
) -> dict[str, str | None]:
    import networkx

    graph: networkx.DiGraph[int] = networkx.DiGraph()
    root = 0
    number = {node: index for index, node in enumerate(nodes, start=1)}
    for node in nodes:
        graph.add_edge(root, number[node], weight=roots.get(node, _NO_EDGE))
    for (source, target), weight in sorted(edges.items()):
        graph.add_edge(number[source], number[target], weight=weight)
    tree = networkx.maximum_spanning_arborescence(graph, attr="weight")
    name = dict(zip(number.values(), number.keys(), strict=True))
    parent = {name[target]: name.get(source) for source, target in tree.edges()}
    return {node: parent[node] for node in nodes}


def _marginals(
    nodes: Sequence[str], roots: Mapping[str, float], edges: Mapping[tuple[str, str], float]
) -> dict[tuple[str, str], float]:
    import numpy as np

    number = {node: index for index, node in enumerate(nodes)}
    # Every tree has exactly one edge into each node, so a node's incoming weights may be scaled freely.
    scale = {node: roots.get(node, _NO_EDGE) for node in nodes}
    for (_, target), weight in edges.items():
        scale[target] = max(scale[target], weight)
    laplacian = np.zeros((len(nodes), len(nodes)))
    for node in nodes:
        laplacian[number[node], number[node]] = math.exp(roots.get(node, _NO_EDGE) - scale[node])
    weights = {(s, t): math.exp(weight - scale[t]) for (s, t), weight in sorted(edges.items())}
    for (source, target), weight in weights.items():
        laplacian[number[target], number[target]] += weight
        laplacian[number[source], number[target]] -= weight
    inverse = np.linalg.inv(laplacian)
    return {
        (source, target): _share(weight * (inverse[number[target], number[target]] - inverse[number[target], number[source]]))
        for (source, target), weight in weights.items()
    }


def _share(value: float) -> float:
    """A probability, freed of rounding noise outside [0, 1]."""
    return min(1.0, max(0.0, float(value)))
