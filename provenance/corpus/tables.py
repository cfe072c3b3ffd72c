"""Whether a file is a table of documents, and its rows: JSON Lines, CSV and Parquet told apart by content."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import BinaryIO

from provenance.corpus import parquet, warc
from provenance.corpus.columns import Chosen, choose, knower, top_level
from provenance.corpus.decode import decode_bytes, is_binary, wide_encoding
from provenance.corpus.delimited import Header, delimited_rows, header_of
from provenance.corpus.json_lines import Sample, json_rows, keys_of, sample_of
from provenance.corpus.json_list import list_rows, records_in
from provenance.corpus.lines import Layout, layout_of, lines_of
from provenance.corpus.loading import content_stream, peek
from provenance.corpus.names import without_compression
from provenance.corpus.ninjs import is_ninjs
from provenance.corpus.records import is_rest_post
from provenance.corpus.rows import Row
from provenance.corpus.wordpress import is_post
from provenance.model import Container
from provenance.settings import Columns, Limits

_HEAD = 1 << 20
"""Bytes looked at to tell a table; where the first line alone is longer, the whole of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table before its rows are read.

    ``words`` name its format; ``filled`` are the columns that hold something in the first records, ``texts`` those that can
    hold the text; ``records`` are those of a list that is held as a whole; ``has_posts`` says that records are WordPress posts,
    or news items (ninjs), whose columns are known.
    """

    container: Container
    words: str
    names: tuple[str, ...]
    filled: frozenset[str]
    texts: frozenset[str]
    has_posts: bool = False
    layout: Layout | None = None
    header: Header | None = None
    records: tuple[Mapping[str, object], ...] = ()

    def chosen(self, columns: Columns) -> Chosen:
        """The columns for each purpose."""
        return choose(columns, self.names, self.filled, self.texts)


def find_table(source: BinaryIO, shown: str, columns: Columns, limits: Limits) -> Table | None:
    """The table in an open file, ``None`` if it is none.

    Raises:
        ValueError: it is a table that cannot be opened; the message says why and what to do.

    """
    stream = content_stream(source, limits)
    head, is_whole = peek(stream, _HEAD)
    if head.startswith(parquet.MAGIC):
        return _parquet_table(source, stream)
    if head.lstrip().startswith(b"{") and b"\n" not in head and not is_whole:
        rest, is_whole = peek(stream, limits.file_bytes)
        head += rest
    if not head or head.startswith(warc.MARK) or (wide_encoding(head) is None and is_binary(head)):
        return None
    layout = layout_of(head)
    text = head[layout.mark :].decode(layout.encoding, errors="replace")
    if layout.end == "\r":
        text = text.replace("\r", "\n")
    sample = sample_of(text, limits.json_depth, is_whole=is_whole)
    table = _json_table(sample, layout, columns) if sample is not None else None
    if table is not None:
        return table
    if text.lstrip().startswith(("[", "{")):
        return _list_table(content_stream(source, limits), columns, limits)
    return _delimited_table(text, _suffix(shown), layout, columns, is_whole=is_whole)


def _suffix(shown: str) -> str:
    """The suffix of a file, without that of its compression, lower case."""
    return PurePosixPath(without_compression(shown.lower())).suffix


def _parquet_table(source: BinaryIO, stream: BinaryIO) -> Table:
    if stream is not source:
        message = "a compressed Parquet file, which cannot be read in pieces; decompress it"
        raise ValueError(message)
    names, texts = parquet.column_names(source)
    return Table(container=Container.PARQUET, words="Parquet", names=names, filled=frozenset(), texts=frozenset(texts))


def _json_table(sample: Sample, layout: Layout, columns: Columns) -> Table | None:
    """A table of several records; a single one is a table only if its text is found and it is no post."""
    texts = {name for record in sample.records for name, value in record.items() if _is_text(value)}
    table = Table(
        container=Container.JSONL,
        words="JSON Lines",
        names=sample.names,
        filled=keys_of(sample.records),
        texts=frozenset(texts),
        has_posts=any(is_rest_post(record) or is_ninjs(record) for record in sample.records),
        layout=layout,
    )
    if len(sample.records) > 1:
        return table
    is_readable = table.chosen(columns).text is not None and not is_post(dict(sample.records[0]))
    return table if is_readable else None


def _list_table(stream: BinaryIO, columns: Columns, limits: Limits) -> Table | None:
    """A table of the records in one JSON value, if a column for the text is found or named."""
    data, is_whole = peek(stream, limits.file_bytes)
    if not is_whole or not (b"{" in data and b":" in data):
        return None
    decoded = decode_bytes(data[layout_of(data).mark :]) if wide_encoding(data) is None else None
    text = decoded.text if decoded else data.decode(layout_of(data).encoding, errors="replace").removeprefix("\ufeff")
    records = records_in(text, limits.json_depth)
    if not records:
        return None
    table = Table(
        container=Container.JSON,
        words="a list in JSON",
        names=tuple(dict.fromkeys(name for record in records for name in record)),
        filled=keys_of(records),
        texts=frozenset(name for record in records for name, value in record.items() if _is_text(value)),
        layout=layout_of(data),
        records=records,
    )
    return table if table.chosen(columns).text is not None else None


def _is_text(value: object) -> bool:
    return isinstance(value, str) or (isinstance(value, list) and any(isinstance(part, str) for part in value))


def _delimited_table(text: str, suffix: str, layout: Layout, columns: Columns, *, is_whole: bool) -> Table | None:
    is_text, is_known = knower(columns, ("text",)), knower(columns, ("text", "title", "url", "date", "author", "publisher"))
    header = header_of(text, suffix, is_whole=is_whole, is_text=is_text, is_known=is_known)
    if header is None:
        return None
    filled = {name for row in header.sample for name, cell in zip(header.names, row, strict=False) if cell.strip()}
    return Table(
        container=Container.CSV,
        words=header.dialect.words,
        names=header.names,
        filled=frozenset(filled),
        texts=frozenset(header.names),
        layout=layout,
        header=header,
    )


def rows_of(source: BinaryIO, table: Table, chosen: Chosen, limits: Limits) -> Iterator[Row]:
    """The rows of a table in an open file, one by one.

    Raises:
        ValueError: the file breaks off, is damaged or too large; the rows before have been given.

    """
    if table.records:
        return list_rows(table.records, table.layout.encoding if table.layout else "utf-8")
    if table.layout is None:
        wanted = dict.fromkeys(top_level(name, table.names) for _, name in chosen.pairs())
        return parquet.parquet_rows(source, tuple(wanted), limits)
    lines = lines_of(content_stream(source, limits), table.layout, limits)
    if table.header is None:
        return json_rows(lines, limits.json_depth)
    return delimited_rows(lines, table.header, limits.file_bytes)
