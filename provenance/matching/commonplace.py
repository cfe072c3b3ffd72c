"""Passages that belong to no story: what texts share that have nothing else in common.

A publisher's notice below every article, a tip line, a form of words stand in many stories. One pair of documents cannot tell
such a passage from a copied one; the corpus can: its holders fall into groups that share nothing else.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

import numpy as np

from provenance.grouping import connected
from provenance.matching.align import edit_script
from provenance.matching.classify import shared_bits
from provenance.matching.fingerprints import Hashes, distinct, is_among
from provenance.matching.words import ComparedText
from provenance.model import Passage, PassageType, Reuse, Span
from provenance.settings import Matching

Found = Mapping[tuple[str, str], Reuse]
"""What pairs share, by their ids."""


def without_commonplaces(
    found: Found, texts: Mapping[str, ComparedText], narration: Mapping[str, Sequence[float]], settings: Matching
) -> dict[tuple[str, str], Reuse]:
    """The pairs with commonplace passages typed as furniture or formulas, and no copy where nothing else was copied.

    Only pairs that share little are looked at: what whole copies have in common, they have by copying. ``narration`` holds the
    ``narration_bits`` of every text.
    """
    weak = {pair: reuse for pair, reuse in found.items() if reuse.is_copy and _shares_little(reuse, settings)}
    if not weak:
        return dict(found)
    strong = (pair for pair, reuse in found.items() if reuse.is_copy and pair not in weak)
    story_of = {member: number for number, group in enumerate(connected(texts, strong)) for member in group}
    common = _common_shingles(texts.values(), story_of, settings)
    seen: dict[str, _Seen] = {}
    for pair in weak:
        for name in pair:
            if name not in seen:
                seen[name] = _Seen.of(texts[name], narration[name], common)
    return {
        **found,
        **{(left, right): _retyped(reuse, seen[left], seen[right], settings) for (left, right), reuse in weak.items()},
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class _Seen:
    """A text with what is nobody's in it: a flag for every word, and ``narration_bits`` of the others alone."""

    text: ComparedText
    common: tuple[bool, ...]
    starts_common: tuple[bool, ...]
    own_bits: tuple[float, ...]

    @classmethod
    def of(cls, text: ComparedText, sums: Sequence[float], common: Hashes) -> _Seen:
        flags = [False] * len(text.words)
        size = len(text.words) - len(text.shingles) + 1
        starts = tuple(is_among(text.shingles, common).tolist())
        for at in (at for at, start in enumerate(starts) if start):
            flags[at : at + size] = [True] * size
        steps = (0.0 if flag else after - before for flag, before, after in zip(flags, sums, sums[1:], strict=False))
        return cls(text=text, common=tuple(flags), starts_common=starts, own_bits=(0.0, *accumulate(steps)))

    def common_shingles(self, words: range) -> tuple[bool, ...]:
        """For every shingle of some words whether it is nobody's; of the first alone if they are fewer than a shingle."""
        size = len(self.common) - len(self.starts_common) + 1
        return self.starts_common[words.start : max(words.start + 1, words.stop - size + 1)]

    def words(self, span: Span) -> range:
        """The words that stand in a place of the text."""
        starts = self.text.words.starts
        return range(bisect_left(starts, span.start), bisect_left(starts, span.end))


def _shares_little(reuse: Reuse, settings: Matching) -> bool:
    return max(reuse.left_in_right, reuse.right_in_left) < settings.commonplace_containment


def _common_shingles(texts: Iterable[ComparedText], story_of: Mapping[str, int], settings: Matching) -> Hashes:
    """The shingles that stand in so many stories that they are nobody's, sorted."""
    told: dict[int, list[Hashes]] = {}
    for text in texts:
        told.setdefault(story_of[text.id], []).append(text.shingles)
    found, stories = np.unique(np.concatenate([distinct(np.concatenate(parts)) for parts in told.values()]), return_counts=True)
    return found[stories >= settings.commonplace_stories]


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
    if sum(inside) < max(1, len(inside) / 2):
        # A form of words beside a few words of the story: not a copy if these are none by themselves.
        is_short = any(inside) and len(inside) <= settings.commonplace_rest
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
    steps = edit_script(left.text.coded[one.start : one.stop], right.text.coded[other.start : other.stop])
    runs = tuple(
        (one.start + step.left_start, other.start + step.right_start, step.left_end - step.left_start)
        for step in steps
        if step.tag == "equal"
    )
    return shared_bits(left.text, right.text, runs, (left.own_bits, right.own_bits), settings)


def _is_around(seen: _Seen, words: range, settings: Matching) -> bool:
    """Whether a passage stands above or below the story proper, other notices between it and the text's end allowed."""
    after = seen.common[words.stop :]
    return min(words.start, len(after) - sum(after)) <= settings.commonplace_margin
