"""Sources outside the corpus as the measures get them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from provenance.evaluation.answers import answers
from provenance.evaluation.latent import is_same, judged_sources, latent_scores, predicted_sources, true_names, true_sources
from provenance.evaluation.metrics.sources import Latent
from provenance.evaluation.prediction import PredictedEdge, PredictedSource, Prediction
from provenance.evaluation.truth import HiddenSource, Place, Truth

TRUTH = Truth(
    parents={"a": ("H",), "b": ("a",), "c": ("I", "a"), "o": (), "I": ("H",)},
    hidden={
        "H": HiddenSource(id="H", host="wire.example", name="Wire", named=True),
        "I": HiddenSource(id="I", host="desk.example", name=None, named=False),
        "J": HiddenSource(id="J", host=None, name="Nobody", named=True),
    },
    unrelated={},
)
KEY = answers(TRUTH, "abcoz")


def latent(*, host: str | None = None, name: str | None = None) -> Latent:
    return Latent(documents=frozenset("a"), host=host, name=name)


def prediction(*edges: str, sources: str) -> Prediction:
    return Prediction(
        edges=tuple(PredictedEdge(source=ends[0], target=ends[1], probability=0.9) for ends in edges),
        sources={name: PredictedSource(id=name, host=f"{name.lower()}.example", name=None) for name in sources},
    )


def test_documents_hang_from_a_source_directly_through_others_and_through_other_sources() -> None:
    # Nobody comes from J; nobody names I, so its host cannot be known.
    assert true_sources(KEY) == {
        "H": Latent(documents=frozenset("abc"), host="wire.example", name="Wire"),
        "I": Latent(documents=frozenset("c")),
    }


def test_of_predicted_sources_those_above_a_document_of_known_source_are_judged() -> None:
    said = prediction("Sa", "ab", "Tz", "Uo", sources="STUV")
    assert {name: "".join(sorted(source.documents)) for name, source in predicted_sources(KEY, said).items()} == {
        "S": "ab",
        "U": "o",
    }


def test_a_matched_source_is_called_by_its_true_name() -> None:
    assert true_names(KEY, prediction("Sa", "ab", "Uo", sources="SU")) == {"S": "H"}


def test_nothing_known_and_nothing_said() -> None:
    assert latent_scores(answers(TRUTH, "o"), Prediction()) is None
    assert latent_scores(answers(TRUTH, "z"), prediction("Tz", sources="T")) is None
    invented = latent_scores(answers(TRUTH, "o"), prediction("Uo", sources="U"))
    assert invented is not None
    assert (invented.all.precision, invented.all.recall) == (0.0, None)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (latent(host="wire.example"), latent(host="www.wire.example")),
        (latent(host="harbourwire.com"), latent(host="cms.harbourwire.com")),
        (latent(name="The Daily Harbour"), latent(name="daily harbour")),
        (latent(name="Daily Harbour"), latent(host="www.dailyharbour.com")),
        (latent(host="dailyharbour.com"), latent(name="Daily Harbour")),
    ],
)
def test_the_same_by_site_or_name(one: Latent, other: Latent) -> None:
    assert is_same(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (latent(host="wire.example"), latent(host="other.example")),
        (latent(name="Daily Harbour"), latent(name="Daily Mountain")),
        (latent(name="Daily Harbour"), latent(host="dailymountain.com")),
        (latent(), latent()),
    ],
)
def test_not_known_to_be_the_same(one: Latent, other: Latent) -> None:
    assert not is_same(one, other)


def test_a_document_that_nowhere_says_where_it_stands_taken_for_an_absent_source_is_not_judged() -> None:
    truth = replace(
        TRUTH,
        places={"o": Place(host="desk.example", name="The Desk", told=False)},
        parents={**TRUTH.parents, "p": ("o",), "q": ()},
    )
    key = answers(truth, "abcopq")
    taken = prediction("Ip", "Io", sources="I")
    named = replace(taken, sources={"I": PredictedSource(id="I", host="www.desk.example", name=None)})
    assert judged_sources(key, named) == {}
    # Somebody else's name is wrong as ever, and so is the right one over documents that are mostly not from there.
    assert judged_sources(key, taken).keys() == {"I"}
    mostly_others = replace(named, edges=prediction("Ip", "Iq", sources="I").edges)
    assert judged_sources(key, mostly_others).keys() == {"I"}
    # Where it says so, it is known to be here.
    assert judged_sources(answers(replace(truth, places={}), "abcopq"), named).keys() == {"I"}


def test_a_source_that_is_found_counts_though_an_unplaced_document_is_called_the_same() -> None:
    key = answers(replace(TRUTH, places={"a": Place(host="h.example", name=None, told=False)}), "abc")
    found = prediction("Ha", "ab", "ac", sources="H")
    assert judged_sources(key, found).keys() == {"H"}
    scores = latent_scores(key, found)
    assert scores is not None
    assert scores.named.recall == 1.0
