"""Edits kept as numbers: what a family of copies differs in would weigh five times as much as values."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from struct import Struct
from typing import overload

from provenance.model.document import Document, Span
from provenance.model.reuse import Edit, EditClass, EditKind, EditUnit

UNITS, CHANGES, CLASSES = tuple(EditUnit), tuple(EditKind), tuple(EditClass)
"""Units, kinds and classes of edits, by their numbers."""
NOWHERE = (-1, -1, -1)
"""The side of an edit where there is nothing: no block, no start, no end."""
_ROW = Struct("<9i")


@dataclass(frozen=True, slots=True)
class Written:
    """What edits of a document are read from: its text, and the ids of its blocks by their numbers."""

    text: str
    blocks: tuple[str, ...]

    @classmethod
    def of(cls, document: Document) -> Written:
        """What edits of a document are read from."""
        return cls(document.text, tuple(block.id for block in document.blocks))


class EditRows(Sequence[Edit]):
    """Edits of two documents, made when they are asked for; equal to a tuple of them, and to any other way of keeping them.

    Args:
        left: the document they are read from.
        right: the document they are read to.
        rows: for each edit nine integers of four bytes, little-endian: numbers of its unit, kind and class in ``UNITS``,
            ``CHANGES`` and ``CLASSES``; number of its block, start and end on the left, or ``NOWHERE``; the same on the right.

    An edit takes 36 bytes here; as a value of its own 170, of which copies that are alike share a part.
    """

    __slots__ = ("_left", "_right", "_rows")

    def __init__(self, left: Written, right: Written, rows: bytes) -> None:
        self._left = left
        self._right = right
        self._rows = rows

    def __len__(self) -> int:
        return len(self._rows) // _ROW.size

    def __iter__(self) -> Iterator[Edit]:
        return (self._edit(row) for row in _ROW.iter_unpack(self._rows))

    @overload
    def __getitem__(self, place: int) -> Edit: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[Edit, ...]: ...
    def __getitem__(self, place: int | slice) -> Edit | tuple[Edit, ...]:
        numbers = range(len(self))[place]
        if isinstance(numbers, int):
            return self._edit(_ROW.unpack_from(self._rows, numbers * _ROW.size))
        return tuple(self[number] for number in numbers)

    def __eq__(self, other: object) -> bool:
        if isinstance(other, (EditRows, tuple)):
            return len(self) == len(other) and all(one == another for one, another in zip(self, other, strict=True))
        return NotImplemented

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __repr__(self) -> str:
        return repr(tuple(self))

    def _edit(self, row: tuple[int, ...]) -> Edit:
        unit, kind, name, left_block, left_start, left_end, right_block, right_start, right_end = row
        left, right = self._left, self._right
        return Edit(
            kind=CHANGES[kind],
            unit=UNITS[unit],
            edit_class=CLASSES[name],
            left=Span(left_start, left_end) if left_block >= 0 else None,
            right=Span(right_start, right_end) if right_block >= 0 else None,
            left_text=left.text[left_start:left_end] if left_block >= 0 else None,
            right_text=right.text[right_start:right_end] if right_block >= 0 else None,
            left_block=left.blocks[left_block] if left_block >= 0 else None,
            right_block=right.blocks[right_block] if right_block >= 0 else None,
        )
