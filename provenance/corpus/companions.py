"""Folders that browsers put beside a saved page, with its pictures and scripts: none of it is a document."""

from __future__ import annotations

import re
from collections.abc import Container

_COMPANION = re.compile(
    r"(.+)(?:_files|[-_]dateien|_fichiers|_archivos|_arquivos|_file|_bestanden|[-_]filer|_pliki|_soubory|_tiedostot)",
    re.IGNORECASE,
)
"""How browsers call them: in English, German, French, Spanish, Portuguese, Italian, Dutch, Danish, Polish, Czech and Finnish."""
_PAGES = (".html", ".htm", ".xhtml", ".php", "")


def page_beside(folder: str, names: Container[str]) -> str | None:
    """The saved page that a folder belongs to, among the names beside it; ``None`` if there is none.

    Examples:
        >>> page_beside("Ferry closes_files", {"Ferry closes.htm"}), page_beside("case_files", {"other.html"})
        ('Ferry closes.htm', None)

    """
    match = _COMPANION.fullmatch(folder)
    return next((match[1] + suffix for suffix in _PAGES if match[1] + suffix in names), None) if match else None


def page_of_member(name: str, names: Container[str]) -> str | None:
    """The saved page that a file of an archive belongs to, by their paths in it; ``None`` if there is none."""
    parts = name.split("/")
    for place in range(len(parts) - 1):
        above = "".join(f"{part}/" for part in parts[:place])
        page = page_beside(above + parts[place], names)
        if page is not None:
            return page
    return None
