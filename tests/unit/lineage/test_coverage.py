"""What a text holds that a supposed source cannot have given it."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.lineage.coverage import Missing, completeness_of, missing_in, omission_evidence
from provenance.model import Document, Role, Signal, SignalKind
from tests.documents import document
from tests.unit.lineage.family_factory import LIGHT, WEIGHTS, credit, family

OWN = (
    "Ferry captains have asked for a reflector on the northern ledge, and the new owner has promised one shaped like a herring.",
    "An estate agent who had priced the tower three times said that nobody before her had asked how the stairs sound.",
    "The local museum keeps the logbook of the last keeper, who noted each storm, every birthday and each pot of burnt porridge.",
)
"""Passages that stand in one text only."""
PLACES = st.lists(st.booleans(), min_size=6, max_size=6)
NOTHING = Missing(original=(), independent=(), shared=(), added=(), appended=(), embeds=())


def filled(name: str, places: list[bool]) -> Document:
    """The story with passages of its own at some of its six seams: before, between and after the paragraphs."""
    own = (f"{sentence} It happened {time}." for time in ("on Tuesday", "last spring") for sentence in OWN)
    parts: list[str] = []
    for number, (here, sentence) in enumerate(zip(places, own, strict=True)):
        parts.extend([sentence] * here + list(LIGHT[number : number + 1]))
    return document(name, *parts)


def missing(source: Document, copy: Document, *others: Document) -> Missing:
    return missing_in(family(source, copy, *others), source.id, copy.id)


@given(PLACES)
def test_whatever_is_missing_is_counted_once_and_in_its_place(places: list[bool]) -> None:
    found = missing(document("a", *LIGHT), filled("b", places))
    assert (found.original, found.independent, found.shared, found.embeds) == ((), (), (), ())
    assert len(found.added) == sum(places[1:5])
    assert len(found.appended) == places[0] + places[5]
    assert found.added_runs == found.inside_runs == sum(places[1:5])
    assert found.outside_runs == places[0] + places[5]
    assert found.is_nothing == (not any(places))


@given(PLACES)
def test_nothing_is_missing_from_the_fuller_text(places: list[bool]) -> None:
    assert missing(filled("b", places), document("a", *LIGHT)) == NOTHING


@given(st.lists(st.sets(st.integers(1, 4), min_size=1), min_size=2, max_size=4))
def test_completeness_is_a_share_and_the_fullest_copy_has_all_of_it(kept: list[set[int]]) -> None:
    whole = document("w", *LIGHT)
    copies = [document(f"c{number}", LIGHT[0], *(LIGHT[at] for at in sorted(places))) for number, places in enumerate(kept)]
    found = completeness_of(family(whole, *copies))
    assert all(0 < share <= 1 for share in found.values())
    assert found["w"] == max(found.values()) == 1


def test_neighbouring_passages_are_one_decision() -> None:
    together = missing(document("a", *LIGHT), document("b", *LIGHT[:2], *OWN, *LIGHT[2:]))
    apart = missing(document("a", *LIGHT), document("b", LIGHT[0], OWN[0], LIGHT[1], OWN[1], LIGHT[2], OWN[2], *LIGHT[3:]))
    assert len(together.added) == len(apart.added) == 3
    assert (together.added_runs, apart.added_runs) == (1, 3)


def test_runs_before_and_after_the_shared_text_are_told_from_those_inside() -> None:
    found = missing(document("a", *LIGHT), document("b", OWN[0], OWN[1], *LIGHT[:2], OWN[2], *LIGHT[2:]))
    assert (found.inside_runs, found.outside_runs) == (1, 1)
    assert found.appended == ("b:p01", "b:p02")
    assert found.added == ("b:p05",)


def test_runs_of_any_passages_are_counted_and_those_of_own_ones_apart() -> None:
    """The second passage stands in a third copy too, so only the other is the copy's own."""
    with_both = document("b", LIGHT[0], OWN[0], LIGHT[1], OWN[1], *LIGHT[2:])
    found = missing(document("a", *LIGHT), with_both, document("c", LIGHT[0], LIGHT[1], OWN[1], *LIGHT[2:]))
    assert found.added == ("b:p02",)
    assert found.shared == (("b:p04", "c"),)
    assert (found.added_runs, found.inside_runs) == (1, 2)


def test_short_lines_say_nothing() -> None:
    assert missing(document("a", *LIGHT), document("b", *LIGHT[:2], "A tower with a view", *LIGHT[2:])).is_nothing


def test_a_third_copy_with_more_of_the_source_holds_a_passage_independently() -> None:
    """The third has it, and a paragraph of the source that the copy lacks: it did not get the passage here."""
    source, copy = document("a", *LIGHT), document("b", LIGHT[0], OWN[0], *LIGHT[1:4])
    third = document("c", LIGHT[0], OWN[0], *LIGHT[1:])
    found = missing(source, copy, third)
    assert found.independent == (("b:p02", "c has it too, and passages of a that b lacks"),)
    assert (found.original, found.shared, found.only_original()) == ((), (), NOTHING)
    assert missing(source, third, copy).shared == (("c:p02", "b"),)


def test_a_third_copy_that_credits_this_one_may_have_it_from_here() -> None:
    documents = (document("a", *LIGHT), document("b", LIGHT[0], OWN[0], *LIGHT[1:], host="gazette.example"))
    third = document("c", LIGHT[0], OWN[0], *LIGHT[1:], host="insider.example")
    assert missing(*documents, third).shared == (("b:p02", "c"),)
    credited = family(*documents, third, signals={"c": [credit("c:p06", "gazette.example")]})
    found = missing_in(credited, "a", "b")
    assert (found.shared, found.added) == ((), ("b:p02",))


def test_embeds_count_inside_the_shared_text_and_where_the_source_has_none_like_them() -> None:
    post = (Role.EMBED, "Harbour watch: the band is red again")
    bare, placed = document("a", *LIGHT), document("b", LIGHT[0], post, *LIGHT[1:])
    assert missing(bare, placed).embeds == ("b:p02",)
    assert missing(document("a", *LIGHT[:4], post, LIGHT[4]), placed).embeds == ()
    assert missing(bare, document("b", *LIGHT, post)).embeds == ()


def test_passages_that_nobody_shares_make_no_text_more_complete() -> None:
    found = completeness_of(family(document("a", *LIGHT), document("b", *LIGHT, *OWN), document("c", *LIGHT[:2])))
    assert found["a"] == found["b"] == 1
    assert 0 < found["c"] < 1


def test_a_text_alone_shares_nothing() -> None:
    assert completeness_of(family(document("a", *LIGHT))) == {"a": 0.0}


def test_two_equal_texts_lack_nothing_of_each_other() -> None:
    found = missing(document("a", *LIGHT), document("b", *LIGHT))
    assert omission_evidence(found, found, "a", WEIGHTS) == ()


@pytest.mark.parametrize(
    ("parts", "kind", "where"),
    [
        ({"original": (("b:p02", "why"),)}, "separative_omission", ("b:p02",)),
        ({"independent": (("b:p02", "why"),)}, "separative_omission", ("b:p02",)),
        ({"shared": (("b:p02", "c"),)}, "block_coverage", ("b:p02",)),
        ({"added": ("b:p02",), "added_runs": 1}, "containment_asymmetry", ("b:p02",)),
        ({"appended": ("b:p09",)}, "containment_asymmetry", ("b:p09",)),
        ({"embeds": ("b:p03",)}, "containment_asymmetry", ("b:p03",)),
    ],
)
def test_what_a_source_lacks_speaks_against_it_where_the_copy_has_it(
    parts: dict[str, Any], kind: str, where: tuple[str, ...]
) -> None:
    (found,) = omission_evidence(dataclasses.replace(NOTHING, **parts), NOTHING, "a", WEIGHTS)
    assert (found.kind, found.where) == (kind, where)
    assert found.log_odds < 0
    assert "missing from a" in found.note


def test_what_the_copy_left_out_is_told_by_places() -> None:
    back = dataclasses.replace(NOTHING, inside_runs=2, outside_runs=1)
    inside, outside = omission_evidence(NOTHING, back, "a", WEIGHTS)
    assert inside.note == "a has more in 2 places between the shared passages, which was then left out here"
    assert outside.note == "a has more in 1 place before or after them, which was then left out here"


def test_more_runs_count_more_up_to_a_limit() -> None:
    def total(runs: int) -> float:
        gap = dataclasses.replace(NOTHING, added=("b:p02",), added_runs=runs)
        return sum(item.log_odds for item in omission_evidence(gap, NOTHING, "a", WEIGHTS))

    limit = int(WEIGHTS.passages_most)
    assert total(limit + 3) == total(limit) < total(1) < 0


GAZETTE = "A deckhand told the Harbour Gazette that the depth alarm had been silent since Easter and nobody had missed the noise."


def test_a_passage_that_speaks_as_the_credited_outlet_is_the_original_s() -> None:
    source, copy = document("a", *LIGHT, host="one.example"), document("b", *LIGHT[:2], GAZETTE, *LIGHT[2:], host="two.example")
    told = Signal(
        kind=SignalKind.SELF_REFERENCE,
        value="told the Harbour Gazette",
        basis="test",
        strength=3,
        organisation="Harbour Gazette",
        blocks=("b:p03",),
    )
    credits_it, credits_another = (
        missing_in(family(source, copy, signals={"a": [credit("a:p05", host)], "b": [told]}), "a", "b")
        for host in ("harbourgazette.com", "deltaledger.com")
    )
    assert credits_it.original == (("b:p03", "it speaks as Harbour Gazette, which a credits"),)
    assert credits_it.only_original() == dataclasses.replace(NOTHING, original=credits_it.original)
    assert (credits_another.original, credits_another.added) == ((), ("b:p03",))
