"""This machine: one process, or as many workers as it has cores."""

from __future__ import annotations

import os
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor, wait
from itertools import chain, islice
from queue import LifoQueue
from types import TracebackType
from typing import Self, TypeVar

from provenance.engine.packing import packed
from provenance.engine.remote import Worker
from provenance.engine.worker import Task, result_in
from provenance.errors import UsageError, WorkerLostError

Item = TypeVar("Item")
Result = TypeVar("Result")

ALONE = 4
"""Items up to which all of them are worked on in this process. Measured: a worker takes 0.33 s of processor time to start, and an
item (64 articles) 0.35 s to be read, so that two workers gain nothing before the fourth."""
_UNDER_WAY = 3
"""Items under way for each worker: one that is worked on, one that waits for it, one whose result waits for its turn."""
_PATIENCE = 0.5
"""Seconds between two looks for Ctrl-C where waiting cannot be interrupted (Windows)."""


class LocalEngine:
    """Runs functions in worker processes of this machine, started when first there is enough work; close it, or use ``with``.

    Args:
        workers: how many; 1 runs everything in this process, ``None`` stands for as many as the process may use cores.

    Raises:
        UsageError: fewer than one.

    Examples:
        >>> with LocalEngine(workers=1) as engine:
        ...     list(engine.map(len, ["a", "bb"]))
        [1, 2]

    """

    def __init__(self, workers: int | None = None) -> None:
        if workers is not None and workers < 1:
            message = f"{workers} workers can do nothing; ask for 1 or more"
            raise UsageError(message)
        self.workers = usable_cores() if workers is None else workers
        self._pool: ThreadPoolExecutor | None = None
        self._staff: tuple[Worker, ...] = ()
        self._idle: LifoQueue[Worker] = LifoQueue()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def map(self, function: Callable[[Item], Result], items: Iterable[Item]) -> Iterator[Result]:
        """As ``Engine.map`` says; few items, and those of an engine of one worker, are worked on in this process."""
        rest = iter(items)
        if self.workers == 1:
            yield from map(function, rest)
            return
        first = () if self._pool else tuple(islice(rest, ALONE + 1))
        if self._pool is None and len(first) <= ALONE:
            yield from map(function, first)
            return
        yield from self._hand_out(self._pool or self._hire(), function, chain(first, rest))

    def close(self) -> None:
        """End every worker at once, whatever it is doing; may be called again."""
        for worker in self._staff:
            worker.kill()
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)
        for worker in self._staff:
            worker.close()

    def _hire(self) -> ThreadPoolExecutor:
        """A thread for each worker, which waits for its answers, and one that packs and unpacks meanwhile."""
        self._staff = tuple(Worker() for _ in range(self.workers))
        for worker in reversed(self._staff):
            self._idle.put(worker)
        self._pool = ThreadPoolExecutor(self.workers + 1, thread_name_prefix="provenance-engine")
        return self._pool

    def _hand_out(self, pool: ThreadPoolExecutor, function: Callable[[Item], Result], items: Iterable[Item]) -> Iterator[Result]:
        waiting: deque[Future[Result]] = deque()
        try:
            for item in items:
                waiting.append(pool.submit(self._run, function, item))
                if len(waiting) >= self.workers * _UNDER_WAY:
                    yield _result_of(waiting.popleft())
            while waiting:
                yield _result_of(waiting.popleft())
        finally:
            for future in waiting:
                future.cancel()

    def _run(self, function: Callable[[Item], Result], item: Item) -> Result:
        """The result for one item; if the worker dies at it, another one tries once more."""
        task = packed(Task(function, item))
        try:
            data = self._ask(task)
        except WorkerLostError:
            data = self._ask(task)
        result: Result = result_in(data)
        return result

    def _ask(self, task: bytes) -> bytes:
        worker = self._idle.get()
        try:
            return worker.ask(task)
        finally:
            self._idle.put(worker)


def usable_cores() -> int:
    """How many cores this process may use; 1 where Python cannot be started again, as in a program frozen into one file."""
    if not sys.executable or getattr(sys, "frozen", False):
        return 1
    allowed = os.sched_getaffinity(0) if hasattr(os, "sched_getaffinity") else ()
    return len(allowed) or os.cpu_count() or 1


def _result_of(future: Future[Result]) -> Result:
    while not wait((future,), timeout=_PATIENCE).done:
        pass
    return future.result()
