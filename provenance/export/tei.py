"""The apparatus of every family in TEI: one text in which each place that differs has the readings of all copies side by side.

TEI P5, chapter 12.2.3, "parallel segmentation": editions, and programs that collate and compare, read it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from xml.sax.saxutils import escape, quoteattr

from provenance.export.apparatus import Apparatus, Variant, apparatus_of
from provenance.export.families import families_of
from provenance.model import COMPARED_ROLES, Document, Findings, Role, Span
from provenance.text.clean import xml_safe

_NAMESPACE = "http://www.tei-c.org/ns/1.0"
_ROLES = {*COMPARED_ROLES, Role.TITLE}
Witnesses = Mapping[str, str]
"""The name inside the file for each witness, by its id."""


def tei(findings: Findings) -> Iterator[str]:
    """A ``teiCorpus`` with a ``TEI`` for each family of copies, largest first; the text is that of the apparatus's base.

    Paragraphs are ``ab`` elements, named by ``n`` as in ``trace.json``. Words that a witness leaves out are an empty ``rdg``.
    White space, and punctuation beside a changed word, are the base's. What stands around the text (credits, notices, page
    furniture) and the order of paragraphs are not collated.
    """
    yield f'<?xml version="1.0" encoding="UTF-8"?>\n<teiCorpus xmlns="{_NAMESPACE}">\n{_header("Copies of texts", "")}'
    documents = {document.id: document for document in findings.documents}
    number = 0
    for family in families_of(findings):
        made = apparatus_of(family)
        if made is not None:
            number += 1
            yield _family(made, documents, number)
    yield "</teiCorpus>\n"


def _header(title: str, source: str) -> str:
    return (
        "<teiHeader>\n<fileDesc>\n"
        f"<titleStmt><title>{_text(title)}</title></titleStmt>\n"
        "<publicationStmt><p>Made by provenance; the texts belong to their publishers.</p></publicationStmt>\n"
        f"<sourceDesc>{source or '<p>Documents as they were read.</p>'}</sourceDesc>\n"
        "</fileDesc>\n"
        '<encodingDesc><variantEncoding method="parallel-segmentation" location="internal"/></encodingDesc>\n'
        "</teiHeader>\n"
    )


def _family(made: Apparatus, documents: Mapping[str, Document], number: int) -> str:
    names = [made.base, *(name for name in made.witnesses if name != made.base)]
    witnesses = {name: f"f{number}w{place}" for place, name in enumerate(names, start=1)}
    base = documents[made.base]
    listed = "".join(_witness(witnesses[name], documents[name]) for name in names)
    header = _header(base.metadata.title or base.id, f"<listWit>\n{listed}</listWit>")
    body = "".join(_paragraphs(made, base, witnesses))
    return f"<TEI>\n{header}<text>\n<body>\n<div>\n{body}</div>\n</body>\n</text>\n</TEI>\n"


def _witness(siglum: str, document: Document) -> str:
    title = _text(document.metadata.title or "")
    return f'<witness xml:id="{siglum}" n={quoteattr(xml_safe(document.id))}>{title}</witness>\n'


def _paragraphs(made: Apparatus, base: Document, witnesses: Witnesses) -> Iterator[str]:
    """The paragraphs of the base, each with its variants, and between them those that only other witnesses have."""
    for block in base.blocks:
        own = [variant for variant in made.variants if variant.block == block.id]
        added = [variant for variant in own if variant.whole and variant.place.start == variant.place.end]
        missing = [reading.witnesses for variant in own if variant.whole and variant not in added for reading in variant.readings]
        yield from (_added(variant, witnesses) for variant in added if variant.place.start == block.span.start)
        if block.role in _ROLES:
            absent = {name for names in missing for name in names}
            inside = [variant for variant in own if not variant.whole]
            paragraph = f"<ab n={quoteattr(xml_safe(block.id))}>{_words(block.span, inside, base, witnesses, absent)}</ab>"
            yield _lacking(paragraph, absent, witnesses) if absent else f"{paragraph}\n"
        yield from (_added(variant, witnesses) for variant in added if variant.place.start != block.span.start)


def _lacking(paragraph: str, absent: set[str], witnesses: Witnesses) -> str:
    """A paragraph that some witnesses do not have."""
    present = [name for name in witnesses if name not in absent]
    return f'<app><lem wit="{_of(present, witnesses)}">{paragraph}</lem><rdg wit="{_of(absent, witnesses)}"/></app>\n'


def _added(variant: Variant, witnesses: Witnesses) -> str:
    """Paragraphs that the base does not have."""
    having = {name for reading in variant.readings for name in reading.witnesses}
    rest = [name for name in witnesses if name not in having]
    readings = "".join(
        f'<rdg wit="{_of(reading.witnesses, witnesses)}"><ab>{_text(reading.text)}</ab></rdg>' for reading in variant.readings
    )
    return f'<app><lem wit="{_of(rest, witnesses)}"/>{readings}</app>\n'


def _words(block: Span, variants: Sequence[Variant], base: Document, witnesses: Witnesses, absent: set[str]) -> str:
    """The words of a paragraph with their variants."""
    parts, at = [], block.start
    for variant in variants:
        differing = {name for reading in variant.readings for name in reading.witnesses}
        agreeing = [name for name in witnesses if name not in differing | absent]
        # Words that the base has not are followed by a space of their own.
        space = " " if variant.place.start == variant.place.end else ""
        readings = "".join(
            f'<rdg wit="{_of(reading.witnesses, witnesses)}">{_text(reading.text)}{space}</rdg>' for reading in variant.readings
        )
        lemma = f'<lem wit="{_of(agreeing, witnesses)}">{_text(variant.place.of(base.text))}</lem>'
        parts += [_text(base.text[at : variant.place.start]), f"<app>{lemma}{readings}</app>"]
        at = variant.place.end
    return "".join([*parts, _text(base.text[at : block.end])])


def _of(names: Sequence[str] | set[str], witnesses: Witnesses) -> str:
    return " ".join(f"#{siglum}" for name, siglum in witnesses.items() if name in names)


def _text(text: str) -> str:
    return escape(xml_safe(text))
