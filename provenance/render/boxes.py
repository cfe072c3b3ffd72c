"""Words set into boxes: every node and every label as rows of text with a size, before they have a place."""

from __future__ import annotations

from dataclasses import dataclass

from provenance.render.metrics import BOLD, text_width, wrap
from provenance.render.picture import Line, Link, Node, Tone

NODE_WIDTH = 244.0
"""Width of a node's box, px: a host name of 26 letters fits on one line, and five boxes on a screen."""
LABEL_WIDTH = 228.0
"""Widest label, px; labels are as narrow as their words allow."""
PADDING = 12.0
"""Free space inside a box on the left and right, px."""
PADDING_ABOVE = 10.0
"""... above and below."""
LABEL_PADDING = 4.0
"""... around a label."""
LEADING = 1.32
"""Distance of baselines over font size."""


@dataclass(frozen=True, slots=True)
class Face:
    """How a tone is set: font size in px (never below 11: smaller is not read on a wall), weight, most lines."""

    size: float
    weight: float
    most: int


FACES = {
    Tone.TAG: Face(11.0, 1.0, 1),
    Tone.NAME: Face(14.0, BOLD, 2),
    Tone.TITLE: Face(12.0, 1.0, 3),
    Tone.DETAIL: Face(11.0, 1.0, 2),
    Tone.ABSENT: Face(11.0, 1.0, 1),
    Tone.HEAD: Face(12.0, BOLD, 2),
    Tone.BESIDE: Face(11.5, 1.0, 2),
    Tone.ADDED: Face(11.5, 1.0, 3),
    Tone.CUT: Face(11.5, 1.0, 3),
    Tone.CHANGED: Face(11.5, 1.0, 3),
    Tone.AROUND: Face(11.0, 1.0, 3),
    Tone.REASON: Face(11.0, 1.0, 3),
}


@dataclass(frozen=True, slots=True)
class Row:
    """One row of text; ``baseline`` is its distance from the top of the box, px."""

    text: str
    tone: Tone
    baseline: float


@dataclass(frozen=True, slots=True)
class Box:
    """Rows of text and the size they need, px, padding included."""

    width: float
    height: float
    rows: tuple[Row, ...]


def node_box(node: Node) -> Box:
    """A node's box: all have the same width."""
    rows, height = _set(node.lines, NODE_WIDTH - 2 * PADDING, PADDING_ABOVE)
    return Box(NODE_WIDTH, round(height + PADDING_ABOVE, 2), rows)


def label_box(link: Link) -> Box:
    """A link's label."""
    rows, height = _set(link.lines, LABEL_WIDTH - 2 * LABEL_PADDING, LABEL_PADDING)
    widest = max((text_width(row.text, FACES[row.tone].size, FACES[row.tone].weight) for row in rows), default=0.0)
    return Box(round(widest + 2 * LABEL_PADDING, 2), round(height + LABEL_PADDING, 2), rows)


def _set(lines: tuple[Line, ...], room: float, top: float) -> tuple[tuple[Row, ...], float]:
    """Lines wrapped into rows from ``top`` down, and where the last one ends."""
    rows: list[Row] = []
    below = top
    for line in lines:
        face = FACES[line.tone]
        for text in wrap(line.text, room, face.size, face.most, face.weight):
            step = face.size * LEADING
            rows.append(Row(text, line.tone, round(below + face.size, 2)))
            below += step
    return tuple(rows), below
