"""Feeds (RSS, RDF, Atom) and WordPress exports (WXR): one document for each entry, with what it says of its source."""

from __future__ import annotations

import codecs
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import BinaryIO

from provenance.corpus import wxr
from provenance.corpus.loading import content_stream, peek, reason_of
from provenance.corpus.one_file import OneFile
from provenance.corpus.sniff import Shape, sniff
from provenance.corpus.xml_items import Node, encoding_of, items_of
from provenance.model import Container, Format, Problem, RawDocument, RecordFields
from provenance.settings import Limits
from provenance.text.clean import clean_text
from provenance.text.hosts import host_of

_HEAD = 1 << 14
"""Bytes in which the root element of a feed stands: comments and name spaces come before it."""
_FIRST_BYTES = (b"<", codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_ROOT = re.compile(r"<(?:\w+:)?(rss|feed|RDF)\b([^>]{0,8000})>")
_PROLOG = re.compile(
    r"(?:\s+|<\?[^>]{0,2000}\?>|<!--.{0,8000}?-->|<!DOCTYPE[^>\[]{0,500}(?:\[[^\]]{0,8000}\]\s{0,80})?>)*", re.DOTALL
)
_MARKUP = re.compile(r"<[a-zA-Z/!][^<>]*>|&(?:#\d+|\w+);")
_FEEDS = "http://purl.org/rss/1.0/", "http://purl.org/net/rss", "http://my.netscape.com/rdf"
_EXPORT = "wordpress.org/export"

_ATOM = "http://www.w3.org/2005/atom"
_CONTENT = "http://purl.org/rss/1.0/modules/content/"
_DUBLIN = "http://purl.org/dc/elements/1.1/"
_BURNER = "http://rssnamespace.org/feedburner/ext/1.0"
_THREADING = "http://purl.org/syndication/thread/1.0"
_COMMENT = re.compile(r"#comment-?\d+$")
_XML_LANGUAGE = "http://www.w3.org/XML/1998/namespace lang"


@dataclass(slots=True, kw_only=True)
class _About:
    """What a feed says of itself, by name, and the names of an export's authors by login."""

    channel: dict[str, str] = field(default_factory=dict)
    authors: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True, kw_only=True)
class _Count:
    """What has been read so far, and what was left out by its kind."""

    entries: int = 0
    documents: int = 0
    summaries: int = 0
    is_broken: bool = False
    left_out: Counter[str] = field(default_factory=Counter)


def feed_kind(source: BinaryIO, limits: Limits) -> Container | None:
    """What feed or export is in an open file; ``None`` if it is none."""
    head, _ = peek(content_stream(source, limits), _HEAD)
    if not head.lstrip().startswith(_FIRST_BYTES):
        return None
    text = head.decode(encoding_of(head), errors="replace").removeprefix("\ufeff")
    prolog = _PROLOG.match(text)
    root = _ROOT.match(text, prolog.end() if prolog else 0)
    if root is None:
        return None
    if root[1] == "rss":
        return Container.WXR if _EXPORT in root[2] else Container.RSS
    if root[1] == "feed":
        return Container.ATOM if _ATOM in root[2].lower() else None
    return Container.RSS if any(space in root[2] for space in _FEEDS) else None


def read_feed(kind: Container, feed: OneFile, source: BinaryIO, limits: Limits) -> Iterator[RawDocument | Problem]:
    """The entries of an open feed, in order, with what cannot be read.

    They are called ``base#n``, the n-th entry, and those of an export by the id of the post.
    """
    count = _Count()
    stream = content_stream(source, limits)
    encoding = encoding_of(peek(stream, _HEAD)[0])
    bare = feed.document("", RecordFields(container=kind, place=""), encoding)
    try:
        yield from _entries(feed, bare, content_stream(source, limits), limits, count)
    except (ValueError, OSError) as error:
        severity = "degraded" if count.documents else "skipped"
        yield feed.problem(severity, f"{reason_of(error)} (entries read before: {count.entries:,})")
        count.is_broken = True
    severity = "notice" if count.documents or count.is_broken else "skipped"
    yield from (feed.problem(severity, message) for message in _told(count))
    if not count.entries and not count.is_broken:
        yield feed.problem("skipped", "a feed without entries; fetch it again when it has some")


def _entries(
    feed: OneFile, bare: RawDocument, stream: BinaryIO, limits: Limits, count: _Count
) -> Iterator[RawDocument | Problem]:
    about = _About()
    kind = bare.record.container if bare.record else Container.RSS
    read = _post if kind is Container.WXR else _article
    seen: set[str] = set()
    for node, is_head in items_of(stream, limits):
        if is_head:
            _note_head(node, about)
            continue
        count.entries += 1
        if _is_comment(node):
            count.left_out["by readers (comments)"] += 1
            continue
        fields = RecordFields(container=kind, place=f"entry {count.entries}")
        found = read(node, about, replace(bare, id=str(count.entries), record=fields), count)
        if found is None:
            continue
        if not found.content.strip():
            yield feed.problem("skipped", f"{fields.place}: neither content nor a summary")
            continue
        count.documents += 1
        name = found.id if found.id not in seen else f"{found.id}~{count.entries}"
        seen.add(name)
        yield replace(found, id=f"{feed.base}#{name}")


def _is_comment(node: Node) -> bool:
    """Whether an entry answers another (RFC 4685), or its address is a comment's on somebody's page, as in WordPress's feeds."""
    return any(node.children("in-reply-to", _THREADING)) or _COMMENT.search(_address(node)) is not None


def _post(node: Node, about: _About, bare: RawDocument, count: _Count) -> RawDocument | None:
    """A post of an export; ``None`` if it is no published text."""
    post = wxr.post_of(node, about.authors, about.channel.get("language", ""))
    if post.left_out:
        count.left_out[post.left_out] += 1
        return None
    fields = replace(bare.record, url=post.url, publisher=_name(about.channel, post.url)) if bare.record else None
    return replace(bare, id=post.number or bare.id, format=Format.WORDPRESS_REST_JSON, content=post.content, record=fields)


def _note_head(node: Node, about: _About) -> None:
    """Keep what a feed says of itself: its title, address and language, and the authors of an export."""
    words = " ".join(node.text().split())
    if node.name == "link":
        words = words or (node.attributes.get("href", "") if node.attributes.get("rel", "alternate") == "alternate" else "")
    if node.name in {"title", "link", "language"} and words:
        about.channel.setdefault(node.name, words)
    elif node.name == "author" and node.parts:
        login, shown = wxr.author_of(node)
        if login and shown:
            about.authors[login] = shown
    if _XML_LANGUAGE in node.attributes:
        about.channel.setdefault("language", node.attributes[_XML_LANGUAGE])


def _article(node: Node, about: _About, bare: RawDocument, count: _Count) -> RawDocument:
    """An entry of a feed, by its content, or by its summary if it has no other."""
    body = _first(node, ("encoded", _CONTENT), ("content", _ATOM), ("body", None))
    content, form = _content(body) if body is not None else ("", Format.PLAIN_TEXT)
    summary = _first(node, ("description", None), ("summary", None))
    if not content.strip() and summary is not None:
        content, form = _content(summary)
        count.summaries += bool(content.strip())
    url = _address(node)
    fields = replace(
        bare.record or RecordFields(container=Container.RSS, place=""),
        title=_words(_first(node, ("title", None))),
        url=url,
        published=_words(_first(node, ("pubDate", None), ("published", None), ("date", _DUBLIN), ("issued", None))),
        updated=_words(_first(node, ("updated", None), ("modified", None))),
        author=_author(node),
        publisher=_name(about.channel, url),
        language=node.attributes.get(_XML_LANGUAGE, "") or about.channel.get("language", ""),
        guid=_words(_first(node, ("guid", None), ("id", None))),
        facts=tuple(_facts(node)),
    )
    return replace(bare, content=content, format=form, record=fields)


def _first(node: Node, *names: tuple[str, str | None]) -> Node | None:
    return next((child for name, space in names for child in node.children(name, space)), None)


def _words(node: Node | None) -> str:
    return " ".join(clean_text(node.text())[0].split()) if node is not None else ""


def _content(node: Node) -> tuple[str, Format]:
    """The text of an element and how it is written: XHTML in the feed itself, HTML in words, or plain text."""
    kind = node.attributes.get("type", "html")
    if kind == "xhtml" or any(isinstance(part, Node) for part in node.parts):
        return node.markup(), Format.HTML
    text = node.text()
    if kind in {"text", "text/plain"}:
        return text, Format.PLAIN_TEXT
    return text, Format.HTML if _MARKUP.search(text) or sniff(text, "") is Shape.HTML else Format.PLAIN_TEXT


def _address(node: Node) -> str:
    """The entry's own address: behind a counting service, as its publisher gave it; else the link; else a permanent id."""
    burned = _words(_first(node, ("origLink", _BURNER)))
    if burned:
        return burned
    for link in node.children("link"):
        if "href" in link.attributes:
            if link.attributes.get("rel", "alternate") == "alternate":
                return link.attributes["href"].strip()
        elif words := _words(link):
            return words
    guid = _first(node, ("guid", None))
    is_permanent = guid is not None and guid.attributes.get("isPermaLink", "true") != "false"
    return _words(guid) if is_permanent else ""


def _author(node: Node) -> str:
    """Names of the authors; in an e-mail address with a name in parentheses, that name (RSS 2.0)."""
    names = []
    for author in (*node.children("author"), *node.children("creator", _DUBLIN)):
        named = _words(_first(author, ("name", None))) or _words(author)
        shown = re.search(r"\(([^()]{1,100})\)", named) if "@" in named else None
        names.append(shown[1] if shown else "" if "@" in named else named)
    return "; ".join(dict.fromkeys(filter(None, names)))


def _name(channel: Mapping[str, str], url: str) -> str:
    """The feed's title as the publisher's name, where the entry is on the feed's own site: others pass on what others wrote."""
    home, host = host_of(channel.get("link", "")), host_of(url)
    return channel.get("title", "") if home is not None and home == host else ""


def _facts(node: Node) -> Iterator[tuple[str, str]]:
    """What an entry says of where it comes from, named as signals know it."""
    for source in node.children("source"):
        if source.space == _DUBLIN:
            yield "feed:dc:source", _words(source)
            continue
        linked = next((link.attributes["href"] for link in source.children("link") if link.attributes.get("href")), "")
        told = linked or source.attributes.get("url", "") or _words(_first(source, ("title", None))) or _words(source)
        if told:
            yield "feed:source", told
    for link in node.children("link"):
        if link.attributes.get("rel") == "via" and link.attributes.get("href"):
            yield "feed:via", link.attributes["href"]
    updated = _words(_first(node, ("updated", None), ("modified", None)))
    if updated:
        yield "feed:updated", updated


def _told(count: _Count) -> Iterator[str]:
    if count.summaries:
        message = f"{count.summaries:,} of {count.documents:,} entries hold a summary only; traces need the whole article"
        yield f"{message}: fetch the pages, or the feed in full"
    if count.left_out:
        kinds = ", ".join(f"{number:,} {kind}" for kind, number in count.left_out.most_common())
        yield f"left out: {kinds}"
