"""``provenance archive``: a standing, growing collection, and what it knows of a text."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from provenance.cli.progress import shown_progress
from provenance.cli.talk import (
    DateColumn,
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
from provenance.engine import LocalEngine
from provenance.render.escape import visible

archive = typer.Typer(
    name="archive",
    help="Keep a standing collection that takes new documents at any time, and ask it what a text shares with it.\n\n"
    "Try: provenance archive add my-archive/ articles/",
    no_args_is_help=True,
    rich_markup_mode=None,
)

Folder = Annotated[Path, typer.Argument(metavar="DIR", help="Folder of the archive.")]
Config = Annotated[Path | None, typer.Option(help="TOML file that changes settings.")]
_FAULTY = 1
_SKIPPED = 1


@archive.command()
def add(
    folder: Folder,
    paths: Annotated[list[str], typer.Argument(metavar="FILE", help="Files or folders, or - for standard input.")],
    prefix: Annotated[str, typer.Option(metavar="WORD", help="Put before the name of every document, with a slash.")] = "",
    workers: Workers = None,
    config: Config = None,
    text: TextColumn = "",
    title: TitleColumn = "",
    url: UrlColumn = "",
    date: DateColumn = "",
    record_id: IdColumn = "",
    strict: Annotated[bool, typer.Option("--strict", help="Exit with 1 if an input was skipped.")] = False,
    quiet: Annotated[bool, typer.Option("-q", "--quiet", help="No summary, no progress.")] = False,
    verbose: Annotated[bool, typer.Option("-v", "--verbose", help="Also name every notice on standard error.")] = False,
) -> None:
    """Add documents; the folder is made if there is none. What is there already is left out.

    Example: provenance archive add my-archive/ articles/
    """
    settings = chosen_settings(config, text=text, title=title, url=url, date=date, id=record_id)

    from provenance import api
    from provenance.archive.telling import added_text, problem_line

    with shown_progress(quiet=quiet) as progress:
        added = api.open_archive(folder, settings=settings).add(paths, prefix=prefix, progress=progress, workers=workers)
    if not quiet:
        for problem in added.problems:
            if verbose or problem.severity != "notice":
                typer.echo(problem_line(problem), err=True)
        print_out(visible(added_text(added)))
    if strict and any(problem.severity == "skipped" for problem in added.problems):
        raise typer.Exit(_SKIPPED)


@archive.command()
def query(
    folder: Folder,
    path: Annotated[str, typer.Argument(metavar="FILE", help="A file with one document, or - for standard input.")],
    most: Annotated[
        int | None,
        typer.Option("--most", metavar="N", min=1, help="Documents to compare it with; archive.query_documents unless given."),
    ] = None,
    config: Config = None,
    as_json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False,
) -> None:
    """Say which documents and passages of the archive a text shares, and where it stands among its relatives.

    Example: provenance archive query my-archive/ article.html
    """
    settings = chosen_settings(config)
    if most is not None:
        settings = replace(settings, archive=replace(settings.archive, query_documents=most))

    from provenance import api
    from provenance.archive.telling import answer_json, answer_text

    answer = api.open_archive(folder, settings=settings).query(path)
    if as_json:
        print_out(answer_json(answer), nl=False)
    else:
        print_out(answer_text(answer))


@archive.command()
def trace(
    folder: Folder,
    family: Annotated[
        str | None, typer.Option(metavar="ID", help="Only the documents that are copies of one another and of this one.")
    ] = None,
    out: Annotated[Path, typer.Option("-o", "--out", help="Folder for the result.")] = Path("provenance-out"),
    formats: Formats = "svg,html,json,gv",
    workers: Workers = None,
    config: Config = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print trace.json to standard output and write no folder.")] = False,
    fresh: Fresh = False,
    quiet: Annotated[bool, typer.Option("-q", "--quiet", help="No summary, no progress.")] = False,
) -> None:
    """Trace the whole archive, or one family of it, as “provenance trace” traces a folder.

    Example: provenance archive trace my-archive/ --family article -o result/
    """
    wanted = () if as_json else wanted_formats(formats)
    settings = chosen_settings(config)

    from provenance import api
    from provenance.cli.resuming import going_on, request_of
    from provenance.engine.remembering import RememberingEngine

    place = [str(folder), *([family] if family else [])]
    with going_on(request_of("archive trace", settings, place), fresh=fresh, quiet=quiet) as run:
        with LocalEngine(workers) as local, shown_progress(quiet=quiet) as progress:
            asked = api.open_archive(folder, settings=settings)
            result = asked.trace(family, progress, engine=RememberingEngine(local, run))
        if as_json:
            print_out(result.to_json(), nl=False)
        written = () if as_json else result.save(out, wanted)
        run.forget()
    if not as_json and not quiet:
        print_out(result.summary_text())
        print_out(visible(f"Written to {out}: {', '.join(path.name for path in written)}"))


@archive.command()
def check(
    folder: Folder,
    quiet: Annotated[bool, typer.Option("-q", "--quiet", help="No words if all is well, no progress.")] = False,
) -> None:
    """Look at every byte of an archive, and exit with 1 if something is not as it was written.

    Example: provenance archive check my-archive/
    """
    from provenance import api
    from provenance.archive.telling import checked_text

    with shown_progress(quiet=quiet) as progress:
        checked = api.open_archive(folder).check(progress)
    if checked.faults or not quiet:
        print_out(checked_text(checked))
    if checked.faults:
        raise typer.Exit(_FAULTY)
