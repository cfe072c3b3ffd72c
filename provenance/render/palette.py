"""Colours and the style sheet of the picture, for light and dark surroundings.

Every distinction is also one of shape, dash or sign, so that nothing is lost in grey or on paper. Text keeps
a contrast of at least 4.5 to 1 with what it stands on (WCAG 2.2, 1.4.3); a test computes it.
"""

from __future__ import annotations

from dataclasses import dataclass

FONTS = 'Helvetica, Arial, "Liberation Sans", "DejaVu Sans", sans-serif'


@dataclass(frozen=True, slots=True, kw_only=True)
class Palette:
    """Colours by what they colour, ``#rrggbb``."""

    paper: str
    ink: str
    soft: str
    box: str
    box_edge: str
    absent: str
    absent_edge: str
    copying: str
    speaking: str
    added: str
    cut: str
    changed: str
    focus: str
    hairline: str


LIGHT = Palette(
    paper="#fbfaf6",
    ink="#1f2a36",
    soft="#5a6470",
    box="#ffffff",
    box_edge="#34495e",
    absent="#f0eee8",
    absent_edge="#8b8e92",
    copying="#245a86",
    speaking="#7d7466",
    added="#2c6b3f",
    cut="#a0402c",
    changed="#6b5310",
    focus="#c77700",
    hairline="#d9d6cc",
)
DARK = Palette(
    paper="#16191d",
    ink="#e9e6df",
    soft="#a9b0b8",
    box="#20262d",
    box_edge="#8ba3ba",
    absent="#1b1e22",
    absent_edge="#7b8087",
    copying="#7fb2dc",
    speaking="#a89f90",
    added="#8fcf9f",
    cut="#e89a86",
    changed="#d9bd6a",
    focus="#f0a63c",
    hairline="#353b42",
)


def stylesheet() -> str:
    """The style sheet inside every picture; class names start with ``pv-``, so that a page can hold it."""
    fixed = f"""
.pv text {{ font-family: {FONTS}; }}
.pv-name, .pv-head {{ font-weight: bold; }}
.pv-tag {{ letter-spacing: 0; }}
.pv-absent, .pv-reason, .pv-around {{ font-style: italic; }}
.pv-box {{ stroke-width: 1.4; }}
.pv-unobserved .pv-box {{ stroke-dasharray: 5 4; }}
.pv-line {{ fill: none; stroke-width: 1.3; }}
.pv-carries .pv-line {{ stroke-width: 2; }}
.pv-dashed .pv-line {{ stroke-dasharray: 7 5; }}
.pv-undirected .pv-line {{ stroke-dasharray: none; }}
.pv-sibling .pv-line {{ stroke-width: 1.4; stroke-dasharray: 1.5 5; stroke-linecap: round; }}
.pv a {{ text-decoration: none; }}
.pv a:focus {{ outline: none; }}
.pv a:focus .pv-box, .pv a:hover .pv-box, .pv :target .pv-box {{ stroke-width: 3; }}
"""
    return f"{fixed}{_colours(LIGHT)}@media (prefers-color-scheme: dark) {{{_colours(DARK)}}}\n"


def _colours(palette: Palette) -> str:
    return f"""
.pv-paper {{ fill: {palette.paper}; }}
.pv text {{ fill: {palette.ink}; }}
.pv .pv-tag, .pv .pv-detail, .pv .pv-absent, .pv .pv-note {{ fill: {palette.soft}; }}
.pv .pv-reason, .pv .pv-around, .pv .pv-beside {{ fill: {palette.soft}; }}
.pv-observed .pv-box {{ fill: {palette.box}; stroke: {palette.box_edge}; }}
.pv-unobserved .pv-box {{ fill: {palette.absent}; stroke: {palette.absent_edge}; }}
.pv-unobserved .pv-name {{ fill: {palette.soft}; }}
.pv .pv-line {{ stroke: {palette.speaking}; }}
.pv .pv-tip {{ fill: {palette.speaking}; }}
.pv .pv-carries .pv-line {{ stroke: {palette.copying}; }}
.pv .pv-carries .pv-tip {{ fill: {palette.copying}; }}
.pv .pv-added {{ fill: {palette.added}; }}
.pv .pv-cut {{ fill: {palette.cut}; }}
.pv .pv-changed {{ fill: {palette.changed}; }}
.pv-rule {{ stroke: {palette.hairline}; stroke-width: 1; }}
.pv a:focus .pv-box, .pv a:hover .pv-box, .pv :target .pv-box {{ stroke: {palette.focus}; }}
"""
