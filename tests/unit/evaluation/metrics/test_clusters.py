"""Measures of groups, worked by hand."""

from __future__ import annotations

import pytest

from provenance.evaluation.metrics.clusters import (
    adjusted_rand_index,
    b_cubed,
    cluster_scores,
    largest_false_cluster_share,
    pairwise,
)

TRUE = ("abc", "def")
PREDICTED = ("ab", "cd", "ef")
"""Cells: ab|abc 2, c|abc 1, d|def 1, ef|def 2."""


def test_adjusted_rand_index() -> None:
    # Pairs together in both: C(2,2) + 0 + 0 + C(2,2) = 2; true C(3,2) * 2 = 6; predicted 3; all C(6,2) = 15.
    # Expected 6 * 3 / 15 = 1.2; greatest (6 + 3) / 2 = 4.5; so (2 - 1.2) / (4.5 - 1.2).
    assert adjusted_rand_index(TRUE, PREDICTED) == pytest.approx(0.8 / 3.3)


def test_worse_than_chance_is_negative() -> None:
    # None together in both; 2 pairs in each, 6 in all: (0 - 2/3) / (2 - 2/3) = -1/2.
    assert adjusted_rand_index(("ab", "cd"), ("ac", "bd")) == pytest.approx(-0.5)


def test_b_cubed() -> None:
    # Precision: a, b, e, f 1; c, d 1/2: 5/6. Recall: a, b, e, f 2/3; c, d 1/3: (8/3 + 2/3) / 6 = 5/9.
    rates = b_cubed(TRUE, PREDICTED)
    assert rates.precision == pytest.approx(5 / 6)
    assert rates.recall == pytest.approx(5 / 9)
    # 2 * 5/6 * 5/9 / (5/6 + 5/9) = (50/54) / (75/54)
    assert rates.f1 == pytest.approx(2 / 3)


def test_pairwise() -> None:
    # ab and ef of the predicted ab, cd, ef; of six true pairs.
    result = pairwise(TRUE, PREDICTED)
    assert (result.right, result.predicted, result.actual) == (2, 3, 6)
    assert (result.precision, result.recall, result.f1) == (2 / 3, 2 / 6, 4 / 9)


def test_largest_false_cluster_share() -> None:
    # cd is the only mixed group: 2 of 6.
    assert largest_false_cluster_share(TRUE, PREDICTED) == pytest.approx(1 / 3)
    # bcd is mixed and has 3 of 6; the larger of two mixed groups counts, and pure ones do not.
    assert largest_false_cluster_share(TRUE, ("bcd", "ae", "f")) == pytest.approx(1 / 2)
    assert largest_false_cluster_share(TRUE, ("abc", "de", "f")) == 0.0


def test_who_is_in_no_predicted_group_is_single_and_who_is_in_no_true_group_is_left_out() -> None:
    assert cluster_scores(TRUE, ("ab", "ef")) == cluster_scores(TRUE, ("ab", "c", "d", "ef"))
    assert cluster_scores(TRUE, ("abx", "cd", "efyz", "w")) == cluster_scores(TRUE, PREDICTED)


def test_the_two_extremes_agree_with_themselves() -> None:
    assert adjusted_rand_index(("abc",), ("abc",)) == 1.0
    assert adjusted_rand_index("abc", "abc") == 1.0
    # All together against all apart is no better than chance.
    assert adjusted_rand_index(("abc",), "abc") == 0.0


def test_no_documents() -> None:
    scores = cluster_scores((), ("ab",))
    assert scores.documents == 0
    assert scores.adjusted_rand_index is scores.b_cubed.f1 is scores.pairwise.f1 is scores.largest_false_cluster_share is None


def test_a_document_in_two_groups_is_refused() -> None:
    with pytest.raises(ValueError, match="'a' is in the partition twice"):
        cluster_scores(("ab", "ac"), ())
