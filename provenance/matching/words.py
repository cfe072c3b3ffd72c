"""A document as matching sees it: the words of its own wording, in order, each with its block."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np

from provenance.matching.fingerprints import Hashes, shingle_hashes, word_hashes
from provenance.model import Block, Document, Span
from provenance.text.sentences import quoted_spans
from provenance.text.words import Words, fold_space, split_words

_FIRST_CODE = 0x10000
"""Words are coded as code points from here on: astral planes have no surrogates, and room for 10^6 words."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class ComparedText:
    """The compared blocks of one document as one run of words.

    ``block_of[i]`` is the index into ``blocks`` of word ``i``; ``quoted[i]`` says whether it stands in
    quotation marks. ``shingles[i]`` is the hash of the shingle that starts at word ``i``; shingles run across
    block ends, as paragraphs are split and joined freely in republication. ``order`` sorts texts by
    earliest known date, then content, so that results do not depend on file names. ``block_words[b]`` is the range
    of words of block ``b``. Words in a block's asides are left out; ``own_texts[b]`` is block ``b`` without them, white space
    folded. ``coded`` has one character for each word, the same in all texts made with one vocabulary.
    """

    id: str
    host: str | None
    text: str
    blocks: tuple[Block, ...]
    words: Words
    block_of: tuple[int, ...]
    quoted: tuple[bool, ...]
    shingles: Hashes
    own_texts: tuple[str, ...]
    order: tuple[str, str]
    block_words: tuple[range, ...]
    coded: str

    def span(self, first: int, last: int) -> Span:
        """Place in the document's text of words ``first`` up to, not including, ``last``."""
        return self.words.span(first, last)

    def written(self, index: int) -> str:
        """Word ``index`` as written."""
        return self.text[self.words.starts[index] : self.words.ends[index]]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words met so far: the character that stands for each, and its hash."""

    codes: dict[str, str] = field(default_factory=dict)
    hashes: dict[str, int] = field(default_factory=dict)

    def enter(self, words: Iterable[str]) -> None:
        """Take up the words that are new, in order."""
        new = [word for word in dict.fromkeys(words) if word not in self.codes]
        self.codes.update((word, chr(_FIRST_CODE + number)) for number, word in enumerate(new, start=len(self.codes)))
        self.hashes.update(zip(new, word_hashes(new).tolist(), strict=True))


def compared_texts(documents: Iterable[Document], shingle_words: int) -> tuple[ComparedText, ...]:
    """The compared parts of documents, in the order given, with one vocabulary."""
    vocabulary = Vocabulary()
    return tuple(compared_text(document, shingle_words, vocabulary) for document in documents)


def compared_text(document: Document, shingle_words: int, vocabulary: Vocabulary | None = None) -> ComparedText:
    """The compared part of a document, split into words and shingles of ``shingle_words`` words.

    New words are entered into the vocabulary. A text made without one cannot be aligned with others by ``coded``.
    """
    known = Vocabulary() if vocabulary is None else vocabulary
    blocks = document.compared_blocks()
    norms: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    block_of: list[int] = []
    quoted: list[bool] = []
    ranges: list[range] = []
    for index, block in enumerate(blocks):
        words = split_words(document.text, block.span)
        if block.asides:
            words = _without(words, block.asides)
        ranges.append(range(len(norms), len(norms) + len(words)))
        norms.extend(words.norms)
        starts.extend(words.starts)
        ends.extend(words.ends)
        block_of.extend([index] * len(words))
        quoted.extend(_inside(words.starts, quoted_spans(document.text, block.span)))
    known.enter(norms)
    hashes = np.fromiter(map(known.hashes.__getitem__, norms), np.uint64, len(norms))
    published = document.metadata.published
    return ComparedText(
        id=document.id,
        host=document.host,
        text=document.text,
        blocks=blocks,
        words=Words(tuple(norms), tuple(starts), tuple(ends)),
        block_of=tuple(block_of),
        quoted=tuple(quoted),
        shingles=shingle_hashes(hashes, shingle_words),
        block_words=tuple(ranges),
        own_texts=tuple(_own_text(document.text, block) for block in blocks),
        coded="".join(map(known.codes.__getitem__, norms)),
        order=(published.bounds()[0].isoformat() if published else "~", document.sha256 + document.id),
    )


def _without(words: Words, asides: tuple[Span, ...]) -> Words:
    kept = [i for i, start in enumerate(words.starts) if not any(span.start <= start < span.end for span in asides)]
    return Words(tuple(words.norms[i] for i in kept), tuple(words.starts[i] for i in kept), tuple(words.ends[i] for i in kept))


def _own_text(text: str, block: Block) -> str:
    parts = []
    place = block.span.start
    for aside in block.asides:
        parts.append(text[place : aside.start])
        place = aside.end
    return fold_space("".join([*parts, text[place : block.span.end]]))


def _inside(places: tuple[int, ...], spans: tuple[Span, ...]) -> list[bool]:
    if not spans:
        return [False] * len(places)
    starts = [span.start for span in spans]
    flags = []
    for place in places:
        at = bisect_right(starts, place) - 1
        flags.append(at >= 0 and place < spans[at].end)
    return flags
