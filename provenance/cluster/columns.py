"""The words of a whole corpus, a chunk of documents after the other: in memory, or in files that are mapped into it."""

from __future__ import annotations

import mmap
from pathlib import Path
from typing import Protocol, Self

import numpy as np
from numpy.typing import NDArray

from provenance.cluster.arrow import Number
from provenance.matching.ragged import Ragged
from provenance.matching.texts import TextWords

_FEWEST = 1 << 16


class Column(Protocol):
    """Numbers that are added one after the other."""

    def add(self, values: NDArray[np.generic]) -> None:
        """Take up more."""
        ...

    def taken(self) -> NDArray[np.generic]:
        """All of them; nothing can be added afterwards."""
        ...

    def close(self) -> None:
        """Nothing is added any more."""
        ...


class Held:
    """Numbers in memory. A block that grows is moved by the system, page by page, and not copied."""

    def __init__(self, kind: type[np.generic]) -> None:
        self._values: NDArray[np.generic] = np.empty(_FEWEST, kind)
        self._count = 0

    def add(self, values: NDArray[np.generic]) -> None:
        """See ``Column.add``."""
        end = self._count + len(values)
        if end > len(self._values):
            self._values.resize(max(end, len(self._values) * 3 // 2), refcheck=False)
        self._values[self._count : end] = values
        self._count = end

    def taken(self) -> NDArray[np.generic]:
        """See ``Column.taken``."""
        self._values.resize(self._count, refcheck=False)
        return self._values

    def close(self) -> None:
        """See ``Column.close``."""


class Filed:
    """Numbers in a file, of which only those are in memory that are looked at."""

    def __init__(self, path: Path, kind: type[np.generic]) -> None:
        self._kind = np.dtype(kind)
        self._file = path.open("w+b")

    def add(self, values: NDArray[np.generic]) -> None:
        """See ``Column.add``."""
        np.ascontiguousarray(values, self._kind).tofile(self._file)

    def taken(self) -> NDArray[np.generic]:
        """See ``Column.taken``."""
        if not self._file.tell():
            return np.empty(0, self._kind)
        self._file.flush()
        return np.frombuffer(mmap.mmap(self._file.fileno(), 0, access=mmap.ACCESS_READ), self._kind)

    def close(self) -> None:
        """See ``Column.close``."""
        self._file.close()


class Corpus:
    """The words of all documents.

    Where words stand is looked up for the ends of spans only, and is kept in files; so are the words themselves and their marks
    if they are not to be held.

    Args:
        folder: for the files, which are left to whoever made it.
        held: whether words and marks are kept in memory.

    """

    def __init__(self, folder: Path, *, held: bool) -> None:
        self._columns: dict[str, Column] = {
            "words": Held(np.uint64) if held else Filed(folder / "words", np.uint64),
            "marks": Held(np.uint8) if held else Filed(folder / "marks", np.uint8),
            "starts": Filed(folder / "starts", np.int32),
            "ends": Filed(folder / "ends", np.int32),
        }
        self._ends = [np.zeros(1, np.int64)]

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for column in self._columns.values():
            column.close()

    def add(self, table: TextWords) -> None:
        """Take up more documents."""
        for name, column in self._columns.items():
            column.add(getattr(table, name).values)
        self._ends.append(table.words.offsets[1:] + self._ends[-1][-1])

    def taken(self) -> TextWords:
        """The words of all of them, in the order in which they came; of their blocks nothing is known."""
        offsets = np.concatenate(self._ends)
        return TextWords(
            words=_ragged(self._columns["words"], np.uint64, offsets),
            marks=_ragged(self._columns["marks"], np.uint8, offsets),
            starts=_ragged(self._columns["starts"], np.int32, offsets),
            ends=_ragged(self._columns["ends"], np.int32, offsets),
            block_of=Ragged(np.empty(0, np.int32), np.zeros(len(offsets), np.int64)),
        )


def _ragged(column: Column, kind: type[Number], offsets: NDArray[np.int64]) -> Ragged[Number]:
    return Ragged(column.taken().astype(kind, copy=False), offsets)


def reordered(words: Ragged[np.uint64], order: NDArray[np.int64]) -> Ragged[np.uint64]:
    """The rows in another order; not copied if it is the one they are in."""
    if np.array_equal(order, np.arange(len(words))):
        return words
    offsets = np.concatenate([np.zeros(1, np.int64), np.cumsum(np.diff(words.offsets)[order])])
    values = np.empty(offsets[-1], np.uint64)
    for row, start, end in zip(order.tolist(), offsets[:-1].tolist(), offsets[1:].tolist(), strict=True):
        values[start:end] = words[row]
    return Ragged(values, offsets)
