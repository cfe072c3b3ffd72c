"""The files of a segment, by the library pyarrow, which this room imports here only, and only when it is needed.

Documents stand in Parquet, their ids and the postings in Arrow IPC files, uncompressed: these are mapped into memory, so that a
search reads the pages it touches and nothing else.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from types import ModuleType
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from provenance.errors import MissingLibraryError, UsageError
from provenance.matching import Hashes

Numbers = NDArray[np.uint32]
"""Numbers of documents in an archive."""
T = TypeVar("T")

GROUP_ROWS = 64
"""Documents in a row group of the Parquet file, the smallest part that can be read: 64 articles take a millisecond, and the
groups of 100,000 articles are listed in 4 MB."""
_TEXTS = ("id", "path", "sha256", "format", "title", "publisher", "host", "published_earliest", "published_latest", "language")
"""Columns of documents that hold short strings."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Postings:
    """Which documents of a segment hold which shingle: (n,) hashes, ascending, and (n,) numbers, ascending for equal hashes."""

    shingles: Hashes
    documents: Numbers


def need_library() -> None:
    """Make sure that the library is there.

    Raises:
        MissingLibraryError: it is not; the message names the pip command.

    """
    _library("pyarrow")


def documents_file(first: int, columns: Mapping[str, Sequence[object]]) -> bytes:
    """A Parquet file of documents with consecutive numbers from ``first`` on.

    Args:
        first: number of the first one.
        columns: strings for each of ``_TEXTS`` (``None`` where a document does not say) and ``text``, bytes for ``record``.
    """
    arrow = _library("pyarrow")
    count = len(columns["id"])
    arrays = {
        "number": arrow.array(np.arange(first, first + count, dtype=np.uint32)),
        **{name: arrow.array(columns[name], arrow.string()) for name in _TEXTS},
        "text": arrow.array(columns["text"], arrow.large_string()),
        "record": arrow.array(columns["record"], arrow.large_binary()),
    }
    return _parquet_file(arrow.table(arrays))


def joined_documents(paths: Sequence[Path]) -> bytes:
    """One Parquet file of documents in place of several, in their order.

    Raises:
        UsageError: a file is missing or damaged.

    """
    arrow, parquet = _library("pyarrow"), _library("pyarrow.parquet")

    def read(path: Path) -> Any:  # noqa: ANN401 - the library is not always there
        with parquet.ParquetFile(path, page_checksum_verification=True) as file:
            return file.read(use_threads=False)

    return _parquet_file(arrow.concat_tables([_guarded(path, partial(read, path)) for path in paths]))


def _parquet_file(table: Any) -> bytes:  # noqa: ANN401 - the library is not always there
    arrow, parquet = _library("pyarrow"), _library("pyarrow.parquet")
    sink = arrow.BufferOutputStream()
    parquet.write_table(
        table, sink, row_group_size=GROUP_ROWS, compression="zstd", use_dictionary=False, write_page_checksum=True
    )
    return bytes(sink.getvalue())


def ids_file(ids: Sequence[str], sha256: Sequence[str], content: Sequence[str]) -> bytes:
    """An Arrow file of what tells whether a document is there already, in the order of the documents; digests as hex digits."""
    arrow = _library("pyarrow")
    digests = {"sha256": sha256, "content": content}
    return _ipc_file(
        {
            "id": arrow.array(ids, arrow.large_string()),
            **{name: arrow.array([bytes.fromhex(each) for each in hexes]) for name, hexes in digests.items()},
        }
    )


def joined_ids(paths: Sequence[Path]) -> bytes:
    """One Arrow file of ids in place of several, in their order.

    Raises:
        UsageError: a file is missing or damaged.

    """
    arrow = _library("pyarrow")
    table = arrow.Table.from_batches([_guarded(path, partial(_mapped, path)) for path in paths])
    return _ipc_file({name: table.column(name).combine_chunks() for name in table.column_names})


def postings_file(postings: Postings) -> bytes:
    """An Arrow file of postings."""
    arrow = _library("pyarrow")
    return _ipc_file({"shingle": arrow.array(postings.shingles), "document": arrow.array(postings.documents)})


def _ipc_file(columns: Mapping[str, object]) -> bytes:
    arrow, ipc = _library("pyarrow"), _library("pyarrow.ipc")
    (batch,) = arrow.table(dict(columns)).combine_chunks().to_batches() or [arrow.record_batch(dict(columns))]
    sink = arrow.BufferOutputStream()
    with ipc.new_file(sink, batch.schema) as writer:
        writer.write_batch(batch)
    return bytes(sink.getvalue())


def open_postings(path: Path) -> Postings:
    """The postings in a file, mapped into memory.

    Raises:
        UsageError: the file is missing or damaged.

    """
    batch = _guarded(path, lambda: _mapped(path))
    return _guarded(
        path,
        lambda: Postings(
            shingles=batch.column("shingle").to_numpy(zero_copy_only=True),
            documents=batch.column("document").to_numpy(zero_copy_only=True),
        ),
    )


@dataclass(frozen=True, slots=True, eq=False)
class Ids:
    """The ids of a segment's documents, mapped into memory."""

    _batch: Any

    def __len__(self) -> int:
        return int(self._batch.num_rows)

    def at(self, rows: Sequence[int]) -> list[str]:
        """The ids in some rows."""
        arrow = _library("pyarrow")
        return [str(each) for each in self._batch.column("id").take(arrow.array(rows, arrow.int64())).to_pylist()]

    def row_of(self, name: str) -> int | None:
        """The row of an id; ``None`` if it is not there."""
        arrow, compute = _library("pyarrow"), _library("pyarrow.compute")
        row = int(compute.index(self._batch.column("id"), arrow.scalar(name, arrow.large_string())).as_py())
        return None if row < 0 else row

    def content(self, row: int) -> str:
        """SHA-256 (hex) of the content of a document."""
        return bytes(self._batch.column("content")[row].as_py()).hex()

    def ids(self) -> list[str]:
        """All ids, in order."""
        return [str(each) for each in self._batch.column("id").to_pylist()]

    def digests(self) -> list[tuple[bytes, bytes]]:
        """Of every document the SHA-256 of its file and of its content, in order."""
        columns = (self._batch.column(name).to_pylist() for name in ("sha256", "content"))
        return list(zip(*columns, strict=True))


def open_ids(path: Path) -> Ids:
    """The ids in a file, mapped into memory.

    Raises:
        UsageError: the file is missing or damaged.

    """
    return _guarded(path, lambda: Ids(_mapped(path)))


def _mapped(path: Path) -> Any:  # noqa: ANN401 - the library is not always there
    """The one record batch of an Arrow file; wrong places of strings, which the library would follow anywhere, are an error."""
    arrow, ipc = _library("pyarrow"), _library("pyarrow.ipc")
    reader = ipc.open_file(arrow.memory_map(str(path)))
    if reader.num_record_batches != 1:
        message = "it has not one record batch"
        raise ValueError(message)
    batch = reader.get_batch(0)
    batch.validate(full=True)
    return batch


@dataclass(frozen=True, slots=True, eq=False)
class Documents:
    """The documents of a segment, mapped into memory: there for whoever has opened them, though the file be removed."""

    path: Path
    _mapped: Any

    def rows(self, rows: Sequence[int], columns: Sequence[str]) -> list[dict[str, object]]:
        """Some rows, in the order given; only the row groups they stand in are read.

        Raises:
            UsageError: the file is damaged.

        """
        return _guarded(self.path, lambda: _rows(self._mapped, rows, columns))


def open_documents(path: Path) -> Documents:
    """The documents in a file.

    Raises:
        UsageError: the file is missing.

    """
    arrow = _library("pyarrow")
    return _guarded(path, lambda: Documents(path, arrow.memory_map(str(path))))


def _rows(source: Any, rows: Sequence[int], columns: Sequence[str]) -> list[dict[str, object]]:  # noqa: ANN401 - as above
    parquet = _library("pyarrow.parquet")
    groups = sorted({row // GROUP_ROWS for row in rows})
    source.seek(0)
    file = parquet.ParquetFile(source, page_checksum_verification=True)
    table = file.read_row_groups(groups, columns=list(columns), use_threads=False)
    place = {group: at * GROUP_ROWS for at, group in enumerate(groups)}
    taken = table.take([place[row // GROUP_ROWS] + row % GROUP_ROWS for row in rows])
    return [dict(row) for row in taken.to_pylist()]


def count_documents(path: Path) -> int:
    """How many rows a file of documents says that it has.

    Raises:
        UsageError: the file is missing or damaged.

    """
    parquet = _library("pyarrow.parquet")
    return _guarded(path, lambda: int(parquet.read_metadata(path).num_rows))


def _guarded(path: Path, read: Callable[[], T]) -> T:
    """What ``read`` gives; a fault of the file becomes a message that says what to do."""
    arrow = _library("pyarrow")
    try:
        return read()
    except (arrow.ArrowException, OSError, ValueError, LookupError) as error:
        reason = str(error).partition("\n")[0].strip().rstrip(".") or type(error).__name__
        raise damaged(path, reason) from error


def damaged(path: Path, reason: str) -> UsageError:
    """That a file of an archive is missing or damaged, and what to do."""
    return UsageError(f"{path} is missing or damaged ({reason}); “provenance archive check {path.parent}” says what else is")


def _library(name: str) -> ModuleType:
    try:
        return importlib.import_module(name)
    except ImportError as error:
        needed = 'pip install "provenance-tracer[scale]"'
        message = f"an archive is kept in Parquet and Arrow files, for which a library is needed: {needed}"
        raise MissingLibraryError(message) from error
