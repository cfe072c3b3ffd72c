"""What pairs share, in columns: compiled loops give what plain ones do, bit for bit; and both what one alignment gives."""

from __future__ import annotations

import os
from dataclasses import fields, replace
from functools import cache
from importlib.util import find_spec

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from provenance.matching.kernels import Kernels, kernels_for
from provenance.matching.links import NumberPairs
from provenance.matching.ragged import Ragged
from provenance.matching.shared import Shared, Spans, joined
from provenance.matching.texts import TextWords
from provenance.settings import Matching

if find_spec("numba") is None and "CI" not in os.environ:
    pytest.skip('the extra "scale" is not installed', allow_module_level=True)

SETTINGS = Matching()
PLAIN = kernels_for(1)
EASY = replace(SETTINGS, copy_bits=60.0)
"""With short texts more pairs are copies."""
ODD = replace(SETTINGS, shingle_words=2, seed_words=3, candidate_shared_shingles=1, passage_min_words=4, quotation_share=0.3)
MARKS = st.lists(st.sampled_from([0, 0, 0, 1, 2, 4, 8]), min_size=1, max_size=50)
FACTOR = np.uint64(0x9E3779B97F4A7C15)


@cache
def compiled() -> Kernels:
    return kernels_for(10**6)


def alike(one: Shared, other: Shared) -> None:
    for item in fields(Shared):
        if item.name != "spans":
            assert getattr(one, item.name).tolist() == getattr(other, item.name).tolist(), item.name
    for item in fields(Spans):
        assert getattr(one.spans, item.name).tolist() == getattr(other.spans, item.name).tolist(), item.name


def table_of(rows: list[NDArray[np.uint64]], marks: list[int]) -> TextWords:
    """Texts whose words stand three characters apart, two long each; ``marks`` go round."""
    words = Ragged.of((row * FACTOR for row in rows), np.uint64)
    places = np.concatenate([np.empty(0, np.int32), *(np.arange(len(row), dtype=np.int32) * 3 for row in rows)])
    return TextWords(
        words=words,
        marks=Ragged(np.resize(np.array(marks, np.uint8), len(words.values)), words.offsets),
        starts=Ragged(places, words.offsets),
        ends=Ragged(places + np.int32(2), words.offsets),
        block_of=Ragged(np.zeros(len(words.values), np.int32), words.offsets),
    )


def all_pairs(count: int) -> NumberPairs:
    first, other = np.triu_indices(count, 1)
    return NumberPairs(first.astype(np.int64), other.astype(np.int64))


@st.composite
def stories(draw: st.DrawFn) -> list[NDArray[np.uint64]]:
    """Texts out of runs of a few stories, with words of their own between; some say the same thing again and again."""
    found = []
    for number in range(draw(st.integers(1, 4))):
        words: list[int] = []
        for story, first, length, own in draw(
            st.lists(st.tuples(st.integers(0, 2), st.integers(0, 90), st.integers(0, 60), st.integers(0, 24)), max_size=6)
        ):
            words += [story * 100 + place for place in range(first, first + length)]
            words += [10_000 * (number + 1) + len(words) + place for place in range(own)]
        repeated = draw(st.integers(0, 25))
        found.append(np.array(words + [7, 8, 9, 10] * repeated, np.uint64))
    return found


@settings(deadline=None)
@given(stories(), MARKS, st.sampled_from([SETTINGS, EASY, ODD]))
@example([np.arange(0, dtype=np.uint64)] * 2, [0], ODD)
def test_columns_are_those_of_plain_loops(rows: list[NDArray[np.uint64]], marks: list[int], chosen: Matching) -> None:
    table, pairs = table_of(rows, marks), all_pairs(len(rows))
    found, expected = compiled().share(table, pairs, chosen), PLAIN.share(table, pairs, chosen)
    alike(found, expected)
    kept = PLAIN.screen(table.words, table.marks, pairs, chosen)
    assert compiled().screen(table.words, table.marks, pairs, chosen).tolist() == kept.tolist()
    assert found.first.tolist() == pairs.first[kept].tolist()
    assert found.other.tolist() == pairs.other[kept].tolist()


@settings(deadline=None)
@given(stories(), st.integers(0, 90))
def test_stretches_are_those_of_one_alignment(rows: list[NDArray[np.uint64]], rotated: int) -> None:
    rows = [*rows, np.roll(rows[0], rotated)]
    table, pairs = table_of(rows, [0]), all_pairs(len(rows))
    found = compiled().share(table, pairs, EASY)
    for row, (one, other) in enumerate(zip(found.first.tolist(), found.other.tolist(), strict=True)):
        spans = range(int(found.offsets[row]), int(found.offsets[row + 1]))
        stretches = PLAIN.align(table.words[one], table.words[other], EASY)
        columns = found.spans
        assert [(columns.first_start[at] // 3, columns.other_end[at] // 3 + 1, columns.words[at]) for at in spans] == [
            (stretch.left_start, stretch.right_end, stretch.matched) for stretch in stretches
        ]


def test_many_copies_of_one_text_and_more_spans_than_there_is_room_for() -> None:
    text = np.arange(400, dtype=np.uint64) + np.uint64(1)
    parts = [np.roll(text, 20 * number) for number in range(20)]
    table, pairs = table_of(parts, [0, 1, 0, 8, 0, 0, 4]), all_pairs(len(parts))
    found = compiled().share(table, pairs, EASY)
    assert len(found) == len(pairs)
    assert len(found.spans) > 300
    alike(found, PLAIN.share(table, pairs, EASY))


def test_parts_are_joined_as_if_they_were_one() -> None:
    rows = [np.arange(60, dtype=np.uint64) + np.uint64(shift) for shift in (1, 5, 9)]
    table, pairs = table_of(rows, [0]), all_pairs(3)
    single = [NumberPairs(pairs.first[row : row + 1], pairs.other[row : row + 1]) for row in range(3)]
    alike(joined([PLAIN.share(table, pair, SETTINGS) for pair in single]), PLAIN.share(table, pairs, SETTINGS))


def test_nothing_shares_nothing() -> None:
    table = table_of([], [0])
    for kernels in (PLAIN, compiled()):
        assert len(kernels.share(table, NumberPairs(np.empty(0, np.int64), np.empty(0, np.int64)), SETTINGS)) == 0
