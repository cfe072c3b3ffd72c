"""The compiled loops give the same numbers as the plain ones, bit for bit."""

from __future__ import annotations

import os
from dataclasses import fields, replace
from functools import cache
from importlib.util import find_spec
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from provenance.matching.candidates import candidate_pairs, pairs_among
from provenance.matching.columns import Mark, WordColumns
from provenance.matching.compare import find_reuse
from provenance.matching.fingerprints import Hashes, shingle_hashes, word_hashes
from provenance.matching.holders import TEXT_BITS, shared_shingles
from provenance.matching.kernels import Kernels, kernels_for
from provenance.matching.links import NumberPairs
from provenance.matching.passages import NO_HOST, Wanted, Wordings, joined
from provenance.matching.ragged import Ragged
from provenance.matching.sketch import Permutations
from provenance.model import Span
from provenance.settings import Matching
from tests.documents import document

if find_spec("numba") is None and "CI" not in os.environ:
    pytest.skip('the extra "scale" is not installed', allow_module_level=True)

SETTINGS = Matching()
PLAIN = kernels_for(1)
TEXT = st.text(
    st.one_of(st.sampled_from("abcXYZ019 .,'’‑-‐–_\n\"“(:ʼéßАс中文ไท\u0301\u200b²Ⅳ😀\U00020001İ०%…"), st.characters()),
    max_size=80,
)
NUMBER_WORDS = st.lists(
    st.sampled_from("nine Nine-year twenty twenty-one U.S. a.m. 1,200.50 -nine-  one–two ‑ten".split()), max_size=9
)
WORDS = (
    st.integers(1, 60).flatmap(lambda few: st.lists(st.integers(0, few), max_size=160)).map(lambda ids: np.array(ids, np.uint64))
)


@cache
def compiled() -> Kernels:
    return kernels_for(10**6)


def columns(words: WordColumns) -> list[list[int]]:
    return [column.tolist() for column in (words.starts, words.ends, words.block_of, words.hashes, words.marks)]


def test_there_are_two() -> None:
    assert type(compiled()) is not type(PLAIN)


@settings(deadline=None)
@given(st.one_of(TEXT, NUMBER_WORDS.map(" ".join)), st.lists(st.integers(0, 80), max_size=4))
def test_words(text: str, cuts: list[int]) -> None:
    places = sorted({min(cut, len(text)) for cut in (0, *cuts, len(text))})
    spans = [Span(start, end) for start, end in pairwise(places)]
    assert columns(compiled().split(text, spans)) == columns(PLAIN.split(text, spans))


@settings(deadline=None)
@given(st.lists(WORDS, max_size=6), st.integers(1, 4), st.integers(1, 30))
def test_signatures(rows: list[Hashes], size: int, half: int) -> None:
    permutations = Permutations.of(SETTINGS)
    words = Ragged.of(rows, np.uint64)
    found, expected = (kernels.sign(words, size, half, permutations) for kernels in (compiled(), PLAIN))
    assert found.rows.tolist() == expected.rows.tolist()
    assert found.offsets.tolist() == expected.offsets.tolist()
    assert sorted(compiled().stars(found.rows).tolist()) == sorted(PLAIN.stars(found.rows).tolist())


@settings(deadline=None)
@given(st.lists(WORDS, max_size=6))
def test_shared_shingles_and_pairs(rows: list[Hashes]) -> None:
    words = Ragged.of(rows, np.uint64)
    found, expected = (kernels.shared_shingles(words, SETTINGS) for kernels in (compiled(), PLAIN))
    for name in ("values", "holders", "first", "counts", "known", "known_counts"):
        assert getattr(found, name).tolist() == getattr(expected, name).tolist()
    pairs = [pairs_among(words, SETTINGS, kernels) for kernels in (compiled(), PLAIN)]
    pairs.append(candidate_pairs(words, found, SETTINGS, compiled()))
    first = pairs[0]
    assert all(each.first.tolist() == first.first.tolist() and each.other.tolist() == first.other.tolist() for each in pairs)


@settings(deadline=None)
@given(st.lists(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 31)), max_size=40), max_size=5))
def test_telling_words(texts: list[list[tuple[int, int]]]) -> None:
    known = word_hashes("the of said monday quarry Penmoel slate ten xx ward".lower().split())
    words = Ragged.of([known[[word for word, _ in text]] if text else known[:0] for text in texts], np.uint64)
    marks = Ragged.of([np.array([mark for _, mark in text], np.uint8) for text in texts], np.uint8)
    found, expected = (kernels.terms(words, marks) for kernels in (compiled(), PLAIN))
    for name in ("terms", "counts", "named"):
        assert getattr(found, name).values.tolist() == getattr(expected, name).values.tolist()
        assert getattr(found, name).offsets.tolist() == getattr(expected, name).offsets.tolist()


@st.composite
def texts_that_share(draw: st.DrawFn) -> tuple[Hashes, Hashes]:
    left, right = draw(WORDS), draw(WORDS)
    cut, start, end = draw(st.tuples(*[st.integers(0, 160)] * 3))
    return left, np.concatenate([right[:cut], left[min(start, end) : max(start, end)], right[cut:], left[:end]])


@settings(deadline=None)
@given(texts_that_share())
def test_stretches(texts: tuple[Hashes, Hashes]) -> None:
    for left, right in (texts, texts[::-1]):
        assert compiled().align(left, right, SETTINGS) == PLAIN.align(left, right, SETTINGS)


@pytest.mark.parametrize("apart", range(SETTINGS.chain_gap_words + 2))
def test_gaps_are_bridged_as_far(apart: int) -> None:
    """Random texts seldom have a gap that is just wide enough."""
    shared, between = np.arange(40, dtype=np.uint64), np.arange(100, 100 + apart, dtype=np.uint64)
    left, right = shared, np.concatenate([shared[:20], between, shared[20:]])
    found = compiled().align(left, right, SETTINGS)
    assert found == PLAIN.align(left, right, SETTINGS)
    assert len(found) == (1 if apart <= SETTINGS.chain_gap_words else 2)
    assert compiled().align(right, left, SETTINGS) == PLAIN.align(right, left, SETTINGS)


@settings(deadline=None)
@given(st.lists(texts_that_share(), min_size=1, max_size=4), st.randoms(use_true_random=False))
def test_screened_pairs_and_affinities(drawn: list[tuple[Hashes, Hashes]], chance: np.random.Generator) -> None:
    rows = [row for pair in drawn for row in pair]
    words = Ragged.of(rows, np.uint64)
    marks = Ragged.of((np.array([chance.choice([0, 0, 1, 4, 8]) for _ in row], np.uint8) for row in rows), np.uint8)
    first, other = np.triu_indices(len(rows), 1)
    pairs = NumberPairs.of(first, other)
    some = SETTINGS
    assert compiled().screen(words, marks, pairs, some).tolist() == PLAIN.screen(words, marks, pairs, some).tolist()
    terms = Ragged.of((np.unique(row) for row in rows), np.uint64)
    weights = Ragged(np.sqrt(np.arange(len(terms.values), dtype=np.float64) + 0.1), terms.offsets)
    assert compiled().affinities(terms, weights, pairs).tolist() == PLAIN.affinities(terms, weights, pairs).tolist()


@settings(deadline=None)
@given(st.lists(texts_that_share(), min_size=1, max_size=4), st.randoms(use_true_random=False))
def test_what_pairs_share(drawn: list[tuple[Hashes, Hashes]], chance: np.random.Generator) -> None:
    rows = [row for pair in drawn for row in pair]
    words = Ragged.of(rows, np.uint64)
    marks = Ragged.of((np.array([chance.choice([0, 0, 1, 4, 8]) for _ in row], np.uint8) for row in rows), np.uint8)
    hosts = np.array([chance.choice([NO_HOST, 0, 1]) for _ in rows], np.int32)
    texts = Wordings(words=words, marks=marks, hosts=hosts, held=shared_shingles(words, SETTINGS), cut=TEXT_BITS)
    left, right = np.triu_indices(len(rows), 1)
    anyway = np.array([chance.random() < 0.5 for _ in left], np.bool_)
    wanted = Wanted(left=left, right=right, affinity=np.arange(len(left)) / 7, anyway=anyway)
    some = replace(SETTINGS, copy_bits=chance.choice([30.0, 175.0]), boilerplate_holders=chance.choice([1, 4]))
    assert passages(compiled(), wanted, texts, some) == passages(PLAIN, wanted, texts, some)


@st.composite
def pages_with_furniture(draw: st.DrawFn) -> tuple[list[Hashes], list[int], list[tuple[int, int]]]:
    """Texts of their own that all carry one notice, at an end or not; the hosts they are on, and where the notice stands."""
    notice = np.arange(1_000, 1_000 + draw(st.integers(10, 60)), dtype=np.uint64)
    rows, hosts, places = [], [], []
    for number in range(draw(st.integers(3, 7))):
        own = np.arange(draw(st.integers(20, 200)), dtype=np.uint64) + np.uint64(2_000 + 300 * number)
        place = draw(st.one_of(st.sampled_from((0, 3, len(own))), st.integers(0, len(own))))
        rows.append(np.concatenate([own[:place], notice, own[place:]]))
        hosts.append(draw(st.sampled_from((NO_HOST, 0, 1))))
        places.append((place, place + len(notice)))
    return rows, hosts, places


@settings(deadline=None)
@given(pages_with_furniture(), st.sampled_from((30.0, 175.0)), st.sampled_from((1, 2, 4)))
def test_furniture(pages: tuple[list[Hashes], list[int], list[tuple[int, int]]], copy_bits: float, holders: int) -> None:
    rows, hosts, places = pages
    words = Ragged.of(rows, np.uint64)
    marks = [np.full(len(row), Mark.CAPITAL, np.uint8) for row in rows]
    for row, (first, last) in zip(marks, places, strict=True):
        row[[0, first, min(last, len(row) - 1)]] |= Mark.OPENS
    some = replace(SETTINGS, copy_bits=copy_bits, boilerplate_holders=holders)
    texts = Wordings(
        words=words,
        marks=Ragged.of(marks, np.uint8),
        hosts=np.array(hosts, np.int32),
        held=shared_shingles(words, some),
        cut=TEXT_BITS,
    )
    left, right = np.triu_indices(len(rows), 1)
    wanted = Wanted(left=left, right=right, affinity=np.zeros(len(left)), anyway=np.ones(len(left), np.bool_))
    assert passages(compiled(), wanted, texts, some) == passages(PLAIN, wanted, texts, some)


def passages(kernels: Kernels, wanted: Wanted, texts: Wordings, some: Matching) -> list[list[object]]:
    parts = list(kernels.compare(wanted, texts, some))
    assert sum(count for count, _ in parts) == len(wanted)
    found = joined([part for _, part in parts])
    columns = [getattr(found, item.name) for item in fields(found)]
    flat = [each for column in columns for each in ((column.values, column.offsets) if isinstance(column, Ragged) else (column,))]
    return [[*map(str, (each.dtype, each.shape)), each.tolist()] for each in flat]


def test_what_documents_share() -> None:
    story = "Slate from the drowned quarry at Penmoel is lifted by nine divers who tap it with a spoon “and listen”, he said. "
    documents = [document(f"d{number}", story * 3 + f"Word{number} ends it.", host=f"h{number}.example") for number in range(4)]
    documents.append(
        document("other", "Nothing of this kind has ever been heard on the island, where slate is unknown and nobody dives.")
    )
    assert find_reuse(documents, SETTINGS, map, compiled()) == find_reuse(documents, SETTINGS, map, PLAIN)


def test_shingles_are_those_of_the_columns() -> None:
    from provenance.matching.kernels.screening import shingle_at

    words = np.arange(40, dtype=np.uint64) % np.uint64(7)
    assert [shingle_at(words, place, 5) for place in range(36)] == shingle_hashes(words, 5).tolist()
