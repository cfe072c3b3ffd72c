"""Seed, chain, extend: the steps of ``provenance.matching.align``, word by word.

Of two texts the left one is prepared once, and then held against as many others as there are: a text that shares nothing with it
costs a look at each of its words.
"""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from provenance.matching.align import CHAIN_LOOKBACK, SEED_REPEATS
from provenance.matching.fingerprints import RADIX, Hashes
from provenance.matching.kernels.jit import compiled

Table = NDArray[np.int64]
"""(n, 3) matches, each first word on the left, first on the right and length; or (n, 4) runs with the number of the stretch."""
Numbers = NDArray[np.int32]
"""Numbers of words, -1 for none."""

_SHIFT = np.uint64(33)
_WORD, _IN_WORD, _BIT = np.uint64(6), np.uint64(63), np.uint64(1)
_SIEVE_BITS = 8
"""Bits of the sieve for each slot: of the seeds that a text does not have one in sixteen or less gets through."""
_ANY = 1 << 62
"""As often as they like."""


class Seeded(NamedTuple):
    """A text prepared for alignment.

    ``seeds[i]`` starts at word ``i``. ``heads`` has for each slot of a hash table the first place of its seeds, ``following`` for
    each place the next one of the same slot. In ``sieve`` a bit is set for every seed.
    """

    words: Hashes
    seeds: Hashes
    heads: Numbers
    following: Numbers
    sieve: Hashes


@compiled
def sum_at(words: Hashes, place: int, size: int) -> np.uint64:
    """The polynomial of the ``size`` words from a place on."""
    total = np.uint64(0)
    for at in range(place, place + size):
        total = total * RADIX + words[at]
    return total


@compiled
def sums(words: Hashes, size: int) -> Hashes:
    """The polynomial of every run of ``size`` words; none if there are fewer words than that."""
    found = np.empty(max(0, len(words) - size + 1), np.uint64)
    for place in range(len(found)):
        found[place] = sum_at(words, place, size)
    return found


@compiled
def slots_for(count: int) -> int:
    """Slots of a hash table of so many values: a power of two, at most half of them taken."""
    slots = 16
    while slots < 2 * count:
        slots *= 2
    return slots


@compiled
def seeded(words: Hashes, size: int) -> Seeded:
    """Prepare a text, given as the hashes of its words, for alignment by seeds of ``size`` words."""
    seeds = sums(words, size)
    slots = slots_for(len(seeds))
    heads, following = np.full(slots, -1, np.int32), np.full(len(seeds), -1, np.int32)
    sieve = np.zeros(slots * _SIEVE_BITS // 64, np.uint64)
    mask, wide = np.uint64(slots - 1), np.uint64(slots * _SIEVE_BITS - 1)
    for place in range(len(seeds) - 1, -1, -1):
        mixed = seeds[place] ^ (seeds[place] >> _SHIFT)
        sieve[(mixed & wide) >> _WORD] |= _BIT << (mixed & _IN_WORD)
        slot = mixed & mask
        following[place] = heads[slot]
        heads[slot] = place
    return Seeded(words, seeds, heads, following, sieve)


@compiled
def _first_of(left: Seeded, seed: np.uint64) -> int:
    """The first place of a seed in a prepared text, -1 if it has none."""
    place = left.heads[(seed ^ (seed >> _SHIFT)) & np.uint64(len(left.heads) - 1)]
    while place >= 0 and left.seeds[place] != seed:
        place = left.following[place]
    return int(place)


@compiled
def shared_places(left: Seeded, right: Hashes, size: int) -> Numbers:
    """Where in the right text a seed begins that the left one has."""
    found = np.empty(max(0, len(right) - size + 1), np.int32)
    count = 0
    wide = np.uint64(len(left.sieve) * 64 - 1)
    for place in range(len(found)):
        seed = sum_at(right, place, size)
        mixed = seed ^ (seed >> _SHIFT)
        if left.sieve[(mixed & wide) >> _WORD] >> (mixed & _IN_WORD) & _BIT and _first_of(left, seed) >= 0:
            found[count] = place
            count += 1
    return found[:count]


@compiled
def _end_of(left: Hashes, right: Hashes, i: int, j: int) -> int:
    """How far equal words go on in the right text from two places on."""
    while i < len(left) and j < len(right) and left[i] == right[j]:
        i, j = i + 1, j + 1
    return j


@compiled
def _found(left: Seeded, right: Hashes, places: Numbers, limits: tuple[int, int]) -> tuple[Table, bool]:
    """Maximal runs of equal words from some places of the right text on; and whether a seed recurs there beyond the limit.

    ``limits`` are how many occurrences of a seed are looked at in the left text, and how many there may be in the right one.
    """
    size = len(left.words) - len(left.seeds) + 1
    reach = np.full(len(left.words) + len(right) + 1, -1, np.int32)
    met = np.zeros(len(left.seeds), np.int32)
    found = np.empty((64, 3), np.int64)
    count = 0
    for j in places:
        seed = sum_at(right, j, size)
        place, seen = _first_of(left, seed), 0
        met[place] += 1
        if met[place] > limits[1]:
            return found[:0], True
        while place >= 0 and seen < limits[0]:
            i, place = place, left.following[place]
            if left.seeds[i] != seed:
                continue
            seen += 1
            diagonal = i - j + len(right)
            if reach[diagonal] > j:
                continue
            end = _end_of(left.words, right, i + size, j + size)
            if count == len(found):
                found = np.concatenate((found, np.empty_like(found)))
            found[count, 0], found[count, 1], found[count, 2] = i, j, end - j
            count += 1
            reach[diagonal] = end
    return found[:count], False


@compiled
def _sorted(matches: Table, left: int, right: int) -> Table:
    """Matches in order of one text's places and then of the other's, as columns ``left`` and ``right`` say: these come first."""
    keys = matches[:, left] * (matches[:, right].max() + 1 if len(matches) else 1) + matches[:, right]
    order = np.argsort(keys)  # no two are equal
    found = np.empty_like(matches)
    for row in range(len(order)):
        match = matches[order[row]]
        found[row, 0], found[row, 1], found[row, 2] = match[left], match[right], match[2]
    return found


@compiled
def exact_matches(left: Seeded, right: Hashes, places: Numbers) -> Table:
    """Maximal runs of equal words, by their start in the left text, then in the right one; ``places`` are the ``shared_places``.

    Of a seed the first ``SEED_REPEATS`` occurrences in the longer text count.
    """
    if len(left.words) > len(right):
        found, _ = _found(left, right, places, (SEED_REPEATS, _ANY))
        return _sorted(found, 0, 1)
    found, is_repetitive = _found(left, right, places, (_ANY, SEED_REPEATS))
    if not is_repetitive:
        return _sorted(found, 0, 1)
    size = len(left.words) - len(left.seeds) + 1
    there = seeded(right, size)
    found, _ = _found(there, left.words, shared_places(there, left.words, size), (SEED_REPEATS, _ANY))
    return _sorted(found, 1, 0)


@compiled
def _best_end(matches: Table, gap: int) -> tuple[int, Table]:
    """The last match of the heaviest chain, and before each match the one that its chain comes from, -1 for none."""
    score, previous = np.empty(len(matches), np.float64), np.full(len(matches), -1, np.int64)
    best_at, longest, first = 0, np.int64(0), 0
    for index in range(len(matches)):
        i, j, length = matches[index, 0], matches[index, 1], matches[index, 2]
        longest = max(longest, length)
        while matches[first, 0] + longest + gap < i or first < index - CHAIN_LOOKBACK:
            first += 1
        best, best_from = np.float64(length), -1
        for earlier in range(first, index):
            if score[earlier] + length <= best:
                continue
            left_gap = i - matches[earlier, 0] - matches[earlier, 2]
            right_gap = j - matches[earlier, 1] - matches[earlier, 2]
            if not (-length < left_gap <= gap and -length < right_gap <= gap):
                continue
            overlap = max(0, -left_gap, -right_gap)
            cost = overlap + 0.5 * math.sqrt(abs(left_gap - right_gap))
            if score[earlier] + length - cost > best:
                best, best_from = score[earlier] + length - cost, earlier
        score[index], previous[index] = best, best_from
        if best > score[best_at]:
            best_at = index
    return best_at, previous


@compiled
def _best_chain(matches: Table, gap: int) -> Table:
    """Heaviest run of matches that follow one another in both texts with gaps of at most ``gap`` words."""
    best_at, previous = _best_end(matches, gap)
    count, at = 0, best_at
    while at >= 0:
        count += 1
        at = previous[at]
    chain = np.empty((count, 3), np.int64)
    at = best_at
    for row in range(count - 1, -1, -1):
        chain[row, 0], chain[row, 1], chain[row, 2] = matches[at, 0], matches[at, 1], matches[at, 2]
        at = previous[at]
    return _without_overlaps(chain)


@compiled
def _without_overlaps(chain: Table) -> Table:
    count = 0
    for row in range(len(chain)):
        i, j, length = chain[row, 0], chain[row, 1], chain[row, 2]
        if count:
            shift = max(0, chain[count - 1, 0] + chain[count - 1, 2] - i, chain[count - 1, 1] + chain[count - 1, 2] - j)
            if shift >= length:
                continue
            i, j, length = i + shift, j + shift, length - shift
        chain[count, 0], chain[count, 1], chain[count, 2] = i, j, length
        count += 1
    return chain[:count]


@compiled
def _unused(matches: Table, used_left: NDArray[np.bool_], used_right: NDArray[np.bool_], least: int) -> Table:
    """The parts of matches, of ``least`` words and more, that no earlier chain covers on either side."""
    found = np.empty((len(matches) + 16, 3), np.int64)
    count = 0
    for row in range(len(matches)):
        i, j, length = matches[row, 0], matches[row, 1], matches[row, 2]
        start = 0
        for offset in range(length + 1):
            if offset == length or used_left[i + offset] or used_right[j + offset]:
                if offset - start >= least:
                    if count == len(found):
                        found = np.concatenate((found, np.empty_like(found)))
                    found[count, 0], found[count, 1], found[count, 2] = i + start, j + start, offset - start
                    count += 1
                start = offset + 1
    return found[:count]


@compiled
def matched_words(matches: Table) -> int:
    """The words of some matches, those of a word in several counted several times."""
    total = 0
    for row in range(len(matches)):
        total += matches[row, 2]
    return total


@compiled
def stretches(matches: Table, sizes: tuple[int, int], gap: int, least: tuple[int, int]) -> Table:
    """The runs of all stretches with enough matched words, numbered from the heaviest stretch on.

    ``sizes`` are the words of the two texts, ``gap`` is the number of words bridged, ``least`` are the words of a seed and those
    of a stretch.
    """
    used_left, used_right = np.zeros(sizes[0], np.bool_), np.zeros(sizes[1], np.bool_)
    found = np.empty((16, 4), np.int64)
    count, number = 0, 0
    while len(matches) and matched_words(matches) >= least[1]:
        chain = _best_chain(matches, gap)
        if matched_words(chain) < least[1]:
            break
        while count + len(chain) > len(found):
            found = np.concatenate((found, np.empty_like(found)))
        for row in range(len(chain)):
            found[count, 0] = number
            found[count, 1], found[count, 2], found[count, 3] = chain[row, 0], chain[row, 1], chain[row, 2]
            count += 1
        last = len(chain) - 1
        used_left[chain[0, 0] : chain[last, 0] + chain[last, 2]] = True
        used_right[chain[0, 1] : chain[last, 1] + chain[last, 2]] = True
        matches = _unused(matches, used_left, used_right, least[0])
        number += 1
    return found[:count]


@compiled
def align(left: Hashes, right: Hashes, size: int, gap: int, least: int) -> Table:
    """The runs of all stretches of two texts with ``least`` matched words or more, numbered from the heaviest stretch on.

    ``size`` is the number of words in a seed, ``gap`` that of words bridged.
    """
    prepared = seeded(left, size)
    matches = exact_matches(prepared, right, shared_places(prepared, right, size))
    return stretches(matches, (len(left), len(right)), gap, (size, least))
