"""Work for an engine: functions that a worker process can import."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path


class OddError(Exception):
    """An exception that cannot be made again from its arguments."""

    def __init__(self, one: str, other: str) -> None:
        super().__init__(f"{one} and {other}")


def double(number: int) -> int:
    return 2 * number


def process_of(_: int) -> int:
    """The process it runs in, after a while."""
    time.sleep(0.02)
    return os.getpid()


def slowest_first(number: int) -> int:
    time.sleep(0.1 / (number + 1))
    return number


def fail_at_seven(number: int) -> int:
    if number == 7:
        message = "seven"
        raise LookupError(message)
    return number


def fail_oddly(number: int) -> int:
    raise OddError(str(number), "more")


def give_a_lock(_: int) -> object:
    return open(os.devnull, "rb")  # noqa: PTH123 - something that cannot be handed over


def chatter(number: int) -> int:
    print("a library that talks", flush=True)  # noqa: T201
    return number


def slowly(number: int) -> int:
    time.sleep(0.2)
    return number


def sleep(seconds: float) -> float:
    time.sleep(seconds)
    return seconds


def die_once(flag: str) -> str:
    """Dies as a process does that runs out of memory, unless the file is there, which it makes."""
    if flag and not Path(flag).exists():
        Path(flag).touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return flag


def die(number: int) -> int:
    if number == 7:
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def leave(number: int) -> int:
    if number == 7:
        os._exit(3)
    return number
