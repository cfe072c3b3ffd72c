"""Records of a table to raw documents: what of a record goes where, what it is called, and what is wrong with it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from provenance.corpus.columns import Chosen, value_at
from provenance.corpus.decode import decode_bytes
from provenance.corpus.ninjs import is_ninjs, ninjs_document
from provenance.corpus.rows import Row
from provenance.corpus.sniff import Shape, sniff
from provenance.corpus.walk import printable
from provenance.corpus.wordpress import is_post, unreadable_reasons
from provenance.model import Container, Format, Problem, RawDocument, RecordFields
from provenance.text.clean import clean_text

_FORMATS = {Shape.HTML: Format.HTML, Shape.XML: Format.HTML, Shape.MARKDOWN: Format.MARKDOWN}
"""How a record's text is read by its shape; everything else is plain text."""
_PARAGRAPHS_APART = "\n\n"
_NAMES_APART = "; "
_NAME_KEYS = ("name", "title", "rendered", "id")
"""Where an object in place of a name keeps it."""
_ID_CHARS = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class TableFile:
    """One table: where it is, what its documents are called, and which columns were chosen."""

    shown: str
    sha256: str
    base: str
    container: Container
    chosen: Chosen


class RecordIds:
    """Ids of the records of one file: each its own, also where the file has one twice."""

    def __init__(self, base: str) -> None:
        self._base = base
        self._seen: set[str] = set()

    def of(self, number: int, own: str) -> tuple[str, bool]:
        """Id of a record by the id it has, by its number if that is empty; and whether the file had that id before."""
        name = own or str(number)
        is_double = name in self._seen
        while name in self._seen:
            name = f"{name}~{number}"
        self._seen.add(name)
        return f"{self._base}#{name}", is_double


def read_record(row: Row, table: TableFile, ids: RecordIds) -> Iterator[RawDocument | Problem]:
    """The document in a record, and everything worth telling of it; only that, if it cannot be read."""
    for note in row.notices:
        yield _problem(table, row, "notice", note)
    if row.fault:
        yield _problem(table, row, "skipped", row.fault)
        return
    for note in row.losses:
        yield _problem(table, row, "degraded", note)
    if is_rest_post(row.values):
        yield from _post(row, table, ids)
        return
    if is_ninjs(row.values):
        yield from _news_item(row, table, ids)
        return
    try:
        text, replaced = clean_text(_text(value_at(row.values, table.chosen.text)))
    except TypeError as error:
        yield _problem(table, row, "skipped", f"“{table.chosen.text}” holds {error} and no text; name another column")
        return
    if not text.strip():
        yield _problem(table, row, "skipped", f"there is no text in “{table.chosen.text}”")
        return
    if replaced:
        yield _problem(table, row, "degraded", f"{replaced:,} control characters in its text were replaced")
    shape = sniff(text, ".html" if "html" in (table.chosen.text or "").casefold() else "")
    raw = RawDocument(
        id="",
        path=table.shown,
        sha256=table.sha256,
        format=_FORMATS.get(shape, Format.PLAIN_TEXT),
        encoding=row.encoding,
        content=text,
        record=_fields(row, table),
    )
    yield from _named(raw, row, table, ids)


def is_rest_post(values: Mapping[str, object]) -> bool:
    """Whether a record is a post as a WordPress site answers (``wp/v2``), which has its own reader."""
    return isinstance(values.get("content"), dict) and is_post(dict(values))


def _post(row: Row, table: TableFile, ids: RecordIds) -> Iterator[RawDocument | Problem]:
    reasons = list(unreadable_reasons(dict(row.values)))
    yield from (_problem(table, row, "skipped", reason) for reason in reasons)
    if not reasons:
        raw = RawDocument(
            id="",
            path=table.shown,
            sha256=table.sha256,
            format=Format.WORDPRESS_REST_JSON,
            encoding=row.encoding,
            content=json.dumps(row.values, ensure_ascii=False),
        )
        yield from _named(raw, row, table, ids)


def _news_item(row: Row, table: TableFile, ids: RecordIds) -> Iterator[RawDocument | Problem]:
    content, record = ninjs_document(row.values, row.place)
    if not content:
        yield _problem(table, row, "skipped", "an item without text; fetch it with its body")
        return
    raw = RawDocument(
        id="", path=table.shown, sha256=table.sha256, format=Format.HTML, encoding=row.encoding, content=content, record=record
    )
    yield from _named(raw, row, table, ids)


def _named(raw: RawDocument, row: Row, table: TableFile, ids: RecordIds) -> Iterator[RawDocument | Problem]:
    own = printable(_short(value_at(row.values, table.chosen.id)))[:_ID_CHARS]
    name, is_double = ids.of(row.number, own)
    if is_double:
        yield _problem(table, row, "notice", f"another record is called “{own}” too; this one is called {name}")
    yield replace(raw, id=name)


def _fields(row: Row, table: TableFile) -> RecordFields:
    chosen = table.chosen
    return RecordFields(
        container=table.container,
        place=row.place,
        title=_short(value_at(row.values, chosen.title)),
        url=_short(value_at(row.values, chosen.url)),
        published=_short(value_at(row.values, chosen.date)),
        author=_short(value_at(row.values, chosen.author)),
        publisher=_short(value_at(row.values, chosen.publisher)),
        language=_short(value_at(row.values, chosen.language)),
    )


def _text(value: object) -> str:
    """A value as a text; a list of strings is one of paragraphs.

    Raises:
        TypeError: it is none; the message says what it is.

    """
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, bytes):
        return decode_bytes(value).text
    if isinstance(value, list) and all(isinstance(part, str) for part in value):
        return _PARAGRAPHS_APART.join(value)
    raise TypeError("a list" if isinstance(value, list) else "an object" if isinstance(value, Mapping) else "a number")


def _short(value: object) -> str:
    """A value as one line: names in a list apart, the name of an object; empty if it has none."""
    if isinstance(value, Mapping):
        return next((found for key in _NAME_KEYS if (found := _short(value.get(key)))), "")
    if isinstance(value, list):
        return _NAMES_APART.join(filter(None, map(_short, value)))
    if isinstance(value, bytes):
        value = decode_bytes(value).text
    if value is None or isinstance(value, bool):
        return ""
    return " ".join(clean_text(str(value))[0].split())


def _problem(table: TableFile, row: Row, severity: str, message: str) -> Problem:
    return Problem(path=table.shown, stage="corpus", severity=severity, message=f"{row.place}: {message}")
