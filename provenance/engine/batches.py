"""Many small items as fewer pieces of work."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

Item = TypeVar("Item")


def batches(items: Iterable[Item], count: int, weight: int, weigh: Callable[[Item], int]) -> Iterator[tuple[Item, ...]]:
    """Items in runs, in their order: at most ``count`` in each, and no more once they weigh ``weight`` together.

    A batch is full as soon as it is heavy enough, so that a single item may be heavier, and none is held back for the next.

    Examples:
        >>> list(batches(["a", "bb", "cccc", "d", "e", "f"], 3, 4, len))
        [('a', 'bb', 'cccc'), ('d', 'e', 'f')]
        >>> list(batches(["aaaa", "b"], 3, 4, len))
        [('aaaa',), ('b',)]

    """
    batch: list[Item] = []
    total = 0
    for item in items:
        batch.append(item)
        total += weigh(item)
        if len(batch) == count or total >= weight:
            yield tuple(batch)
            batch, total = [], 0
    if batch:
        yield tuple(batch)
