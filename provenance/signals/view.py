"""One block as the patterns see it: white space folded, disguises seen through, Markdown links opened, quoted speech known."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property

from provenance.model import Block, Document, Link, Span
from provenance.signals.keywords import keywords_of
from provenance.text.disguise import PlainSight, plain_sight
from provenance.text.sentences import quoted_spans
from provenance.text.words import fold_space

_MARKDOWN_LINK = re.compile(
    r"!?\[(?P<anchor>[^\[\]\n]{0,300})\]"
    r"\(\s?<?(?P<url>[^\s()<>]{1,2000}+(?:\([^\s()<>]{0,200}+\)[^\s()<>]{0,200}+)?)>?(?:\s\"[^\"\n]{0,300}\")?\s?\)"
)
_HTML_LINK = re.compile(
    r"<a\s[^<>]{0,500}?href=[\"']?(?P<url>[^\s\"'<>]{1,2000})[^<>]{0,500}>(?P<anchor>[^<>]{0,300})</a>", re.IGNORECASE
)
_EMPHASIS = re.compile(r"(?<![^\W_])[*_]{1,3}(?=\S)|(?<=\S)[*_]{1,3}(?![^\W_])")
_SENTENCE_END = re.compile(r"[.!?…][\"”’»)\]]{0,2}(?=\s|$)")
_SENTENCE_START = re.compile(r"(?:[.!?…:;|–—•>)\]\"”’»]|\s-)\s*$")
_LONGEST_SENTENCE = 2_000
"""Code points after which a sentence is cut, so that text without full stops costs no more than other text."""
_BLOCK_START = re.compile(r"[(\[“\"‘'*_–—•>\s-]*")
_LEADING = "([“\"‘'*_ "
_SPEAKABLE = '"“„«「'


@dataclass(frozen=True, slots=True)
class PlacedLink:
    """A link and where its anchor text stands in the view's text; ``start`` is -1 if it is not found there."""

    link: Link
    start: int
    end: int


@dataclass(frozen=True, kw_only=True)
class BlockView:
    """A block, its place in the document, its folded text and links, and the keywords of patterns that stand in the text.

    ``sight`` knows what is written where something is seen, as long as no mark-up was taken out of the text.
    Not slotted because it caches where quoted speech is.
    """

    block: Block
    place: int
    text: str
    sight: PlainSight
    links: tuple[PlacedLink, ...]
    keywords: frozenset[str]

    def quote(self, start: int, end: int) -> str:
        """What the document says at places of ``text``, disguises and all."""
        return self.sight.quote(start, end) if self.text == self.sight.text else self.text[start:end]

    @cached_property
    def quoted(self) -> tuple[Span, ...]:
        """Quoted speech in ``text``."""
        return quoted_spans(self.text) if any(mark in self.text for mark in _SPEAKABLE) else ()

    def in_quotation(self, position: int) -> bool:
        """Whether a position of ``text`` is inside quoted speech."""
        before = bisect_right(self.quoted, position, key=lambda span: span.start)
        return before > 0 and position < self.quoted[before - 1].end

    def starts_sentence(self, position: int) -> bool:
        """Whether a sentence, a label's text or a bracket begins at a position of ``text``."""
        if position and self.text[position].isupper() and (self.text[position - 1].isalnum() or self.text[position - 1] == "_"):
            return True  # glued to the end of a list or link: mark-up between them was removed
        before = self.text[max(0, position - 12) : position].rstrip(_LEADING)
        return _BLOCK_START.fullmatch(self.text, 0, position) is not None or _SENTENCE_START.search(before) is not None

    def sentence_end(self, position: int) -> int:
        """End of the sentence around a position of ``text``, at most ``_LONGEST_SENTENCE`` on; hosts and decimals end none."""
        limit = min(len(self.text), position + _LONGEST_SENTENCE)
        end = _SENTENCE_END.search(self.text, max(0, position - 1), limit)
        return end.end() if end else limit


def views_of(document: Document) -> tuple[BlockView, ...]:
    """How the patterns see the blocks of a document, in order."""
    seen = [_seen(document, block) for block in document.blocks]
    keywords = keywords_of([text for _, text, _ in seen])
    return tuple(
        BlockView(block=block, place=place, text=text, sight=sight, links=links, keywords=held)
        for place, (block, (sight, text, links), held) in enumerate(zip(document.blocks, seen, keywords, strict=True))
    )


def _seen(document: Document, block: Block) -> tuple[PlainSight, str, tuple[PlacedLink, ...]]:
    """A block's text in plain sight and as the patterns read it, and the links in it."""
    links: list[PlacedLink] = []
    sight = plain_sight(fold_space(block.span.of(document.text)))
    text = sight.text
    for mark, pattern in (("](", _MARKDOWN_LINK), ("</a>", _HTML_LINK)):
        if mark in text:
            text = _open_links(text, pattern, links)
    if "_" in text or "*" in text:
        text, links = _without_emphasis(text, links)
    cursor = 0
    for link in block.links:
        placed = _place(text, link, cursor)
        links.append(placed)
        cursor = max(cursor, placed.start)
    return sight, text, tuple(links)


def _place(text: str, link: Link, cursor: int) -> PlacedLink:
    anchor = plain_sight(fold_space(link.text)).text
    start = text.find(anchor, cursor) if anchor else -1
    if start < 0 and anchor:
        start = text.find(anchor)
    return PlacedLink(link, start, start + len(anchor) if start >= 0 else -1)


def _open_links(text: str, pattern: re.Pattern[str], links: list[PlacedLink]) -> str:
    parts: list[str] = []
    length = end = 0
    for match in pattern.finditer(text):
        parts.append(text[end : match.start()])
        length += match.start() - end
        kind = "image" if match[0].startswith("!") else "link"
        links.append(PlacedLink(Link(url=match["url"], text=match["anchor"], kind=kind), length, length + len(match["anchor"])))
        parts.append(match["anchor"])
        length += len(match["anchor"])
        end = match.end()
    parts.append(text[end:])
    return "".join(parts)


def _without_emphasis(text: str, links: list[PlacedLink]) -> tuple[str, list[PlacedLink]]:
    plain = _EMPHASIS.sub("", text)
    moved = []
    cursor = 0
    for placed in links:
        anchor = _EMPHASIS.sub("", placed.link.text)
        start = plain.find(anchor, cursor)
        moved.append(PlacedLink(placed.link, start, start + len(anchor) if start >= 0 else -1))
        cursor = max(cursor, start)
    return plain, moved
