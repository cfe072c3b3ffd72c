"""Names of outlets, and what is none."""

from __future__ import annotations

import pytest

from provenance.signals.organisations import leading_name, media_name, trailing_name, uncapitalised_outlet


@pytest.mark.parametrize(
    ("stretch", "outlet"),
    [
        ("QNN in April", "QNN"),
        ("the BBC.", "BBC"),
        ("the New York Herald on Monday", "New York Herald"),
        ("The Sun that", "Sun"),
        ("state-run news agency Norwire that", "Norwire"),
        ("Blick newspaper", "Blick"),
        ("the Interfax news agency", "Interfax"),
        ("QNN’s Ann Example", "QNN"),
        ("Canada's Globe And Mail", "Globe And Mail"),
        ("Radio Free Harbour", "Radio Free Harbour"),
        ("People's Daily", "People's Daily"),
        ("harbourcourier.com in", "harbourcourier.com"),
        ("HarbourPost", "HarbourPost"),
        ("Reuters.", "Reuters"),
    ],
)
def test_outlets_are_recognised_by_typography_and_nouns(stretch: str, outlet: str) -> None:
    assert media_name(stretch) == outlet


@pytest.mark.parametrize(
    "stretch",
    [
        "Smith to leave",
        "him",
        "reporters",
        "lawmakers in Norwich",
        "parliament",
        "Congress",
        "President Jones",
        "the FBI",
        "the UN.",
        "the Senate",
        "Kim Example",
        "Post Malone",
        "Sun Yat-sen",
        "the Taliban",
        "Times reporters",
        "the station",
        "state television",
        "",
        "US officials",
        "the Prime Minister",
        "Mr. Post",
    ],
)
def test_persons_offices_and_places_are_no_outlets(stretch: str) -> None:
    assert media_name(stretch) is None


@pytest.mark.parametrize(
    ("stretch", "name"),
    [
        ("the 18F blog by Ann Example, a writer", "18F blog"),
        ("18f blog by", "18f blog"),
        ("June 3, 2015 by The Delta Star.", "The Delta Star"),
        ("Centre for Water and Peace on Monday", "Centre for Water and Peace"),
        ("NorthLine under a licence", "NorthLine"),
        ("U.S. Delta News, which", "U.S. Delta News"),
        ("our sister site Delta Star", "Delta Star"),
        ("Delta Star's website", "Delta Star"),
        ("新华社", "新华社"),
        ("“Harbour Courier”", "Harbour Courier"),
        ("GSA & Partners Weekly", "GSA & Partners Weekly"),
    ],
)
def test_a_name_is_read_from_the_start_of_a_stretch(stretch: str, name: str) -> None:
    assert leading_name(stretch) == name


@pytest.mark.parametrize(
    "stretch", ["", "2013 in a hoax", "permission", "June 3, 2014", "Tuesday", "English", "a hoax site", "...", "20th century"]
)
def test_what_is_no_name_is_none(stretch: str) -> None:
    assert leading_name(stretch) is None


def test_labels_are_left_out_before_a_closing_name() -> None:
    assert trailing_name("Legal Disclaimer Pressbridge Wire") == "Pressbridge Wire"
    assert trailing_name("Done. Harbour Feeds") == "Harbour Feeds"
    assert trailing_name("the company") is None


def test_an_outlet_without_capitals_needs_a_noun_of_the_press() -> None:
    assert uncapitalised_outlet("northern news daily report.") == "northern news daily report"
    assert uncapitalised_outlet("the weekly news") is None
    assert uncapitalised_outlet("a hoax on water") is None
