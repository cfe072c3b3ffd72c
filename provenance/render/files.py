"""Writing a result into a folder: all of it or nothing, and nobody else's files touched."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path

from provenance.errors import OutputError, UsageError
from provenance.export.json import to_json
from provenance.model import Findings
from provenance.render.dot import to_dot
from provenance.render.graph import draw, drawing_of
from provenance.render.layout import layout
from provenance.render.page import to_page
from provenance.render.svg import to_svg

FILES: Mapping[str, str] = {"svg": "tree.svg", "gv": "tree.gv", "html": "report.html", "json": "trace.json"}
"""Formats that can be written, and the file each becomes."""


def write_all(findings: Findings, out: Path, formats: Iterable[str]) -> tuple[Path, ...]:
    """Write a result into the folder ``out``, made if it is not there; returns the files, in the order of ``FILES``.

    Everything is written to a new folder beside ``out`` first, then renamed: a whole new folder at once where there
    was none, else file by file over those of an earlier run. Other files in ``out`` are left alone.

    Raises:
        UsageError: a format that is not in ``FILES``.
        OutputError: ``out`` is not a folder, cannot be written, or the disk is full; nothing partial is left.

    """
    texts = _texts(findings, checked_formats(formats))
    return write_texts({FILES[each]: text for each, text in texts.items()}, out)


def write_texts(texts: Mapping[str, str], out: Path) -> tuple[Path, ...]:
    """Write texts, by the names of their files, into a folder as ``write_all`` does; returns the files, in the order given.

    Raises:
        OutputError: ``out`` is not a folder, cannot be written, or the disk is full; nothing partial is left.

    """
    try:
        _refuse_what_is_in_the_way(texts, out)
        _write(texts, out)
    except OSError as error:
        message = f"the result could not be written to {out} ({error.strerror or error}); nothing was left behind"
        raise OutputError(message) from error
    return tuple(out / name for name in texts)


def checked_formats(formats: Iterable[str]) -> tuple[str, ...]:
    """The formats, each once, in the order of ``FILES``.

    Raises:
        UsageError: one that is not in ``FILES``, or none at all.

    """
    wanted = set(formats)
    unknown = sorted(wanted - set(FILES))
    if unknown:
        message = f"there is no format {', '.join(map(repr, unknown))}; choose from {', '.join(FILES)}"
        raise UsageError(message)
    if not wanted:
        message = f"no format is named; choose from {', '.join(FILES)}"
        raise UsageError(message)
    return tuple(each for each in FILES if each in wanted)


def _refuse_what_is_in_the_way(texts: Mapping[str, str], out: Path) -> None:
    """A file where the folder should be, or a folder where one of the files should be: found before the first is replaced."""
    if out.exists() and not out.is_dir():
        message = f"{out} is a file, not a folder; name another folder with -o"
        raise OutputError(message)
    for name in texts:
        if (out / name).is_dir():
            message = f"{out / name} is a folder, where a file is to be written; move it, or name another folder with -o"
            raise OutputError(message)


def _texts(findings: Findings, formats: Iterable[str]) -> dict[str, str]:
    """The content of every file wanted; the picture is laid out once."""
    texts: dict[str, str] = {}
    picture = draw(findings)
    svg = to_svg(picture, layout(picture, drawing_of(findings).engine)) if {"svg", "html"} & set(formats) else ""
    for each in formats:
        match each:
            case "svg":
                texts[each] = svg
            case "gv":
                texts[each] = to_dot(picture)
            case "html":
                texts[each] = to_page(findings, svg)
            case _:
                texts[each] = to_json(findings)
    return texts


def _write(texts: Mapping[str, str], out: Path) -> None:
    out.parent.mkdir(parents=True, exist_ok=True)
    fresh = Path(tempfile.mkdtemp(prefix=f".{out.name}-", dir=out.parent))
    try:
        fresh.chmod(0o755)
        for name, text in texts.items():
            path = fresh / name
            with path.open("w", encoding="utf-8", errors="replace", newline="\n") as file:
                file.write(text)
                file.flush()
                os.fsync(file.fileno())
        if out.exists():
            for name in texts:
                (fresh / name).replace(out / name)
        else:
            fresh.rename(out)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
