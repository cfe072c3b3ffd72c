"""Two texts row by row: what kind each row is, and what is marked in it."""

from __future__ import annotations

import re

from provenance.matching import compare_pair
from provenance.model import Document, Reuse, Role
from provenance.render.sections.aligned import KINDS, Side, kind_of, marked, rows_of, sides_of
from provenance.settings import Settings
from tests.documents import document

HEAD = (Role.TITLE, "Ferry to Brannick stops for the winter")
FIRST = "The ferry between Osk and Brannick will stop on 9 November, Ida Penmoel told the council on Monday evening."
SECOND = (
    "It carried forty thousand passengers last summer, most of them from the harbor with bicycles, and lost two days in August."
)
THIRD = "A bus will run by way of the bridge at Tarn, which takes an hour longer, free of charge until the spring."
FOURTH = "The council will decide in January whether the old boat is repaired once more or sold to the museum of the canal."


def compared(left: Document, right: Document) -> tuple[Reuse, tuple[Side, Side]]:
    reuse = compare_pair(left, right, Settings().matching)
    return reuse, sides_of(reuse, left, right)


def kinds(left: Document, right: Document) -> list[str]:
    reuse, sides = compared(left, right)
    return [kind_of(row, sides) for row in rows_of(reuse, left, right)]


def words(side: Side, block: str) -> str:
    """What is shown of a block, with its elements and without the isolation of its direction."""
    return re.sub(r"</?bdi>", "", "".join(marked(side, block)))


def test_each_kind_of_row_is_told() -> None:
    left = document("a", HEAD, FIRST, SECOND, THIRD, FOURTH)
    styled = SECOND.replace("harbor", "harbour")
    right = document("b", FIRST, styled, "A paragraph of its own.", THIRD.replace("hour", "day"))
    assert kinds(left, right) == ["cut", "same", "style", "added", "wording", "cut"]
    assert set(kinds(left, right)) <= set(KINDS)


def test_a_paragraph_that_changed_its_place_is_moved_even_if_it_was_edited_too() -> None:
    left = document("a", FIRST, SECOND, THIRD, FOURTH)
    right = document("b", FOURTH.replace("January", "March"), FIRST, SECOND, THIRD)
    assert sorted(kinds(left, right)) == ["moved", "same", "same", "same"]


def test_edits_are_elements_by_what_they_do() -> None:
    left = document("a", FIRST, SECOND, THIRD)
    right = document(
        "b", FIRST.replace(" on Monday evening", ""), SECOND.replace("August", "late August"), THIRD.replace("hour", "day")
    )
    _, (here, there) = compared(left, right)
    assert '<del class="wording" title="wording">on Monday evening</del>' in words(here, "a:p01")
    assert '<ins class="wording" title="wording">late</ins>' in words(there, "b:p02")
    assert '<mark class="wording" title="wording">hour</mark>' in words(here, "a:p03")
    assert '<mark class="wording" title="wording">day</mark>' in words(there, "b:p03")


def test_nothing_of_a_block_is_lost_or_told_twice() -> None:
    left = document("a", FIRST, SECOND, THIRD)
    right = document("b", FIRST.replace("Monday", "Tuesday"), SECOND.replace("forty thousand", "40,000"), THIRD)
    _, sides = compared(left, right)
    for side in sides:
        for block in side.document.blocks:
            assert re.sub(r"<[^>]*>", "", words(side, block.id)) == block.span.of(side.document.text)


def test_what_is_shared_without_being_copied_is_framed() -> None:
    quoted = "“We have kept this boat afloat with nothing but paint and patience since my father’s days,” Penmoel said."
    left = document("a", FIRST, quoted + " She has worked there for thirty years.", SECOND)
    right = document("b", FIRST, SECOND, "Nobody at the quay was glad of it. " + quoted)
    reuse, (here, _) = compared(left, right)
    assert "quotation" in {passage.type for passage in reuse.passages}
    framed = re.findall(r'<span class="passage quotation" title="quotation">(.*?)</span>', words(here, "a:p02"))
    assert framed
    assert framed[0] in quoted


def test_a_block_that_is_not_there_shows_nothing() -> None:
    _, (here, _) = compared(document("a", FIRST), document("b", FIRST))
    assert marked(here, None) == []
    assert marked(here, "elsewhere") == []
