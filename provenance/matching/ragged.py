"""Rows of different length in one column."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

Item = TypeVar("Item", bound=np.generic)


@dataclass(frozen=True, slots=True, eq=False)
class Ragged(Generic[Item]):
    """``values[offsets[i]:offsets[i + 1]]`` is row ``i``; ``offsets`` has one entry more than there are rows."""

    values: NDArray[Item]
    offsets: NDArray[np.int64]

    def __getitem__(self, row: int) -> NDArray[Item]:
        """One row, not copied."""
        return self.values[self.offsets[row] : self.offsets[row + 1]]

    def __len__(self) -> int:
        """Number of rows."""
        return len(self.offsets) - 1

    def part(self, first: int, last: int) -> Ragged[Item]:
        """Rows ``first`` up to, not including, ``last``; values are not copied."""
        start, end = self.offsets[first], self.offsets[last]
        return Ragged(self.values[start:end], self.offsets[first : last + 1] - start)

    @classmethod
    def joined(cls, parts: Sequence[Ragged[Item]], kind: type[Item]) -> Ragged[Item]:
        """The rows of some columns, one column after the other."""
        if len(parts) == 1:
            return parts[0]
        values = np.concatenate([np.empty(0, kind), *(part.values for part in parts)])
        counts = np.concatenate([np.zeros(1, np.int64), *(np.diff(part.offsets) for part in parts)])
        return cls(values, np.cumsum(counts))

    @classmethod
    def of(cls, rows: Iterable[NDArray[Item]], kind: type[Item]) -> Ragged[Item]:
        """Some rows as one column."""
        parts = list(rows)
        offsets = np.zeros(len(parts) + 1, np.int64)
        np.cumsum([len(part) for part in parts], out=offsets[1:])
        return cls(np.concatenate([np.empty(0, kind), *parts]), offsets)


class Growing(Generic[Item]):
    """A ragged column that takes one row after the other, copied: thousands of small arrays would take twice the room."""

    def __init__(self, kind: type[Item]) -> None:
        self._values: NDArray[Item] = np.empty(1024, kind)
        self._ends = [0]

    def add(self, row: NDArray[Item]) -> None:
        """Take up a row."""
        start, end = self._ends[-1], self._ends[-1] + len(row)
        if end > len(self._values):
            larger = np.empty(max(end, 2 * len(self._values)), self._values.dtype)
            larger[:start] = self._values[:start]
            self._values = larger
        self._values[start:end] = row
        self._ends.append(end)

    def taken(self, order: Sequence[int]) -> Ragged[Item]:
        """All rows in an order; nothing is left here."""
        rows = Ragged(self._values, np.array(self._ends, np.int64))
        offsets = np.zeros(len(order) + 1, np.int64)
        np.cumsum(np.diff(rows.offsets)[np.asarray(order, np.int64)], out=offsets[1:])
        values = np.empty(offsets[-1], self._values.dtype)
        for place, row in enumerate(order):
            values[offsets[place] : offsets[place + 1]] = rows[row]
        self._values = self._values[:0].copy()
        self._ends = [0]
        return Ragged(values, offsets)
