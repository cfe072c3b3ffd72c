"""The telling words of texts, one text after the other."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from provenance.matching.columns import Mark, Marks
from provenance.matching.fingerprints import Hashes
from provenance.matching.kernels.jit import compiled
from provenance.matching.kernels.linking import Places
from provenance.matching.surprisal import listed_bits
from provenance.text.surprise import COMMON_BITS

_PLACES = np.uint64(1 << 12)
"""Places in the table of common words, ten for each of them."""
_ONE, _NOTHING = np.uint64(1), np.uint64(0)
_SHORT, _CAPITAL = Mark.SHORT, Mark.CAPITAL


@lru_cache(maxsize=1)
def common_words() -> Hashes:
    """The words too common to be telling: each at the place that its lowest bits name, or the next free one after it."""
    table = np.zeros(int(_PLACES), np.uint64)
    hashes, bits = listed_bits()
    for value in hashes[bits < COMMON_BITS].tolist():
        place = value % int(_PLACES)
        while table[place]:
            place = (place + 1) % int(_PLACES)
        table[place] = value
    return table


@compiled
def _is_common(word: np.uint64, table: Hashes) -> bool:
    place = word & (_PLACES - _ONE)
    while table[place] != _NOTHING and table[place] != word:
        place = (place + _ONE) & (_PLACES - _ONE)
    return bool(table[place] == word)


@compiled
def terms(
    words: Hashes, marks: Marks, offsets: Places, common: Hashes
) -> tuple[Hashes, NDArray[np.uint32], NDArray[np.bool_], Places]:
    """The telling words of each text, sorted, each once; how often each occurs; whether as a name; where those of each begin."""
    texts = len(offsets) - 1
    found, counts, named = np.empty(len(words), np.uint64), np.empty(len(words), np.uint32), np.zeros(len(words), np.bool_)
    ends = np.zeros(texts + 1, np.int64)
    end = 0
    for text in range(texts):
        first = last = end
        for place in range(offsets[text], offsets[text + 1]):
            if not marks[place] & _SHORT and not _is_common(words[place], common):
                found[last] = words[place]
                last += 1
        found[first:last] = np.sort(found[first:last])
        for place in range(first, last):
            if place == first or found[place] != found[end - 1]:
                found[end], counts[end] = found[place], 0
                end += 1
            counts[end - 1] += 1
        for place in range(offsets[text] + 1, offsets[text + 1]):
            if marks[place] & _CAPITAL:
                at = first + np.searchsorted(found[first:end], words[place])
                if at < end and found[at] == words[place]:
                    named[at] = not marks[place] & _SHORT or named[at]
        ends[text + 1] = end
    return found[:end].copy(), counts[:end].copy(), named[:end].copy(), ends
