"""The words of a text as columns of numbers: where each stands, the hash of its normal form, and what is known of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from provenance.matching.fingerprints import Hashes, word_hashes
from provenance.model import Span
from provenance.text.words import split_words

Offsets = NDArray[np.int32]
"""Places in a text, in code points, or numbers of blocks."""
Marks = NDArray[np.uint8]
"""The bits of ``Mark`` that hold for each word."""


class Mark:
    """What may be known of one word, a bit each."""

    CAPITAL = np.uint8(1)
    """Written with a capital inside a sentence: a name, most likely."""
    NUMBER = np.uint8(2)
    """Its normal form begins with a digit."""
    QUOTED = np.uint8(4)
    """Stands in quotation marks."""
    OPENS = np.uint8(8)
    """The first word of its block."""
    SHORT = np.uint8(16)
    """Too short to say what a text is about: initials and single letters tie anything together."""


SHORT_LETTERS = 2
"""Characters up to which a normal form is short."""
LOOK_BACK = 3
"""Characters before a word among which the one that ends a sentence is looked for."""
OPENING = " \"'“‘("
"""What may stand between the end of a sentence and the first word of the next."""
SENTENCE_ENDS = frozenset(".!?…:\n")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class WordColumns:
    """The words of some spans of one text, in order, a number of each in every column. ``block_of`` counts the spans."""

    starts: Offsets
    ends: Offsets
    block_of: Offsets
    hashes: Hashes
    marks: Marks

    def __len__(self) -> int:
        """Number of words."""
        return len(self.hashes)

    def kept(self, keep: NDArray[np.bool_]) -> WordColumns:
        """The words for which ``keep`` is true; the first left of each block opens it."""
        columns = WordColumns(
            starts=self.starts[keep],
            ends=self.ends[keep],
            block_of=self.block_of[keep],
            hashes=self.hashes[keep],
            marks=self.marks[keep] & ~Mark.OPENS,
        )
        columns.marks[opening(columns.block_of)] |= Mark.OPENS
        return columns


def opening(block_of: Offsets) -> NDArray[np.bool_]:
    """For every word whether it is the first of its block."""
    first = np.ones(len(block_of), np.bool_)
    first[1:] = block_of[1:] != block_of[:-1]
    return first


def split_columns(text: str, spans: Sequence[Span]) -> WordColumns:
    """The words of some spans of a text, split by ``split_words``; nothing is ``QUOTED`` yet."""
    norms: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    counts = []
    for span in spans:
        words = split_words(text, span)
        norms.extend(words.norms)
        starts.extend(words.starts)
        ends.extend(words.ends)
        counts.append(len(words))
    block_of = np.repeat(np.arange(len(spans), dtype=np.int32), counts)
    hashes, marks = hashed(norms)
    marks[[_is_capital(text, start) for start in starts]] |= Mark.CAPITAL
    marks[opening(block_of)] |= Mark.OPENS
    return WordColumns(
        starts=np.array(starts, np.int32), ends=np.array(ends, np.int32), block_of=block_of, hashes=hashes, marks=marks
    )


def hashed(norms: Sequence[str]) -> tuple[Hashes, Marks]:
    """Hash of every normal form, and what the form alone says of the word."""
    distinct = list(dict.fromkeys(norms))
    number = {norm: place for place, norm in enumerate(distinct)}
    places = np.fromiter(map(number.__getitem__, norms), np.int64, len(norms))
    marks = [(Mark.NUMBER if norm[:1].isdigit() else 0) | (Mark.SHORT if len(norm) <= SHORT_LETTERS else 0) for norm in distinct]
    return word_hashes(distinct)[places], np.array(marks, np.uint8)[places]


def _is_capital(text: str, start: int) -> bool:
    if not text[start].isupper():
        return False
    before = text[max(0, start - LOOK_BACK) : start].rstrip(OPENING)[-1:]
    return bool(before) and before not in SENTENCE_ENDS
