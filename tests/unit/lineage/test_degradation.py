"""Damage that copying does: it points from the whole text to the damaged one."""

from __future__ import annotations

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.lineage.degradation import degradation_evidence
from provenance.model import Document, Evidence, Format, Link, Role
from tests.documents import document
from tests.unit.lineage.family_factory import LIGHT, QUARRY, WEIGHTS, family, linked

DAMAGED = [
    LIGHT[0].replace("'", "&amp;#8217;"),
    LIGHT[0].replace("'", "&#8217;"),
    LIGHT[0].replace("'", "\ufffd"),
    LIGHT[0].replace("'", "â€™"),
    LIGHT[0].replace("cottage", "cottÃ©ge"),
]
LINKS = (Link(url="https://parish.example/rock", text="rock"), Link(url="https://coast.example/lamp", text="lamp"))
PICTURE = (Role.CAPTION, "The tower in the evening light")


def evidence(source: Document, copy: Document) -> tuple[Evidence, ...]:
    return degradation_evidence(family(source, copy), source.id, copy.id, WEIGHTS)


def as_markdown(item: Document) -> Document:
    return dataclasses.replace(item, format=Format.MARKDOWN)


def without_image(item: Document) -> Document:
    return linked(item, *(link for link in item.blocks[0].links if link.kind != "image"))


PAIRS = [(document("a", *LIGHT), document("b", damaged, *LIGHT[1:])) for damaged in DAMAGED] + [
    (document("a", *LIGHT), document("b", *LIGHT[:3], LIGHT[3][:90])),
    (
        document("a", "The chart above shows it. " + LIGHT[0], PICTURE, *LIGHT[1:]),
        document("b", "The chart above shows it. " + LIGHT[0], *LIGHT[1:]),
    ),
    (linked(document("a", *LIGHT), *LINKS), linked(document("b", *LIGHT))),
]
"""A whole text and one damaged by copying."""


@pytest.mark.parametrize(("whole", "damaged"), PAIRS)
def test_damage_points_one_way(whole: Document, damaged: Document) -> None:
    assert [item.log_odds > 0 for item in evidence(whole, damaged)] == [True]
    assert evidence(damaged, whole) == ()


@pytest.mark.parametrize(("whole", "damaged"), PAIRS)
def test_what_both_suffered_tells_them_not_apart(whole: Document, damaged: Document) -> None:
    for item in (whole, damaged):
        twin = dataclasses.replace(
            item, id="z", blocks=tuple(dataclasses.replace(block, id=f"z{block.id[1:]}") for block in item.blocks)
        )
        assert evidence(item, twin) == evidence(twin, item) == ()


@given(st.lists(st.sampled_from(["“", "”", "’", "—", "–", "…"]), min_size=1, max_size=6))
def test_typographic_marks_are_no_damage(marks: list[str]) -> None:
    """Publishing software sets and removes them."""
    words = LIGHT[1].split()
    for place, mark in enumerate(marks):
        words[3 + 2 * place] += mark
    dressed = document("b", LIGHT[0], " ".join(words), *LIGHT[2:])
    assert evidence(document("a", *LIGHT), dressed) == ()


@pytest.mark.parametrize("damaged", DAMAGED)
def test_damaged_characters_are_shown_with_their_block(damaged: str) -> None:
    (found,) = evidence(document("a", *LIGHT), document("b", damaged, *LIGHT[1:]))
    assert found.kind == "degradation"
    assert found.where == ("b:p01",)
    assert "in 1 blocks" in found.note


def test_character_references_are_how_markdown_writes_but_lost_characters_are_not() -> None:
    whole = document("a", *LIGHT)
    assert evidence(whole, as_markdown(document("b", DAMAGED[1], *LIGHT[1:]))) == ()
    assert evidence(whole, as_markdown(document("b", DAMAGED[2], *LIGHT[1:]))) != ()


@pytest.mark.parametrize("end", ["", "…", " ...", " […]", "... Read more", " … [Continue reading at the Ledger]"])
def test_a_text_that_breaks_off_inside_a_sentence_is_a_copy(end: str) -> None:
    (found,) = evidence(document("a", *LIGHT), document("b", *LIGHT[:3], LIGHT[3][:90] + end))
    assert found.kind == "degradation"
    assert "breaks off" in found.note
    assert found.where == ("b:p04",)


def test_a_text_that_ends_with_a_sentence_is_cut_not_broken() -> None:
    assert evidence(document("a", *LIGHT), document("b", *LIGHT[:4])) == ()
    longer = f"{LIGHT[3]} She has bought eleven pots of paint for it."
    assert evidence(document("a", *LIGHT[:3], longer), document("b", *LIGHT[:4])) == ()


def test_a_sentence_broken_off_in_the_middle_of_the_text_is_no_end() -> None:
    assert evidence(document("a", *LIGHT), document("b", LIGHT[0], LIGHT[1][:90], *LIGHT[2:])) == ()
    assert evidence(document("a", *LIGHT[:2]), document("b", LIGHT[0], LIGHT[1][:90], QUARRY[0])) == ()


def test_words_that_point_at_what_is_not_there() -> None:
    pointing = LIGHT[1] + " (see picture)"
    whole, bare = document("a", LIGHT[0], pointing, PICTURE), document("b", LIGHT[0], pointing)
    (found,) = evidence(whole, bare)
    assert (found.kind, found.where) == ("dangling_reference", ("b:p02",))
    assert "“(see picture)”" in found.note
    assert evidence(document("a", LIGHT[0], LIGHT[1], PICTURE), document("b", *LIGHT[:2])) == ()


def test_an_image_is_something_to_point_at() -> None:
    pointing = "Pictured above, the tower is leaning. " + LIGHT[0]
    shown = linked(document("a", pointing, LIGHT[1]), Link(url="https://ledger.example/tower.jpg", text="", kind="image"))
    (found,) = evidence(shown, document("b", pointing, LIGHT[1]))
    assert found.kind == "dangling_reference"
    assert evidence(without_image(shown), document("b", pointing, LIGHT[1])) == ()


def test_lost_links_say_nothing_in_plain_text_and_one_link_alone_nothing_at_all() -> None:
    whole = linked(document("a", *LIGHT), *LINKS)
    (found,) = evidence(whole, linked(document("b", *LIGHT)))
    assert (found.kind, found.where) == ("degradation", ("b:p01",))
    assert evidence(whole, document("b", *LIGHT)) == ()
    assert evidence(linked(document("a", *LIGHT), LINKS[0]), linked(document("b", *LIGHT))) == ()
    assert evidence(whole, linked(document("b", *LIGHT), LINKS[1])) == ()


def as_twin(item: Document, name: str) -> Document:
    """The same document under another name."""
    blocks = tuple(dataclasses.replace(block, id=f"{name}{block.id[1:]}") for block in item.blocks)
    return dataclasses.replace(item, id=name, blocks=blocks)


DISGUISED = [
    LIGHT[0].replace("'", "â€™"),
    LIGHT[0].replace("piano", "pi\u0430no"),
    LIGHT[0].replace("tower", "t\u200bower"),
    LIGHT[0].replace("tower", "\uff54ower"),
]


@pytest.mark.parametrize("damaged", DISGUISED)
def test_damage_in_common_ties_two_copies_together_where_a_third_is_whole(damaged: str) -> None:
    first = document("b", damaged, *LIGHT[1:])
    whole, second = document("a", *LIGHT), as_twin(first, "c")
    one = family(whole, first, second)
    for source, copy in (("b", "c"), ("c", "b")):
        (found,) = degradation_evidence(one, source, copy, WEIGHTS)
        assert (found.kind, found.log_odds, found.where) == ("degradation", WEIGHTS.shared_damage, (f"{copy}:p01",))
        assert "damaged in both" in found.note
    assert [item.log_odds for item in degradation_evidence(one, "a", "b", WEIGHTS)] == [WEIGHTS.damaged_characters]
    assert degradation_evidence(one, "b", "a", WEIGHTS) == ()


def test_what_sites_set_everywhere_is_no_damage() -> None:
    dressed = document("b", LIGHT[0].replace("tower", "to\u00adwer").replace("keeper's", "ke\u0301eper's"), *LIGHT[1:])
    assert evidence(document("a", *LIGHT), dressed) == ()
