"""Passages that belong to no story: what texts share that have nothing else in common.

A publisher's notice below every article, a tip line, a form of words stand in many stories. One pair of documents cannot tell
such a passage from a copied one; the corpus can: its holders fall into groups that share nothing else.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from statistics import median

from provenance.grouping import connected
from provenance.matching.words import ComparedText
from provenance.model import Passage, PassageType, Reuse
from provenance.settings import Matching

Found = Mapping[tuple[str, str], Reuse]
"""What pairs share, by their ids."""


def without_commonplaces(found: Found, texts: Mapping[str, ComparedText], settings: Matching) -> dict[tuple[str, str], Reuse]:
    """The pairs with commonplace passages typed as furniture or formulas, and no copy where nothing else was copied.

    Only pairs that share little are looked at: what whole copies have in common, they have by copying.
    """
    weak = {pair: reuse for pair, reuse in found.items() if reuse.is_copy and _shares_little(reuse, settings)}
    if not weak:
        return dict(found)
    strong = (pair for pair, reuse in found.items() if reuse.is_copy and pair not in weak)
    story_of = {member: number for number, group in enumerate(connected(texts, strong)) for member in group}
    stories = _stories(texts.values(), _wanted(weak.values(), texts), story_of)
    return {**found, **{pair: _retyped(reuse, texts, stories, settings) for pair, reuse in weak.items()}}


def _shares_little(reuse: Reuse, settings: Matching) -> bool:
    return max(reuse.left_in_right, reuse.right_in_left) < settings.commonplace_containment


def _shingles(text: ComparedText, passage: Passage) -> tuple[str, ...]:
    first = sum(start < passage.left.start for start in text.words.starts)
    last = sum(start < passage.left.end for start in text.words.starts)
    size = len(text.shingles[0].split(" ")) if text.shingles else 1
    return text.shingles[first : max(first + 1, last - size + 1)]


def _wanted(reuses: Iterable[Reuse], texts: Mapping[str, ComparedText]) -> frozenset[str]:
    return frozenset(
        shingle
        for reuse in reuses
        for passage in reuse.passages
        if passage.type is PassageType.COPY
        for shingle in _shingles(texts[reuse.left], passage)
    )


def _stories(texts: Iterable[ComparedText], wanted: frozenset[str], story_of: Mapping[str, int]) -> dict[str, set[int]]:
    """In which stories each of some shingles stands."""
    found: dict[str, set[int]] = {}
    for text in texts:
        for shingle in wanted.intersection(text.shingles):
            found.setdefault(shingle, set()).add(story_of[text.id])
    return found


def _retyped(reuse: Reuse, texts: Mapping[str, ComparedText], stories: Mapping[str, set[int]], settings: Matching) -> Reuse:
    left, right = texts[reuse.left], texts[reuse.right]
    passages = tuple(_typed(passage, left, right, stories, settings) for passage in reuse.passages)
    if passages == reuse.passages:
        return reuse
    # Short runs counted as copied only because the notices made the texts look alike.
    passages = tuple(
        replace(passage, type=PassageType.FORMULA)
        if passage.type is PassageType.COPY and len(_shingles(left, passage)) <= settings.commonplace_rest
        else passage
        for passage in passages
    )
    copied = [passage for passage in passages if passage.type is PassageType.COPY]
    words = sum(len(passage.left.of(left.text).split()) for passage in copied)
    changed = replace(reuse, passages=passages, copied_words=min(reuse.copied_words, words))
    return changed if copied else replace(changed, blocks=(), edits=())


def _typed(
    passage: Passage, left: ComparedText, right: ComparedText, stories: Mapping[str, set[int]], settings: Matching
) -> Passage:
    if passage.type is not PassageType.COPY:
        return passage
    shingles = _shingles(left, passage)
    if median(len(stories[shingle]) for shingle in shingles) < settings.commonplace_stories:
        return passage
    if len(shingles) <= settings.commonplace_words:
        return replace(passage, type=PassageType.FORMULA)
    at_ends = _is_around(left, passage.left.start, passage.left.end, settings) and _is_around(
        right, passage.right.start, passage.right.end, settings
    )
    return replace(passage, type=PassageType.BOILERPLATE) if at_ends else passage


def _is_around(text: ComparedText, start: int, end: int, settings: Matching) -> bool:
    """Whether a passage stands above or below the story proper, other notices between it and the text's end allowed."""
    before = sum(place < start for place in text.words.starts)
    after = sum(place >= end for place in text.words.starts)
    return min(before, after) <= settings.commonplace_margin
