"""Passages that belong to no story: what texts share that have nothing else in common.

A publisher's notice below every article, a tip line, a form of words stand in many stories. One pair of documents cannot tell
such a passage from a copied one; the corpus can: its holders fall into groups that share nothing else.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache

import numpy as np
from numpy.typing import NDArray

from provenance.grouping import connected
from provenance.matching.classify import shared_bits
from provenance.matching.fingerprints import Hashes, distinct, is_among, shingle_hashes
from provenance.matching.links import Places, packed
from provenance.matching.passages import BOILERPLATE, COPY, FORMULA, Counts, Kinds, PairPassages, Wordings, offsets_of
from provenance.matching.surprisal import Bits, narration_bits
from provenance.settings import Matching

_PAIRS_AT_A_TIME = 4_096
"""Pairs looked at at a time: the words of their texts take some 100 MB."""
_TABLE_BITS = 20

Flags = NDArray[np.bool_]
"""What holds for each word, passage or pair."""


def without_commonplaces(found: PairPassages, texts: Wordings, settings: Matching) -> PairPassages:
    """The pairs with commonplace passages typed as furniture or formulas, and no copy where nothing else was copied.

    Only pairs that share little are looked at: what whole copies have in common, they have by copying.
    """
    is_copy = found.is_copy
    is_weak = is_copy & (np.maximum(found.left_in_right, found.right_in_left) < settings.commonplace_containment)
    if not is_weak.any():
        return found
    strong = is_copy & ~is_weak
    common = _common_shingles(texts, _stories(found.left[strong], found.right[strong], len(texts.words)), settings)
    kinds, copied = found.kinds.values.copy(), found.copied.copy()
    weak = np.flatnonzero(is_weak)
    for first in range(0, len(weak), _PAIRS_AT_A_TIME):
        rows = weak[first : first + _PAIRS_AT_A_TIME]
        members, places = np.unique(np.concatenate([found.left[rows], found.right[rows]]), return_inverse=True)
        part = replace(found.taken(rows), left=places[: len(rows)], right=places[len(rows) :])
        retyped, words = _retyped(part, _Seen.of(texts.taken(members), common, settings.shingle_words), settings)
        kinds[found.passages_of(rows)], copied[rows] = retyped, words
    return found.typed(kinds, copied)


def _stories(left: Places, right: Places, texts: int) -> Places:
    """For every text a number that those share which copies connect; any other is a story of its own."""
    story_of = np.arange(texts)
    for story in connected((), zip(left.tolist(), right.tolist(), strict=True)):
        # No two stories have one number: a story's is its first member's.
        story_of[list(story)] = story[0]
    return story_of


def _common_shingles(texts: Wordings, story_of: Places, settings: Matching) -> Hashes:
    """The shingles that stand in so many stories that they are nobody's, sorted; cut as in ``texts.held``."""
    held = texts.held
    frequent = held.counts >= settings.commonplace_stories
    cut = np.uint64(texts.cut)
    told = distinct(packed(held.values[frequent] << cut, story_of[held.holders[frequent]], texts.cut)) >> cut
    # One entry for each story, in order: the shingle stands in so many if it stands so many entries on as well.
    enough = told[: max(0, len(told) - settings.commonplace_stories + 1)] == told[settings.commonplace_stories - 1 :]
    return distinct(told[: len(enough)][enough])


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Seen:
    """Some texts, one after the other in the columns of ``texts``, with what is nobody's in them.

    ``begins`` counts the shingles before each word that are nobody's, ``covered`` the words before each word that stand in one.
    """

    texts: Wordings
    begins: Places
    covered: Places

    @classmethod
    def of(cls, texts: Wordings, common: Hashes, size: int) -> _Seen:
        begins = offsets_of(_beginning(texts, common, size))
        after = np.arange(1, len(begins))
        return cls(texts=texts, begins=begins, covered=offsets_of(begins[after] > begins[np.maximum(after - size, 0)]))

    def own_bits(self, number: int) -> Bits:
        """``narration_bits`` of the words of one text that are not nobody's."""
        first, last = self.texts.words.offsets[number : number + 2]
        told = np.diff(narration_bits(self.texts.words[number], self.texts.marks[number]))
        steps = np.where(np.diff(self.covered[first : last + 1]) > 0, 0.0, told)
        return np.concatenate([[0.0], np.cumsum(steps)])


def _beginning(texts: Wordings, common: Hashes, size: int) -> Flags:
    """For every word of some texts whether a shingle that is among ``common`` begins there."""
    flags = np.zeros(len(texts.words.values), np.bool_)
    shingles = shingle_hashes(texts.words.values, size)
    # Most shingles are ruled out by their first bits, in a table that stays in the processor's cache.
    is_likely = np.zeros(1 << _TABLE_BITS, np.bool_)
    is_likely[common >> np.uint64(64 - texts.cut - _TABLE_BITS)] = True
    likely = np.flatnonzero(is_likely[shingles >> np.uint64(64 - _TABLE_BITS)])
    flags[likely] = is_among(shingles[likely] >> np.uint64(texts.cut), common)
    last = (texts.words.offsets[1:, None] - np.arange(1, size)).ravel()  # no shingle runs from one text into the next
    flags[last[last >= 0]] = False
    return flags


def _retyped(found: PairPassages, seen: _Seen, settings: Matching) -> tuple[Kinds, Counts]:
    """What the passages of some pairs are, and how many words of each pair are copied; ``seen`` are their texts."""
    kinds, owner = found.kinds.values.copy(), found.owner
    starts, ends = found.first_runs[:, :2], found.ends
    own_bits = _own_bits(found, seen, settings)
    bounds = seen.texts.words.offsets
    base, base_end = bounds[found.left[owner]], bounds[found.left[owner] + 1]
    # Of a passage shorter than a shingle the first is looked at alone; none runs over the end of the text.
    last = np.minimum(
        np.maximum(starts[:, 0] + 1, ends[:, 0] - settings.shingle_words + 1), base_end - base - settings.shingle_words + 1
    )
    shingles = np.maximum(0, last - starts[:, 0])
    nobodys = np.where(shingles > 0, seen.begins[base + starts[:, 0] + shingles] - seen.begins[base + starts[:, 0]], 0)
    is_copy = kinds == COPY
    is_commonplace = nobodys >= np.maximum(1, shingles / 2)
    is_short = shingles <= settings.commonplace_rest
    # A form of words beside a few words of the story: not a copy if these are none by themselves.
    beside = np.flatnonzero(is_copy & ~is_commonplace & (nobodys > 0) & is_short)
    kinds[beside[own_bits(beside) < settings.copy_bits]] = FORMULA
    is_formula = shingles <= settings.commonplace_words
    kinds[is_copy & is_commonplace & is_formula] = FORMULA
    is_around = _are_around(seen, found.left[owner], starts[:, 0], ends[:, 0], settings)
    is_around &= _are_around(seen, found.right[owner], starts[:, 1], ends[:, 1], settings)
    kinds[is_copy & is_commonplace & ~is_formula & is_around] = BOILERPLATE
    is_changed = found.having(kinds != found.kinds.values)
    # The rest may have counted as copied only because the notices made the texts look alike.
    has_notice = found.having(kinds == BOILERPLATE)[owner]
    is_rest = is_changed[owner] & (kinds == COPY)
    kinds[is_rest & is_short] = FORMULA
    rest = np.flatnonzero(is_rest & ~is_short & has_notice)
    kinds[rest[own_bits(rest) < settings.copy_bits]] = FORMULA
    words = np.bincount(owner, np.where(kinds == COPY, ends[:, 0] - starts[:, 0], 0), len(found)).astype(np.int32)
    return kinds, np.where(is_changed, np.minimum(found.copied, words), found.copied)


def _are_around(seen: _Seen, texts: Places, starts: Counts, ends: Counts, settings: Matching) -> Flags:
    """Whether passages stand above or below the story proper, other notices between them and the text's end allowed."""
    bounds = seen.texts.words.offsets
    last, end = bounds[texts] + ends, bounds[texts + 1]
    after = end - last - (seen.covered[end] - seen.covered[last])
    is_around: Flags = np.minimum(starts, after) <= settings.commonplace_margin
    return is_around


def _own_bits(found: PairPassages, seen: _Seen, settings: Matching) -> Callable[[Places], Bits]:
    """Bits of what some passages share besides commonplaces."""
    own_bits, owner, marks = cache(seen.own_bits), found.owner, seen.texts.marks

    def bits(passage: int) -> float:
        pair = owner[passage]
        left, right = int(found.left[pair]), int(found.right[pair])
        return shared_bits((marks[left], marks[right]), found.stretch(passage).runs, (own_bits(left), own_bits(right)), settings)

    return lambda passages: np.array([bits(passage) for passage in passages.tolist()], np.float64)
