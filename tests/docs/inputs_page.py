"""The page of the reference on inputs, written from the code: a row for every format and container."""

from __future__ import annotations

from collections.abc import Mapping

from provenance.model import Container, Format

_GENERATED = "<!-- Written from the code: change it there, then run pytest --update-golden. -->"
_TABLES, _FEEDS, _ARCHIVES = "read-tables.md", "read-feeds-and-exports.md", "read-web-archives.md"
_DOCUMENTS, _NEWS, _SAVED = "read-documents.md", "read-news-formats.md", "read-saved-pages.md"
ROWS: Mapping[Container | Format, tuple[str, str, str, str]] = {
    Format.HTML: ("a web page, saved any way, or a piece of HTML", "its tags", "", _SAVED),
    Format.WORDPRESS_REST_JSON: ("a WordPress post or page in JSON", "`content`, and a title or address", "", _FEEDS),
    Format.MARKDOWN: ("Markdown, with front matter or without", "its marks", "", ""),
    Format.PLAIN_TEXT: ("plain text", "nothing else fits", "", ""),
    Container.JSONL: ("a record of JSON Lines", "an object in each line", "", _TABLES),
    Container.JSON: ("a record of a list in JSON", "a list of objects with a text", "", _TABLES),
    Container.CSV: ("a row of CSV, also with tabs, semicolons or bars", "a first line that names columns", "", _TABLES),
    Container.PARQUET: ("a record of a Parquet file", "its first bytes", "`[scale]`", _TABLES),
    Container.WARC: (
        "a page in a web archive: WARC, WACZ, WET, ARC",
        "its first bytes",
        "`[warc]` for pages compressed with Brotli",
        _ARCHIVES,
    ),
    Container.RSS: ("an entry of RSS 0.9 to 2.0, or of RSS in RDF", "its outermost element", "", _FEEDS),
    Container.ATOM: ("an entry of Atom 1.0", "its outermost element", "", _FEEDS),
    Container.JSON_FEED: ("an item of JSON Feed 1 or 1.1", "its `version`", "", _FEEDS),
    Container.WXR: ("a post of a WordPress export", "the name space of its outermost element", "", _FEEDS),
    Container.EMAIL: ("a newsletter (`.eml`)", "its headers", "", _FEEDS),
    Container.MHTML: ("a page that a browser saved as one file", "its headers", "", _SAVED),
    Container.PDF: ("a PDF with text in it", "its first bytes", "`[docs]`", _DOCUMENTS),
    Container.DOCX: ("a file of Word from 2007 on", "the parts in it", "", _DOCUMENTS),
    Container.ODT: ("a text of LibreOffice and others", "the kind that it names", "", _DOCUMENTS),
    Container.NEWSML_G2: ("an item of NewsML-G2", "its outermost element", "", _NEWS),
    Container.NITF: ("an item of NITF 3", "its outermost element", "", _NEWS),
    Container.NINJS: ("an item of ninjs 1 to 3", "`uri`, a body, and names of its own", "", _NEWS),
}
"""What each kind is, what tells it, what it needs beside the program itself, and the page on it."""


_INTRODUCTION = (
    "Every kind of file that is read, by what `trace.json` calls it (`documents[].format`). The content decides, never the "
    "suffix. Any of them may be compressed with gzip, bzip2, xz or zstd, and stand in a ZIP or tar archive; zstd before Python "
    "3.14 needs `[scale]`, and Parquet brings its own compression. What a kind needs is installed with "
    '`pip install "provenance-tracer[…]"`.\n\n'
    "`provenance inspect FILE` shows what was read of a file: the role of every block, every signal, the facts about the whole, "
    "and what was lost; with `--json` as JSON."
)
_NOT_READ = (
    "Of what is not read you are told what to do: DOC, RTF, spreadsheets, slides and e-books, pictures, scanned PDFs, NewsML 1, "
    "archives inside archives."
)


def inputs_page() -> str:
    """``docs/reference/inputs.md``."""
    rows = [
        f"| `{kind.value}` | {what} | {told} | {needs} | {f'[more](../how-to/{page})' if page else ''} |"
        for kind, (what, told, needs, page) in ROWS.items()
    ]
    table = "\n".join(["| format | what | told by | needs | |", "|---|---|---|---|---|", *rows])
    return "\n\n".join(["# Inputs", _GENERATED, _INTRODUCTION, table, _NOT_READ]) + "\n"
