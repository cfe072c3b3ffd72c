"""Trees over a group from the dissimilarities of its texts alone: no dates, no claims.

Such a tree always orders everything. Where a pair is exactly as unlike both ways, its order is an accident
of the method and does not count as decided.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence

import networkx as nx

from provenance.evaluation.baselines.dissimilarity import Dissimilarities, Measure, dissimilarities
from provenance.evaluation.baselines.groups import Group, Tree, impartial

Parents = Mapping[str, str | None]
Builder = Callable[[Sequence[str], Dissimilarities], Parents]
"""From members in an impartial order, and their dissimilarities, to the parent of each."""

_COMPLETE_GRAPH = 60
"""Members up to which Edmonds' algorithm is given every edge; networkx needs seconds for more."""
_CHEAPEST_PARENTS = 10
"""Parents each member is offered in a larger group, apart from the member that is nearest to all."""


def phylogeny(group: Group, measure: Measure, builder: Builder) -> Tree:
    """A directed tree; an edge scores by how much easier its direction is than the other, 0.5 being a tie."""
    members = [document.id for document in impartial(group.documents)]
    unlike = dissimilarities(group, measure)
    parents = builder(members, unlike)
    edges = sorted((parent, child) for child, parent in parents.items() if parent is not None)
    considered = {(one, other): _preference(unlike, one, other) for edge in edges for one, other in (edge, edge[::-1])}
    decided = {(one, other): considered[one, other] for one, other in edges if unlike[one, other] != unlike[other, one]}
    return Tree(parents=parents, decided=decided, considered=considered)


def _preference(unlike: Dissimilarities, one: str, other: str) -> float:
    there, back = unlike[one, other], unlike[other, one]
    return back / (there + back) if there + back else 0.5


def oriented_kruskal(members: Sequence[str], unlike: Dissimilarities) -> Parents:
    """Cheapest directed edges first, each accepted if it joins two trees at the root of one.

    Dias, Rocha and Goldenstein 2012, "Image phylogeny by minimal spanning trees", IEEE TIFS 7(2). Ties go by the order of
    ``members``.
    """
    place = {member: number for number, member in enumerate(members)}
    tree = {member: member for member in members}
    parents: dict[str, str | None] = dict.fromkeys(members)
    joined = 1
    for one, other in sorted(unlike, key=lambda edge: (unlike[edge], place[edge[0]], place[edge[1]])):
        if joined == len(members):
            break
        if tree[one] != tree[other] and parents[other] is None:
            parents[other] = one
            joined += 1
            old, new = tree[other], tree[one]
            tree |= {member: new for member in members if tree[member] == old}
    return parents


def edmonds(members: Sequence[str], unlike: Dissimilarities) -> Parents:
    """The arborescence of least total dissimilarity, whatever its root (Chu and Liu 1965; Edmonds 1967).

    In a large group each member is offered only its cheapest parents and the member nearest to all, so
    the result may miss the least total by a little.
    """
    place = {member: number for number, member in enumerate(members)}
    graph: nx.DiGraph[int] = nx.DiGraph()
    graph.add_nodes_from(range(len(members)))  # numbers, not names: networkx keeps sets of nodes, and names hash by chance
    for one, other in _offered(members, unlike):
        graph.add_edge(place[one], place[other], weight=unlike[one, other])
    tree = nx.minimum_spanning_arborescence(graph)
    parents: dict[str, str | None] = dict.fromkeys(members)
    for parent, child in tree.edges:
        parents[members[child]] = members[parent]
    return parents


def _offered(members: Sequence[str], unlike: Dissimilarities) -> list[tuple[str, str]]:
    if len(members) <= _COMPLETE_GRAPH:
        return [(one, other) for one in members for other in members if one != other]
    hub = min(members, key=lambda one: math.fsum(unlike[one, other] for other in members if other != one))
    offered = []
    for child in members:
        into = [(parent, child) for parent in members if parent != child]
        cheapest = sorted(into, key=lambda edge: unlike[edge])[:_CHEAPEST_PARENTS]
        offered += cheapest
        if child != hub and (hub, child) not in cheapest:
            offered.append((hub, child))
    return offered


def spanning_tree(group: Group, measure: Measure) -> Tree:
    """The undirected minimum spanning tree of the mean dissimilarity, rooted at its medoid: the member nearest to all.

    Where several members are equally near, an edge counts as decided only if it points the same way from each of them.
    """
    members = [document.id for document in impartial(group.documents)]
    unlike = dissimilarities(group, measure)
    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(range(len(members)))
    for number, one in enumerate(members):
        for other in range(number + 1, len(members)):
            graph.add_edge(number, other, weight=(unlike[one, members[other]] + unlike[members[other], one]) / 2)
    tree = nx.minimum_spanning_tree(graph)
    totals = [
        round(math.fsum(data["weight"] for _, _, data in graph.edges(number, data=True)), 9) for number in range(len(members))
    ]
    rooted = [nx.bfs_tree(tree, number) for number, total in enumerate(totals) if total == min(totals)]
    parents: dict[str, str | None] = dict.fromkeys(members)
    for parent, child in rooted[0].edges:
        parents[members[child]] = members[parent]
    agreed = set.intersection(*(set(directed.edges) for directed in rooted))
    return Tree(parents=parents, decided={(members[one], members[other]): 1.0 for one, other in sorted(agreed)})
