"""E-mails (newsletters) and pages that a browser saved as one file (MHTML): both are MIME messages (RFC 2045, RFC 2557)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from email import policy
from email.errors import MessageError
from email.message import EmailMessage
from email.parser import BytesParser
from email.utils import parseaddr
from typing import BinaryIO

from provenance.corpus.decode import decode_text
from provenance.corpus.loading import content_stream, load_bytes, peek
from provenance.corpus.one_file import OneFile
from provenance.model import Container, Format, Problem, RawDocument, RecordFields
from provenance.settings import Limits
from provenance.text.clean import clean_text

_HEAD = 1 << 15
"""Bytes in which the headers of a message stand; those that pass many servers have some 10 kB."""
_HEADERS = re.compile(rb"\A(?:[A-Za-z][A-Za-z0-9-]{1,60}:[^\n]{0,4000}\n(?:[ \t][^\n]{0,4000}\n){0,200}){3}")
_IS_MIME = re.compile(rb"^MIME-Version:\s*1\.", re.IGNORECASE | re.MULTILINE)
_SAVED = re.compile(
    rb"^(?:Snapshot-Content-Location:|From:\s*<?Saved by |X-MAF-Version:"
    rb"|Content-Type:\s*multipart/related;[^\n]{0,200}text/html)",
    re.IGNORECASE | re.MULTILINE,
)
"""How Blink, Internet Explorer and Firefox's extension begin a saved page; a newsletter may hold related parts, further down."""
_NESTED = re.compile(rb"boundary\s*=|message/rfc822", re.IGNORECASE)
_MOST_NESTED = 50
"""Parts that hold parts; the parser recurses, and real messages have under ten."""
_KINDS = (("text/html", Format.HTML), ("text/plain", Format.PLAIN_TEXT))


def is_mail(source: BinaryIO, limits: Limits) -> bool:
    """Whether an open file is a MIME message: it begins with headers, one of which says so."""
    head, _ = peek(content_stream(source, limits), _HEAD)
    top = re.split(rb"\r?\n\r?\n", head, maxsplit=1)[0]
    return bool(_IS_MIME.search(top) and _HEADERS.match(head))


def read_mail(mail: OneFile, source: BinaryIO, limits: Limits) -> Iterator[RawDocument | Problem]:
    """The text of an open message as a document: its HTML, or its plain text where it has no other.

    Raises:
        ValueError: it is too large, or no message that can be taken apart.

    """
    data = load_bytes(content_stream(source, limits), limits.file_bytes)
    if len(_NESTED.findall(data)) > _MOST_NESTED:
        message = f"a message with more than {_MOST_NESTED} parts inside parts; save its text as HTML"
        raise ValueError(message)
    parsed: EmailMessage = BytesParser(policy=policy.default).parsebytes(data)
    is_page = _SAVED.search(data[:_HEAD]) is not None
    part, form = _text_part(parsed)
    if part is None:
        yield mail.problem("skipped", "a message without text: neither HTML nor plain text is in it")
        return
    decoded = decode_text(_payload(part), _charset(part))
    severity = "degraded" if decoded.is_damaged else "notice"
    yield from (mail.problem(severity, note) for note in decoded.notes)
    fields = _page_fields(parsed, part) if is_page else _mail_fields(parsed)
    yield mail.document(decoded.text, fields, decoded.encoding, form)


def _text_part(message: EmailMessage) -> tuple[EmailMessage | None, Format]:
    """The first part of the kind that is wanted most; attachments are none."""
    parts = [part for part in message.walk() if not part.is_attachment()]
    for kind, form in _KINDS:
        for part in parts:
            if part.get_content_type() == kind and _payload(part).strip():
                return part, form
    return None, Format.PLAIN_TEXT


def _payload(part: EmailMessage) -> bytes:
    found = part.get_payload(decode=True)
    return found if isinstance(found, bytes) else b""


def _charset(part: EmailMessage) -> str:
    return part.get_content_charset("") or ""


def _page_fields(message: EmailMessage, part: EmailMessage) -> RecordFields:
    """What a browser says of a page that it saved: where it was, and when it was saved, after which it was not published."""
    url = _header(message, "Snapshot-Content-Location") or _header(part, "Content-Location")
    return RecordFields(container=Container.MHTML, place="the page in it", url=url, captured=_header(message, "Date"))


def _mail_fields(message: EmailMessage) -> RecordFields:
    """Of the sender the name: an address is somebody's, and nobody else's business."""
    return RecordFields(
        container=Container.EMAIL,
        place="the message",
        title=_header(message, "Subject"),
        url=_header(message, "Archived-At").strip("<>"),
        published=_header(message, "Date"),
        publisher=parseaddr(_header(message, "From"))[0],
        language=_header(message, "Content-Language"),
    )


def _header(message: EmailMessage, name: str) -> str:
    try:
        value = str(message.get(name, ""))
    except (MessageError, ValueError, IndexError):  # the library stumbles over some damaged headers
        return ""
    return " ".join(clean_text(value)[0].split())
