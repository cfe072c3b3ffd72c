"""An engine that does no work twice: what was worked out before, by a run that was stopped, is taken as it was."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from hashlib import sha256
from itertools import chain
from typing import Any, Protocol, TypeVar

from provenance.engine.base import Engine
from provenance.engine.packing import packed, unpacked
from provenance.errors import OutputError

Item = TypeVar("Item")
Result = TypeVar("Result")
Work = tuple[bytes, bytes]
"""A key, and the packed item that it stands for."""


class Memory(Protocol):
    """Packed results by key: 32 bytes that stand for a function and what it was given."""

    def known(self, key: bytes) -> bytes | None:
        """The result that was kept under a key, if it was."""

    def keep(self, key: bytes, result: bytes) -> None:
        """Keep a result, if there is room."""


class RememberingEngine:
    """Runs functions wherever another engine does, and asks a memory first.

    What a function gives must depend on nothing but the bytes of the pickled function and item, of which the key is made: an
    equal value that is pickled to other bytes is worked on again. Results are pickled where they are worked out, and kept as they
    come.
    """

    def __init__(self, engine: Engine, memory: Memory) -> None:
        self._engine = engine
        self._memory = memory

    def map(self, function: Callable[[Item], Result], items: Iterable[Item]) -> Iterator[Result]:
        """As ``Engine.map`` says.

        Raises:
            OutputError: what was kept could be read at first, and not when its turn came.

        """
        named = sha256(packed(function)).digest()
        work = ((sha256(named + data).digest(), data) for data in map(packed, items))
        for key, data in work:
            known = self._memory.known(key)
            if known is None:
                yield from self._worked_out(function, (key, data), work)
            else:
                yield _result(known)

    def _worked_out(self, function: Callable[[Item], Result], first: Work, rest: Iterator[Work]) -> Iterator[Result]:
        """The results of one piece of work that is not known, and of all that follow."""
        waiting: deque[tuple[bytes, bool]] = deque()

        def unknown() -> Iterator[bytes]:
            """What the engine works on: it takes items ahead of its answers, and passes by those that are known."""
            for key, data in chain([first], rest):
                is_known = self._memory.known(key) is not None
                waiting.append((key, is_known))
                if not is_known:
                    yield data

        for answer in self._engine.map(partial(packed_result, function=function), unknown()):
            yield from self._passed_by(waiting)
            key, _ = waiting.popleft()
            self._memory.keep(key, answer)
            yield _result(answer)
        yield from self._passed_by(waiting)

    def _passed_by(self, waiting: deque[tuple[bytes, bool]]) -> Iterator[Any]:
        """The results that are known of the work that comes next, up to work that is not."""
        while waiting and waiting[0][1]:
            yield _result(self._kept(waiting.popleft()[0]))

    def _kept(self, key: bytes) -> bytes:
        known = self._memory.known(key)
        if known is None:
            message = "what an interrupted run has kept cannot be read any more; begin anew: --fresh"
            raise OutputError(message)
        return known


def packed_result(item: bytes, function: Callable[[Any], object]) -> bytes:
    """What a function gives for an item, both packed: runs wherever the engine does."""
    return packed(function(unpacked(item)))


def _result(data: bytes) -> Any:  # noqa: ANN401 - whatever the function gives
    return unpacked(data)
