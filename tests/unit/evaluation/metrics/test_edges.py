"""Measures of edges, worked by hand."""

from __future__ import annotations

import pytest

from provenance.evaluation.metrics.edges import (
    directed_edges,
    direction_accuracy,
    parent_reciprocal_rank,
    share_decided,
    undirected_edges,
    vertex_edge_overlap,
)

TRUE = [("a", "b"), ("a", "c"), ("b", "d"), ("d", "e")]
PREDICTED = [("a", "b"), ("c", "a"), ("b", "d"), ("x", "e"), ("b", "c")]
"""Two right, one turned round, two invented; the edge into e is missing."""


def test_directed_edges() -> None:
    # ab and bd of five predicted and four true.
    result = directed_edges(TRUE, PREDICTED)
    assert (result.precision, result.recall, result.f1) == (2 / 5, 2 / 4, 4 / 9)


def test_undirected_edges() -> None:
    # ac counts too.
    result = undirected_edges(TRUE, PREDICTED)
    assert (result.precision, result.recall, result.f1) == (3 / 5, 3 / 4, 6 / 9)


def test_direction_and_coverage() -> None:
    # Three true edges are predicted in some direction, two of them in the right one.
    assert direction_accuracy(TRUE, PREDICTED) == pytest.approx(2 / 3)
    assert share_decided(TRUE, PREDICTED) == 3 / 4


def test_an_edge_said_both_ways_is_decided_and_wrong() -> None:
    assert direction_accuracy([("a", "b")], [("a", "b"), ("b", "a")]) == 0.0
    assert share_decided([("a", "b")], [("a", "b"), ("b", "a")]) == 1.0


def test_vertex_edge_overlap() -> None:
    # Vertices abc and bcd: two common. Edges ab, bc and bc, cd: one common. 2 * (2 + 1) / (3 + 3 + 2 + 2).
    one = ("abc", [("a", "b"), ("b", "c")])
    other = ("bcd", [("b", "c"), ("c", "d")])
    assert vertex_edge_overlap(one, other) == pytest.approx(6 / 10)


def test_parent_reciprocal_rank() -> None:
    parents = {"b": ["a"], "c": ["a", "b"], "d": ["b"], "e": ["d"], "a": []}
    scores = {
        ("a", "b"): 0.9,
        ("c", "b"): 0.1,  # b: rank 1
        ("d", "c"): 0.8,
        ("b", "c"): 0.5,
        ("a", "c"): 0.2,  # c: the better parent has rank 2
        ("b", "d"): 0.4,
        ("c", "d"): 0.4,  # d: ranks 1 and 2 shared, 1.5
        ("a", "e"): 0.7,  # e: its parent is not scored
    }
    assert parent_reciprocal_rank(parents, scores) == pytest.approx((1 + 1 / 2 + 1 / 1.5 + 0) / 4)


def test_nothing_true_or_nothing_said() -> None:
    assert (directed_edges([], []).f1, direction_accuracy([], PREDICTED), share_decided([], [])) == (None, None, None)
    assert (directed_edges(TRUE, []).precision, directed_edges(TRUE, []).recall, directed_edges(TRUE, []).f1) == (None, 0.0, 0.0)
    assert (direction_accuracy(TRUE, []), share_decided(TRUE, [])) == (None, 0.0)
    assert vertex_edge_overlap(((), ()), ((), ())) is None
    assert parent_reciprocal_rank({"a": []}, {}) is None
