"""News agencies' own formats: NewsML-G2 (IPTC, 2.x) and NITF (3.x), one document for each item of text."""

from __future__ import annotations

import codecs
import html
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import BinaryIO

from provenance.corpus.loading import content_stream, peek, reason_of
from provenance.corpus.news_markup import NewsText, news_html
from provenance.corpus.nitf import nitf_document
from provenance.corpus.one_file import OneFile
from provenance.corpus.xml_items import Node, encoding_of, items_of
from provenance.model import Container, Problem, RawDocument, RecordFields
from provenance.settings import Limits

_HEAD = 1 << 14
"""Bytes in which the root element stands: comments and name spaces come before it."""
_FIRST_BYTES = (b"<", codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_ROOT = re.compile(
    r"(?:\s++|<\?[^>]{0,2000}\?>|<!--.{0,8000}?-->|<!DOCTYPE[^>\[]{0,500}(?:\[[^\]]{0,8000}\]\s{0,80})?>)*+<(?:\w+:)?(\w+)\b",
    re.DOTALL,
)
_ROOTS = frozenset({"newsItem", "newsMessage", "packageItem", "nitf", "NewsML"})
_ITEMS = frozenset({"newsItem", "packageItem", "conceptItem", "planningItem", "nitf", "NewsItem"})
_FIRST_VERSION = "1"
_TEXT_KINDS = ("text/", "application/xhtml+xml", "application/nitf+xml")


def is_news(source: BinaryIO, limits: Limits) -> bool:
    """Whether an open file is in one of the formats of news agencies."""
    head, _ = peek(content_stream(source, limits), _HEAD)
    if not head.lstrip().startswith(_FIRST_BYTES):
        return False
    root = _ROOT.match(head.decode(encoding_of(head), errors="replace").removeprefix("\ufeff"))
    return root is not None and root[1] in _ROOTS


def read_news(file: OneFile, source: BinaryIO, limits: Limits) -> Iterator[RawDocument | Problem]:
    """The items of text in an open file, in order: called as the file if there is one, else ``base#n``, the n-th item."""
    items, count, left_out = 0, 0, Counter[str]()
    found: list[RawDocument] = []
    try:
        for node, is_head in items_of(content_stream(source, limits), limits, _ITEMS):
            if is_head:
                continue
            items += 1
            document = _document(node, file, f"item {items}", left_out)
            if document is None:
                continue
            count += 1
            found.append(document)
            if count > 1:
                yield from (
                    replace(each, id=f"{file.base}#{place}") for place, each in enumerate(found, start=count - len(found) + 1)
                )
                found.clear()
    except (ValueError, OSError) as error:
        yield file.problem("degraded" if count else "skipped", f"{reason_of(error)} (items read before: {items:,})")
        items += 1
    yield from found
    if left_out:
        kinds = ", ".join(f"{number:,} {kind}" for kind, number in sorted(left_out.items()))
        yield file.problem("notice" if count else "skipped", f"left out: {kinds}")
    elif not items:
        yield file.problem("skipped", "a file of a news agency without an item in it; fetch it again")


def _document(node: Node, file: OneFile, place: str, left_out: Counter[str]) -> RawDocument | None:
    """The document in an item; ``None`` if it holds none, which is counted."""
    if node.name == "nitf":
        text, record = nitf_document(node, place)
    elif node.name == "newsItem":
        text, record = _news_item(node, place)
    elif node.name == "NewsItem":
        left_out["in NewsML 1, which is not read: convert them to NewsML-G2 or NITF"] += 1
        return None
    else:
        left_out[f"of kind {node.name}"] += 1
        return None
    if not text.body.strip():
        left_out["without text (pictures, or text in other files)"] += 1
        return None
    return file.document(news_html(text), record)


def _news_item(node: Node, place: str) -> tuple[NewsText, RecordFields]:
    """An item of NewsML-G2 (specification 2.x): its text, and what it says of itself."""
    item, content, rights = (node.child(name) or _EMPTY for name in ("itemMeta", "contentMeta", "rightsInfo"))
    body, inner = _body(node)
    notices = (_said(rights, "copyrightNotice"), _said(rights, "usageTerms"), _said(content, "creditline"))
    text = NewsText(
        headline=_said(content, "headline") or _said(item, "title") or inner.headline,
        subhead=_said(content, "subheadline"),
        byline=_said(content, "by") or inner.byline,
        dateline=_said(content, "dateline") or inner.dateline,
        body=body,
        notices=tuple(filter(None, notices)),
        language=node.attribute("lang") or _attribute(content, "language", "tag"),
    )
    first, this = _said(item, "firstCreated"), _said(item, "versionCreated")
    is_first = node.attribute("version") in {"", _FIRST_VERSION}
    record = RecordFields(
        container=Container.NEWSML_G2,
        place=place,
        published=first or (this if is_first else ""),
        updated="" if is_first else this,
        author="; ".join(filter(None, (_party_of(creator) for creator in content.children("creator") if creator.child("name")))),
        publisher=_party(item, "provider"),
        language=text.language,
        guid=node.attribute("guid"),
        facts=tuple((name, value) for name, value in _facts(node, item, content, rights) if value.strip()),
    )
    return text, record


def _facts(node: Node, item: Node, content: Node, rights: Node) -> Iterator[tuple[str, str]]:
    """What an item says of where it comes from and which it is, named as signals know it."""
    yield "news:guid", node.attribute("guid")
    yield "news:version", node.attribute("version")
    yield "news:provider", _party(item, "provider")
    yield "news:creditline", _said(content, "creditline")
    yield "news:copyrightholder", _party(rights, "copyrightHolder")
    yield "news:embargoed", _said(item, "embargoed")
    yield "news:pubstatus", _attribute(item, "pubStatus", "qcode")
    yield "news:located", _party(content, "located")
    yield "news:slugline", _said(content, "slugline")
    for source in content.children("infoSource"):
        yield "news:infosource", _party_of(source)
    for other in (*content.children("altId"), *item.children("altId")):
        yield "news:altid", " ".join(other.text().split())
    for link in item.children("link"):
        yield "news:link", f"{link.attribute('rel')} {link.attribute('residref') or link.attribute('href')}"


_EMPTY = Node(space="", name="", attributes={})


def _body(node: Node) -> tuple[str, NewsText]:
    """The text of an item as HTML, and that of an item of NITF in it; pictures and what stands in other files are none."""
    contents, none = node.child("contentSet") or _EMPTY, NewsText(headline="")
    for inline in contents.children("inlineXML"):
        nitf = next(inline.below("nitf"), None)
        if nitf is not None:
            inner, _ = nitf_document(nitf, "")
            return inner.body, inner
        page = next(inline.below("body"), inline)
        if page.text().strip():
            return page.markup(), none
    for inline in contents.children("inlineData"):
        kind = inline.attribute("contenttype")
        if (not kind or kind.startswith(_TEXT_KINDS)) and not inline.attribute("encoding"):
            return inline.text() if "html" in kind else _paragraphs(inline.text()), none
    return "", none


def _paragraphs(words: str) -> str:
    parts = re.split(r"\n[ \t]*\n", words.strip())
    return "".join(f"<p>{html.escape(part, quote=False)}</p>" for part in parts if part.strip())


def _said(node: Node, name: str) -> str:
    """The words of the first element of a name, of the main one where there are several roles."""
    found = list(node.children(name))
    chosen = next((each for each in found if each.attribute("role") in {"", "hld:main"}), found[0] if found else None)
    return " ".join(chosen.text().split()) if chosen is not None else ""


def _attribute(node: Node, name: str, attribute: str) -> str:
    found = node.child(name)
    return found.attribute(attribute) if found is not None else ""


def _party(node: Node, name: str) -> str:
    found = node.child(name)
    return _party_of(found) if found is not None else ""


def _party_of(node: Node) -> str:
    """Who is meant: by name, else by what stands there, else by a code, without its scheme (``nprov:AFP``)."""
    name = node.child("name")
    words = " ".join((name or node).text().split())
    return words or node.attribute("literal") or node.attribute("qcode").rpartition(":")[2]
