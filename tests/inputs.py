"""One file of every kind that can be read, made for tests: the same story in each."""

from __future__ import annotations

import html
import io
import json
import zipfile
from collections.abc import Callable, Mapping, Sequence
from email.message import EmailMessage

import pytest

from provenance.model import Container, Format
from tests.articles import FERRY, page, plain, post
from tests.web_archives import answer, record

TITLE = "Ferry landing closes"
MARKED = "".join(f"<p>{html.escape(paragraph)}</p>" for paragraph in FERRY)
_WORDS = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_REFERS = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
_KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_OPEN = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:xlink="http://www.w3.org/1999/xlink" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:meta="urn:oasis:names:tc:opendocument:xmlns:meta:1.0"'
)
Written = tuple[float, float, float, str]
"""A line of a page: its place from the left and from below, its size, its words."""


def zipped(members: Mapping[str, str]) -> bytes:
    """A ZIP archive of texts."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in members.items():
            archive.writestr(zipfile.ZipInfo(name), text, zipfile.ZIP_DEFLATED)
    return made.getvalue()


def pdf(
    pages: Sequence[Sequence[Written]], info: Mapping[str, str] | None = None, links: Mapping[str, Sequence[int]] | None = None
) -> bytes:
    """A PDF with lines of Helvetica at given places; ``links`` are addresses with their rectangles on the first page."""
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", "", "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"]
    kids = []
    for number, lines in enumerate(pages):
        stream = "".join(f"BT /F1 {size} Tf 1 0 0 1 {x} {y} Tm ({_escaped(words)}) Tj ET\n" for x, y, size, words in lines)
        objects.append(f"<< /Length {len(stream.encode('cp1252'))} >>\nstream\n{stream}\nendstream")
        notes = "".join(
            f"<< /Type /Annot /Subtype /Link /Rect [{' '.join(map(str, place))}] /A << /S /URI /URI ({to}) >> >>"
            for to, place in (links or {}).items()
            if number == 0
        )
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents {len(objects)} 0 R /Annots [{notes}] "
            "/Resources << /Font << /F1 3 0 R >> >> >>"
        )
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    objects.append("<< " + " ".join(f"/{name} ({_escaped(value)})" for name, value in (info or {}).items()) + " >>")
    return _numbered(objects)


def _numbered(objects: Sequence[str]) -> bytes:
    data = b"%PDF-1.4\n"
    places = []
    for number, content in enumerate(objects, start=1):
        places.append(len(data))
        data += f"{number} 0 obj\n{content}\nendobj\n".encode("cp1252")
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    count = len(objects) + 1
    tail = f"xref\n0 {count}\n0000000000 65535 f \n{table}trailer\n<< /Size {count} /Root 1 0 R /Info {count - 1} 0 R >>\n"
    return data + f"{tail}startxref\n{len(data)}\n%%EOF\n".encode("cp1252")


def _escaped(words: str) -> str:
    return words.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")


def set_lines(paragraphs: Sequence[str], top: float = 700, width: int = 60) -> list[Written]:
    """Paragraphs as lines of a column, a blank line apart."""
    lines: list[Written] = []
    y = top
    for paragraph in paragraphs:
        words, line = paragraph.split(), ""
        for word in [*words, ""]:
            if word and len(line) + len(word) < width:
                line = f"{line} {word}".strip()
            else:
                lines.append((60, y, 12, line))
                line, y = word, y - 14
        y -= 14
    return lines


def docx(body: str, *, core: str = "", more: Mapping[str, str] | None = None, related: str = "") -> bytes:
    """A DOCX file with the mark-up of a body; ``related`` are relationships of its text, ``more`` further parts."""
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{name}"><w:name w:val="{shown}"/></w:style>'
        for name, shown in (("Titel", "Title"), ("berschrift1", "heading 1"), ("Zitat", "Quote"), ("Beschriftung", "caption"))
    )
    return zipped(
        {
            "[Content_Types].xml": "<Types/>",
            "_rels/.rels": f'<Relationships><Relationship Id="r1" Type="{_KINDS}/officeDocument" Target="word/document.xml"/>'
            f'<Relationship Id="r2" Type="{_KINDS}/metadata/core-properties" Target="docProps/core.xml"/></Relationships>',
            "word/document.xml": f"<w:document {_WORDS} {_REFERS}><w:body>{body}</w:body></w:document>",
            "word/_rels/document.xml.rels": f'<Relationships><Relationship Id="s" Type="{_KINDS}/styles" Target="styles.xml"/>'
            f"{related}</Relationships>",
            "word/styles.xml": f"<w:styles {_WORDS}>{styles}</w:styles>",
            "docProps/core.xml": '<cp:coreProperties xmlns:cp="c" xmlns:dc="http://purl.org/dc/elements/1.1/" '
            f'xmlns:dcterms="http://purl.org/dc/terms/">{core}</cp:coreProperties>',
            **(more or {}),
        }
    )


def docx_paragraph(text: str, style: str = "", looks: str = "") -> str:
    """A paragraph of a DOCX file."""
    marked = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{marked}<w:r><w:rPr>{looks}</w:rPr><w:t>{html.escape(text)}</w:t></w:r></w:p>"


def odt(body: str, *, styles: str = "", meta: str = "") -> bytes:
    """An ODT file with the mark-up of a body."""
    return zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": f"<office:document-content {_OPEN}><office:automatic-styles>{styles}</office:automatic-styles>"
            f"<office:body><office:text>{body}</office:text></office:body></office:document-content>",
            "meta.xml": f"<office:document-meta {_OPEN}><office:meta>{meta}</office:meta></office:document-meta>",
        }
    )


def news_item(content: str = "", *, meta: str = "", rights: str = "", about: str = "", version: str = "1") -> str:
    """An item of NewsML-G2; without content the story, as XHTML."""
    inner = content or f'<inlineXML contenttype="application/xhtml+xml"><html xmlns="x"><body>{MARKED}</body></html></inlineXML>'
    return (
        '<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:newsml:quill.example:20250703:7" '
        f'version="{version}" standard="NewsML-G2" xml:lang="en"><rightsInfo>{rights}</rightsInfo>'
        f'<itemMeta><itemClass qcode="ninat:text"/><provider qcode="nprov:QN"><name>Quill News</name></provider>{meta}</itemMeta>'
        f"<contentMeta><headline>{TITLE}</headline>{about}</contentMeta><contentSet>{inner}</contentSet></newsItem>"
    )


def nitf(content: str = MARKED, *, head: str = "", top: str = "", end: str = "") -> str:
    """An item of NITF."""
    return (
        f"<nitf><head><title>{TITLE}</title>{head}</head><body><body.head><hedline><hl1>{TITLE}</hl1></hedline>{top}</body.head>"
        f"<body.content>{content}</body.content><body.end>{end}</body.end></body></nitf>"
    )


def ninjs(**more: object) -> dict[str, object]:
    """An item of ninjs 1."""
    return {"uri": "urn:quill.example:7", "type": "text", "headline": TITLE, "body_xhtml": MARKED, "version": "1", **more}


def _mail() -> bytes:
    message = EmailMessage()
    message["From"] = "The Bay Courier <editor@mail.example>"
    message["Subject"] = TITLE
    message["Date"] = "Fri, 04 Jul 2025 15:03:47 +0000"
    message.set_content(plain(FERRY))
    return message.as_bytes()


def _kept_mail() -> bytes:
    body = page(FERRY, TITLE)
    return (
        "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://bay.example/1\r\nSubject: x\r\n"
        "Date: Sat, 05 Jul 2025 09:00:00 -0000\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/related; type="text/html"; boundary="b"\r\n\r\n'
        f"--b\r\nContent-Type: text/html; charset=utf-8\r\nContent-Location: https://bay.example/1\r\n\r\n{body}\r\n--b--\r\n"
    ).encode()


def _rss(root: str, items: str) -> bytes:
    return f'<?xml version="1.0" encoding="UTF-8"?>{root}{items}'.encode()


def _parquet() -> bytes:
    arrow, parquet = pytest.importorskip("pyarrow"), pytest.importorskip("pyarrow.parquet")
    made = io.BytesIO()
    parquet.write_table(arrow.table({"text": [plain(FERRY)], "title": [TITLE]}), made)
    return made.getvalue()


_ROWS = {"text": plain(FERRY), "title": TITLE, "url": "https://bay.example/1"}
_WXR = (
    '<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:wp="http://wordpress.org/export/1.2/">'
    "<channel><title>Bay</title><item><title>{title}</title><link>https://bay.example/1</link><content:encoded><![CDATA[{text}]]>"
    "</content:encoded><wp:post_id>1</wp:post_id><wp:post_type>post</wp:post_type><wp:status>publish</wp:status></item></channel></rss>"
)
KINDS: Mapping[Container | Format, tuple[str, Callable[[], bytes]]] = {
    Format.WORDPRESS_REST_JSON: ("post.json", lambda: post(FERRY, TITLE).encode()),
    Format.HTML: ("page.html", lambda: page(FERRY, TITLE).encode()),
    Format.MARKDOWN: ("text.md", f"---\ntitle: {TITLE}\n---\n\n# {TITLE}\n\n{plain(FERRY)}".encode),
    Format.PLAIN_TEXT: ("text.txt", f"{TITLE}\n\n{plain(FERRY)}".encode),
    Container.JSONL: ("table.jsonl", f"{json.dumps(_ROWS)}\n{json.dumps({**_ROWS, 'title': 'Again'})}\n".encode),
    Container.JSON: (
        "list.json",
        lambda: json.dumps({"status": "ok", "articles": [_ROWS, {**_ROWS, "title": "Again"}]}).encode(),
    ),
    Container.CSV: ("table.csv", f'title,text\n{TITLE},"{plain(FERRY)}"\n'.encode),
    Container.PARQUET: ("table.parquet", _parquet),
    Container.WARC: ("crawl.warc", lambda: record(answer(page(FERRY, TITLE).encode()), "https://bay.example/1")),
    Container.RSS: (
        "feed.xml",
        lambda: _rss(
            '<rss version="2.0"><channel><title>Bay</title><link>https://bay.example</link>',
            f"<item><title>{TITLE}</title><link>https://bay.example/1</link><source url='https://origin.example/feed'>O</source>"
            f"<description>{html.escape(MARKED)}</description></item></channel></rss>",
        ),
    ),
    Container.ATOM: (
        "atom.xml",
        lambda: _rss(
            '<feed xmlns="http://www.w3.org/2005/Atom"><title>Bay</title>',
            f'<entry><title>{TITLE}</title><link href="https://bay.example/1"/>'
            f'<content type="html">{html.escape(MARKED)}</content></entry></feed>',
        ),
    ),
    Container.JSON_FEED: (
        "feed.json",
        lambda: json.dumps(
            {
                "version": "https://jsonfeed.org/version/1.1",
                "items": [{"id": "1", "title": TITLE, "url": "https://bay.example/1", "content_html": MARKED}],
            }
        ).encode(),
    ),
    Container.WXR: ("export.xml", lambda: _WXR.format(title=TITLE, text=MARKED).encode()),
    Container.EMAIL: ("letter.eml", _mail),
    Container.MHTML: ("page.mhtml", _kept_mail),
    Container.PDF: ("print.pdf", lambda: pdf([[(60, 750, 24, TITLE), *set_lines(FERRY)]])),
    Container.DOCX: (
        "word.docx",
        lambda: docx(docx_paragraph(TITLE, "Titel") + "".join(docx_paragraph(paragraph) for paragraph in FERRY)),
    ),
    Container.ODT: (
        "writer.odt",
        lambda: odt(
            f'<text:h text:outline-level="1">{TITLE}</text:h>'
            + "".join(f"<text:p>{html.escape(paragraph)}</text:p>" for paragraph in FERRY)
        ),
    ),
    Container.NEWSML_G2: ("item.xml", lambda: news_item().encode()),
    Container.NITF: ("story.xml", lambda: nitf().encode()),
    Container.NINJS: ("item.json", lambda: json.dumps(ninjs()).encode()),
}
"""A file of each kind: its name, and how to make it."""
