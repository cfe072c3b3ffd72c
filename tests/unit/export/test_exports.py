"""Results for other programs, read back by these programs' own readers."""

from __future__ import annotations

import csv
import io
import json
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterable
from pathlib import Path

import networkx
import pytest
from prov.model import ProvDerivation, ProvDocument

from provenance.errors import UsageError
from provenance.export.linked import json_ld
from provenance.export.network import gexf_parts, graphml_parts, to_graph
from provenance.export.prov import prov_json, prov_n
from provenance.export.sheets import documents_csv, edges_csv, pairs_csv, sources_csv
from provenance.model import Findings
from provenance.render.contents import EXPORTS
from provenance.render.files import write_all
from tests import findings_factory

SHEETS = (documents_csv, sources_csv, edges_csv, pairs_csv)
Exporter = Callable[[Findings], Iterable[str]]


@pytest.fixture(scope="module", params=["plain", *findings_factory.HOSTILE], ids=lambda words: f"{words[:12]!a}")
def findings(request: pytest.FixtureRequest) -> Findings:
    words = request.param
    return findings_factory.findings() if words == "plain" else findings_factory.hostile(words)


def text(parts: Iterable[str]) -> str:
    """What stands in the file."""
    return "".join(parts).encode("utf-8", "replace").decode("utf-8")


@pytest.mark.parametrize(("parts", "read"), [(graphml_parts, networkx.parse_graphml), (gexf_parts, None)])
def test_graphs_have_the_same_nodes_and_edges(
    findings: Findings, parts: Exporter, read: Callable[..., networkx.DiGraph[str]] | None, tmp_path: Path
) -> None:
    written = text(parts(findings))
    if read is None:
        (tmp_path / "tree.gexf").write_text(written, encoding="utf-8")
        graph = networkx.read_gexf(tmp_path / "tree.gexf", version="1.2draft")
    else:
        graph = read(written)
    wanted = to_graph(findings)
    assert graph.number_of_nodes() == wanted.number_of_nodes()
    assert sorted(data["probability"] for *_, data in graph.edges(data=True)) == sorted(
        data["probability"] for *_, data in wanted.edges(data=True)
    )
    assert {data["drawn"] for *_, data in graph.edges(data=True)} == {data["drawn"] for *_, data in wanted.edges(data=True)}


def test_no_graph_says_when_and_by_what_it_was_written() -> None:
    for parts in (graphml_parts, gexf_parts):
        written = text(parts(findings_factory.findings()))
        assert "NetworkX" not in written
        assert "lastmodified" not in written


@pytest.mark.parametrize("sheet", SHEETS)
def test_sheets_have_a_value_in_every_column(findings: Findings, sheet: Exporter) -> None:
    head, *rows = csv.reader(io.StringIO(text(sheet(findings)), newline=""))
    assert head[0].startswith("\ufeff")
    assert rows
    assert {len(row) for row in rows} == {len(head)}


@pytest.mark.parametrize("words", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", '=cmd|"/c calc"!A1'])
def test_no_cell_is_a_formula(words: str) -> None:
    hostile = findings_factory.hostile(words)
    for sheet in SHEETS:
        for row in csv.reader(io.StringIO(text(sheet(hostile)), newline="")):
            assert not [cell for cell in row if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]


def test_derivations_are_those_of_the_edges(findings: Findings) -> None:
    document = ProvDocument.deserialize(content=text(prov_json(findings)), format="json")
    derivations = list(document.get_records(ProvDerivation))
    probabilities = sorted(next(iter(record.get_attribute("pt:probability"))) for record in derivations)
    assert probabilities == sorted(edge.probability for edge in findings.edges)
    named = {str(record.identifier) for record in document.get_records()}
    assert {str(value) for record in derivations for _, value in record.formal_attributes if value} <= named


def test_both_notations_say_the_same(findings: Findings) -> None:
    """The library's own PROV-N of our PROV-JSON is our PROV-N, up to spaces, quotation marks and the order of attributes."""
    document = ProvDocument.deserialize(content=text(prov_json(findings)), format="json")
    assert _statements(text(prov_n(findings))) == _statements(document.get_provn())


def _statements(notation: str) -> list[str]:
    """The letters of every derivation, sorted: the order of attributes, quotation marks, escapes and spaces are left open."""
    escapes = ("\\n", "\\t", "\\r", "\\", '"', "\n")
    for each in escapes:
        notation = notation.replace(each, "")
    joined = "".join(notation.split()).replace("wasDerivedFrom(", "\nwasDerivedFrom(").replace("endDocument", "\n")
    found = [line for line in joined.split("\n") if line.startswith("wasDerivedFrom")]
    return sorted("".join(sorted(line)) for line in found)


def test_linked_data_tells_how_sure_it_is(findings: Findings) -> None:
    graph = json.loads(text(json_ld(findings)))["@graph"]
    ids = {item["@id"] for item in graph}
    assert len(ids) == len(findings.documents) + len(findings.sources)
    roles = [role for item in graph for relation in ("isBasedOn", "citation") for role in item.get(relation, [])]
    assert len(roles) == len(findings.edges)
    for role in roles:
        (target,) = (role[relation]["@id"] for relation in ("isBasedOn", "citation") if relation in role)
        assert target in ids
        assert "probability" in role["description"]


def test_every_export_is_written_when_asked_for(tmp_path: Path) -> None:
    names = [name for files in EXPORTS.values() for name in files]
    assert [path.name for path in write_all(findings_factory.findings(), tmp_path / "out", EXPORTS)] == names
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == sorted(names)
    ET.fromstring((tmp_path / "out" / "tree.graphml").read_text(encoding="utf-8"))  # noqa: S314 - our own file
    with pytest.raises(UsageError, match="choose from svg, gv, html, json, graphml, gexf, csv, prov, jsonld, tei, pages"):
        write_all(findings_factory.findings(), tmp_path / "other", ["xlsx"])
