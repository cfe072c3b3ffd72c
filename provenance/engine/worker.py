"""What a worker process does: answer tasks until nobody is there to give any."""

from __future__ import annotations

import gc
import os
import sys
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from queue import SimpleQueue
from threading import Thread
from typing import IO, Any, Generic, TypeVar

from provenance.engine.messages import receive, send
from provenance.engine.packing import packed, unpacked

Item = TypeVar("Item")
Result = TypeVar("Result")
_NEW_OBJECTS = 100_000
"""New objects between two searches for garbage, as in the command line: cycles are rare here."""


@dataclass(frozen=True, slots=True)
class Task(Generic[Item, Result]):
    """A function and what to run it on."""

    function: Callable[[Item], Result]
    item: Item


@dataclass(frozen=True, slots=True)
class Answer(Generic[Result]):
    """What a function gave, in a tuple of one, or what it raised."""

    result: tuple[Result] | None = None
    error: BaseException | None = None


def serve() -> None:
    """Read tasks from standard input and write answers to standard output, until the end of the input; does not return.

    What a task prints goes to standard error. The end of the input, which is also what the death of the process at its
    other end looks like, ends this one in the middle of a task.
    """
    gc.set_threshold(_NEW_OBJECTS)
    tasks: SimpleQueue[bytes] = SimpleQueue()
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    Thread(target=_listen, args=(sys.stdin.buffer, tasks), daemon=True).start()
    while True:
        answer = answer_to(tasks.get())
        try:
            send(answers, answer)
        except OSError:  # nobody is there to read it
            os._exit(0)


def _listen(stream: IO[bytes], tasks: SimpleQueue[bytes]) -> None:
    while (task := receive(stream)) is not None:
        tasks.put(task)
    os._exit(0)


def answer_to(data: bytes) -> bytes:
    """The answer to a task, both packed; an exception has the place where it was raised as a note."""
    return answer_of(lambda: _carry_out(unpacked(data)))


def answer_of(work: Callable[[], object]) -> bytes:
    """What some work gives, or what it raises, packed."""
    try:
        return packed(Answer(result=(work(),)))
    except Exception as error:  # noqa: BLE001 - it is raised again in the process that gave the task
        error.add_note("In a worker process:\n" + "".join(traceback.format_exception(error)).rstrip())
        return _packed_error(error)


def result_in(data: bytes) -> Any:  # noqa: ANN401 - whatever the function gives
    """The result in a packed answer.

    Raises:
        Exception: what the function raised.
        TypeError: it is no answer.

    """
    answer = unpacked(data)
    if isinstance(answer, Answer) and answer.result is not None:
        return answer.result[0]
    if isinstance(answer, Answer) and answer.error is not None:
        raise answer.error
    message = f"a worker answered {answer!r}"
    raise TypeError(message)


def _carry_out(task: object) -> object:
    if not isinstance(task, Task):
        message = f"a worker is given tasks, not {task!r}"
        raise TypeError(message)
    result: object = task.function(task.item)
    return result


def _packed_error(error: BaseException) -> bytes:
    """The exception, or one of its wording, if it is of a kind that does not survive the journey."""
    try:
        data = packed(Answer(error=error.with_traceback(None)))
        unpacked(data)
    except Exception as fault:  # noqa: BLE001 - pickling runs code of any class
        stand_in = RuntimeError(f"{type(error).__name__}: {error} (it could not be handed over: {fault})")
        for note in getattr(error, "__notes__", ()):
            stand_in.add_note(note)
        return packed(Answer(error=stand_in))
    return data
