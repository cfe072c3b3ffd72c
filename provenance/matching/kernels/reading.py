"""Many texts split into words: from their bytes to columns of words, one text after the other."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from provenance.matching.columns import Mark, Marks, Offsets
from provenance.matching.fingerprints import Hashes
from provenance.matching.kernels.jit import compiled
from provenance.matching.kernels.letters import Letters
from provenance.matching.kernels.quoting import has_marks, quotations
from provenance.matching.kernels.splitting import ELSEWHERE, Tables, Words, split_span

Bytes = NDArray[np.uint8]
Places = NDArray[np.int64]

Odd = tuple[Letters, Places]
"""The letters of all words that are normalised elsewhere, and where each word's end."""

_OPENS, _QUOTED = Mark.OPENS, Mark.QUOTED
_ASCII, _TWO, _THREE, _FOUR = (np.uint8(least) for least in (0x80, 0xC0, 0xE0, 0xF0))
_SIX_BITS, _LAST_SIX = np.uint32(6), np.uint32(0x3F)


class Source(NamedTuple):
    """The columns of ``provenance.matching.texts.Texts``."""

    content: Bytes
    offsets: Places
    spans: Offsets
    span_offsets: Places
    asides: Offsets
    aside_offsets: Places


@compiled
def _decoded(content: Bytes, letters: Letters) -> int:
    """Write the code points of some UTF-8 to ``letters``; how many they are."""
    mixed = np.uint8(0)
    for byte in content:
        mixed |= byte
    if mixed < _ASCII:
        letters[: len(content)] = content
        return len(content)
    count, at = 0, 0
    while at < len(content):
        byte = content[at]
        more = int(byte >= _TWO) + int(byte >= _THREE) + int(byte >= _FOUR)
        letter = np.uint32(byte) if more == 0 else np.uint32(byte) & (_LAST_SIX >> np.uint32(more))
        following = min(at + 1 + more, len(content))
        for place in range(at + 1, following):
            letter = (letter << _SIX_BITS) | (np.uint32(content[place]) & _LAST_SIX)
        letters[count] = letter
        count += 1
        at += 1 + more
    return count


@compiled
def _inside(places: Offsets, row: int, at: int) -> tuple[int, bool]:
    """The first of some ranges, in order and from ``row`` on, that does not end at or before a place; whether it holds it."""
    while 2 * row < len(places) and places[2 * row + 1] <= at:
        row += 1
    return row, 2 * row < len(places) and places[2 * row] <= at


@compiled
def _left(words: Words, first: int, last: int, asides: Offsets, quoted: Offsets) -> int:
    """Mark words ``first`` to ``last`` that are quoted, and close up over those in asides; how many words are left."""
    places, hashes, marks = words
    aside, quote, count = 0, 0, first
    for word in range(first, last):
        start, end = places[2 * word], places[2 * word + 1]
        aside, is_aside = _inside(asides, aside, start)
        if is_aside:
            continue
        quote, is_quoted = _inside(quoted, quote, start)
        places[2 * count], places[2 * count + 1], hashes[count] = start, end, hashes[word]
        marks[count] = marks[word] | _QUOTED if is_quoted else marks[word]
        count += 1
    return count


@compiled
def _odd_letters(letters: Letters, words: Words, bounds: tuple[int, int], odd: Odd, counts: tuple[int, int]) -> tuple[int, int]:
    """Append the letters of those among some words that are normalised elsewhere; how many words and letters there are now."""
    places, _, marks = words
    kept, ends = odd
    count, end = counts
    for word in range(bounds[0], bounds[1]):
        if marks[word] & ELSEWHERE:
            for place in range(places[2 * word], places[2 * word + 1]):
                kept[end] = letters[place]
                end += 1
            ends[count] = end
            count += 1
    return count, end


@compiled
def split_texts(source: Source, tables: Tables) -> tuple[Places, Hashes, Marks, Offsets, Offsets, Letters, Places]:
    """The words of some texts.

    Returns:
        How many words each text has; their hashes, marks, places (start, end), and blocks; the letters of all words that are
        marked with ``ELSEWHERE``; and where in these each such word ends.
    """
    content, offsets, spans, span_offsets, asides, aside_offsets = source
    texts, most, longest = len(offsets) - 1, len(content), 0
    for text in range(texts):
        longest = max(longest, offsets[text + 1] - offsets[text])
    counts, block_of = np.empty(texts, np.int64), np.empty(most, np.int32)
    words = np.empty(2 * most, np.int32), np.empty(most, np.uint64), np.empty(most, np.uint8)
    odd = np.empty(most, np.uint32), np.empty(most, np.int64)
    room = np.empty(longest + 1, np.int32), np.empty(longest + 1, np.uint64)
    letters, quoted = np.empty(longest, np.uint32), np.empty(longest + 2, np.int32)
    count, odd_count, odd_end = 0, 0, 0
    for text in range(texts):
        before = count
        length = _decoded(content[offsets[text] : offsets[text + 1]], letters)
        left_out = asides[aside_offsets[text] : aside_offsets[text + 1]]
        is_marked = has_marks(letters, length)
        for row in range(span_offsets[text], span_offsets[text + 1], 2):
            first, bounds = count, (min(spans[row], length), min(spans[row + 1], length))
            count = split_span(letters, bounds, tables, words, room, first)
            quotes = quotations(letters, bounds, tables[0], quoted) if is_marked else 0
            if quotes or len(left_out):
                count = _left(words, first, count, left_out, quoted[: 2 * quotes])
            block_of[first:count] = (row - span_offsets[text]) // 2
            words[2][first : min(first + 1, count)] |= _OPENS
        if length < offsets[text + 1] - offsets[text]:
            odd_count, odd_end = _odd_letters(letters, words, (before, count), odd, (odd_count, odd_end))
        counts[text] = count - before
    return (
        counts, words[1][:count].copy(), words[2][:count].copy(), words[0][: 2 * count].copy(), block_of[:count].copy(),
        odd[0][:odd_end].copy(), odd[1][:odd_count].copy(),
    )  # fmt: skip
