"""What every section of a report needs: the result, its names, and where things are on the page."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from provenance.model import Block, Document, Evidence, Findings
from provenance.render.escape import visible
from provenance.render.graph import drawing_of
from provenance.render.html import Markup, element
from provenance.render.names import Names, names_of
from provenance.render.picture import Picture
from provenance.render.privacy import mask
from provenance.render.wording import plural, strength_word

T = TypeVar("T")

_WORD = re.compile(r"\S+")
QUOTED_CHARS = 280
"""Most characters quoted of one block."""
SPOTS_SHOWN = 2
"""Most places quoted for one piece of evidence; the rest is counted."""
FULL_BAR = 6.0
"""Log-odds that fill a bar: odds of 400 to 1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """A result with the anchors of its nodes (by id) and edges (by source, target, kind) on the page.

    ``excerpt_words`` is how many words of a text may stand there in one piece, 0 for all.
    """

    findings: Findings
    names: Names
    documents: Mapping[str, Document]
    blocks: Mapping[str, tuple[Document, Block]]
    node_anchors: Mapping[str, str]
    edge_anchors: Mapping[tuple[str, str, str], str]
    excerpt_words: int

    def named(self, node: str) -> Markup:
        """A node's name, linked to where it is described if it is described."""
        anchor = self.node_anchors.get(node)
        words = element("bdi", self.names.long(node))
        return element("a", words, href=f"#{anchor}") if anchor else words

    def said(self, note: str) -> Markup:
        """A note for the page, with short names."""
        return shown(self.names.said(note))

    def quoted(self, block_id: str) -> str | None:
        """The words of a block, cut; ``None`` if there is no such block."""
        if block_id not in self.blocks:
            return None
        document, block = self.blocks[block_id]
        return self.shortened(block.span.of(document.text))

    def shortened(self, text: str) -> str:
        """Words of a text on one line, cut to ``QUOTED_CHARS`` and to an excerpt."""
        return shorten(excerpt(text, self.excerpt_words))


def context_of(findings: Findings, picture: Picture) -> Context:
    """The context of a result. Anchors follow the keys of the picture that is drawn of it."""
    ids = {node.key: node.id for node in picture.nodes}
    return Context(
        findings=findings,
        names=names_of(findings),
        documents={document.id: document for document in findings.documents},
        blocks={block.id: (document, block) for document in findings.documents for block in document.blocks},
        node_anchors={node.id: f"about-{node.key}" for node in picture.nodes},
        edge_anchors={(ids[link.source], ids[link.target], link.kind): f"about-{link.key}" for link in picture.links},
        excerpt_words=drawing_of(findings).excerpt_words,
    )


def excerpt(text: str, words: int) -> str:
    """At most so many words of a text, from its beginning and its end; all of it for 0.

    Examples:
        >>> excerpt("one two three four five six", 3), excerpt("one two three", 3), excerpt("one two", 0)
        ('one two … six', 'one two three', 'one two')

    """
    if not words:
        return text
    found = [match.span() for match in _WORD.finditer(text)]
    if len(found) <= words:
        return text
    first, last = found[(words + 1) // 2 - 1][1], found[len(found) - words // 2][0] if words > 1 else len(text)
    return f"{text[:first]} … {text[last:]}" if words > 1 else f"{text[:first]} …"


def shorten(text: str) -> str:
    """``text`` on one line, cut to ``QUOTED_CHARS``."""
    words = " ".join(text.split())
    return words if len(words) <= QUOTED_CHARS else words[: QUOTED_CHARS - 1].rstrip() + "…"


def shown(text: str) -> Markup:
    """Outside text for the page: personal data masked, invisible characters shown, its direction kept to itself."""
    return element("bdi", mask(visible(text)))


def section(anchor: str, heading: str, *children: str | None) -> Markup | None:
    """A section with its heading; nothing at all if it has no content."""
    kept = [child for child in children if child]
    return element("section", element("h2", heading), *kept, id=anchor) if kept else None


def fitted(items: Sequence[T], make: Callable[[T], Markup], room: int, noun: str) -> list[Markup]:
    """As many items, as mark-up, as fit into ``room`` bytes, in order, then a line that counts the rest by its noun.

    An item that is larger than all the room is passed over; the first that no longer fits ends the list.
    """
    parts: list[Markup] = []
    left = room
    for item in items:
        part = make(item)
        size = len(part.encode("utf-8", "replace"))
        if size <= left:
            parts.append(part)
            left -= size
        elif size <= room:
            break
    more = len(items) - len(parts)
    rest = element("p", f"{plural(more, f'more {noun}')} not shown here; trace.json has all.", class_="soft")
    return [*parts, rest] if more else parts


def evidence_table(context: Context, evidence: Iterable[Evidence]) -> Markup:
    """Evidence as rows, strongest first: a bar, its weight in words, the note, and the words that show it."""
    ordered = sorted(evidence, key=lambda each: (-abs(each.log_odds), each.kind, each.note))
    return element("table", *(_evidence_row(context, each) for each in ordered), class_="evidence")


def _evidence_row(context: Context, evidence: Evidence) -> Markup:
    side = "for" if evidence.log_odds >= 0 else "against"
    width = min(abs(evidence.log_odds) / FULL_BAR, 1.0) * 100
    bar = element("span", element("span", class_=f"fill {side}", style=f"width:{width:.0f}%"), class_="bar", aria_hidden="true")
    weight = f"{strength_word(evidence.log_odds)}, {side} ({evidence.log_odds:+.1f})"
    spots = [(block, context.quoted(block)) for block in evidence.where]
    quoted = [
        element("blockquote", shown(words), element("cite", context.names.said(block)))
        for block, words in spots[:SPOTS_SHOWN]
        if words
    ]
    more = len(evidence.where) - SPOTS_SHOWN
    rest = element("p", f"and {more} more place{'s' if more > 1 else ''}", class_="soft") if more > 0 else None
    return element(
        "tr",
        element("td", bar, element("span", weight, class_="soft"), class_="weight"),
        element("td", element("p", context.said(evidence.note)), *quoted, rest),
    )
