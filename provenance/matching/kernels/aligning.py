"""Seed, chain, extend: the steps of ``provenance.matching.align``, word by word."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from provenance.matching.align import CHAIN_LOOKBACK, SEED_REPEATS
from provenance.matching.fingerprints import RADIX, Hashes
from provenance.matching.kernels.jit import compiled

Table = NDArray[np.int64]
"""(n, 3) matches, each first word on the left, first on the right and length; or (n, 4) runs with the number of the stretch."""

_SHIFT = np.uint64(33)


@compiled
def sums(words: Hashes, size: int) -> Hashes:
    """The polynomial of every run of ``size`` words; none if there are fewer words than that."""
    found = np.empty(max(0, len(words) - size + 1), np.uint64)
    for start in range(len(found)):
        total = np.uint64(0)
        for place in range(size):
            total = total * RADIX + words[start + place]
        found[start] = total
    return found


@compiled
def _slot(seed: np.uint64, mask: np.uint64) -> int:
    return int((seed ^ (seed >> _SHIFT)) & mask)


@compiled
def _chained(seeds: Hashes) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """A hash table of seeds: the first place of a seed in each slot, and for each place the next one of the same seed or slot."""
    slots = 16
    while slots < 2 * len(seeds):
        slots *= 2
    heads, following = np.full(slots, -1, np.int32), np.full(len(seeds), -1, np.int32)
    mask = np.uint64(slots - 1)
    for place in range(len(seeds) - 1, -1, -1):
        slot = _slot(seeds[place], mask)
        following[place] = heads[slot]
        heads[slot] = place
    return heads, following


@compiled
def _exact_matches(here: Hashes, there: Hashes, size: int) -> Table:
    """Maximal runs of equal words, by their start in the first text, which is not the longer one."""
    seeds, targets = sums(here, size), sums(there, size)
    heads, following = _chained(targets)
    mask = np.uint64(len(heads) - 1)
    reach = np.full(len(here) + len(there) + 1, -1, np.int64)
    found = np.empty((64, 3), np.int64)
    count = 0
    for i in range(len(seeds)):
        place, seen = heads[_slot(seeds[i], mask)], 0
        while place >= 0 and seen < SEED_REPEATS:
            j, place = place, following[place]
            if targets[j] != seeds[i]:
                continue
            seen += 1
            diagonal = j - i + len(here)
            if reach[diagonal] > i:
                continue
            end = i + size
            while end < len(here) and j + end - i < len(there) and here[end] == there[j + end - i]:
                end += 1
            if count == len(found):
                found = np.concatenate((found, np.empty_like(found)))
            found[count, 0], found[count, 1], found[count, 2] = i, j, end - i
            count += 1
            reach[diagonal] = end
    return found[:count]


@compiled
def _turned(matches: Table) -> Table:
    """Matches seen from the other text, in its order."""
    keys = matches[:, 1] * (matches[:, 0].max() + 1 if len(matches) else 1) + matches[:, 0]
    order = np.argsort(keys)  # no two are equal
    turned = np.empty_like(matches)
    for row in range(len(order)):
        turned[row, 0], turned[row, 1], turned[row, 2] = matches[order[row], 1], matches[order[row], 0], matches[order[row], 2]
    return turned


@compiled
def _best_chain(matches: Table, gap: int) -> Table:
    """Heaviest run of matches that follow one another in both texts with gaps of at most ``gap`` words."""
    score, previous = np.empty(len(matches), np.float64), np.full(len(matches), -1, np.int64)
    best_at = 0
    for index in range(len(matches)):
        i, j, length = matches[index, 0], matches[index, 1], matches[index, 2]
        best, best_from = np.float64(length), -1
        for earlier in range(max(0, index - CHAIN_LOOKBACK), index):
            left_gap = i - matches[earlier, 0] - matches[earlier, 2]
            right_gap = j - matches[earlier, 1] - matches[earlier, 2]
            if not (-length < left_gap <= gap and -length < right_gap <= gap):
                continue
            overlap = max(0, -left_gap, -right_gap)
            cost = overlap + 0.5 * math.sqrt(abs(left_gap - right_gap))
            if overlap < length and score[earlier] + length - cost > best:
                best, best_from = score[earlier] + length - cost, earlier
        score[index], previous[index] = best, best_from
        if best > score[best_at]:
            best_at = index
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
def align(left: Hashes, right: Hashes, size: int, gap: int, least: int) -> Table:
    """The runs of all stretches of two texts with ``least`` matched words or more, numbered from the heaviest stretch on.

    ``size`` is the number of words in a seed, ``gap`` that of words bridged.
    """
    is_longer = len(left) > len(right)
    matches = _turned(_exact_matches(right, left, size)) if is_longer else _exact_matches(left, right, size)
    used_left, used_right = np.zeros(len(left), np.bool_), np.zeros(len(right), np.bool_)
    found = np.empty((16, 4), np.int64)
    count, number = 0, 0
    while len(matches):
        chain = _best_chain(matches, gap)
        matched = 0
        for row in range(len(chain)):
            matched += chain[row, 2]
        if matched < least:
            break
        while count + len(chain) > len(found):
            found = np.concatenate((found, np.empty_like(found)))
        for row in range(len(chain)):
            found[count, 0] = number
            found[count, 1], found[count, 2], found[count, 3] = chain[row, 0], chain[row, 1], chain[row, 2]
            count += 1
        last = len(chain) - 1
        for place in range(chain[0, 0], chain[last, 0] + chain[last, 2]):
            used_left[place] = True
        for place in range(chain[0, 1], chain[last, 1] + chain[last, 2]):
            used_right[place] = True
        matches = _unused(matches, used_left, used_right, size)
        number += 1
    return found[:count]
