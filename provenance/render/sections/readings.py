"""Shared quotations and points on which the texts disagree."""

from __future__ import annotations

from functools import partial

from provenance.model import Divergence, Quotation
from provenance.render.html import Markup, element
from provenance.render.sections.context import Context, fitted, section, shown
from provenance.render.wording import plural

QUOTATIONS_ROOM = 100_000
"""Most bytes of mark-up for quotations ..."""
DIVERGENCES_ROOM = 100_000
"""... and for disagreements."""

_FORMS = {"direct": "in quotation marks", "indirect": "reported", "fragment": "a few words quoted"}


def quotations_section(context: Context) -> Markup | None:
    """The words of speakers that several documents use; they tie no documents together."""
    quotations = context.findings.quotations
    note = element("p", "Quoting the same words is no sign of copying from one another.", class_="soft") if quotations else None
    shown_quotations = fitted(quotations, partial(_quotation, context), QUOTATIONS_ROOM, "quotation")
    return section("quotations", "The same words quoted", note, *shown_quotations)


def _quotation(context: Context, quotation: Quotation) -> Markup:
    rows = []
    for member in quotation.members:
        document = context.documents.get(member.document)
        words = context.shortened(member.span.of(document.text)) if document else ""
        wording = "main wording" if member.variant == 0 else f"other wording {member.variant}"
        rows.append(
            element(
                "tr",
                element("td", context.named(member.document)),
                element("td", _FORMS.get(member.form, member.form)),
                element("td", wording),
                element("td", shown(words)),
            )
        )
    return element("article", element("h3", shown(quotation.speaker)), element("table", *rows))


def divergences_section(context: Context) -> Markup | None:
    """Points on which texts disagree; independent witnesses are counted, nothing is declared true."""
    divergences = context.findings.divergences
    said = "Copies of one text count as one witness. Which reading is true cannot be known from the texts alone."
    note = element("p", said, class_="soft") if divergences else None
    shown_divergences = fitted(divergences, partial(_divergence, context), DIVERGENCES_ROOM, "disagreement")
    return section("divergences", "Where the texts disagree", note, *shown_divergences)


def _divergence(context: Context, divergence: Divergence) -> Markup:
    rows = [
        element(
            "tr",
            element("td", context.named(reading.document)),
            element("td", "“", shown(reading.text), "”"),
            element("td", shown(reading.value or "")),
            element("td", "fits either" if reading.compatible else ""),
        )
        for reading in divergence.readings
    ]
    witnesses = plural(divergence.witnesses, "independent witness", "independent witnesses")
    return element(
        "article",
        element("h3", shown(divergence.topic)),
        element("p", f"{witnesses}. ", context.said(divergence.note), class_="soft"),
        element("table", *rows),
    )
