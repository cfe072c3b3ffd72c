"""The command that traces documents."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from threading import Thread
from typing import Annotated

import typer

from provenance.cli.cluster import Conf, Master, spark_engine
from provenance.cli.progress import shown_progress
from provenance.cli.talk import (
    DateColumn,
    Excerpts,
    Formats,
    Fresh,
    IdColumn,
    TextColumn,
    TitleColumn,
    UrlColumn,
    Workers,
    chosen_settings,
    print_out,
    wanted_formats,
)
from provenance.engine import Engine, LocalEngine
from provenance.errors import UsageError
from provenance.render.escape import visible

_SKIPPED = 1


class Where(StrEnum):
    """Where the stages run. ``auto`` is ``local``: a cluster must be asked for."""

    AUTO = "auto"
    LOCAL = "local"
    SPARK = "spark"


def trace(
    paths: Annotated[list[str], typer.Argument(metavar="PATH", help="Files or folders, or - for standard input.")],
    out: Annotated[Path, typer.Option("-o", "--out", help="Folder for the result.")] = Path("provenance-out"),
    formats: Formats = "svg,html,json,gv",
    engine: Annotated[Where, typer.Option(help="Where the stages run.")] = Where.AUTO,
    master: Master = None,
    conf: Conf = None,
    workers: Workers = None,
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
    excerpts: Excerpts = None,
    fresh: Fresh = False,
    quiet: Annotated[bool, typer.Option("-q", "--quiet", help="No summary, no progress.")] = False,
    verbose: Annotated[bool, typer.Option("-v", "--verbose", help="Also name every notice on standard error.")] = False,
) -> None:
    """Find who republished whom, and write tree.svg, tree.gv, report.html and trace.json.

    Example: provenance trace seeds/ -o result/ --open
    """
    wanted = () if as_json else wanted_formats(f"{formats},pages" if pages else formats)
    if open_it and "html" not in wanted:
        message = "--open shows the report, which is not written here; leave out --open, or ask for html and no --json"
        raise UsageError(message)
    place = _Place(engine, master, conf or (), workers)
    settings = chosen_settings(config, text=text, title=title, url=url, date=date, id=record_id)
    drawing = _warm_up(settings.drawing.engine) if {"svg", "html"} & set(wanted) else None

    from provenance import api
    from provenance.cli.resuming import going_on, request_of
    from provenance.engine.remembering import RememberingEngine

    with going_on(request_of("trace", settings, paths), fresh=fresh, quiet=quiet) as run:
        with _opened(place) as where, shown_progress(quiet=quiet) as progress:
            result = api.trace(list(paths), settings=settings, progress=progress, engine=RememberingEngine(where, run))
        result = result if excerpts is None else result.in_excerpts(excerpts)
        if drawing is not None:
            drawing.join()
        if (as_json or verbose) and not quiet:
            for problem in result.problems:
                typer.echo(visible(f"{problem.severity}: {problem.path}: {problem.message}"), err=True)
        if as_json:
            print_out((result if full else result.trimmed()).to_json(), nl=False)
        written = () if as_json else result.save(out, wanted, full=full)
        run.forget()
    if not as_json and not quiet:
        print_out(result.summary_text())
        print_out(visible(f"Written to {out}: {', '.join(path.name for path in written)}"))
    if open_it:
        typer.launch(str((out / "report.html").resolve()))
    if strict and any(problem.severity == "skipped" for problem in result.problems):
        raise typer.Exit(_SKIPPED)


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a run was asked to work."""

    engine: Where
    master: str | None
    conf: Sequence[str]
    workers: int | None

    def __post_init__(self) -> None:
        if self.engine is not Where.SPARK and (self.master is not None or self.conf):
            message = "--master and --conf are for Spark; add --engine spark, or leave them out"
            raise UsageError(message)
        if self.engine is Where.SPARK and self.workers is not None:
            message = "--workers are those of this machine; leave them out with --engine spark"
            raise UsageError(message)


@contextmanager
def _opened(place: _Place) -> Iterator[Engine]:
    if place.engine is Where.SPARK:
        with spark_engine(place.master, place.conf) as engine:
            yield engine
    else:
        with LocalEngine(place.workers) as local:
            yield local


def _warm_up(engine: str) -> Thread:
    """Start the layout engine beside the tracing; compiling Graphviz takes a second and leaves the interpreter free.

    The thread is a daemon: an error or Ctrl-C meanwhile ends the program at once.
    """
    from provenance.render.layout import warm_up

    thread = Thread(target=warm_up, args=(engine,), daemon=True)
    thread.start()
    return thread
