"""HTML to blocks. Nothing is discarded: what is no text (metadata, pixels, comments) goes to the head."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from lxml import etree

from provenance.model import Link
from provenance.reading.article import Element, Placed
from provenance.reading.blocks import SEPARATOR, Draft, count_folded_words, cut_note
from provenance.reading.class_names import is_embed, spelled
from provenance.reading.markup import BLOCK_TAGS, flatten
from provenance.reading.regions import resolve_roles
from provenance.settings import Limits
from provenance.text.clean import clean_text
from provenance.text.words import fold_space

_SILENT = frozenset("script style template svg math object embed applet map noembed noframes datalist title".split())
"""Elements whose text is not for readers."""
_NOT_KEPT = frozenset("href src srcset data-src data-srcset data-lazy-src sizes style alt onclick onload".split())
"""Attributes that are kept as links, or carry only looks."""
_CLASS_NAMES = ("class", "id", "itemprop")
"""Attributes that say what an element is."""
_HEAD_RELATIONS = frozenset(
    "stylesheet preload prefetch dns-prefetch preconnect icon modulepreload manifest apple-touch-icon mask-icon".split()
)
"""Kinds of ``<link>`` that are technical."""
_STATUS_LINK = re.compile(r"//(?:www\.|mobile\.)?(?:twitter|x)\.com/[^/\s]+/status(?:es)?/\d", re.IGNORECASE)
_PIXEL_NAME = re.compile(
    r"[?&/._-](?:pixel|beacon|tracker|tracking)[?&/._=-]|count\.gif|/rt\.gif|republication-pixel|__utm\.gif|/pixel\b",
    re.IGNORECASE,
)
_PIXEL_SIZES = frozenset({"0", "1", "0px", "1px"})
_ATTRIBUTE_CHARS = 2_000
"""Longest attribute value kept: ids and addresses are shorter, inlined data is longer."""
_BREAK = "\v"
"""Stands for ``<br>`` until white space is folded; ``\\v`` is white space that no HTML text holds."""
_EDITOR_COMMENT = re.compile(r"\s*/?wp:|\[if |<!\[endif|^\s*$")
"""Comments that block editors and old browsers' tricks leave everywhere."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HtmlContent:
    """A page or fragment: its blocks in order with the elements they stand in, facts about the whole, and what was lost."""

    placed: tuple[Placed, ...]
    elements: tuple[Element, ...]
    head: tuple[tuple[str, str], ...]
    notes: tuple[str, ...]

    @property
    def drafts(self) -> tuple[Draft, ...]:
        """The blocks with the roles their own mark-up gives them."""
        return resolve_roles(self.placed, self.elements)


def read_html(markup: str, limits: Limits) -> HtmlContent:
    """Blocks, roles by mark-up and head facts of an HTML page or fragment.

    White space is folded inside a block; inline elements join no words that were apart. Attributes of
    elements without text go to the next block, trailing ones to the last.
    """
    flat = flatten(markup, limits.html_depth, limits.html_tags)
    notes: tuple[str, ...] = ()
    if flat.dropped:
        notes = (
            (
                f"HTML nested {flat.deepest:,} deep or with more than {limits.html_tags:,} tags: "
                f"all text was kept, {flat.dropped:,} tags were not; "
                "raise limits.html_depth or limits.html_tags if they matter"
            ),
        )
    root = _parse(flat.markup)
    if root is None:
        return HtmlContent(placed=(), elements=(), head=(), notes=notes)
    walk = _Walk()
    for comment in reversed(list(root.itersiblings(preceding=True))):
        walk.comment(comment)
    if not walk.run(root, limits.text_chars):
        notes = (*notes, cut_note(limits.text_chars))
    return HtmlContent(placed=walk.finished(), elements=tuple(walk.elements), head=tuple(walk.head), notes=notes)


def html_to_text(markup: str) -> str:
    """Text of a small piece of HTML (a title) on one line.

    Examples:
        >>> html_to_text("Taxes &#038; <em>you</em>")
        'Taxes & you'

    """
    if "<" not in markup and "&" not in markup:
        return fold_space(markup)
    content = read_html(f"<div>{markup}</div>", Limits())
    return " ".join(draft.text for draft in content.drafts)


def _parse(markup: str) -> etree._Element | None:
    # huge_tree lifts libxml2's own depth limit (2,048 then), beyond which it silently drops text; ours is lower.
    # Plain elements: those of lxml.html do more, and making them takes a call back into Python for each.
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, huge_tree=True, remove_pis=True)
    root: etree._Element | None = etree.fromstring(markup.encode("utf-8"), parser=parser)
    return root  # None where there is nothing but comments or white space


class _Walk:
    """One pass over the tree, gathering drafts."""

    def __init__(self) -> None:
        self.head: list[tuple[str, str]] = []
        self.elements = [Element(tag="body")]
        self._placed: list[Placed] = []
        self._path = [0]
        self._chars = 0
        self._text: list[str] = []
        self._link_chars = 0
        self._attributes: list[tuple[str, str]] = []
        self._links: list[Link] = []
        self._anchors: list[int] = []
        self._pictured = -1
        self._embed: etree._Element | None = None
        self._posts: frozenset[etree._Element] = frozenset()

    def run(self, root: etree._Element, most: int) -> bool:
        """Visit everything below ``root``; whether that was possible within ``most`` characters of text."""
        self._posts = _quoted_posts(root)
        events = etree.iterwalk(root, events=("start", "end", "comment"))
        for event, element in events:
            if self._chars > most:
                return False
            if event == "comment":
                self.comment(element)
                self._say(element.tail)
            elif event == "start":
                if self._start(element, element.tag.lower()):
                    events.skip_subtree()
            else:
                self._end(element, element.tag.lower())
        return True

    def comment(self, element: etree._Element) -> None:
        """Keep what a comment says."""
        text = element.text or ""
        if not _EDITOR_COMMENT.match(text):
            self._fact("comment", text)

    def finished(self) -> tuple[Placed, ...]:
        """The blocks; what came after the last one goes to it."""
        self._flush()
        if self._placed and (self._attributes or self._links):
            last = self._placed[-1]
            draft = replace(
                last.draft,
                attributes=last.draft.attributes + tuple(self._attributes),
                links=last.draft.links + tuple(self._links),
            )
            self._placed[-1] = replace(last, draft=draft)
        return tuple(self._placed)

    def _start(self, element: etree._Element, tag: str) -> bool:
        """Enter an element; whether what is in it is to be left out."""
        if tag in {"meta", "link"} or tag in _SILENT:
            self._head_fact(element, tag)
            return True
        if tag in {"html", "body", "head"}:
            self.head += [
                (f"{tag}:{name}", value) for name, value in _kept(_attributes(element)) if name in {"lang", "class", "id"}
            ]
            self._say(element.text)
            return False
        attributes = _attributes(element)
        if tag in BLOCK_TAGS and self._embed is None:
            self._flush()
            self._open_block(element, tag, dict(attributes))
        elif tag in BLOCK_TAGS or tag == "br":
            self._line_break(tag)
        if attributes:
            self._attributes += _kept(attributes)
        if tag == "a":
            self._anchors.append(len(self._text))
        elif tag in {"img", "iframe", "video", "audio", "source"}:
            self._medium(element, tag)
        self._say(element.text)
        return False

    def _end(self, element: etree._Element, tag: str) -> None:
        if tag == "a" and self._anchors:
            anchor = fold_space("".join(self._text[self._anchors.pop() :]))
            self._link_chars += len(anchor)
            address = (element.get("href") or "").strip()
            if address:
                self._links.append(Link(url=clean_text(address)[0], text=anchor))
        if element is self._embed or (tag in BLOCK_TAGS and self._embed is None):
            self._flush()
            self._embed = None
            if len(self._path) > 1:
                self._path.pop()
        elif tag in BLOCK_TAGS:
            self._text.append(" ")
        self._say(element.tail)

    def _say(self, text: str | None) -> None:
        if text:
            self._text.append(text)

    def _open_block(self, element: etree._Element, tag: str, attributes: Mapping[str, str]) -> None:
        classes = spelled(" ".join(filter(None, map(attributes.get, _CLASS_NAMES)))[:_ATTRIBUTE_CHARS]) if attributes else ""
        embeds = is_embed(classes) or element in self._posts
        if embeds:
            self._embed = element
        self._path.append(len(self.elements))
        self.elements.append(Element(tag=tag, classes=classes, landmark=attributes.get("role", "").lower(), is_embed=embeds))

    def _line_break(self, tag: str) -> None:
        if tag == "br" and self._embed is None:
            last = next((part for part in reversed(self._text) if part == _BREAK or part.strip()), "")
            if last == _BREAK:
                self._flush()  # two line breaks in a row are a new paragraph
                return
        self._text.append(_BREAK if tag == "br" else " ")

    def _flush(self) -> None:
        said = "".join(self._text)
        self._text.clear()
        self._anchors = [0] * len(self._anchors)
        if not said or said.isspace():
            self._link_chars = 0
            return
        text = fold_space(said)
        draft = Draft(
            text=clean_text(text)[0],
            tag=self.elements[self._path[-1]].tag,
            attributes=tuple(self._attributes),
            links=tuple(self._links),
            link_chars=self._link_chars,
        )
        self._placed.append(
            Placed(
                draft=draft, path=tuple(self._path), words=count_folded_words(text), has_picture=self._pictured == self._path[-1]
            )
        )
        self._chars += len(text) + len(SEPARATOR)
        self._attributes.clear()
        self._links.clear()
        self._link_chars = 0
        self._pictured = -1

    def _medium(self, element: etree._Element, tag: str) -> None:
        address = _source(element)
        if not address:
            return
        sizes = {(element.get("width") or "").strip(), (element.get("height") or "").strip()}
        if tag == "img" and (sizes & _PIXEL_SIZES or _PIXEL_NAME.search(address)):
            self._fact("pixel", address)
        else:
            kind = "image" if tag == "img" else "link"
            if tag == "img" and not "".join(self._text).strip():
                self._pictured = self._path[-1]
            self._links.append(
                Link(url=clean_text(address)[0], text=fold_space(element.get("alt") or element.get("title") or ""), kind=kind)
            )

    def _head_fact(self, element: etree._Element, tag: str) -> None:
        if tag == "meta":
            name = next((element.get(key) for key in ("name", "property", "itemprop", "http-equiv") if element.get(key)), None)
            if name and element.get("content"):
                self._fact(f"meta:{name.strip().lower()}", element.get("content") or "")
        elif tag == "link":
            relation = fold_space(element.get("rel") or "").lower()
            if relation and element.get("href") and _HEAD_RELATIONS.isdisjoint(relation.split()):
                kind = f":{element.get('type')}" if relation == "alternate" and element.get("type") else ""
                self._fact(f"link:{relation}{kind}", element.get("href") or "")
        elif tag == "title" and element.text:
            self._fact("title", fold_space(element.text))
        elif tag == "script":
            if "ld+json" in (element.get("type") or "").lower():
                self._fact("jsonld", element.text or "")
            elif element.get("src"):
                self._fact("script", element.get("src") or "")

    def _fact(self, name: str, value: str) -> None:
        self.head.append((clean_text(name)[0], clean_text(value.strip())[0]))


def _attributes(element: etree._Element) -> Sequence[tuple[str, str]]:
    return [(str(name), str(value)) for name, value in element.items()]


def _kept(attributes: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """The attributes of an element that are evidence, cleaned."""
    return [
        (_clean_name(name), clean_text(value)[0])
        for name, value in attributes
        if name not in _NOT_KEPT and value and len(value) <= _ATTRIBUTE_CHARS
    ]


@lru_cache(maxsize=1 << 10)
def _clean_name(name: str) -> str:
    return clean_text(name[:_ATTRIBUTE_CHARS])[0]


def _source(element: etree._Element) -> str:
    """Address of a picture, frame or player; lazy loaders keep it beside a placeholder."""
    for name in ("data-src", "data-lazy-src", "src"):
        value = (element.get(name) or "").strip()
        if value and not value.startswith("data:"):
            return value
    return ""


def _quoted_posts(root: etree._Element) -> frozenset[etree._Element]:
    """Block quotations that link to a post on a social network: embedded posts, whatever their class."""
    found = set()
    for anchor in root.iter("a"):
        if _STATUS_LINK.search(anchor.get("href") or ""):
            found.update(next(([quotation] for quotation in anchor.iterancestors("blockquote")), []))
    return frozenset(found)
