"""A copy as the list of its differences needs it: its blocks in numbers, its words, and one character for each word."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from provenance.matching.align import Coded, coded
from provenance.matching.columns import WordColumns
from provenance.matching.kernels import Kernels
from provenance.matching.texts import Texts
from provenance.model import COMPARED_ROLES, Document, Role
from provenance.text.words import fold_space

_ROLES = tuple(Role)
_ROLE_NUMBERS = {role: number for number, role in enumerate(Role)}


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Page:
    """A text, its blocks and its words as numbers: handed to another process in a tenth of the time a document takes.

    ``blocks`` has the role, start and end of each block, (n, 3); ``asides`` the number of the block, start and end of each aside
    in a compared block, (k, 3). ``words`` are those of the compared blocks.
    """

    text: str
    blocks: NDArray[np.int32]
    asides: NDArray[np.int32]
    words: WordColumns


def pages_of(documents: Sequence[Document], kernels: Kernels) -> list[Page]:
    """Some documents as pages, in their order."""
    table = kernels.split_all(Texts.of(documents))
    return [
        Page(
            text=document.text,
            blocks=_rows((_ROLE_NUMBERS[block.role], block.span.start, block.span.end) for block in document.blocks),
            asides=_rows(
                (number, aside.start, aside.end)
                for number, block in enumerate(document.blocks)
                if block.role in COMPARED_ROLES
                for aside in block.asides
            ),
            words=WordColumns(
                starts=table.starts[row],
                ends=table.ends[row],
                block_of=table.block_of[row],
                hashes=table.words[row],
                marks=table.marks[row],
            ),
        )
        for row, document in enumerate(documents)
    ]


def _rows(rows: Iterable[tuple[int, int, int]]) -> NDArray[np.int32]:
    return np.array(list(rows), np.int32).reshape(-1, 3)


@dataclass(frozen=True, slots=True)
class Place:
    """A part of a text with a role of its own: a whole block, or an aside in one; ``block`` is the block's number."""

    block: int
    role: Role
    start: int
    end: int


@dataclass(frozen=True, kw_only=True, eq=False)
class Layout:
    """One copy, laid out: ``compared`` are the numbers of its compared blocks, which word columns and block groups count.

    Not slotted, because it caches what not every comparison asks for.
    """

    text: str
    places: tuple[Place, ...]
    asides: tuple[Place, ...]
    compared: tuple[int, ...]
    words: WordColumns
    codes: Coded

    @cached_property
    def starts(self) -> list[int]:
        """Where every word starts in the text."""
        places: list[int] = self.words.starts.tolist()
        return places

    @cached_property
    def ends(self) -> list[int]:
        """Where every word ends in the text, not included."""
        places: list[int] = self.words.ends.tolist()
        return places

    @cached_property
    def block_of(self) -> list[int]:
        """For every word the index into ``compared`` of its block."""
        places: list[int] = self.words.block_of.tolist()
        return places

    @cached_property
    def block_numbers(self) -> list[int]:
        """For every word the number of its block."""
        numbers: list[int] = np.array(self.compared, np.int64)[self.words.block_of].tolist()
        return numbers

    @cached_property
    def block_words(self) -> tuple[range, ...]:
        """The words of every compared block."""
        bounds = np.searchsorted(self.words.block_of, np.arange(len(self.compared) + 1)).tolist()
        return tuple(range(first, last) for first, last in pairwise(bounds))

    @cached_property
    def own_texts(self) -> tuple[str, ...]:
        """Every compared block without its asides, white space folded."""
        return tuple(self._own_text(number) for number in self.compared)

    @cached_property
    def folded(self) -> dict[Place, str]:
        """What is written in every block and aside, white space folded."""
        return {place: fold_space(self.text[place.start : place.end]) for place in (*self.places, *self.asides)}

    def _own_text(self, number: int) -> str:
        parts = []
        at = self.places[number].start
        for aside in self.asides:
            if aside.block == number:
                parts.append(self.text[at : aside.start])
                at = aside.end
        return fold_space("".join([*parts, self.text[at : self.places[number].end]]))


def layouts(pages: Sequence[Page]) -> tuple[Layout, ...]:
    """Some copies, laid out; equal words have equal codes in all of them."""
    codes = coded([page.words.hashes for page in pages])
    return tuple(_layout(page, code) for page, code in zip(pages, codes, strict=True))


def _layout(page: Page, codes: Coded) -> Layout:
    places = tuple(Place(number, _ROLES[role], *span) for number, (role, *span) in enumerate(page.blocks.tolist()))
    return Layout(
        text=page.text,
        places=places,
        asides=tuple(Place(block, Role.CREDIT, start, end) for block, start, end in page.asides.tolist()),
        compared=tuple(place.block for place in places if place.role in COMPARED_ROLES),
        words=page.words,
        codes=codes,
    )
