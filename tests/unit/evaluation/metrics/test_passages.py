"""Measures of shared passages, worked by hand."""

from __future__ import annotations

import math

import pytest

from provenance.evaluation.metrics.passages import (
    PassagePair,
    granularity,
    macro_rates,
    micro_rates,
    passage_scores,
    plagdet,
)
from provenance.evaluation.metrics.rates import Rates
from provenance.model import Span


def passage(left: tuple[int, int], right: tuple[int, int], names: str = "ab") -> PassagePair:
    return PassagePair(left=names[0], left_span=Span(*left), right=names[1], right_span=Span(*right))


TRUE = (passage((0, 100), (0, 100)), passage((200, 220), (300, 320)))
"""A long passage of 100 + 100 characters and a short one of 20 + 20."""
DETECTED = (passage((0, 50), (0, 50)), passage((50, 90), (50, 90)), passage((500, 510), (500, 510)))
"""The long one in two pieces, 90 + 90 characters of it, and 10 + 10 characters that are in none."""


def test_micro_rates_count_characters() -> None:
    # Hit: 90 + 90 = 180. Detected: 180 + 20 = 200. True: 200 + 40 = 240.
    rates = micro_rates(TRUE, DETECTED)
    assert rates.precision == pytest.approx(180 / 200)
    assert rates.recall == pytest.approx(180 / 240)
    # Twice 0.9 times 0.75, over their sum 1.65.
    assert rates.f1 == pytest.approx(1.35 / 1.65)


def test_macro_rates_weigh_passages_alike() -> None:
    # Precision: detections are true by 1, 1, 0, so 2/3. Recall: passages are found by 0.9 and 0, so 0.45.
    rates = macro_rates(TRUE, DETECTED)
    assert rates.precision == pytest.approx(2 / 3)
    assert rates.recall == pytest.approx(0.45)


def test_granularity_counts_pieces_of_what_is_found() -> None:
    # One true passage is found at all, in two pieces.
    assert granularity(TRUE, DETECTED) == 2.0
    # Both are found, one in two pieces, one in one: (2 + 1) / 2.
    assert granularity(TRUE, (*DETECTED, passage((210, 215), (310, 330)))) == 1.5


def test_plagdet_is_f1_over_the_logarithm_of_the_pieces() -> None:
    scores = passage_scores(TRUE, DETECTED)
    assert scores.plagdet_micro == pytest.approx((1.35 / 1.65) / math.log2(3.0))
    assert scores.plagdet_macro == pytest.approx(plagdet(scores.macro.f1, 2.0))
    assert (scores.cases, scores.detections) == (2, 3)


def test_a_detection_must_overlap_on_both_sides_and_be_of_the_same_texts() -> None:
    beside = passage((0, 100), (400, 500))
    elsewhere = passage((0, 100), (0, 100), "ac")
    for wrong in (beside, elsewhere):
        assert micro_rates(TRUE, [wrong]) == Rates(precision=0.0, recall=0.0, f1=0.0)
        assert granularity(TRUE, [wrong]) == 1.0


def test_characters_found_twice_count_once_but_as_two_pieces() -> None:
    true = [passage((0, 10), (0, 10))]
    twice = [passage((0, 8), (0, 8)), passage((2, 10), (2, 10))]
    # Union 10 + 10 characters of 10 + 10, in two pieces: 1 / log2(3).
    assert passage_scores(true, twice).plagdet_micro == pytest.approx(1.0 / math.log2(3.0))


def test_only_the_common_characters_of_a_detection_are_hit() -> None:
    # Left 5 of 10 in common, right 10 of 10: 15 of 20 both ways, for each side is 10 long.
    rates = micro_rates([passage((0, 10), (0, 10))], [passage((5, 15), (0, 10))])
    assert (rates.precision, rates.recall) == (0.75, 0.75)


def test_which_text_is_called_left_does_not_matter() -> None:
    turned = [PassagePair(left=one.right, left_span=one.right_span, right=one.left, right_span=one.left_span) for one in DETECTED]
    assert passage_scores(TRUE, turned) == passage_scores(TRUE, DETECTED)


def test_nothing_to_find_and_nothing_found() -> None:
    nothing = passage_scores([], [])
    assert nothing.micro == nothing.macro == Rates(precision=None, recall=None, f1=None)
    assert (nothing.granularity, nothing.plagdet_micro, nothing.plagdet_macro) == (1.0, None, None)
    missed = passage_scores(TRUE, [])
    assert missed.micro == missed.macro == Rates(precision=None, recall=0.0, f1=0.0)
    assert missed.plagdet_micro == 0.0
    invented = passage_scores([], DETECTED)
    assert invented.micro == Rates(precision=0.0, recall=None, f1=0.0)


def test_a_passage_without_characters_is_none() -> None:
    assert passage_scores([passage((3, 3), (0, 9))], []).cases == 0
