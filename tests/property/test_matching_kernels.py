"""Laws of the kernels: what a column of numbers says is what one would find word by word."""

from __future__ import annotations

from collections import Counter

import numpy as np
from datasketch import MinHash
from hypothesis import given
from hypothesis import strategies as st

from provenance.matching.fingerprints import minimum_values, shingle_hashes, word_hashes
from provenance.matching.links import frequent, held_by_several, packed

WORDS = st.lists(st.text(max_size=12), max_size=40)
NUMBERS = st.lists(st.integers(0, 2**64 - 1), min_size=1, max_size=300)
MASK = 2**64 - 1


def fnv1a(word: str) -> int:
    value = 0xCBF29CE484222325
    for byte in word.encode("utf-8", "surrogatepass"):
        value = (value ^ byte) * 0x100000001B3 & MASK
    return value


@given(WORDS)
def test_a_word_s_hash_is_fnv_1a_over_its_bytes(words: list[str]) -> None:
    assert word_hashes(words).tolist() == [fnv1a(word) for word in words]


@given(WORDS, st.integers(1, 6))
def test_a_shingle_s_hash_depends_on_its_words_and_their_order_alone(words: list[str], size: int) -> None:
    hashes = word_hashes(words)
    found = shingle_hashes(hashes, size).tolist()
    assert len(found) == max(0, len(words) - size + 1)
    alone = [shingle_hashes(hashes[start : start + size], size).tolist()[0] for start in range(len(found))]
    assert found == alone
    told_apart = {tuple(words[start : start + size]) for start in range(len(found))}
    assert len(set(found)) == len(told_apart)


@given(NUMBERS, st.integers(1, 20), st.integers(1, 40), st.integers(1, 5))
def test_minimum_values_are_datasketch_s(numbers: list[int], permutations: int, half: int, seed: int) -> None:
    multipliers, addends = MinHash(num_perm=permutations, seed=seed, hashfunc=int).permutations
    document, passages = minimum_values(np.array(numbers, np.uint64), multipliers, addends, 2 * half)

    def signature(part: list[int]) -> list[int]:
        reference = MinHash(num_perm=permutations, seed=seed, hashfunc=int)
        reference.update_batch([number >> 32 for number in part])
        values: list[int] = reference.hashvalues.tolist()
        return values

    assert document.tolist() == signature(numbers)
    starts = range(0, max(1, len(numbers) - half), half)
    assert passages.tolist() == [signature(numbers[start : start + 2 * half]) for start in starts]


HELD = st.sets(st.tuples(st.integers(0, 30), st.integers(0, 50)), max_size=200)


@given(HELD, st.integers(6, 32))
def test_a_star_links_every_holder_to_the_earliest(held: set[tuple[int, int]], bits: int) -> None:
    pairs = sorted(held, key=lambda pair: (pair[1], pair[0]))
    values = np.array([value << bits for value, _ in pairs], np.uint64)
    found = held_by_several(packed(values, np.array([holder for _, holder in pairs], np.int64), bits), bits)
    counts = Counter(value for value, _ in pairs)
    assert found.counts_of(values >> np.uint64(bits)).tolist() == [counts[value] for value, _ in pairs]
    links = found.star()
    earliest: dict[int, int] = {}
    expected = []
    for value, holder in pairs:
        first = earliest.setdefault(value, holder)
        if first != holder:
            expected.append((first, holder))
    assert sorted((link >> 32, link & 0xFFFFFFFF) for link in links.tolist()) == sorted(expected)


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), max_size=60), st.integers(1, 4))
def test_frequent_links_are_those_that_occur_often_enough(ends: list[tuple[int, int]], least: int) -> None:
    links = np.array([first << 32 | other for first, other in ends], np.uint64)
    first, other = frequent(links, least)
    counted = sorted(pair for pair, count in Counter(ends).items() if count >= least)
    assert list(zip(first.tolist(), other.tolist(), strict=True)) == counted
