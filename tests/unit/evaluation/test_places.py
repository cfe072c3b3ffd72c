"""Where documents stood: labelled by the simulation, kept in the truth's file."""

from __future__ import annotations

from dataclasses import replace

import pytest

from provenance.errors import UsageError
from provenance.evaluation.simulate import simulate
from provenance.evaluation.simulate.world import World
from provenance.evaluation.truth import Place, Truth
from provenance.evaluation.truth_file import check_names, parse_truth, truth_text

TRUTH = Truth(
    parents={"a": (), "b": ("a",)},
    hidden={},
    unrelated={},
    places={"a": Place(host="desk.example", name=None, told=False), "b": Place(host=None, name="The Quay", told=True)},
)


def test_every_document_has_a_place_and_holds_a_word_of_it_where_it_is_told() -> None:
    corpus = simulate(World(name="some", stories=4, copies=(2, 4), placed=0.5), 1)
    places = corpus.truth.places
    assert places.keys() == {document.id for document in corpus.documents}
    for document in corpus.documents:
        place = places[document.id]
        assert place.told == (str(place.host) in document.content or str(place.name) in document.content)
    assert {place.told for place in places.values()} == {True, False}


def test_places_are_written_and_read_back_and_a_truth_without_any_is_written_as_ever() -> None:
    assert parse_truth(truth_text("some", TRUTH), "truth.json") == ("some", TRUTH)
    assert "places" not in truth_text("some", replace(TRUTH, places={}))


def test_places_that_make_no_sense_are_refused() -> None:
    with pytest.raises(UsageError, match="places 'a' must have host and name"):
        parse_truth(truth_text("some", TRUTH).replace('"desk.example"', "7"), "truth.json")
    with pytest.raises(UsageError, match="places: there is no document 'a'"):
        check_names(replace(TRUTH, parents={}), ["b"], "truth.json")
