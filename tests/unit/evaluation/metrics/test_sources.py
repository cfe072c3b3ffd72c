"""Measures of sources outside the corpus, worked by hand."""

from __future__ import annotations

import pytest

from provenance.evaluation.metrics.rates import Rates
from provenance.evaluation.metrics.sources import (
    CountError,
    Latent,
    Merging,
    SourceMatch,
    count_error,
    match_sources,
    merging,
    same_identity,
    source_scores,
)


def latent(documents: str, host: str | None = None, name: str | None = None) -> Latent:
    return Latent(documents=frozenset(documents), host=host, name=name)


TRUE = {
    "wire": latent("abcd", host="wire.example"),
    "desk": latent("ef", name="City Desk"),
    "lost": latent("gh"),
}
PREDICTED = {
    "p1": latent("abc", host="www.Wire.example"),  # wire: 3 of 4
    "p2": latent("ef", name="Another Desk"),  # desk: 2 of 2, under another name
    "p3": latent("hxyz"),  # lost: 1 of 5, too little
    "p4": latent("d", host="wire.example"),  # wire again: 1 of 4
}


def test_matches_are_one_to_one_and_need_half_the_documents() -> None:
    assert match_sources(TRUE, PREDICTED) == (
        SourceMatch(true="desk", predicted="p2", overlap=1.0),
        SourceMatch(true="wire", predicted="p1", overlap=0.75),
    )


def test_scores() -> None:
    scores = source_scores(TRUE, PREDICTED)
    # Two of three are found by two of four.
    assert (scores.all.precision, scores.all.recall, scores.all.f1) == (2 / 4, 2 / 3, 4 / 7)
    # Named: both true ones are found; two of the three named ones predicted match.
    assert (scores.named.precision, scores.named.recall) == (2 / 3, 1.0)
    assert scores.named.f1 == pytest.approx(0.8)
    # Anonymous: lost is not found, p3 matches nothing.
    assert scores.anonymous == Rates(precision=0.0, recall=0.0, f1=0.0)
    # Of the two named ones found, wire has its host, desk another name.
    assert scores.identity == 0.5
    assert scores.mean_overlap == pytest.approx((1.0 + 0.75) / 2)
    # p1 and p4 are both about wire; p2 is about desk alone, p3 about lost alone.
    assert scores.merging == Merging(touched=3, correct=2, split=1, merged=0, share=2 / 3)


def test_as_many_matches_as_possible_come_first() -> None:
    # x fits ab fully and abc by 2/3; y fits ab only, by 2/4. Greedy would take x = ab and leave y alone.
    true = {"x": latent("ab"), "y": latent("abcd")}
    predicted = {"p": latent("ab"), "q": latent("a")}
    assert {(match.true, match.predicted) for match in match_sources(true, predicted)} == {("x", "q"), ("y", "p")}


def test_who_they_are_decides_between_equal_sets_only() -> None:
    true = {"agency": latent("ab", host="agency.example"), "paper": latent("ab", host="paper.example")}
    predicted = {"1": latent("ab", host="paper.example"), "2": latent("ab", host="agency.example")}
    assert [(match.true, match.predicted) for match in match_sources(true, predicted)] == [("agency", "2"), ("paper", "1")]
    apart = {"1": latent("abc", host="agency.example"), "2": latent("ab")}
    assert match_sources({"agency": true["agency"]}, apart)[0].predicted == "2"


def test_two_sources_in_one_are_merged() -> None:
    assert merging({"x": latent("ab"), "y": latent("cd")}, {"p": latent("abcd")}) == Merging(
        touched=2, correct=0, split=0, merged=2, share=0.0
    )


def test_a_source_found_without_its_name_is_found_but_not_identified() -> None:
    scores = source_scores({"x": latent("ab", host="wire.example")}, {"p": latent("ab")})
    assert (scores.named.recall, scores.named.precision, scores.anonymous.precision, scores.identity) == (1.0, None, 1.0, 0.0)


def test_identity() -> None:
    assert same_identity(latent("a", host="www.Wire.example"), latent("b", host="wire.example"))
    assert not same_identity(latent("a", host="wire.example", name="Wire"), latent("a", host="other.example", name="Wire"))
    assert same_identity(latent("a", host="wire.example", name="The Wire"), latent("a", name=" the wire "))
    assert not same_identity(latent("a"), latent("a"))


def test_nothing_true_or_nothing_predicted() -> None:
    assert match_sources({}, {}) == match_sources(TRUE, {}) == match_sources({}, PREDICTED) == ()
    nothing = source_scores({}, {})
    assert (nothing.all.f1, nothing.identity, nothing.mean_overlap, nothing.merging.share) == (None, None, None, None)
    missed = source_scores(TRUE, {})
    assert (missed.all.precision, missed.all.recall, missed.all.f1, missed.merging.touched) == (None, 0.0, 0.0, 0)


def test_count_error() -> None:
    assert count_error(4, 6) == CountError(signed=2, absolute=2)
    assert count_error(4, 3) == CountError(signed=-1, absolute=1)
