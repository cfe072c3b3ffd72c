"""What a shared passage is: copy, quotation, boilerplate or formula. Only copies link documents.

Length, rarity of the words, quotation marks and the number of holders tell the types apart; a
similarity threshold cannot, since a legal notice is as identical as a copied story.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

import numpy as np

from provenance.matching.align import Run, Stretch
from provenance.matching.columns import Mark, Marks
from provenance.matching.links import Places
from provenance.matching.surprisal import Bits
from provenance.matching.words import ComparedText
from provenance.model import Passage, PassageType
from provenance.settings import Matching

_EDGE_WORDS = 5
"""Words by which furniture may miss the first or last word of a text: a date, a page number."""


Sums = tuple[Bits, Bits]
"""Running sums of bits over the words of the left and of the right text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What is known around one pair.

    Containments are in [0, 1]; ``holders[i]`` is the number of texts that hold the left text's shingle at word ``i``;
    ``narration`` are the ``narration_bits`` of both.
    """

    left_in_right: float
    right_in_left: float
    holders: Places
    narration: Sums

    @property
    def contained(self) -> float:
        """Containment on the side where it is larger."""
        return max(self.left_in_right, self.right_in_left)


def typed_passages(
    left: ComparedText, right: ComparedText, stretches: Sequence[Stretch], context: Context, settings: Matching
) -> tuple[Passage, ...]:
    """The stretches as passages with a type, in order of the left text."""
    marks = (left.words.marks, right.words.marks)
    told = weighed(marks, stretches, context.narration, context.contained, settings)
    bits, quotations, whole = told.bits, told.is_quotation, told.is_whole
    is_notice = (
        not whole and context.contained < settings.copy_min_containment and _only_closes(left, right, stretches, bits, settings)
    )
    found = []
    for stretch, amount, quotation in zip(stretches, bits, quotations, strict=True):
        kind = PassageType.QUOTATION if quotation else PassageType.FORMULA
        if not quotation and (whole or amount >= settings.copy_bits):
            is_furniture = is_notice or _is_boilerplate(left, right, stretch, context, settings)
            kind = PassageType.BOILERPLATE if is_furniture else PassageType.COPY
        longer = max(stretch.left_end - stretch.left_start, stretch.right_end - stretch.right_start)
        found.append(
            Passage(
                left=left.span(stretch.left_start, stretch.left_end),
                right=right.span(stretch.right_start, stretch.right_end),
                similarity=min(1.0, stretch.matched / longer),
                type=kind,
            )
        )
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
    bits = tuple(shared_bits(marks, stretch.runs, sums, settings) for stretch in stretches)
    quotations = tuple(
        amount < settings.copy_bits and _quoted_share(marks, stretch) >= settings.quotation_share
        for stretch, amount in zip(stretches, bits, strict=True)
    )
    told = (run_bits(stretch.runs, sums) for stretch in stretches)
    narrated = sum(sum(runs) for runs, quotation in zip(told, quotations, strict=True) if not quotation)
    return Weighed(bits, quotations, narrated >= settings.copy_bits and contained >= settings.copy_min_containment)


def shared_bits(marks: tuple[Marks, Marks], runs: Sequence[Run], sums: Sums, settings: Matching) -> float:
    """Bits that runs of equal words share beyond chance; ``sums`` are the running sums of both texts' bits.

    What stands between the runs is not shared, and says nothing. Each further run costs what it takes to say where it stands
    within the gap, since some words always recur within so many; twice that if it stands in another paragraph.
    """
    place = 2 * math.log2(settings.chain_gap_words)
    total = 0.0
    before: Run | None = None
    for run, bits in zip(runs, run_bits(runs, sums), strict=True):
        apart = before is not None and not _in_one_paragraph(marks, before, run)
        cost = 0.0 if before is None or not total else place * (2.0 if apart else 1.0)
        total += max(0.0, bits - cost)
        before = run
    return total


def run_bits(runs: Sequence[Run], sums: Sums) -> list[float]:
    """Bits of every run of equal words, on the side where they are fewer."""
    left, right = sums
    return [float(min(left[i + length] - left[i], right[j + length] - right[j])) for i, j, length in runs]


def _in_one_paragraph(marks: tuple[Marks, Marks], before: Run, run: Run) -> bool:
    between = (
        side[first + before[2] : last + 1] & Mark.OPENS for side, first, last in zip(marks, before[:2], run[:2], strict=True)
    )
    return not any(opens.any() for opens in between)


def _quoted_share(marks: tuple[Marks, Marks], stretch: Stretch) -> float:
    here = marks[0][stretch.left_start : stretch.left_end] & Mark.QUOTED
    there = marks[1][stretch.right_start : stretch.right_end] & Mark.QUOTED
    # A side that lost its quotation marks does not make the words narration.
    return max(np.count_nonzero(side) / len(side) for side in (here, there))


def _is_boilerplate(left: ComparedText, right: ComparedText, stretch: Stretch, context: Context, settings: Matching) -> bool:
    """Whether a passage is furniture: many hold it, at an end of texts that otherwise differ.

    Pages of one site may consist of it to a large part; pages of different sites that share much else are copies.
    """
    inside = context.holders[stretch.left_start : max(stretch.left_start + 1, stretch.left_end - settings.shingle_words + 1)]
    holders = median(inside.tolist()) if len(inside) else 0
    if left.host is not None and left.host == right.host and context.contained < settings.furniture_containment:
        closes = all(last >= len(text) - _EDGE_WORDS for text, last in ((left, stretch.left_end), (right, stretch.right_end)))
        opens = stretch.left_start <= _EDGE_WORDS and stretch.right_start <= _EDGE_WORDS
        return holders >= settings.furniture_holders and (closes or opens)
    if context.contained >= settings.copy_min_containment or holders < settings.boilerplate_holders:
        return False
    return _at_end(left, stretch.left_start, stretch.left_end) and _at_end(right, stretch.right_start, stretch.right_end)


def _only_closes(
    left: ComparedText, right: ComparedText, stretches: Sequence[Stretch], bits: Sequence[float], settings: Matching
) -> bool:
    """Whether all that two texts share by more than chance is their last paragraphs: a note on series, author or rights.

    Who copies a text begins at its beginning, or takes a paragraph into his own.
    """
    return all(
        _closes(left, stretch.left_start, stretch.left_end) and _closes(right, stretch.right_start, stretch.right_end)
        for stretch, amount in zip(stretches, bits, strict=True)
        if amount >= settings.copy_bits
    )


def _closes(text: ComparedText, first: int, last: int) -> bool:
    """Whether a stretch goes from the beginning of a paragraph to the end of the text."""
    block = text.block_of[first]
    begins = block > 0 and first - text.block_words[block].start <= _EDGE_WORDS
    return begins and last >= len(text) - _EDGE_WORDS


def _at_end(text: ComparedText, first: int, last: int) -> bool:
    """Whether a stretch lies in the first or last quarter of a text."""
    return last <= len(text) / 4 or first >= len(text) * 3 / 4
