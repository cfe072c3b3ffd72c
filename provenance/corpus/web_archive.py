"""Pages in a web archive to raw documents: which records are documents, and what becomes of the others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import BinaryIO

from provenance.corpus.decode import decode_text
from provenance.corpus.http_message import HttpResponse, head_of, response_of
from provenance.corpus.loading import reason_of
from provenance.corpus.one_file import OneFile
from provenance.corpus.shapes import documents_of
from provenance.corpus.walk import printable
from provenance.corpus.warc import WarcRecord, warc_records
from provenance.model import Container, Format, Problem, RawDocument, RecordFields
from provenance.settings import Limits

_OK = 200
_SUFFIXES = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "text/plain": ".txt",
    "text/markdown": ".md",
    "application/json": ".json",
    "application/ld+json": ".json",
    "": "",
}
"""Kinds of content that can hold a document, each with the suffix of such a file; the empty one is content of unknown kind."""
_PAGES = frozenset({"response", "resource", "conversion"})
"""Kinds of records that hold pages."""
_LISTED_KINDS = 5
_URL_CHARS = 2_000
_WHY_TRUNCATED = "the crawler kept only a part of it (WARC-Truncated)"


@dataclass(slots=True, kw_only=True)
class _Left:
    """What was passed over, and how many documents there were."""

    documents: int = 0
    revisits: int = 0
    statuses: int = 0
    data: int = 0
    media: Counter[str] = field(default_factory=Counter)


def read_archive(archive: OneFile, source: BinaryIO, limits: Limits) -> Iterator[RawDocument | Problem]:
    """The pages in an open web archive, in order, with what cannot be read; called ``base#n``, the n-th document of it.

    Documents are the responses with status 200 whose content is HTML, plain text, Markdown or a WordPress post in JSON; and, of
    the same kinds, what was fetched without HTTP (``resource``) or made of pages (``conversion``, as in the WET files of Common
    Crawl).
    """
    yield from pages_of(warc_records(source, limits), archive, limits)


def pages_of(records: Iterator[WarcRecord], archive: OneFile, limits: Limits) -> Iterator[RawDocument | Problem]:
    """The pages in the records of a web archive, as ``read_archive`` gives them."""
    left = _Left()
    try:
        for record in records:
            for item in _items(record, archive, left, limits):
                if isinstance(item, RawDocument):
                    left.documents += 1
                    yield replace(item, id=f"{archive.base}#{left.documents}")
                else:
                    yield item
    except (ValueError, OSError) as error:
        severity = "degraded" if left.documents else "skipped"
        yield archive.problem(severity, f"{reason_of(error)} (documents read before: {left.documents:,})")
    for message in _passed_over(left):
        yield archive.problem("notice", message)
    if not left.documents:
        yield archive.problem("skipped", "a web archive without a page that can be read; give one with HTML pages or texts")


def _items(record: WarcRecord, archive: OneFile, left: _Left, limits: Limits) -> Iterator[RawDocument | Problem]:
    """The documents in a record, not yet named, and what cannot be read of it; what is no document is counted."""
    if record.fault:
        yield _problem(archive, record, "skipped", record.fault)
    elif record.kind == "revisit":
        left.revisits += 1
    elif record.kind in _PAGES and _address(record).lower().startswith(("http:", "https:")):
        try:
            response = _wanted(record, left, limits) if record.kind == "response" else _bare(record, left)
            if response is not None:
                yield from _documents(record, response, archive, left, limits)
        except ValueError as error:
            yield _problem(archive, record, "skipped", str(error))


def _wanted(record: WarcRecord, left: _Left, limits: Limits) -> HttpResponse | None:
    """The answer in a record if it can be a document; it is counted if not.

    Raises:
        ValueError: it cannot be decoded.

    """
    head = head_of(record.block)
    if head.status != _OK:
        left.statuses += 1
    elif head.media not in _SUFFIXES:
        left.media[head.media] += 1
    else:
        return response_of(record.block, head, limits.file_bytes)
    return None


def _bare(record: WarcRecord, left: _Left) -> HttpResponse | None:
    """The content of a record that holds no answer of a server, if it can be a document; it is counted if not."""
    media, _, rest = record.fields.get("content-type", "").partition(";")
    kind = media.strip().lower()
    if kind not in _SUFFIXES:
        left.media[kind] += 1
        return None
    charset = rest.partition("charset=")[2].strip("\"' ;")
    return HttpResponse(status=_OK, media=kind, charset=charset, body=record.block)


def _documents(
    record: WarcRecord, response: HttpResponse, archive: OneFile, left: _Left, limits: Limits
) -> Iterator[RawDocument | Problem]:
    """The documents in an answer; JSON without a post is what pages fetch for themselves, and is counted.

    Raises:
        ValueError: it is no text.

    """
    if not response.body.strip():
        yield _problem(archive, record, "skipped", "the page is empty")
        return
    decoded = decode_text(response.body, response.charset)
    bare = RawDocument(
        id=archive.base,
        path=archive.shown,
        sha256=archive.sha256,
        format=Format.PLAIN_TEXT,
        encoding=decoded.encoding,
        content=decoded.text,
        record=_fields(record),
    )
    found = list(documents_of(bare, f"page{_SUFFIXES[response.media]}", limits))
    has_posts = any(isinstance(item, RawDocument) and item.format is Format.WORDPRESS_REST_JSON for item in found)
    if _SUFFIXES[response.media] == ".json" and not has_posts:
        left.data += 1
        return
    severity = "degraded" if decoded.is_damaged else "notice"
    yield from (_problem(archive, record, severity, note) for note in decoded.notes)
    truncated = (_WHY_TRUNCATED,) if "warc-truncated" in record.fields else ()
    yield from (_problem(archive, record, "degraded", loss) for loss in (*response.losses, *truncated))
    yield from (_without_address(item) if isinstance(item, RawDocument) else item for item in found)


def _without_address(document: RawDocument) -> RawDocument:
    """A post in JSON says its own address; the one that it was fetched from is that of an interface for programs."""
    if document.format is not Format.WORDPRESS_REST_JSON or document.record is None:
        return document
    return replace(document, record=replace(document.record, url=""))


def _fields(record: WarcRecord) -> RecordFields:
    return RecordFields(
        container=Container.WARC,
        place=record.place,
        url=printable(_address(record))[:_URL_CHARS],
        captured=record.fields.get("warc-date", "").strip(),
    )


def _address(record: WarcRecord) -> str:
    """Where a record was fetched; some writers put it into angle brackets, as WARC 1.0's grammar has it."""
    return record.fields.get("warc-target-uri", "").strip("<> ")


def _passed_over(left: _Left) -> Iterator[str]:
    if left.revisits:
        yield f"left out: revisit records, which say that a page was the same as before: {left.revisits:,}"
    if left.statuses:
        yield f"left out: answers with another status than 200 (errors, redirections): {left.statuses:,}"
    if left.data:
        yield f"left out: answers in JSON that are no articles: {left.data:,}"
    if left.media:
        kinds = [
            f"{printable(kind)[:40]} {count:,}"
            for kind, count in sorted(left.media.items(), key=lambda item: (-item[1], item[0]))
        ]
        listed = ", ".join(kinds[:_LISTED_KINDS]) + (", …" if len(kinds) > _LISTED_KINDS else "")
        yield f"left out: answers that are no text: {left.media.total():,} ({listed})"


def _problem(archive: OneFile, record: WarcRecord, severity: str, message: str) -> Problem:
    address = printable(_address(record))
    about = f" {address[:200]}" if address else ""
    return archive.problem(severity, f"{record.place}{about}: {message}")
