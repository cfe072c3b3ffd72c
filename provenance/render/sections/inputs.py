"""What was read: the documents with their dates and signals, the method with its numbers, and the problems."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from functools import partial

from provenance.model import DateRange, Document, Problem, Signal
from provenance.render.dates import date_words
from provenance.render.escape import one_line
from provenance.render.html import Markup, element
from provenance.render.sections.context import Context, fitted, section, shown
from provenance.render.wording import evidence_name, plural

SIGNALS_SHOWN = 12
"""Most signals listed for one document; the rest is counted."""
DOCUMENTS_ROOM = 300_000
"""Most bytes of mark-up for what was read: about 250 documents."""
LEFT_OUT = "not kept, because nothing else shares its wording; the text is in the file"
"""Said of a document whose text and blocks are not in the trace."""
PROBLEMS_SHOWN = 300
"""Most problems listed; the rest is counted. A table can have a million bad records."""

_METHOD = (
    "Each input was read into blocks with roles; only body and headings were compared. Passages that two documents share were "
    "found with MinHash signatures and shared rare wording, aligned word by word, and told apart into copies, quotations, "
    "boilerplate and formulas; only copies tie documents together. Who came first was inferred from evidence that works in "
    "one direction: credits, ids, missing passages, dates. Evidence is added up as log-odds; signals of one group count as "
    "their strongest member and a share of the rest. What the sum means was calibrated on simulated news and blogs."
)


def documents_section(context: Context) -> Markup | None:
    """Every document: what it is, where and when it was published by its own account, and what points elsewhere."""
    shown_documents = fitted(context.findings.documents, partial(_document, context), DOCUMENTS_ROOM, "document")
    return section("documents", "What was read", *shown_documents)


def _document(context: Context, document: Document) -> Markup:
    metadata = document.metadata
    publisher = metadata.publisher
    found = f"{publisher.name or publisher.host or 'unknown'} (by {publisher.basis})" if publisher else "does not say"
    roles = Counter(block.role.value for block in document.blocks)
    facts = (
        ("title", metadata.title or "does not say"),
        ("publisher", found),
        ("host", document.host or "does not say"),
        ("authors", ", ".join(metadata.authors)),
        ("address", metadata.url or ""),
        ("published", _date(metadata.published) or "does not say"),
        ("updated", _date(metadata.updated)),
        ("not before", _date(metadata.not_before)),
        ("not after", _date(metadata.not_after)),
        ("read as", f"{document.format.value}, {document.encoding}{f', {metadata.language}' if metadata.language else ''}"),
        ("blocks", LEFT_OUT if document.text_left_out else ", ".join(f"{count} {role}" for role, count in sorted(roles.items()))),
        ("file", document.path),
        ("SHA-256", document.sha256),
    )
    rows = [element("tr", element("th", name), element("td", shown(value))) for name, value in facts if value]
    return element(
        "article",
        element("h3", context.names.long(document.id)),
        element("table", *rows, class_="facts"),
        _signals(context, context.findings.signals.get(document.id, ())),
        id=context.node_anchors.get(document.id),
    )


def _date(date: DateRange | None) -> str:
    return f"{date_words(date)} (by {date.basis})" if date else ""


def _signals(context: Context, signals: tuple[Signal, ...]) -> Markup | None:
    if not signals:
        return None
    items = [
        element(
            "li",
            f"{evidence_name(signal.kind)}: ",
            shown(context.shortened(signal.value)),
            f" ({signal.organisation or signal.host})" if signal.organisation or signal.host else None,
            " — points at its own site, so no evidence" if signal.own_site else None,
        )
        for signal in signals[:SIGNALS_SHOWN]
    ]
    more = len(signals) - SIGNALS_SHOWN
    rest = element("li", f"and {more:,} more") if more > 0 else None
    heading = element("summary", plural(len(signals), "trace of origin", "traces of origin"))
    return element("details", heading, element("ul", *items, rest), open="open")


def method_section(context: Context) -> Markup | None:
    """How the result came about, and every number that shaped it."""
    settings = element("details", element("summary", "Every number that shaped this result"), _tree(context.findings.settings))
    made = element("p", f"Made by provenance {one_line(context.findings.tool_version)}, without any network access.")
    return section("method", "Method", element("p", _METHOD), made, settings)


def _tree(settings: Mapping[str, object]) -> Markup:
    """Nested settings as nested lists."""
    items = []
    for name, value in settings.items():
        inner = _tree(value) if isinstance(value, Mapping) else element("code", str(value))
        items.append(element("li", f"{name}: ", inner))
    return element("ul", *items)


def problems_section(context: Context) -> Markup | None:
    """Inputs that were skipped or degraded, and what else a reader should know of them."""
    problems = context.findings.problems
    rows = [_problem(each) for each in problems[:PROBLEMS_SHOWN]]
    more = len(problems) - PROBLEMS_SHOWN
    rest = (
        element("p", f"{plural(more, 'more problem')} not shown here; trace.json has all.", class_="soft") if more > 0 else None
    )
    return section("problems", "Problems with the inputs", element("table", *rows) if rows else None, rest)


def _problem(problem: Problem) -> Markup:
    cells = (problem.severity, problem.path, problem.message)
    return element("tr", *(element("td", shown(each)) for each in cells))
