"""What a shared passage is: copy, quotation, boilerplate or formula. Only copies link documents.

Length, rarity of the words, quotation marks and the number of holders tell the types apart; a
similarity threshold cannot, since a legal notice is as identical as a copied story.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce
from operator import add
from statistics import median

import numpy as np

from provenance.matching.align import Run, Stretch
from provenance.matching.columns import Mark, Marks
from provenance.matching.links import Places
from provenance.matching.passages import NO_HOST
from provenance.matching.surprisal import Bits
from provenance.model import PassageType
from provenance.settings import Matching

EDGE_WORDS = 5
"""Words by which furniture may miss the first or last word of a text: a date, a page number."""


Sums = tuple[Bits, Bits]
"""Running sums of bits over the words of the left and of the right text."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Wording:
    """One text of a pair.

    ``sums`` are its ``narration_bits``, ``holders[i]`` is the number of texts that hold its shingle at word ``i``.
    """

    marks: Marks
    sums: Bits
    holders: Places
    host: int

    def __len__(self) -> int:
        """Number of words."""
        return len(self.marks)


Both = tuple[Wording, Wording]
"""The left text of a pair and the right one."""


def types_of(
    texts: Both, stretches: Sequence[Stretch], told: Weighed, contained: float, settings: Matching
) -> tuple[PassageType, ...]:
    """The type of every stretch; ``contained`` is the containment on the side where it is larger."""
    bits, quotations, whole = told.bits, told.is_quotation, told.is_whole
    is_notice = not whole and contained < settings.copy_min_containment and _only_closes(texts, stretches, bits, settings)
    found = []
    for stretch, amount, quotation in zip(stretches, bits, quotations, strict=True):
        kind = PassageType.QUOTATION if quotation else PassageType.FORMULA
        if not quotation and (whole or amount >= settings.copy_bits):
            is_furniture = is_notice or _is_boilerplate(texts, stretch, contained, settings)
            kind = PassageType.BOILERPLATE if is_furniture else PassageType.COPY
        found.append(kind)
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Weighed:
    """What stretches are worth: the bits of each, whether it is a quotation, and whether together they make a copied text."""

    bits: tuple[float, ...]
    is_quotation: tuple[bool, ...]
    is_whole: bool

    def is_telling(self, settings: Matching) -> bool:
        """Whether some stretch is more than a formula."""
        return self.is_whole or any(self.is_quotation) or any(amount >= settings.copy_bits for amount in self.bits)


def weighed(
    marks: tuple[Marks, Marks], stretches: Sequence[Stretch], sums: Sums, contained: float, settings: Matching
) -> Weighed:
    """What the stretches of a pair are worth; ``contained`` is the containment on the side where it is larger."""
    told = tuple(run_bits(stretch.runs, sums) for stretch in stretches)
    bits = tuple(_beyond_chance(marks, stretch.runs, runs, settings) for stretch, runs in zip(stretches, told, strict=True))
    quotations = tuple(
        amount < settings.copy_bits and _quoted_share(marks, stretch) >= settings.quotation_share
        for stretch, amount in zip(stretches, bits, strict=True)
    )
    # One after the other, as compiled loops add: from Python 3.12 on ``sum`` makes up for what rounding loses.
    narrated = reduce(
        add, (reduce(add, runs, 0.0) for runs, quotation in zip(told, quotations, strict=True) if not quotation), 0.0
    )
    return Weighed(bits, quotations, narrated >= settings.copy_bits and contained >= settings.copy_min_containment)


def shared_bits(marks: tuple[Marks, Marks], runs: Sequence[Run], sums: Sums, settings: Matching) -> float:
    """Bits that runs of equal words share beyond chance; ``sums`` are the running sums of both texts' bits.

    What stands between the runs is not shared, and says nothing. Each further run costs what it takes to say where it stands
    within the gap, since some words always recur within so many; twice that if it stands in another paragraph.
    """
    return _beyond_chance(marks, runs, run_bits(runs, sums), settings)


def _beyond_chance(marks: tuple[Marks, Marks], runs: Sequence[Run], told: Sequence[float], settings: Matching) -> float:
    place = 2 * math.log2(settings.chain_gap_words)
    total = 0.0
    before: Run | None = None
    for run, bits in zip(runs, told, strict=True):
        cost = 0.0
        if before is not None and total:
            cost = place if _in_one_paragraph(marks, before, run) else 2.0 * place
        total += max(0.0, bits - cost)
        before = run
    return total


def run_bits(runs: Sequence[Run], sums: Sums) -> list[float]:
    """Bits of every run of equal words, on the side where they are fewer."""
    left, right = sums
    return [float(min(left[i + length] - left[i], right[j + length] - right[j])) for i, j, length in runs]


def _in_one_paragraph(marks: tuple[Marks, Marks], before: Run, run: Run) -> bool:
    return not any(
        (side[first + before[2] : last + 1] & Mark.OPENS).any()
        for side, first, last in zip(marks, before[:2], run[:2], strict=True)
    )


def _quoted_share(marks: tuple[Marks, Marks], stretch: Stretch) -> float:
    here = marks[0][stretch.left_start : stretch.left_end] & Mark.QUOTED
    there = marks[1][stretch.right_start : stretch.right_end] & Mark.QUOTED
    # A side that lost its quotation marks does not make the words narration.
    return max(np.count_nonzero(side) / len(side) for side in (here, there))


def _is_boilerplate(texts: Both, stretch: Stretch, contained: float, settings: Matching) -> bool:
    """Whether a passage is furniture: many hold it, at an end of texts that otherwise differ.

    Pages of one site may consist of it to a large part; pages of different sites that share much else are copies.
    """
    left, right = texts
    inside = left.holders[stretch.left_start : max(stretch.left_start + 1, stretch.left_end - settings.shingle_words + 1)]
    holders = median(inside.tolist()) if len(inside) else 0
    if left.host == right.host != NO_HOST and contained < settings.furniture_containment:
        closes = all(last >= len(text) - EDGE_WORDS for text, last in ((left, stretch.left_end), (right, stretch.right_end)))
        opens = stretch.left_start <= EDGE_WORDS and stretch.right_start <= EDGE_WORDS
        return holders >= settings.furniture_holders and (closes or opens)
    if contained >= settings.copy_min_containment or holders < settings.boilerplate_holders:
        return False
    return _at_end(left, stretch.left_start, stretch.left_end) and _at_end(right, stretch.right_start, stretch.right_end)


def _only_closes(texts: Both, stretches: Sequence[Stretch], bits: Sequence[float], settings: Matching) -> bool:
    """Whether all that two texts share by more than chance is their last paragraphs: a note on series, author or rights.

    Who copies a text begins at its beginning, or takes a paragraph into his own.
    """
    left, right = texts
    return all(
        _closes(left, stretch.left_start, stretch.left_end) and _closes(right, stretch.right_start, stretch.right_end)
        for stretch, amount in zip(stretches, bits, strict=True)
        if amount >= settings.copy_bits
    )


def _closes(text: Wording, first: int, last: int) -> bool:
    """Whether a stretch goes from the beginning of a paragraph, not the first one, to the end of the text."""
    if last < len(text) - EDGE_WORDS:
        return False
    opens = np.flatnonzero(text.marks[max(1, first - EDGE_WORDS) : first + 1] & Mark.OPENS)
    return len(opens) > 0


def _at_end(text: Wording, first: int, last: int) -> bool:
    """Whether a stretch lies in the first or last quarter of a text."""
    return last <= len(text) / 4 or first >= len(text) * 3 / 4
