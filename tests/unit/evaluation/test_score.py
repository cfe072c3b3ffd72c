"""One small corpus, scored by hand.

True: a is the source of b and c, b of d; e and f come from a hidden source of the outlet "wire.example", g from another
that nobody names; h and i are twins, j and k only look alike, l is single and of unknown source.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, replace

import pytest

from provenance.evaluation.answers import answers
from provenance.evaluation.forests import family_forests
from provenance.evaluation.metrics.edges import directed_edges, direction_accuracy, share_decided, undirected_edges
from provenance.evaluation.prediction import PredictedEdge, PredictedPassage, PredictedSource, Prediction
from provenance.evaluation.score import intervals, outcomes, score
from provenance.evaluation.scores import FalseLinks, HardNegativeScores, SiblingScores, UndecidedScores
from provenance.evaluation.tally import Tally, rates, tallies, total
from provenance.evaluation.truth import HiddenSource, TruePassage, Truth
from provenance.model import PassageType, Span
from tests.documents import document

DOCUMENTS = [document(name, f"Text of {name}. The ferry to Brannick ran aground on Tuesday.") for name in "abcdefghijkl"]
NAMES = [item.id for item in DOCUMENTS]


def hidden(name: str, host: str | None, *, named: bool) -> HiddenSource:
    return HiddenSource(id=name, host=host, name=None, named=named)


TRUTH = Truth(
    parents={"a": (), "b": ("a",), "c": ("a",), "d": ("b",), "e": ("H1",), "f": ("H1",), "g": ("H2",)},
    hidden={"H1": hidden("H1", "wire.example", named=True), "H2": hidden("H2", "desk.example", named=False)},
    undirected=frozenset({("h", "i")}),
    siblings=frozenset({("b", "c"), ("e", "f")}),
    unrelated={("j", "k"): "template", ("a", "j"): "legal_footer", ("j", "unread"): "template"},
    independent_texts=6,
    clusters=(("a", "b", "c", "d"), ("e", "f"), ("g",), ("h", "i"), ("j",), ("k",)),
)


def edge(ends: str, probability: float, *, solid: bool = False) -> PredictedEdge:
    return PredictedEdge(source=ends[0], target=ends[1], probability=probability, solid=solid)


EDGES = (
    edge("ab", 0.99, solid=True),  # right
    edge("ca", 0.6),  # turned round
    edge("ad", 0.97),  # an ancestor
    edge("kj", 0.5),  # template clones
    edge("al", 0.4),  # nobody knows
    PredictedEdge(source="S", target="e", probability=0.9),
    PredictedEdge(source="S", target="f", probability=0.9),
)
PREDICTION = Prediction(
    edges=EDGES,
    scores={(one.source, one.target): one.probability for one in EDGES if one.source != "S"}
    | {("b", "d"): 0.03, ("a", "c"): 0.4},
    tree={"a": "c", "b": "a", "c": None, "d": "a", "e": "S", "f": "S", "g": None, "h": None, "i": "h", "j": "k", "k": None},
    groups=(("a", "b", "c", "d"), ("e", "f"), ("h", "i"), ("j", "k", "l")),
    linked=frozenset({("a", "b"), ("a", "c"), ("a", "d"), ("b", "d"), ("h", "i"), ("j", "k")}),
    sources={"S": PredictedSource(id="S", host="www.wire.example", name="Wire")},
    independent_texts=5,
)
SCORES = score(TRUTH, PREDICTION, DOCUMENTS)


def test_counts() -> None:
    # Families of at least two documents of known source: abcd and ef.
    assert (SCORES.documents, SCORES.known, SCORES.families) == (12, 7, 2)


def test_edges() -> None:
    edges = SCORES.edges
    assert edges is not None
    # Judged are ab, ca, ad, kj; right is ab; true are ab, ac, bd.
    assert (edges.directed.right, edges.directed.predicted, edges.directed.actual, edges.unjudged) == (1, 4, 3, 1)
    # Without direction ac is found too.
    assert (edges.undirected.right, edges.undirected.predicted, edges.undirected.actual) == (2, 4, 3)
    # Of the true edges ab and ac are decided, ab rightly; all three are linked.
    assert (edges.direction_accuracy, edges.share_decided, edges.share_linked) == (1 / 2, 2 / 3, 1.0)
    assert (edges.stated.right, edges.stated.ancestor, edges.stated.wrong) == (1, 1, 2)
    assert (edges.stated.precision, edges.stated.lenient_precision, edges.stated.wrong_share) == (1 / 4, 2 / 4, 2 / 4)


def test_edges_said_with_certainty() -> None:
    edges = SCORES.edges
    assert edges is not None
    assert (edges.solid.count, edges.solid.precision) == (1, 1.0)
    # The bound for one of one is 0.05.
    assert edges.solid.lower == pytest.approx(0.05)
    # ab and ad are stated at 0.95 or more.
    assert (edges.sure.count, edges.sure.precision, edges.sure.lenient_precision, edges.sure.wrong) == (2, 1 / 2, 1.0, 0)


def test_vertex_edge_overlap_takes_a_matched_source_for_the_true_one() -> None:
    edges = SCORES.edges
    assert edges is not None
    # True edges into a to g: ab, ac, bd, H1e, H1f, H2g, with vertices abcd, ef, g, H1, H2: 9.
    # Said: ab, ca, ad, H1e, H1f, with vertices abcd, ef, H1: 7. Common: ab, H1e, H1f and 7.
    assert edges.vertex_edge_overlap == pytest.approx(2 * (3 + 7) / (6 + 9 + 5 + 7))


def test_reciprocal_rank_of_observed_parents() -> None:
    edges = SCORES.edges
    assert edges is not None
    # b: a first. c: a first. d: a at 0.97 before b.
    assert edges.parent_reciprocal_rank == pytest.approx((1 + 1 + 1 / 2) / 3)


def test_undecided_siblings_and_hard_negatives() -> None:
    assert SCORES.undecided == UndecidedScores(pairs=1, undecided=1, decided=0, share=1.0)
    # e and f both hang from S; c is said to be the source of a and so of b.
    assert SCORES.siblings == SiblingScores(pairs=2, recognised=1, ordered=1, share=0.5)
    template, footer = (
        FalseLinks(reason="template", pairs=1, linked=1, rate=1.0),
        FalseLinks(reason="legal_footer", pairs=1, linked=0, rate=0.0),
    )
    both = FalseLinks(reason="all", pairs=2, linked=1, rate=0.5)
    assert SCORES.hard_negatives == HardNegativeScores(all=both, by_reason=(footer, template))


@pytest.mark.parametrize(
    "said", [Prediction(linked=frozenset({("j", "k")})), Prediction(edges=(edge("kj", 0.5),))], ids=["link", "edge"]
)
def test_a_link_or_an_edge_takes_a_pair_for_copies(said: Prediction) -> None:
    result = score(TRUTH, said, DOCUMENTS).hard_negatives
    assert result is not None
    assert (result.all.linked, result.all.rate) == (1, 0.5)


def test_a_pair_that_is_not_linked_or_has_an_edge_is_not_left_undecided() -> None:
    unlinked = replace(PREDICTION, linked=frozenset())
    assert score(TRUTH, unlinked, DOCUMENTS).undecided == UndecidedScores(pairs=1, undecided=0, decided=0, share=0.0)
    decided = replace(PREDICTION, edges=(*EDGES, edge("ih", 0.7)))
    assert score(TRUTH, decided, DOCUMENTS).undecided == UndecidedScores(pairs=1, undecided=0, decided=1, share=0.0)


def test_siblings_need_a_common_ancestor() -> None:
    nothing = replace(PREDICTION, edges=())
    assert score(TRUTH, nothing, DOCUMENTS).siblings == SiblingScores(pairs=2, recognised=0, ordered=0, share=0.0)
    # A common ancestor is not enough, if one is said to come from the other.
    in_line = replace(PREDICTION, edges=(edge("ab", 0.9), edge("bc", 0.9)))
    assert score(TRUTH, in_line, DOCUMENTS).siblings == SiblingScores(pairs=2, recognised=0, ordered=1, share=0.0)


def test_trees() -> None:
    trees = SCORES.trees
    assert trees is not None
    # Family abcd: true root a, said c: 0. Edges ab of three. Leaves c, d against b, d: 1/3.
    # Ancestry ab, ac, ad, bd against ca, ab, cb, ad, cd: 2 of 7.
    # Family ef: both are roots once the source is cut out: all 1.
    assert trees.roots == 1 / 2
    assert trees.edges == pytest.approx((1 / 3 + 1) / 2)
    assert trees.leaves == pytest.approx((1 / 3 + 1) / 2)
    assert trees.ancestry == pytest.approx((2 / 7 + 1) / 2)


def test_a_source_between_two_documents_is_cut_out_of_the_tree() -> None:
    truth = Truth(parents={"a": (), "H": ("a",), "b": ("H",)}, hidden={"H": hidden("H", None, named=False)}, unrelated={})
    said = Prediction(tree={"a": None, "b": "S", "S": "a"})
    assert family_forests(answers(truth, "ab"), said) == [({"a": None, "b": "a"}, {"a": None, "b": "a"})]


def test_a_document_of_unknown_source_is_a_root_whatever_is_said_of_it() -> None:
    truth = Truth(parents={"b": ("a",), "c": ("b",)}, hidden={}, unrelated={})
    said = Prediction(tree={"a": "c", "b": "a", "c": "b"})
    assert family_forests(answers(truth, "abc"), said) == [({"a": None, "b": "a", "c": "b"}, {"a": None, "b": "a", "c": "b"})]


def test_of_several_sources_the_predicted_one_is_taken() -> None:
    truth = Truth(parents={"a": (), "b": (), "m": ("a", "b")}, hidden={}, unrelated={})
    key = answers(truth, "abm")
    assert family_forests(key, Prediction(tree={"m": "b"}))[0][0]["m"] == "b"
    assert family_forests(key, Prediction(tree={"m": None}))[0][0]["m"] == "a"


def test_clusters() -> None:
    clusters = SCORES.clusters
    assert clusters is not None
    # l is in no true group. Pairs true: 6 + 1 + 1; said: the same and jk.
    assert clusters.documents == 11
    assert (clusters.pairwise.right, clusters.pairwise.predicted, clusters.pairwise.actual) == (8, 9, 8)
    assert clusters.largest_false_cluster_share == pytest.approx(2 / 11)


def test_sources() -> None:
    sources = SCORES.sources
    assert sources is not None
    # S is H1, and has its host; H2, without a name, is missed.
    assert (sources.all.precision, sources.all.recall, sources.identity) == (1.0, 1 / 2, 1.0)
    assert (sources.named.recall, sources.anonymous.recall, sources.anonymous.precision) == (1.0, 0.0, None)


def test_a_source_above_documents_of_unknown_source_is_not_judged() -> None:
    more = replace(
        PREDICTION,
        edges=(*EDGES, PredictedEdge(source="T", target="l", probability=0.9)),
        sources={**PREDICTION.sources, "T": PredictedSource(id="T", host=None, name=None)},
    )
    assert score(TRUTH, more, DOCUMENTS).sources == SCORES.sources


def test_independent_texts() -> None:
    count = SCORES.independent_texts
    assert count is not None
    assert (count.signed, count.absolute) == (-1, 1)


def test_outcomes() -> None:
    # Sorted by edge; al is not known, an ancestor is not the source.
    assert outcomes(TRUTH, PREDICTION, NAMES) == [
        ("a", 0.99, True),
        ("a", 0.4, True),
        ("a", 0.97, False),
        ("a", 0.03, True),
        ("a", 0.6, False),
        ("j", 0.5, False),
    ]


def test_calibration() -> None:
    assert SCORES.stated is not None
    assert SCORES.considered is not None
    # ab right, ad from an ancestor, ca and kj wrong: 0.01, 0.03, 0.6, 0.5 squared.
    assert SCORES.stated.calibration.brier == pytest.approx((0.01**2 + 0.03**2 + 0.6**2 + 0.5**2) / 4)
    # From the surest down: right, right, wrong, wrong.
    assert SCORES.stated.area_under_risk_coverage == pytest.approx((0 + 0 + 1 / 3 + 2 / 4) / 4)
    assert SCORES.considered.calibration.count == 6


def test_passages() -> None:
    copied = "The ferry to Brannick ran aground on Tuesday."
    truth = replace(
        TRUTH,
        passages=(
            TruePassage(left="a", right="b", left_text=copied, right_text=copied.replace(" ", "\n")),
            TruePassage(left="a", right="b", left_text="not there", right_text=copied),
        ),
        passages_complete=True,
    )
    start = len("Text of a. ")
    span = Span(start, start + len(copied))
    half = Span(start, start + 9)

    def said(place: Span, kind: PassageType) -> PredictedPassage:
        return PredictedPassage(left="a", right="b", left_span=place, right_span=place, type=kind)

    whole = replace(PREDICTION, passages=(said(span, PassageType.COPY), said(Span(0, 5), PassageType.FORMULA)))
    result = score(truth, whole, DOCUMENTS).passages
    assert result is not None
    assert (result.not_located, result.scores.detections, result.scores.plagdet_micro) == (1, 1, 1.0)
    part = replace(PREDICTION, passages=(said(half, PassageType.COPY),))
    result = score(replace(truth, passages_complete=False), part, DOCUMENTS).passages
    assert result is not None
    assert result.scores.micro.recall == pytest.approx(9 / len(copied))
    assert result.scores.micro.precision is result.scores.plagdet_micro is result.scores.macro.precision is None


def test_what_is_not_known_is_not_scored() -> None:
    nothing = score(Truth(parents={}, hidden={}, unrelated={}), PREDICTION, DOCUMENTS)
    assert {name for name, part in asdict(nothing).items() if part is None} == set(asdict(nothing)) - {
        "documents",
        "known",
        "families",
    }
    silent = score(TRUTH, Prediction(), DOCUMENTS)
    assert [silent.trees, silent.independent_texts, silent.stated, silent.considered] == [None] * 4
    assert silent.edges is not None
    assert (silent.edges.directed.recall, silent.edges.direction_accuracy, silent.edges.parent_reciprocal_rank) == (
        0.0,
        None,
        None,
    )


def test_scores_go_to_json_and_back() -> None:
    record = asdict(SCORES)
    assert json.loads(json.dumps(record, allow_nan=False)) == json.loads(json.dumps(record))


def test_the_counts_of_families_give_what_the_measures_give() -> None:
    key = answers(TRUTH, NAMES)
    rate = rates(total(tallies(key, PREDICTION).values()))
    said = [("a", "b"), ("c", "a"), ("a", "d"), ("k", "j")]
    directed, undirected = directed_edges(key.edges, said), undirected_edges(key.edges, said)
    assert (rate["precision"], rate["recall"], rate["f1"]) == (directed.precision, directed.recall, directed.f1)
    assert (rate["undirected_precision"], rate["undirected_recall"]) == (undirected.precision, undirected.recall)
    assert rate["direction_accuracy"] == direction_accuracy(key.edges, said)
    assert rate["share_decided"] == share_decided(key.edges, said)


def test_an_edge_said_both_ways_is_one_pair_and_has_no_right_direction() -> None:
    both = replace(PREDICTION, edges=(edge("ab", 0.5), edge("ba", 0.5)))
    counts = tallies(answers(TRUTH, NAMES), both)["a"]
    assert (counts.right, counts.wrong, counts.pairs, counts.pairs_right) == (1, 1, 1, 1)
    assert (counts.decided, counts.direction_right) == (1, 0)


def test_counts_are_kept_by_family() -> None:
    counts = tallies(answers(TRUTH, NAMES), PREDICTION)
    assert counts["a"] == Tally(
        edges=3,
        linked=3,
        decided=2,
        direction_right=1,
        right=1,
        ancestor=1,
        wrong=1,
        solid_right=1,
        sure_right=1,
        sure_ancestor=1,
        pairs=3,
        pairs_right=2,
    )
    assert counts["j"] == Tally(wrong=1, pairs=1)
    assert counts["e"] == Tally()


def test_intervals_draw_families() -> None:
    found = intervals(TRUTH, PREDICTION, NAMES, seed=1, resamples=500)
    # Two families say something: abcd with 1 of 3 right, j with 0 of 1. Drawn: twice the first, twice the second, or both.
    assert (found["precision"].low, found["precision"].point, found["precision"].high) == (0.0, 1 / 4, 1 / 3)
    assert found["precision"].units == 2
    assert found == intervals(TRUTH, PREDICTION, NAMES, seed=1, resamples=500)


def test_renaming_changes_nothing() -> None:
    renamed = {name: f"n{len(NAMES) - place:02}" for place, name in enumerate(NAMES)}

    def pairs(mapping: Mapping[tuple[str, str], float]) -> dict[tuple[str, str], float]:
        return {(renamed[one], renamed[other]): value for (one, other), value in mapping.items()}

    def both(found: frozenset[tuple[str, str]]) -> frozenset[tuple[str, str]]:
        return frozenset((min(one, other), max(one, other)) for one, other in ((renamed[a], renamed[b]) for a, b in found))

    truth = Truth(
        parents={renamed[child]: tuple(renamed.get(one, one) for one in of) for child, of in TRUTH.parents.items()},
        hidden=TRUTH.hidden,
        undirected=both(TRUTH.undirected),
        siblings=both(TRUTH.siblings),
        unrelated={},
        independent_texts=6,
        clusters=tuple(tuple(renamed[name] for name in group) for group in TRUTH.clusters),
    )
    prediction = replace(
        PREDICTION,
        edges=tuple(
            replace(one, source=renamed.get(one.source, one.source), target=renamed[one.target]) for one in PREDICTION.edges
        ),
        scores=pairs(PREDICTION.scores),
        tree={
            renamed[child]: None if parent is None else renamed.get(parent, parent) for child, parent in PREDICTION.tree.items()
        },
        groups=tuple(tuple(renamed[name] for name in group) for group in PREDICTION.groups),
        linked=both(PREDICTION.linked),
    )
    again = score(truth, prediction, [replace(item, id=renamed[item.id], blocks=()) for item in DOCUMENTS])
    assert again == score(replace(TRUTH, unrelated={}), PREDICTION, DOCUMENTS)


@pytest.mark.parametrize("guess", ["xy", "yx", ""])
def test_a_guess_at_what_nobody_can_know_moves_no_measure_of_edges(guess: str) -> None:
    """Parent and copy that read the same: neither direction is counted, nor is silence."""
    truth = Truth(parents={"x": (), "y": ("x",), "z": ("y",)}, hidden={}, undirected=frozenset({("x", "y")}), unrelated={})
    said = (edge("yz", 0.9), *([edge(guess, 0.9)] if guess else []))
    found = score(
        truth, Prediction(edges=said, linked=frozenset({("x", "y"), ("y", "z")})), [document(n, "Text.") for n in "xyz"]
    )
    assert found.edges is not None
    assert (found.edges.directed.right, found.edges.directed.predicted, found.edges.directed.actual) == (1, 1, 1)
    assert (found.edges.direction_accuracy, found.edges.share_decided, found.edges.vertex_edge_overlap) == (1.0, 1.0, 1.0)
    assert found.undecided is not None
    assert found.undecided.share == (0.0 if guess else 1.0)
