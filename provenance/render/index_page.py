"""The report of a large result: its families in a table, the largest drawn, everything else counted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from provenance.model import CountRange, Findings
from provenance.render.escape import one_line
from provenance.render.html import Markup, element, join
from provenance.render.names import SOURCE_KINDS, source_name
from provenance.render.overview import Overview, Row
from provenance.render.page import POLICY, figure_class, whole_page
from provenance.render.page_style import index_stylesheet
from provenance.render.picture import Picture
from provenance.render.scripts import SORTING, source_of
from provenance.render.sections.context import Context, context_of, section, shown
from provenance.render.sections.inputs import method_section, problems_section
from provenance.render.sections.limits import limits_section
from provenance.render.wording import edge_phrase, listed, plural, probability_word

ROWS_SHOWN = 2_500
"""Most families listed, 1.2 MB; the rest is counted."""
SOURCES_SHOWN = 200
"""Most sources listed; the rest is counted."""
TITLE_CHARS = 90
"""Most letters of a title in the table."""
FOLDED_DOCUMENTS = 2
"""Families up to this size stand in a table of their own, folded away: they are most families, and seldom what is sought."""

Anchors = Mapping[str, tuple[str, ...]]

_POLICY = f"{POLICY}; script-src {source_of(SORTING)}"
_HEADS = ("Family", "Documents", "Independent texts", "Outlets", "Comes from", "Surest arrow")


def to_index(findings: Findings, overview: Overview, picture: Picture, svg: str, pages: Sequence[str]) -> str:
    """The index as one HTML document.

    ``picture`` and ``svg`` show the largest families. ``pages`` are the addresses of the families' own pages, in the order of
    ``overview.rows``; empty if there are none.
    """
    context = context_of(findings, picture)
    parts = (
        _families(context, overview, pages),
        _sources(context, overview),
        limits_section(context),
        method_section(context),
        problems_section(context),
    )
    headline = one_line(findings.summary.headline)
    body = element(
        "body",
        element("header", element("h1", headline), element("p", _counts(findings, overview)), _how(pages)),
        element("main", parts[0]),
        element("figure", Markup(svg), id="tree", class_=figure_class(svg)),
        element("main", *parts[1:]),
        element(
            "footer",
            element("p", "Shared wording is a fact; who came first is an inference, with its evidence on each family's page."),
            class_="soft",
        ),
        Markup(f"<script>{SORTING}</script>"),
    )
    return whole_page(headline, index_stylesheet(), _POLICY, body)


def counts_of(findings: Findings, overview: Overview) -> tuple[str, ...]:
    """What there is, each as a phrase: documents in families, documents that name a source, documents that share nothing."""
    inside = sum(row.documents for row in overview.rows)
    counted = [f"{plural(inside, 'document')} in {plural(len(overview.rows), 'family', 'families')} that share copied text"]
    if overview.credited:
        counted.append(
            f"{plural(overview.credited, 'single document')} that name{'s' if overview.credited == 1 else ''} a source"
        )
    if overview.alone:
        counted.append(
            f"{plural(overview.alone, 'document')} that share{'s' if overview.alone == 1 else ''} nothing with any other"
        )
    if findings.divergences:
        counted.append(plural(len(findings.divergences), "disagreement"))
    return tuple(counted)


def _counts(findings: Findings, overview: Overview) -> str:
    return f"{listed(counts_of(findings, overview))}."


def _how(pages: Sequence[str]) -> Markup:
    if pages:
        return element("p", "Each family has a page of its own, with its tree and its evidence: follow its name.", class_="soft")
    example = element("code", "provenance draw FOLDER --family NAME")
    return element(
        "p",
        "For the tree and the evidence of one family: ",
        example,
        ", with the folder this page is in and the name of the family. ",
        element("code", "provenance trace … --pages"),
        " writes a page for each.",
        class_="soft",
    )


def _families(context: Context, overview: Overview, pages: Sequence[str]) -> Markup | None:
    rows = overview.rows[:ROWS_SHOWN]
    large = [row for row in rows if row.documents > FOLDED_DOCUMENTS]
    small = rows[len(large) :]
    more = len(overview.rows) - len(rows)
    anchors = _anchors(context, overview)
    parts = [_table(large, anchors, pages)] if large else []
    if small:
        said = plural(len(small), "family of two documents", "families of two documents")
        parts.append(element("details", element("summary", said), _table(small, anchors, pages)))
    if more:
        parts.append(
            element("p", f"{plural(more, 'more family', 'more families')} of two not listed; trace.json has all.", class_="soft")
        )
    return section("families", "Families", *parts)


def _anchors(context: Context, overview: Overview) -> Anchors:
    """Where a click on a box of the picture leads: for each family, by name, the anchors of its documents."""
    return {
        row.name: tuple(anchor for document in family.documents if (anchor := context.node_anchors.get(document.id)) is not None)
        for row, family in zip(overview.rows, overview.families, strict=False)
    }


def _table(rows: Iterable[Row], anchors: Anchors, pages: Sequence[str]) -> Markup:
    head = element("thead", element("tr", *(element("th", name, scope="col") for name in _HEADS)))
    body = element("tbody", *(_row(row, anchors.get(row.name, ()), pages[row.number - 1] if pages else None) for row in rows))
    return element("div", element("table", head, body, class_="sortable"), class_="scroll")


def _row(row: Row, anchors: Sequence[str], page: str | None) -> Markup:
    name = element("bdi", one_line(row.name))
    title = element("span", shown(_cut(row.title)), class_="title") if row.title else None
    marks = [element("span", id=anchor) for anchor in anchors]
    surest = row.surest
    sure = f"{surest.probability:.4f}" if surest else "0"
    return element(
        "tr",
        element("td", *marks, title, element("a", name, href=page) if page else element("code", name)),
        element("td", f"{row.documents:,}", data_sort=f"{row.documents}", class_="number"),
        element("td", _range(row.texts), data_sort=f"{row.texts.likely}", class_="number"),
        element("td", f"{row.outlets:,}" if row.outlets else "–", data_sort=f"{row.outlets}", class_="number"),
        element("td", element("bdi", row.source), f" ({row.copies:,})")
        if row.source
        else element("td", "not known", class_="soft"),
        element(
            "td", f"{edge_phrase(surest.kind)}, {probability_word(surest.probability)} ({surest.probability:.0%})", data_sort=sure
        )
        if surest
        else element("td", "none", class_="soft", data_sort=sure),
    )


def _cut(text: str) -> str:
    return text if len(text) <= TITLE_CHARS else text[: TITLE_CHARS - 1].rstrip() + "…"


def _range(count: CountRange) -> str:
    return f"{count.low:,}" if count.low == count.high else f"{count.low:,}–{count.high:,}"


def _sources(context: Context, overview: Overview) -> Markup | None:
    """Sources that are not among the documents, with how much comes from each."""
    names = ("Source", "What it is", "Families", "Documents")
    head = element("thead", element("tr", *(element("th", name, scope="col") for name in names)))
    rows = [
        element(
            "tr",
            element("td", element("bdi", source_name(source)), id=context.node_anchors.get(source.id)),
            element("td", SOURCE_KINDS[source.kind]),
            element("td", f"{families:,}", data_sort=f"{families}", class_="number"),
            element("td", f"{documents:,}", data_sort=f"{documents}", class_="number"),
        )
        for source, families, documents in overview.sources[:SOURCES_SHOWN]
    ]
    more = len(overview.sources) - SOURCES_SHOWN
    rest = element("p", f"{plural(more, 'more source')} not listed; trace.json has all.", class_="soft") if more > 0 else None
    table = element("div", element("table", head, element("tbody", join(rows)), class_="sortable"), class_="scroll")
    return section("sources", "Sources that are not in the corpus", table if rows else None, rest)
