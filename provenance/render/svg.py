"""The picture as SVG: words that fit their boxes, the same look on every machine, readable without seeing it.

Structure for screen readers: two lists, of boxes and of lines, each item with its own title; every box is a link
that the keyboard reaches, in drawing order.
"""

from __future__ import annotations

import math
from collections.abc import Iterable

from provenance.render.boxes import FACES, Row
from provenance.render.escape import escape, safe_url
from provenance.render.layout import Layout, Placed
from provenance.render.legend import MARK, AnySign, Legend, Sign, legend
from provenance.render.metrics import BOLD, wrap
from provenance.render.palette import stylesheet
from provenance.render.picture import LEVEL_STYLES, Link, Node, Picture
from provenance.render.placing import Point

MARGIN = 28.0
"""Free space around everything, px."""
TITLE_SIZE = 19.0
"""Font size of the headline, px."""
NOTE_SIZE = 12.0
"""... of captions and notes."""
TIP_LENGTH = 9.0
"""Length of an arrowhead, px."""
TIP_WIDTH = 8.0
"""... and its width."""
LEAST_WIDTH = 760.0
"""Narrowest picture, px: the legend needs the room."""
ALONE = "Share no copied wording with any other document:"


def to_svg(picture: Picture, placed: Layout) -> str:
    """A picture with its places as a complete SVG document; equal input gives equal text.

    Ids are the keys of nodes and links; a box links to ``#about-`` and its key, which the report defines.
    """
    width = max(placed.width, LEAST_WIDTH) + 2 * MARGIN
    room = width - 2 * MARGIN
    title = wrap(picture.title, room, TITLE_SIZE, 3, BOLD)
    top = MARGIN + len(title) * TITLE_SIZE * 1.3 + (12.0 if title else 0.0)
    caption = 26.0 if placed.alone_from is not None else 0.0
    key = legend(picture, room)
    notes = [line for note in picture.notes for line in wrap(note, room, NOTE_SIZE, 2)]
    below = top + placed.height + caption + 30.0
    height = below + key.height + len(notes) * NOTE_SIZE * 1.4 + MARGIN
    left = MARGIN + (room - placed.width) / 2
    parts = [
        _opening(picture, width, height),
        *_headline(title),
        '<g role="list" aria-label="Lines">',
        *(_link(link, placed, left, top) for link in picture.links),
        "</g>",
        *_alone(placed, left, top, width),
        '<g role="list" aria-label="Documents and sources">',
        *(_node(node, placed.nodes[node.key], left, top + _lowered(placed, node, caption)) for node in picture.nodes),
        "</g>",
        *_legend(key, below),
        *_notes(notes, below + key.height),
        "</svg>\n",
    ]
    return "\n".join(parts)


def _opening(picture: Picture, width: float, height: float) -> str:
    size = f'width="{width:.0f}" height="{height:.0f}" viewBox="0 0 {width:.0f} {height:.0f}"'
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" class="pv" {size} role="group" aria-labelledby="pv-title pv-desc">',
            f'<title id="pv-title">{escape(picture.title) or "Where the texts come from"}</title>',
            f'<desc id="pv-desc">{escape(picture.description)}</desc>',
            f"<style>{stylesheet()}</style>",
            f'<rect class="pv-paper" width="{width:.0f}" height="{height:.0f}"/>',
        ]
    )


def _headline(lines: Iterable[str]) -> list[str]:
    return [
        f'<text class="pv-name pv-headline" x="{MARGIN:g}" y="{MARGIN + TITLE_SIZE * (1 + 1.3 * number):.2f}" '
        f'font-size="{TITLE_SIZE:g}" font-weight="bold">{escape(line)}</text>'
        for number, line in enumerate(lines)
    ]


def _lowered(placed: Layout, node: Node, caption: float) -> float:
    """Boxes that stand alone make room for the caption above them."""
    if placed.alone_from is None or placed.nodes[node.key].y < placed.alone_from:
        return 0.0
    return caption


def _alone(placed: Layout, left: float, top: float, width: float) -> list[str]:
    if placed.alone_from is None:
        return []
    y = top + placed.alone_from
    parts = []
    if placed.alone_from > 0:
        rule = y - 12
        parts.append(f'<line class="pv-rule" x1="{MARGIN:g}" y1="{rule:.2f}" x2="{width - MARGIN:.2f}" y2="{rule:.2f}"/>')
    return [*parts, f'<text class="pv-note" x="{left:.2f}" y="{y + 12:.2f}" font-size="{NOTE_SIZE:g}">{escape(ALONE)}</text>']


def _node(node: Node, placed: Placed, left: float, top: float) -> str:
    x, y, box = placed.x + left, placed.y + top, placed.box
    seen = "pv-observed" if node.is_observed else "pv-unobserved"
    radius = 4.0 if node.is_observed else min(box.height / 2, 24.0)
    target = safe_url(f"#about-{node.key}") or "#"
    rows = _rows(box.rows, x + box.width / 2, y, centred=True)
    return (
        f'<g id="{node.key}" class="pv-node {seen} pv-{node.kind}" role="listitem"><title>{escape(node.tooltip)}</title>'
        f'<a href="{target}" tabindex="0"><rect class="pv-box" x="{x:.2f}" y="{y:.2f}" width="{box.width:.2f}" '
        f'height="{box.height:.2f}" rx="{radius:g}"/>{rows}</a></g>'
    )


def _rows(rows: Iterable[Row], x: float, y: float, *, centred: bool) -> str:
    anchor = ' text-anchor="middle"' if centred else ""
    return "".join(
        f'<text class="pv-{row.tone}" x="{x:.2f}" y="{y + row.baseline:.2f}"{anchor} font-size="{FACES[row.tone].size:g}"'
        f"{' font-weight=' + chr(34) + 'bold' + chr(34) if FACES[row.tone].weight > 1 else ''}>{escape(row.text)}</text>"
        for row in rows
    )


def _link(link: Link, placed: Layout, left: float, top: float) -> str:
    label = placed.labels[link.key]
    x, y = label.x + left + label.box.width / 2, label.y + top
    first, second = (tuple((px + left, py + top) for px, py in curve) for curve in placed.curves[link.key])
    directed = link.style not in LEVEL_STYLES
    shown = second if not directed else _shortened(second)
    classes = f"pv-link pv-{link.style} pv-kind-{link.kind}{' pv-carries' if link.carries_text else ''}"
    tip = _tip(second) if directed else ""
    return (
        f'<g id="{link.key}" class="{classes}" role="listitem"><title>{escape(link.tooltip)}</title>'
        f'<path class="pv-line" d="{_path(first)}{_path(shown)}"/>{tip}{_rows(label.box.rows, x, y, centred=True)}</g>'
    )


def _path(curve: tuple[Point, ...]) -> str:
    start, *rest = curve
    pieces = " ".join(f"{x:.1f},{y:.1f}" for x, y in rest)
    return f"M{start[0]:.1f},{start[1]:.1f}C{pieces}"


def _direction(curve: tuple[Point, ...]) -> Point:
    """Unit vector in which a curve arrives."""
    end = curve[-1]
    for x, y in reversed(curve[:-1]):
        length = math.hypot(end[0] - x, end[1] - y)
        if length > 1:
            return ((end[0] - x) / length, (end[1] - y) / length)
    return (0.0, 1.0)


def _shortened(curve: tuple[Point, ...]) -> tuple[Point, ...]:
    """A curve that ends inside its arrowhead, so that the line does not stick out at the tip."""
    dx, dy = _direction(curve)
    x, y = curve[-1]
    return (*curve[:-1], (x - dx * (TIP_LENGTH - 2), y - dy * (TIP_LENGTH - 2)))


def _tip(curve: tuple[Point, ...]) -> str:
    dx, dy = _direction(curve)
    x, y = curve[-1]
    back = (x - dx * TIP_LENGTH, y - dy * TIP_LENGTH)
    half = TIP_WIDTH / 2
    corners = ((x, y), (back[0] - dy * half, back[1] + dx * half), (back[0] + dy * half, back[1] - dx * half))
    return f'<polygon class="pv-tip" points="{" ".join(f"{px:.1f},{py:.1f}" for px, py in corners)}"/>'


def _legend(key: Legend, top: float) -> list[str]:
    parts = ['<g class="pv-legend" aria-hidden="true">']
    for item in key.items:
        x, y = MARGIN + item.x, top + item.y
        seen, mark = _sign(item.sign, x, y)
        words = x + (0.0 if item.sign is Sign.WORDS else MARK)
        parts.append(
            f'<g class="{seen}">{mark}<text class="pv-note" x="{words:.1f}" y="{y + 4:.1f}" '
            f'font-size="{NOTE_SIZE:g}">{escape(item.text)}</text></g>'
        )
    return [*parts, "</g>"]


def _sign(sign: AnySign, x: float, y: float) -> tuple[str, str]:
    """Classes and shape of a legend's sign."""
    if isinstance(sign, Sign):
        radius = 3 if sign is Sign.OBSERVED else 8
        box = f'<rect class="pv-box" x="{x:.1f}" y="{y - 8:.1f}" width="28" height="16" rx="{radius}"/>'
        return f"pv-{sign}", "" if sign is Sign.WORDS else box
    style, carries_text = sign
    end = ((x, y), (x + 10, y), (x + 20, y), (x + 30, y))
    line = f'<path class="pv-line" d="{_path(end if style in LEVEL_STYLES else _shortened(end))}"/>'
    return f"pv-{style}{' pv-carries' if carries_text else ''}", line + ("" if style in LEVEL_STYLES else _tip(end))


def _notes(notes: Iterable[str], top: float) -> list[str]:
    return [
        f'<text class="pv-note" x="{MARGIN:g}" y="{top + NOTE_SIZE * 1.4 * (number + 1):.2f}" '
        f'font-size="{NOTE_SIZE:g}">{escape(note)}</text>'
        for number, note in enumerate(notes)
    ]
