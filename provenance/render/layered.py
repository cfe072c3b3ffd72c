"""A small layered layout in pure Python: always there, no Graphviz needed.

The steps are those of Sugiyama, Tagawa and Toda (1981, "Methods for visual understanding of hierarchical
system structures"): rows by longest path, order by barycentres, then places. Places solve a least-squares
problem per row exactly, by pooling neighbours that collide (isotonic regression).
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from provenance.render.placing import RANK_GAP, SIDE_GAP, Family, Places, Point, descent

SWEEPS = 12
"""Passes down and up when ordering and placing; trees settle in two or three."""
CHANNEL = 14.0
"""Width kept free where a line passes a row of boxes, px."""

Ties = Mapping[str, Sequence[str]]


def builtin_places(families: tuple[Family, ...]) -> tuple[Places, ...]:
    """Places by our own layout."""
    return tuple(_place(family) for family in families)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Rows:
    """Boxes and channels row by row, and how they are tied from row to row.

    ``routes`` are, for each arrow, the names it passes: upper box, channels, lower box.
    """

    rows: list[list[str]]
    sizes: dict[str, tuple[float, float]]
    routes: dict[tuple[str, str], list[str]]
    above: dict[str, list[str]]
    below: dict[str, list[str]]
    glued: dict[str, str]


def _place(family: Family) -> Places:
    rows = _rows(family)
    _order(rows)
    across = _across(rows)
    down = _down(rows)
    left = min(across[name] - rows.sizes[name][0] / 2 for name in across)
    centres = {name: (round(across[name] - left, 2), down[name]) for name in across}
    right = max(centres[name][0] + rows.sizes[name][0] / 2 for name in centres)
    last = rows.rows[-1]
    return Places(
        centres={box: centres[box] for box, _, _ in family.sizes},
        curves={tie: _curve(route, centres, rows.sizes) for tie, route in rows.routes.items()}
        | _flat(family, centres, rows.sizes),
        width=round(right, 2),
        height=round(max(down[name] + rows.sizes[name][1] / 2 for name in last), 2),
    )


def _rows(family: Family) -> _Rows:
    sizes = {box: (width, height) for box, width, height in family.sizes}
    rank = _ranks(family)
    rows: list[list[str]] = [[] for _ in range(max(rank.values(), default=0) + 1)]
    for box in sizes:
        rows[rank[box]].append(box)
    routes: dict[tuple[str, str], list[str]] = {}
    above: dict[str, list[str]] = {}
    below: dict[str, list[str]] = {}
    for upper, lower in family.arrows:
        first, last = sorted((upper, lower), key=lambda box: rank[box])
        route = [first]
        for row in range(rank[first] + 1, rank[last]):
            channel = f"{upper}-{lower}-{row}"
            sizes[channel] = (CHANNEL, 0.0)
            rows[row].append(channel)
            route.append(channel)
        route.append(last)
        for one, other in itertools.pairwise(route):
            below.setdefault(one, []).append(other)
            above.setdefault(other, []).append(one)
        routes[upper, lower] = route if first == upper else route[::-1]
    glued = {follower: leader for one, middle, other in family.levels for leader, follower in ((one, middle), (middle, other))}
    return _Rows(rows=rows, sizes=sizes, routes=routes, above=above, below=below, glued=glued)


def _ranks(family: Family) -> dict[str, int]:
    """A row for every box: below all its upper boxes, level with its level ones, as low as its lower ones allow."""
    group = {box: box for box, _, _ in family.sizes}
    for row in family.levels:
        joined = {group[box] for box in row}
        group = {box: min(joined) if leader in joined else leader for box, leader in group.items()}
    lower: dict[str, set[str]] = {leader: set() for leader in group.values()}
    for one, other in family.arrows:
        if group[one] != group[other]:
            lower[group[one]].add(group[other])
    order = _topological(lower)
    position = {leader: index for index, leader in enumerate(order)}
    rank = dict.fromkeys(order, 0)
    for leader in order:
        for each in lower[leader]:
            if position[each] > position[leader]:
                rank[each] = max(rank[each], rank[leader] + 1)
    for leader in reversed(order):
        beneath = [rank[each] for each in lower[leader] if position[each] > position[leader]]
        if beneath:
            rank[leader] = min(beneath) - 1
    return {box: rank[leader] for box, leader in group.items()}


def _topological(lower: Mapping[str, set[str]]) -> list[str]:
    """All groups, upper before lower; where arrows go round in a circle one of them is ignored."""
    done: dict[str, bool] = {}
    order: list[str] = []
    for root in sorted(lower):
        waiting = [] if root in done else [(root, iter(sorted(lower[root])))]
        done.setdefault(root, False)
        while waiting:
            leader, rest = waiting[-1]
            following = next((each for each in rest if each not in done), None)
            if following is None:
                waiting.pop()
                order.append(leader)
            else:
                done[following] = False
                waiting.append((following, iter(sorted(lower[following]))))
    return order[::-1]


def _order(rows: _Rows) -> None:
    """Order every row by the mean place of its neighbours in the row above, then below, and so on."""
    for sweep in range(SWEEPS):
        downward = sweep % 2 == 0
        ties = rows.above if downward else rows.below
        indices = range(1, len(rows.rows)) if downward else range(len(rows.rows) - 2, -1, -1)
        for index in indices:
            beside = rows.rows[index - 1 if downward else index + 1]
            place = {name: number / max(len(beside) - 1, 1) for number, name in enumerate(beside)}
            rows.rows[index] = _sorted_row(rows.rows[index], place, ties, rows.glued)
    rows.rows[0] = _sorted_row(rows.rows[0], {}, {}, rows.glued)


def _sorted_row(row: list[str], place: Mapping[str, float], ties: Ties, glued: Mapping[str, str]) -> list[str]:
    """A row by barycentre, boxes without neighbours where they were, glued ones right after their leader."""
    key = {}
    for number, name in enumerate(row):
        near = [place[each] for each in ties.get(name, ()) if each in place]
        key[name] = (sum(near) / len(near) if near else number / max(len(row) - 1, 1), number)
    ordered = sorted((name for name in row if name not in glued), key=key.__getitem__)
    followers: dict[str, list[str]] = {}
    for follower, leader in glued.items():
        if follower in key:
            followers.setdefault(leader, []).append(follower)
    result: list[str] = []
    waiting = ordered[::-1]
    while waiting:
        name = waiting.pop()
        if name not in result:
            result.append(name)
            waiting += sorted(followers.get(name, ()), reverse=True)
    return result + [name for name in row if name not in result]


def _across(rows: _Rows) -> dict[str, float]:
    """The x of every centre."""
    place: dict[str, float] = {}
    for row in rows.rows:
        place |= _spread(row, rows.sizes, dict.fromkeys(row, 0.0))
    for sweep in range(SWEEPS):
        downward = sweep % 2 == 0
        for row in rows.rows if downward else reversed(rows.rows):
            wanted = {}
            for name in row:
                both = (*rows.above.get(name, ()), *rows.below.get(name, ())) if sweep == SWEEPS - 1 else ()
                near = both or (rows.above if downward else rows.below).get(name, ())
                wanted[name] = sum(place[each] for each in near) / len(near) if near else place[name]
            place |= _spread(row, rows.sizes, wanted)
    return place


def _spread(row: list[str], sizes: Mapping[str, tuple[float, float]], wanted: Mapping[str, float]) -> dict[str, float]:
    """Places as near as possible to the wanted ones, in this order and without overlap (least squares)."""
    offsets = []
    offset = 0.0
    for number, name in enumerate(row):
        if number:
            offset += (sizes[row[number - 1]][0] + sizes[name][0]) / 2 + SIDE_GAP
        offsets.append(offset)
    pools: list[tuple[float, int]] = []
    for name, offset in zip(row, offsets, strict=True):
        pools.append((wanted[name] - offset, 1))
        while len(pools) > 1 and pools[-2][0] > pools[-1][0]:
            (low, few), (high, many) = pools.pop(-2), pools.pop()
            pools.append(((low * few + high * many) / (few + many), few + many))
    levels = [level for level, members in pools for _ in range(members)]
    return {name: level + offset for name, level, offset in zip(row, levels, offsets, strict=True)}


def _down(rows: _Rows) -> dict[str, float]:
    """The y of every centre: rows below one another, boxes in the middle of their row."""
    place: dict[str, float] = {}
    top = 0.0
    for row in rows.rows:
        height = max((rows.sizes[name][1] for name in row), default=0.0)
        place |= {name: round(top + height / 2, 2) for name in row}
        top += height + RANK_GAP
    return place


def _curve(route: list[str], centres: Mapping[str, Point], sizes: Mapping[str, tuple[float, float]]) -> tuple[Point, ...]:
    """A smooth curve from bottom to top along a route; upwards where an arrow had to be turned round."""
    downward = centres[route[0]][1] <= centres[route[-1]][1]
    side = 1.0 if downward else -1.0
    points = [centres[name] for name in route]
    points[0] = (points[0][0], points[0][1] + side * sizes[route[0]][1] / 2)
    points[-1] = (points[-1][0], points[-1][1] - side * sizes[route[-1]][1] / 2)
    curve = [points[0]]
    for one, other in itertools.pairwise(points):
        curve += descent(one, other)[1:]
    return tuple(curve)


def _flat(
    family: Family, centres: Mapping[str, Point], sizes: Mapping[str, tuple[float, float]]
) -> dict[tuple[str, str], tuple[Point, ...]]:
    """Straight lines between boxes that stand side by side, from edge to edge."""
    curves = {}
    for row in family.levels:
        for one, other in itertools.pairwise(row):
            (x1, y1), (x2, y2) = centres[one], centres[other]
            side = 1.0 if x1 <= x2 else -1.0
            start, end = x1 + side * sizes[one][0] / 2, x2 - side * sizes[other][0] / 2
            third = (end - start) / 3
            curves[one, other] = tuple(
                (round(x, 2), round(y, 2)) for x, y in ((start, y1), (start + third, y1), (end - third, y2), (end, y2))
            )
    return curves
