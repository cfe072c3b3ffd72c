"""Document ids: short where that is unambiguous."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import PurePosixPath

STANDARD_INPUT_ID = "stdin"
_COMPRESSED = frozenset({".gz", ".bz2", ".xz", ".zst"})
_LAST_LEVEL = 2
"""Stem, relative path without suffix, relative path."""


def name_files(paths: Iterable[str]) -> dict[str, str]:
    """What the documents of each file are called, by the file's shown path.

    A document is called by its file's stem; where two files would be called the same, by the relative path
    without suffix, then by the whole relative path. Records of a container have ``#`` and their id or number added, so a
    name that begins like another's record counts as the same.

    Examples:
        >>> name_files(["a/x.txt", "b/x.json", "c.csv"])
        {'a/x.txt': 'a/x', 'b/x.json': 'b/x', 'c.csv': 'c'}
        >>> name_files(["x.json", "x#1.txt"])
        {'x.json': 'x.json', 'x#1.txt': 'x#1.txt'}

    """
    levels = dict.fromkeys(paths, 0)
    while True:
        names = {path: _name(path, level) for path, level in levels.items()}
        counts = Counter(names.values())
        named = {name: path for path, name in names.items()}
        clashing = {path for path, name in names.items() if counts[name] > 1}
        for path, name in names.items():
            owners = {name[:place] for place, character in enumerate(name) if character == "#"} & counts.keys()
            clashing |= {path, *(named[owner] for owner in owners)} if owners else set()
        raised = [path for path in clashing if levels[path] < _LAST_LEVEL]
        if not raised:
            return names
        for path in raised:
            levels[path] += 1


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
