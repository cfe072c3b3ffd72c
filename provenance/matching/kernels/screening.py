"""Which pairs share more than formulas: the steps of ``provenance.matching.classify``, and topics that meet, pair by pair."""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from provenance.matching.columns import Mark, Marks
from provenance.matching.fingerprints import Hashes
from provenance.matching.kernels.aligning import Table, align, sums
from provenance.matching.kernels.jit import compiled
from provenance.matching.links import Places
from provenance.matching.surprisal import FACT_SHARE, Bits
from provenance.settings import Matching
from provenance.text.surprise import RARE_BITS

_SHIFT = np.uint64(33)
_FIRST_FACTOR, _SECOND_FACTOR = np.uint64(0xFF51AFD7ED558CCD), np.uint64(0xC4CEB9FE1A85EC53)
_FACT, _QUOTED, _OPENS = Mark.CAPITAL | Mark.NUMBER, Mark.QUOTED, Mark.OPENS


class Texts(NamedTuple):
    """All texts: their words and marks, one after the other; where each begins; and the words whose bits are listed."""

    words: Hashes
    marks: Marks
    offsets: Places
    listed: Hashes
    bits: Bits


class Rules(NamedTuple):
    """The settings that decide, as numbers."""

    shingle_words: int
    shared_shingles: int
    seed_words: int
    gap: int
    passage_words: int
    copy_bits: float
    containment: float
    quotation_share: float
    place_bits: float


def rules_of(settings: Matching) -> Rules:
    """The rules that settings ask for."""
    return Rules(
        settings.shingle_words,
        settings.candidate_shared_shingles,
        settings.seed_words,
        settings.chain_gap_words,
        settings.passage_min_words,
        settings.copy_bits,
        settings.copy_min_containment,
        settings.quotation_share,
        2 * math.log2(settings.chain_gap_words),
    )


@compiled
def _shingles(words: Hashes, size: int) -> Hashes:
    """The distinct shingles of a text, sorted."""
    found = sums(words, size)
    for start in range(len(found)):
        total = (found[start] ^ (found[start] >> _SHIFT)) * _FIRST_FACTOR
        total = (total ^ (total >> _SHIFT)) * _SECOND_FACTOR
        found[start] = total ^ (total >> _SHIFT)
    found.sort()
    kept = 0
    for place in range(len(found)):
        if place == 0 or found[place] != found[place - 1]:
            found[kept] = found[place]
            kept += 1
    return found[:kept]


@compiled
def _shared(left: Hashes, right: Hashes) -> int:
    i, j, count = 0, 0, 0
    while i < len(left) and j < len(right):
        if left[i] == right[j]:
            count, i, j = count + 1, i + 1, j + 1
        elif left[i] < right[j]:
            i += 1
        else:
            j += 1
    return count


@compiled
def _narration(words: Hashes, marks: Marks, listed: Hashes, bits: Bits) -> Bits:
    found = np.empty(len(words) + 1, np.float64)
    total = 0.0
    found[0] = total
    for place in range(len(words)):
        if not marks[place] & _QUOTED:
            at = np.searchsorted(listed, words[place])
            amount = bits[at] if at < len(listed) and listed[at] == words[place] else RARE_BITS
            total += amount * FACT_SHARE if marks[place] & _FACT else amount
        found[place + 1] = total
    return found


@compiled
def _any_opens(marks: Marks, first: int, last: int) -> bool:
    """Whether a block begins at one of some words, both ends included."""
    for place in range(first, last + 1):  # noqa: SIM110 - the compiler knows no generators
        if marks[place] & _OPENS:
            return True
    return False


@compiled
def _quoted_share(marks: Marks, first: int, last: int) -> float:
    count = 0
    for place in range(first, last):
        if marks[place] & _QUOTED:
            count += 1
    return count / (last - first)


@compiled
def _is_telling(runs: Table, left: tuple[Marks, Bits], right: tuple[Marks, Bits], contained: float, rules: Rules) -> bool:
    narrated = 0.0
    row = 0
    while row < len(runs):
        last = row
        while last + 1 < len(runs) and runs[last + 1, 0] == runs[row, 0]:
            last += 1
        total, told = 0.0, 0.0
        for at in range(row, last + 1):
            i, j, length = runs[at, 1], runs[at, 2], runs[at, 3]
            amount = min(left[1][i + length] - left[1][i], right[1][j + length] - right[1][j])
            told += amount
            cost = 0.0
            if at > row and total != 0.0:
                cost = rules.place_bits
                before_left, before_right = runs[at - 1, 1] + runs[at - 1, 3], runs[at - 1, 2] + runs[at - 1, 3]
                if _any_opens(left[0], before_left, i) or _any_opens(right[0], before_right, j):
                    cost *= 2.0
            total += max(0.0, amount - cost)
        if total >= rules.copy_bits:
            return True
        ends = runs[last, 1] + runs[last, 3], runs[last, 2] + runs[last, 3]
        share = max(_quoted_share(left[0], runs[row, 1], ends[0]), _quoted_share(right[0], runs[row, 2], ends[1]))
        if share >= rules.quotation_share:
            return True
        narrated += told
        row = last + 1
    return narrated >= rules.copy_bits and contained >= rules.containment


@compiled
def screen(texts: Texts, first: Places, other: Places, rules: Rules, found: NDArray[np.bool_]) -> None:
    """For every pair of texts, into ``found``, whether they share more than formulas. Quickest if pairs are sorted."""
    known = np.int64(-1)
    words, marks = texts.words[:0], texts.marks[:0]
    held, bits = texts.words[:0], texts.bits[:0]
    for row in range(len(first)):
        if first[row] != known:
            known = first[row]
            start, end = texts.offsets[known], texts.offsets[known + 1]
            words, marks = texts.words[start:end], texts.marks[start:end]
            held = _shingles(words, rules.shingle_words)
            bits = _narration(words, marks, texts.listed, texts.bits)
        start, end = texts.offsets[other[row]], texts.offsets[other[row] + 1]
        there, there_marks = texts.words[start:end], texts.marks[start:end]
        there_held = _shingles(there, rules.shingle_words)
        shared = _shared(held, there_held)
        if shared < rules.shared_shingles:
            found[row] = False
            continue
        runs = align(words, there, rules.seed_words, rules.gap, rules.passage_words)
        contained = shared / min(len(held), len(there_held))
        there_bits = _narration(there, there_marks, texts.listed, texts.bits)
        found[row] = _is_telling(runs, (marks, bits), (there_marks, there_bits), contained, rules)


@compiled
def affinities(terms: Hashes, weights: Bits, offsets: Places, first: Places, other: Places) -> Bits:
    """For every pair of topics the sum of the products of their weights, in order of the terms they share."""
    found = np.zeros(len(first), np.float64)
    for row in range(len(first)):
        i, j = offsets[first[row]], offsets[other[row]]
        last_i, last_j = offsets[first[row] + 1], offsets[other[row] + 1]
        total = 0.0
        while i < last_i and j < last_j:
            if terms[i] == terms[j]:
                total += weights[i] * weights[j]
                i, j = i + 1, j + 1
            elif terms[i] < terms[j]:
                i += 1
            else:
                j += 1
        found[row] = total
    return found
