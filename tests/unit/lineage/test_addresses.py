"""Names a copy took over with the text: addresses, picture files, suffixes of titles."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.lineage.addresses import address_evidence, slug_words
from provenance.model import Document, Evidence, Link
from tests.documents import document
from tests.unit.lineage.family_factory import LIGHT, WEIGHTS, family, linked, titled

FIRST = "Piano tuner buys lighthouse tower"
SECOND = "Gulls get a new landlady"
SLUG = "piano-tuner-buys-lighthouse-tower"
TITLES = st.sampled_from([FIRST, SECOND, f"{FIRST} | Delta Ledger", "Skarv Point has a new keeper", "", "Tower"])


def evidence(source: Document, copy: Document) -> tuple[Evidence, ...]:
    return address_evidence(family(source, copy), source.id, copy.id, WEIGHTS)


def page(name: str, title: str, slug: str = "", host: str | None = None) -> Document:
    return titled(document(name, *LIGHT, host=host), title, f"https://{host or 'somewhere.example'}/{slug}")


def picture(name: str) -> Link:
    return Link(url=f"https://pictures.example/2021/{name}?w=600", text="", kind="image")


@given(TITLES, TITLES)
def test_a_page_filed_under_its_own_title_took_its_address_from_nobody(title: str, other: str) -> None:
    slug = "-".join(title.lower().split(" | ")[0].split())
    assert evidence(page("a", other), page("b", title, slug)) == ()


@given(TITLES)
def test_pages_of_one_title_cannot_be_told_apart_by_it(title: str) -> None:
    assert evidence(page("a", title, SLUG), page("b", title, SLUG)) == ()


def test_an_address_that_repeats_the_source_s_title_points_at_it_alone() -> None:
    there, here = page("a", FIRST, SLUG), page("b", SECOND, f"2021/04/{SLUG}.html")
    (found,) = evidence(there, here)
    assert found.kind == "slug_reuse"
    assert found.log_odds > 0
    assert SLUG in found.note
    assert evidence(here, there) == ()


def test_an_address_may_drop_a_small_word_and_not_half_of_the_title() -> None:
    assert evidence(page("a", FIRST), page("b", SECOND, "piano-tuner-buys-tower")) != ()
    assert evidence(page("a", FIRST), page("b", SECOND, "piano-tuner-sings-quietly")) == ()


@pytest.mark.parametrize(("url", "words"), [
    ("https://x.example/2021/04/old-weir-comes-down.html", {"old", "weir", "comes", "down"}),
    ("https://x.example/old-weir-comes-down/", {"old", "weir", "comes", "down"}),
    ("https://x.example/news/local-news", set()),
    ("https://x.example/?p=417", set()),
    ("https://x.example/2021-04-12-weir-down", set()),
    (None, set()),
])  # fmt: skip
def test_a_slug_has_words_enough_to_be_a_title(url: str | None, words: set[str]) -> None:
    assert slug_words(titled(document("a", "Some text."), "A title", url)) == words


def test_a_title_that_ends_in_the_other_outlet_s_name_came_with_the_text() -> None:
    there, here = page("a", FIRST, host="deltaledger.example"), page("b", f"{SECOND} | Delta Ledger", host="insider.example")
    (found,) = evidence(there, here)
    assert found.kind == "slug_reuse"
    assert "“Delta Ledger”" in found.note
    assert evidence(here, there) == ()


@pytest.mark.parametrize(
    ("suffix", "host"),
    [
        ("Delta Ledger", "deltaledger.example"),
        ("Insider", "insider.example"),
        ("Delta Ledger", "deltaledger.com"),
        ("Delta Ledger", None),
    ],
)
def test_an_outlet_s_own_name_and_an_unknown_host_say_nothing(suffix: str, host: str | None) -> None:
    there = page("a", FIRST, host="deltaledger.org")
    assert evidence(there, page("b", f"{SECOND} | {suffix}", host=host)) == ()


def test_a_picture_named_after_the_source_s_title() -> None:
    there = titled(document("a", *LIGHT), FIRST)
    here = linked(titled(document("b", *LIGHT), SECOND), picture("IMG_0042.jpg"), picture("piano-tuner-buys-tower-2.jpg"))
    (found,) = evidence(there, here)
    assert found.log_odds > 0
    assert "“piano-tuner-buys-tower-2.jpg”" in found.note


@pytest.mark.parametrize("name", ["gulls-get-landlady.jpg", "skarv-harbour-evening.jpg", "IMG_0042.jpg", "piano-tuner.jpg"])
def test_a_picture_named_otherwise_says_nothing(name: str) -> None:
    assert evidence(titled(document("a", *LIGHT), FIRST), linked(titled(document("b", *LIGHT), SECOND), picture(name))) == ()


def test_a_picture_named_after_both_titles_says_nothing() -> None:
    here = linked(titled(document("b", *LIGHT), "Piano tuner buys a tower"), picture("piano-tuner-buys-tower.jpg"))
    assert evidence(titled(document("a", *LIGHT), FIRST), here) == ()
