"""What a record of a table says beside its text, joined to what its text says: title, address, date, author."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import replace
from datetime import UTC, date, datetime

from provenance.model import Container, DateRange, Metadata, Publisher, RecordFields, Role, Span
from provenance.reading.blocks import SEPARATOR, Parsed, Piece
from provenance.reading.head import date_of_field
from provenance.reading.html import html_to_text
from provenance.reading.saved import original_address
from provenance.text.hosts import host_of
from provenance.text.words import fold_space

_BASIS = "column"
_FEED_BASIS = "feed"
_FEEDS = frozenset(
    {
        Container.RSS,
        Container.ATOM,
        Container.JSON_FEED,
        Container.WXR,
        Container.NEWSML_G2,
        Container.NITF,
        Container.NINJS,
    }
)
_NAME = re.compile(r"[a-z][a-z0-9+.-]{1,30}:\S{4,2000}", re.IGNORECASE)
"""An id that means one thing everywhere, as ``tag:bay.example,2025:7``, ``urn:uuid:…`` and addresses do (RFC 3986); bare numbers
are counted anew by every feed."""
_CAPTURED = "kept:on"
"""Name of the fact when a crawler fetched a page, or a browser saved it."""
_TITLE_PIECES = 6
"""Pieces at the top of a text among which its title is sought before it is put there."""
_ISO_PREFIX = re.compile(r"([12]\d{3})(?:-(\d\d)(?:-(\d\d))?)?")
_COMPACT = re.compile(r"([12]\d{3})(\d\d)(\d\d)")
_UNIX = re.compile(r"(-?\d{9,10})(?:\.\d+)?|(-?\d{12,13})(?:\.0*)?")
"""Seconds, or milliseconds, since 1970: from 1973 to 2286."""
_NAMES_APART = re.compile(r"(?<!\s)(?:\s*+[;|&]|\s++and(?=\s))\s*+")
_LIST_MARKS = "[]'\" "
"""What is left around names by programs that write a list as text."""
_LANGUAGE = re.compile(r"[a-zA-Z]{2,3}(?![a-zA-Z])")


def with_record(parsed: Parsed, record: RecordFields) -> Parsed:
    """A parsed text with the record's fields, which go before what the text itself declares.

    The title becomes the first piece unless the text begins with it. A date that is none, or leaves open which number is the
    month, is told and left out.
    """
    declared, notes = parsed.declared, parsed.notes
    published = _date(record.published)
    if record.published and published is None:
        notes = (*notes, f"“{record.published}” is no date, or leaves day and month open; write it as 2025-07-03")
    address, kept = original_address(record.url)
    url = address if host_of(address) else None
    published, doubts = before_capture(published or declared.published, kept or record.captured)
    metadata = replace(
        declared,
        title=html_to_text(record.title) or declared.title,
        publisher=_publisher(record, url) or declared.publisher,
        authors=_authors(record.author) or declared.authors,
        language=_language(record.language) or declared.language,
        url=url or declared.url,
        site_ids=(*declared.site_ids, *([record.guid] if _NAME.fullmatch(record.guid) or host_of(record.guid) else ())),
        published=published,
        not_after=capture_date(kept or record.captured),
        updated=(_date(record.updated) if record.updated else None) or declared.updated,
    )
    head = (*parsed.head, *([(_CAPTURED, kept or record.captured)] if kept or record.captured else ()), *record.facts)
    return _titled(replace(parsed, declared=metadata, notes=(*notes, *doubts), head=head), metadata)


def capture_date(captured: str) -> DateRange | None:
    """When a page was fetched: its text was there by then."""
    return date_of_field(captured, _CAPTURED) if captured else None


def before_capture(published: DateRange | None, captured: str) -> tuple[DateRange | None, tuple[str, ...]]:
    """A date that ends no later than a crawler fetched the page; one that begins after that is told and left out."""
    fetched = capture_date(captured)
    if published is None or fetched is None:
        return published, ()
    first, last = published.bounds()
    latest = fetched.bounds()[1]
    if latest < first:
        note = f"it is dated {published.written or published.earliest}, after it was fetched ({captured}); the date was left out"
        return None, (note,)
    return (replace(published, latest=fetched.latest) if first <= latest < last else published), ()


def _titled(parsed: Parsed, metadata: Metadata) -> Parsed:
    title = metadata.title
    if not title or not parsed.pieces:
        return parsed
    wanted = fold_space(title).casefold()
    if any(_is(piece, parsed.text, wanted) for piece in parsed.pieces[:_TITLE_PIECES]):
        return parsed
    shift = len(title) + len(SEPARATOR)
    first, *rest = parsed.pieces
    below = (_moved(first, shift, max(first.gap, 1)), *(_moved(piece, shift, piece.gap) for piece in rest))
    top = Piece(span=Span(0, len(title)), tag="title", hint=Role.TITLE)
    return replace(parsed, text=f"{title}{SEPARATOR}{parsed.text}", pieces=(top, *below))


def _is(piece: Piece, text: str, wanted: str) -> bool:
    """Whether a piece's text is ``wanted``, which is folded; case folding makes no text shorter."""
    folded = fold_space(piece.span.of(text))
    return len(folded) <= len(wanted) and folded.casefold() == wanted


def _moved(piece: Piece, shift: int, gap: int) -> Piece:
    place = Span(piece.span.start + shift, piece.span.end + shift)
    return Piece(place, piece.tag, piece.attributes, piece.links, piece.hint, gap)


def _publisher(record: RecordFields, url: str | None) -> Publisher | None:
    """Host and name: the host of the address goes before that of the publisher's column, which may hold either."""
    named = record.publisher
    named_host = host_of(named) if named and " " not in named else None
    host = (host_of(url) if url else None) or named_host
    name = named if named and named_host is None else None
    basis = _FEED_BASIS if record.container in _FEEDS else _BASIS
    return Publisher(name=name, host=host, basis=basis) if host or name else None


def _authors(value: str) -> tuple[str, ...]:
    names = (name.strip(_LIST_MARKS) for name in _NAMES_APART.split(value.removeprefix("By ").removeprefix("by ")))
    return tuple(dict.fromkeys(name for name in names if name))


def _language(value: str) -> str | None:
    match = _LANGUAGE.match(value)
    return match[0].lower() if match else None


def _date(value: str) -> DateRange | None:
    """A date of any century: ISO 8601 in full or in part, digits only, seconds or milliseconds since 1970, or as in a text."""
    iso = _ISO_PREFIX.fullmatch(value) or _COMPACT.fullmatch(value)
    if iso is not None:
        year, month, day = (int(part) if part else None for part in iso.groups())
        return _civil(value, year or 1, month, day)
    unix = _UNIX.fullmatch(value)
    if unix is not None:
        seconds = int(unix[1]) if unix[1] else int(unix[2]) // 1000
        moment = datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        return DateRange(earliest=moment, latest=moment, timezone="UTC", basis=_BASIS, written=value)
    found = date_of_field(value, _BASIS) if value else None
    if found is None and (prefix := _ISO_PREFIX.match(value)) and prefix[3] and value[prefix.end() : prefix.end() + 1] in "T ":
        return _civil(value, int(prefix[1]), int(prefix[2]), int(prefix[3]))
    return found


def _civil(written: str, year: int, month: int | None, day: int | None) -> DateRange | None:
    """The days that a year, month or day stands for; ``None`` if there is none of that number."""
    try:
        first = date(year, 1 if month is None else month, 1 if day is None else day)
    except ValueError:
        return None
    last = first if day else date(year, month or 12, monthrange(year, month or 12)[1])
    return DateRange(earliest=first.isoformat(), latest=last.isoformat(), timezone=None, basis=_BASIS, written=written)
