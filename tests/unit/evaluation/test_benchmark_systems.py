"""A lineage as a prediction: which edges, from where, how surely."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from provenance.corpus import read_corpus
from provenance.evaluation.prediction import PredictedEdge, PredictedSource
from provenance.evaluation.prepared import Prepared, prepare
from provenance.evaluation.systems import origin_edges, ours, prediction_of
from provenance.evaluation.truth import LabelledCorpus, Truth
from provenance.model import CountRange, Drawn, Edge, EdgeKind, Lineage, PassageType, Source, SourceKind
from provenance.settings import Limits, Settings
from tests.articles import FERRY, ORCHARD
from tests.documents import document
from tests.unit.evaluation.small_corpus import raw

WIRE, RELAY, NOBODY, PAPER = "source:wire", "source:relay", "source:unnamed-1", "source:paper.example"


def source(name: str, kind: SourceKind, host: str | None = None) -> Source:
    return Source(id=name, kind=kind, label=name.partition(":")[2], host=host, not_before=None, reason="made for a test")


SOURCES = (
    source(WIRE, SourceKind.DISTRIBUTOR),
    source(RELAY, SourceKind.DISTRIBUTOR),
    source(NOBODY, SourceKind.ANONYMOUS),
    source(PAPER, SourceKind.NAMED, host="paper.example"),
    source("source:speaker/minister", SourceKind.SPEAKER),
)


def edge(origin: str, target: str, probability: float, kind: EdgeKind = EdgeKind.REPUBLISHED, *, solid: bool = False) -> Edge:
    return Edge(
        source=origin,
        target=target,
        kind=kind,
        probability=probability,
        drawn=Drawn.SOLID if solid else Drawn.DASHED,
        evidence=(),
        against=(),
        flips_if="",
    )


def through(origin: str, target: str, probability: float) -> Edge:
    return edge(origin, target, probability, EdgeKind.SYNDICATED_THROUGH)


def lineage(edges: Sequence[Edge]) -> Lineage:
    return Lineage(
        sources=SOURCES,
        edges=tuple(edges),
        rejected=(),
        relations=(),
        quotations=(),
        divergences=(),
        independent_texts=CountRange(low=1, likely=2, high=3),
    )


def test_an_edge_between_documents_stays_what_it_is() -> None:
    assert origin_edges(lineage([edge("a", "b", 0.8, solid=True)])) == (
        PredictedEdge(source="a", target="b", probability=0.8, solid=True),
    )


def test_a_chain_of_distributors_leads_to_the_named_origin_at_its_weakest_link() -> None:
    found = origin_edges(lineage([through(PAPER, WIRE, 0.9), through(WIRE, RELAY, 0.7), through(RELAY, "a", 0.95)]))
    assert found == (PredictedEdge(source=PAPER, target="a", probability=0.7, solid=False),)


def test_a_chain_that_begins_with_nobody_known_gives_an_anonymous_source() -> None:
    edges = [through(NOBODY, WIRE, 0.8), through(WIRE, "a", 0.95)]
    prediction = prediction_of(lineage(edges), [document("a", "x")], ())
    assert [(one.source, one.target) for one in prediction.edges] == [(NOBODY, "a")]
    assert prediction.sources == {NOBODY: PredictedSource(id=NOBODY, host=None, name=None)}


def test_the_more_probable_of_two_ways_into_a_distributor_is_taken() -> None:
    edges = [through(NOBODY, WIRE, 0.6), through(PAPER, WIRE, 0.9), through(WIRE, "a", 0.95)]
    assert [one.source for one in origin_edges(lineage(edges))] == [PAPER]


def test_a_document_is_not_its_own_source_through_a_distributor() -> None:
    edges = [through("a", WIRE, 0.9), through(WIRE, "a", 0.8), through(WIRE, "b", 0.8)]
    assert [(one.source, one.target) for one in origin_edges(lineage(edges))] == [("a", "b")]


def test_distributors_in_a_circle_lead_nowhere() -> None:
    edges = [through(WIRE, RELAY, 0.9), through(RELAY, WIRE, 0.9), through(RELAY, "a", 0.8)]
    assert origin_edges(lineage(edges)) == ()


@pytest.mark.parametrize("kind", [EdgeKind.QUOTES, EdgeKind.REPORTS, EdgeKind.EMBEDS])
def test_speaking_of_something_is_not_copying_it(kind: EdgeKind) -> None:
    prediction = prediction_of(lineage([edge("source:speaker/minister", "a", 0.9, kind)]), [document("a", "x")], ())
    assert (prediction.edges, dict(prediction.sources)) == ((), {})


def test_documents_that_share_nothing_are_groups_of_their_own() -> None:
    documents = [document(name, "x") for name in "abc"]
    prediction = prediction_of(lineage([edge(PAPER, "a", 0.6), edge("a", "b", 0.8)]), documents, ())
    assert prediction.groups == (("a",), ("b",), ("c",))
    assert prediction.independent_texts == 2


def posts(**paragraphs: tuple[str, ...]) -> Prepared:
    """Posts of sites of their own, with nothing known of their lineage."""
    raws = tuple(raw(name, text) for name, text in sorted(paragraphs.items()))
    return prepare(
        LabelledCorpus(name="t", documents=raws, truth=Truth(parents={}, hidden={}, unrelated={}), checksum="0"), Settings()
    )


def test_every_direction_weighed_has_a_probability_and_every_document_a_place_in_the_forced_tree() -> None:
    prediction = ours(posts(coast=FERRY, inland=FERRY[:2], valley=ORCHARD), Settings())
    assert prediction.scores.keys() == {("coast", "inland"), ("inland", "coast")}
    assert sum(prediction.scores.values()) <= 1.0
    assert prediction.tree in (
        {"coast": None, "inland": "coast", "valley": None},
        {"coast": "inland", "inland": None, "valley": None},
    )


def test_a_text_with_a_credit_hangs_from_what_it_names() -> None:
    credited = (*FERRY, "This post appeared first on quay-courier.com.")
    prediction = ours(posts(coast=credited), Settings())
    (found,) = prediction.edges
    assert prediction.sources[found.source].host == "quay-courier.com"
    assert prediction.scores == {}
    assert str(prediction.tree["coast"]).startswith("source:coast ")


def test_the_seeds(seeds: Path) -> None:
    """000 and 002 are siblings below cnn.com; 004 comes through two distributors from nobody knows whom."""
    settings = Settings()
    raws, _ = read_corpus([seeds], Limits())
    truth = Truth(parents={}, hidden={}, unrelated={})
    prepared = prepare(LabelledCorpus(name="seeds", documents=raws, truth=truth, checksum="0"), settings)
    prediction = ours(prepared, settings)
    sources = {one.target[:3]: prediction.sources[one.source] for one in prediction.edges}
    assert sources.keys() == {"000", "002", "004"}
    assert sources["000"] == sources["002"]
    assert sources["000"].host == "cnn.com"
    assert (sources["004"].host, sources["004"].name) == (None, None)
    assert {(left[:3], right[:3]) for left, right in prediction.linked} == {("000", "002")}
    assert {passage.type for passage in prediction.passages} == {PassageType.COPY}
    assert prediction.independent_texts == 4
