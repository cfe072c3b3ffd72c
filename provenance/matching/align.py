"""Where two texts have the same words: seed, chain, extend; and the word edit script inside a stretch.

Seeds are equal runs of a few words, extended both ways to maximal exact matches; matches that follow one
another in both texts are chained over gaps; chains are taken best first, each word used once, so that
moved blocks come out as passages of their own. Colinear chaining after Abouelhoda and Ohlebusch 2005,
"Chaining algorithms for multiple genome comparison".
"""

from __future__ import annotations

import math
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import NamedTuple

import numpy as np
from rapidfuzz.distance import Levenshtein

from provenance.matching.fingerprints import Hashes, shingle_hashes
from provenance.settings import Matching

Coded = str | list[int]
"""The words of a text, one character or number each."""
_FIRST_CODE = 0x10000
"""Words are coded as code points from here on: astral planes have no surrogates ..."""
_MOST_CODES = 0x100000
"""... and room for so many words."""

SEED_REPEATS = 16
"""Occurrences of a seed looked at on the right; more frequent seeds are formulas, and others anchor the text."""
_STRIDE = 16
"""Words by which a match is extended at a time, as long as it goes on; no result depends on it."""
CHAIN_LOOKBACK = 64
"""Matches a chain may continue from; bounds the chaining of very repetitive texts to linear time."""


Run = tuple[int, int, int]
"""A run of equal words: first word of the left text, first word of the right text, length in words."""


@dataclass(frozen=True, slots=True, order=True)
class Stretch:
    """A part of one text against a part of the other: at least one run of equal words, in order in both, with gaps between them.

    All places count words; ends are not included.
    """

    runs: tuple[Run, ...]

    @property
    def left_start(self) -> int:
        """First word on the left."""
        return self.runs[0][0]

    @property
    def left_end(self) -> int:
        """End on the left, not included."""
        return self.runs[-1][0] + self.runs[-1][2]

    @property
    def right_start(self) -> int:
        """First word on the right."""
        return self.runs[0][1]

    @property
    def right_end(self) -> int:
        """End on the right, not included."""
        return self.runs[-1][1] + self.runs[-1][2]

    @property
    def matched(self) -> int:
        """Words equal on both sides, in order."""
        return sum(length for _, _, length in self.runs)


class Step(NamedTuple):
    """One step of an edit script: ``tag`` is equal, replace, delete or insert; places count words."""

    tag: str
    left_start: int
    left_end: int
    right_start: int
    right_end: int


@dataclass(frozen=True, slots=True)
class Seeded:
    """A word sequence prepared for alignment: ``seeds[i]`` starts at word ``i``, ``places`` lists where each seed starts."""

    words: Sequence[int]
    seeds: Sequence[int]
    places: Mapping[int, Sequence[int]]


def seeded(words: Hashes, size: int) -> Seeded:
    """Prepare a text, given as the hashes of its words, for alignment by seeds of ``size`` words."""
    seeds: list[int] = shingle_hashes(words, size).tolist()
    places: dict[int, list[int]] = {}
    for place, seed in enumerate(seeds):
        places.setdefault(seed, []).append(place)
    return Seeded(words.tolist(), seeds, places)


def align(left: Seeded, right: Seeded, settings: Matching) -> tuple[Stretch, ...]:
    """Shared stretches of two texts, one-to-one, in order of the left text.

    Only stretches with at least ``passage_min_words`` matched words are returned.
    """
    matches = _exact_matches(left, right, settings.seed_words)
    found: list[Stretch] = []
    used_left = bytearray(len(left.words))
    used_right = bytearray(len(right.words))
    while matches:
        stretch = Stretch(tuple(_best_chain(matches, settings.chain_gap_words)))
        if stretch.matched < settings.passage_min_words:
            break
        found.append(stretch)
        used_left[stretch.left_start : stretch.left_end] = b"\1" * (stretch.left_end - stretch.left_start)
        used_right[stretch.right_start : stretch.right_end] = b"\1" * (stretch.right_end - stretch.right_start)
        matches = [part for match in matches for part in _unused(match, used_left, used_right) if part[2] >= settings.seed_words]
    return tuple(sorted(found))


def _exact_matches(left: Seeded, right: Seeded, size: int) -> list[Run]:
    """Maximal runs of equal words, by their start in the left text, then in the right one."""
    if len(left.words) > len(right.words):
        return sorted((i, j, length) for j, i, length in _exact_matches(right, left, size))
    here, there = left.words, right.words
    reach: dict[int, int] = {}
    matches = []
    for i, seed in enumerate(left.seeds):
        for j in right.places.get(seed, ())[:SEED_REPEATS]:
            if reach.get(j - i, -1) > i:
                continue
            end = i + size
            while end + _STRIDE <= len(here) and here[end : end + _STRIDE] == there[j + end - i : j + end - i + _STRIDE]:
                end += _STRIDE
            while end < len(here) and j + end - i < len(there) and here[end] == there[j + end - i]:
                end += 1
            matches.append((i, j, end - i))
            reach[j - i] = end
    return matches


def _best_chain(matches: Sequence[Run], gap: int) -> list[Run]:
    """Heaviest run of matches that follow one another in both texts with gaps of at most ``gap`` words."""
    score: list[float] = []
    previous: list[int] = []
    for index, (i, j, length) in enumerate(matches):
        best, best_from = float(length), -1
        for earlier in range(max(0, index - CHAIN_LOOKBACK), index):
            before_left, before_right, before_length = matches[earlier]
            left_gap = i - before_left - before_length
            right_gap = j - before_right - before_length
            if not (-length < left_gap <= gap and -length < right_gap <= gap):
                continue
            overlap = max(0, -left_gap, -right_gap)
            cost = overlap + 0.5 * math.sqrt(abs(left_gap - right_gap))
            if overlap < length and score[earlier] + length - cost > best:
                best, best_from = score[earlier] + length - cost, earlier
        score.append(best)
        previous.append(best_from)
    at = max(range(len(matches)), key=lambda index: (score[index], -index))
    chain = []
    while at >= 0:
        chain.append(matches[at])
        at = previous[at]
    return _without_overlaps(chain[::-1])


def _without_overlaps(chain: list[Run]) -> list[Run]:
    kept: list[Run] = []
    for match in chain:
        i, j, length = match
        if kept:
            before_left, before_right, before_length = kept[-1]
            shift = max(0, before_left + before_length - i, before_right + before_length - j)
            if shift >= length:
                continue
            i, j, length = i + shift, j + shift, length - shift
        kept.append((i, j, length))
    return kept


def _unused(match: Run, used_left: bytearray, used_right: bytearray) -> Iterator[Run]:
    """The parts of a match no earlier chain covers on either side."""
    i, j, length = match
    start = 0
    for offset in range(length + 1):
        if offset == length or used_left[i + offset] or used_right[j + offset]:
            if offset > start:
                yield (i + start, j + start, offset - start)
            start = offset + 1


def coded(texts: Sequence[Hashes]) -> tuple[Coded, ...]:
    """Some texts, given as the hashes of their words, with one character for each word: equal words, equal characters.

    Edit scripts of strings take a tenth of the time of those of numbers. Texts of more different words than there are characters
    stay numbers.
    """
    known, numbers = np.unique(np.concatenate([np.empty(0, np.uint64), *texts]), return_inverse=True)
    if len(known) > _MOST_CODES:
        return tuple(text.tolist() for text in texts)
    characters = (numbers + _FIRST_CODE).astype("<u4").tobytes().decode("utf-32-le")
    ends = accumulate(map(len, texts))
    return tuple(characters[end - len(text) : end] for text, end in zip(texts, ends, strict=True))


def edit_script(left: Sequence[Hashable], right: Sequence[Hashable]) -> tuple[Step, ...]:
    """Shortest word edit script (Levenshtein) that turns ``left`` into ``right``; steps tile both sequences.

    A string counts as a sequence of words of one character each.

    Examples:
        >>> [(step.tag, step.left_start, step.left_end) for step in edit_script("a b c".split(), "a x c".split())]
        [('equal', 0, 1), ('replace', 1, 2), ('equal', 2, 3)]

    """
    return tuple(map(Step._make, steps(left, right)))


def steps(left: Sequence[Hashable], right: Sequence[Hashable]) -> Sequence[tuple[str, int, int, int, int]]:
    """The steps of an ``edit_script`` as plain tuples, which are made in half the time."""
    found: list[tuple[str, int, int, int, int]] = Levenshtein.opcodes(left, right).as_list()  # type: ignore[assignment] # they are
    return found
