"""Pictures of measurements, as SVG. Needs the optional library matplotlib; one version of it gives equal text for equal input."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.util import find_spec

from provenance.errors import MissingLibraryError

COMMAND = 'pip install "provenance-tracer[plots]"'
"""What installs the library."""
_INK = ("#000000", "#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#7f7f7f")
"""Colours that colour-blind readers can tell apart (Okabe and Ito 2008, "Color universal design"); the first system is black."""
_MARKS = "osD^vPX"
"""Shapes, so that nothing depends on colour alone; six beside seven colours, so that 42 systems beside the first differ."""
_PANELS_PER_ROW = 3
_PANEL_INCHES = (3.6, 3.2)
_LEGEND_INCHES = (2.0, 0.25)
_MARK_EVERY = 0.2
"""Distance of the marks on a curve, as a share of the picture."""
_MARGIN = 0.03
"""Room beyond 0 and 1, so that marks on the edge are whole."""
_STYLE = {
    "svg.hashsalt": "provenance",
    "svg.fonttype": "none",
    "font.size": 9.0,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "text.parse_math": False,
}
"""A fixed salt makes ids repeat; text stays text, for screen readers; a name with a dollar sign is no formula."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """A measured value ``y`` in [0, 1] at ``x``; ``low`` and ``high`` are the ends of its interval, ``y`` itself without one."""

    x: float
    y: float
    low: float
    high: float


Panel = Mapping[str, Sequence[Point]]
"""Points of each system, by its name, in the order of the legend."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Frame:
    """What all panels of a picture have in common.

    ``ticks`` name the places 0, 1, … along x, without them x is in [0, 1]; ``bars``: points with their intervals, not curves.
    """

    title: str
    x: str
    y: str
    ticks: tuple[str, ...] = ()
    bars: bool = True
    diagonal: tuple[float, ...] = ()


def check_library() -> None:
    """Refuse to begin if the library is missing.

    Raises:
        MissingLibraryError: matplotlib is not installed; the message names the command that installs it.

    """
    if find_spec("matplotlib") is None:
        message = f"plots need the library matplotlib, which is not installed; install it with: {COMMAND}"
        raise MissingLibraryError(message)


def reliability_diagram(panels: Mapping[str, Panel]) -> str:
    """Stated probability against the share that is right, with intervals, by the title of the panel; the diagonal is perfect.

    Raises:
        MissingLibraryError: matplotlib is not installed.

    """
    frame = _Frame(title="Are stated probabilities right?", x="stated probability", y="share that is right", diagonal=(0.0, 1.0))
    return _drawn(panels, frame)


def risk_coverage_curves(panels: Mapping[str, Panel]) -> str:
    """Share of wrong statements against the share of statements made, surest first, by the title of the panel; lower is better.

    Raises:
        MissingLibraryError: matplotlib is not installed.

    """
    frame = _Frame(title="How often wrong, how often said?", x="share said, surest first", y="share of it wrong", bars=False)
    return _drawn(panels, frame)


def comparison(panels: Mapping[str, Panel], measure: str, places: Sequence[str]) -> str:
    """One measure of every system with its interval; ``x`` of a point is the number of its place, 0 for the first.

    Raises:
        MissingLibraryError: matplotlib is not installed.

    """
    return _drawn(panels, _Frame(title=measure, x="", y=measure, ticks=tuple(places)))


def _look(number: int) -> tuple[str, str]:
    """Colour and mark of the system that comes ``number``-th in the legend, from 0."""
    if number == 0:
        return _INK[0], _MARKS[0]
    return _INK[1 + (number - 1) % (len(_INK) - 1)], _MARKS[1 + (number - 1) % (len(_MARKS) - 1)]


def _drawn(panels: Mapping[str, Panel], frame: _Frame) -> str:
    check_library()
    from matplotlib import style
    from matplotlib.backends.backend_svg import FigureCanvasSVG
    from matplotlib.figure import Figure

    rows, columns = -(-len(panels) // _PANELS_PER_ROW), min(len(panels), _PANELS_PER_ROW)
    systems = list(dict.fromkeys(name for panel in panels.values() for name in panel))
    with style.context(["default", _STYLE]):
        (width, height), (name_width, name_height) = _PANEL_INCHES, _LEGEND_INCHES
        beside = int(width * columns // name_width)
        legend = -(-len(systems) // beside) * name_height
        figure = Figure(figsize=(width * columns, height * rows + legend), layout="constrained")
        FigureCanvasSVG(figure)
        figure.suptitle(frame.title)
        places = list(figure.subplots(rows, columns, squeeze=False).flat)
        for place in places[len(panels) :]:
            place.set_axis_off()
        for place, (title, panel) in zip(places, panels.items(), strict=False):
            place.set(title=title, xlabel=frame.x, ylabel=frame.y, ylim=(-_MARGIN, 1 + _MARGIN))
            place.plot(frame.diagonal, frame.diagonal, color="#7f7f7f", linewidth=0.8, linestyle="dashed")
            if frame.ticks:
                place.set_xticks(range(len(frame.ticks)), frame.ticks, rotation=30, ha="right")
            else:
                place.set_xlim(-_MARGIN, 1 + _MARGIN)
            for name, points in panel.items():
                ink, mark = _look(systems.index(name))
                x, y = [point.x for point in points], [point.y for point in points]
                if frame.bars:
                    place.vlines(x, [point.low for point in points], [point.high for point in points], colors=ink)
                place.plot(
                    x,
                    y,
                    label=name,
                    color=ink,
                    marker=mark,
                    markevery=None if frame.bars else _MARK_EVERY,
                    linestyle="none" if frame.bars else "solid",
                    markersize=4,
                    linewidth=1,
                )
        handles = {name: handle for place in figure.axes for handle, name in zip(*place.get_legend_handles_labels(), strict=True)}
        figure.legend(handles.values(), handles.keys(), loc="outside lower center", ncols=beside, frameon=False)
        text = io.StringIO()
        figure.savefig(text, format="svg", metadata={"Date": None, "Creator": None, "Title": frame.title})
    return text.getvalue()
