"""Passages that belong to no story: what texts share that have nothing else in common.

A publisher's notice below every article, a tip line, a form of words stand in many stories. One pair of documents cannot tell
such a passage from a copied one; the corpus can: its holders fall into groups that share nothing else.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from provenance.grouping import connected
from provenance.matching.align import coded, edit_script
from provenance.matching.candidates import TEXT_BITS
from provenance.matching.classify import shared_bits
from provenance.matching.fingerprints import Hashes, is_among
from provenance.matching.links import Held, packed
from provenance.matching.surprisal import Bits
from provenance.matching.words import ComparedText
from provenance.model import Passage, PassageType, Reuse, Span
from provenance.settings import Matching

Found = Mapping[tuple[int, int], Reuse]
"""What pairs share, by the numbers of their documents, the smaller first."""
Texts = Callable[[int], ComparedText]
"""The text of a document, by its number."""


def without_commonplaces(found: Found, texts: Texts, held: Held, settings: Matching) -> dict[tuple[int, int], Reuse]:
    """The pairs with commonplace passages typed as furniture or formulas, and no copy where nothing else was copied.

    Only pairs that share little are looked at: what whole copies have in common, they have by copying.

    Args:
        found: what pairs share, by the numbers of their documents.
        texts: the text of every document, by its number.
        held: the shingles that several documents hold.
        settings: when a passage is a commonplace.
    """
    weak = {pair: reuse for pair, reuse in found.items() if reuse.is_copy and _shares_little(reuse, settings)}
    if not weak:
        return dict(found)
    strong = (pair for pair, reuse in found.items() if reuse.is_copy and pair not in weak)
    common = _common_shingles(held, connected((), strong), settings)
    seen: dict[int, _Seen] = {}
    for pair in weak:
        for number in pair:
            if number not in seen:
                seen[number] = _Seen.of(texts(number), common)
    number_of = {each.text.id: number for number, each in seen.items()}
    return {
        **found,
        **{
            pair: _retyped(reuse, seen[number_of[reuse.left]], seen[number_of[reuse.right]], settings)
            for pair, reuse in weak.items()
        },
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class _Seen:
    """A text with what is nobody's in it: a flag for every word, and ``narration_bits`` of the others alone."""

    text: ComparedText
    common: NDArray[np.bool_]
    starts_common: NDArray[np.bool_]
    own_bits: Bits

    @classmethod
    def of(cls, text: ComparedText, common: Hashes) -> _Seen:
        size = len(text) - len(text.shingles) + 1
        starts = is_among(text.shingles >> np.uint64(TEXT_BITS), common)
        reached = np.zeros(len(text) + 1, np.int64)
        np.add.at(reached, np.flatnonzero(starts), 1)
        np.add.at(reached, np.flatnonzero(starts) + size, -1)
        flags = np.cumsum(reached)[:-1] > 0
        steps = np.where(flags, 0.0, np.diff(text.bits))
        return cls(text=text, common=flags, starts_common=starts, own_bits=np.concatenate([[0.0], np.cumsum(steps)]))

    def common_shingles(self, words: range) -> NDArray[np.bool_]:
        """For every shingle of some words whether it is nobody's; of the first alone if they are fewer than a shingle."""
        size = len(self.common) - len(self.starts_common) + 1
        return self.starts_common[words.start : max(words.start + 1, words.stop - size + 1)]

    def words(self, span: Span) -> range:
        """The words that stand in a place of the text."""
        first, last = np.searchsorted(self.text.words.starts, (span.start, span.end)).tolist()
        return range(first, last)


def _shares_little(reuse: Reuse, settings: Matching) -> bool:
    return max(reuse.left_in_right, reuse.right_in_left) < settings.commonplace_containment


def _common_shingles(held: Held, stories: Sequence[tuple[int, ...]], settings: Matching) -> Hashes:
    """The shingles that stand in so many stories that they are nobody's, sorted; cut as in ``held``.

    ``stories`` are groups of copies; any other document is a story of its own.
    """
    frequent = held.counts >= settings.commonplace_stories
    values, holders = held.values[frequent], held.holders[frequent]
    story_of = np.arange(holders.max(initial=0) + 1)
    for story in stories:
        members = np.array(story)
        story_of[members[members < len(story_of)]] = story[0]
    # No two stories have one number: a story's is its first member's.
    told = np.unique(packed(values << np.uint64(TEXT_BITS), story_of[holders], TEXT_BITS)) >> np.uint64(TEXT_BITS)
    known, counts = np.unique(told, return_counts=True)
    nobody_s: Hashes = known[counts >= settings.commonplace_stories]
    return nobody_s


def _retyped(reuse: Reuse, left: _Seen, right: _Seen, settings: Matching) -> Reuse:
    passages = tuple(_typed(passage, left, right, settings) for passage in reuse.passages)
    if passages == reuse.passages:
        return reuse
    # The rest may have counted as copied only because the notices made the texts look alike.
    least = settings.copy_bits if any(passage.type is PassageType.BOILERPLATE for passage in passages) else 0.0
    passages = tuple(
        replace(passage, type=PassageType.FORMULA) if _is_rest(passage, left, right, least, settings) else passage
        for passage in passages
    )
    copied = [passage for passage in passages if passage.type is PassageType.COPY]
    words = sum(len(left.words(passage.left)) for passage in copied)
    changed = replace(reuse, passages=passages, copied_words=min(reuse.copied_words, words))
    return changed if copied else replace(changed, blocks=(), edits=())


def _typed(passage: Passage, left: _Seen, right: _Seen, settings: Matching) -> Passage:
    if passage.type is not PassageType.COPY:
        return passage
    words = left.words(passage.left)
    inside = left.common_shingles(words)
    if np.count_nonzero(inside) < max(1, len(inside) / 2):
        # A form of words beside a few words of the story: not a copy if these are none by themselves.
        is_short = inside.any() and len(inside) <= settings.commonplace_rest
        is_formula = is_short and _own_bits(passage, left, right, settings) < settings.copy_bits
        return replace(passage, type=PassageType.FORMULA) if is_formula else passage
    if len(inside) <= settings.commonplace_words:
        return replace(passage, type=PassageType.FORMULA)
    is_around = _is_around(left, words, settings) and _is_around(right, right.words(passage.right), settings)
    return replace(passage, type=PassageType.BOILERPLATE) if is_around else passage


def _is_rest(passage: Passage, left: _Seen, right: _Seen, least: float, settings: Matching) -> bool:
    """Whether what counts as copied beside commonplaces is too little: short, or worth fewer than ``least`` bits by itself."""
    if passage.type is not PassageType.COPY:
        return False
    is_short = len(left.common_shingles(left.words(passage.left))) <= settings.commonplace_rest
    return is_short or (least > 0 and _own_bits(passage, left, right, settings) < least)


def _own_bits(passage: Passage, left: _Seen, right: _Seen, settings: Matching) -> float:
    """Bits of what a passage shares besides commonplaces."""
    one, other = left.words(passage.left), right.words(passage.right)
    steps = edit_script(*coded(left.text.words.hashes[one.start : one.stop], right.text.words.hashes[other.start : other.stop]))
    runs = tuple(
        (one.start + step.left_start, other.start + step.right_start, step.left_end - step.left_start)
        for step in steps
        if step.tag == "equal"
    )
    marks = (left.text.words.marks, right.text.words.marks)
    return shared_bits(marks, runs, (left.own_bits, right.own_bits), settings)


def _is_around(seen: _Seen, words: range, settings: Matching) -> bool:
    """Whether a passage stands above or below the story proper, other notices between it and the text's end allowed."""
    after = seen.common[words.stop :]
    return min(words.start, len(after) - int(np.count_nonzero(after))) <= settings.commonplace_margin
