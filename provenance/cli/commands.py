"""The commands that trace and look at documents, and how every command ends."""

from __future__ import annotations

import gc
import sys
from contextlib import nullcontext
from enum import StrEnum
from pathlib import Path
from threading import Thread
from typing import Annotated

import typer

from provenance.cli.archive import archive
from provenance.cli.benchmark import benchmark
from provenance.cli.cluster import Conf, Master, cluster, spark_engine
from provenance.cli.draw import draw
from provenance.cli.progress import progress_line
from provenance.cli.talk import (
    DateColumn,
    IdColumn,
    TextColumn,
    TitleColumn,
    UrlColumn,
    chosen_settings,
    print_out,
)
from provenance.errors import ProvenanceError, UsageError
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

_SKIPPED = 1
_INTERRUPTED = 130
_NEW_OBJECTS = 100_000
"""New objects between two searches for garbage. At Python's own 700 a run spends a tenth of its time searching
modules that are being loaded (1.62 s in place of 1.77 s for the seeds); cycles are rare here."""


class Engine(StrEnum):
    """Where the stages run. ``auto`` is ``local``: a cluster must be asked for."""

    AUTO = "auto"
    LOCAL = "local"
    SPARK = "spark"


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


@app.command()
def trace(
    paths: Annotated[list[str], typer.Argument(metavar="PATH", help="Files or folders, or - for standard input.")],
    out: Annotated[Path, typer.Option("-o", "--out", help="Folder for the result.")] = Path("provenance-out"),
    formats: Annotated[
        str, typer.Option("--format", metavar="LIST", help="What to write, separated by commas: svg, html, json, gv.")
    ] = "svg,html,json,gv",
    engine: Annotated[Engine, typer.Option(help="Where the stages run.")] = Engine.AUTO,
    master: Master = None,
    conf: Conf = None,
    workers: Annotated[
        int | None, typer.Option(metavar="N", help="Processes that share the work; as many as there are cores unless given.")
    ] = None,
    config: Annotated[Path | None, typer.Option(help="TOML file that changes settings.")] = None,
    text: TextColumn = "",
    title: TitleColumn = "",
    url: UrlColumn = "",
    date: DateColumn = "",
    record_id: IdColumn = "",
    as_json: Annotated[bool, typer.Option("--json", help="Print trace.json to standard output and write no folder.")] = False,
    open_it: Annotated[bool, typer.Option("--open", help="Open the report when done.")] = False,
    strict: Annotated[bool, typer.Option("--strict", help="Exit with 1 if an input was skipped.")] = False,
    pages: Annotated[bool, typer.Option("--pages", help="Also write a page for each family, in families/.")] = False,
    full: Annotated[bool, typer.Option("--full", help="Keep every text and pair in trace.json, however many there are.")] = False,
    quiet: Annotated[bool, typer.Option("-q", "--quiet", help="No summary, no progress.")] = False,
    verbose: Annotated[bool, typer.Option("-v", "--verbose", help="Also name every notice on standard error.")] = False,
) -> None:
    """Find who republished whom, and write tree.svg, tree.gv, report.html and trace.json.

    Example: provenance trace seeds/ -o result/ --open
    """
    wanted = () if as_json else _wanted(f"{formats},pages" if pages else formats)
    if open_it and "html" not in wanted:
        message = "--open shows the report, which is not written here; leave out --open, or ask for html and no --json"
        raise UsageError(message)
    if engine is not Engine.SPARK and (master is not None or conf):
        message = "--master and --conf are for Spark; add --engine spark, or leave them out"
        raise UsageError(message)
    settings = chosen_settings(config, text=text, title=title, url=url, date=date, id=record_id)
    drawing = _warm_up(settings.drawing.engine) if {"svg", "html"} & set(wanted) else None

    from provenance import api
    from provenance.pipeline import silent
    from provenance.render import terminal

    telling = progress_line() if sys.stderr.isatty() and not quiet else nullcontext(silent)
    with spark_engine(master, conf) if engine is Engine.SPARK else nullcontext() as where, telling as progress:
        result = api.trace(list(paths), settings=settings, progress=progress, workers=workers, engine=where)
    if drawing is not None:
        drawing.join()
    if (as_json or verbose) and not quiet:
        for problem in result.problems:
            typer.echo(visible(f"{problem.severity}: {problem.path}: {problem.message}"), err=True)
    if as_json:
        print_out((result if full else result.trimmed()).to_json(), nl=False)
    else:
        written = result.save(out, wanted, full=full)
        if not quiet:
            print_out(terminal.summary(result))
            print_out(visible(f"Written to {out}: {', '.join(path.name for path in written)}"))
    if open_it:
        typer.launch(str((out / "report.html").resolve()))
    if strict and any(problem.severity == "skipped" for problem in result.problems):
        raise typer.Exit(_SKIPPED)


def _wanted(formats: str) -> tuple[str, ...]:
    """The formats asked for, checked before the work begins."""
    from provenance.render.files import checked_formats

    return checked_formats(part.strip() for part in formats.split(",") if part.strip())


def _warm_up(engine: str) -> Thread:
    """Start the layout engine beside the tracing; compiling Graphviz takes a second and leaves the interpreter free.

    The thread is a daemon: an error or Ctrl-C meanwhile ends the program at once.
    """
    from provenance.render.layout import warm_up

    thread = Thread(target=warm_up, args=(engine,), daemon=True)
    thread.start()
    return thread


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
