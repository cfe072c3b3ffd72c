"""The picture of the seeds says what the data says."""

from __future__ import annotations

import provenance
from provenance.render.graph import draw
from provenance.render.picture import NodeKind


def test_absent_nodes_are_drawn_apart_and_labels_say_what_was_edited(trace: provenance.Trace) -> None:
    picture = draw(trace)
    kinds = {node.id.split("_")[0]: node.kind for node in picture.nodes}
    keys = {node.key: node.id.split("_")[0] for node in picture.nodes}
    assert {name for name, kind in kinds.items() if kind is NodeKind.OBSERVED} == {"000", "001", "002", "003", "004"}
    assert kinds["source:cnn.com"] is NodeKind.NAMED
    labels = {(keys[link.source], keys[link.target]): [line.text for line in link.lines] for link in picture.links}
    edited = " ".join(labels["source:cnn.com", "002"])
    assert "+ 1 paragraph, 1 embedded post" in edited
    assert "9 small edits of house style" in edited
    around = next(line for line in labels["source:cnn.com", "002"] if "title, credit line" in line)
    assert around.startswith("around the text")
    copying = {pair for pair in labels if pair[1] in {"001", "003"} and pair[0] != "source:speaker/russian-foreign-ministry"}
    assert copying == set()
