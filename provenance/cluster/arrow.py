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
    arrow = library("pyarrow")
    return arrow.RecordBatch.from_pydict(
        {name: arrow.array(values, type=arrow.type_for_alias(kind)) for name, (values, kind) in columns.items()}
    )


def utf8_of(column: Batch) -> tuple[NDArray[np.uint8], NDArray[np.int64]]:
    """A column of strings as the bytes of all, one after the other, and where each begins; nothing is copied."""
    arrow = library("pyarrow")
    strings = column.cast(arrow.large_string()).fill_null("")
    offsets = np.frombuffer(strings.buffers()[1], np.int64)[strings.offset : strings.offset + len(strings) + 1]
    held = strings.buffers()[2]
    content = np.frombuffer(held, np.uint8) if held is not None and held.size else np.empty(0, np.uint8)
    if not len(strings):
        return content[:0], np.zeros(1, np.int64)
    return content[offsets[0] : offsets[-1]], offsets - offsets[0]


def schema_of(columns: str) -> Any:  # noqa: ANN401 - a type of the library
    """The Arrow schema of columns as Spark writes them, such as ``id string, words array<struct<start: int>>``.

    Examples:
        >>> schema_of("id string, spans array<struct<start: int, bits: double>>").types[1]
        ListType(list<element: struct<start: int32, bits: double>>)

    """
    arrow = library("pyarrow")
    return arrow.schema([(name, _type(kind)) for name, kind in _fields(columns, " ")])


def _type(kind: str) -> Any:  # noqa: ANN401 - a type of the library
    arrow = library("pyarrow")
    if kind.startswith("array<"):
        return arrow.list_(arrow.field("element", _type(kind[len("array<") : -1])))
    if kind.startswith("struct<"):
        return arrow.struct([(name, _type(inner)) for name, inner in _fields(kind[len("struct<") : -1], ": ")])
    return arrow.type_for_alias({"int": "int32", "long": "int64", "boolean": "bool"}.get(kind, kind))


def _fields(columns: str, between: str) -> list[tuple[str, str]]:
    """Names and types, which may have commas within their brackets."""
    found: list[tuple[str, str]] = []
    for part in columns.split(", "):
        if found and found[-1][1].count("<") > found[-1][1].count(">"):
            found[-1] = (found[-1][0], f"{found[-1][1]}, {part}")
        else:
            name, _, kind = part.partition(between)
            found.append((name, kind))
    return found


def lists_of(offsets: NDArray[np.int64], columns: dict[str, NDArray[np.generic]]) -> Any:  # noqa: ANN401 - a type of the library
    """A column of lists of records: row ``i`` has the rows from ``offsets[i]`` up to ``offsets[i + 1]`` of the columns."""
    arrow = library("pyarrow")
    arrays = [arrow.array(values) for values in columns.values()]
    return arrow.ListArray.from_arrays(
        arrow.array(offsets.astype(np.int32)), arrow.StructArray.from_arrays(arrays, names=list(columns))
    )


def library(name: str) -> ModuleType:
    """A module of pyarrow.

    Raises:
        MissingLibraryError: it is not installed.

    """
    try:
        return importlib.import_module(name)
    except ImportError as error:
        message = (
            'pairs are kept in Parquet files, for which the library pyarrow is needed: pip install "provenance-tracer[scale]"'
        )
        raise MissingLibraryError(message) from error
