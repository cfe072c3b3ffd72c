"""What stands in each file of a result: everything told at once, or an index with its families one by one."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

from provenance.export.json import json_parts
from provenance.export.linked import json_ld
from provenance.export.prov import prov_json, prov_n
from provenance.export.sheets import documents_csv, edges_csv, pairs_csv, sources_csv
from provenance.export.tei import tei
from provenance.model import Findings
from provenance.render.dot import to_dot
from provenance.render.family import draw_family, headed
from provenance.render.graph import draw, drawing_of
from provenance.render.html import Markup, element
from provenance.render.index_page import to_index
from provenance.render.layout import layout
from provenance.render.overview import LARGE_DOCUMENTS, Overview, is_large, overview_of
from provenance.render.page import to_page
from provenance.render.picture import Picture
from provenance.render.sheet import draw_sheet
from provenance.render.svg import to_svg

FILES: Mapping[str, str] = {"svg": "tree.svg", "gv": "tree.gv", "html": "report.html", "json": "trace.json"}
"""Formats that become a file, and which."""


def _graphml(findings: Findings) -> Iterable[str]:
    from provenance.export.network import graphml_parts  # networkx takes longer to import than a small result to draw

    return graphml_parts(findings)


def _gexf(findings: Findings) -> Iterable[str]:
    from provenance.export.network import gexf_parts

    return gexf_parts(findings)


EXPORTS: Mapping[str, Mapping[str, Callable[[Findings], Iterable[str]]]] = {
    "graphml": {"tree.graphml": _graphml},
    "gexf": {"tree.gexf": _gexf},
    "csv": {"documents.csv": documents_csv, "sources.csv": sources_csv, "edges.csv": edges_csv, "pairs.csv": pairs_csv},
    "prov": {"trace.prov.json": prov_json, "trace.provn": prov_n},
    "jsonld": {"trace.jsonld": json_ld},
    "tei": {"variants.tei.xml": tei},
}
"""Formats for other programs: the files of each, and what writes them."""
PAGES = "pages"
"""The format that becomes a page for every family ..."""
PAGES_FOLDER = "families"
"""... in this folder."""

Contents = dict[str, Iterable[str]]
"""The text of each file by its name, in pieces; some are made only when they are asked for, and can be asked for once."""


def contents_of(findings: Findings, formats: Collection[str]) -> Contents:
    """The files of a result, in the order of ``FILES``, then its exports and its pages.

    Of a large one the report is an index, and the tree shows its largest families.
    """
    large = is_large(findings)
    overview = overview_of(findings) if large or PAGES in formats else None
    if overview is not None and large:
        addresses = _addresses(overview) if PAGES in formats else ()
        picture = draw_sheet(findings, overview.families)
        made = _drawn(findings, picture, formats, lambda svg: to_index(findings, overview, picture, svg, addresses))
    else:
        picture = picture_of(findings)
        made = _drawn(findings, picture, formats, lambda svg: to_page(findings, picture, svg))
    if "json" in formats:
        made[FILES["json"]] = json_parts(findings)
    for name in EXPORTS:
        if name in formats:
            made |= {file: parts(findings) for file, parts in EXPORTS[name].items()}
    if overview is not None and PAGES in formats:
        made |= _pages(overview)
    return made


def picture_of(findings: Findings) -> Picture:
    """What ``tree.svg`` shows of a result: everything, or the largest families of a large one."""
    if is_large(findings):
        return draw_sheet(findings, overview_of(findings).families)
    return draw(findings) if len(findings.documents) <= LARGE_DOCUMENTS else draw_family(findings)


def _drawn(findings: Findings, picture: Picture, formats: Collection[str], report: Callable[[str], str]) -> Contents:
    """Picture and report; the picture is laid out once."""
    svg = _svg(findings, picture) if {"svg", "html"} & set(formats) else ""
    makers: Mapping[str, Callable[[], str]] = {"svg": lambda: svg, "gv": lambda: to_dot(picture), "html": lambda: report(svg)}
    return {FILES[name]: (make(),) for name, make in makers.items() if name in formats}


def _svg(findings: Findings, picture: Picture) -> str:
    return to_svg(picture, layout(picture, drawing_of(findings).engine))


def _addresses(overview: Overview) -> Sequence[str]:
    """Where the page of each row is, from the index."""
    return tuple(f"{PAGES_FOLDER}/f{row.number:04}.html" for row in overview.rows)


def _pages(overview: Overview) -> Contents:
    """A page for every row; each is made when it is written."""
    return {address: _page(family) for address, family in zip(_addresses(overview), overview.families, strict=False)}


def _page(family: Findings) -> Iterator[str]:
    told = headed(family)
    picture = draw_family(told)
    back = element("p", element("a", "All families", href=f"../{FILES['html']}"))
    yield to_page(told, picture, _svg(told, picture), Markup(back))
