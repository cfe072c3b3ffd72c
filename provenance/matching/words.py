"""A document as matching sees it: the words of its own wording, in order, each with its block."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from provenance.matching.columns import Mark, Offsets, WordColumns, split_columns
from provenance.matching.fingerprints import Hashes, shingle_hashes
from provenance.matching.surprisal import surprise_of
from provenance.model import Block, Document, Span
from provenance.text.disguise import legible
from provenance.text.sentences import quoted_spans
from provenance.text.surprise import COMMON_BITS

Split = Callable[[str, Sequence[Span]], WordColumns]
"""How some spans of a text are split into words."""

_QUOTATION_MARKS = frozenset('“”«»„"「」')
"""Without any of these in a block nothing in it is quoted."""


@dataclass(frozen=True, kw_only=True, eq=False)
class ComparedText:
    """The compared blocks of one document as one run of words.

    ``words.block_of[i]`` is the index into ``blocks`` of word ``i``. ``shingles[i]`` is the hash of the shingle that starts at
    word ``i``; shingles run across block ends, as paragraphs are split and joined freely in republication. ``order`` sorts texts
    by earliest known date, then content, so that results do not depend on file names. Words in a block's asides are left out.
    Not slotted, because it caches its names.
    """

    id: str
    host: str | None
    text: str
    blocks: tuple[Block, ...]
    words: WordColumns
    shingles: Hashes
    order: tuple[str, str]

    @cached_property
    def names(self) -> dict[int, int]:
        """The hash of every telling word that is written as a name or number somewhere but at the beginning, and where first."""
        is_name = (self.words.marks & Mark.CAPITAL) != 0
        is_name[:1] = False
        places = np.flatnonzero(is_name)
        hashes, first = np.unique(self.words.hashes[places], return_index=True)
        telling = surprise_of(hashes) >= COMMON_BITS
        return dict(zip(hashes[telling].tolist(), places[first[telling]].tolist(), strict=True))

    def __len__(self) -> int:
        """Number of words."""
        return len(self.words)

    def written(self, index: int) -> str:
        """Word ``index`` as written."""
        return self.text[self.words.starts[index] : self.words.ends[index]]


def compared_text(document: Document, shingle_words: int, split: Split = split_columns) -> ComparedText:
    """The compared part of a document, split into words and shingles of ``shingle_words`` words."""
    blocks = document.compared_blocks()
    asides = [aside for block in blocks for aside in block.asides]
    words = compared_words(legible(document.text), [block.span for block in blocks], asides, split)
    return ComparedText(
        id=document.id,
        host=document.host,
        text=document.text,
        blocks=blocks,
        words=words,
        shingles=shingle_hashes(words.hashes, shingle_words),
        order=order_of(document),
    )


def order_of(document: Document) -> tuple[str, str]:
    """What documents are sorted by: the earliest moment one may have been published, then content."""
    published = document.metadata.published
    return (published.bounds()[0].isoformat() if published else "~", document.sha256 + document.id)


def compared_words(text: str, spans: Sequence[Span], asides: Sequence[Span], split: Split = split_columns) -> WordColumns:
    """The words of some spans of a text but those in ``asides``, what is quoted marked."""
    words = split(text, spans)
    if asides:
        words = words.kept(~_inside(words.starts, asides))
    quoted = [found for span in spans for found in _quoted(text, span)]
    if quoted:
        words.marks[_inside(words.starts, quoted)] |= Mark.QUOTED
    return words


def _quoted(text: str, span: Span) -> tuple[Span, ...]:
    return () if _QUOTATION_MARKS.isdisjoint(span.of(text)) else quoted_spans(text, span)


def _inside(places: Offsets, spans: Sequence[Span]) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """For every place, in order, whether it lies in one of some spans."""
    flags = np.zeros(len(places), np.bool_)
    for span in spans:
        first, last = np.searchsorted(places, (span.start, span.end)).tolist()
        flags[first:last] = True
    return flags
