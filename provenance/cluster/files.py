"""Parquet files of a run on one machine: which are read, batch by batch, and a folder of new ones, all or nothing."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from glob import glob
from pathlib import Path
from typing import Any

from provenance.cluster.arrow import Batch, library
from provenance.cluster.rows import Kind, kind_of
from provenance.errors import OutputError, UsageError
from provenance.settings import Columns

BATCH = 4_096
"""Documents that are taken apart together: 13 MB of news."""
_ROWS = 65_536
"""Rows in a row group that is written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Parquet files with documents of one kind.

    Attributes:
        paths: the files, sorted.
        kind: what their rows hold.
        documents: how many they say there are.
        text_bytes: what the files say that the texts take when they are unpacked.

    """

    paths: tuple[Path, ...]
    kind: Kind
    documents: int
    text_bytes: int

    def batches(self) -> Iterator[Batch]:
        """All rows, in order; a few thousand are held at a time.

        Raises:
            UsageError: a file is damaged.

        """
        for path in self.paths:
            with _readable(path) as file:
                columns = list(self.kind.columns)
                yield from file.iter_batches(batch_size=BATCH, columns=columns, use_threads=False)


def source_of(where: str, columns: Columns) -> Source:
    """The documents in a file, in all Parquet files of a folder, or in all files that a pattern matches.

    Raises:
        UsageError: there are none, or they have no texts, no ids, or not all the same columns.

    """
    paths = _paths(where)
    kinds: list[Kind] = []
    documents = text_bytes = 0
    for path in paths:
        with _readable(path) as file:
            schema = file.schema_arrow
            kinds.append(kind_of(map(str, schema.names), map(str, schema.types), columns, str(path)))
            if kinds[-1] != kinds[0]:
                message = f"{path} has other columns than {paths[0]}; give files of one kind at a time"
                raise UsageError(message)
            documents += file.metadata.num_rows
            text_bytes += _text_bytes(file.metadata, kinds[0].columns[0])
    return Source(paths=paths, kind=kinds[0], documents=documents, text_bytes=text_bytes)


def _paths(where: str) -> tuple[Path, ...]:
    place = Path(where)
    found = [place] if place.is_file() else [Path(each) for each in glob(where)]  # noqa: PTH207 - a pattern, absolute or not
    if place.is_dir():
        found = list(place.glob("*.parquet"))
    files = sorted(each for each in found if each.is_file())
    if not files:
        message = f"there are no Parquet files at {where}; name a file, a folder with *.parquet files, or a pattern in quotes"
        raise UsageError(message)
    return tuple(files)


def _text_bytes(metadata: Any, column: str) -> int:  # noqa: ANN401 - a type of the library
    groups = (metadata.row_group(number) for number in range(metadata.num_row_groups))
    chunks = (group.column(number) for group in groups for number in range(group.num_columns))
    return sum(chunk.total_uncompressed_size for chunk in chunks if chunk.path_in_schema == column)


@contextmanager
def _readable(path: Path) -> Iterator[Any]:
    """A Parquet file, and what is wrong with it as an exception of this program."""
    arrow, parquet = library("pyarrow"), library("pyarrow.parquet")
    try:
        with parquet.ParquetFile(path, pre_buffer=False, buffer_size=1 << 20) as file:
            yield file
    except (arrow.ArrowException, OSError) as error:
        reason = str(error).partition("\n")[0].strip().rstrip(".")
        message = f"{path} is no Parquet file, or damaged ({reason}); fetch it again"
        raise UsageError(message) from error


class Target:
    """A new folder that is being written; nobody sees it until it is complete."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def write(self, name: str, batches: Iterable[Batch], schema: Any) -> int:  # noqa: ANN401 - a type of the library
        """Write ``name/part-0.parquet``, a row group for each batch or more; how many rows it has."""
        arrow, parquet = library("pyarrow"), library("pyarrow.parquet")
        place = self.folder / name
        place.mkdir()
        count = 0
        with parquet.ParquetWriter(place / "part-0.parquet", schema, compression="zstd", compression_level=1) as writer:
            for batch in batches:
                count += batch.num_rows
                writer.write_table(arrow.Table.from_batches([batch]).cast(schema), row_group_size=_ROWS)
        return count


@contextmanager
def new_folder(target: Path) -> Iterator[tuple[Target, Path]]:
    """A folder that appears whole or not at all, and one beside it for what nobody needs afterwards.

    Raises:
        OutputError: there is something at the target, it cannot be written, or the disk is full; nothing is left.

    """
    if target.exists() or target.is_symlink():
        message = f"there is something in {target} already; name a new folder, or remove it"
        raise OutputError(message)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=f".{target.name}-", dir=target.parent) as work:
            whole, working = Path(work) / "whole", Path(work) / "working"
            whole.mkdir()
            working.mkdir()
            yield Target(whole), working
            shutil.move(whole, target)
    except OSError as error:
        message = f"{target} could not be written ({error.strerror or error}); nothing was left behind"
        raise OutputError(message) from error
