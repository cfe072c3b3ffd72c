"""Parquet files, by the library pyarrow, which is imported here only, and only when such a file is met."""

from __future__ import annotations

import importlib
from collections.abc import Iterator, Sequence
from types import ModuleType
from typing import Any, BinaryIO

from provenance.corpus.inflate import expansion_message
from provenance.corpus.rows import Row
from provenance.settings import Limits

MAGIC = b"PAR1"
"""First and last four bytes of a file (Apache Parquet format, "File Format")."""
_BUFFER = 1 << 20
"""Bytes of a column read at once."""
_BATCH = 256
"""Most records taken from the library at once."""
_BATCH_BYTES = 256_000_000
"""Most bytes that a batch can become if each value in it is as long as its whole column chunk: the file may store a value once
that occurs in every record. Small batches cost little: 40 millionths of a second a record with 8, 33 with 256."""


def column_names(stream: BinaryIO) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Names of all columns, and of those that can hold text, in the order of the file.

    Raises:
        ValueError: it cannot be read; the message says why and what to do.

    """
    schema = _opened(stream).schema_arrow
    names = tuple(str(name) for name in schema.names)
    return names, tuple(name for name, kind in zip(names, schema.types, strict=True) if _holds_text(kind))


def parquet_rows(stream: BinaryIO, columns: Sequence[str], limits: Limits) -> Iterator[Row]:
    """The records in order, with the wanted columns; few are held at a time.

    Raises:
        ValueError: the file is damaged, or a row group expands beyond the limits; the records before have been given.

    """
    arrow = _library("pyarrow")
    file = _opened(stream)
    number = total = 0
    try:
        for group in range(file.num_row_groups):
            chunks = _chunks(file.metadata.row_group(group), columns)
            total += sum(chunk.total_uncompressed_size for chunk in chunks)
            _check_size(chunks, total, limits)
            rows = batch_size(max((chunk.total_uncompressed_size for chunk in chunks), default=0))
            for batch in file.iter_batches(batch_size=rows, row_groups=[group], columns=list(columns), use_threads=False):
                named = {name: _readable(batch.column(name), arrow) for name in columns}
                for place in range(batch.num_rows):
                    number += 1
                    yield _row(number, {name: _value(column[place]) for name, column in named.items()}, limits.file_bytes)
    except (arrow.ArrowException, OSError) as error:
        message = f"the Parquet file is damaged ({_first_line(error)}); fetch it again"
        raise ValueError(message) from error


def _library(name: str) -> ModuleType:
    try:
        return importlib.import_module(name)
    except ImportError as error:
        message = (
            'a Parquet file, for which a library is needed: pip install "provenance-tracer[scale]", '
            "or save it as JSON Lines or CSV"
        )
        raise ValueError(message) from error


def _opened(stream: BinaryIO) -> Any:  # noqa: ANN401 - the library is not always there
    parquet, arrow = _library("pyarrow.parquet"), _library("pyarrow")
    stream.seek(0)
    try:
        return parquet.ParquetFile(stream, pre_buffer=False, buffer_size=_BUFFER)
    except (arrow.ArrowException, OSError) as error:
        message = f"it begins like a Parquet file, but is damaged or cut off ({_first_line(error)}); fetch it again"
        raise ValueError(message) from error


def _first_line(error: Exception) -> str:
    return str(error).partition("\n")[0].strip().rstrip(".")


def _holds_text(kind: Any) -> bool:  # noqa: ANN401 - a type of the library
    """Whether values of this type can be a text: strings, bytes, or lists of them (paragraphs)."""
    name = str(kind)
    return "string" in name or "binary" in name


def _chunks(group: Any, columns: Sequence[str]) -> tuple[Any, ...]:  # noqa: ANN401 - a row group of the library
    """What the file says of the wanted columns in one row group."""
    chunks = (group.column(index) for index in range(group.num_columns))
    return tuple(
        chunk for chunk in chunks if chunk.path_in_schema in columns or chunk.path_in_schema.partition(".")[0] in columns
    )


def batch_size(chunk_bytes: int) -> int:
    """How many records are taken at once, the largest column chunk having so many bytes.

    Examples:
        >>> batch_size(100_000), batch_size(64_000_000), batch_size(10**12)
        (256, 4, 1)

    """
    return max(1, min(_BATCH, _BATCH_BYTES // max(1, chunk_bytes)))


def _check_size(chunks: Sequence[Any], total: int, limits: Limits) -> None:
    """Refuse a row group that expands too far, or with which the file is too large."""
    packed = sum(chunk.total_compressed_size for chunk in chunks)
    size = sum(chunk.total_uncompressed_size for chunk in chunks)
    if size > limits.expansion_bytes and size > limits.expansion_ratio * max(1, packed):
        raise ValueError(expansion_message(limits))
    if total > limits.table_bytes:
        message = f"it is larger than {limits.table_bytes:,} bytes, the limit; split it, or raise limits.table_bytes"
        raise ValueError(message)


def _row(number: int, values: dict[str, object], most: int) -> Row:
    longest = max((len(value) for value in values.values() if isinstance(value, (str, bytes))), default=0)
    fault = f"it is longer than {most:,} characters, the limit; raise limits.file_bytes to read it" if longest > most else ""
    return Row(number=number, place=f"record {number}", encoding="utf-8", values={} if fault else values, fault=fault)


def _readable(column: Any, arrow: ModuleType) -> Any:  # noqa: ANN401 - an array of the library
    """The column, moments as strings: of nanoseconds the library makes no Python values."""
    if arrow.types.is_timestamp(column.type):
        zone = "UTC" if column.type.tz else None
        return column.cast(arrow.timestamp("us", zone), safe=False).cast(arrow.string())
    return column.cast(arrow.string()) if arrow.types.is_date(column.type) else column


def _value(scalar: Any) -> object:  # noqa: ANN401 - a value of the library
    try:
        value: object = scalar.as_py()
    except UnicodeDecodeError:
        held = getattr(scalar, "value", scalar)
        return bytes(held.as_buffer())
    return value
