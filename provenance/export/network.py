"""The result as a networkx graph."""

from __future__ import annotations

import networkx

from provenance.model import Findings


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
