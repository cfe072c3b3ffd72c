"""Passages that belong to no story: what texts share that have nothing else in common.

A publisher's notice below every article, a tip line, a form of words stand in many stories. One pair of documents cannot tell
such a passage from a copied one; the corpus can: its holders fall into groups that share nothing else.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

import numpy as np
from numpy.typing import NDArray

from provenance.grouping import connected
from provenance.matching.align import Stretch
from provenance.matching.candidates import TEXT_BITS
from provenance.matching.classify import shared_bits
from provenance.matching.columns import Marks
from provenance.matching.comparison import Compared
from provenance.matching.fingerprints import Hashes, is_among, shingle_hashes
from provenance.matching.links import Held, packed
from provenance.matching.surprisal import Bits, narration_bits
from provenance.matching.traits import Collection
from provenance.model import Passage, PassageType, Reuse
from provenance.settings import Matching

Found = Mapping[tuple[int, int], Compared]
"""What pairs share, by the numbers of their documents, the smaller first."""


def without_commonplaces(found: Found, collection: Collection, held: Held, settings: Matching) -> dict[tuple[int, int], Compared]:
    """The pairs with commonplace passages typed as furniture or formulas, and no copy where nothing else was copied.

    Only pairs that share little are looked at: what whole copies have in common, they have by copying.

    Args:
        found: what pairs share, by the numbers of their documents.
        collection: the words of all documents.
        held: the shingles that several documents hold.
        settings: when a passage is a commonplace.
    """
    weak = [pair for pair, each in found.items() if each.reuse.is_copy and _shares_little(each.reuse, settings)]
    if not weak:
        return dict(found)
    strong = found.keys() - set(weak)
    stories = connected((), sorted(pair for pair in strong if found[pair].reuse.is_copy))
    common = _common_shingles(held, stories, settings)

    @cache
    def seen(number: int) -> _Seen:
        return _Seen.of(collection, number, common, settings.shingle_words)

    ids = collection.ids
    turned = {pair: pair if ids[pair[0]] < ids[pair[1]] else pair[::-1] for pair in weak}
    return {**found, **{pair: _retyped(found[pair], seen(left), seen(right), settings) for pair, (left, right) in turned.items()}}


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Seen:
    """A text with what is nobody's in it: a flag for every word, and ``narration_bits`` of the others alone."""

    marks: Marks
    common: NDArray[np.bool_]
    starts_common: NDArray[np.bool_]
    own_bits: Bits

    @classmethod
    def of(cls, collection: Collection, number: int, common: Hashes, size: int) -> _Seen:
        words, marks = collection.words[number], collection.marks[number]
        starts = is_among(shingle_hashes(words, size) >> np.uint64(TEXT_BITS), common)
        reached = np.zeros(len(words) + 1, np.int64)
        places = np.flatnonzero(starts)
        reached[places] += 1
        reached[places + size] -= 1
        flags = np.cumsum(reached)[:-1] > 0
        steps = np.where(flags, 0.0, np.diff(narration_bits(words, marks)))
        own_bits = np.concatenate([[0.0], np.cumsum(steps)])
        return cls(marks=marks, common=flags, starts_common=starts, own_bits=own_bits)

    def common_shingles(self, words: range) -> NDArray[np.bool_]:
        """For every shingle of some words whether it is nobody's; of the first alone if they are fewer than a shingle."""
        size = len(self.common) - len(self.starts_common) + 1
        return self.starts_common[words.start : max(words.start + 1, words.stop - size + 1)]


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


def _retyped(compared: Compared, left: _Seen, right: _Seen, settings: Matching) -> Compared:
    reuse, stretches = compared.reuse, compared.stretches
    pairs = list(zip(reuse.passages, stretches, strict=True))
    passages = tuple(_typed(passage, stretch, (left, right), settings) for passage, stretch in pairs)
    if passages == reuse.passages:
        return compared
    # The rest may have counted as copied only because the notices made the texts look alike.
    least = settings.copy_bits if any(passage.type is PassageType.BOILERPLATE for passage in passages) else 0.0
    passages = tuple(
        replace(passage, type=PassageType.FORMULA) if _is_rest(passage, stretch, (left, right), least, settings) else passage
        for passage, stretch in zip(passages, stretches, strict=True)
    )
    copied = [stretch for passage, stretch in zip(passages, stretches, strict=True) if passage.type is PassageType.COPY]
    words = sum(stretch.left_end - stretch.left_start for stretch in copied)
    return Compared(replace(reuse, passages=passages, copied_words=min(reuse.copied_words, words)), stretches)


def _typed(passage: Passage, stretch: Stretch, sides: tuple[_Seen, _Seen], settings: Matching) -> Passage:
    if passage.type is not PassageType.COPY:
        return passage
    words = range(stretch.left_start, stretch.left_end)
    inside = sides[0].common_shingles(words)
    if np.count_nonzero(inside) < max(1, len(inside) / 2):
        # A form of words beside a few words of the story: not a copy if these are none by themselves.
        is_short = inside.any() and len(inside) <= settings.commonplace_rest
        is_formula = is_short and _own_bits(stretch, sides, settings) < settings.copy_bits
        return replace(passage, type=PassageType.FORMULA) if is_formula else passage
    if len(inside) <= settings.commonplace_words:
        return replace(passage, type=PassageType.FORMULA)
    there = range(stretch.right_start, stretch.right_end)
    is_around = _is_around(sides[0], words, settings) and _is_around(sides[1], there, settings)
    return replace(passage, type=PassageType.BOILERPLATE) if is_around else passage


def _is_rest(passage: Passage, stretch: Stretch, sides: tuple[_Seen, _Seen], least: float, settings: Matching) -> bool:
    """Whether what counts as copied beside commonplaces is too little: short, or worth fewer than ``least`` bits by itself."""
    if passage.type is not PassageType.COPY:
        return False
    is_short = len(sides[0].common_shingles(range(stretch.left_start, stretch.left_end))) <= settings.commonplace_rest
    return is_short or (least > 0 and _own_bits(stretch, sides, settings) < least)


def _own_bits(stretch: Stretch, sides: tuple[_Seen, _Seen], settings: Matching) -> float:
    """Bits of what a passage shares besides commonplaces."""
    left, right = sides
    return shared_bits((left.marks, right.marks), stretch.runs, (left.own_bits, right.own_bits), settings)


def _is_around(seen: _Seen, words: range, settings: Matching) -> bool:
    """Whether a passage stands above or below the story proper, other notices between it and the text's end allowed."""
    after = seen.common[words.stop :]
    return min(words.start, len(after) - int(np.count_nonzero(after))) <= settings.commonplace_margin
