"""Laws of the measures: perfection is best, bounds hold, and neither order nor names matter."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise as neighbours
from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from provenance.evaluation.metrics.calibration import (
    brier,
    calibration_scores,
    expected_calibration_error,
    log_loss,
    reliability_table,
)
from provenance.evaluation.metrics.clusters import (
    adjusted_rand_index,
    b_cubed,
    cluster_scores,
    largest_false_cluster_share,
    pairwise,
)
from provenance.evaluation.metrics.edges import (
    directed_edges,
    direction_accuracy,
    parent_reciprocal_rank,
    share_decided,
    undirected_edges,
    vertex_edge_overlap,
)
from provenance.evaluation.metrics.passages import PassagePair, macro_rates, micro_rates, passage_scores
from provenance.evaluation.metrics.proportions import at_least, clopper_pearson_lower, wilson
from provenance.evaluation.metrics.rates import Found, Rates, found
from provenance.evaluation.metrics.selection import area_under_risk_coverage, precision_at, risk_coverage, threshold_for_precision
from provenance.evaluation.metrics.sources import Latent, match_sources, source_scores
from provenance.evaluation.metrics.trees import TreeScores, tree_scores
from provenance.model import Span

NAMES = "abcdefgh"


def in_unit(*values: float | None) -> bool:
    return all(value is None or 0.0 <= value <= 1.0 for value in values)


def swapped(rates: Rates) -> Rates:
    return Rates(precision=rates.recall, recall=rates.precision, f1=rates.f1)


def close(one: Rates, other: Rates) -> bool:
    return all(
        left == right if left is None or right is None else math.isclose(left, right, abs_tol=1e-12)
        for left, right in ((one.precision, other.precision), (one.recall, other.recall), (one.f1, other.f1))
    )


SPANS = st.tuples(st.integers(0, 30), st.integers(1, 15)).map(lambda pair: Span(pair[0], pair[0] + pair[1]))
PASSAGES = st.lists(
    st.builds(
        lambda names, left, right: PassagePair(left=names[0], left_span=left, right=names[1], right_span=right),
        st.sampled_from(["ab", "ba", "ac", "bc"]),
        SPANS,
        SPANS,
    ),
    max_size=6,
)


@given(PASSAGES, PASSAGES)
def test_swapping_true_and_detected_passages_swaps_precision_and_recall(
    true: list[PassagePair], detected: list[PassagePair]
) -> None:
    assert close(micro_rates(true, detected), swapped(micro_rates(detected, true)))
    assert close(macro_rates(true, detected), swapped(macro_rates(detected, true)))


@given(PASSAGES, PASSAGES)
def test_passage_scores_are_bounded_and_order_does_not_matter(true: list[PassagePair], detected: list[PassagePair]) -> None:
    scores = passage_scores(true, detected)
    for rates in (scores.micro, scores.macro):
        assert in_unit(rates.precision, rates.recall, rates.f1)
    assert in_unit(scores.plagdet_micro, scores.plagdet_macro)
    assert scores.granularity >= 1.0
    turned = passage_scores(true[::-1], detected[::-1])
    assert turned.micro == scores.micro
    assert close(turned.macro, scores.macro)


@given(PASSAGES)
def test_passages_found_as_they_are_are_found_fully(true: list[PassagePair]) -> None:
    scores = passage_scores(true, true)
    expected = 1.0 if true else None
    assert scores.micro.f1 == scores.macro.f1 == expected


@given(PASSAGES, PASSAGES)
def test_another_detection_never_lowers_recall(true: list[PassagePair], detected: list[PassagePair]) -> None:
    fewer, more = micro_rates(true, detected[1:]).recall, micro_rates(true, detected).recall
    assert fewer is more is None or (fewer is not None and more is not None and fewer <= more)


@st.composite
def partitions(draw: st.DrawFn) -> list[list[str]]:
    """A partition of ``NAMES``, groups and members in any order."""
    labels = draw(st.lists(st.integers(0, 4), min_size=len(NAMES), max_size=len(NAMES)))
    groups = [[name for name, label in zip(NAMES, labels, strict=True) if label == group] for group in sorted(set(labels))]
    return draw(st.permutations(groups))


@given(partitions(), partitions())
def test_group_measures_are_bounded_and_symmetric(one: list[list[str]], other: list[list[str]]) -> None:
    index = adjusted_rand_index(one, other)
    assert index is not None
    assert -0.5 - 1e-12 <= index <= 1.0
    assert index == adjusted_rand_index(other, one)
    rates = b_cubed(one, other)
    assert rates.precision is not None
    assert rates.recall is not None
    assert min(rates.precision, rates.recall) > 0.0
    assert close(rates, swapped(b_cubed(other, one)))
    pairs, turned = pairwise(one, other), pairwise(other, one)
    assert (pairs.precision, pairs.recall, pairs.f1) == (turned.recall, turned.precision, turned.f1)
    assert in_unit(largest_false_cluster_share(one, other))


@given(partitions(), partitions())
def test_names_of_documents_do_not_matter(one: list[list[str]], other: list[list[str]]) -> None:
    renamed = [[[f"z{'hgfedcba'[NAMES.index(name)]}" for name in group] for group in groups] for groups in (one, other)]
    plain, again = cluster_scores(one, other), cluster_scores(*renamed)
    assert again.adjusted_rand_index == plain.adjusted_rand_index
    assert close(again.b_cubed, plain.b_cubed)
    assert (again.pairwise, again.largest_false_cluster_share) == (plain.pairwise, plain.largest_false_cluster_share)


@given(partitions())
def test_the_true_groups_are_perfect(groups: list[list[str]]) -> None:
    scores = cluster_scores(groups, [group[::-1] for group in groups[::-1]])
    assert scores.adjusted_rand_index == 1.0
    assert scores.b_cubed.f1 == 1.0
    assert scores.pairwise.f1 in {1.0, None}
    assert scores.largest_false_cluster_share == 0.0


@given(st.lists(st.integers(0, 2), min_size=4, max_size=4), st.lists(st.integers(0, 2), min_size=4, max_size=4))
def test_the_adjusted_index_is_nothing_on_average_over_all_orders(one: list[int], other: list[int]) -> None:
    def groups(labels: Sequence[int]) -> list[list[str]]:
        return [[name for name, label in zip(NAMES, labels, strict=False) if label == group] for group in range(3)]

    values = [adjusted_rand_index(groups(one), groups(order)) for order in permutations(other)]
    # Where both put everything together or everything apart, every order agrees fully.
    expected = 1.0 if len(set(one)) == len(set(other)) == 1 else 0.0
    assert math.isclose(sum(value or 0.0 for value in values) / len(values), expected, abs_tol=1e-12)


@st.composite
def forests(draw: st.DrawFn) -> dict[str, str | None]:
    """A forest over ``NAMES``: each hangs from one before it in some order, or from nothing."""
    order = draw(st.permutations(NAMES))
    places = [draw(st.integers(-1, place - 1)) for place in range(len(order))]
    return {name: order[place] if place >= 0 else None for name, place in zip(order, places, strict=True)}


def tree_values(scores: TreeScores) -> tuple[float | None, ...]:
    return (scores.roots, scores.edges, scores.leaves, scores.ancestry)


@given(forests(), forests())
def test_tree_measures_are_bounded_and_symmetric(one: dict[str, str | None], other: dict[str, str | None]) -> None:
    scores = tree_scores(one, other)
    assert in_unit(*tree_values(scores))
    assert tree_scores(other, one) == scores
    assert tree_scores(dict(reversed(one.items())), other) == scores


@given(forests(), forests())
def test_only_the_same_forest_is_perfect(one: dict[str, str | None], other: dict[str, str | None]) -> None:
    assert tree_values(tree_scores(one, one)) == (1.0, 1.0, 1.0, 1.0)
    assert (tree_scores(one, other).edges == 1.0) == (one == other)
    assert (tree_scores(one, other).ancestry == 1.0) == (one == other)


EDGES = st.frozensets(
    st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES)).filter(lambda edge: edge[0] < edge[1]), max_size=12
).flatmap(lambda pairs: st.tuples(*(st.sampled_from([pair, pair[::-1]]) for pair in sorted(pairs))))
"""Edges with at most one direction for each pair."""


@given(EDGES, EDGES)
def test_edge_measures_are_bounded_and_fit_together(true: tuple[tuple[str, str], ...], said: tuple[tuple[str, str], ...]) -> None:
    directed, undirected = directed_edges(true, said), undirected_edges(true, said)
    accuracy, decided = direction_accuracy(true, said), share_decided(true, said)
    assert in_unit(directed.precision, directed.recall, directed.f1, accuracy, decided)
    assert decided == undirected.recall
    # With at most one direction a pair, what is right of the decided is what is found of the true.
    assert math.isclose((accuracy or 0.0) * undirected.right, directed.right, abs_tol=1e-12)
    turned = directed_edges(said, true)
    assert (turned.precision, turned.recall) == (directed.recall, directed.precision)


@given(EDGES)
def test_true_edges_are_perfect_and_turned_round_they_are_found_without_direction(edges: tuple[tuple[str, str], ...]) -> None:
    best = 1.0 if edges else None
    turned = [edge[::-1] for edge in edges]
    assert directed_edges(edges, edges).f1 == undirected_edges(edges, turned).f1 == direction_accuracy(edges, edges) == best
    assert direction_accuracy(edges, turned) == (0.0 if edges else None)


@given(EDGES, EDGES)
def test_vertex_edge_overlap_is_bounded_symmetric_and_one_for_equals(
    one: tuple[tuple[str, str], ...], other: tuple[tuple[str, str], ...]
) -> None:
    value = vertex_edge_overlap((NAMES, one), (NAMES[2:], other))
    assert value is not None
    assert 0.0 < value < 1.0
    assert value == vertex_edge_overlap((NAMES[2:], other), (NAMES, one))
    assert vertex_edge_overlap((NAMES, one), (NAMES, one)) == 1.0


SCORES = st.dictionaries(
    st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES)), st.sampled_from([0.1, 0.4, 0.4, 0.9]), max_size=20
)


@given(SCORES, st.dictionaries(st.sampled_from(NAMES), st.frozensets(st.sampled_from(NAMES), max_size=2)))
def test_reciprocal_rank_is_bounded_and_reads_order_only(
    scores: dict[tuple[str, str], float], parents: dict[str, frozenset[str]]
) -> None:
    value = parent_reciprocal_rank(parents, scores)
    assert in_unit(value)
    assert value == parent_reciprocal_rank(parents, {edge: score**3 for edge, score in reversed(scores.items())})


LATENTS = st.dictionaries(
    st.sampled_from("pqrst"),
    st.builds(
        lambda documents, host: Latent(documents=documents, host=host),
        st.frozensets(st.sampled_from(NAMES), min_size=1, max_size=4),
        st.sampled_from([None, "one.example", "two.example"]),
    ),
    max_size=4,
)


@given(LATENTS, LATENTS)
def test_source_measures_are_bounded_and_matches_are_one_to_one(true: dict[str, Latent], predicted: dict[str, Latent]) -> None:
    scores = source_scores(true, predicted)
    for rates in (scores.named, scores.anonymous):
        assert in_unit(rates.precision, rates.recall, rates.f1)
    assert in_unit(scores.all.f1, scores.identity, scores.mean_overlap, scores.merging.share)
    matches = match_sources(true, predicted)
    assert len({match.true for match in matches}) == len({match.predicted for match in matches}) == len(matches)
    assert all(match.overlap >= 0.5 for match in matches)


@given(LATENTS, LATENTS)
def test_how_many_sources_match_does_not_depend_on_names_or_sides(true: dict[str, Latent], predicted: dict[str, Latent]) -> None:
    matches = match_sources(true, predicted)
    turned = match_sources(predicted, {chr(300 - ord(name)): source for name, source in true.items()})
    assert len(turned) == len(matches)
    assert math.isclose(sum(match.overlap for match in turned), sum(match.overlap for match in matches))


@given(LATENTS)
def test_the_true_sources_are_found(true: dict[str, Latent]) -> None:
    scores = source_scores(true, {name.upper(): source for name, source in true.items()})
    assert scores.all.f1 == (1.0 if true else None)
    assert scores.mean_overlap == (1.0 if true else None)
    assert scores.identity in {1.0, None}


FORECASTS = st.lists(
    st.tuples(st.sampled_from([0.0, 0.05, 0.3, 0.5, 0.7, 0.95, 1.0]) | st.floats(0, 1), st.booleans()), min_size=1
)


def columns(pairs: list[tuple[float, bool]]) -> tuple[list[float], list[bool]]:
    return [forecast for forecast, _ in pairs], [outcome for _, outcome in pairs]


@given(FORECASTS, st.integers(1, 12))
def test_calibration_is_bounded_and_the_brier_score_is_the_sum_of_its_parts(pairs: list[tuple[float, bool]], bins: int) -> None:
    scores = calibration_scores(*columns(pairs), bins)
    parts = scores.murphy
    assert parts is not None
    assert in_unit(scores.brier, scores.expected_calibration_error, scores.base_rate)
    assert scores.log_loss is not None
    assert 0.0 <= scores.log_loss <= -math.log(1e-6) + 1e-9
    assert scores.brier is not None
    assert math.isclose(parts.reliability - parts.resolution + parts.uncertainty + parts.within, scores.brier, abs_tol=1e-12)
    assert parts.resolution <= parts.uncertainty + 1e-12


@given(FORECASTS, st.integers(1, 12), st.data())
def test_the_order_of_forecasts_does_not_matter(pairs: list[tuple[float, bool]], bins: int, data: st.DataObject) -> None:
    shuffled = data.draw(st.permutations(pairs))
    assert calibration_scores(*columns(shuffled), bins) == calibration_scores(*columns(pairs), bins)


@given(FORECASTS, st.integers(1, 12))
def test_bins_hold_every_forecast_once_in_order(pairs: list[tuple[float, bool]], bins: int) -> None:
    table = reliability_table(*columns(pairs), bins)
    assert len(table) <= bins
    assert sum(bin_.count for bin_ in table) == len(pairs)
    assert all(one.high < other.low for one, other in neighbours(table))
    assert all(bin_.low - 1e-12 <= bin_.forecast <= bin_.high + 1e-12 for bin_ in table)
    assert all(bin_.observed_low <= bin_.observed + 1e-12 and bin_.observed <= bin_.observed_high + 1e-12 for bin_ in table)


@given(st.lists(st.booleans(), min_size=1))
def test_who_knows_the_outcome_is_perfect(outcomes: list[bool]) -> None:
    forecasts = [float(outcome) for outcome in outcomes]
    assert brier(forecasts, outcomes) == expected_calibration_error(forecasts, outcomes) == 0.0
    loss = log_loss(forecasts, outcomes)
    assert loss is not None
    assert loss < 2e-6


@given(FORECASTS)
def test_risk_at_full_coverage_is_the_share_of_errors_and_ranking_by_truth_is_best(pairs: list[tuple[float, bool]]) -> None:
    scores, outcomes = columns(pairs)
    curve = risk_coverage(scores, outcomes)
    assert curve[-1].coverage == 1.0
    assert math.isclose(curve[-1].risk, outcomes.count(False) / len(outcomes), abs_tol=1e-12)
    area = area_under_risk_coverage(scores, outcomes)
    best = area_under_risk_coverage([float(outcome) for outcome in outcomes], outcomes)
    assert area is not None
    assert best is not None
    assert 0.0 <= best <= area + 1e-12
    assert area <= 1.0
    assert math.isclose(area_under_risk_coverage(scores[::-1], outcomes[::-1]) or 0.0, area, abs_tol=1e-12)


@given(FORECASTS, st.sampled_from([0.5, 0.8, 0.95]), st.sampled_from([0.6, 0.9]), st.integers(1, 3))
def test_a_threshold_that_is_given_has_the_precision_it_promises(
    pairs: list[tuple[float, bool]], precision: float, confidence: float, starts: int
) -> None:
    scores, outcomes = columns(pairs)
    threshold = threshold_for_precision(scores, outcomes, precision, confidence, starts)
    if threshold is not None:
        lower = precision_at(scores, outcomes, threshold, 1.0 - (1.0 - confidence) / starts).lower
        assert lower is not None
        assert lower >= precision - 1e-9


COUNTS = st.tuples(st.integers(0, 60), st.integers(0, 60)).map(lambda pair: (min(pair), max(pair) + 1))


@given(COUNTS, st.sampled_from([0.5, 0.9, 0.975]))
def test_bounds_of_a_proportion(counts: tuple[int, int], confidence: float) -> None:
    successes, trials = counts
    interval, lower = wilson(successes, trials, confidence), clopper_pearson_lower(successes, trials, confidence)
    assert interval is not None
    assert lower is not None
    assert 0.0 <= interval[0] <= successes / trials + 1e-12
    assert successes / trials - 1e-12 <= interval[1] <= 1.0
    assert 0.0 <= lower <= successes / trials
    # It is where so many successes become as unlikely as the confidence asks.
    assert successes == 0 or math.isclose(at_least(successes, trials, lower), 1.0 - confidence, rel_tol=1e-6)


@given(st.integers(1, 40), st.floats(0.01, 0.99), st.data())
def test_tails_of_the_binomial_add_up(trials: int, probability: float, data: st.DataObject) -> None:
    successes = data.draw(st.integers(0, trials + 1))
    exact = sum(
        math.comb(trials, count) * probability**count * (1.0 - probability) ** (trials - count)
        for count in range(successes, trials + 1)
    )
    assert math.isclose(at_least(successes, trials, probability), exact, abs_tol=1e-9)


@given(st.integers(0, 50), st.integers(0, 50), st.integers(0, 50))
def test_f1_is_between_precision_and_recall(right: int, extra: int, missing: int) -> None:
    result: Found = found(right, right + extra, right + missing)
    if result.precision is not None and result.recall is not None and result.f1 is not None:
        assert min(result.precision, result.recall) - 1e-12 <= result.f1 <= max(result.precision, result.recall) + 1e-12
