"""Bytes to text: byte order mark, then UTF-8, then what the file declares, then Windows-1252; always recorded."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from provenance.text.clean import REPLACEMENT, clean_text

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
"""Byte order marks; UTF-32's little-endian one starts like UTF-16's and goes first."""
_SIGNATURES = (
    (b"%PDF", "a PDF; save its text as a .txt file"),
    (b"PK\x03\x04", "an office document or e-book; save its text as a .txt file"),
    (b"\x1f\x8b", "compressed (gzip); unpack it"),
    (b"BZh", "compressed (bzip2); unpack it"),
    (b"\xd0\xcf\x11\xe0", "an old office document; save its text as a .txt file"),
    (b"{\\rtf", "rich text (RTF); save it as plain text"),
    (b"\x89PNG", "a picture; remove it, or save the text in it as a .txt file"),
    (b"\xff\xd8\xff", "a picture; remove it, or save the text in it as a .txt file"),
    (b"GIF8", "a picture; remove it, or save the text in it as a .txt file"),
)
_DECLARED = re.compile(
    rb"""(?:<meta\b[^<>]{0,200}?\bcharset|<\?xml\b[^<>?]{0,100}?\bencoding)\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,40})""",
    re.IGNORECASE,
)
_DECLARATION_BYTES = 4096
"""Where declarations stand; the HTML standard looks at 1,024 bytes, careless pages need more."""
_NO_CHARSETS = frozenset({"unicode-escape", "raw-unicode-escape", "idna", "punycode", "utf-7", "undefined", "mbcs", "oem"})
"""Codecs of Python's that are no character sets of the web."""
_WESTERN = frozenset({"iso8859-1", "ascii", "cp1252"})
"""All mean Windows-1252 in practice (WHATWG Encoding Standard, section 4.2)."""
_SAMPLE = 65_536
_BINARY_SHARE = 0.02
"""Share of control bytes from which a file is binary: compressed data has 10 %, text next to none."""
_WIDE_SHARE = 0.4
"""Share of NULs at one parity from which bytes are UTF-16 without a mark: Latin text has nearly 1."""
_CONTROL_BYTES = bytes(set(range(32)) - set(b"\t\n\r\x0c\x0b\x1b"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoded:
    """Text free of lone surrogates and control characters, the encoding it was read with, and what was lost or guessed."""

    text: str
    encoding: str
    notes: tuple[str, ...]
    is_damaged: bool


def decode_text(data: bytes, told: str = "") -> Decoded:
    """Text of a file's bytes; ``told`` is the encoding that a server named for them, which goes before what they declare.

    Raises:
        ValueError: the bytes are no text; the message says what they seem to be.

    """
    for signature, description in _SIGNATURES:
        if data.startswith(signature):
            message = f"it is {description}"
            raise ValueError(message)
    found = wide_encoding(data)
    if found is not None:
        encoding, mark = found
        notes = () if mark else (f"no byte order mark; read as {encoding}",)
        return _decoded(data[mark:].decode(encoding, errors="replace"), encoding, notes)
    if is_binary(data):
        message = "it is binary, no text; remove it, or save its text as a .txt file"
        raise ValueError(message)
    return decode_bytes(data, told)


def wide_encoding(data: bytes) -> tuple[str, int] | None:
    r"""Encoding that a byte order mark names, and the mark's length; without a mark UTF-16 by its NULs; ``None`` for the others.

    Examples:
        >>> wide_encoding(b"\xef\xbb\xbfa"), wide_encoding("words".encode("utf-16-be")), wide_encoding(b"words")
        (('utf-8', 3), ('utf-16-be', 0), None)

    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return encoding, len(mark)
    encoding_by_nuls = _unmarked_utf16(data)
    return (encoding_by_nuls, 0) if encoding_by_nuls else None


def decode_bytes(data: bytes, told: str = "") -> Decoded:
    """Text of bytes that are no UTF-16: UTF-8, what is told of them or what they declare, or Windows-1252; never fails."""
    try:
        return _decoded(data.decode("utf-8"), "utf-8", ())
    except UnicodeDecodeError:
        return _decode_other(data, told)


def _decode_other(data: bytes, told: str) -> Decoded:
    """Bytes that are not UTF-8 throughout."""
    declared = _known_encoding(told) or _declared_encoding(data)
    if declared is not None:
        return _decoded(data.decode(declared, errors="replace"), declared, ())
    repaired = data.decode("utf-8", errors="replace")
    broken = repaired.count(REPLACEMENT)
    sound = sum(1 for character in repaired if character > "\x7f") - broken
    if sound > broken:
        # Western text has next to no bytes that happen to form UTF-8 sequences: this is UTF-8 with faults.
        return _decoded(repaired, "utf-8", (f"not valid UTF-8 at {broken:,} places",))
    return _decoded(
        data.decode("cp1252", errors="replace"), "cp1252", ("not UTF-8 and no encoding declared; read as Windows-1252",)
    )


def _decoded(text: str, encoding: str, notes: tuple[str, ...]) -> Decoded:
    cleaned, replaced = clean_text(text)
    unreadable = text.count(REPLACEMENT)
    if replaced:
        notes += (f"{replaced:,} control characters were replaced",)
    if unreadable and encoding != "utf-8":
        notes += (f"{unreadable:,} bytes have no meaning in {encoding}",)
    return Decoded(text=cleaned, encoding=encoding, notes=notes, is_damaged=bool(replaced or unreadable) and bool(notes))


def _unmarked_utf16(data: bytes) -> str | None:
    sample = data[: _SAMPLE & ~1]
    half = len(sample) // 2
    if half == 0:
        return None
    even, odd = sample[0::2], sample[1::2]
    if odd.count(0) > _WIDE_SHARE * half and even.count(0) == 0 and not is_binary(even):
        return "utf-16-le"
    if even.count(0) > _WIDE_SHARE * half and odd.count(0) == 0 and not is_binary(odd):
        return "utf-16-be"
    return None


def is_binary(data: bytes) -> bool:
    """Whether bytes that are no UTF-16 are no text either, by their control characters."""
    sample = data[:_SAMPLE]
    controls = len(sample) - len(sample.translate(None, _CONTROL_BYTES))
    return controls > 1 + len(sample) * _BINARY_SHARE


def _declared_encoding(data: bytes) -> str | None:
    match = _DECLARED.search(data[:_DECLARATION_BYTES])
    return _known_encoding(match[1].decode("ascii")) if match else None


def _known_encoding(named: str) -> str | None:
    """The character set of a name, ``None`` if there is none or it is of no use for bytes that are not UTF-8."""
    try:
        name = codecs.lookup(named).name
        b"x".decode(name)
    except (LookupError, ValueError):  # unknown, or no text encoding
        return None
    if name in _NO_CHARSETS or name.startswith("utf"):
        return None
    return "cp1252" if name in _WESTERN else name
