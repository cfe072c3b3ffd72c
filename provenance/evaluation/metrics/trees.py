"""How well a family tree is recovered: the measures of image and text phylogeny.

A forest maps every node to its parent, or to ``None`` if it is a root. The measures were stated for one tree (Dias, Rocha and
Goldenstein 2012, "Image phylogeny by minimal spanning trees", IEEE TIFS 7(2)), carried to forests by set overlap (Costa et al.
2014, "Image phylogeny forests reconstruction", IEEE TIFS 9(10)) and used for texts (Marmerola, Oikawa, Dias, Goldenstein and
Rocha 2016, "On the reconstruction of text phylogeny trees", PLoS ONE 11(12)). All are in [0, 1], higher is better, symmetric,
and ``None`` without nodes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

Forest = Mapping[str, str | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class TreeScores:
    """The four measures of one forest, or their means over several; see the functions of the same names."""

    roots: float | None
    edges: float | None
    leaves: float | None
    ancestry: float | None


def tree_scores(true: Forest, predicted: Forest) -> TreeScores:
    """All measures of ``predicted`` against ``true``.

    Raises:
        ValueError: they are not over the same nodes, a parent is no node, or someone is his own ancestor.

    """
    return TreeScores(
        roots=roots(true, predicted),
        edges=edges(true, predicted),
        leaves=leaves(true, predicted),
        ancestry=ancestry(true, predicted),
    )


def roots(true: Forest, predicted: Forest) -> float | None:
    """Roots in both over roots in either; for two single trees 1 if the root is right and 0 otherwise."""
    _check(true, predicted)
    return _overlap(_roots(true), _roots(predicted)) if true else None


def edges(true: Forest, predicted: Forest) -> float | None:
    """Directed edges in both over those of the forest that has more; for single trees of n nodes divided by n - 1.

    Two forests without an edge agree: 1.
    """
    _check(true, predicted)
    one, other = _edges(true), _edges(predicted)
    if not true:
        return None
    return len(one & other) / max(len(one), len(other)) if one or other else 1.0


def leaves(true: Forest, predicted: Forest) -> float | None:
    """Nodes from which nothing hangs, in both over in either."""
    _check(true, predicted)
    return _overlap(_leaves(true), _leaves(predicted)) if true else None


def ancestry(true: Forest, predicted: Forest) -> float | None:
    """Pairs of ancestor and descendant, in both over in either; two forests without such a pair agree: 1."""
    _check(true, predicted)
    return _overlap(_ancestries(true), _ancestries(predicted)) if true else None


def ancestors(forest: Forest, node: str) -> Iterator[str]:
    """The parent of a node, its parent, and so on up to the root.

    Raises:
        ValueError: the way up comes back to where it was.

    Examples:
        >>> list(ancestors({"c": "b", "b": "a", "a": None}, "c"))
        ['b', 'a']

    """
    met = {node}
    parent = forest.get(node)
    while parent is not None:
        if parent in met:
            message = f"no forest: {parent!r} is its own ancestor"
            raise ValueError(message)
        met.add(parent)
        yield parent
        parent = forest.get(parent)


def _check(true: Forest, predicted: Forest) -> None:
    if true.keys() != predicted.keys():
        odd = min(true.keys() ^ predicted.keys())
        message = f"the forests must have the same nodes: {odd!r} is in one only"
        raise ValueError(message)
    for forest in (true, predicted):
        for node, parent in forest.items():
            if parent is not None and parent not in forest:
                message = f"{parent!r}, the parent of {node!r}, is no node of the forest"
                raise ValueError(message)


def _overlap(one: AbstractSet[object], other: AbstractSet[object]) -> float:
    return len(one & other) / len(one | other) if one or other else 1.0


def _roots(forest: Forest) -> set[str]:
    return {node for node, parent in forest.items() if parent is None}


def _edges(forest: Forest) -> set[tuple[str, str]]:
    return {(parent, node) for node, parent in forest.items() if parent is not None}


def _leaves(forest: Forest) -> set[str]:
    return set(forest) - {parent for parent in forest.values() if parent is not None}


def _ancestries(forest: Forest) -> set[tuple[str, str]]:
    return {(ancestor, node) for node in forest for ancestor in ancestors(forest, node)}
