"""Dissimilarities of texts, against values worked out by hand."""

from __future__ import annotations

import zlib

import pytest

from provenance.evaluation.baselines.dissimilarity import (
    Measure,
    compression_distance,
    dissimilarities,
    edit_distance,
    term_dissimilarity,
)
from provenance.evaluation.baselines.groups import Group
from provenance.evaluation.chance import Chance
from tests.documents import document

NEWS = tuple("the council voted to close the landing after the pier had been found unsafe by two engineers in march".split())


def test_edit_distance_counts_added_changed_and_half_of_dropped_words() -> None:
    found = edit_distance([("a", "b", "c", "d", "e"), ("a", "x", "c")])
    assert found[0, 1] == pytest.approx((1 + 2 * 0.5) / 5)
    assert found[1, 0] == pytest.approx((1 + 2) / 5)


def test_compression_is_the_size_still_needed_over_the_size_alone() -> None:
    short = NEWS[:9]
    found = compression_distance([NEWS, short])
    long_text, short_text = (" ".join(words).encode() for words in (NEWS, short))
    needed = len(zlib.compress(long_text + b" " + short_text, 9)) - len(zlib.compress(long_text, 9))
    assert found[0, 1] == pytest.approx(needed / len(zlib.compress(short_text, 9)))


def test_term_dissimilarity_is_the_weight_the_other_text_lacks() -> None:
    found = term_dissimilarity([("a", "a", "b"), ("a", "c")])
    # df of a is 2 of 2: 1 + ln(3/3) = 1; b and c: 1 + ln(3/2) = 1.405
    assert found[0, 1] == pytest.approx(1.405 / 2.405, abs=1e-3)
    assert found[1, 0] == pytest.approx(1 - 1 / 3.405, abs=1e-3)


@pytest.mark.parametrize("measure", [edit_distance, compression_distance, term_dissimilarity])
def test_a_part_is_more_easily_made_from_the_whole(measure: Measure) -> None:
    found = measure([NEWS, NEWS[:8]])
    assert found[0, 1] < found[1, 0]


@pytest.mark.parametrize("measure", [edit_distance, compression_distance, term_dissimilarity])
def test_texts_without_words_have_a_dissimilarity(measure: Measure) -> None:
    found = measure([(), NEWS, ()])
    assert len(found) == 6
    assert all(0 <= value <= 1 for value in found.values())


def test_compression_remembers_a_text_longer_than_the_window_of_zlib() -> None:
    """A text and its copy, each of some 60 kB of words that never repeat."""
    chance = Chance(1, "words")
    long_text = tuple(f"{chance.below(1 << 40):x}" for _ in range(6_000))
    found = compression_distance([long_text, (*long_text[:-10], "end")])
    assert max(found.values()) < 0.1


def test_the_compressor_is_zlib_as_far_as_its_window_reaches() -> None:
    chance = Chance(2, "words")
    words = tuple(f"{chance.below(1 << 40):010x}" for _ in range(1_470))
    found = compression_distance([words, words])
    data = " ".join(words).encode()
    needed = len(zlib.compress(data + b" " + data, 9)) - len(zlib.compress(data, 9))
    assert len(data) * 2 > 32_000
    assert found[0, 1] == pytest.approx(needed / len(zlib.compress(data, 9)))
    assert found[0, 1] < 0.05


def test_long_texts_are_compared_whole_and_those_of_a_large_group_up_to_a_limit() -> None:
    tail = " ".join(f"word{number}" for number in range(700))
    texts = [document(f"d{number:03}", f"{tail} {'same' if number else 'other'}") for number in range(240)]
    large = dissimilarities(Group(documents=tuple(texts), containment={}), term_dissimilarity)
    small = dissimilarities(Group(documents=tuple(texts[:100]), containment={}), term_dissimilarity)
    assert large["d000", "d001"] == 0
    assert small["d000", "d001"] > 0
