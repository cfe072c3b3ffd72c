"""Lineage of small families, with signals made by hand."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence

import pytest

from provenance.lineage import infer
from provenance.matching import find_reuse
from provenance.model import Document, Drawn, Edge, EdgeKind, Lineage, Relation, Role, Signal, SignalKind, SourceKind
from provenance.settings import Settings
from tests.documents import document

SETTINGS = Settings()
STORY = (
    "The evening ferry to Brannick ran aground on a sandbank shortly after leaving the harbour, and forty passengers "
    "spent the night aboard while engineers waited for the tide to lift the hull.",
    "A spokeswoman for the harbour board said nobody had been hurt, that blankets and soup were carried out by rowing "
    "boat, and that the captain would be interviewed once the vessel was back at its berth.",
    "The sandbank has shifted twice since the winter storms, local fishermen warned, yet the channel markers were last "
    "moved three years ago and a survey promised in spring never took place.",
    "Insurers have asked for the log of the voyage, which under the rules of the line must be kept for seven years and "
    "shown to any inspector who asks for it in writing.",
)
INSIDER = (
    "A deckhand told the Harbour Gazette that the depth alarm had been silent since Easter and that nobody on the bridge "
    "had thought of replacing the battery in it."
)


def lineage(documents: Sequence[Document], signals: Mapping[str, Sequence[Signal]] | None = None) -> Lineage:
    ordered = sorted(documents, key=lambda item: item.id)
    by_id = {item.id: tuple((signals or {}).get(item.id, ())) for item in ordered}
    return infer(ordered, by_id, find_reuse(ordered, SETTINGS.matching), SETTINGS)


def credit(block: str, host: str) -> Signal:
    return Signal(
        kind=SignalKind.ATTRIBUTION_LINE,
        value=f"This post appeared first on {host}",
        basis="test",
        strength=5,
        host=host,
        blocks=(block,),
    )


def copy_edges(result: Lineage) -> dict[tuple[str, str], Edge]:
    return {(edge.source, edge.target): edge for edge in result.edges if edge.kind is not EdgeKind.EMBEDS}


def relation(result: Lineage, left: str, right: str) -> tuple[Relation, str]:
    found = next(item for item in result.relations if (item.left, item.right) == (left, right))
    return found.relation, found.direction


def test_identical_texts_without_asymmetric_evidence_stay_undirected() -> None:
    result = lineage([document("a", *STORY), document("b", *STORY)])
    assert result.edges == ()
    assert relation(result, "a", "b") == (Relation.COPY, "undecided")
    assert (result.independent_texts.low, result.independent_texts.likely, result.independent_texts.high) == (1, 1, 1)


def test_a_credit_points_at_the_document_it_names() -> None:
    copy = document("a", *STORY, (Role.CREDIT, "This post appeared first on gazette.example"), host="insider.example")
    result = lineage([copy, document("b", *STORY, host="gazette.example")], {"a": [credit("a:p05", "gazette.example")]})
    edge = copy_edges(result)["b", "a"]
    assert list(copy_edges(result)) == [("b", "a")]
    assert edge.drawn is Drawn.SOLID
    assert edge.probability > 0.95
    assert {"attribution_line", "verbatim_overlap"} <= {item.kind for item in edge.evidence}
    assert relation(result, "a", "b") == (Relation.COPY, "right_first")
    assert result.sources == ()


def test_a_credit_beats_a_date() -> None:
    copy = document("a", *STORY, host="insider.example", published="2025-01-01")
    original = document("b", *STORY, host="gazette.example", published="2025-03-01")
    result = lineage([copy, original], {"a": [credit("a:p01", "gazette.example")]})
    assert list(copy_edges(result)) == [("b", "a")]


def test_a_credit_to_an_absent_source_makes_a_node() -> None:
    result = lineage([document("a", *STORY, host="insider.example")], {"a": [credit("a:p01", "gazette.example")]})
    assert [(source.id, source.kind, source.host) for source in result.sources] == [
        ("source:gazette.example", SourceKind.NAMED, "gazette.example")
    ]
    assert list(copy_edges(result)) == [("source:gazette.example", "a")]


def test_two_works_of_one_absent_outlet_are_two_nodes() -> None:
    other = [" ".join(f"{word}{number}" for number in range(40)) for word in ("oak", "elm")]
    result = lineage(
        [document("a", *STORY), document("b", *other)],
        {"a": [credit("a:p01", "gazette.example")], "b": [credit("b:p01", "gazette.example")]},
    )
    assert [source.id for source in result.sources] == ["source:gazette.example", "source:gazette.example#2"]


def test_two_copies_of_one_absent_original_are_siblings() -> None:
    documents = [document("a", *STORY, host="one.example"), document("b", *STORY, host="two.example")]
    result = lineage(documents, {name: [credit(f"{name}:p01", "gazette.example")] for name in "ab"})
    assert set(copy_edges(result)) == {("source:gazette.example", "a"), ("source:gazette.example", "b")}
    assert relation(result, "a", "b") == (Relation.COMMON_SOURCE, "neither")
    assert result.independent_texts.likely == 1


def test_a_date_alone_decides_only_among_texts_that_share_wording_and_is_drawn_dashed() -> None:
    documents = [
        document("a", *STORY, host="one.example", published="2025-01-01"),
        document("b", *STORY, host="two.example", published="2025-02-01"),
        document("c", "Something else entirely happened on the other side of the island that day.", published="2024-01-01"),
    ]
    result = lineage(documents)
    assert list(copy_edges(result)) == [("a", "b")]
    edge = copy_edges(result)["a", "b"]
    assert edge.drawn is Drawn.DASHED
    assert edge.probability < 0.95


def test_the_same_day_without_a_credit_is_unknown() -> None:
    documents = [document(name, *STORY, host=f"{name}.example", published="2025-01-01") for name in "ab"]
    result = lineage(documents)
    assert copy_edges(result) == {}
    assert relation(result, "a", "b") == (Relation.COPY, "undecided")


def sibling_family() -> tuple[list[Document], dict[str, list[Signal]]]:
    """A copy that credits a gazette and lacks one passage; another that has it, and that speaks as the gazette."""
    short = document("a", *STORY, host="insider.example")
    whole = document("b", *STORY[:2], INSIDER, *STORY[2:])
    told = Signal(
        kind=SignalKind.SELF_REFERENCE,
        value="told the Harbour Gazette",
        basis="test",
        strength=3,
        organisation="Harbour Gazette",
        blocks=("b:p03",),
    )
    ids = Signal(
        kind=SignalKind.CMS_COMPONENT_ID,
        value="cms.harbourgazette.com/p/1",
        basis="test",
        strength=5,
        host="cms.harbourgazette.com",
        blocks=("a:p01",),
    )
    return [short, whole], {"a": [ids, credit("a:p04", "harbourgazette.com")], "b": [told]}


def test_a_passage_of_the_original_excludes_the_copy_that_lacks_it() -> None:
    result = lineage(*sibling_family())
    rejected = {(item.source, item.target): item for item in result.rejected}
    assert set(rejected) == {("a", "b"), ("b", "a")}
    assert rejected["a", "b"].evidence[0].kind == "separative_omission"
    assert rejected["a", "b"].evidence[0].where == ("b:p03",)
    assert "cms_component_id" in {item.kind for item in rejected["b", "a"].evidence}
    edges = copy_edges(result)
    assert set(edges) == {("source:harbourgazette.com", "a"), ("source:harbourgazette.com", "b")}
    assert edges["source:harbourgazette.com", "b"].probability < edges["source:harbourgazette.com", "a"].probability
    assert edges["source:harbourgazette.com", "b"].kind is EdgeKind.REPUBLISHED_WITH_EDITS
    assert relation(result, "a", "b") == (Relation.COMMON_SOURCE, "neither")


@pytest.mark.parametrize("lost", [SignalKind.ATTRIBUTION_LINE, SignalKind.CMS_COMPONENT_ID, SignalKind.SELF_REFERENCE])
def test_any_one_signal_may_be_lost_and_the_edges_stay_with_less_confidence(lost: SignalKind) -> None:
    documents, signals = sibling_family()
    whole = copy_edges(lineage(documents, signals))
    rest = {name: [signal for signal in found if signal.kind is not lost] for name, found in signals.items()}
    less = copy_edges(lineage(documents, rest))
    assert set(less) == set(whole)
    changed = [pair for pair in whole if less[pair].probability < whole[pair].probability]
    assert changed
    assert all(less[pair].probability <= whole[pair].probability for pair in whole)


def test_without_the_passage_the_direction_is_no_longer_excluded() -> None:
    documents, signals = sibling_family()
    result = lineage([documents[0], document("b", *STORY)], {"a": signals["a"]})
    assert ("a", "b") not in {(item.source, item.target) for item in result.rejected}


def test_texts_that_exclude_one_another_have_an_unnamed_source() -> None:
    """Each lacks a passage that the other two share, so none can have been the source of another."""
    documents = [
        document("a", STORY[0], STORY[1], STORY[2], host="one.example"),
        document("b", STORY[0], STORY[1], STORY[3], host="two.example"),
        document("c", STORY[0], STORY[2], STORY[3], host="three.example"),
    ]
    result = lineage(documents)
    assert [(source.id, source.kind) for source in result.sources] == [("source:unnamed-1", SourceKind.ANONYMOUS)]
    assert set(copy_edges(result)) == {("source:unnamed-1", name) for name in "abc"}
    assert len(result.rejected) == 6
    assert all(edge.drawn is Drawn.DASHED for edge in result.edges)


def test_an_agency_is_a_source_of_its_kind() -> None:
    wire = Signal(
        kind=SignalKind.AGENCY_DATELINE,
        value="BRANNICK (NWA) —",
        basis="test",
        strength=4,
        organisation="North Wire Agency",
        blocks=("a:p01",),
    )
    result = lineage([document("a", *STORY, host="one.example")], {"a": [wire]})
    assert [(source.id, source.kind, source.label) for source in result.sources] == [
        ("source:north-wire-agency", SourceKind.AGENCY, "North Wire Agency")
    ]


def test_quoting_another_outlet_is_no_claim_of_origin() -> None:
    documents, signals = sibling_family()
    assert lineage([documents[1]], {"b": signals["b"]}).edges == ()


def test_stacked_notices_are_a_chain_of_distributors() -> None:
    notices = [
        Signal(kind=SignalKind.DISCLAIMER, value=name, basis="test", strength=4, organisation=name, blocks=(f"a:p0{number}",))
        for number, name in ((5, "Upper Distribution"), (6, "Lower Presswire"))
    ]
    blocks = [(Role.DISCLAIMER, f"{signal.value} provides this as is, without warranty.") for signal in notices]
    result = lineage([document("a", *STORY, *blocks)], {"a": notices})
    chain = [(edge.source, edge.target) for edge in result.edges]
    assert set(chain) == {
        ("source:unnamed-1", "source:upper-distribution"),
        ("source:upper-distribution", "source:lower-presswire"),
        ("source:lower-presswire", "a"),
    }
    order = next(edge for edge in result.edges if edge.target == "source:lower-presswire")
    assert order.probability <= 0.85
    assert order.kind is EdgeKind.SYNDICATED_THROUGH
    assert order.evidence[0].kind == "disclaimer_order"


def test_claims_that_point_at_each_other_are_a_contradiction() -> None:
    documents = [document("a", *STORY, host="one.example"), document("b", *STORY, host="two.example")]
    result = lineage(documents, {"a": [credit("a:p01", "two.example")], "b": [credit("b:p01", "one.example")]})
    assert all(edge.probability < 0.9 for edge in result.edges)


def test_a_credit_holds_though_the_shared_text_quotes_the_copy_s_outlet() -> None:
    """The original speaks of the outlet that republished it: that contradicts nothing."""
    original = document("a", *STORY, host="gazette.example")
    copy = document("b", *STORY, (Role.CREDIT, "This post appeared first on gazette.example"), host="insider.example")
    spoken = Signal(
        kind=SignalKind.SELF_REFERENCE, value="told Insider", basis="test", strength=3, host="insider.example", blocks=("a:p01",)
    )
    result = lineage([original, copy], {"a": [spoken], "b": [credit("b:p05", "gazette.example")]})
    assert list(copy_edges(result)) == [("a", "b")]


def test_two_that_credit_each_other_have_no_arrow_however_much_else_speaks_for_one() -> None:
    early = document("a", *STORY, host="one.example", published="2020-01-01")
    late = document("b", *STORY, host="two.example", published="2021-01-01")
    result = lineage([early, late], {"a": [credit("a:p01", "two.example")], "b": [credit("b:p01", "one.example")]})
    assert copy_edges(result) == {}


def test_weights_are_settings() -> None:
    documents, signals = sibling_family()
    weights = dataclasses.replace(SETTINGS.inference.weights, separative_omission=-0.1, added_passage=-0.1)
    settings = dataclasses.replace(SETTINGS, inference=dataclasses.replace(SETTINGS.inference, weights=weights))
    reuses = find_reuse(documents, settings.matching)
    result = infer(documents, {name: tuple(found) for name, found in signals.items()}, reuses, settings)
    assert ("a", "b") not in {(item.source, item.target) for item in result.rejected}


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("2025-01-01", "2025-01-09", [("a", "b")]),
        ("2025-01-09", "2025-01-01", [("b", "a")]),
        ("2025-01-01", "2025-01-02", [("a", "b")]),
        ("2025-01-01", "2025-01-01", []),
        ("2025-01-01T12:00:00Z", "2025-01-01T12:00:01Z", [("a", "b")]),
        ("2025-01-01T12:00:00Z", "2025-01-02", []),
    ],
)
def test_dates_count_as_far_as_their_zones_allow(first: str, second: str, expected: list[tuple[str, str]]) -> None:
    documents = [
        document("a", *STORY, host="one.example", published=first),
        document("b", *STORY, host="two.example", published=second),
    ]
    assert list(copy_edges(lineage(documents))) == expected


def test_neighbouring_days_weigh_less_than_distant_ones() -> None:
    def sure(second: str) -> float:
        documents = [document("a", *STORY, published="2025-01-01"), document("b", *STORY, published=second)]
        return copy_edges(lineage(documents))["a", "b"].probability

    assert sure("2025-01-02") < sure("2025-02-01") < 0.95


def test_two_reworded_reports_of_one_origin_widen_the_count() -> None:
    one = document("a", STORY[0], host="one.example")
    other = document(
        "b",
        "Forty passengers aboard the Brannick ferry waited for the tide overnight after the vessel struck a sandbank by the "
        "harbour, engineers said.",
        host="two.example",
    )
    result = lineage([one, other], {name: [credit(f"{name}:p01", "gazette.example")] for name in "ab"})
    assert (result.independent_texts.low, result.independent_texts.likely) == (1, 2)


def test_a_twin_explains_a_text_better_than_an_unnamed_source() -> None:
    """Two posts share one passage with a third and with each other's twins: the twins stay undecided, nothing is invented."""
    documents = [
        document("a", STORY[0], STORY[1], STORY[2], host="one.example"),
        document("b", STORY[0], STORY[1], STORY[2], host="two.example"),
        document("c", STORY[0], STORY[1], STORY[3], host="three.example"),
        document("d", STORY[0], STORY[1], STORY[3], host="four.example"),
    ]
    result = lineage(documents)
    assert [source.kind for source in result.sources if source.kind is SourceKind.ANONYMOUS] == []
    assert relation(result, "a", "b") == (Relation.COPY, "undecided")
    assert relation(result, "c", "d") == (Relation.COPY, "undecided")
