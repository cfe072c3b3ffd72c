"""Rows of Parquet files to texts that can be compared: of an archive, or of any table with texts and ids."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from provenance.archive.record import from_record
from provenance.cluster.arrow import Batch, library, utf8_of, values_of
from provenance.corpus import columns as naming
from provenance.errors import UsageError
from provenance.matching.ragged import Ragged
from provenance.matching.texts import Texts
from provenance.model import DateRange
from provenance.reading.head import date_of_field
from provenance.settings import Columns

ARCHIVED = ("text", "record")
"""Columns of an archive's documents."""
UNDATED = "~"
"""What documents without a date are ordered by: it comes after every date."""
_ISO_SECONDS = r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$"
"""The commonest way to write a time, which needs no parsing."""
_BASIS = "table"
_STRINGS = ("string", "large_string", "string_view")
_NUMBERS = ("int64", "int32", "int16", "uint64", "uint32", "uint16", "bigint", "int")
"""Types of columns that hold texts and ids, as Arrow and Spark call them."""
_LINE_END = 10
_CONTINUES, _TOP_BITS = 2, 6
"""The highest two bits of a UTF-8 byte that goes on with a character (RFC 3629)."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Rows:
    """Some documents, a row each.

    ``ids``, ``published`` (ISO 8601 in UTC, the earliest instant it can mean; ``UNDATED``) and ``content`` are Arrow arrays;
    documents are ordered by ``published``, then ``content``.
    """

    ids: Any
    published: Any
    content: Any
    texts: Texts

    def __len__(self) -> int:
        """Number of documents."""
        return len(self.texts)


class Kind(Protocol):
    """What rows of a table hold."""

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns that are read."""
        ...

    def rows(self, batch: Batch) -> Rows:
        """The documents of a record batch that has these columns."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Archived:
    """Documents as an archive keeps them: their compared blocks are compared."""

    @property
    def columns(self) -> tuple[str, ...]:
        """See ``Kind.columns``."""
        return ARCHIVED

    def rows(self, batch: Batch) -> Rows:
        """See ``Kind.rows``."""
        arrow = library("pyarrow")
        pairs = zip(values_of(batch, "record"), values_of(batch, "text"), strict=True)
        documents = [from_record(record, text).document for record, text in pairs]
        dates = [document.metadata.published for document in documents]
        content = [(document.sha256 + document.id).encode("utf-8", "surrogatepass") for document in documents]
        return Rows(
            ids=arrow.array([document.id for document in documents], arrow.string()),
            published=arrow.array([date.bounds()[0].isoformat() if date else UNDATED for date in dates], arrow.string()),
            content=arrow.array(content, arrow.binary()),
            texts=Texts.of(documents),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Plain:
    """Texts with ids, and perhaps dates: the whole text is compared, a line is a block. Documents of one date go by their ids."""

    text: str
    id: str
    date: str | None

    @property
    def columns(self) -> tuple[str, ...]:
        """See ``Kind.columns``."""
        return (self.text, self.id) if self.date is None else (self.text, self.id, self.date)

    def rows(self, batch: Batch) -> Rows:
        """See ``Kind.rows``.

        Raises:
            UsageError: a document has no id.

        """
        arrow = library("pyarrow")
        ids = batch.column(self.id).cast(arrow.string())
        if ids.null_count:
            message = f"{ids.null_count:,} rows have no {self.id}; give every document an id, or name another: --id-column"
            raise UsageError(message)
        published = arrow.array([UNDATED], arrow.string()).take(arrow.array(np.zeros(len(ids), np.int64)))
        if self.date is not None:
            published = _instants(batch.column(self.date))
        content, offsets = utf8_of(batch.column(self.text))
        return Rows(
            ids=ids,
            published=published,
            content=ids.cast(arrow.binary()),
            texts=Texts(
                content=content,
                offsets=offsets,
                spans=lines_of(content, offsets),
                asides=Ragged(np.empty(0, np.int32), np.zeros(len(offsets), np.int64)),
            ),
        )


def kind_of(names: Iterable[str], types: Iterable[str], columns: Columns, where: str) -> Kind:
    """What a table with columns of these names and types holds; ``columns`` are those that the user named.

    Raises:
        UsageError: no texts, or no ids.

    """
    every = dict(zip(names, types, strict=True))
    if set(ARCHIVED) <= set(every) and not columns.text:
        return Archived()
    absent = [name for _, name in naming.missing(columns, every)]
    texts = [name for name, kind in every.items() if kind in _STRINGS]
    chosen = naming.choose(columns, list(every), list(every), texts)
    ids = [name for name, kind in every.items() if kind in (*_STRINGS, *_NUMBERS)]
    if absent or chosen.text is None or chosen.text not in texts or chosen.id is None or chosen.id not in ids:
        lacking = f"no column {' and '.join(absent)}" if absent else "no column that is known to hold texts, or none with ids"
        message = (
            f"{where} has {lacking}; give the documents of an archive (my-archive/documents-*.parquet), or name columns with "
            f"--text-column and --id-column; it has {naming.listed(list(every))}"
        )
        raise UsageError(message)
    return Plain(text=chosen.text, id=chosen.id, date=chosen.date)


def lines_of(content: NDArray[np.uint8], offsets: NDArray[np.int64]) -> Ragged[np.int32]:
    r"""The lines of some texts, given as their UTF-8 bytes and where each begins: start and end in code points, no empty ones.

    Examples:
        >>> data = "é b\n\nc".encode()
        >>> lines_of(np.frombuffer(data, np.uint8), np.array([0, len(data)])).values.tolist()
        [0, 3, 5, 6]

    """
    breaks = np.flatnonzero(content == _LINE_END)
    owners = np.searchsorted(offsets, breaks, side="right") - 1
    count = len(offsets) - 1
    starts = np.concatenate([offsets[:-1], breaks + 1])
    ends = np.concatenate([breaks, offsets[1:]])
    order = np.argsort(np.concatenate([np.arange(count), owners]), kind="stable")
    starts, owners = np.sort(starts, kind="stable"), np.concatenate([np.arange(count), owners])[order]
    ends = np.sort(ends, kind="stable")
    kept = ends > starts
    starts, ends, owners = starts[kept], ends[kept], owners[kept]
    continuing = np.flatnonzero(content >> _TOP_BITS == _CONTINUES)
    before = np.searchsorted(continuing, np.stack([offsets[:-1][owners], starts, ends]))
    places = np.stack([starts - before[1], ends - before[2]]) - (offsets[:-1][owners] - before[0])
    bounds = np.concatenate([np.zeros(1, np.int64), np.cumsum(np.bincount(owners, minlength=count))])
    return Ragged(places.T.ravel().astype(np.int32), 2 * bounds)


def _instants(column: Any) -> Any:  # noqa: ANN401 - an array of the library
    """Dates as Arrow strings that sort by time: the earliest instant that each can mean, or ``UNDATED``."""
    arrow, compute = library("pyarrow"), library("pyarrow.compute")
    if arrow.types.is_timestamp(column.type):
        column = column.cast(arrow.timestamp("us", column.type.tz), safe=False)
        column = column.cast(arrow.timestamp("us", "UTC" if column.type.tz else None))
    written = column.cast(arrow.string()).fill_null("")
    is_plain = compute.match_substring_regex(written, _ISO_SECONDS)
    known = compute.replace_substring(written, "Z", "+00:00")
    if not compute.all(is_plain).as_py() and len(written):
        others = written.filter(compute.invert(is_plain)).to_pylist()
        parsed = arrow.array([_instant(each) for each in others], arrow.string())
        known = compute.replace_with_mask(known, compute.invert(is_plain), parsed)
    return known


def _instant(written: str) -> str:
    try:
        return DateRange(earliest=written, latest=written, timezone=None, basis=_BASIS).bounds()[0].isoformat()
    except ValueError:
        date = date_of_field(written, _BASIS)
        return date.bounds()[0].isoformat() if date else UNDATED
    except OverflowError:  # the first or last day that a date can be
        return UNDATED
