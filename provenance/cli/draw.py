"""The command that draws what was traced before: all of it, or one family."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from provenance.cli.talk import Excerpts, Formats, print_out, wanted_formats
from provenance.render.escape import visible


def draw(
    trace_path: Annotated[Path, typer.Argument(metavar="TRACE", help="A trace.json, or the folder that holds it.")],
    family: Annotated[
        str, typer.Option("--family", metavar="ID", help="Draw one family: id, beginning of an id or host of any member.")
    ] = "",
    out: Annotated[Path, typer.Option("-o", "--out", help="Folder for the drawing.")] = Path("provenance-drawing"),
    formats: Formats = "svg,html,gv",
    excerpts: Excerpts = None,
) -> None:
    """Draw a trace again without tracing: tree.svg, tree.gv and report.html of one family, or of everything.

    Example: provenance draw provenance-out --family 000 -o family/
    """
    from provenance import api

    wanted = wanted_formats(formats)
    result = api.load(trace_path)
    drawn = result.family(family) if family else result
    shown = drawn if excerpts is None else drawn.in_excerpts(excerpts)
    written = shown.save(out, wanted)
    print_out(visible(drawn.summary.headline))
    print_out(visible(f"Written to {out}: {', '.join(path.name for path in written)}"))
