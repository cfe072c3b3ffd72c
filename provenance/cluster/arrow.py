"""Columns of Arrow record batches as arrays of numbers and back, by the library pyarrow, which this room imports here only."""

from __future__ import annotations

import importlib
from collections.abc import Iterable, Sequence
from types import ModuleType
from typing import Any, TypeAlias, TypeVar

import numpy as np
from numpy.typing import NDArray

from provenance.errors import MissingLibraryError

Batch: TypeAlias = Any
"""A ``pyarrow.RecordBatch``; the library, and with it the type, is not always there."""
Number = TypeVar("Number", bound=np.generic)


def numbers_of(batch: Batch, name: str) -> NDArray[np.int64]:
    """A column of whole numbers."""
    found: NDArray[np.int64] = batch.column(name).to_numpy(zero_copy_only=False).astype(np.int64)
    return found


def values_of(batch: Batch, name: str) -> list[Any]:
    """A column as plain values of Python."""
    found: list[Any] = batch.column(name).to_pylist()
    return found


def arrays_of(batch: Batch, name: str, kind: type[Number]) -> list[NDArray[Number]]:
    """A column of ``packed_arrays``; the arrays cannot be written to."""
    return [np.frombuffer(value.as_buffer(), np.dtype(kind).newbyteorder("<")) for value in batch.column(name)]


def packed_arrays(arrays: Iterable[NDArray[np.generic]]) -> list[bytes]:
    """Arrays of numbers as values of a binary column, the same on every machine."""
    return [array.astype(array.dtype.newbyteorder("<"), copy=False).tobytes() for array in arrays]


def batch_of(columns: dict[str, tuple[Sequence[object] | NDArray[np.generic], str]]) -> Batch:
    """A record batch; each column has its values and the name of an Arrow type, such as ``int64`` or ``binary``."""
    arrow = _library()
    return arrow.RecordBatch.from_pydict(
        {name: arrow.array(values, type=arrow.type_for_alias(kind)) for name, (values, kind) in columns.items()}
    )


def shared_rows(rows: Sequence[dict[str, object]]) -> Batch:
    """What pairs share, as a record batch: see ``provenance.cluster.aligning.SHARED``."""
    arrow = _library()
    places = [(name, arrow.int32()) for name in ("earlier_start", "earlier_end", "later_start", "later_end", "words")]
    span = arrow.struct([*places, ("bits", arrow.float64()), ("quotation", arrow.bool_())])
    texts = [(name, arrow.string()) for name in ("earlier", "later")]
    shares = [(name, arrow.float64()) for name in ("earlier_in_later", "later_in_earlier")]
    return arrow.RecordBatch.from_pylist(list(rows), schema=arrow.schema([*texts, *shares, ("spans", arrow.list_(span))]))


def _library() -> ModuleType:
    try:
        return importlib.import_module("pyarrow")
    except ImportError as error:
        message = 'work on a cluster needs the library pyarrow: pip install "provenance-tracer[spark]"'
        raise MissingLibraryError(message) from error
