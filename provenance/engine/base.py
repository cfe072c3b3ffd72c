"""What every engine can do."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Protocol, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")


class Engine(Protocol):
    """Runs a function on many items; the results are the same whatever engine it is, and however many workers it has."""

    def map(self, function: Callable[[Item], Result], items: Iterable[Item]) -> Iterator[Result]:
        """The results of a function, in the order of the items.

        Items are taken only as results are, with a bounded number under way. Make an item a piece of work of a tenth of a
        second or more (see ``batches``): handing it over costs about a millisecond.

        Args:
            function: a function of a module, or a ``functools.partial`` of one, that depends on its argument alone.
            items: values that can be pickled, as must be the results.

        Raises:
            WorkerLostError: a worker process died twice at the same item.
            Exception: whatever the function raises, for the first item for which it does.

        """
        ...
