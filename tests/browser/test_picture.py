"""The picture as a browser draws it: words inside their boxes, nothing on top of anything else."""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

from tests.browser.conftest import Browser
from tests.robustness.conftest import Run

MEASURE = """
function measure() {
  const svg = document.querySelector('svg.pv'), view = svg.viewBox.baseVal;
  const frame = (element) => { const b = element.getBBox(); return [b.x, b.y, b.x + b.width, b.y + b.height]; };
  const words = (element) => [...element.querySelectorAll('text')].map(t => [t.textContent, frame(t)]);
  return {
    size: [view.width, view.height],
    nodes: [...svg.querySelectorAll('g.pv-node')].map(g => ({
      name: g.id, box: frame(g.querySelector('rect')), texts: words(g)})),
    labels: [...svg.querySelectorAll('g.pv-link')].map(g => ({
      name: g.id, texts: words(g)})),
    texts: words(svg),
    scripts: document.querySelectorAll('svg script, svg [onload], svg [onclick], svg foreignObject').length,
  };
}
"""
HAIR = 0.6
"""Pixels by which letters may stick out: rounding, and the overhang of slanted ones."""

Frame = list[float]
Measures = dict[str, Any]


@pytest.fixture(scope="module")
def drawn(browser: Browser, seed_result: Path, wrapped: Callable[[Path], Path]) -> Measures:
    measures: Measures = browser.measured(wrapped(seed_result / "tree.svg"), MEASURE)
    return measures


@pytest.fixture(scope="module")
def drawn_hostile(browser: Browser, hostile_run: Run, wrapped: Callable[[Path], Path]) -> Measures:
    measures: Measures = browser.measured(wrapped(hostile_run.out / "tree.svg"), MEASURE)
    return measures


def inside(inner: Frame, outer: Frame) -> bool:
    return (
        inner[0] >= outer[0] - HAIR
        and inner[1] >= outer[1] - HAIR
        and inner[2] <= outer[2] + HAIR
        and inner[3] <= outer[3] + HAIR
    )


def overlap(one: Frame, other: Frame) -> bool:
    return min(one[2], other[2]) - max(one[0], other[0]) > HAIR and min(one[3], other[3]) - max(one[1], other[1]) > HAIR


def around(texts: list[tuple[str, Frame]]) -> Frame:
    frames = [frame for _, frame in texts]
    return [min(f[0] for f in frames), min(f[1] for f in frames), max(f[2] for f in frames), max(f[3] for f in frames)]


@pytest.mark.parametrize("which", ["drawn", "drawn_hostile"])
def test_every_word_is_inside_its_box_and_the_sheet(which: str, request: pytest.FixtureRequest) -> None:
    measures: Measures = request.getfixturevalue(which)
    assert measures["scripts"] == 0
    assert len(measures["nodes"]) >= 11
    outside = [
        (node["name"], text) for node in measures["nodes"] for text, frame in node["texts"] if not inside(frame, node["box"])
    ]
    assert outside == []
    sheet = [0.0, 0.0, *measures["size"]]
    assert [text for text, frame in measures["texts"] if not inside(frame, sheet)] == []


@pytest.mark.parametrize("which", ["drawn", "drawn_hostile"])
def test_no_two_boxes_or_labels_overlap(which: str, request: pytest.FixtureRequest) -> None:
    measures: Measures = request.getfixturevalue(which)
    frames = [(node["name"], node["box"]) for node in measures["nodes"]]
    frames += [(label["name"], around(label["texts"])) for label in measures["labels"] if label["texts"]]
    clashes = [(one, other) for (one, a), (other, b) in combinations(frames, 2) if overlap(a, b)]
    assert clashes == []


def test_every_line_of_text_is_readable_alone(drawn: Measures) -> None:
    """No two lines of words on top of each other, the headline, the key and the notes included."""
    clashes = [
        (one, other) for (one, a), (other, b) in combinations(drawn["texts"], 2) if overlap(a, [b[0], b[1] + 3, b[2], b[3] - 3])
    ]
    assert clashes == []


def test_the_picture_opens_on_its_own(browser: Browser, seed_result: Path) -> None:
    dom = browser.run("--dump-dom", (seed_result / "tree.svg").as_uri())
    assert "parsererror" not in dom
    assert dom.count('role="listitem"') >= 20
