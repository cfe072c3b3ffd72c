"""Rows of different length in one column."""

from __future__ import annotations

from collections.abc import Iterable
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

    @classmethod
    def of(cls, rows: Iterable[NDArray[Item]], kind: type[Item]) -> Ragged[Item]:
        """Some rows as one column."""
        parts = list(rows)
        offsets = np.zeros(len(parts) + 1, np.int64)
        np.cumsum([len(part) for part in parts], out=offsets[1:])
        return cls(np.concatenate([np.empty(0, kind), *parts]), offsets)
