"""The tree and its marginals, against enumeration of every tree."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.lineage.solve import solve

Parents = dict[str, str | None]


def every_tree(nodes: list[str]) -> Iterator[Parents]:
    for choice in itertools.product([None, *nodes], repeat=len(nodes)):
        parents = dict(zip(nodes, choice, strict=True))
        if all(reaches_root(node, parents) for node in nodes):
            yield parents


def reaches_root(node: str, parents: Parents) -> bool:
    seen = set()
    at: str | None = node
    while at is not None:
        if at in seen:
            return False
        seen.add(at)
        at = parents[at]
    return True


@st.composite
def problems(draw: st.DrawFn) -> tuple[list[str], dict[str, float], dict[tuple[str, str], float]]:
    nodes = [f"n{number}" for number in range(draw(st.integers(1, 4)))]
    weight = st.floats(-8, 8)
    roots = {node: draw(weight) for node in nodes}
    pairs = [(one, other) for one in nodes for other in nodes if one != other]
    edges = {pair: draw(weight) for pair in pairs if draw(st.booleans())}
    return nodes, roots, edges


@given(problems())
def test_marginals_and_best_tree_agree_with_enumeration(
    problem: tuple[list[str], dict[str, float], dict[tuple[str, str], float]],
) -> None:
    nodes, roots, edges = problem
    weights = {}
    for number, parents in enumerate(every_tree(nodes)):
        used = [(parent, node) for node, parent in parents.items() if parent is not None]
        if all(pair in edges for pair in used):
            total = sum(edges[pair] for pair in used)
            total += sum(roots[node] for node, parent in parents.items() if parent is None)
            weights[number] = (total, used)
    whole = sum(math.exp(total) for total, _ in weights.values())
    solved = solve(nodes, roots, edges)
    for pair in edges:
        share = sum(math.exp(total) for total, used in weights.values() if pair in used) / whole
        assert solved.marginals[pair] == pytest.approx(share, abs=1e-9)
    chosen = [(parent, node) for node, parent in solved.parent.items() if parent is not None]
    total = sum(edges[pair] for pair in chosen) + sum(roots[n] for n, p in solved.parent.items() if p is None)
    assert total == pytest.approx(max(total for total, _ in weights.values()))


def test_a_forbidden_root_is_avoided_though_it_costs() -> None:
    solved = solve(["a", "b"], {"a": 0.0}, {("a", "b"): -5.0, ("b", "a"): 9.0})
    assert solved.parent == {"a": None, "b": "a"}
    assert solved.marginals["a", "b"] == pytest.approx(1.0)


def test_two_hundred_nodes_are_solved() -> None:
    nodes = [f"n{number:03}" for number in range(200)]
    edges = {(nodes[number - 1], nodes[number]): 6.0 for number in range(1, 200)}
    solved = solve(nodes, dict.fromkeys(nodes, 0.0), edges)
    assert solved.parent["n199"] == "n198"
    assert all(share == pytest.approx(math.exp(6) / (1 + math.exp(6))) for share in solved.marginals.values())
