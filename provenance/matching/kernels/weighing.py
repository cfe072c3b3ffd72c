"""What a shared passage is: the steps of ``provenance.matching.classify``, number by number."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from provenance.matching.classify import EDGE_WORDS
from provenance.matching.fingerprints import Hashes
from provenance.matching.kernels.aligning import Table
from provenance.matching.kernels.jit import compiled
from provenance.matching.kernels.screening import (
    Rules,
    Weighable,
    any_opens,
    end_of,
    quoted_share,
    shared_bits,
    shingle_at,
)
from provenance.matching.links import Places
from provenance.matching.passages import BOILERPLATE, COPY, FORMULA, NO_HOST, QUOTATION, Kinds
from provenance.matching.surprisal import Bits
from provenance.settings import Matching


class Holders(NamedTuple):
    """The shingles that several texts hold, sorted, without their ``cut`` lowest bits, and how many hold each."""

    known: Hashes
    counts: Places
    cut: np.uint64


class Furniture(NamedTuple):
    """The settings that tell furniture from copies."""

    boilerplate_holders: int
    furniture_holders: int
    furniture_containment: float


class Texts(NamedTuple):
    """Both texts of a pair, their hosts, and the containment on the side where it is larger."""

    left: Weighable
    right: Weighable
    left_host: int
    right_host: int
    contained: float


Ends = tuple[int, int, int, int]
"""Start and end of a stretch on the left, start and end on the right."""


def furniture_of(settings: Matching) -> Furniture:
    """The rules that settings ask for."""
    return Furniture(settings.boilerplate_holders, settings.furniture_holders, settings.furniture_containment)


@compiled
def _ends(runs: Table) -> Ends:
    last = runs[len(runs) - 1]
    return runs[0, 1], last[1] + last[3], runs[0, 2], last[2] + last[3]


@compiled
def _closes(text: Weighable, first: int, last: int) -> bool:
    return last >= len(text.words) - EDGE_WORDS and any_opens(text.marks, max(1, first - EDGE_WORDS), first)


@compiled
def _only_closes(runs: Table, bits: Bits, texts: Texts, copy_bits: float) -> bool:
    row = 0
    for amount in bits:
        end = end_of(runs, row)
        if amount >= copy_bits:
            first, last, there, there_last = _ends(runs[row:end])
            if not (_closes(texts.left, first, last) and _closes(texts.right, there, there_last)):
                return False
        row = end
    return True


@compiled
def _median_holders(words: Hashes, holders: Holders, size: int) -> float:
    """The median of how many texts hold the shingles of some words; 0 if there are none."""
    counts = np.empty(max(0, len(words) - size + 1), np.int64)
    if not len(counts):
        return 0.0
    for place in range(len(counts)):
        value = shingle_at(words, place, size) >> holders.cut
        at = np.searchsorted(holders.known, value)
        counts[place] = holders.counts[at] if at < len(holders.known) and holders.known[at] == value else 1
    counts.sort()
    half = len(counts) // 2
    return float(counts[half]) if len(counts) % 2 else (counts[half - 1] + counts[half]) / 2


@compiled
def _is_at_end(length: int, first: int, last: int) -> bool:
    return last <= length / 4 or first >= length * 3 / 4


@compiled
def _is_boilerplate(texts: Texts, ends: Ends, holders: Holders, rules: Rules, furniture: Furniture) -> bool:
    first, last, there, there_last = ends
    sizes = len(texts.left.words), len(texts.right.words)
    is_one_site = texts.left_host == texts.right_host and texts.left_host != NO_HOST
    if is_one_site and texts.contained < furniture.furniture_containment:
        closes = last >= sizes[0] - EDGE_WORDS and there_last >= sizes[1] - EDGE_WORDS
        is_around = closes or (first <= EDGE_WORDS and there <= EDGE_WORDS)
        least = furniture.furniture_holders
    else:
        is_around = _is_at_end(sizes[0], first, last) and _is_at_end(sizes[1], there, there_last)
        is_around = is_around and texts.contained < rules.containment
        least = furniture.boilerplate_holders
    words = texts.left.words[first : max(first + rules.shingle_words, last)]
    return is_around and _median_holders(words, holders, rules.shingle_words) >= least


@compiled
def types(runs: Table, texts: Texts, holders: Holders, rules: Rules, furniture: Furniture) -> Kinds:
    """The type of every stretch of a pair."""
    kinds, bits = np.empty(len(runs), np.uint8), np.empty(len(runs), np.float64)
    narrated, count, row = 0.0, 0, 0
    while row < len(runs):
        end = end_of(runs, row)
        bits[count], told = shared_bits(runs[row:end], texts.left, texts.right, rules.place_bits)
        kinds[count] = FORMULA
        if bits[count] < rules.copy_bits and quoted_share(runs[row:end], texts.left, texts.right) >= rules.quotation_share:
            kinds[count] = QUOTATION
        else:
            narrated += told
        row, count = end, count + 1
    is_whole = narrated >= rules.copy_bits and texts.contained >= rules.containment
    is_notice = not is_whole and texts.contained < rules.containment and _only_closes(runs, bits[:count], texts, rules.copy_bits)
    row = 0
    for number in range(count):
        end = end_of(runs, row)
        if kinds[number] != QUOTATION and (is_whole or bits[number] >= rules.copy_bits):
            is_furniture = is_notice or _is_boilerplate(texts, _ends(runs[row:end]), holders, rules, furniture)
            kinds[number] = BOILERPLATE if is_furniture else COPY
        row = end
    return kinds[:count]
