"""One prediction against what is known of its corpus: every measure that the truth allows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from provenance.evaluation.answers import Answers, Verdict, ancestors_of, answers, judge, parents_in
from provenance.evaluation.forests import family_forests, mean_tree_scores
from provenance.evaluation.latent import latent_scores, true_names
from provenance.evaluation.located import locate
from provenance.evaluation.metrics.bootstrap import RESAMPLES, Interval
from provenance.evaluation.metrics.calibration import calibration_scores
from provenance.evaluation.metrics.clusters import cluster_scores
from provenance.evaluation.metrics.edges import Edge, pair_of, parent_reciprocal_rank, vertex_edge_overlap
from provenance.evaluation.metrics.passages import PassagePair, passage_scores
from provenance.evaluation.metrics.proportions import clopper_pearson_lower
from provenance.evaluation.metrics.rates import Rates, found, ratio
from provenance.evaluation.metrics.selection import area_under_risk_coverage
from provenance.evaluation.metrics.sources import count_error
from provenance.evaluation.prediction import Prediction
from provenance.evaluation.scores import (
    EdgeScores,
    FalseLinks,
    ForecastScores,
    HardNegativeScores,
    LocatedPassageScores,
    Scores,
    SiblingScores,
    StatedScores,
    UndecidedScores,
)
from provenance.evaluation.tally import judged_edges, rate_intervals, rates, tallies, total
from provenance.evaluation.truth import Truth
from provenance.model import Document, PassageType

Forecast = tuple[str, float, bool]
"""Family of the target, stated probability, whether it is so."""
_DIRECT = frozenset({Verdict.RIGHT})
_ALL = "all"
"""Name given to hard negatives of every reason together."""


def score(truth: Truth, prediction: Prediction, documents: Sequence[Document]) -> Scores:
    """Everything known of how good a prediction is, over the documents that were read.

    Raises:
        ValueError: the prediction contradicts itself: its tree has a cycle, or a document is in two groups.

    """
    key = answers(truth, (document.id for document in documents))
    forests = family_forests(key, prediction)
    return Scores(
        documents=len(key.documents),
        known=len(key.known),
        families=len(forests),
        edges=_edges(key, prediction),
        undecided=_undecided(key, prediction),
        siblings=_siblings(key, prediction),
        hard_negatives=_hard_negatives(key, prediction),
        trees=mean_tree_scores(forests) if prediction.tree else None,
        clusters=cluster_scores(_groups(key), prediction.groups) if truth.clusters else None,
        passages=_passages(truth, prediction, documents),
        sources=latent_scores(key, prediction),
        independent_texts=None
        if truth.independent_texts is None or prediction.independent_texts is None
        else count_error(truth.independent_texts, prediction.independent_texts),
        stated=_forecast_scores(stated_outcomes(key, prediction)),
        considered=_forecast_scores(_outcomes(key, prediction.scores, _DIRECT)),
    )


def outcomes(truth: Truth, prediction: Prediction, documents: Iterable[str]) -> list[Forecast]:
    """Every edge between two of the documents that the system weighed and the truth knows, as a forecast and what came of it.

    Sorted by edge. An ancestor that is no direct source counts as not so.
    """
    return _outcomes(answers(truth, documents), prediction.scores, _DIRECT)


def intervals(
    truth: Truth, prediction: Prediction, documents: Iterable[str], seed: int, resamples: int = RESAMPLES
) -> dict[str, Interval]:
    """95 % bootstrap intervals over families of the rates of edges, by the names that ``tally.rates`` gives them."""
    counts = tallies(answers(truth, documents), prediction)
    return rate_intervals(tuple(counts.values()), seed, resamples)


def stated_outcomes(key: Answers, prediction: Prediction) -> list[Forecast]:
    """As ``outcomes``, of the edges decided on; an arrow states descent, so that one from an ancestor is so too."""
    stated = {(edge.source, edge.target): edge.probability for edge in prediction.edges}
    return _outcomes(key, stated, frozenset({Verdict.RIGHT, Verdict.ANCESTOR}))


def _outcomes(key: Answers, forecasts: Mapping[Edge, float], true: frozenset[Verdict]) -> list[Forecast]:
    documents = set(key.documents)
    judged = [(edge, judge(key, edge)) for edge in sorted(forecasts) if documents.issuperset(edge)]
    return [(key.family[edge[1]], forecasts[edge], verdict in true) for edge, verdict in judged if verdict is not Verdict.UNKNOWN]


def _forecast_scores(forecasts: Sequence[Forecast]) -> ForecastScores | None:
    if not forecasts:
        return None
    probabilities, true = [forecast for _, forecast, _ in forecasts], [outcome for _, _, outcome in forecasts]
    return ForecastScores(
        calibration=calibration_scores(probabilities, true),
        area_under_risk_coverage=area_under_risk_coverage(probabilities, true),
    )


def _edges(key: Answers, prediction: Prediction) -> EdgeScores | None:
    judged = judged_edges(key, prediction.edges)
    if not key.edges and not judged:
        return None
    tally = total(tallies(key, prediction).values())
    rate = rates(tally)
    documents = set(key.documents)
    between = sum(documents.issuperset((edge.source, edge.target)) for edge in prediction.edges)
    said = tally.right + tally.ancestor + tally.wrong
    return EdgeScores(
        directed=found(tally.right, said, tally.edges),
        undirected=found(tally.pairs_right, tally.pairs, tally.edges),
        stated=_stated(tally.right, tally.ancestor, tally.wrong),
        solid=_stated(tally.solid_right, tally.solid_ancestor, tally.solid_wrong),
        sure=_stated(tally.sure_right, tally.sure_ancestor, tally.sure_wrong),
        unjudged=between - len(judged),
        direction_accuracy=rate["direction_accuracy"],
        share_decided=rate["share_decided"],
        share_linked=rate["share_linked"],
        vertex_edge_overlap=_vertex_edge_overlap(key, prediction),
        parent_reciprocal_rank=_parent_reciprocal_rank(key, prediction),
    )


def _stated(right: int, ancestor: int, wrong: int) -> StatedScores:
    count = right + ancestor + wrong
    return StatedScores(
        count=count,
        right=right,
        ancestor=ancestor,
        wrong=wrong,
        precision=ratio(right, count),
        lenient_precision=ratio(right + ancestor, count),
        wrong_share=ratio(wrong, count),
        lower=clopper_pearson_lower(right, count),
    )


def _vertex_edge_overlap(key: Answers, prediction: Prediction) -> float | None:
    """Overlap of the graphs that the edges into documents of known source make, with the documents and sources they touch.

    A predicted source that is matched to a true one is the same vertex. Edges within a pair that nobody can put in order are in
    neither graph.
    """
    known, true_ids = set(key.known), true_names(key, prediction)
    # Ids of predicted sources that match nothing are marked, so that a chance likeness of ids is no agreement.
    renamed = {name: true_ids.get(name, f"unmatched {name}") for name in prediction.sources}
    nodes = {*key.documents, *key.truth.hidden}
    true = {(source, target) for target in known for source in key.truth.parents[target] if source in nodes}
    said = {(renamed.get(edge.source, edge.source), edge.target) for edge in prediction.edges if edge.target in known}
    true, said = ({edge for edge in edges if pair_of(edge) not in key.truth.undirected} for edges in (true, said))
    return vertex_edge_overlap(({end for edge in true for end in edge}, true), ({end for edge in said for end in edge}, said))


def _parent_reciprocal_rank(key: Answers, prediction: Prediction) -> float | None:
    """Over documents with an observed source; ``None`` if the system ranks nothing."""
    documents = set(key.documents)
    between = {edge: forecast for edge, forecast in prediction.scores.items() if documents.issuperset(edge)}
    return parent_reciprocal_rank(parents_in(key.edges), between) if between else None


def _undecided(key: Answers, prediction: Prediction) -> UndecidedScores | None:
    pairs = _observed(key, key.truth.undirected)
    if not pairs:
        return None
    decided = {pair_of((edge.source, edge.target)) for edge in prediction.edges}
    left_open = sum(pair in prediction.linked and pair not in decided for pair in pairs)
    return UndecidedScores(
        pairs=len(pairs),
        undecided=left_open,
        decided=sum(pair in decided for pair in pairs),
        share=left_open / len(pairs),
    )


def _siblings(key: Answers, prediction: Prediction) -> SiblingScores | None:
    pairs = _observed(key, key.truth.siblings)
    if not pairs:
        return None
    parents = parents_in((edge.source, edge.target) for edge in prediction.edges)
    above = {name: ancestors_of(parents, name) for pair in pairs for name in pair}
    ordered = {(one, other) for one, other in pairs if one in above[other] or other in above[one]}
    recognised = sum((one, other) not in ordered and bool(above[one] & above[other]) for one, other in pairs)
    return SiblingScores(pairs=len(pairs), recognised=recognised, ordered=len(ordered), share=recognised / len(pairs))


def _hard_negatives(key: Answers, prediction: Prediction) -> HardNegativeScores | None:
    pairs = _observed(key, key.truth.unrelated)
    if not pairs:
        return None
    said = prediction.linked | {pair_of((edge.source, edge.target)) for edge in prediction.edges}
    reasons = sorted({key.truth.unrelated[pair] for pair in pairs})
    return HardNegativeScores(
        all=_false_links(_ALL, pairs, said),
        by_reason=tuple(
            _false_links(reason, [pair for pair in pairs if key.truth.unrelated[pair] == reason], said) for reason in reasons
        ),
    )


def _false_links(reason: str, pairs: Sequence[Edge], said: frozenset[Edge]) -> FalseLinks:
    linked = sum(pair in said for pair in pairs)
    return FalseLinks(reason=reason, pairs=len(pairs), linked=linked, rate=linked / len(pairs))


def _observed(key: Answers, pairs: Iterable[Edge]) -> list[Edge]:
    """The pairs both of which were read, sorted."""
    documents = set(key.documents)
    return sorted(pair for pair in pairs if documents.issuperset(pair))


def _groups(key: Answers) -> list[list[str]]:
    """The true groups without documents that were not read."""
    documents = set(key.documents)
    return [[name for name in group if name in documents] for group in key.truth.clusters]


def _passages(truth: Truth, prediction: Prediction, documents: Sequence[Document]) -> LocatedPassageScores | None:
    if not truth.passages and not truth.passages_complete:
        return None
    true, missing = locate(truth.passages, documents)
    copied = [
        PassagePair(left=passage.left, left_span=passage.left_span, right=passage.right, right_span=passage.right_span)
        for passage in prediction.passages
        if passage.type is PassageType.COPY
    ]
    scores = passage_scores(true, copied)
    if not truth.passages_complete:
        micro = Rates(precision=None, recall=scores.micro.recall, f1=None)
        macro = Rates(precision=None, recall=scores.macro.recall, f1=None)
        scores = replace(scores, micro=micro, macro=macro, plagdet_micro=None, plagdet_macro=None)
    return LocatedPassageScores(scores=scores, not_located=missing)
