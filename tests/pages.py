"""What a page or a picture of ours consists of, seen the way a browser reads it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = frozenset({"meta", "br", "hr", "link", "img", "input", "source", "wbr", "area", "base", "col", "embed", "track"})
ADDRESSES = frozenset({"href", "src", "xlink:href", "action", "formaction", "data", "poster", "srcset", "background", "cite"})
"""Attributes that load or lead to something."""
ACTIVE = frozenset(
    {"script", "iframe", "frame", "object", "embed", "applet", "base", "form", "foreignobject", "use", "image", "img"}
)
"""Elements that run, load or send something; our pages need none of them."""
_CSS_LOAD = re.compile(r"url\s*\(|@import|expression\s*\(|behavior\s*:|-moz-binding", re.IGNORECASE)


@dataclass
class Page(HTMLParser):
    """Elements, attributes and text of a document; ``unclosed`` is what was never closed or closed twice."""

    elements: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    styles: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    open: list[str] = field(default_factory=list)
    unclosed: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        if self.open and self.open[-1] == tag:
            self.open.pop()
        else:
            self.unclosed.append(tag)

    def handle_data(self, data: str) -> None:
        (self.styles if self.open and self.open[-1] == "style" else self.words).append(data)

    @property
    def text(self) -> str:
        """The words a reader sees."""
        return "".join(self.words)


def parsed(markup: str) -> Page:
    """A document, read to its end."""
    page = Page()
    page.feed(markup)
    page.close()
    return page


def dangers(markup: str) -> Iterator[str]:
    """Everything in a document that could run, load or lead astray; nothing if it is harmless."""
    page = parsed(markup)
    yield from (f"unbalanced: {tag}" for tag in (*page.open, *page.unclosed))
    for tag, attributes in page.elements:
        if tag in ACTIVE:
            yield f"active element: {tag}"
        for name, value in attributes.items():
            if name.startswith("on"):
                yield f"event handler: {tag} {name}"
            if name in ADDRESSES and not re.match(r"#|https?://|mailto:", value):
                yield f"address: {tag} {name}={value}"
            if name in ADDRESSES - {"href", "cite"} or (tag == "link" and name == "href"):
                yield f"loads: {tag} {name}={value}"
            if name == "style" and _CSS_LOAD.search(value):
                yield f"style loads: {value}"
        if tag == "meta" and attributes.get("http-equiv", "").lower() == "refresh":
            yield "refresh"
    yield from (f"style loads: {style[:80]}" for style in page.styles if _CSS_LOAD.search(style))
