"""How well links and their directions are found.

An edge is ``(source, target)``: the source came first. Edges are compared as sets; an edge given twice counts once.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from provenance.evaluation.metrics.rates import Found, found, mean, ratio

Edge = tuple[str, str]


def pair_of(edge: Edge) -> Edge:
    """The two ends, smaller id first.

    Examples:
        >>> pair_of(("b", "a"))
        ('a', 'b')

    """
    return edge if edge[0] <= edge[1] else (edge[1], edge[0])


def directed_edges(true: Iterable[Edge], predicted: Iterable[Edge]) -> Found:
    """Edges found with the right direction, in [0, 1], higher is better; see ``Found`` for empty input.

    Swapping the arguments swaps precision and recall (van Rijsbergen 1979).
    """
    actual, said = set(true), set(predicted)
    return found(len(actual & said), len(said), len(actual))


def undirected_edges(true: Iterable[Edge], predicted: Iterable[Edge]) -> Found:
    """Edges found, whatever their direction; otherwise as ``directed_edges``."""
    return directed_edges(map(pair_of, true), map(pair_of, predicted))


def direction_accuracy(true: Iterable[Edge], predicted: Iterable[Edge]) -> float | None:
    """Of the true edges that are predicted in some direction, the share predicted in the right one only.

    In [0, 1], higher is better; one half is what a coin gives. An edge said both ways is wrong. ``None`` if no true edge
    is predicted. It is the arrowhead precision of causal discovery, taken over true adjacencies alone (Ramsey et al. 2017,
    "A million variables and more: the fast greedy equivalence search algorithm", International Journal of Data Science and
    Analytics 3).
    """
    said = set(predicted)
    decided = [edge for edge in sorted(set(true)) if edge in said or edge[::-1] in said]
    return ratio(sum(edge in said and edge[::-1] not in said for edge in decided), len(decided))


def share_decided(true: Iterable[Edge], predicted: Iterable[Edge]) -> float | None:
    """Share of the true edges that are predicted in some direction, right or wrong: the coverage of ``direction_accuracy``.

    In [0, 1]; higher is more helpful, not more right. ``None`` without true edges (coverage as in El-Yaniv and Wiener 2010,
    "On the foundations of noise-free selective classification", JMLR 11).
    """
    actual, said = set(map(pair_of, true)), set(map(pair_of, predicted))
    return ratio(len(actual & said), len(actual))


def vertex_edge_overlap(
    true: tuple[Collection[str], Collection[Edge]], predicted: tuple[Collection[str], Collection[Edge]]
) -> float | None:
    """Twice the vertices and edges of both graphs over those of each, added up; a graph is ``(vertices, directed edges)``.

    In [0, 1], higher is better, symmetric; ``None`` if both graphs are empty (Papadimitriou, Dasdan and Garcia-Molina 2010,
    "Web graph similarity for anomaly detection", Journal of Internet Services and Applications 1).
    """
    (vertices, edges), (other_vertices, other_edges) = ((set(nodes), set(links)) for nodes, links in (true, predicted))
    common = len(vertices & other_vertices) + len(edges & other_edges)
    return ratio(2 * common, len(vertices) + len(other_vertices) + len(edges) + len(other_edges))


def parent_reciprocal_rank(parents: Mapping[str, Collection[str]], scores: Mapping[Edge, float]) -> float | None:
    """Mean over documents of one over the rank of the best-ranked true parent among all sources scored for the document.

    ``scores`` are of edges ``(source, target)``, higher is better; sources with equal scores share the mean of their ranks. 0 for
    a document none of whose parents is scored. In [0, 1], higher is better. Documents without parents are left out; ``None`` if
    no document is left (Voorhees 1999, "The TREC-8 question answering track report").
    """
    candidates: dict[str, dict[str, float]] = {}
    for (source, target), score in scores.items():
        candidates.setdefault(target, {})[source] = score
    return mean([_reciprocal_rank(set(parents[name]), candidates.get(name, {})) for name in sorted(parents) if parents[name]])


def _reciprocal_rank(parents: set[str], scored: Mapping[str, float]) -> float:
    best = max((scored[name] for name in parents & scored.keys()), default=None)
    if best is None:
        return 0.0
    better = sum(score > best for score in scored.values())
    equal = sum(score == best for name, score in scored.items() if name not in parents)
    return 1.0 / (1.0 + better + equal / 2.0)
