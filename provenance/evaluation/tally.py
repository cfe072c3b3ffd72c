"""Edges counted family by family, so that counts can be added up, over corpora too, and families drawn anew."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields

from provenance.evaluation.answers import Answers, Verdict, judge
from provenance.evaluation.metrics.bootstrap import RESAMPLES, Interval, bootstrap_intervals
from provenance.evaluation.metrics.edges import Edge, pair_of
from provenance.evaluation.metrics.rates import ratio
from provenance.evaluation.prediction import PredictedEdge, Prediction

SURE = 0.95
"""Stated probability from which on an edge must practically not be wrong: fewer than 3 % is the aim."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """Counts of edges between documents; a predicted edge belongs to the family of its target.

    ``edges`` are true ones, of which ``linked`` are pairs said to share copied text, ``decided`` predicted in some direction
    and ``direction_right`` in the right one only. ``right``, ``ancestor`` and ``wrong`` count predicted edges by verdict,
    unknown ones left out; ``solid_…`` those drawn solid, ``sure_…`` those of probability ``SURE`` or more. ``pairs`` are
    predicted edges of known verdict without their direction, ``pairs_right`` those that are true edges in some direction.
    """

    edges: int = 0
    linked: int = 0
    decided: int = 0
    direction_right: int = 0
    right: int = 0
    ancestor: int = 0
    wrong: int = 0
    solid_right: int = 0
    solid_ancestor: int = 0
    solid_wrong: int = 0
    sure_right: int = 0
    sure_ancestor: int = 0
    sure_wrong: int = 0
    pairs: int = 0
    pairs_right: int = 0


_FIELDS = tuple(field.name for field in fields(Tally))


def tallies(key: Answers, prediction: Prediction) -> dict[str, Tally]:
    """Counts of every family, by its key, sorted; families about whose edges nothing is known or said have zeros."""
    counts = {family: Counter[str]() for family in sorted(set(key.family.values()))}
    _count_true(key, prediction, counts)
    judged = judged_edges(key, prediction.edges)
    for edge, verdict in judged:
        count = counts[key.family[edge.target]]
        count[verdict] += 1
        count[f"solid_{verdict}"] += edge.solid
        count[f"sure_{verdict}"] += edge.probability >= SURE
    _count_pairs(key, [(edge.source, edge.target) for edge, _ in judged], counts)
    return {family: Tally(**count) for family, count in counts.items()}


def judged_edges(key: Answers, edges: Iterable[PredictedEdge]) -> list[tuple[PredictedEdge, Verdict]]:
    """The edges between two of the documents of which the truth says something, with what it says."""
    known = set(key.documents)
    found = [(edge, judge(key, (edge.source, edge.target))) for edge in edges if {edge.source, edge.target} <= known]
    return [(edge, verdict) for edge, verdict in found if verdict is not Verdict.UNKNOWN]


def total(counts: Iterable[Tally]) -> Tally:
    """The counts added up."""
    rows = list(counts)
    return Tally(**{name: sum(getattr(row, name) for row in rows) for name in _FIELDS})


def rates(tally: Tally) -> dict[str, float | None]:
    """What the counts come to, each in [0, 1], higher is better (deciding more is only bolder); ``None``: nothing to divide by.

    ``precision``, ``recall``, ``f1`` of directed edges, a more distant ancestor being wrong, and ``lenient_precision``, where
    it is right; the same for solid and sure edges; ``undirected_precision`` and ``undirected_recall``; ``direction_accuracy``
    of the true edges decided, ``share_decided`` and ``share_linked`` of all true edges.
    """
    said = tally.right + tally.ancestor + tally.wrong
    solid = tally.solid_right + tally.solid_ancestor + tally.solid_wrong
    sure = tally.sure_right + tally.sure_ancestor + tally.sure_wrong
    return {
        "precision": ratio(tally.right, said),
        "lenient_precision": ratio(tally.right + tally.ancestor, said),
        "recall": ratio(tally.right, tally.edges),
        "f1": ratio(2 * tally.right, said + tally.edges),
        "solid_precision": ratio(tally.solid_right, solid),
        "solid_lenient_precision": ratio(tally.solid_right + tally.solid_ancestor, solid),
        "sure_precision": ratio(tally.sure_right, sure),
        "sure_lenient_precision": ratio(tally.sure_right + tally.sure_ancestor, sure),
        "undirected_precision": ratio(tally.pairs_right, tally.pairs),
        "undirected_recall": ratio(tally.pairs_right, tally.edges),
        "direction_accuracy": ratio(tally.direction_right, tally.decided),
        "share_decided": ratio(tally.decided, tally.edges),
        "share_linked": ratio(tally.linked, tally.edges),
    }


def rate_intervals(counts: Sequence[Tally], seed: int, resamples: int = RESAMPLES) -> dict[str, Interval]:
    """95 % bootstrap intervals of ``rates``, by name; the families are what is drawn.

    Families without edges, true or predicted, are left out first: they change no rate.
    """
    telling = [count for count in counts if count != Tally()]
    return bootstrap_intervals(telling, lambda some: rates(total(some)), seed, resamples)


def _count_true(key: Answers, prediction: Prediction, counts: Mapping[str, Counter[str]]) -> None:
    said = {(edge.source, edge.target) for edge in prediction.edges}
    for edge in key.edges:
        forth, back = edge in said, edge[::-1] in said
        count = counts[key.family[edge[1]]]
        count["edges"] += 1
        count["linked"] += pair_of(edge) in prediction.linked
        count["decided"] += forth or back
        count["direction_right"] += forth and not back


def _count_pairs(key: Answers, edges: Iterable[Edge], counts: Mapping[str, Counter[str]]) -> None:
    """Count edges without their direction, each pair once."""
    true_pairs = {pair_of(edge) for edge in key.edges}
    met = set()
    for edge in sorted(edges):
        pair = pair_of(edge)
        if pair not in met:
            met.add(pair)
            count = counts[key.family[edge[1]]]
            count["pairs"] += 1
            count["pairs_right"] += pair in true_pairs
