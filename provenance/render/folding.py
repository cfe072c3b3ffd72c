"""Many copies of one source, folded: hung left and right on trunks instead of standing in one endless row."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from provenance.render.boxes import NODE_WIDTH, Box
from provenance.render.picture import LEVEL_STYLES, Link
from provenance.render.placing import Point

SIDE_BY_SIDE = 6
"""Most copies of one source that stand in one row: wider rows do not fit a screen."""
ARM = 22.0
"""Length of the arrow from a trunk to a box, px."""
ITEM_GAP = 20.0
"""Free space between items on a trunk, px."""
PROPORTION = 1.4
"""Width over height that a folded source aims at: that of a sheet of paper lying on its side."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trunk:
    """Copies of one source on one trunk, alternately left and right, in the links' order.

    ``key`` names the trunk as a box of ``width`` and ``height``, px; the trunk is its vertical middle. ``nodes`` and
    ``labels`` are centres of the copies' boxes and labels from its upper left corner.
    """

    key: str
    source: str
    links: tuple[Link, ...]
    width: float
    height: float
    nodes: Mapping[str, Point]
    labels: Mapping[str, Point]


def fold(links: Sequence[Link], boxes: Mapping[str, Box]) -> tuple[Trunk, ...]:
    """Trunks for every source with more than ``SIDE_BY_SIDE`` copies that are tied to nothing else."""
    ties: dict[str, int] = {}
    for link in links:
        for end in (link.source, link.target):
            ties[end] = ties.get(end, 0) + 1
    leaves: dict[str, list[Link]] = {}
    for link in links:
        if link.style not in LEVEL_STYLES and ties[link.target] == 1:
            leaves.setdefault(link.source, []).append(link)
    trunks = []
    for source, copies in sorted(leaves.items()):
        if len(copies) > SIDE_BY_SIDE:
            most = _items_per_trunk(copies, boxes)
            parts = [copies[first : first + most] for first in range(0, len(copies), most)]
            trunks += [_trunk(f"t{source}{number:03}", source, part, boxes) for number, part in enumerate(parts)]
    return tuple(trunks)


def _items_per_trunk(copies: Sequence[Link], boxes: Mapping[str, Box]) -> int:
    """How many copies one trunk bears so that all trunks together have the wanted proportion."""
    high = max(_item_height(link, boxes) for link in copies)
    rows = math.sqrt(len(copies) * (NODE_WIDTH + ARM) / (PROPORTION * high))
    trunks = math.ceil(len(copies) / (2 * max(1, math.ceil(rows))))
    return math.ceil(len(copies) / trunks)


def _item_height(link: Link, boxes: Mapping[str, Box]) -> float:
    return boxes[link.key].height + boxes[link.target].height + ITEM_GAP


def _trunk(key: str, source: str, links: Sequence[Link], boxes: Mapping[str, Box]) -> Trunk:
    middle = NODE_WIDTH + ARM
    filled = [0.0, 0.0]
    nodes: dict[str, Point] = {}
    labels: dict[str, Point] = {}
    for number, link in enumerate(links):
        side = number % 2
        across = middle + (ARM + NODE_WIDTH / 2) * (1 if side else -1)
        top = filled[side] + ITEM_GAP
        label, node = boxes[link.key].height, boxes[link.target].height
        labels[link.key] = (across, top + label / 2)
        nodes[link.target] = (across, top + label + node / 2)
        filled[side] = top + label + node
    return Trunk(
        key=key, source=source, links=tuple(links), width=2 * middle, height=round(max(filled), 2), nodes=nodes, labels=labels
    )


def arm(trunk: Trunk, link: Link, corner: Point, foot: tuple[Point, ...]) -> tuple[tuple[Point, ...], tuple[Point, ...]]:
    """The two curves of a link on a trunk placed at ``corner``: down to the copy's height, and across to its box.

    ``foot`` is the curve from the source to the trunk's upper end.
    """
    across, down = trunk.nodes[link.target]
    x, y = foot[-1][0], corner[1] + down
    end = corner[0] + across + (NODE_WIDTH / 2 if corner[0] + across < x else -NODE_WIDTH / 2)
    third = (end - x) / 3
    return (*foot, foot[-1], (x, y), (x, y)), ((x, y), (x + third, y), (end - third, y), (end, y))
