"""The text of an office document as HTML, whatever the program that wrote it."""

from __future__ import annotations

import html
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

_TAGS = {
    "p": ("<p>", "</p>"),
    "subtitle": ('<p class="subtitle">', "</p>"),
    "li": ("<ul><li>", "</li></ul>"),
    "quotation": ("<blockquote><p>", "</p></blockquote>"),
    "caption": ("<figure><figcaption>", "</figcaption></figure>"),
}
"""What opens and closes a block of a kind; headings are ``h1`` to ``h6``."""
_EMPHASISED_CHARS = 150
"""Longest paragraph in bold that is a heading; nobody sets whole paragraphs as one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeBlock:
    """A paragraph: its kind (``p``, ``title``, ``h1`` …), its words as HTML, and whether all of them are bold."""

    kind: str
    inner: str
    is_bold: bool = False


def office_html(title: str, blocks: Sequence[OfficeBlock], above: Iterable[str], below: Iterable[str]) -> str:
    """A document as HTML; ``above`` and ``below`` is what its pages repeat.

    Where no paragraph is marked as a title, the first heading is it; where there is none, short paragraphs in bold are headings.
    ``title`` is what the file says of itself: it is taken only where it stands in the text, too, for programs leave that of the
    letter before in it.
    """
    written = [block for block in blocks if block.inner.strip()]
    if not any(block.kind == "title" or block.kind[1:].isdigit() for block in written):
        written = [_as_heading(block) for block in written]
    if not any(block.kind == "title" for block in written):
        first = next((block.kind for block in written if block.kind[1:].isdigit()), "")
        place = next((place for place, block in enumerate(written) if block.kind == first), -1)
        written = [
            OfficeBlock(kind="title", inner=block.inner) if place == number else block for number, block in enumerate(written)
        ]
    body = "\n".join(_element(block) for block in written)
    top, bottom = _lines(above), _lines(below)
    is_said = title and any(html.escape(title, quote=False) == block.inner.strip() for block in written)
    head = f"<title>{html.escape(title)}</title>" if is_said else ""
    return (
        f"<html><head>{head}</head><body>{f'<nav>{top}</nav>' if top else ''}<article>{body}</article>"
        f"{f'<footer>{bottom}</footer>' if bottom else ''}</body></html>"
    )


def _as_heading(block: OfficeBlock) -> OfficeBlock:
    is_short = len(block.inner) <= _EMPHASISED_CHARS and not block.inner.rstrip().endswith((".", ":", ";", ","))
    return OfficeBlock(kind="h2", inner=block.inner) if block.kind == "p" and block.is_bold and is_short else block


def _element(block: OfficeBlock) -> str:
    if block.kind == "title":
        return f"<h1>{block.inner}</h1>"
    if block.kind[1:].isdigit():
        level = f"h{min(6, max(2, int(block.kind[1:]) + 1))}"
        return f"<{level}>{block.inner}</{level}>"
    opening, closing = _TAGS[block.kind]
    return f"{opening}{block.inner}{closing}"


def _lines(texts: Iterable[str]) -> str:
    return "".join(f"<p>{html.escape(text)}</p>" for text in dict.fromkeys(" ".join(text.split()) for text in texts) if text)
