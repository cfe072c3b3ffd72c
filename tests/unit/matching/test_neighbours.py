"""Nearest texts of a large family."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.matching import neighbours as module
from provenance.matching.fingerprints import Hashes, distinct, shingle_hashes, word_hashes
from provenance.matching.neighbours import nearest_pairs

SIZE = 2
WORDS = st.lists(st.sampled_from("red green blue grey black".split()), min_size=SIZE + 1, max_size=12)
TEXTS = st.lists(WORDS, min_size=2, max_size=7)
SEA = "the grey ferry left at noon and came back with salt herring lamp oil and a letter for the harbour master".split()


def text(words: list[str]) -> Hashes:
    return distinct(shingle_hashes(word_hashes(words), SIZE))


def texts(stories: list[list[str]]) -> list[Hashes]:
    return [text(words) for words in stories]


def plainly(some: list[Hashes], neighbours: int) -> set[tuple[int, int]]:
    """The same by comparing sets, one pair after the other."""
    sets = [set(each.tolist()) for each in some]
    found = set()
    for one, own in enumerate(sets):
        others = [other for other in range(len(sets)) if other != one]
        held = sorted(others, key=lambda other: (-len(own & sets[other]), other))
        alike = sorted(others, key=lambda other: (-len(own & sets[other]) / len(own | sets[other]), other))
        found |= {(min(one, other), max(one, other)) for other in (*held[:neighbours], *alike[:neighbours])}
    return found


@given(TEXTS, st.integers(1, 4))
def test_pairs_are_those_of_a_plain_comparison(stories: list[list[str]], neighbours: int) -> None:
    some = texts(stories)
    assert nearest_pairs(some, neighbours) == plainly(some, neighbours)


@given(TEXTS, st.integers(1, 3), st.integers(1, 5), st.integers(1, 9), st.integers(0, 5))
def test_neither_the_size_of_the_blocks_nor_what_is_often_changes_anything(
    stories: list[list[str]], neighbours: int, rows: int, columns: int, often: int
) -> None:
    some = texts(stories)
    expected = plainly(some, neighbours)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "_ROWS", rows)
        patch.setattr(module, "_COLUMNS", columns)
        patch.setattr(module, "_OFTEN", often)
        assert nearest_pairs(some, neighbours) == expected


@given(TEXTS)
def test_enough_neighbours_are_all_pairs(stories: list[list[str]]) -> None:
    some = texts(stories)
    every = set(itertools.combinations(range(len(some)), 2))
    assert nearest_pairs(some, len(some)) == every


def test_an_excerpt_finds_its_source_and_the_excerpt_that_resembles_it() -> None:
    """Every copy of the whole holds all of the excerpt; by resemblance alone its twin would be all it finds."""
    found = nearest_pairs(texts([SEA, SEA[:6], SEA[:7], SEA[10:]]), 1)
    assert {(0, 1), (1, 2), (0, 3)} <= found


def test_more_shingles_than_one_block_holds_are_all_counted() -> None:
    """The two texts share only what lies beyond the first block of columns."""
    filler = [f"word{number}" for number in range(5000)]
    assert (1, 2) in nearest_pairs(texts([filler, SEA, SEA[3:], filler[::-1]]), 1)
