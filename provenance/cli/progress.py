"""How far a run is: one line on a terminal, rewritten in place."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager

from provenance.render.escape import visible

_WIPED = "\r\x1b[K"
"""Back to the beginning of the line, and nothing on it (ECMA-48, EL)."""
_NAMES: Mapping[str, str] = {
    "read": "reading",
    "words": "splitting into words",
    "compare": "comparing pairs",
    "differ": "listing changes",
    "look": "looking through",
    "solve": "inferring families",
}
_BAR = 20
_REDRAWN = 0.1
"""Seconds between two drawings of a line that only counts on."""
_TOLD_AFTER = 1.0
"""Seconds of a stage before its speed is told: the first items are slower than the rest."""
_COLUMNS = 80
"""Width of a terminal that does not say its own."""
_MINUTE, _HOUR = 60, 3600


class ProgressLine:
    """Told how far a run is, it draws that: stage, bar, count, items a second, and the time left.

    Args:
        write: takes what is to appear on the terminal.
        clock: seconds from any zero.
        width: columns of the terminal.

    """

    def __init__(self, write: Callable[[str], object], clock: Callable[[], float], width: Callable[[], int]) -> None:
        self._write = write
        self._clock = clock
        self._width = width
        self._stage = ""
        self._began = self._drawn = clock()

    def __call__(self, stage: str, done: int, total: int) -> None:
        """Draw, unless the same stage was drawn just now and goes on."""
        now = self._clock()
        if stage != self._stage or done == 0:
            self._stage, self._began = stage, now
        elif now - self._drawn < _REDRAWN and done != total:
            return
        self._drawn = now
        line = described(_NAMES.get(stage, visible(stage)), done, total, now - self._began)
        self._write(_WIPED + line[: self._width() - 1])

    def wipe(self) -> None:
        """Leave the line as it was before."""
        self._write(_WIPED)


def described(name: str, done: int, total: int, seconds: float) -> str:
    """A stage after some seconds, in one line; ``total`` is 0 while nobody knows it.

    Examples:
        >>> described("reading", 500, 2_000, 10.0)
        'reading [#####               ] 500 of 2,000, 50/s, 0:30 left'
        >>> described("reading", 500, 0, 10.0)
        'reading 500, 50/s'
        >>> described("comparing", 0, 2_000, 0.0)
        'comparing [                    ] 0 of 2,000'

    """
    parts = [f"{done:,} of {total:,}" if total else f"{done:,}"]
    if done and seconds >= _TOLD_AFTER:
        speed = done / seconds
        parts.append(f"{speed:,.0f}/s" if speed >= 10 else f"{speed:.1f}/s")  # noqa: PLR2004 - two digits either way
        if total > done:
            parts.append(f"{duration((total - done) / speed)} left")
    share = min(done, total) * _BAR // total if total else 0
    bar = f"[{'#' * share:{_BAR}}] " if total else ""
    return f"{name} {bar}{', '.join(parts)}"


def duration(seconds: float) -> str:
    """Seconds as people write them.

    Examples:
        >>> duration(7.4), duration(125), duration(7325)
        ('0:07', '2:05', '2:02:05')

    """
    whole = round(seconds)
    hours, minutes = whole // _HOUR, whole % _HOUR // _MINUTE
    tail = f"{whole % _MINUTE:02d}"
    return f"{hours}:{minutes:02d}:{tail}" if hours else f"{minutes}:{tail}"


@contextmanager
def shown_progress(*, quiet: bool) -> Iterator[Callable[[str, int, int], None]]:
    """A line on standard error where that is a terminal and ``quiet`` was not asked for; else nobody is told."""
    if quiet or not sys.stderr.isatty():
        yield _nobody
    else:
        with progress_line() as line:
            yield line


def _nobody(stage: str, done: int, total: int) -> None:
    pass


@contextmanager
def progress_line() -> Iterator[ProgressLine]:
    """A line on standard error, which is a terminal; it is wiped away at the end, however that comes about."""

    def write(text: str) -> None:
        sys.stderr.write(text)
        sys.stderr.flush()

    line = ProgressLine(write, time.monotonic, lambda: os.get_terminal_size(sys.stderr.fileno()).columns or _COLUMNS)
    try:
        yield line
    finally:
        line.wipe()
