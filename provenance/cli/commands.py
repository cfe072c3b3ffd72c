"""The commands that look at documents and traces, and how every command ends."""

from __future__ import annotations

import gc
import sys
from pathlib import Path
from typing import Annotated

import typer

from provenance.cli.archive import archive
from provenance.cli.benchmark import benchmark
from provenance.cli.cluster import cluster
from provenance.cli.draw import draw
from provenance.cli.talk import (
    DateColumn,
    IdColumn,
    TextColumn,
    TitleColumn,
    UrlColumn,
    chosen_settings,
    print_out,
)
from provenance.cli.trace import trace
from provenance.errors import ProvenanceError
from provenance.render.escape import visible

app = typer.Typer(
    name="provenance",
    help="Trace where a text came from: who republished whom, also from originals that are not in the folder.\n\n"
    "Try: provenance trace seeds/",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

_INTERRUPTED = 130
_NEW_OBJECTS = 100_000
"""New objects between two searches for garbage. At Python's own 700 a run spends a tenth of its time searching
modules that are being loaded (1.62 s in place of 1.77 s for the seeds); cycles are rare here."""


def main() -> None:
    """Run the command line; every expected failure is one clear line on standard error and an exit code."""
    gc.set_threshold(_NEW_OBJECTS)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        app()
    except ProvenanceError as error:
        typer.echo(f"provenance: {visible(str(error))}", err=True)
        sys.exit(error.exit_code)
    except SystemExit as end:
        if end.code == _INTERRUPTED:  # what typer makes of Ctrl-C, without a word
            typer.echo("provenance: interrupted", err=True)
        raise


def _version(wanted: bool) -> None:  # noqa: FBT001 - typer's callback signature
    if wanted:
        from provenance.pipeline import VERSION

        typer.echo(f"provenance {VERSION}")
        raise typer.Exit


@app.callback()
def _root(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and stop.")
    ] = False,
) -> None:
    pass


app.command()(trace)


@app.command()
def explain(
    trace_path: Annotated[Path, typer.Argument(metavar="TRACE", help="A trace.json, or the folder that holds it.")],
    one: Annotated[str, typer.Argument(metavar="A", help="A document or source: id, beginning of an id, or label.")],
    other: Annotated[str, typer.Argument(metavar="B", help="Another one.")],
) -> None:
    """Say why there is an edge between two nodes, or why there is none.

    Example: provenance explain provenance-out cnn.com 002
    """
    from provenance import api

    print_out(str(api.load(trace_path).explain(one, other)))


@app.command()
def inspect(
    path: Annotated[str, typer.Argument(metavar="FILE", help="A file, or - for standard input.")],
    text: TextColumn = "",
    title: TitleColumn = "",
    url: UrlColumn = "",
    date: DateColumn = "",
    record_id: IdColumn = "",
    as_json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False,
) -> None:
    """Show what was read of a file: each block's role, each signal.

    Example: provenance inspect article.html
    """
    from provenance import api
    from provenance.export.single import documents_json
    from provenance.render import inspection

    settings = chosen_settings(None, text=text, title=title, url=url, date=date, id=record_id)
    found = api.read(path, settings=settings)
    if as_json:
        print_out(documents_json([(item.document, item.signals, item.problems) for item in found]))
        return
    for item in found:
        print_out(inspection.inspection(item.document, item.signals, item.problems))


@app.command()
def compare(
    left: Annotated[str, typer.Argument(metavar="A", help="A file with one document.")],
    right: Annotated[str, typer.Argument(metavar="B", help="Another one.")],
    as_json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False,
) -> None:
    """Align two documents and show every difference.

    Example: provenance compare one.html other.html
    """
    from provenance import api
    from provenance.export.single import reuse_json
    from provenance.render import comparison

    found = api.compare(left, right)
    if as_json:
        print_out(reuse_json(found.reuse))
        return
    print_out(comparison.comparison(found.left, found.right, found.reuse))


app.add_typer(archive)
app.add_typer(benchmark)
app.add_typer(cluster)
app.command()(draw)
