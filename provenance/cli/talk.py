"""What every command does alike: settings, printing, progress."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from errno import EPIPE
from pathlib import Path

import typer

from provenance.errors import OutputError
from provenance.settings import Settings

_WIPED = "\r\x1b[K"
"""Back to the beginning of the line, and nothing on it (ECMA-48, EL)."""


def chosen_settings(config: Path | None) -> Settings:
    """The defaults, changed by a TOML file if one is given."""
    if config is None:
        return Settings()
    from provenance import api

    return api.settings_from(config)


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


@contextmanager
def progress_line() -> Iterator[Callable[[str, int, int], None]]:
    """One line on standard error, rewritten in place and wiped away at the end, however it ends."""
    names = {"read": "reading", "compare": "comparing", "infer": "inferring"}

    def show(stage: str, done: int, total: int) -> None:
        typer.echo(f"{_WIPED}{names.get(stage, stage)} {done}/{total}", err=True, nl=False)

    try:
        yield show
    finally:
        typer.echo(_WIPED, err=True, nl=False)
