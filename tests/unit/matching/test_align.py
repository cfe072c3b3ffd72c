"""Alignment of words."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from provenance.matching.align import Step, Stretch, align, coded, edit_script, seeded
from provenance.matching.fingerprints import word_hashes
from provenance.settings import Matching

SETTINGS = Matching()
WORDS = st.lists(st.sampled_from([f"w{number}" for number in range(40)]), max_size=80)


def stretches(left: list[str], right: list[str]) -> tuple[Stretch, ...]:
    size = SETTINGS.seed_words
    return align(seeded(word_hashes(left), size), seeded(word_hashes(right), size), SETTINGS)


def words(start: int, end: int) -> list[str]:
    return [f"word{number}" for number in range(start, end)]


@given(WORDS, WORDS)
def test_an_edit_script_rebuilds_the_right_side(left: list[str], right: list[str]) -> None:
    built: list[str] = []
    place = 0
    for step in edit_script(left, right):
        assert step.left_start == place
        place = step.left_end
        built += left[step.left_start : step.left_end] if step.tag == "equal" else right[step.right_start : step.right_end]
    assert built == right
    assert place == len(left)


@given(WORDS, WORDS)
def test_characters_are_equal_where_words_are(left: list[str], right: list[str]) -> None:
    codes = coded([word_hashes(left), word_hashes(right)])
    of = dict(zip((*left, *right), (*codes[0], *codes[1]), strict=True))
    assert codes == ("".join(of[word] for word in left), "".join(of[word] for word in right))
    assert len(set(of.values())) == len(of)


def test_texts_of_more_words_than_there_are_characters_stay_numbers() -> None:
    many = np.arange(0x100001, dtype=np.uint64)
    left, right = coded([many, many[:9]])
    assert edit_script(right, left[:9]) == (Step("equal", 0, 9, 0, 9),)


@given(WORDS, WORDS)
def test_stretches_stay_inside_both_texts_and_use_each_word_once(left: list[str], right: list[str]) -> None:
    used_left: set[int] = set()
    used_right: set[int] = set()
    for stretch in stretches(left, right):
        here = set(range(stretch.left_start, stretch.left_end))
        there = set(range(stretch.right_start, stretch.right_end))
        assert here <= set(range(len(left)))
        assert there <= set(range(len(right)))
        assert not here & used_left
        assert not there & used_right
        assert SETTINGS.passage_min_words <= stretch.matched <= min(len(here), len(there))
        used_left |= here
        used_right |= there


@given(WORDS.filter(lambda found: len(found) >= SETTINGS.passage_min_words))
def test_a_text_aligns_with_itself_whole(text: list[str]) -> None:
    found = stretches(text, text)
    assert max(stretch.matched for stretch in found) >= SETTINGS.passage_min_words
    covered = {index for stretch in found for index in range(stretch.left_start, stretch.left_end)}
    assert len(covered) == len(text)


def test_a_gap_within_reach_is_bridged() -> None:
    left = words(0, 20) + words(20, 40)
    right = words(0, 20) + words(100, 110) + words(20, 40)
    assert stretches(left, right) == (Stretch(((0, 0, 20), (20, 30, 20))),)


def test_a_gap_out_of_reach_splits_the_passage() -> None:
    left = words(0, 20) + words(20, 40)
    right = words(0, 20) + words(100, 100 + SETTINGS.chain_gap_words + 1) + words(20, 40)
    assert [stretch.matched for stretch in stretches(left, right)] == [20, 20]


def test_moved_blocks_are_stretches_of_their_own() -> None:
    left = words(0, 30) + words(100, 130)
    right = words(100, 130) + words(0, 30)
    assert stretches(left, right) == (Stretch(((0, 30, 30),)), Stretch(((30, 0, 30),)))


def test_unrelated_texts_share_nothing() -> None:
    assert stretches(words(0, 50), words(100, 150)) == ()
