"""Damage on the way."""

from __future__ import annotations

import html
import itertools

from provenance.evaluation.chance import Chance
from provenance.evaluation.simulate.damage import break_off, escape_twice, garble, run_on
from provenance.evaluation.simulate.publication import Part
from tests.unit.evaluation.simulate.factory import paragraphs, sentences

SPOKEN = paragraphs("“It’s late,” she said — twice.", "Nothing special here.")


def test_letters_are_broken_as_by_the_wrong_encoding() -> None:
    broken, sound = garble(SPOKEN, Chance(1))
    assert broken.text == "â€œItâ€™s late,â€ she said â€” twice."
    assert broken.scars == ("garbled",)
    assert sound == SPOKEN[1]


def test_entities_become_visible() -> None:
    escaped, sound = escape_twice(SPOKEN, Chance(1))
    assert escaped.text == "&ldquo;It&rsquo;s late,&rdquo; she said — twice."
    assert html.unescape(escaped.text) == SPOKEN[0].text
    assert sound == SPOKEN[1]


def test_paragraphs_run_on_in_blocks_of_two_or_three() -> None:
    for seed in range(20):
        story = run_on(sentences(9), Chance(seed))
        assert [item.text for item in story] == [item.text for item in sentences(9)]
        starts = [place for place, item in enumerate(story) if not item.runs_on]
        assert {later - earlier for earlier, later in itertools.pairwise(starts)} in ({2}, {3})


def test_headings_part_the_blocks() -> None:
    story = (*sentences(1), *paragraphs("The cost", part=Part.HEADING), *sentences(1))
    assert run_on(story, Chance(1)) == story


def test_the_last_paragraph_breaks_off_inside() -> None:
    for seed in range(20):
        story = break_off(sentences(3), Chance(seed))
        assert story[:2] == sentences(3)[:2]
        kept = story[2].kept_words
        assert kept is not None
        assert 6 <= kept < len(sentences(3)[2].text.split())
        assert story[2].text.split()[: kept - 1] == sentences(3)[2].text.split()[: kept - 1]
        assert story[2].text.rstrip()[-1] in "….])e"


def test_too_little_text_stays_whole() -> None:
    assert break_off(paragraphs("Too short to break."), Chance(1)) == paragraphs("Too short to break.")
    assert break_off((), Chance(1)) == ()
