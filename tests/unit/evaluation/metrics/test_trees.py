"""Measures of family trees, worked by hand."""

from __future__ import annotations

import pytest

from provenance.evaluation.metrics.trees import TreeScores, ancestry, edges, leaves, roots, tree_scores

TRUE = {"a": None, "b": "a", "c": "a", "d": "b"}
"""a above b and c, b above d."""
PREDICTED = {"a": None, "b": "a", "c": "b", "d": "b"}
"""c hung below b."""


def test_one_tree() -> None:
    assert tree_scores(TRUE, PREDICTED) == TreeScores(
        roots=1.0,
        # ab and bd of three.
        edges=2 / 3,
        # True leaves c, d; predicted c, d.
        leaves=1.0,
        # True pairs ab, ac, ad, bd; predicted ab, ac, bc, ad, bd: four of five.
        ancestry=4 / 5,
    )


def test_a_wrong_root() -> None:
    turned = {"a": "b", "b": None, "c": "a", "d": "b"}
    assert roots(TRUE, turned) == 0.0
    # ac and bd of three.
    assert edges(TRUE, turned) == pytest.approx(2 / 3)
    # True ab, ac, ad, bd; predicted ba, ac, bc, bd: two of six.
    assert ancestry(TRUE, turned) == pytest.approx(2 / 6)
    # True c, d; predicted c, d.
    assert leaves(TRUE, turned) == 1.0


def test_a_forest() -> None:
    two = {"a": None, "b": "a", "c": None, "d": "c"}
    one = {"a": None, "b": "a", "c": "a", "d": "c"}
    # Roots a and c against a: one of two.
    assert roots(two, one) == 0.5
    # Edges ab, cd against ab, ac, cd: two of the larger three.
    assert edges(two, one) == pytest.approx(2 / 3)
    # Leaves b, d in both.
    assert leaves(two, one) == 1.0
    # Pairs ab, cd against ab, ac, ad, cd.
    assert ancestry(two, one) == 0.5


def test_forests_without_edges() -> None:
    assert tree_scores({"a": None, "b": None}, {"a": None, "b": None}) == TreeScores(
        roots=1.0, edges=1.0, leaves=1.0, ancestry=1.0
    )
    # Two originals, one of which is said to come from the other.
    assert edges({"a": None, "b": None}, {"a": None, "b": "a"}) == 0.0


def test_no_nodes() -> None:
    assert tree_scores({}, {}) == TreeScores(roots=None, edges=None, leaves=None, ancestry=None)


def test_what_is_no_forest_is_refused() -> None:
    with pytest.raises(ValueError, match="its own ancestor"):
        tree_scores({"a": None, "b": None}, {"a": "b", "b": "a"})
    with pytest.raises(ValueError, match="'b' is in one only"):
        tree_scores({"a": None}, {"a": None, "b": None})
    with pytest.raises(ValueError, match="'x', the parent of 'a'"):
        tree_scores({"a": None}, {"a": "x"})
