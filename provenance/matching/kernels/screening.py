"""Which pairs share more than formulas: the steps of ``provenance.matching.classify``, pair by pair."""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from provenance.matching.columns import Mark, Marks
from provenance.matching.fingerprints import Hashes
from provenance.matching.kernels.aligning import (
    Numbers,
    Seeded,
    Table,
    exact_matches,
    seeded,
    shared_places,
    slots_for,
    stretches,
    sum_at,
)
from provenance.matching.kernels.jit import compiled
from provenance.matching.links import Places
from provenance.matching.surprisal import FACT_SHARE, Bits
from provenance.settings import Matching
from provenance.text.surprise import RARE_BITS

_SHIFT = np.uint64(33)
_FIRST_FACTOR, _SECOND_FACTOR = np.uint64(0xFF51AFD7ED558CCD), np.uint64(0xC4CEB9FE1A85EC53)
_FACT, _QUOTED, _OPENS = Mark.CAPITAL | Mark.NUMBER, Mark.QUOTED, Mark.OPENS
_ROUNDING = 1e-6
"""Bits by which a sum may be wrong at most: sums made in another order differ in the last digits."""


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


class Weighable(NamedTuple):
    """A text with what its words are worth: the ``narration_bits`` as far as they are asked for."""

    words: Hashes
    marks: Marks
    bits: Bits


class Left(NamedTuple):
    """The earlier text of some pairs, prepared once: for alignment, its worth, its shingles, and the number of its quoted words.

    ``heads`` is a hash table of the shingles.
    """

    seeded: Seeded
    weighable: Weighable
    shingles: Hashes
    heads: Numbers
    distinct: int
    quoted: int


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
def _slot_of(word: np.uint64, listed: Hashes) -> np.uint64:
    """The slot of a listed word, or a free one."""
    mask = np.uint64(len(listed) - 1)
    slot = (word ^ (word >> _SHIFT)) & mask
    while listed[slot] != 0 and listed[slot] != word:
        slot = (slot + np.uint64(1)) & mask
    return np.uint64(slot)


@compiled
def looked_up(texts: Texts) -> Texts:
    """The same texts, with the listed words in a hash table: 0 where a slot is free."""
    slots = slots_for(len(texts.listed))
    listed, bits = np.zeros(slots, np.uint64), np.zeros(slots, np.float64)
    for row in range(len(texts.listed)):
        slot = _slot_of(texts.listed[row], listed)
        listed[slot], bits[slot] = texts.listed[row], texts.bits[row]
    return Texts(texts.words, texts.marks, texts.offsets, listed, bits)


@compiled
def _bits_of(texts: Texts, word: np.uint64, mark: np.uint8) -> float:
    """What one word is worth to a text's narration; the texts are ``looked_up``."""
    if mark & _QUOTED:
        return 0.0
    slot = _slot_of(word, texts.listed)
    amount = texts.bits[slot] if texts.listed[slot] == word and word != 0 else RARE_BITS
    return amount * FACT_SHARE if mark & _FACT else amount


@compiled
def weighable(texts: Texts, words: Hashes, marks: Marks, end: int) -> Weighable:
    """A text with what its words are worth, up to one of them, not included."""
    bits = np.empty(end + 1, np.float64)
    total = 0.0
    bits[0] = total
    for place in range(end):
        total += _bits_of(texts, words[place], marks[place])
        bits[place + 1] = total
    return Weighable(words, marks, bits)


@compiled
def shingle_at(words: Hashes, place: int, size: int) -> np.uint64:
    """The hash of one shingle: see ``provenance.matching.fingerprints.shingle_hashes``."""
    total = sum_at(words, place, size)
    total = (total ^ (total >> _SHIFT)) * _FIRST_FACTOR
    total = (total ^ (total >> _SHIFT)) * _SECOND_FACTOR
    return np.uint64(total ^ (total >> _SHIFT))


@compiled
def _slot_in(shingles: Hashes, heads: Numbers, shingle: np.uint64) -> np.uint64:
    """The slot of a shingle, or a free one."""
    mask = np.uint64(len(heads) - 1)
    slot = shingle & mask
    while heads[slot] >= 0 and shingles[heads[slot]] != shingle:
        slot = (slot + np.uint64(1)) & mask
    return np.uint64(slot)


@compiled
def listed_shingles(words: Hashes, size: int, most: int) -> tuple[Hashes, Numbers, int]:
    """The shingles of a text, a hash table of their first places, and how many are distinct, of which ``most`` are enough."""
    shingles = np.empty(max(0, len(words) - size + 1), np.uint64)
    heads = np.full(slots_for(min(len(shingles), most)), -1, np.int32)
    distinct = 0
    for place in range(len(shingles)):
        shingles[place] = shingle_at(words, place, size)
        slot = _slot_in(shingles, heads, shingles[place])
        if heads[slot] < 0:
            heads[slot] = place
            distinct += 1
            if distinct == most:
                break
    return shingles, heads, distinct


@compiled
def left_of(texts: Texts, number: int, rules: Rules) -> Left:
    """A text prepared as the earlier one of pairs."""
    start, end = texts.offsets[number], texts.offsets[number + 1]
    words, marks = texts.words[start:end], texts.marks[start:end]
    shingles, heads, distinct = listed_shingles(words, rules.shingle_words, len(words))
    return Left(
        seeded(words, rules.seed_words),
        weighable(texts, words, marks, len(words)),
        shingles,
        heads,
        distinct,
        _quoted(marks, 0, len(marks)),
    )


@compiled
def shingle_places(words: Hashes, places: Numbers, rules: Rules) -> Numbers:
    """Where a shingle of a text begins that the left one may have; ``places`` are where seeds begin that it has."""
    steps = rules.shingle_words - rules.seed_words
    if steps < 0:  # a shingle has no seed in it
        return np.arange(max(0, len(words) - rules.shingle_words + 1)).astype(np.int32)
    found = np.empty(max(0, len(places) - steps), np.int32)
    count = 0
    for row in range(len(found)):
        if places[row + steps] == places[row] + steps:
            found[count] = places[row]
            count += 1
    return found[:count]


@compiled
def shared_shingles(left: Left, words: Hashes, places: Numbers, size: int) -> int:
    """How many distinct shingles both have; ``places`` are where one of the other text may begin that is shared."""
    met = np.zeros(len(left.shingles), np.bool_)
    count = 0
    for start in places:
        place = left.heads[_slot_in(left.shingles, left.heads, shingle_at(words, start, size))]
        if place >= 0 and not met[place]:
            met[place] = True
            count += 1
    return count


@compiled
def _quoted(marks: Marks, first: int, last: int) -> int:
    count = 0
    for place in range(first, last):
        if marks[place] & _QUOTED:
            count += 1
    return count


@compiled
def any_opens(marks: Marks, first: int, last: int) -> bool:
    """Whether a block begins at one of some words, both ends included."""
    for place in range(first, last + 1):  # noqa: SIM110 - the compiler knows no generators
        if marks[place] & _OPENS:
            return True
    return False


@compiled
def _most_bits(texts: Texts, right: tuple[Hashes, Marks], places: Numbers, rules: Rules) -> tuple[float, float, int]:
    """What a stretch can be worth at most, what all can be worth together without costs, and how many quoted words one can have.

    Words of shared seeds side by side hold at least one run, and those that are more than a gap apart no stretch has together.
    """
    best, told, most_quoted = 0.0, 0.0, 0
    stretch, at, begin = 0.0, -1, 0
    row = 0
    while row < len(places):
        start, part = places[row], 0.0
        if at < 0 or start - at > rules.gap:
            stretch, begin = rules.place_bits, start
        at = start
        while row < len(places) and places[row] <= at:
            for word in range(at, places[row] + rules.seed_words):
                part += _bits_of(texts, right[0][word], right[1][word])
            at = places[row] + rules.seed_words
            row += 1
        told += part
        stretch += max(0.0, part - rules.place_bits)
        best = max(best, stretch)
        most_quoted = max(most_quoted, _quoted(right[1], begin, at))
    return best, told, most_quoted


@compiled
def _may_tell(texts: Texts, left: Left, right: tuple[Hashes, Marks], places: Numbers, shared: int, rules: Rules) -> bool:
    """Whether a pair may share more than formulas: if not, no alignment can show that it does.

    ``right`` are the words and marks of the right text, in which the shared seeds begin at ``places``; ``shared`` is how many
    shingles they can share at most.
    """
    best, told, quoted = _most_bits(texts, right, places, rules)
    if best >= rules.copy_bits - _ROUNDING:
        return True
    if max(quoted, left.quoted) >= rules.quotation_share * rules.passage_words - _ROUNDING:
        return True
    return told >= rules.copy_bits - _ROUNDING and _may_contain(left, right[0], shared, rules)


@compiled
def _may_contain(left: Left, right: Hashes, shared: int, rules: Rules) -> bool:
    """Whether so many shared shingles can be the share of one text that makes shorter passages copies too."""
    if shared >= rules.containment * left.distinct:
        return True
    most = int(shared / rules.containment) + 2
    _, _, distinct = listed_shingles(right, rules.shingle_words, most)
    return shared >= rules.containment * distinct


@compiled
def shared_bits(runs: Table, left: Weighable, right: Weighable, place_bits: float) -> tuple[float, float]:
    """Bits of one stretch as ``provenance.matching.classify.shared_bits`` counts them, and those of its runs without costs."""
    total, told = 0.0, 0.0
    for row in range(len(runs)):
        i, j, length = runs[row, 1], runs[row, 2], runs[row, 3]
        amount = min(left.bits[i + length] - left.bits[i], right.bits[j + length] - right.bits[j])
        told += amount
        cost = 0.0
        if row and total != 0.0:
            cost = place_bits
            before_left, before_right = runs[row - 1, 1] + runs[row - 1, 3], runs[row - 1, 2] + runs[row - 1, 3]
            if any_opens(left.marks, before_left, i) or any_opens(right.marks, before_right, j):
                cost *= 2.0
        total += max(0.0, amount - cost)
    return total, told


@compiled
def quoted_share(runs: Table, left: Weighable, right: Weighable) -> float:
    """Share of a stretch's words in quotation marks, on the side where it is larger."""
    last = len(runs) - 1
    found = 0.0
    for marks, first, end in (
        (left.marks, runs[0, 1], runs[last, 1] + runs[last, 3]),
        (right.marks, runs[0, 2], runs[last, 2] + runs[last, 3]),
    ):
        found = max(found, _quoted(marks, first, end) / (end - first))
    return found


@compiled
def end_of(runs: Table, row: int) -> int:
    """The row after the last one of the stretch that begins in a row."""
    last = row
    while last < len(runs) and runs[last, 0] == runs[row, 0]:
        last += 1
    return last


@compiled
def _narrated(runs: Table, left: Weighable, right: Weighable, rules: Rules) -> tuple[bool, float]:
    """Whether some stretch of a pair is more than a formula by itself; and what all but quotations tell together."""
    narrated = 0.0
    row = 0
    while row < len(runs):
        end = end_of(runs, row)
        total, told = shared_bits(runs[row:end], left, right, rules.place_bits)
        if total >= rules.copy_bits or quoted_share(runs[row:end], left, right) >= rules.quotation_share:
            return True, narrated
        narrated += told
        row = end
    return False, narrated


@compiled
def in_order(runs: Table) -> Table:
    """The runs of all stretches in order of the left text, in which no two have a word in common."""
    order = np.argsort(runs[:, 1])
    found = np.empty_like(runs)
    for row in range(len(order)):
        for column in range(4):
            found[row, column] = runs[order[row], column]
    return found


@compiled
def shared_runs(texts: Texts, left: Left, other: int, rules: Rules) -> tuple[Table, Weighable, int]:
    """The runs of a pair that shares more than formulas, in order of the left text; none for others.

    Also the other text, and how many distinct shingles both have.
    """
    start, end = texts.offsets[other], texts.offsets[other + 1]
    words, marks = texts.words[start:end], texts.marks[start:end]
    nothing = np.empty((0, 4), np.int64)
    places = shared_places(left.seeded, words, rules.seed_words)
    shingles = shingle_places(words, places, rules)
    if not len(places) or len(shingles) < rules.shared_shingles:
        return nothing, left.weighable, 0
    if not _may_tell(texts, left, (words, marks), places, len(shingles), rules):
        return nothing, left.weighable, 0
    shared = shared_shingles(left, words, shingles, rules.shingle_words)
    if shared < rules.shared_shingles:
        return nothing, left.weighable, shared
    right = weighable(texts, words, marks, places[-1] + rules.seed_words)
    matches = exact_matches(left.seeded, words, places)
    sizes = (len(left.weighable.words), len(words))
    runs = in_order(stretches(matches, sizes, rules.gap, (rules.seed_words, rules.passage_words)))
    is_telling, narrated = _narrated(runs, left.weighable, right, rules)
    if not is_telling and narrated >= rules.copy_bits:
        _, _, distinct = listed_shingles(words, rules.shingle_words, len(words))
        is_telling = shared / min(left.distinct, distinct) >= rules.containment
    return runs if is_telling else nothing, right, shared


@compiled
def screen(texts: Texts, first: Places, other: Places, rules: Rules, found: NDArray[np.bool_]) -> None:
    """For every pair of texts, into ``found``, whether they share more than formulas. Quickest if pairs are sorted."""
    if not len(first):
        return
    texts = looked_up(texts)
    known = first[0]
    left = left_of(texts, known, rules)
    for row in range(len(first)):
        if first[row] != known:
            known = first[row]
            left = left_of(texts, known, rules)
        runs, _, _ = shared_runs(texts, left, other[row], rules)
        found[row] = len(runs) > 0
