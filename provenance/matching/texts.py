"""Many texts at once: what of each is compared, and the words of all of them in one column after the other."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from provenance.matching.columns import WordColumns
from provenance.matching.ragged import Ragged
from provenance.model import COMPARED_ROLES, Document, Span
from provenance.text.disguise import legible

Number = TypeVar("Number", bound=np.generic)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Texts:
    """Some texts, and which parts of them are compared.

    ``content`` has the UTF-8 bytes of all texts, one after the other; those of text ``i`` are
    ``content[offsets[i]:offsets[i + 1]]``. ``spans`` has for each text the compared blocks, ``asides`` what is left out of them:
    start and end in code points of the text, start and end of the next, in order.
    """

    content: NDArray[np.uint8]
    offsets: NDArray[np.int64]
    spans: Ragged[np.int32]
    asides: Ragged[np.int32]

    def __len__(self) -> int:
        """Number of texts."""
        return len(self.offsets) - 1

    def text(self, number: int) -> str:
        """One text."""
        return self.content[self.offsets[number] : self.offsets[number + 1]].tobytes().decode("utf-8", "surrogatepass")

    def spans_of(self, number: int) -> tuple[Span, ...]:
        """The compared blocks of one text."""
        return _spans(self.spans[number])

    def asides_of(self, number: int) -> tuple[Span, ...]:
        """What is left out of the compared blocks of one text."""
        return _spans(self.asides[number])

    @classmethod
    def of(cls, documents: Iterable[Document]) -> Texts:
        """The texts of some documents, in their order."""
        contents: list[bytes] = []
        spans: list[list[Span]] = []
        asides: list[list[Span]] = []
        for document in documents:
            blocks = [block for block in document.blocks if block.role in COMPARED_ROLES]
            contents.append(legible(document.text).encode("utf-8", "surrogatepass"))
            spans.append([block.span for block in blocks])
            asides.append([aside for block in blocks if block.asides for aside in block.asides])
        return texts_of(contents, spans, asides)

    def part(self, first: int, last: int) -> Texts:
        """Texts ``first`` up to, not including, ``last``; nothing is copied but offsets."""
        start, end = self.offsets[first], self.offsets[last]
        return Texts(
            content=self.content[start:end],
            offsets=self.offsets[first : last + 1] - start,
            spans=self.spans.part(first, last),
            asides=self.asides.part(first, last),
        )


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class TextWords:
    """The words of some texts, a row for each text: the columns of ``WordColumns``, asides left out and quotations marked.

    All columns have one array of offsets.
    """

    words: Ragged[np.uint64]
    marks: Ragged[np.uint8]
    starts: Ragged[np.int32]
    ends: Ragged[np.int32]
    block_of: Ragged[np.int32]

    def __len__(self) -> int:
        """Number of texts."""
        return len(self.words)


def text_words(every: Iterable[WordColumns]) -> TextWords:
    """The words of one text after the other."""
    return joined_words([_alone(words) for words in every])


def _alone(words: WordColumns) -> TextWords:
    offsets = np.array([0, len(words)], np.int64)
    return TextWords(
        words=Ragged(words.hashes, offsets),
        marks=Ragged(words.marks, offsets),
        starts=Ragged(words.starts, offsets),
        ends=Ragged(words.ends, offsets),
        block_of=Ragged(words.block_of, offsets),
    )


def texts_of(contents: Sequence[bytes], spans: Sequence[Sequence[Span]], asides: Sequence[Sequence[Span]] = ()) -> Texts:
    """Texts from the UTF-8 bytes of each, its compared blocks, and what is left out of them (of none, if nothing is given)."""
    offsets = np.zeros(len(contents) + 1, np.int64)
    np.cumsum([len(each) for each in contents], out=offsets[1:])
    return Texts(
        content=np.frombuffer(b"".join(contents), np.uint8),
        offsets=offsets,
        spans=_places(spans),
        asides=_places(asides or [()] * len(contents)),
    )


def joined_words(parts: Sequence[TextWords]) -> TextWords:
    """The words of some texts, and of others after them."""
    words = Ragged.joined([part.words for part in parts], np.uint64)

    def column(values: Sequence[NDArray[Number]], kind: type[Number]) -> Ragged[Number]:
        return Ragged(np.concatenate([np.empty(0, kind), *values]) if len(values) != 1 else values[0], words.offsets)

    return TextWords(
        words=words,
        marks=column([part.marks.values for part in parts], np.uint8),
        starts=column([part.starts.values for part in parts], np.int32),
        ends=column([part.ends.values for part in parts], np.int32),
        block_of=column([part.block_of.values for part in parts], np.int32),
    )


def _places(spans: Sequence[Sequence[Span]]) -> Ragged[np.int32]:
    """Start and end of some spans of every text."""
    offsets = np.zeros(len(spans) + 1, np.int64)
    np.cumsum([2 * len(each) for each in spans], out=offsets[1:])
    flat = [place for each in spans for span in each for place in (span.start, span.end)]
    return Ragged(np.array(flat, np.int32), offsets)


def _spans(places: NDArray[np.int32]) -> tuple[Span, ...]:
    return tuple(Span(start, end) for start, end in places.reshape(-1, 2).tolist())
