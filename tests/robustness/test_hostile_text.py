"""Text from outside stays text: in pictures, pages, DOT, JSON and terminals."""

from __future__ import annotations

import json
import re
import shutil
import subprocess

import pytest

from provenance.render.graphviz_engine import wasi_render
from provenance.render.scripts import READING
from tests.markup import parse_xml
from tests.pages import dangers, parsed
from tests.robustness.conftest import TITLES, Run

CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
REORDERING = re.compile("[\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069]")
CSP = "default-src 'none'"


def test_every_document_was_read(hostile_run: Run) -> None:
    assert hostile_run.data["summary"]["documents"] == 2 * len(TITLES) + 7
    assert not [item for item in hostile_run.data["problems"] if item["severity"] == "skipped"]


def test_titles_are_kept_as_they_are_in_the_data(hostile_run: Run) -> None:
    titles = {item["id"]: item["title"] for item in hostile_run.data["documents"]}
    assert titles["page0"] == "<script>alert(1)</script>"
    assert titles["page3"] == TITLES[3]
    assert "onerror" in titles["page1"]


@pytest.mark.parametrize("name", ["tree.svg", "report.html"])
def test_nothing_runs_loads_or_leads_astray(hostile_run: Run, name: str) -> None:
    own = f"<script>{READING}</script>"
    text = hostile_run.text(name)
    assert text.count(own) == (name == "report.html")
    assert list(dangers(text.replace(own, ""))) == []


def test_the_checker_can_find_something() -> None:
    markup = '<p onclick="x"><a href="javascript:y">z</a><img src="//e.com/p.gif"><style>a{background:url(x)}</style><b>'
    assert len(list(dangers(markup))) >= 6


@pytest.mark.parametrize("name", ["tree.svg", "report.html"])
def test_addresses_are_places_in_the_page_only(hostile_run: Run, name: str) -> None:
    page = parsed(hostile_run.text(name))
    anchors = {attributes["id"] for _, attributes in page.elements if "id" in attributes}
    links = [attributes["href"] for tag, attributes in page.elements if tag == "a" and "href" in attributes]
    assert links
    assert all(link.startswith("#") for link in links)
    if name == "report.html":
        assert {link[1:] for link in links} <= anchors


def test_the_picture_is_well_formed_and_without_foreign_names(hostile_run: Run) -> None:
    root = parse_xml(hostile_run.text("tree.svg"))
    assert {element.tag.rpartition("}")[0] for element in root.iter()} == {"{http://www.w3.org/2000/svg"}
    names = {element.tag.rpartition("}")[2] for element in root.iter()}
    assert names <= {"svg", "title", "desc", "style", "g", "a", "rect", "text", "path", "polygon", "line", "tspan"}


def test_the_page_has_a_policy_and_says_what_the_titles_say(hostile_run: Run) -> None:
    page = parsed(hostile_run.text("report.html"))
    policies = [attributes["content"] for tag, attributes in page.elements if attributes.get("http-equiv")]
    assert len(policies) == 1
    assert policies[0].startswith(CSP)
    assert "<script>alert(1)</script>" in page.text
    assert "\u202e" not in page.text


@pytest.mark.parametrize("name", ["tree.svg", "report.html", "tree.gv", "trace.json"])
def test_no_control_and_no_half_character_in_any_file(hostile_run: Run, name: str) -> None:
    assert CONTROL.findall(hostile_run.text(name)) == []


@pytest.mark.parametrize("name", ["tree.svg", "report.html", "tree.gv"])
def test_nothing_invisible_reorders_what_people_see(hostile_run: Run, name: str) -> None:
    assert REORDERING.findall(hostile_run.text(name)) == []


def test_the_terminal_gets_no_command(hostile_run: Run) -> None:
    assert CONTROL.findall(hostile_run.done.out.replace("\n", "")) == []
    assert REORDERING.findall(hostile_run.done.out) == []
    assert "\u2028" not in hostile_run.done.out


def test_the_graph_has_no_node_and_no_attribute_from_outside(hostile_run: Run) -> None:
    graph = json.loads(wasi_render(hostile_run.text("tree.gv"), "json0"))
    expected = len(hostile_run.data["documents"]) + len(hostile_run.data["sources"])
    names = [item["name"] for item in graph["objects"]]
    assert len(names) == expected
    assert all(re.fullmatch(r"n\d{4}", name) for name in names)
    for item in (graph, *graph["objects"], *graph.get("edges", ())):
        assert not {"URL", "href", "image", "shapefile"} & set(item)
        for words in (item.get("label", ""), item.get("tooltip", "")):
            assert "\\" not in re.sub(r"\\\\|\\n", "", words), "a backslash that Graphviz would obey"


def test_the_graph_has_no_html(hostile_run: Run) -> None:
    """Graphviz reads a value in angle brackets as HTML; ours are all in quotation marks, or single words."""
    assert re.findall(r"=\s*<", re.sub(r'"(?:[^"\\]|\\.)*"', '""', hostile_run.text("tree.gv"), flags=re.DOTALL)) == []


def test_graphviz_itself_draws_the_graph_harmless(hostile_run: Run) -> None:
    if shutil.which("dot") is None:
        pytest.skip("no dot command here")
    source = hostile_run.text("tree.gv").encode()
    done = subprocess.run(["dot", "-Tsvg"], input=source, capture_output=True, check=True, timeout=60)
    svg = done.stdout.decode()
    parse_xml(svg)
    assert "javascript:" not in re.sub(r"<text.*?</text>|<title>.*?</title>|title=\"[^\"]*\"", "", svg, flags=re.DOTALL)
    assert list(dangers(svg.partition("<svg")[1] + svg.partition("<svg")[2])) == []


def test_file_names_are_shown_printable(hostile_run: Run) -> None:
    paths = {item["path"] for item in hostile_run.data["documents"]}
    assert {"two\\x0alines.txt", "<b>bold & co.txt", "'single' \"double\".txt", "`tick` $(reboot);.txt"} <= paths
    assert all(CONTROL.search(path) is None for path in paths)
