"""Which files the given paths stand for."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from provenance.errors import UsageError
from provenance.model import Problem

STANDARD_INPUT = "-"
_INVISIBLE = re.compile("[\x00-\x1f\\\\\x7f-\x9f\u2028\u2029\ud800-\udfff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundFile:
    """One file to read. ``path`` opens it; ``shown`` is relative to what the user gave, printable, with forward slashes."""

    path: Path
    shown: str


def find_files(paths: Sequence[Path | str], most: int) -> tuple[tuple[FoundFile, ...], tuple[Problem, ...]]:
    """Files that paths stand for: themselves, and everything in folders that is not hidden.

    In folders no symbolic link is followed; what is hidden is left out silently. A file reached twice is
    taken once. At most ``most`` files are taken, in the order of the paths and then of the names.

    Raises:
        UsageError: a path does not exist.

    """
    roots = [_existing(path) for path in paths]
    found: dict[str, FoundFile] = {}
    problems: list[Problem] = []
    for root in roots:
        for item in _files_of(root):
            if isinstance(item, Problem):
                problems.append(item)
                continue
            key = str(item.path) if item.shown == STANDARD_INPUT else os.path.realpath(item.path)
            if key not in found and len(found) == most:
                message = f"only the first {most:,} files were taken; give fewer at once or raise limits.files"
                problems.append(Problem(path=item.shown, stage="corpus", severity="skipped", message=message))
                return _distinct(found, roots), tuple(problems)
            found.setdefault(key, item)
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


def _files_of(root: Path) -> Iterator[FoundFile | Problem]:
    if str(root) == STANDARD_INPUT:
        yield FoundFile(path=root, shown=STANDARD_INPUT)
    elif root.is_dir():
        yield from _files_in(root, "")
    else:
        yield FoundFile(path=root, shown=printable(root.name))


def _files_in(folder: Path, prefix: str) -> Iterator[FoundFile | Problem]:
    """Files below a folder, depth first, in the order of their names; folders are left before they are revisited."""
    pending = [(folder, prefix)]
    while pending:
        current, shown = pending.pop()
        try:
            with os.scandir(current) as scan:
                entries = sorted(scan, key=lambda entry: entry.name)
        except OSError as error:
            message = f"the folder cannot be listed ({error.strerror}); check its permissions"
            yield Problem(path=shown or ".", stage="corpus", severity="skipped", message=message)
            continue
        below = []
        for entry in entries:
            if entry.name.startswith("."):
                continue
            name = shown + printable(entry.name)
            if entry.is_symlink():
                message = "a symbolic link: links in a folder are not followed; give its target as a path of its own"
                yield Problem(path=name, stage="corpus", severity=_link_severity(folder, Path(entry.path)), message=message)
            elif entry.is_dir(follow_symlinks=False):
                below.append((Path(entry.path), f"{name}/"))
            else:
                yield FoundFile(path=Path(entry.path), shown=name)
        pending.extend(reversed(below))


def _link_severity(folder: Path, link: Path) -> str:
    """``notice`` if the link's target is read anyway, being in the folder; ``skipped`` if it leads out or nowhere."""
    target, top = os.path.realpath(link), os.path.realpath(folder)
    inside = target == top or target.startswith(top.rstrip(os.sep) + os.sep)
    return "notice" if inside and Path(target).exists() else "skipped"


def _distinct(found: dict[str, FoundFile], roots: list[Path]) -> tuple[FoundFile, ...]:
    """The files with different shown paths: where two are equal, relative to the folder all given paths share."""
    counts: dict[str, int] = {}
    for item in found.values():
        counts[item.shown] = counts.get(item.shown, 0) + 1
    if all(count == 1 for count in counts.values()):
        return tuple(found.values())
    top = os.path.commonpath([os.path.realpath(root) for root in roots if str(root) != STANDARD_INPUT])
    return tuple(
        item
        if counts[item.shown] == 1
        else FoundFile(path=item.path, shown=printable(Path(os.path.relpath(os.path.realpath(item.path), top)).as_posix()))
        for item in found.values()
    )
