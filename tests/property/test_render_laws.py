"""Whatever strings a result holds: well-formed SVG and HTML, words inside their boxes, DOT that Graphviz takes."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from provenance.render.boxes import FACES, LABEL_WIDTH, NODE_WIDTH, PADDING, label_box, node_box
from provenance.render.dot import to_dot
from provenance.render.escape import one_line, visible, xml_safe
from provenance.render.graph import draw
from provenance.render.graphviz_engine import wasi_render
from provenance.render.layered import builtin_places
from provenance.render.layout import layout
from provenance.render.metrics import text_width, wrap
from provenance.render.page import to_page
from provenance.render.placing import Family
from provenance.render.scripts import READING
from provenance.render.svg import to_svg
from provenance.render.terminal import summary
from tests.examples import few
from tests.findings_factory import hostile
from tests.markup import parse_xml

ANY_TEXT = st.text(alphabet=st.characters(), max_size=60)
NASTY = st.text(alphabet=st.sampled_from("<>&\"'\\{}[]|;:/\n\r\x00\x1b\u202e\ud800 a-漢é\u0301"), max_size=60)


@given(ANY_TEXT | NASTY)
@settings(deadline=None, max_examples=few(60))
def test_any_text_gives_wellformed_svg_and_page(words: str) -> None:
    result = hostile(words)
    picture = draw(result)
    svg = to_svg(picture, layout(picture, "builtin"))
    parse_xml(svg)
    page = to_page(result, picture, svg).encode("utf-8")
    assert page.count(b"<script") == page.count(f"<script>{READING}</script>".encode()) == 1
    assert summary(result).isprintable() or "\n" in summary(result)


@given(ANY_TEXT | NASTY)
@settings(deadline=None, max_examples=few(40))
def test_any_text_gives_dot_that_graphviz_takes(words: str) -> None:
    picture = draw(hostile(words))
    plain = wasi_render(to_dot(picture), "json0").decode("utf-8", "replace")
    assert all(f'"name": "{node.key}"' in plain for node in picture.nodes)


@given(ANY_TEXT | NASTY)
def test_words_stay_in_their_boxes(words: str) -> None:
    picture = draw(hostile(words))
    rows = [(row, NODE_WIDTH - 2 * PADDING) for node in picture.nodes for row in node_box(node).rows]
    rows += [(row, LABEL_WIDTH) for link in picture.links for row in label_box(link).rows]
    for row, room in rows:
        assert text_width(row.text, FACES[row.tone].size, FACES[row.tone].weight) <= room


@given(ANY_TEXT | NASTY, st.floats(40, 400), st.integers(1, 5))
def test_wrapping_keeps_to_its_room(words: str, room: float, most: int) -> None:
    lines = wrap(words, room, 12.0, most)
    assert len(lines) <= most
    assert all(text_width(line, 12.0) <= room for line in lines)


@given(ANY_TEXT | NASTY)
def test_gates_are_idempotent(words: str) -> None:
    for gate in (xml_safe, visible, one_line):
        assert gate(gate(words)) == gate(words)


@st.composite
def families(draw_from: st.DrawFn) -> Family:
    """A family with any arrows and side-by-side rows, circles included."""
    count = draw_from(st.integers(1, 9))
    names = [f"n{number}" for number in range(count)]
    box = st.sampled_from(names)
    ties = draw_from(st.lists(st.tuples(box, box).filter(lambda tie: tie[0] != tie[1]), max_size=12, unique=True))
    level = draw_from(st.lists(st.sampled_from(ties), max_size=3, unique=True)) if ties else []
    labels = [(f"e{number}", tie) for number, tie in enumerate(ties)]
    sizes = [(name, 80.0, 40.0) for name in names] + [(label, 50.0, 20.0) for label, _ in labels]
    return Family(
        sizes=tuple(sizes),
        arrows=tuple(part for label, tie in labels if tie not in level for part in ((tie[0], label), (label, tie[1]))),
        levels=tuple((tie[0], label, tie[1]) for label, tie in labels if tie in level),
    )


@given(families())
@settings(deadline=None)
def test_the_builtin_layout_places_everything_apart(family: Family) -> None:
    (places,) = builtin_places((family,))
    assert set(places.centres) == {box for box, _, _ in family.sizes}
    assert set(places.curves) == set(family.ties)
    size = {box: (width, height) for box, width, height in family.sizes}
    names = sorted(size)
    for number, one in enumerate(names):
        for other in names[number + 1 :]:
            dx = abs(places.centres[one][0] - places.centres[other][0])
            dy = abs(places.centres[one][1] - places.centres[other][1])
            widths, heights = size[one][0] + size[other][0], size[one][1] + size[other][1]
            assert dx >= widths / 2 - 0.1 or dy >= heights / 2 - 0.1
