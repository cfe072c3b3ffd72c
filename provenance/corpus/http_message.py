"""What a web server answered: status, kind of content, and the content without what was done to it for the journey."""

from __future__ import annotations

import importlib
import re
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from provenance.corpus.decode import is_binary

_HEAD_BYTES = 1 << 16
"""Longest header; servers refuse to send or take more than 8 to 32 kB."""
_HEAD_END = re.compile(rb"\r?\n\r?\n")
_STATUS = re.compile(rb"HTTP/\d+(?:\.\d+)?[ \t]+(\d{3})")
_CHUNK = re.compile(rb"[ \t]*([0-9A-Fa-f]{1,15})[ \t]*(?:;[^\r\n]{0,1000})?\r?\n")
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{2,40})", re.IGNORECASE)
_PLAIN = frozenset({"", "identity", "none", "utf-8"})
"""Content encodings that are none; the last two are common mistakes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HttpResponse:
    """An answer. ``media`` is the kind of content (``text/html``), lower case, and ``charset`` its encoding, empty if not told.

    ``body`` is the content, decompressed; ``losses`` say what of it is missing.
    """

    status: int
    media: str
    charset: str
    body: bytes
    losses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class HttpHead:
    """The header of an answer; ``size`` is how many bytes it takes."""

    status: int
    fields: Mapping[str, str]
    size: int

    @property
    def media(self) -> str:
        """The kind of content, as ``text/html``; empty if not told."""
        return self.fields.get("content-type", "").partition(";")[0].strip().lower()


def head_of(message: bytes) -> HttpHead:
    r"""The header of an answer as it went over the wire (RFC 9112).

    Raises:
        ValueError: it has none.

    Examples:
        >>> head = head_of(b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\nWords")
        >>> head.status, head.media, head.size
        (200, 'text/html', 59)

    """
    status = _STATUS.match(message)
    end = _HEAD_END.search(message, 0, _HEAD_BYTES)
    if status is None or end is None:
        fault = "it holds no answer of a web server with an orderly header"
        raise ValueError(fault)
    lines = re.sub(r"\r?\n[ \t]+", " ", message[: end.start()].decode("latin-1")).splitlines()[1:]
    fields: dict[str, str] = {}
    for name, colon, value in (line.partition(":") for line in lines):
        key = name.strip().lower()
        if colon:
            fields[key] = f"{fields[key]}, {value.strip()}" if key in fields else value.strip()
    return HttpHead(status=int(status[1]), fields=fields, size=end.end())


def response_of(message: bytes, head: HttpHead, most: int) -> HttpResponse:
    """The answer with its content decoded, of at most ``most`` bytes.

    Crawlers keep headers that speak of chunks and compression which they have undone: what does not look like it is taken as
    it is.

    Raises:
        ValueError: the content cannot be decoded; the message says why and what to do.

    """
    body = message[head.size :]
    losses: list[str] = []
    if "chunked" in head.fields.get("transfer-encoding", "").lower():
        body, is_whole = _dechunked(body)
        losses += [] if is_whole else ["its content breaks off"]
    for encoding in reversed(head.fields.get("content-encoding", "").lower().split(",")):
        body, is_whole = _decoded(body, encoding.strip(), most)
        losses += [] if is_whole else ["its compressed content breaks off"]
    charset = _CHARSET.search(head.fields.get("content-type", ""))
    return HttpResponse(
        status=head.status, media=head.media, charset=charset[1] if charset else "", body=body, losses=tuple(losses)
    )


def _dechunked(body: bytes) -> tuple[bytes, bool]:
    """The content of chunks (RFC 9112, section 7.1), and whether all are there; what is not in chunks is taken as it is."""
    parts: list[bytes] = []
    at = 0
    while (size := _CHUNK.match(body, at)) is not None:
        length = int(size[1], 16)
        if length == 0:
            return b"".join(parts), True
        part = body[size.end() : size.end() + length]
        parts.append(part)
        if len(part) < length:
            return b"".join(parts), False
        at = size.end() + length
        at += 2 if body.startswith(b"\r\n", at) else 1 if body.startswith(b"\n", at) else 0
    return (b"".join(parts), False) if parts else (body, True)


def _decoded(body: bytes, encoding: str, most: int) -> tuple[bytes, bool]:
    """Content without one encoding (RFC 9110, section 8.4), and whether it was all there."""
    if encoding in _PLAIN:
        return body, True
    if encoding in _READERS:
        return _READERS[encoding](body, most)
    if not is_binary(body):
        return body, True
    message = f"its content is compressed with “{encoding[:20]}”, which is not read; archive the page again without it"
    raise ValueError(message)


def _gunzipped(body: bytes, most: int) -> tuple[bytes, bool]:
    return _inflated(body, 16 + zlib.MAX_WBITS, most) if body.startswith(b"\x1f\x8b") else (body, True)


def _undeflated(body: bytes, most: int) -> tuple[bytes, bool]:
    """With zlib's header, as the standard wants, without it, as some servers send it, or not compressed any more."""
    for window in (zlib.MAX_WBITS, -zlib.MAX_WBITS):
        try:
            zlib.decompressobj(window).decompress(body, 1)
        except zlib.error:
            continue
        return _inflated(body, window, most)
    return body, True


def _inflated(body: bytes, window: int, most: int) -> tuple[bytes, bool]:
    inflate = zlib.decompressobj(window)
    try:
        data = inflate.decompress(body, most + 1)
    except zlib.error as error:
        message = f"its compressed content is damaged ({error}); archive the page again"
        raise ValueError(message) from error
    _check_size(data, most)
    return data, inflate.eof


def _unbrotlied(body: bytes, most: int) -> tuple[bytes, bool]:
    """By the library brotli, which is imported here only, and only when such content is met."""
    if not body or not is_binary(body):
        return body, True
    try:
        brotli = importlib.import_module("brotli")
    except ImportError as error:
        message = 'its content is compressed with Brotli, for which a library is needed: pip install "provenance-tracer[warc]"'
        raise ValueError(message) from error
    inflate = brotli.Decompressor()
    try:
        data: bytes = inflate.process(body, output_buffer_limit=most + 1)
        while len(data) <= most and not inflate.is_finished() and (more := inflate.process(b"", output_buffer_limit=most + 1)):
            data += more
    except brotli.error as error:
        message = "its content is said to be compressed with Brotli, and is not, or is damaged; archive the page again"
        raise ValueError(message) from error
    _check_size(data, most)
    return data, bool(inflate.is_finished())


def _check_size(data: bytes, most: int) -> None:
    if len(data) > most:
        message = f"its content is larger than {most:,} bytes, the limit; raise limits.file_bytes to read it"
        raise ValueError(message)


_READERS: Mapping[str, Callable[[bytes, int], tuple[bytes, bool]]] = MappingProxyType(
    {
        "gzip": _gunzipped,
        "x-gzip": _gunzipped,
        "deflate": _undeflated,
        "br": _unbrotlied,
    }
)
