"""The result as a networkx graph, and as the files that programs for graphs read."""

from __future__ import annotations

import re
from collections.abc import Iterator

import networkx

from provenance.model import Findings
from provenance.text.clean import xml_safe

_MADE = re.compile(r"<meta lastmodifieddate=.*?</meta>\s*", re.DOTALL)
"""What networkx writes of the day and of itself: equal results are equal files."""


def to_graph(findings: Findings) -> networkx.DiGraph[str]:
    """Nodes and directed edges.

    Nodes are ids of documents (``observed=True``, ``title``, ``host``) and of sources that are not in the corpus
    (``observed=False``, ``kind``, ``label``); edges carry ``kind``, ``probability`` in [0, 1] and ``drawn``.
    """
    graph: networkx.DiGraph[str] = networkx.DiGraph()
    for document in findings.documents:
        graph.add_node(document.id, observed=True, title=document.metadata.title, host=document.host)
    for source in findings.sources:
        graph.add_node(source.id, observed=False, kind=str(source.kind), label=source.label)
    for edge in findings.edges:
        graph.add_edge(edge.source, edge.target, kind=str(edge.kind), probability=edge.probability, drawn=str(edge.drawn))
    return graph


def graphml_parts(findings: Findings) -> Iterator[str]:
    """The graph as GraphML, which Gephi, Cytoscape, yEd and igraph read; what nothing is known of is left out."""
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    for line in networkx.generate_graphml(_storable(findings)):
        yield f"{line}\n"


def gexf_parts(findings: Findings) -> Iterator[str]:
    """The graph as GEXF 1.2, the format of Gephi."""
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield _MADE.sub("", "\n".join(networkx.generate_gexf(_storable(findings), version="1.2draft"))) + "\n"


def _storable(findings: Findings) -> networkx.DiGraph[str]:
    """The graph with what XML can hold, and a ``label`` for every node."""
    graph = to_graph(findings)
    found: networkx.DiGraph[str] = networkx.DiGraph()
    for node, values in graph.nodes(data=True):
        found.add_node(xml_safe(node), **_known({"label": node, **values}))
    for one, other, values in graph.edges(data=True):
        found.add_edge(xml_safe(one), xml_safe(other), **_known(values))
    return found


def _known(values: dict[str, object]) -> dict[str, object]:
    """Values that are there, in the order of their names."""
    return {
        name: xml_safe(value) if isinstance(value, str) else value for name, value in sorted(values.items()) if value is not None
    }
