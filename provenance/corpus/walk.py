"""Which files the given paths stand for."""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from pathlib import Path, PurePath

from provenance.corpus.companions import page_beside
from provenance.errors import UsageError
from provenance.model import Problem

STANDARD_INPUT = "-"
_INVISIBLE = re.compile("[\x00-\x1f\\\\\x7f-\x9f\u2028\u2029\ud800-\udfff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundFile:
    """One file to read: ``folder`` and ``name`` together open it, ``shown`` is relative to what the user gave and printable.

    All names have forward slashes. A folder of a million files is held as so many of these, at 0.2 kB each: the folder is
    one string for all, and the name is shown as it is nearly always.
    """

    folder: str
    name: str
    shown: str

    @property
    def path(self) -> str:
        """What opens it."""
        return os.path.join(self.folder, self.name)  # noqa: PTH118 - a Path takes five times as long to make


def find_files(paths: Sequence[Path | str], most: int) -> tuple[tuple[FoundFile, ...], tuple[Problem, ...]]:
    """Files that paths stand for: themselves, and everything in folders that is not hidden.

    In folders no symbolic link is followed; what is hidden is left out silently. A file reached twice is
    taken once. At most ``most`` files are taken, in the order of the paths and then of the names.

    Raises:
        UsageError: a path does not exist.

    """
    roots = [_existing(path) for path in paths]
    found: list[FoundFile] = []
    problems: list[Problem] = []
    before: list[str] = []
    for root in roots:
        for item in _files_of(root, before):
            if isinstance(item, Problem):
                problems.append(item)
            elif len(found) == most:
                message = f"only the first {most:,} files were taken; give fewer at once or raise limits.files"
                problems.append(Problem(path=item.shown, stage="corpus", severity="skipped", message=message))
                return _distinct(found, roots), tuple(problems)
            else:
                found.append(item)
        before.append(_real(root))
    return _distinct(found, roots), tuple(problems)


def printable(name: str) -> str:
    r"""A file name that can be shown and stored: line ends, control characters and undecodable bytes as ``\x0a``.

    Different names stay different.

    Examples:
        >>> printable("two\nlines.txt")
        'two\\x0alines.txt'

    """
    return _INVISIBLE.sub(lambda match: rf"\x{ord(match[0]):02x}", name)


def _existing(path: Path | str) -> Path:
    if str(path) == STANDARD_INPUT:
        return Path(STANDARD_INPUT)
    try:
        found = Path(path)
        if os.path.lexists(found):
            return found
        guess = _close_name(found)
    except ValueError as error:  # a NUL in the name
        message = f"{printable(str(path))}: no file can have this name"
        raise UsageError(message) from error
    hint = f"did you mean {printable(str(guess))}?" if guess else "check the spelling, or run the command where the file is"
    message = f"{printable(str(path))}: there is no such file or folder; {hint}"
    raise UsageError(message)


def _close_name(path: Path) -> Path | None:
    """A neighbour with a name like the missing one's."""
    for missing in (path, *path.parents):
        if missing.parent.is_dir():
            try:
                names = sorted(neighbour.name for neighbour in missing.parent.iterdir())
            except OSError:
                return None
            folded = {name.lower(): name for name in reversed(names)}
            close = get_close_matches(missing.name.lower(), list(folded), n=1)
            return missing.parent / folded[close[0]] if close else None
    return None


def _real(root: Path) -> str:
    return STANDARD_INPUT if str(root) == STANDARD_INPUT else os.path.realpath(root)


def _files_of(root: Path, before: Sequence[str]) -> Iterator[FoundFile | Problem]:
    """Files of a path without those that the paths before it, as ``_real`` spells them, have reached."""
    real = _real(root)
    if any(_reaches(earlier, real) for earlier in before):
        return
    if real == STANDARD_INPUT:
        yield FoundFile(folder="", name=STANDARD_INPUT, shown=STANDARD_INPUT)
    elif root.is_dir():
        inside = real.rstrip(os.sep) + os.sep
        yield from _files_in(
            root, frozenset(path[len(inside) :].replace(os.sep, "/") for path in before if path.startswith(inside))
        )
    else:
        yield FoundFile(folder="", name=str(root), shown=printable(root.name))


def _reaches(earlier: str, real: str) -> bool:
    """Whether walking the first path has come to the second: it is the same, or below without anything hidden on the way."""
    below = real.removeprefix(earlier.rstrip(os.sep) + os.sep)
    return real == earlier or (below != real and not any(part.startswith(".") for part in PurePath(below).parts))


def _files_in(folder: Path, known: frozenset[str]) -> Iterator[FoundFile | Problem]:
    """Files below a folder, those of each folder before those of the folders in it, in the order of their names.

    ``known`` are files and folders in it that are left out. No more than the names in one folder is held.
    """
    top = str(folder)
    pending = [""]
    while pending:
        prefix = pending.pop()
        try:
            files, folders, links = _listing(os.path.join(top, prefix))  # noqa: PTH118 - as above
        except OSError as error:
            message = f"the folder cannot be listed ({error.strerror}); check its permissions"
            yield Problem(path=printable(prefix) or ".", stage="corpus", severity="skipped", message=message)
            continue
        for name in links:
            message = "a symbolic link: links in a folder are not followed; give its target as a path of its own"
            severity = _link_severity(folder, folder / (prefix + name))
            yield Problem(path=printable(prefix + name), stage="corpus", severity=severity, message=message)
        for name in [*folders]:
            page = page_beside(name, files)
            if page is not None:
                folders.remove(name)
                message = f"left out: the pictures and scripts of a saved page, {printable(page)}"
                yield Problem(path=printable(prefix + name), stage="corpus", severity="notice", message=message)
        for name in files:
            if (relative := prefix + name) not in known:
                shown = printable(relative)
                yield FoundFile(folder=top, name=relative, shown=relative if shown == relative else shown)
        pending.extend(f"{prefix}{name}/" for name in reversed(folders) if prefix + name not in known)


def _listing(folder: str) -> tuple[list[str], list[str], list[str]]:
    """Names in a folder that are not hidden, sorted: of files, of folders, of symbolic links."""
    files: list[str] = []
    folders: list[str] = []
    links: list[str] = []
    with os.scandir(folder) as scan:
        for entry in scan:
            if entry.name.startswith("."):
                continue
            if entry.is_symlink():
                links.append(entry.name)
            elif entry.is_dir(follow_symlinks=False):
                folders.append(entry.name)
            else:
                files.append(entry.name)
    return sorted(files), sorted(folders), sorted(links)


def _link_severity(folder: Path, link: Path) -> str:
    """``notice`` if the link's target is read anyway, being in the folder; ``skipped`` if it leads out or nowhere."""
    target, top = os.path.realpath(link), os.path.realpath(folder)
    inside = target == top or target.startswith(top.rstrip(os.sep) + os.sep)
    return "notice" if inside and Path(target).exists() else "skipped"


def _distinct(found: Sequence[FoundFile], roots: Sequence[Path]) -> tuple[FoundFile, ...]:
    """The files with different shown paths: where two are equal, relative to the folder all given paths share."""
    if len(roots) == 1:
        return tuple(found)
    counts = Counter(item.shown for item in found)
    if len(counts) == len(found):
        return tuple(found)
    top = os.path.commonpath([_real(root) for root in roots if str(root) != STANDARD_INPUT])
    return tuple(
        item
        if counts[item.shown] == 1
        else replace(item, shown=printable(Path(os.path.relpath(os.path.realpath(item.path), top)).as_posix()))
        for item in found
    )
