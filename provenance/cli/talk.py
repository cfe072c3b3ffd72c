"""What every command does alike: settings and printing."""

from __future__ import annotations

from dataclasses import replace
from errno import EPIPE
from pathlib import Path
from typing import Annotated

import typer

from provenance.errors import OutputError
from provenance.settings import Settings

TextColumn = Annotated[str, typer.Option("--text-column", metavar="NAME", help="Column of a table that holds the text.")]
TitleColumn = Annotated[str, typer.Option("--title-column", metavar="NAME", help="Its column of headlines; - for none.")]
UrlColumn = Annotated[str, typer.Option("--url-column", metavar="NAME", help="Its column of addresses; - for none.")]
DateColumn = Annotated[str, typer.Option("--date-column", metavar="NAME", help="Its column of dates; - for none.")]
Formats = Annotated[
    str,
    typer.Option("--format", metavar="LIST", help="Of svg, html, json, gv, csv, graphml, gexf, prov, jsonld, tei, pages."),
]
IdColumn = Annotated[str, typer.Option("--id-column", metavar="NAME", help="Its column of ids; - for numbers.")]

Workers = Annotated[
    int | None, typer.Option(metavar="N", help="Processes that share the work; as many as there are cores unless given.")
]
Excerpts = Annotated[
    int | None, typer.Option("--excerpts", metavar="N", help="At most N words of a text in one piece in the report.")
]
Fresh = Annotated[bool, typer.Option("--fresh", help="Begin anew, though an interrupted run could be gone on with.")]


def chosen_settings(config: Path | None, **columns: str) -> Settings:
    """The defaults, changed by a TOML file if one is given, and by names of columns that are not empty."""
    settings = Settings()
    if config is not None:
        from provenance import api

        settings = api.settings_from(config)
    named = {purpose: name for purpose, name in columns.items() if name}
    return replace(settings, columns=replace(settings.columns, **named)) if named else settings


def wanted_formats(listed: str) -> tuple[str, ...]:
    """The formats in a list with commas, checked before the work begins.

    Raises:
        UsageError: there is no such format, or none is named.

    """
    from provenance.render.files import checked_formats

    return checked_formats(part.strip() for part in listed.split(",") if part.strip())


def print_out(text: str, *, nl: bool = True) -> None:
    """Print to standard output.

    Raises:
        OutputError: it cannot be written; a reader that has gone is none of our business.

    """
    try:
        typer.echo(text, nl=nl)
    except OSError as error:
        if error.errno == EPIPE:
            raise
        message = f"standard output could not be written ({error.strerror})"
        raise OutputError(message) from error
