"""DOCX, the files of Word and others (ECMA-376): paragraphs by their styles, links, tables, notes, text boxes, page headers."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from provenance.corpus.office_markup import OfficeBlock, office_html
from provenance.corpus.one_file import OneFile
from provenance.corpus.package import Package
from provenance.corpus.xml_items import Node
from provenance.model import Container, Problem, RawDocument, RecordFields

_LEFT_OUT = frozenset("del moveFrom delText instrText Fallback pPr rPr".split())
"""What is no text: what was deleted while changes were tracked, instructions, what old programs show instead, looks."""
_GLYPHS = {"tab": " ", "br": "<br>", "cr": "<br>", "noBreakHyphen": "-", "ptab": " "}
_KINDS = {
    "title": "title",
    "subtitle": "subtitle",
    "quote": "quotation",
    "intense quote": "quotation",
    "block text": "quotation",
    "caption": "caption",
}
"""Kinds of paragraph by the names of Word's own styles, which are English in every file, whatever is shown."""
_HEADING = re.compile(r"heading ([1-9])")
_HYPERLINK = re.compile(r"HYPERLINK\s+\"([^\"\s]{4,2000})\"")
_OFF = frozenset({"0", "false", "off", "none"})
_FOLLOWED = (("footnotes", "footnote"), ("endnotes", "endnote"))
_REAL_NOTE = re.compile(r"[1-9]\d*")
"""Notes numbered 0 and -1 are the lines that separate notes from text."""


@dataclass(slots=True, kw_only=True)
class _Reading:
    """What is needed to read paragraphs: names of styles and addresses of links by id, and paragraphs in boxes met on the way."""

    styles: Mapping[str, str]
    links: Mapping[str, tuple[str, str]]
    boxes: list[Node] = field(default_factory=list)


def read_docx(file: OneFile, package: Package) -> Iterator[RawDocument | Problem]:
    """The text of a DOCX file as a document.

    Raises:
        ValueError: it is damaged, or too large; the message says why and what to do.

    """
    top = package.relations("")
    path = next((target for kind, target in top.values() if kind == "officeDocument"), "word/document.xml")
    main = package.part(path, "document")
    body = main.child("body") if main is not None else None
    if body is None:
        message = "a DOCX file without a text in it; save it again"
        raise ValueError(message)
    relations = package.relations(path)
    targets = dict(relations.values())
    reading = _Reading(styles=_styles(package.part(targets.get("styles", ""), "styles")), links=relations)
    blocks = [*_blocks(body, reading, "p")]
    for kind, name in _FOLLOWED:
        notes = package.part(targets[kind], kind) if kind in targets else None
        for note in notes.children(name) if notes else ():
            if _REAL_NOTE.fullmatch(note.attribute("id")):
                blocks += _blocks(note, reading, "p")
    if not any(block.inner.strip() for block in blocks):
        message = "a DOCX file without words, only pictures perhaps; save what it shows as text"
        raise ValueError(message)
    edges = {kind: [*_edge(package, relations, kind)] for kind in ("header", "footer")}
    core = package.part(next((target for kind, target in top.values() if kind == "core-properties"), ""), "coreProperties")
    about = {child.name: " ".join(child.text().split()) for child in core.parts if isinstance(child, Node)} if core else {}
    content = office_html(about.get("title", ""), blocks, edges["header"], edges["footer"])
    if "comments" in targets:
        yield file.problem("notice", "comments at its margin were left out: they are no part of the text")
    yield file.document(content, _fields(about))


def _fields(about: Mapping[str, str]) -> RecordFields:
    """What the file says of itself. When it was made tells nothing of when the text was published, before or after."""
    facts = [
        (f"docx:{name}", about[name]) for name in ("title", "subject", "description", "created", "modified") if about.get(name)
    ]
    return RecordFields(
        container=Container.DOCX,
        place="the text",
        author=about.get("creator", ""),
        language=about.get("language", ""),
        facts=tuple(facts),
    )


def _styles(part: Node | None) -> Mapping[str, str]:
    """Names of styles by id, in small letters."""
    found = {}
    for style in part.children("style") if part else ():
        name = style.child("name")
        found[style.attribute("styleId")] = name.attribute("val").lower() if name is not None else ""
    return found


def _edge(package: Package, relations: Mapping[str, tuple[str, str]], kind: str) -> Iterator[str]:
    """What stands in the headers, or footers, of the pages."""
    root = "hdr" if kind == "header" else "ftr"
    for each, target in relations.values():
        part = package.part(target, root) if each == kind else None
        for paragraph in part.below("p") if part else ():
            yield "".join(node.text() for node in paragraph.below("t"))


def _blocks(node: Node, reading: _Reading, kind: str) -> Iterator[OfficeBlock]:
    """Paragraphs in an element, those of tables and boxes too, in order; ``kind`` is that of a paragraph without a style."""
    for part in node.parts:
        if not isinstance(part, Node) or part.name in _LEFT_OUT:
            continue
        if part.name == "p":
            yield _paragraph(part, reading, kind)
            boxes, reading.boxes = reading.boxes, []
            for box in boxes:
                yield from _blocks(box, reading, kind)
        else:
            yield from _blocks(part, reading, kind)


def _paragraph(node: Node, reading: _Reading, plain: str) -> OfficeBlock:
    looks = node.child("pPr")
    style = looks.child("pStyle") if looks is not None else None
    name = reading.styles.get(style.attribute("val"), style.attribute("val").lower()) if style is not None else ""
    heading = _HEADING.fullmatch(name)
    is_listed = (looks is not None and looks.child("numPr") is not None) or name.startswith("list ")
    kind = f"h{heading[1]}" if heading else _KINDS.get(name, "li" if is_listed else plain)
    return OfficeBlock(kind=kind, inner="".join(_inline(node, reading)), is_bold=_is_bold(node))


def _is_bold(node: Node) -> bool:
    runs = [run for run in node.below("r") if any(text.text().strip() for text in run.children("t"))]
    return bool(runs) and all(_has_bold(run) for run in runs)


def _has_bold(run: Node) -> bool:
    looks = run.child("rPr")
    bold = looks.child("b") if looks is not None else None
    return bold is not None and bold.attribute("val") not in _OFF


def _inline(node: Node, reading: _Reading) -> Iterator[str]:
    """The words of a paragraph as HTML."""
    for part in node.parts:
        if not isinstance(part, Node):
            continue
        if part.name == "t":
            yield html.escape(part.text(), quote=False)
        elif part.name in _GLYPHS:
            yield _GLYPHS[part.name]
        elif part.name == "hyperlink":
            _, address = reading.links.get(part.attribute("id"), ("", ""))
            yield f'<a href="{html.escape(address)}">{"".join(_inline(part, reading))}</a>'
        elif part.name == "txbxContent":
            reading.boxes.append(part)
        elif part.name == "instrText":
            yield _field_link(part.text())
        elif part.name not in _LEFT_OUT:
            yield _field_link(part.attribute("instr")) if part.name == "fldSimple" else ""
            yield from _inline(part, reading)


def _field_link(instruction: str) -> str:
    """A link that is written as a field, before its words, which the file does not tell from others."""
    found = _HYPERLINK.search(instruction)
    return f'<a href="{html.escape(found[1])}"></a>' if found else ""
