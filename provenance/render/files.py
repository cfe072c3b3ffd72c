"""Writing a result into a folder: all of it or nothing, and nobody else's files touched."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path

from provenance.errors import OutputError, UsageError
from provenance.model import Findings
from provenance.render.contents import EXPORTS, FILES, PAGES, contents_of


def write_all(findings: Findings, out: Path, formats: Iterable[str]) -> tuple[Path, ...]:
    """Write a result into the folder ``out``, made if it is not there; returns the files, in the order of ``FILES``.

    Of pages in a folder the folder is returned.

    Everything is written to a new folder beside ``out`` first, then renamed: a whole new folder at once where there
    was none, else file by file over those of an earlier run. Other files in ``out`` are left alone.

    Raises:
        UsageError: a format that is neither in ``FILES`` nor in ``EXPORTS`` nor ``pages``.
        OutputError: ``out`` is not a folder, cannot be written, or the disk is full; nothing partial is left.

    """
    return write_parts(contents_of(findings, checked_formats(formats)), out)


def write_texts(texts: Mapping[str, str], out: Path) -> tuple[Path, ...]:
    """Write texts, by the names of their files, into a folder as ``write_all`` does; returns the files, in the order given.

    Raises:
        OutputError: ``out`` is not a folder, cannot be written, or the disk is full; nothing partial is left.

    """
    return write_parts({name: (text,) for name, text in texts.items()}, out)


def write_parts(contents: Mapping[str, Iterable[str]], out: Path) -> tuple[Path, ...]:
    """Write texts in pieces, by the names of their files (``name`` or ``folder/name``), as ``write_all`` does.

    Returns files and folders directly in ``out``, each once, in the order given.

    Raises:
        OutputError: ``out`` is not a folder, cannot be written, or the disk is full; nothing partial is left.

    """
    try:
        _refuse_what_is_in_the_way(contents, out)
        _write(contents, out)
    except OSError as error:
        message = f"the result could not be written to {out} ({error.strerror or error}); nothing was left behind"
        raise OutputError(message) from error
    return tuple(out / name for name in dict.fromkeys(name.split("/")[0] for name in contents))


def checked_formats(formats: Iterable[str]) -> tuple[str, ...]:
    """The formats, each once, in the order of ``FILES`` and ``EXPORTS``, ``pages`` last.

    Raises:
        UsageError: one that is not among them, or none at all.

    """
    known = (*FILES, *EXPORTS, PAGES)
    wanted = set(formats)
    unknown = sorted(wanted - set(known))
    if unknown:
        message = f"there is no format {', '.join(map(repr, unknown))}; choose from {', '.join(known)}"
        raise UsageError(message)
    if not wanted:
        message = f"no format is named; choose from {', '.join(known)}"
        raise UsageError(message)
    return tuple(each for each in known if each in wanted)


def _refuse_what_is_in_the_way(names: Iterable[str], out: Path) -> None:
    """A file where a folder should be, or a folder where one of the files should be: found before the first is replaced."""
    if out.exists() and not out.is_dir():
        message = f"{out} is a file, not a folder; name another folder with -o"
        raise OutputError(message)
    for name in names:
        place = out / name
        if place.is_dir():
            message = f"{place} is a folder, where a file is to be written; move it, or name another folder with -o"
            raise OutputError(message)
        if place.parent != out and place.parent.exists() and not place.parent.is_dir():
            message = f"{place.parent} is a file, where a folder is to be made; move it, or name another folder with -o"
            raise OutputError(message)


def _write(contents: Mapping[str, Iterable[str]], out: Path) -> None:
    out.parent.mkdir(parents=True, exist_ok=True)
    fresh = Path(tempfile.mkdtemp(prefix=f".{out.name}-", dir=out.parent))
    try:
        fresh.chmod(0o755)
        for name, parts in contents.items():
            path = fresh / name
            path.parent.mkdir(exist_ok=True)
            with path.open("w", encoding="utf-8", errors="replace", newline="\n") as file:
                file.writelines(parts)
                file.flush()
                os.fsync(file.fileno())
        if out.exists():
            for name in contents:
                (out / name).parent.mkdir(exist_ok=True)
                (fresh / name).replace(out / name)
        else:
            fresh.rename(out)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
