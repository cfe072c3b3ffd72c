"""The text of a PDF's pages with its places, by the library pypdf: run in a process of its own, and imported nowhere.

Reads a PDF from standard input and writes JSON, one value to a line: first what the file says of itself, then each page.
"""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Mapping, Sequence

from pypdf import PageObject, PdfReader
from pypdf.errors import DependencyError, PdfReadError

_MOST_LINKS = 500
"""Links kept of a page."""
_BOLD = ("bold", "black", "heavy", "semib")
_UPRIGHT = 0.1
"""Rise of a line, for its length, up to which it is upright; stamps at the edge run upwards."""
_DAMAGES = (PdfReadError, ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError)
"""What the library raises for damaged files; whatever else it raises ends this process, which is noticed."""


def main() -> None:
    """Write what is in the PDF; the arguments are how many pages and how many characters to read at most."""
    most_pages, most_chars = int(sys.argv[1]), int(sys.argv[2])
    try:
        reader = PdfReader(io.BytesIO(sys.stdin.buffer.read()))
        if reader.is_encrypted and not reader.decrypt(""):
            _write({"fault": "encrypted"})
            return
        total = len(reader.pages)
    except DependencyError:  # a cipher for which the library needs another one
        _write({"fault": "encrypted"})
        return
    except _DAMAGES:
        _write({"fault": "damaged"})
        return
    _write({"pages": total, "info": _info(reader)})
    for number in range(min(total, most_pages)):
        most_chars -= _write_page(reader, number)
        if most_chars < 0:
            return


def _write_page(reader: PdfReader, number: int) -> int:
    """Write a page, or that it cannot be read; how many characters it has."""
    try:
        page = reader.pages[number]
        chunks = _chunks(page)
        found = {"chunks": chunks, "links": _links(page), "height": float(page.mediabox.height), "pictures": _has_pictures(page)}
    except _DAMAGES:
        _write({"fault": "damaged"})
        return 0
    _write(found)
    return sum(len(str(chunk[0])) for chunk in chunks)


def _info(reader: PdfReader) -> dict[str, str]:
    """The document information dictionary (ISO 32000-1, section 14.3.3) as texts."""
    found: Mapping[str, object] = reader.metadata or {}
    return {str(name).lstrip("/").lower(): str(value) for name, value in found.items() if isinstance(value, str)}


def _chunks(page: PageObject) -> list[list[object]]:
    """Stretches of text in the order of the file: text, x, y from below, size, whether bold, whether upright."""
    found: list[list[object]] = []

    def visit(text: str, cm: Sequence[float], tm: Sequence[float], font: dict[str, object] | None, size: float) -> None:
        if not text.strip():
            if found and text:
                found[-1][0] = str(found[-1][0]) + text
            return
        x = tm[4] * cm[0] + tm[5] * cm[2] + cm[4]
        y = tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
        across, along = tm[0] * cm[0] + tm[1] * cm[2], tm[0] * cm[1] + tm[1] * cm[3]
        height = abs(size) * (across * across + along * along) ** 0.5
        name = str((font or {}).get("/BaseFont", "")).lower()
        is_bold = any(word in name for word in _BOLD)
        found.append([text, round(x, 1), round(y, 1), round(height, 1), is_bold, abs(along) <= abs(across) * _UPRIGHT])

    page.extract_text(visitor_text=visit)
    return found


def _links(page: PageObject) -> list[list[object]]:
    """Rectangle (left, below, right, above) and address of each link."""
    found: list[list[object]] = []
    for each in list(page.get("/Annots") or ())[:_MOST_LINKS]:
        note = each.get_object()
        action = note.get("/A")
        address = action.get_object().get("/URI") if action is not None else None
        place = note.get("/Rect")
        if address is not None and place is not None:
            found.append([*(round(float(edge), 1) for edge in place), str(address)])
    return found


def _has_pictures(page: PageObject) -> bool:
    resources = page.get("/Resources")
    objects = resources.get_object().get("/XObject") if resources is not None else None
    return objects is not None and len(objects.get_object()) > 0


def _write(value: dict[str, object]) -> None:
    sys.stdout.write(json.dumps(value) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
