"""The picture in DOT, Graphviz' language, for anyone who wants to lay it out or restyle it with their own tools."""

from __future__ import annotations

from provenance.render.boxes import FACES, NODE_WIDTH, PADDING
from provenance.render.escape import one_line
from provenance.render.metrics import wrap
from provenance.render.palette import LIGHT
from provenance.render.picture import LEVEL_STYLES, Line, Link, Node, Picture, Style

_POINTS = 72.0
_LINE_STYLES = {Style.SOLID: "solid", Style.DASHED: "dashed", Style.UNDIRECTED: "solid", Style.SIBLING: "dotted"}


def to_dot(picture: Picture) -> str:
    """A picture as DOT text; nodes are named by their keys, so no outside string is ever a name or a port.

    Every outside string passes ``graphviz.escape``, which keeps it from being read as HTML or as an escape.
    """
    import graphviz

    graph = graphviz.Digraph("provenance")
    graph.attr(rankdir="TB", fontname="Helvetica", label=_quoted(picture.title), labelloc="t", ranksep="0.5", nodesep="0.4")
    graph.attr("node", fontname="Helvetica", fontsize="12", shape="box", width=f"{NODE_WIDTH / _POINTS:.2f}", margin="0.15,0.1")
    graph.attr("edge", fontname="Helvetica", fontsize="10")
    for node in picture.nodes:
        graph.node(node.key, label=_label(node.lines), tooltip=_quoted(node.tooltip), **_node_style(node))
    for link in picture.links:
        graph.edge(link.source, link.target, label=_label(link.lines), tooltip=_quoted(link.tooltip), **_link_style(link))
    return str(graph.source)


def _node_style(node: Node) -> dict[str, str]:
    if node.is_observed:
        return {"style": "solid", "color": LIGHT.box_edge}
    return {"style": "dashed,rounded", "color": LIGHT.absent_edge, "fontcolor": LIGHT.soft}


def _link_style(link: Link) -> dict[str, str]:
    colour = LIGHT.copying if link.carries_text else LIGHT.speaking
    style = {"id": link.key, "style": _LINE_STYLES[link.style], "color": colour}
    if link.style in LEVEL_STYLES:
        style |= {"dir": "none", "constraint": "false"}
    return style


def _label(lines: tuple[Line, ...]) -> str:
    r"""Lines wrapped and joined by DOT's own line break, ``\n``."""
    import graphviz

    rows = [
        _quoted(row)
        for line in lines
        for row in wrap(
            line.text, NODE_WIDTH - 2 * PADDING, FACES[line.tone].size, FACES[line.tone].most, FACES[line.tone].weight
        )
    ]
    joined: str = graphviz.nohtml(r"\n".join(rows))
    return joined


def _quoted(text: str) -> str:
    """One line of text, escaped for DOT; the type of what ``graphviz`` returns keeps it from being read as HTML."""
    import graphviz

    quoted: str = graphviz.escape(one_line(text))
    return quoted
