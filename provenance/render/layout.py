"""Places for everything in a picture: each family by a layout engine, the families packed on one sheet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace

from provenance.errors import MissingLibraryError, UsageError
from provenance.render.boxes import Box, label_box, node_box
from provenance.render.folding import Trunk, arm, fold
from provenance.render.graphviz_engine import EngineFailedError, dot_places, wasi_places, wasi_render
from provenance.render.layered import builtin_places
from provenance.render.picture import LEVEL_STYLES, Link, Node, Picture
from provenance.render.placing import SIDE_GAP, Family, Places, Point

ENGINES = {"wasi": wasi_places, "dot": dot_places, "builtin": builtin_places}
"""Who can place boxes, in the order ``auto`` tries them: the WebAssembly build gives the same picture everywhere."""
SHEET_WIDTH = 1400.0
"""Width up to which families are put side by side, px; one wide family may need more."""
ARRANGED_BOXES = 1_000
"""Largest family arranged before Graphviz gets it: beyond, nobody sees the order, and it takes over a second."""
FAMILY_GAP = 44.0
"""Free space between families, px."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A box and the place of its upper left corner, px."""

    x: float
    y: float
    box: Box


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """Places by key: nodes, labels, and for each link the curves from end to label to end.

    ``alone_from`` is the y below which stand the documents tied to nothing, ``None`` if there are none.
    ``engine`` says who placed the boxes.
    """

    nodes: Mapping[str, Placed]
    labels: Mapping[str, Placed]
    curves: Mapping[str, tuple[tuple[Point, ...], tuple[Point, ...]]]
    alone_from: float | None
    width: float
    height: float
    engine: str


def layout(picture: Picture, engine: str = "auto") -> Layout:
    """Place a picture's boxes with one engine, or with the first that is there (``auto``).

    Raises:
        UsageError: there is no engine of this name.
        MissingLibraryError: the engine asked for is not installed.

    """
    if engine != "auto" and engine not in ENGINES:
        message = f"there is no layout engine {engine!r}; choose auto, {', '.join(ENGINES)}"
        raise UsageError(message)
    boxes = {node.key: node_box(node) for node in picture.nodes}
    boxes |= {link.key: label_box(link) for link in picture.links}
    groups = _groups(picture)
    trunks = [fold(links, boxes) for _, links in groups if links]
    tied = [(nodes, links) for nodes, links in groups if links]
    families = tuple(_family(nodes, links, boxes, folded) for (nodes, links), folded in zip(tied, trunks, strict=True))
    used, places = _engine_places(families, engine)
    unfolded = [_unfolded(each, folded) for each, folded in zip(places, trunks, strict=True)]
    return _packed(picture, boxes, unfolded, [nodes[0].key for nodes, links in groups if not links], used)


def warm_up(engine: str = "auto") -> None:
    """Make the WebAssembly engine ready if ``engine`` may use it, so that a later ``layout`` starts at once.

    For a thread of its own, and to be finished before ``layout`` is called. A failure is left for ``layout`` to report.
    """
    if engine in {"auto", "wasi"}:
        with suppress(MissingLibraryError, EngineFailedError):
            wasi_render("digraph {}", "plain")


def _unfolded(places: Places, trunks: Sequence[Trunk]) -> Places:
    """Places with every trunk replaced by the copies on it."""
    own = {trunk.key for trunk in trunks}
    centres = {box: centre for box, centre in places.centres.items() if box not in own}
    curves = {tie: curve for tie, curve in places.curves.items() if tie[1] not in own}
    for trunk in trunks:
        x, y = places.centres[trunk.key]
        corner = (x - trunk.width / 2, y - trunk.height / 2)
        for box, (across, down) in (*trunk.nodes.items(), *trunk.labels.items()):
            centres[box] = (corner[0] + across, corner[1] + down)
        for link in trunk.links:
            first, second = arm(trunk, link, corner, places.curves[trunk.source, trunk.key])
            curves[link.source, link.key], curves[link.key, link.target] = first, second
    return Places(centres=centres, curves=curves, width=places.width, height=places.height)


def _engine_places(families: tuple[Family, ...], engine: str) -> tuple[str, tuple[Places, ...]]:
    if engine == "builtin":
        return engine, builtin_places(families)
    families = tuple(_arranged(family) for family in families)
    if engine != "auto":
        return engine, ENGINES[engine](families)
    for name in ("wasi", "dot"):
        try:
            return name, ENGINES[name](families)
        except (MissingLibraryError, EngineFailedError):
            continue
    return "builtin", builtin_places(families)


def _arranged(family: Family) -> Family:
    """The same family, listed from left to right as our own layout has it.

    Where several orders cross equally few lines Graphviz keeps the one it is given, and ours keeps subtrees together.
    """
    if len(family.sizes) > ARRANGED_BOXES:
        return family
    (places,) = builtin_places((family,))
    across = {box: centre[0] for box, centre in places.centres.items()}
    return replace(
        family,
        sizes=tuple(sorted(family.sizes, key=lambda size: (across[size[0]], size[0]))),
        arrows=tuple(sorted(family.arrows, key=lambda tie: (across[tie[0]], across[tie[1]], tie))),
    )


def _groups(picture: Picture) -> list[tuple[list[Node], list[Link]]]:
    """Nodes and links that hang together, largest groups first, then by first node."""
    leader = {node.key: node.key for node in picture.nodes}

    def find(key: str) -> str:
        while leader[key] != key:
            leader[key] = leader[leader[key]]
            key = leader[key]
        return key

    for link in picture.links:
        one, other = sorted((find(link.source), find(link.target)))
        leader[other] = one
    nodes: dict[str, list[Node]] = {}
    links: dict[str, list[Link]] = {}
    for node in picture.nodes:
        nodes.setdefault(find(node.key), []).append(node)
    for link in picture.links:
        links.setdefault(find(link.source), []).append(link)
    ordered = sorted(nodes, key=lambda key: (-len(nodes[key]), key))
    return [(nodes[key], links.get(key, [])) for key in ordered]


def _family(nodes: list[Node], links: list[Link], boxes: Mapping[str, Box], trunks: Sequence[Trunk]) -> Family:
    folded = {key for trunk in trunks for key in (*trunk.nodes, *trunk.labels)}
    keys = [key for key in (*(node.key for node in nodes), *(link.key for link in links)) if key not in folded]
    free = [link for link in links if link.key not in folded]
    level = [link for link in free if link.style in LEVEL_STYLES]
    directed = [link for link in free if link.style not in LEVEL_STYLES]
    return Family(
        sizes=(
            *((key, boxes[key].width, boxes[key].height) for key in keys),
            *((trunk.key, trunk.width, trunk.height) for trunk in trunks),
        ),
        arrows=(
            *(tie for link in directed for tie in ((link.source, link.key), (link.key, link.target))),
            *((trunk.source, trunk.key) for trunk in trunks),
        ),
        levels=tuple((link.source, link.key, link.target) for link in level),
    )


def _packed(picture: Picture, boxes: Mapping[str, Box], places: Sequence[Places], alone: list[str], engine: str) -> Layout:
    """Families side by side in rows, then the boxes that are tied to nothing, in rows of their own."""
    sheet = max([SHEET_WIDTH, *(each.width for each in places)])
    corners, bottom = _shelves([(each.width, each.height) for each in places], sheet, FAMILY_GAP)
    centres: dict[str, Point] = {}
    curves: dict[tuple[str, str], tuple[Point, ...]] = {}
    for (left, top), family in zip(corners, places, strict=True):
        centres |= {name: (x + left, y + top) for name, (x, y) in family.centres.items()}
        curves |= {tie: tuple((x + left, y + top) for x, y in curve) for tie, curve in family.curves.items()}
    alone_from = None
    if alone:
        alone_from = bottom + FAMILY_GAP if places else 0.0
        spots, bottom = _shelves([(boxes[key].width, boxes[key].height) for key in alone], sheet, SIDE_GAP)
        bottom += alone_from
        for key, (x, y) in zip(alone, spots, strict=True):
            centres[key] = (x + boxes[key].width / 2, y + alone_from + boxes[key].height / 2)
    placed = {key: _placed(boxes[key], centre) for key, centre in centres.items()}
    return Layout(
        nodes={node.key: placed[node.key] for node in picture.nodes},
        labels={link.key: placed[link.key] for link in picture.links},
        curves={link.key: (curves[link.source, link.key], curves[link.key, link.target]) for link in picture.links},
        alone_from=alone_from,
        width=max((each.x + each.box.width for each in placed.values()), default=0.0),
        height=bottom,
        engine=engine,
    )


def _placed(box: Box, centre: Point) -> Placed:
    return Placed(round(centre[0] - box.width / 2, 2), round(centre[1] - box.height / 2, 2), box)


def _shelves(sizes: list[tuple[float, float]], sheet: float, gap: float) -> tuple[list[Point], float]:
    """Upper left corners of rectangles put side by side in rows, and where the last row ends."""
    corners: list[Point] = []
    x = y = high = 0.0
    for width, height in sizes:
        if x and x + width > sheet:
            x, y, high = 0.0, y + high + gap, 0.0
        corners.append((x, y))
        x += width + gap
        high = max(high, height)
    return corners, y + high
