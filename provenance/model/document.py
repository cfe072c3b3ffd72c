"""A document and everything that was read of it.

All places are half-open code-point spans into ``Document.text``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from functools import cached_property

_WESTERNMOST = timedelta(hours=12)
"""A civil time is latest in UTC at UTC-12 (IANA ``Etc/GMT+12``)."""
_EASTERNMOST = timedelta(hours=14)
"""A civil time is earliest in UTC at UTC+14 (IANA ``Pacific/Kiritimati``)."""
_NUMBER = re.compile(r"\d+")
_NUMBER_DIGITS = 12
"""Digits to which numbers are filled up so that 10 comes after 9."""


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Half-open range of code points, ``0 <= start <= end``, into one named text."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            message = f"a span needs 0 <= start <= end, not {self.start}..{self.end}"
            raise ValueError(message)

    def __len__(self) -> int:
        """Number of code points covered."""
        return self.end - self.start

    def overlap(self, other: Span) -> int:
        """Number of code points both spans cover."""
        return max(0, min(self.end, other.end) - max(self.start, other.start))

    def of(self, text: str) -> str:
        """The part of ``text`` this span covers."""
        return text[self.start : self.end]


class Role(StrEnum):
    """What a block is for. Only ``body`` and ``heading`` enter similarity; nothing is discarded."""

    TITLE = "title"
    SUBTITLE = "subtitle"
    BODY = "body"
    HEADING = "heading"
    BYLINE = "byline"
    DATELINE = "dateline"
    CAPTION = "caption"
    EMBED = "embed"
    QUOTATION_BLOCK = "quotation_block"
    CREDIT = "credit"
    DISCLAIMER = "disclaimer"
    CHROME = "chrome"
    COMMENT = "comment"
    OTHER = "other"


COMPARED_ROLES = frozenset({Role.BODY, Role.HEADING})
"""Roles whose text is the document's own wording: only these are compared between documents."""


class Format(StrEnum):
    """How a document is written, decided by its content, never by its suffix."""

    WORDPRESS_REST_JSON = "wordpress_rest_json"
    HTML = "html"
    MARKDOWN = "markdown"
    PLAIN_TEXT = "plain_text"


class Container(StrEnum):
    """What a document was taken out of: tables, web archives, feeds, exports, messages, office files, news formats."""

    JSONL = "jsonl_row"
    JSON = "json_row"
    CSV = "csv_row"
    PARQUET = "parquet_row"
    WARC = "warc_response"
    RSS = "rss"
    ATOM = "atom"
    JSON_FEED = "json_feed"
    WXR = "wxr"
    EMAIL = "email"
    MHTML = "mhtml"
    PDF = "pdf"
    DOCX = "docx"
    ODT = "odt"
    NEWSML_G2 = "newsml_g2"
    NITF = "nitf"
    NINJS = "ninjs"


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Something about one input that its reader should know; the run went on.

    ``path`` is relative to what the user gave; ``stage`` names the room that noticed (``corpus``,
    ``reading``, …); ``severity`` is ``skipped`` (not in the result), ``degraded`` (in the result, with
    a loss) or ``notice`` (nothing lost, but worth knowing). ``message`` says what, where, what to do.
    ``count`` is above 1 where one problem stands for many of the same kind that are not listed.
    """

    path: str
    stage: str
    severity: str
    message: str
    count: int = 1

    @property
    def sort_key(self) -> tuple[str, str, str, int, str]:
        """Order of problems in every output: numbers in messages count as numbers, what stands for many comes last."""
        message = _NUMBER.sub(lambda match: match[0].zfill(_NUMBER_DIGITS), self.message)
        return (self.path, self.severity, self.stage, self.count, message)


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordFields:
    """What a record of a table or web archive says beside its text, as it stands there; empty where it does not say.

    ``place`` says where the record stands in its file, for messages (``record 3 (line 4)``); ``captured`` when a crawler
    fetched it, after which it cannot have been published.
    """

    container: Container
    place: str
    title: str = ""
    url: str = ""
    published: str = ""
    author: str = ""
    publisher: str = ""
    language: str = ""
    captured: str = ""
    updated: str = ""
    guid: str = ""
    facts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RawDocument:
    """One document as found: bytes decoded, container taken apart, nothing parsed yet.

    ``id`` is the file stem (relative path where stems collide, ``name#n`` for the n-th record of a
    container); ``path`` is relative to what the user gave; ``sha256`` is of the bytes read (of the
    whole container for a record); ``content`` is the text of this one document (for a WordPress record
    its JSON), free of lone surrogates; ``encoding`` is the one the bytes were decoded with. ``record`` is what
    the record of a table says beside its text, ``None`` for everything else.
    """

    id: str
    path: str
    sha256: str
    format: Format
    encoding: str
    content: str
    record: RecordFields | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DateRange:
    """A date or time known only as an interval, both ends inclusive.

    ``earliest`` and ``latest`` are ISO 8601. Three shapes occur: instants in UTC
    (``2025-07-04T15:03:47Z``); whole civil days (``2025-07-03``); and, when a clock time is written
    without a zone, the two instants between which it must lie in any zone on earth. ``timezone`` is
    ``None`` where the document does not say; it is never guessed. ``basis`` names the evidence
    (``date_gmt``, ``cms_id``, ``text``, ``url``, ``embed``, …). ``written`` is the date as a civil ISO
    string, as the document has it, before any widening. ``year_inferred`` marks a year that was worked out (from a
    weekday), not read.
    """

    earliest: str
    latest: str
    timezone: str | None
    basis: str
    written: str | None = None
    year_inferred: bool = False

    def bounds(self) -> tuple[datetime, datetime]:
        """First and last instant (UTC) this date can mean; a civil day is widened to any zone.

        Examples:
            >>> day = DateRange(earliest="2025-07-03", latest="2025-07-03", timezone=None, basis="text")
            >>> [bound.isoformat() for bound in day.bounds()]
            ['2025-07-02T10:00:00+00:00', '2025-07-04T12:00:00+00:00']

        """
        return _instant(self.earliest, first=True), _instant(self.latest, first=False)


def _instant(iso: str, *, first: bool) -> datetime:
    moment = datetime.fromisoformat(iso)
    if moment.tzinfo is not None:
        return moment.astimezone(UTC)
    moment = moment.replace(tzinfo=UTC)
    if first:
        return moment - _EASTERNMOST
    return moment + _WESTERNMOST + (timedelta(days=1) if len(iso) == len("2025-07-03") else timedelta())


@dataclass(frozen=True, slots=True, kw_only=True)
class MentionedDate:
    """A date the text speaks of: an event's or an embedded post's, never the document's own."""

    date: DateRange
    span: Span
    block: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Publisher:
    """Who put the document where it was found; ``basis`` names the evidence. Both parts may be unknown."""

    name: str | None
    host: str | None
    basis: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """What a document says of itself. ``None`` or empty means it does not say.

    ``url`` is the document's own address, ``canonical`` a claim (perhaps about a source), ``site_ids``
    other addresses and names it carries for itself (guid, shortlink); ``slug`` the last path part of ``url``.
    """

    title: str | None = None
    publisher: Publisher | None = None
    authors: tuple[str, ...] = ()
    language: str | None = None
    url: str | None = None
    canonical: str | None = None
    site_ids: tuple[str, ...] = ()
    published: DateRange | None = None
    updated: DateRange | None = None
    not_before: DateRange | None = None
    not_after: DateRange | None = None
    mentioned: tuple[MentionedDate, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """An address a block carries: ``kind`` is ``link`` or ``image``; ``text`` is the anchor or alternative text."""

    url: str
    text: str
    kind: str = "link"


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One paragraph-sized part of a document.

    ``id`` is ``<document id>:pNN``: ``p00`` is the title if there is one, the others count from
    ``p01`` in reading order. ``issuer`` names who issued a disclaimer or credit. ``tag`` is the
    lower-case element or mark-up kind it came from (``p``, ``h2``, ``blockquote``; ``None`` in plain
    text); ``attributes`` are the element's own and its children's attributes in source order, kept
    because they carry evidence; ``links`` are the addresses in it, in order. ``asides`` are
    stretches inside a body block that are not its own wording (an agency's dateline, a credit at its end), in order.
    """

    id: str
    role: Role
    span: Span
    issuer: str | None = None
    tag: str | None = None
    attributes: tuple[tuple[str, str], ...] = ()
    links: tuple[Link, ...] = ()
    asides: tuple[Span, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Document:
    """One document, read. ``blocks`` are disjoint and in text order; their spans index ``text``.

    ``head`` holds mark-up facts about the whole page that no block carries: head metadata, feed
    fields, pixels, as ``(name, value)`` in source order. ``container`` is the kind of table it was a record of,
    ``None`` for a file of its own. ``text_left_out`` marks a document of a stored trace whose text and blocks were not kept.
    It is not slotted because it caches the block index; its values are frozen all the same.
    """

    id: str
    path: str
    sha256: str
    format: Format
    encoding: str
    text: str
    blocks: tuple[Block, ...]
    metadata: Metadata
    head: tuple[tuple[str, str], ...] = ()
    container: Container | None = None
    text_left_out: bool = False

    def __post_init__(self) -> None:
        end = 0
        for block in self.blocks:
            if block.span.start < end or block.span.end > len(self.text):
                message = f"{block.id}: blocks must be disjoint, in order and inside the text"
                raise ValueError(message)
            end = block.span.end

    @cached_property
    def block_by_id(self) -> dict[str, Block]:
        """The blocks by their id."""
        return {block.id: block for block in self.blocks}

    @property
    def host(self) -> str | None:
        """Host the document was found on, or ``None`` if it does not say."""
        return self.metadata.publisher.host if self.metadata.publisher else None

    def compared_blocks(self) -> tuple[Block, ...]:
        """The blocks whose wording is the document's own (roles in ``COMPARED_ROLES``), in order."""
        return tuple(block for block in self.blocks if block.role in COMPARED_ROLES)

    def with_blocks(self, blocks: tuple[Block, ...]) -> Document:
        """The same document with other blocks (new roles or issuers)."""
        return replace(self, blocks=blocks)
