"""Document ids: short where that is unambiguous."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from pathlib import PurePosixPath

STANDARD_INPUT_ID = "stdin"
_LAST_LEVEL = 2
"""Stem, relative path without suffix, relative path."""


def assign_ids(records: Mapping[str, tuple[int | None, ...]]) -> dict[tuple[str, int | None], str]:
    """Ids of documents by (shown path, record number); ``records`` maps each shown path to its record numbers.

    A document is called by its file's stem; where two would be called the same, by the relative path
    without suffix, then by the whole relative path. The n-th record of a container has ``#n`` added.

    Examples:
        >>> assign_ids({"a/x.txt": (None,), "b/x.json": (1, 2)})
        {('a/x.txt', None): 'a/x', ('b/x.json', 1): 'b/x#1', ('b/x.json', 2): 'b/x#2'}

    """
    levels = dict.fromkeys(records, 0)
    while True:
        ids = {(path, number): _name(path, number, levels[path]) for path, numbers in records.items() for number in numbers}
        files = Counter(_name(path, None, levels[path]) for path in records)
        counts = Counter(ids.values())
        clashing = {
            path
            for (path, _), name in ids.items()
            if levels[path] < _LAST_LEVEL and (counts[name] > 1 or files[_name(path, None, levels[path])] > 1)
        }
        if not clashing:
            return ids
        for path in clashing:
            levels[path] += 1


def _name(path: str, number: int | None, level: int) -> str:
    pure = PurePosixPath(path)
    base = STANDARD_INPUT_ID if path == "-" else (pure.stem, pure.with_suffix("").as_posix(), path)[level]
    return base if number is None else f"{base}#{number}"
