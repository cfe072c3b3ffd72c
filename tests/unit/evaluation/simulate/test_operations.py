"""What desks do to a text."""

from __future__ import annotations

import re

import pytest

from provenance.evaluation.chance import Chance
from provenance.evaluation.simulate.operations import (
    Operation,
    Paragraphs,
    cut_tail,
    drop_inside,
    drop_part,
    excerpt,
    join_sentences,
    mistype,
    put_in,
    reword,
    split_sentences,
)
from provenance.evaluation.simulate.publication import Paragraph, Part
from tests.unit.evaluation.simulate.factory import paragraphs, sentences

EVERY = [cut_tail, drop_inside, drop_part(Part.EMBED), excerpt, join_sentences, mistype, reword, split_sentences]
TIMES = range(25)


def origins(story: Paragraphs) -> list[str]:
    return [paragraph.origin for paragraph in story]


def words(story: Paragraphs) -> list[str]:
    return re.findall(r"\w+", " ".join(paragraph.text for paragraph in story))


@pytest.mark.parametrize("operation", EVERY)
def test_nothing_is_made_of_nothing(operation: Operation) -> None:
    assert operation((), Chance(1)) == ()


@pytest.mark.parametrize("operation", EVERY)
def test_no_operation_changes_order_or_takes_the_lead(operation: Operation) -> None:
    story = sentences(9)
    for seed in TIMES:
        kept = origins(operation(story, Chance(seed)))
        assert kept == [origin for origin in origins(story) if origin in kept]
        assert kept[0] == story[0].origin


def test_a_cut_keeps_the_beginning_and_what_stands_below() -> None:
    credit = Paragraph(text="Source: X", origin="c", part=Part.CREDIT)
    lengths = set()
    for seed in TIMES:
        cut = cut_tail((*sentences(9), credit), Chance(seed))
        assert cut[:-1] == sentences(9)[: len(cut) - 1]
        assert cut[-1] == credit
        lengths.add(len(cut) - 1)
    assert min(lengths) >= 3
    assert max(lengths) < 9


def test_a_short_story_is_not_cut() -> None:
    assert cut_tail(sentences(3), Chance(1)) == drop_inside(sentences(3), Chance(1)) == sentences(3)


def test_paragraphs_inside_are_dropped() -> None:
    assert {len(drop_inside(sentences(9), Chance(seed))) for seed in TIMES} == {5, 6, 7, 8}


def test_an_excerpt_is_the_beginning_of_the_running_text() -> None:
    figure = Paragraph(text="A view", origin="f", part=Part.FIGURE)
    for seed in TIMES:
        taken = excerpt((sentences(9)[0], figure, *sentences(9)[1:]), Chance(seed))
        assert taken == sentences(9)[: len(taken)]
        assert 2 <= len(taken) <= 4


def test_a_part_is_dropped_whole() -> None:
    story = (*sentences(2), *paragraphs("One", "Two", part=Part.EMBED))
    assert drop_part(Part.EMBED)(story, Chance(1)) == sentences(2)


def test_new_paragraphs_go_behind_old_ones() -> None:
    new = Paragraph(text="New.", origin="new")
    for seed in TIMES:
        put = put_in(sentences(4), [new], Chance(seed))
        assert [item for item in put if item != new] == list(sentences(4))
        assert put[0] != new


def test_rewording_changes_a_few_words_outside_speech() -> None:
    spoken = paragraphs("“People said so before,” she said.", "Then about many people went home.")
    changed = [reword(spoken, Chance(seed)) for seed in TIMES]
    assert all("“People said so before,”" in story[0].text for story in changed)
    assert {story[1].text for story in changed} > {"Then about many residents went home.", "Then roughly many people went home."}


def test_a_typing_mistake_swaps_two_letters() -> None:
    story = paragraphs("The neighborhood waited.")
    for seed in TIMES:
        (wrong,) = mistype(story, Chance(seed))
        assert sorted(wrong.text) == sorted(story[0].text)
        assert wrong.text.startswith("The ne")


def test_sentences_are_joined_and_parted_without_a_word_lost() -> None:
    story = paragraphs("It was late. The gate was shut, and nobody came.")
    joined = {join_sentences(story, Chance(seed))[0].text for seed in TIMES}
    assert "It was late; the gate was shut, and nobody came." in joined
    assert {split_sentences(story, Chance(seed))[0].text for seed in TIMES} == {"It was late. The gate was shut. Nobody came."}
    assert [word.lower() for word in words(story)][:3] == ["it", "was", "late"]
