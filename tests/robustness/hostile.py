"""Files made to hurt a reader: to take its time or memory, to make it fail, or to make it lose what stands in them."""

from __future__ import annotations

import bz2
import gzip
import hashlib
import io
import json
import lzma
import tarfile
import unicodedata
import warnings
import zipfile
from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import Literal

from tests.articles import FERRY, page, plain, post
from tests.web_archives import answer, record, story

STORY = plain(FERRY)
TAIL = "The tide came in after all."
"""Stands at the end of deep pages, to see that it is not lost."""
_RSS = '<rss version="2.0"><channel><title>F</title>{}</channel></rss>'
_ITEM = "<item><title>A</title><description>{}</description></item>"
Make = Callable[[], bytes]


def _text(piece: str, count: int, end: str = "") -> Make:
    def make() -> bytes:
        return (piece * count + end).encode()

    return make


def _page(before: str, piece: str, count: int, after: str = "") -> Make:
    def make() -> bytes:
        return f"<html><body>{before}{piece * count}{after}<p>{TAIL}</p></body></html>".encode()

    return make


def _noise(size: int) -> bytes:
    return b"".join(hashlib.sha256(number.to_bytes(4, "big")).digest() for number in range(size // 32))


def _zip(members: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    held = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(held, "w", method) as archive:
        warnings.simplefilter("ignore")  # two members of one name
        for name, data in members.items():
            archive.writestr(zipfile.ZipInfo(name), data, method)
    return held.getvalue()


def _tar(entries: Mapping[str, bytes | str], mode: Literal["w:", "w:gz"] = "w:") -> bytes:
    """A tar archive; an entry that is no bytes is named by its type: a link's target, or a device."""
    held = io.BytesIO()
    with tarfile.open(fileobj=held, mode=mode) as archive:
        for name, content in entries.items():
            entry = tarfile.TarInfo(name)
            if isinstance(content, bytes):
                entry.size = len(content)
                archive.addfile(entry, io.BytesIO(content))
            else:
                kinds = {"fifo": tarfile.FIFOTYPE, "device": tarfile.CHRTYPE, "hard": tarfile.LNKTYPE}
                entry.type = kinds.get(content, tarfile.SYMTYPE)
                entry.linkname = "../../etc/passwd" if content not in {"fifo", "device"} else ""
                archive.addfile(entry)
    return held.getvalue()


def _nested_zip(depth: int) -> bytes:
    data = _zip({"story.txt": STORY.encode()})
    for level in range(depth):
        data = _zip({f"level{level}.zip": data})
    return data


def _odd_names() -> dict[str, bytes]:
    composed = unicodedata.normalize("NFC", "é.txt")
    names = ["../up.txt", "/etc/passwd.txt", "a\\b.txt", "C:\\evil.txt", "con.txt", "two\nlines.txt", "\x1b[31mred.txt"]
    names += [composed, unicodedata.normalize("NFD", composed), "x/../../y.txt", "n" * 300 + ".txt", "\u202etxt.exe", " ", "dir/"]
    return {name: f"{number} {STORY}".encode() if name != "dir/" else b"" for number, name in enumerate(names)}


def _laughs() -> str:
    lines = "".join(f'<!ENTITY l{level} "{f"&l{level - 1};" * 10}">' for level in range(1, 10))
    return f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY l0 "lol">{lines}]>' + _RSS.format(_ITEM.format("&l9;"))


def _declared(entities: str, use: str) -> Make:
    def make() -> bytes:
        return f'<?xml version="1.0"?><!DOCTYPE rss [{entities}]>{_RSS.format(_ITEM.format(use))}'.encode()

    return make


def _posts(count: int) -> bytes:
    return b"[" + b",".join(b'{"title": "t", "link": "l", "content": "<p>%d</p>"}' % number for number in range(count)) + b"]"


def _post_with(content: str) -> Make:
    return lambda: json.dumps(
        {"title": {"rendered": "T"}, "link": "https://a.example/b", "content": {"rendered": content}}
    ).encode()


def _multipart(depth: int) -> bytes:
    lines = ["From: a@b.example", "Subject: s", "MIME-Version: 1.0"]
    for level in range(depth):
        lines += [f"Content-Type: multipart/mixed; boundary=b{level}", "", f"--b{level}"]
    return "\n".join([*lines, "Content-Type: text/plain", "", STORY]).encode()


TEXTS: Mapping[str, Make] = MappingProxyType(
    {
        "empty.txt": lambda: b"",
        "one-byte.txt": lambda: b"x",
        "mark-only.txt": lambda: b"\xef\xbb\xbf",
        "mark-only-16.txt": lambda: b"\xff\xfe",
        "nul.txt": lambda: b"\x00" * 100_000,
        "odd-utf16.txt": lambda: STORY.encode("utf-16")[:-1],
        "utf32.txt": lambda: STORY.encode("utf-32"),
        "noise.bin": lambda: _noise(1_000_000),
        "no-utf8.txt": lambda: b"\xff\xfe\xfd " * 100_000,
        "controls.txt": lambda: b"a\x01\x02 " * 250_000,
        "word.txt": _text("x", 1_000_000),
        "words.txt": _text("word ", 1_000_000),
        "as-large-as-allowed.txt": _text("x", 19_999_999),
        "line-ends.txt": _text("\n", 5_000_000, STORY),
        "carriage-returns.txt": _text("\r", 1_000_000, STORY),
        "line-separators.txt": _text("\u2028", 500_000, STORY),
        "short-lines.txt": _text("a\n", 30_000),
        "blanks.txt": _text(" ", 2_000_000, STORY),
        "tabs-and-lines.txt": _text("\t\n", 500_000, STORY),
        "angles.txt": _text("<", 1_000_000),
        "openings.txt": _text("<a ", 60_000),
        "ampersands.txt": _text("&", 1_000_000),
        "references.html": _page("<p>", "&#x41;", 60_000),
        "quotes.txt": _text("“", 300_000),
        "straight-quotes.txt": _text('"', 300_000),
        "digits.txt": _text("1", 200_000),
        "commas.txt": _text("1,", 50_000),
        "abbreviations.txt": _text("U.S.", 25_000),
        "days.txt": _text("July 4, 2025 ", 8_000),
        "addresses.txt": _text("https://", 25_000),
        "mail-addresses.txt": _text("a@", 50_000),
        "bylines.txt": _text("By Ann Lee\n", 6_000),
        "credits.txt": _text("The post appeared first on ", 4_000),
        "copyrights.txt": _text("© 2024 The ", 9_000),
        "datelines.txt": _text("TARN (Reuters) - ", 6_000),
        "disclaimers.txt": _text("Legal Disclaimer:\n", 4_000),
        "marks-on-marks.txt": _text("a" + "\u0301\u0336" * 500, 400),
        "no-width.txt": _text("\u200b", 400_000, STORY),
        "turned.txt": _text("\u202e", 300_000, STORY),
        "turned-words.txt": _text("\u202eab\u202c ", 20_000),
        "garbled.txt": _text("â€™", 30_000),
        "look-alikes.txt": _text("p\u0430", 50_000),
        "posts.txt": _text("— A (@a) July 3, 2025\n\n", 4_000),
    }
)
"""Plain text, and bytes that are none."""

MARKDOWNS: Mapping[str, Make] = MappingProxyType(
    {
        "stars.md": _text("*", 200_000, "\n\n# A\n\n# B\n"),
        "emphasis.md": _text("*a ", 30_000, "\n\n# A\n\n# B\n"),
        "underlines.md": _text("_a", 40_000, "\n\n# A\n\n# B\n"),
        "brackets.md": _text("[", 200_000, "\n\n# A\n\n# B\n"),
        "links.md": _text("[a](", 25_000, "\n\n# A\n\n# B\n"),
        "pictures.md": _text("![a](b", 15_000, "\n\n# A\n\n# B\n"),
        "quotations.md": _text(">", 300_000, " a\n\n# A\n\n# B\n"),
        "ticks.md": _text("`", 200_000, "\n\n# A\n\n# B\n"),
        "fences.md": _text("```\n", 20_000, "# A\n\n# B\n"),
        "lists.md": _text("- ", 50_000, "a\n\n# A\n\n# B\n"),
        "front-matter.md": lambda: b"---\n" + b"a: b\n" * 15_000,
        "front-blanks.md": lambda: b"---\n" + b" \n" * 200_000,
        "rulers.md": _text("---\n ", 12_000, "# A\n\n# B\n"),
        "references.md": _text("[a]: https://b.example\n", 4_000, "# A\n"),
    }
)
"""Markdown."""

PAGES: Mapping[str, Make] = MappingProxyType(
    {
        "deep-blocks.html": _page("", "<div>", 100_000),
        "deep-spans.html": _page("<p>", "<span>", 50_000),
        "deep-formats.html": _page("<p>", "<b><i><u>", 20_000),
        "deep-tables.html": _page("", "<table><tr><td>", 10_000),
        "deep-lists.html": _page("", "<ul><li>", 20_000),
        "deep-quotations.html": _page("", "<blockquote>", 30_000),
        "deep-anchors.html": _page("", '<a href="https://twitter.com/a/status/1"><blockquote>', 15_000),
        "crossed.html": _page("", "<b><p></b><i></p></i>", 10_000),
        "closings.html": _page("", "</p></div>", 50_000),
        "many-tags.html": _page("", "<wbr>", 200_100),
        "paragraphs.html": _page("", "<p>word</p>", 10_000),
        "links.html": _page("", '<a href="https://a.example/">a</a> ', 8_000),
        "pictures.html": _page("", '<img src="https://a.example/b.gif" width=1>', 20_000),
        "attributes.html": lambda: b"<p " + b" ".join(b"a%d=b" % n for n in range(60_000)) + f">{TAIL}</p>".encode(),
        "attribute.html": _page('<p title="', "x", 5_000_000, '">a</p>'),
        "open-attribute.html": lambda: b"<p>" + STORY.encode() + b'</p><p title="' + b"x" * 3_000_000,
        "class-names.html": _page('<div class="', "byline ", 200_000, '">a</div>'),
        "open-comment.html": lambda: f"<p>{STORY}</p><!-- ".encode() + b"x" * 3_000_000,
        "comments.html": _page("", "<!--", 200_000),
        "comments-closed.html": _page("", "<!-- a -->", 30_000),
        "dashes.html": _page("<!-", "-", 500_000),
        "data-section.html": _page("<![CDATA[", "x]", 500_000),
        "open-script.html": lambda: f"<p>{STORY}</p><script>".encode() + b"<" * 1_000_000,
        "scripts.html": _page("", "<script>", 50_000),
        "open-textarea.html": lambda: f"<p>{STORY}</p><textarea>".encode() + b"<p>" * 50_000,
        "plain-text-element.html": lambda: f"<p>{STORY}</p><plaintext>".encode() + b"<p>" * 20_000,
        "open-title.html": lambda: b"<title>" + b"<p>" * 100_000 + STORY.encode(),
        "frames.html": _page("", "<iframe src=//a.example>", 15_000),
        "metas.html": lambda: b"<html><head>" + b'<meta name="author" content="A">' * 15_000 + page(FERRY, "A").encode(),
        "linked-data.html": lambda: (
            b'<html><head><script type="application/ld+json">' + b'{"a":' * 100_000 + b"</script></head><p>" + STORY.encode()
        ),
        "wide-data.html": lambda: (
            b'<script type="application/ld+json">['
            + b'{"@type": "NewsArticle", "isBasedOn": "https://a.example/"},' * 10_000
            + b"{}]</script><p>"
            + STORY.encode()
        ),
        "document-type.html": _page("<!DOCTYPE html [", '<!ENTITY a "&b;&b;">', 30_000, "]>"),
        "data-address.html": _page('<img src="data:image/png;base64,', "A", 5_000_000, '">'),
        "options.html": _page("<select>", "<option>", 20_000),
        "nulls.html": lambda: b"<p\x00>a\x00</p\x00>" * 10_000 + b"<p>" + STORY.encode(),
        "drawing.html": _page("", "<svg><g>", 30_000),
        "breaks.html": _page("<p>a", "<br>", 60_000),
    }
)
"""Web pages."""

DATA: Mapping[str, Make] = MappingProxyType(
    {
        "deep-list.json": lambda: b"[" * 100_000 + b"]" * 100_000,
        "deep-object.json": lambda: b'{"content":' * 60_000,
        "deep-strings.json": lambda: b'["' + b"[" * 1_000_000 + b'"]',
        "long-number.json": lambda: b'[{"title": "a", "link": "b", "content": "c", "id": ' + b"9" * 10_000 + b"}]",
        "no-number.json": lambda: b'[{"title": "a", "link": "b", "content": "<p>c</p>", "id": NaN, "x": -Infinity}]',
        "same-keys.json": lambda: b"{" + b'"content": "a", ' * 100_000 + b'"title": "b", "link": "c"}',
        "many-posts.json": lambda: _posts(150),
        "no-posts.json": lambda: b"[" + b"{}," * 20_000 + b"{}]",
        "half-pairs.json": lambda: post(FERRY, "A").replace("council", "\\ud800").encode(),
        "cut-off.json": lambda: post(FERRY, "A").encode()[:700],
        "backslashes.json": lambda: b'{"title": "' + b"\\" * 999_999,
        "deep-page-in-post.json": _post_with("<div>" * 60_000 + TAIL),
        "long-post.json": _post_with("word " * 1_000_000),
        "open-comment-in-post.json": _post_with(f"<p>{STORY}</p><!-- " + "x" * 1_000_000),
        "laughs.xml": lambda: _laughs().encode(),
        "blow-up.xml": _declared(f'<!ENTITY a "{"a" * 100_000}">', "&a;" * 20_000),
        "external-entity.xml": _declared('<!ENTITY a SYSTEM "file:///etc/passwd">', "&a;"),
        "external-type.xml": lambda: (
            b'<?xml version="1.0"?><!DOCTYPE rss SYSTEM "http://a.example/x.dtd">' + _RSS.format("").encode()
        ),
        "parameters.xml": _declared('<!ENTITY % a SYSTEM "http://a.example/x.dtd"> %a;', "b"),
        "deep.xml": lambda: _RSS.format(f"<item>{'<a>' * 100_000}").encode(),
        "many-entries.xml": lambda: _RSS.format(_ITEM.format("words") * 150).encode(),
        "attributes.xml": lambda: _RSS.format("<item " + " ".join(f"a{n}='b'" for n in range(60_000)) + "/>").encode(),
        "section.xml": lambda: _RSS.format(_ITEM.format("<![CDATA[" + "<p>" * 60_000 + "]]>")).encode(),
        "open-section.xml": lambda: _RSS.format(_ITEM.format("<![CDATA[" + "x" * 1_000_000)).encode(),
        "name.xml": lambda: _RSS.format(f"<{'a' * 1_000_000}>").encode(),
        "columns.csv": lambda: ",".join(f"c{n}" for n in range(20_000)).encode() + b"\n1\n",
        "open-quotation.csv": lambda: b'text,url\n"' + b"word, " * 500_000,
        "cell.csv": lambda: b"text,url\n" + b"word " * 500_000 + b",b\n",
        "quotations.csv": lambda: b"text,url\n" + b'"",' * 300_000,
        "rows.jsonl": lambda: b'{"text": "Words of a row."}\n' * 150,
        "bad-rows.jsonl": lambda: b'{"text": "Words."}\n' + b"{\n" * 30_000,
        "parts.eml": lambda: _multipart(300),
        "fields.eml": lambda: b"From: a@b.example\n" + b"X-A: b\n" * 4_000 + b"Subject: c\n\n" + STORY.encode(),
        "folded.eml": lambda: b"From: a@b.example\nSubject: a\n" + b" b\n" * 15_000 + b"\n" + STORY.encode(),
        "boundary.eml": lambda: (
            b"From: a@b.example\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=x\n\n" + b"--x\n" * 20_000
        ),
        "encoded-words.eml": lambda: b"From: a@b.example\nSubject: " + b"=?utf-8?q?a?= " * 20_000 + b"\n\n" + STORY.encode(),
        "length.warc": lambda: record(answer(b"<p>a"), "https://a.example/", more={"Content-Length": "99999999999"}) + story(1),
        "negative.warc": lambda: record(answer(b"<p>a"), "https://a.example/", more={"Content-Length": "-5"}) + story(1),
        "header.warc": lambda: b"WARC/1.1\r\n" + b"X-A: b\r\n" * 100_000 + b"\r\n" + story(1),
        "header-line.warc": lambda: b"WARC/1.1\r\nX-A: " + b"b" * 5_000_000 + b"\r\n\r\n" + story(1),
        "chunks.warc": lambda: record(
            answer(b"1\r\na\r\n" * 20_000 + b"0\r\n\r\n", more={"Transfer-Encoding": "chunked"}), "https://a.example/"
        ),
        "bomb.warc": lambda: record(
            answer(gzip.compress(bytes(50_000_000), mtime=0), more={"Content-Encoding": "gzip"}), "https://a.example/"
        ),
    }
)
"""JSON, XML, tables, messages, web archives."""

ARCHIVES: Mapping[str, Make] = MappingProxyType(
    {
        "bomb.txt.gz": lambda: gzip.compress(bytes(60_000_000), mtime=0),
        "bomb.txt.xz": lambda: lzma.compress(bytes(60_000_000), preset=0),
        "bomb.txt.bz2": lambda: bz2.compress(bytes(60_000_000)),
        "twice.gz": lambda: gzip.compress(gzip.compress(STORY.encode(), mtime=0), mtime=0),
        "cut-off.gz": lambda: gzip.compress(STORY.encode(), mtime=0)[:-20],
        "damaged.gz": lambda: b"\x1f\x8b\x08\x00" + _noise(10_000),
        "bomb.zip": lambda: _zip({f"{number}.txt": bytes(15_000_000) for number in range(4)}),
        "nested.zip": lambda: _nested_zip(5),
        "names.zip": lambda: _zip(_odd_names()),
        "many.zip": lambda: _zip({f"{number}.txt": b"Words." for number in range(150)}, zipfile.ZIP_STORED),
        "empty.zip": lambda: _zip({}),
        "cut-off.zip": lambda: _zip({"a.txt": STORY.encode()})[:-30],
        "damaged.zip": lambda: b"PK\x03\x04" + _noise(10_000),
        "lying.zip": lambda: _zip({"a.txt": STORY.encode()}, zipfile.ZIP_STORED).replace(STORY[:40].encode(), b"y" * 40),
        "odd.tar": lambda: _tar({"a.txt": STORY.encode(), "link": "soft", "hard.txt": "hard", "pipe": "fifo", "tty": "device"}),
        "names.tar": lambda: _tar({"../up.txt": STORY.encode(), "/etc/x.txt": STORY.encode(), "a\nb.txt": STORY.encode()}),
        "bomb.tar.gz": lambda: _tar({f"{number}.txt": bytes(15_000_000) for number in range(4)}, "w:gz"),
        "cut-off.tar": lambda: _tar({"a.txt": STORY.encode() * 50})[:9_000],
        "huge-member.tar": lambda: _tar({"a.txt": b"x" * 21_000_000}, "w:gz"),
    }
)
"""Compressed files and archives."""


def hostile_files() -> Iterator[tuple[str, Make]]:
    """Every file with what makes it; the names differ."""
    for group in (TEXTS, MARKDOWNS, PAGES, DATA, ARCHIVES):
        yield from group.items()


DEEP = tuple(name for name in PAGES if name.startswith("deep-"))
"""Pages with ``TAIL`` behind, or in, more elements than a parser keeps."""
