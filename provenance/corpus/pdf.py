"""PDF files (ISO 32000): the text of their pages as one document; needs the library pypdf, which runs in a child."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from importlib.util import find_spec
from typing import BinaryIO

from provenance.corpus.child import ChildResult, run_in_child
from provenance.corpus.loading import content_stream, load_bytes, peek
from provenance.corpus.one_file import OneFile
from provenance.corpus.pdf_layout import Chunk, Layout, LinkPlace, Page, layout_of, page_of
from provenance.model import Container, Problem, RawDocument, RecordFields
from provenance.settings import Limits
from provenance.text.clean import clean_text

_MARK = b"%PDF-"
_MARK_BYTES = 1024
"""Bytes in which the mark stands (ISO 32000-1, annex H.3.4.1): some mailers and servers put something before it."""
_READER = "provenance.corpus.pdf_pages"
_NO_LIBRARY = 'a PDF, for which a library is needed: pip install "provenance-tracer[docs]", or save its text as a .txt file'
_FAULTS = {
    "encrypted": "a PDF protected by a password; save it without, or print it to a new PDF",
    "damaged": "a damaged PDF, whose pages cannot be found; fetch it again, or print it to a new PDF",
}
_BROWSERS = re.compile(r"mozilla|chrome|skia/pdf|safari|firefox|webkit|wkhtmltopdf", re.IGNORECASE)
"""Programs that print what they show on a day: they made no article, they kept it."""
_ADDRESS_LINE = re.compile(r"https?://[^\s…]{4,2000}")
_LISTED_PAGES = 5
"""Most pages named that cannot be read."""
_DATE = re.compile(r"(?:D:)?(\d{4})(\d\d)?(\d\d)?(\d\d)?(\d\d)?(\d\d)?(?:(Z)|([+-])(\d\d)'?(\d\d)?)?")
"""A date as PDF has it (ISO 32000-1, section 7.9.4)."""


def is_pdf(source: BinaryIO, limits: Limits) -> bool:
    """Whether an open file is a PDF, compressed or not."""
    head, _ = peek(content_stream(source, limits), _MARK_BYTES)
    return _MARK in head and not head.lstrip().startswith((b"<", b"{", b"["))


def read_pdf(file: OneFile, source: BinaryIO, limits: Limits) -> Iterator[RawDocument | Problem]:
    """The text of an open PDF as a document, and what of it cannot be read.

    Raises:
        ValueError: nothing of it can be read; the message says why and what to do.

    """
    if find_spec("pypdf") is None:
        raise ValueError(_NO_LIBRARY)
    data = load_bytes(content_stream(source, limits), limits.file_bytes)
    result = run_in_child(_READER, data, [str(limits.pdf_pages), str(limits.text_chars)], limits)
    head, pages, failed = _parts(result)
    if isinstance(fault := head.get("fault"), str):
        raise ValueError(_FAULTS[fault])  # noqa: TRY004 - a fault of the file
    total = head.get("pages")
    if not isinstance(total, int):
        raise ValueError(_never_begun(result, limits))  # noqa: TRY004 - likewise
    if not any(page.lines for page in pages):
        raise ValueError(_no_text(total, result, limits))
    yield from (file.problem("degraded", message) for message in _losses(total, pages, failed, result, limits))
    layout = layout_of(pages)
    info = head.get("info")
    about = {str(name): _line(value) for name, value in info.items()} if isinstance(info, dict) else {}
    yield file.document(_markup(layout, about), _fields(layout, about, total))


def _parts(result: ChildResult) -> tuple[Mapping[str, object], Sequence[Page], Sequence[int]]:
    """What a PDF says of itself, its pages, and the numbers of those that cannot be read; a last line that breaks off is left."""
    values = []
    for line in result.output.splitlines():
        try:
            value = json.loads(line)
        except ValueError:
            break
        values.append(value)
    pages: list[Page] = []
    failed: list[int] = []
    for number, value in enumerate(values[1:], start=1):
        if "fault" in value:
            failed.append(number)
        else:
            chunks = [Chunk(*chunk) for chunk in value["chunks"]]
            links = [
                LinkPlace(min(low, high), max(left, right), max(low, high), to) for left, low, right, high, to in value["links"]
            ]
            pages.append(page_of(number, chunks, links, value["height"]))
    return values[0] if values else {}, pages, failed


def _never_begun(result: ChildResult, limits: Limits) -> str:
    if result.is_late:
        took = f"a PDF that took more than {limits.child_seconds} seconds to open"
        return f"{took}; print it to a new PDF, or raise limits.child_seconds"
    needs = f"a PDF that is damaged, or needs more than {limits.child_bytes:,} bytes of memory"
    return f"{needs}; print it to a new PDF, or raise limits.child_bytes"


def _no_text(total: int, result: ChildResult, limits: Limits) -> str:
    if not result.is_whole:
        return _never_begun(result, limits)
    pages = f"{total:,} page{'s' if total != 1 else ''}"
    return (
        f"a PDF of {pages} without text, as a scanner makes them; have its text recognised first (OCR, for example with ocrmypdf)"
    )


def _losses(total: int, pages: Sequence[Page], failed: Sequence[int], result: ChildResult, limits: Limits) -> Iterator[str]:
    read = len(pages) + len(failed)
    if failed:
        named = ", ".join(map(str, failed[:_LISTED_PAGES])) + (", …" if len(failed) > _LISTED_PAGES else "")
        yield f"of {total:,} pages these cannot be read: {named}; print it to a new PDF"
    empty = sum(not page.lines for page in pages)
    if empty:
        yield f"{empty:,} of {total:,} pages hold no text, only pictures perhaps; have their text recognised (OCR)"
    if read < total and result.is_late:
        yield (
            f"only the first {read:,} of {total:,} pages were read within {limits.child_seconds} seconds; "
            "print it to a new PDF, or raise limits.child_seconds"
        )
    elif read < total and not result.is_whole:
        yield f"only the first {read:,} of {total:,} pages can be read, the next is damaged; print it to a new PDF"
    elif read < min(total, limits.pdf_pages):
        yield f"only the first {read:,} of {total:,} pages were read, whose text is long; raise limits.text_chars to read on"
    elif read < total:
        yield f"only the first {read:,} of {total:,} pages were read; split it, or raise limits.pdf_pages"


def _markup(layout: Layout, about: Mapping[str, str]) -> str:
    """The text as HTML, what its pages repeat marked as such."""
    top = "".join(f"<p>{html.escape(line)}</p>" for line in layout.top)
    bottom = "".join(f"<p>{html.escape(line)}</p>" for line in layout.bottom)
    largest = next((place for place, paragraph in enumerate(layout.paragraphs) if paragraph.level == 1), -1)
    body = "\n".join(
        _element(paragraph.text, "h1" if place == largest else "h2" if paragraph.level else "p", paragraph.links)
        for place, paragraph in enumerate(layout.paragraphs)
    )
    above, below = f"<nav>{top}</nav>" if top else "", f"<footer>{bottom}</footer>" if bottom else ""
    return f"<html><head>{_title(layout, about)}</head><body>{above}<article>{body}</article>{below}</body></html>"


def _title(layout: Layout, about: Mapping[str, str]) -> str:
    """What the file says is its title, where it stands in the text too: programs leave that of another file in it."""
    title = about.get("title", "")
    is_said = any(paragraph.text == title for paragraph in layout.paragraphs)
    return f"<title>{html.escape(title)}</title>" if is_said else ""


def _element(text: str, tag: str, links: Sequence[str]) -> str:
    """A block; a link stands behind it, for a PDF does not say which words it belongs to."""
    anchors = "".join(f'<a href="{html.escape(link)}"></a>' for link in links)
    return f"<{tag}>{html.escape(text)}{anchors}</{tag}>"


def _fields(layout: Layout, about: Mapping[str, str], total: int) -> RecordFields:
    """What the file says of itself; of one that a browser printed also where the page was, and when."""
    maker = f"{about.get('creator', '')} {about.get('producer', '')}"
    is_print = _BROWSERS.search(maker) is not None
    address = next((found[0] for line in (*layout.bottom, *layout.top) if (found := _ADDRESS_LINE.search(line))), "")
    facts = [(f"pdf:{name}", about[name]) for name in ("title", "subject", "keywords", "creator", "producer") if about.get(name)]
    dates = [(f"pdf:{name}", _moment(about.get(key, ""))) for name, key in (("created", "creationdate"), ("modified", "moddate"))]
    return RecordFields(
        container=Container.PDF,
        place=f"the text of {total:,} page{'s' if total != 1 else ''}",
        url=address if is_print else "",
        author=about.get("author", ""),
        captured=_moment(about.get("creationdate", "")) if is_print else "",
        facts=(*facts, *(fact for fact in dates if fact[1])),
    )


def _moment(written: str) -> str:
    """A date of PDF's as ISO 8601, as far as it goes; empty if it is none.

    Examples:
        >>> _moment("D:20250703150347+02'00'"), _moment("D:2025"), _moment("July")
        ('2025-07-03T15:03:47+02:00', '2025', '')

    """
    found = _DATE.match(written)
    if found is None:
        return ""
    year, month, day, hour, minute, second, utc, sign, zone_hours, zone_minutes = found.groups()
    date = "-".join(part for part in (year, month, day) if part)
    if not (day and hour and minute):
        return date
    zone = "Z" if utc else f"{sign}{zone_hours}:{zone_minutes or '00'}" if sign else ""
    return f"{date}T{hour}:{minute}:{second or '00'}{zone}"


def _line(value: object) -> str:
    return " ".join(clean_text(str(value))[0].split())
