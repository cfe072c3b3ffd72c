"""Web archives written for tests."""

from __future__ import annotations

import gzip
from collections.abc import Iterable, Mapping

DATE = "2020-05-17T10:00:00Z"


def answer(body: bytes, *, media: str = "text/html", status: str = "200 OK", more: Mapping[str, str] | None = None) -> bytes:
    """What a web server sends."""
    fields = {"Content-Type": media, **(more or {})}
    lines = "".join(f"{name}: {value}\r\n" for name, value in fields.items() if value)
    return f"HTTP/1.1 {status}\r\n{lines}\r\n".encode("latin-1") + body


def record(block: bytes, address: str, *, kind: str = "response", more: Mapping[str, str] | None = None) -> bytes:
    """A record as a crawler writes it; a field of ``more`` takes the place of the usual one, an empty one leaves it out."""
    fields = {
        "WARC-Type": kind,
        "WARC-Record-ID": "<urn:uuid:00000000-0000-4000-8000-000000000000>",
        "WARC-Target-URI": address,
        "WARC-Date": DATE,
        "Content-Type": "application/http; msgtype=response",
        "Content-Length": str(len(block)),
        **(more or {}),
    }
    lines = "".join(f"{name}: {value}\r\n" for name, value in fields.items() if value)
    return f"WARC/1.1\r\n{lines}\r\n".encode() + block + b"\r\n\r\n"


def page_of(number: int) -> bytes:
    """A page that differs from that of every other number."""
    words = " ".join(f"word{number * 31 % 97}n{place * (number + 3) % 101}" for place in range(60))
    return f"<html><head><title>Story {number}</title></head><body><p>{words}</p></body></html>".encode()


def story(number: int, **changes: object) -> bytes:
    """A record of ``page_of(number)``; ``changes`` are those of ``record``."""
    return record(answer(page_of(number)), f"https://news.example/{number}", **changes)  # type: ignore[arg-type]


def gzipped(records: Iterable[bytes]) -> bytes:
    """An archive with a gzip member for each record."""
    return b"".join(gzip.compress(item, mtime=0) for item in records)
