"""The result in a notebook: a picture and a table that also show where the notebook is not trusted.

JupyterLab hides SVG and strips style from HTML until a notebook is trusted; an image from a data address, tables
and details stay.
"""

from __future__ import annotations

from base64 import b64encode

from provenance.model import Findings
from provenance.render.escape import one_line
from provenance.render.html import Markup, element, join
from provenance.render.names import names_of
from provenance.render.terminal import summary
from provenance.render.wording import edge_sentence, listed, probability_word, strongest


def mimebundle(findings: Findings, svg: str) -> dict[str, str]:
    """What a notebook shows: ``text/html`` with the picture and the edges, ``text/plain`` with the summary."""
    picture = b64encode(svg.encode("utf-8", "replace")).decode("ascii")
    image = element("img", alt=_alternative(findings), src=f"data:image/svg+xml;base64,{picture}")
    figure = element("figure", image, element("figcaption", one_line(findings.summary.headline)))
    return {"text/html": join([figure, _table(findings)]), "text/plain": summary(findings)}


def _alternative(findings: Findings) -> str:
    names = names_of(findings)
    return ". ".join(edge_sentence(edge, names) for edge in findings.edges)


def _table(findings: Findings) -> Markup:
    names = names_of(findings)
    rows = [
        element(
            "tr",
            element("td", edge_sentence(edge, names)),
            element("td", probability_word(edge.probability)),
            element("td", listed(strongest(edge.evidence, 3))),
        )
        for edge in findings.edges
    ]
    head = element("tr", *(element("th", name) for name in ("what", "how sure", "shown by")))
    return element("details", element("summary", "Edges and evidence"), element("table", head, *rows))
