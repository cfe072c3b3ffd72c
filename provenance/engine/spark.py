"""A Spark cluster: functions run on its executors, items go to them and results come back in pieces."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing
from functools import partial
from itertools import islice
from typing import Any, TypeVar

from provenance.engine.packing import packed, unpacked
from provenance.engine.spark_session import Session, context_of, explained, failures
from provenance.engine.worker import answer_of, result_in

Item = TypeVar("Item")
Result = TypeVar("Result")

_ITEMS_EACH = 2
"""Items of a job for every task that the cluster runs at a time."""
_JOBS = 2
"""Jobs under way: one that the executors work on, and one that follows as soon as a core is free."""


class SparkEngine:
    """Runs functions on the executors of a Spark session, which stays open: whoever opened it closes it.

    An executor that is lost is replaced by Spark, and its items are worked on again.

    Args:
        session: a ``pyspark.sql.SparkSession`` whose executors have this package (``send_package`` gives it to them).

    Raises:
        UsageError: the session is one of Spark Connect.

    """

    def __init__(self, session: Session) -> None:
        self._context = context_of(session)

    def map(self, function: Callable[[Item], Result], items: Iterable[Item]) -> Iterator[Result]:
        """As ``Engine.map`` says. Two jobs of some items for every core of the cluster are under way at a time.

        Raises:
            MissingLibraryError: the executors' Python has no such package.
            WorkerLostError: Spark gave up on an item, after several executors were lost with it.
            Exception: whatever the function raises, for the first item for which it does.

        """
        shared = self._context.broadcast(function)
        group = f"provenance-{id(shared):x}"
        run: Callable[[Sequence[Item]], list[bytes]] = partial(self._run, shared, group)
        try:
            with closing(self._in_turn(run, iter(items), group)) as turns:
                for answers in turns:
                    for answer in answers:
                        yield result_in(answer)
        finally:
            shared.destroy()

    def _in_turn(
        self, run: Callable[[Sequence[Item]], list[bytes]], rest: Iterator[Item], group: str
    ) -> Generator[list[bytes], None, None]:
        waiting: deque[Future[list[bytes]]] = deque()
        with ThreadPoolExecutor(_JOBS, thread_name_prefix="provenance-spark") as pool:
            try:
                while some := tuple(islice(rest, _ITEMS_EACH * max(1, self._context.defaultParallelism))):
                    waiting.append(pool.submit(run, some))
                    if len(waiting) == _JOBS:
                        yield waiting.popleft().result()
                while waiting:
                    yield waiting.popleft().result()
            finally:
                for future in waiting:
                    future.cancel()
                self._context.cancelJobGroup(group)

    def _run(self, shared: Any, group: str, items: Sequence[Item]) -> list[bytes]:  # noqa: ANN401 - a type of the library
        self._context.setJobGroup(group, "provenance", interruptOnCancel=True)
        tasks = self._context.parallelize([packed(item) for item in items], len(items))
        try:
            return list(tasks.map(partial(_answer, shared)).collect())
        except failures() as error:
            raise explained(error) from error


def _answer(shared: Any, item: bytes) -> bytes:  # noqa: ANN401 - a type of the library
    """What the function makes of an item, both packed: runs on an executor."""
    return answer_of(lambda: shared.value(unpacked(item)))
