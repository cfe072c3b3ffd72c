"""Our own Chu-Liu/Edmonds, against networkx and against enumeration."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator

import networkx
import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from provenance.lineage.arborescence import heaviest_parents

Weights = tuple[NDArray[np.float64], NDArray[np.float64]]
Parents = tuple[int | None, ...]
MISSING = -math.inf


@st.composite
def graphs(draw: st.DrawFn, most: int, weight: st.SearchStrategy[float]) -> Weights:
    size = draw(st.integers(1, most))
    roots = draw(st.lists(weight, min_size=size, max_size=size))
    cells = draw(st.lists(st.one_of(st.just(MISSING), weight), min_size=size * size, max_size=size * size))
    return np.array(roots), np.array(cells).reshape(size, size)


def total(graph: Weights, parents: Parents) -> float:
    roots, weights = graph
    return float(sum(roots[node] if parent is None else weights[parent, node] for node, parent in enumerate(parents)))


def goes_in_circles(parents: Parents) -> bool:
    for start in range(len(parents)):
        at: int | None = start
        for _ in parents:
            at = None if at is None else parents[at]
        if at is not None:
            return True
    return False


def every_forest(size: int) -> Iterator[Parents]:
    for parents in itertools.product([None, *range(size)], repeat=size):
        if not goes_in_circles(parents):
            yield parents


def by_networkx(graph: Weights) -> float:
    roots, weights = graph
    network: networkx.DiGraph[int] = networkx.DiGraph()
    for node, weight in enumerate(roots):
        network.add_edge(-1, node, weight=float(weight))
    for source, target in itertools.permutations(range(len(roots)), 2):
        if weights[source, target] > MISSING:
            network.add_edge(source, target, weight=float(weights[source, target]))
    return float(networkx.maximum_spanning_arborescence(network, attr="weight").size(weight="weight"))


@given(graphs(4, st.integers(-6, 6).map(float)))
def test_no_forest_is_heavier(graph: Weights) -> None:
    found = heaviest_parents(*graph)
    assert not goes_in_circles(found)
    assert total(graph, found) == max(total(graph, parents) for parents in every_forest(len(found)))


@given(graphs(12, st.integers(-40, 40).map(float)))
def test_networkx_finds_the_same_weight(graph: Weights) -> None:
    found = heaviest_parents(*graph)
    assert not goes_in_circles(found)
    assert total(graph, found) == by_networkx(graph)


def test_cycles_within_cycles_are_opened_where_it_costs_least() -> None:
    chance = np.random.default_rng(1)
    for _ in range(4):
        size = 24
        groups = np.arange(size) // 2, np.arange(size) // 8
        nearness = sum(group[:, None] == group[None, :] for group in groups)
        graph = chance.integers(-90, -50, size).astype(float), (20.0 * nearness + chance.integers(0, 9, (size, size)))
        found = heaviest_parents(*graph)
        assert not goes_in_circles(found)
        assert total(graph, found) == by_networkx(graph)


def test_of_equals_the_first_is_chosen_and_none_before_any() -> None:
    even = np.zeros((4, 4))
    assert heaviest_parents(np.zeros(4), even) == (None, None, None, None)
    assert heaviest_parents(np.full(4, -1.0), even) == (None, 0, 0, 0)
    assert heaviest_parents(np.array([-9.0, -1.0, -1.0, -1.0]), even) == (1, None, 0, 0)


@given(graphs(8, st.integers(-6, 6).map(float)), st.lists(st.integers(-9, 9), min_size=8, max_size=8))
def test_what_raises_every_edge_into_a_node_alike_changes_nothing(graph: Weights, raised: list[int]) -> None:
    roots, weights = graph
    more = np.array(raised[: len(roots)], dtype=float)
    assert heaviest_parents(roots + more, weights + more) == heaviest_parents(roots, weights)


def test_five_hundred_nodes_that_all_look_alike_are_solved() -> None:
    size = 500
    found = heaviest_parents(np.full(size, -5.0), np.random.default_rng(2).normal(size=(size, size)))
    assert found.count(None) == 1
    assert not goes_in_circles(found)
