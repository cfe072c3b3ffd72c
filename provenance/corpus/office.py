"""Files of office programs: which they are, and who reads them. Both kinds that are read are ZIP archives of XML."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Callable, Iterator
from typing import BinaryIO

from provenance.corpus.docx import read_docx
from provenance.corpus.loading import content_stream, load_bytes, peek
from provenance.corpus.odt import read_odt
from provenance.corpus.one_file import OneFile
from provenance.corpus.package import Package
from provenance.model import Problem, RawDocument
from provenance.settings import Limits

_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0"
_RICH = b"{\\rtf"
_ODT_KINDS = ("application/vnd.oasis.opendocument.text", "application/vnd.oasis.opendocument.text-template")
_PARTS = (
    ("word/", "docx"),
    ("xl/", "a spreadsheet; save it as CSV, one article to a row"),
    ("ppt/", "slides; save their text as a .txt file"),
)
_MEMBERS = (("META-INF/container.xml", "an e-book (EPUB); save its text as a .txt file"),)
_OTHER_PACKAGE = "an office document of an unknown kind; save it as DOCX, or its text as a .txt file"
_CUT_OFF = "an office document that is damaged or cut off; fetch it again"
_OLD = "an old office document (DOC and the like); open it and save it as DOCX, or its text as a .txt file"
_RTF = "rich text (RTF); open it and save it as DOCX, or as plain text"
_PACKAGE_MEMBERS = ("[Content_Types].xml", "mimetype")

Reader = Callable[[OneFile, BinaryIO, Limits], Iterator[RawDocument | Problem]]


def office_reader(source: BinaryIO, limits: Limits) -> Reader | None:
    """The reader of an open file of an office program, ``None`` if it is none.

    Raises:
        ValueError: it is of a kind that is not read; the message says what to do.

    """
    head, _ = peek(content_stream(source, limits), len(_RICH))
    if head.startswith(_OLE):
        raise ValueError(_OLD)
    if head.startswith(_RICH):
        raise ValueError(_RTF)
    if not head.startswith(_ZIP):
        return None
    kind = _kind(load_bytes(content_stream(source, limits), limits.file_bytes))
    if kind in _READERS:
        return _READERS[kind]
    if kind:
        raise ValueError(kind)
    return None


def _kind(data: bytes) -> str:
    """``docx``, ``odt``, what is told of another kind, or nothing if it is no file of an office program."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
            if not any(name in names for name in _PACKAGE_MEMBERS):
                return ""
            written = archive.open("mimetype").read(200).decode("latin-1").strip() if "mimetype" in names else ""
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, ValueError, OSError):
        return _CUT_OFF
    if written in _ODT_KINDS:
        return "odt"
    found = next((kind for member, kind in _MEMBERS if member in names), "")
    return found or next((kind for start, kind in _PARTS if any(name.startswith(start) for name in names)), _OTHER_PACKAGE)


def _reader(read: Callable[[OneFile, Package], Iterator[RawDocument | Problem]]) -> Reader:
    def reading(file: OneFile, source: BinaryIO, limits: Limits) -> Iterator[RawDocument | Problem]:
        data = load_bytes(content_stream(source, limits), limits.file_bytes)
        return read(file, Package(data, limits))

    return reading


_READERS = {"docx": _reader(read_docx), "odt": _reader(read_odt)}
