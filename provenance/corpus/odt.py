"""ODT, the text files of LibreOffice and others (OpenDocument 1.2, ISO 26300)."""

from __future__ import annotations

import html
from collections.abc import Iterator

from provenance.corpus.office_markup import OfficeBlock, office_html
from provenance.corpus.one_file import OneFile
from provenance.corpus.package import Package
from provenance.corpus.xml_items import Node
from provenance.model import Container, Problem, RawDocument, RecordFields

_LEFT_OUT = frozenset("tracked-changes annotation annotation-end sequence-decls forms note-citation".split())
"""What is no text: deleted passages, comments at the margin, numbers of notes."""
_GLYPHS = {"s": " ", "tab": " ", "line-break": "<br>"}
_TITLES = {"Title": "title", "Subtitle": "subtitle", "Quotations": "quotation", "Caption": "caption"}
_BOXES = frozenset({"text-box", "note-body"})
"""What holds paragraphs of its own inside a paragraph."""


def read_odt(file: OneFile, package: Package) -> Iterator[RawDocument | Problem]:
    """The text of an ODT file as a document.

    Raises:
        ValueError: it is damaged, or too large; the message says why and what to do.

    """
    main = package.part("content.xml", "document-content")
    body = next(main.below("text"), None) if main is not None else None
    if main is None or body is None:
        message = "an ODT file without a text in it; save it again"
        raise ValueError(message)
    blocks = [*_blocks(body, _parents(main))]
    if not any(block.inner.strip() for block in blocks):
        message = "an ODT file without words, only pictures perhaps; save what it shows as text"
        raise ValueError(message)
    pages = package.part("styles.xml", "document-styles")
    edges = [
        [each.text() for edge in (pages.below(kind) if pages else ()) for each in edge.below("p")]
        for kind in ("header", "footer")
    ]
    meta = package.part("meta.xml", "document-meta")
    about = {node.name: " ".join(node.text().split()) for node in _properties(meta)} if meta else {}
    facts = [
        (f"odt:{name}", about[name]) for name in ("title", "subject", "description", "creation-date", "date") if about.get(name)
    ]
    record = RecordFields(
        container=Container.ODT,
        place="the text",
        author=about.get("initial-creator", "") or about.get("creator", ""),
        language=about.get("language", ""),
        facts=tuple(facts),
    )
    yield file.document(office_html(about.get("title", ""), blocks, *edges), record)


def _properties(meta: Node) -> Iterator[Node]:
    for each in meta.below("meta"):
        yield from (part for part in each.parts if isinstance(part, Node))


def _parents(main: Node) -> dict[str, str]:
    """The style that each style of this file is a variant of, by name: a paragraph with one word in bold has its own."""
    return {style.attribute("name"): style.attribute("parent-style-name") for style in main.below("style")}


def _blocks(node: Node, parents: dict[str, str]) -> Iterator[OfficeBlock]:
    """Paragraphs in an element, in order; those of boxes and notes after the one in which they stand."""
    for part in node.parts:
        if not isinstance(part, Node) or part.name in _LEFT_OUT:
            continue
        if part.name in {"p", "h"}:
            boxes: list[Node] = []
            inner = "".join(_inline(part, boxes))
            yield OfficeBlock(kind=_kind(part, parents), inner=inner)
            for box in boxes:
                yield from _blocks(box, parents)
        else:
            yield from _blocks(part, parents)


def _kind(node: Node, parents: dict[str, str]) -> str:
    style = node.attribute("style-name")
    known = _TITLES.get(style) or _TITLES.get(parents.get(style, ""))
    level = node.attribute("outline-level")
    return known or (f"h{level if level.isdigit() else 1}" if node.name == "h" else "p")


def _inline(node: Node, boxes: list[Node]) -> Iterator[str]:
    """The words of a paragraph as HTML."""
    for part in node.parts:
        if isinstance(part, str):
            yield html.escape(part, quote=False)
        elif part.name in _GLYPHS:
            yield _GLYPHS[part.name]
        elif part.name in _BOXES:
            boxes.append(part)
        elif part.name == "a":
            yield f'<a href="{html.escape(part.attribute("href"))}">{"".join(_inline(part, boxes))}</a>'
        elif part.name not in _LEFT_OUT:
            yield from _inline(part, boxes)
