"""Headlines, captions and bylines that travel with a text."""

from __future__ import annotations

import itertools

import pytest

from provenance.lineage.surroundings import surroundings_evidence, surroundings_of
from provenance.model import Document, Evidence, Role
from tests.documents import document
from tests.unit.lineage.family_factory import LIGHT, WEIGHTS, family, titled

HEADLINE = "Piano tuner buys the tower on Skarv Point"
CAPTION = (Role.CAPTION, "The tower at low tide. Picture: Ebba Lund")


def evidence(source: Document, copy: Document) -> tuple[Evidence, ...]:
    both = family(source, copy)
    return surroundings_evidence(both, surroundings_of(both), source.id, copy.id, WEIGHTS)


def story(name: str, title: str | None, *around: tuple[Role, str], host: str | None = None) -> Document:
    return titled(document(name, *LIGHT, *around, host=host), title)


@pytest.mark.parametrize(
    ("one", "other"),
    list(
        itertools.product(
            [story("a", HEADLINE, CAPTION), story("a", "Lamp goes dark for good"), story("a", HEADLINE, host="one.example")],
            [story("b", HEADLINE), story("b", HEADLINE, CAPTION), story("b", "Red band to be painted", host="two.example")],
        )
    ),
)
def test_a_common_surrounding_has_no_direction(one: Document, other: Document) -> None:
    forth, back = evidence(one, other), evidence(other, one)
    assert [(item.kind, item.log_odds) for item in forth] == [(item.kind, item.log_odds) for item in back]
    assert all(item.log_odds > 0 for item in forth)


@pytest.mark.parametrize(
    "title",
    [HEADLINE, HEADLINE.upper(), f"  {HEADLINE}. ", f"“{HEADLINE}”", f"{HEADLINE} | The Delta Ledger", f"{HEADLINE} – Ledger"],
)
def test_the_same_headline_is_kept_whatever_its_dress(title: str) -> None:
    (found,) = evidence(story("a", HEADLINE), story("b", title))
    assert (found.kind, found.note) == ("inherited_variant", "the same headline")


@pytest.mark.parametrize(
    ("one", "other"), [(HEADLINE, "Tower sold to a piano tuner"), ("Tower sold", "Tower sold"), (HEADLINE, None)]
)
def test_other_and_short_and_missing_headlines_say_nothing(one: str, other: str | None) -> None:
    assert evidence(story("a", one), story("b", other)) == ()


def test_a_source_without_a_headline_may_have_lost_it() -> None:
    (kept,) = evidence(story("a", HEADLINE), story("b", HEADLINE))
    (unknown,) = evidence(story("a", None), story("b", HEADLINE))
    assert 0 < unknown.log_odds < kept.log_odds
    assert "a has no headline" in unknown.note


def test_pages_of_one_site_share_their_surroundings_without_copying() -> None:
    one, other = story("a", HEADLINE, CAPTION, host="www.skarvledger.com"), story("b", HEADLINE, CAPTION, host="skarvledger.com")
    assert evidence(one, other) == ()


def test_a_line_around_the_text_is_shown_where_the_copy_has_it() -> None:
    (found,) = evidence(story("a", None, CAPTION), story("b", None, (Role.OTHER, "Menu"), (Role.CAPTION, CAPTION[1].upper())))
    assert found.where == ("b:p07",)
    assert found.note.startswith("1 line around")


def test_other_captions_and_body_text_in_common_are_no_surroundings() -> None:
    assert evidence(story("a", None, CAPTION), story("b", None, (Role.CAPTION, "The keeper's cottage from the sea"))) == ()
    assert evidence(story("a", None), story("b", None)) == ()


def test_lines_that_come_together_count_up_to_a_limit() -> None:
    def weight(number: int) -> float:
        lines = [(Role.CAPTION, f"Picture {word} of the tower") for word in ("one", "two", "three", "four", "five")[:number]]
        (found,) = evidence(story("a", None, *lines), story("b", None, *lines))
        return found.log_odds

    assert weight(1) < weight(2) < weight(3) == weight(5)
