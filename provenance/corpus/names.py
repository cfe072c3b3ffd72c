"""Document ids: short where that is unambiguous."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePosixPath

STANDARD_INPUT_ID = "stdin"
_COMPRESSED = frozenset({".gz", ".bz2", ".xz", ".zst"})
_LAST_LEVEL = 2
"""Stem, relative path without suffix, relative path."""


def name_files(paths: Sequence[str]) -> tuple[str, ...]:
    """What the documents of each file are called, by the files' shown paths, in their order.

    A document is called by its file's stem; where two files would be called the same, by the relative path
    without suffix, then by the whole relative path. Records of a container have ``#`` and their id or number added, so a
    name that begins like another's record counts as the same.

    Examples:
        >>> name_files(["a/x.txt", "b/x.json", "c.csv"])
        ('a/x', 'b/x', 'c')
        >>> name_files(["x.json", "x#1.txt"])
        ('x.json', 'x#1.txt')

    """
    levels = bytearray(len(paths))
    names = [_name(path, 0) for path in paths]
    while clashing := _clashing(names):
        raised = [place for place, name in enumerate(names) if name in clashing and levels[place] < _LAST_LEVEL]
        if not raised:
            break
        for place in raised:
            levels[place] += 1
            names[place] = _name(paths[place], levels[place])
    return tuple(names)


def _clashing(names: Sequence[str]) -> frozenset[str]:
    """Names that several files have, or that begin like records of another file, and the names of those files."""
    every: set[str] = set()
    clashing: set[str] = set()
    for name in names:
        (clashing if name in every else every).add(name)
    for name in every:
        if "#" in name:
            owners = {name[:place] for place, character in enumerate(name) if character == "#"} & every
            clashing |= {name, *owners} if owners else set()
    return frozenset(clashing)


def without_compression(path: str) -> str:
    """A path without the suffix of a compression.

    Examples:
        >>> without_compression("a/news.csv.gz")
        'a/news.csv'

    """
    pure = PurePosixPath(path)
    return pure.with_suffix("").as_posix() if pure.suffix.lower() in _COMPRESSED else path


def _name(path: str, level: int) -> str:
    pure = PurePosixPath(path if level == _LAST_LEVEL else without_compression(path))
    return STANDARD_INPUT_ID if path == "-" else (pure.stem, pure.with_suffix("").as_posix(), path)[level]
