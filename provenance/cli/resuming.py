"""Runs that are stopped and gone on with: what the user is told of them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import typer

from provenance.engine.unfinished import Unfinished, run_folder
from provenance.errors import ProvenanceError
from provenance.render.escape import visible
from provenance.settings import Settings

STANDARD_INPUT = "-"


def request_of(command: str, settings: Settings, paths: Sequence[str]) -> tuple[str, ...]:
    """What makes two commands the same: settings, and inputs wherever they are named from."""
    places = [path if path == STANDARD_INPUT else str(Path(path).resolve()) for path in paths]
    return (command, json.dumps(settings.to_dict(), sort_keys=True), *places)


@contextmanager
def going_on(request: Sequence[str], *, fresh: bool, quiet: bool) -> Iterator[Unfinished]:
    """The memory of a run, until it is finished: whoever has written the result says so by ``forget``.

    Args:
        request: what makes two commands the same.
        fresh: forget an interrupted run.
        quiet: tell nothing.

    """
    tell = _silent if quiet else _on_standard_error
    with Unfinished(_folder_of(request)) as run:
        if fresh:
            run.forget()
        found = run.found
        if found:
            tell("going on from an interrupted run of this command; --fresh would begin anew")
        try:
            yield run
        except (KeyboardInterrupt, ProvenanceError):
            if run.is_kept:
                tell("what is done so far is kept; the same command goes on from there")
            raise
        finally:
            if run.taken_over:
                tell(f"{run.taken_over:,} of {found:,} pieces of work were taken over from the interrupted run")
            if run.fault:
                tell(f"if this run is interrupted, the next one begins anew: {run.fault}")


def _folder_of(request: Sequence[str]) -> Path | None:
    try:
        return run_folder(*request)
    except OSError:  # no home: nothing can be kept, and nobody expects it
        return None


def _on_standard_error(message: str) -> None:
    typer.echo(visible(f"provenance: {message}"), err=True)


def _silent(_: str) -> None:
    pass
