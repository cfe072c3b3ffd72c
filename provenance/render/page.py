"""The report: one HTML file with everything in it, readable without scripts and without a network."""

from __future__ import annotations

import re

from provenance.model import Findings
from provenance.render.escape import one_line
from provenance.render.html import Markup, element, join
from provenance.render.page_style import page_stylesheet
from provenance.render.picture import Picture
from provenance.render.scripts import READING, source_of
from provenance.render.sections.context import context_of
from provenance.render.sections.edges import edges_section, rejected_section, sources_section
from provenance.render.sections.inputs import documents_section, method_section, problems_section
from provenance.render.sections.limits import limits_section
from provenance.render.sections.pairs import pairs_section
from provenance.render.sections.readings import divergences_section, quotations_section
from provenance.render.sections.timeline import timeline_section
from provenance.render.sections.variants import apparatus_section

POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"
"""Nothing is loaded and nothing runs, whatever slipped in: styles in the file and pictures in the file only."""

_POLICY = f"{POLICY}; script-src {source_of(READING)}"

FITTING_WIDTH = 1600
"""Widest picture, px, that is made to fit the window: at 1,200 px its smallest letters still have 8 px. Wider ones scroll."""

_WIDTH = re.compile(r'<svg [^>]*?width="(\d+)"')
PAGE_BYTES = 1_950_000
"""Largest page. The pairs get what room the other sections leave, for they alone hold whole texts; the others have limits of
their own, 1.1 MB together."""
LEAST_PAIRS_ROOM = 50_000
"""Room for pairs beside a picture that is too large all by itself."""

_SECTIONS = (
    ("time", "Time", timeline_section),
    ("edges", "Evidence", edges_section),
    ("excluded", "Excluded", rejected_section),
    ("sources", "Missing sources", sources_section),
    ("apparatus", "Variants", apparatus_section),
    ("quotations", "Quotations", quotations_section),
    ("divergences", "Disagreements", divergences_section),
    ("limits", "Limits", limits_section),
    ("documents", "Documents", documents_section),
    ("method", "Method", method_section),
    ("problems", "Problems", problems_section),
)
"""Sections in the order of the page, with the words of the table of contents; the pairs stand behind ``_BEFORE_PAIRS``."""
_BEFORE_PAIRS = 4


def to_page(findings: Findings, picture: Picture, svg: str, above: Markup | None = None) -> str:
    """The report as one HTML document.

    ``picture`` is what ``draw`` made of the result and ``svg`` what ``to_svg`` made of that; it is taken as it is. ``above``
    stands over the headline: the way back to a page that leads here.
    """
    context = context_of(findings, picture)
    made = [(anchor, words, make(context)) for anchor, words, make in _SECTIONS]
    used = len(svg.encode("utf-8", "replace")) + sum(len(part.encode("utf-8", "replace")) for _, _, part in made if part)
    pairs = pairs_section(context, max(PAGE_BYTES - used, LEAST_PAIRS_ROOM))
    made.insert(_BEFORE_PAIRS, ("pairs", "Side by side", pairs))
    there = [(anchor, words, part) for anchor, words, part in made if part is not None]
    headline = one_line(findings.summary.headline)
    contents = element("ul", *(element("li", element("a", words, href=f"#{anchor}")) for anchor, words, _ in there))
    body = element(
        "body",
        element("header", above, element("h1", headline), element("nav", contents, aria_label="Contents")),
        element("figure", Markup(svg), id="tree", class_=figure_class(svg)),
        element("main", *(part for _, _, part in there)),
        element(
            "footer",
            element("p", "Shared wording is a fact; who came first is an inference, with its evidence above.", class_="soft"),
        ),
        Markup(f"<script>{READING}</script>"),
    )
    return whole_page(headline, page_stylesheet(), _POLICY, body)


def whole_page(title: str, style: str, policy: str, body: Markup) -> str:
    """An HTML document of its own, which loads nothing."""
    return f'<!DOCTYPE html>\n<html lang="en">\n{_head(title, style, policy)}\n{body}\n</html>\n'


def figure_class(svg: str) -> str | None:
    """``wide`` for a picture that would be too small to read if it were made to fit the window."""
    found = _WIDTH.search(svg)
    return "wide" if found and int(found[1]) > FITTING_WIDTH else None


def _head(title: str, style: str, policy: str) -> Markup:
    return element(
        "head",
        element("meta", charset="utf-8"),
        Markup(f'<meta http-equiv="Content-Security-Policy" content="{policy}">'),
        element("meta", name_="viewport", content="width=device-width, initial-scale=1"),
        element("title", title),
        join([Markup(f"<style>{style}</style>")]),
    )
