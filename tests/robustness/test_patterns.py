"""No regular expression of the program takes more than linear time on a long text made against it."""

from __future__ import annotations

import math
import re
import signal
import time
from collections import deque
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from provenance.reading import embeds, furniture
from provenance.signals import datelines
from provenance.text import dates, sentences
from tests.robustness.patterns import attacks, every_pattern, methods_of

PATTERNS = tuple(every_pattern())
BRIEF, SHORT, LONG = 4_000, 8_000, 32_000
"""Characters of the texts that are tried; the longer two only where the first took ..."""
PATIENCE = 0.000_3
"""... more than so many seconds (a quadratic expression that takes less takes 0.8 s for the longest text read), and ..."""
DOUBTFUL = 2.7
"""... the second so many times as long: 2 where it is linear, 4 where it is quadratic."""
GROWTH = 10.0
"""Time of the longest text over that of one a quarter as long: 4 where it is linear, 16 where it is quadratic."""
BOUNDED = {
    "provenance.reading.furniture": furniture._LINE_CHARS,
    "provenance.reading.embeds": embeds._TAIL_CHARS,
    "provenance.signals.datelines": datelines._READ,
    "provenance.text.dates._DAY_BEFORE": dates._LOOK_BACK,
    "provenance.text.dates._WEEKDAY_BEFORE": dates._LOOK_BACK,
    "provenance.text.dates._WORD_BEFORE": dates._LOOK_BACK,
    "provenance.text.sentences._LAST_WORD": sentences._LAST_WORD_LETTERS,
}
"""Expressions, or modules of which all see the beginning of a text or short lines only, and how many characters of them."""
MATCHED = frozenset(f"provenance.reading.markdown.{name}" for name in ("_ATX", "_QUOTE", "_ITEM"))
"""Expressions that are only matched with the beginning of a line, by way of a table."""
MOST_SECONDS = 0.15
"""Longest time for such a text, and for the first one."""
TRIES = 3
"""Times a text is tried before it is taken to be slow: what else the machine does makes one trial slow, seldom every one. Where
growth is measured, the shorter text is tried as often, or a slow trial of it would hide the growth."""
HANGS = 100
"""Seconds after which an expression is taken to hang; of the processor's time, as all seconds here."""


@pytest.fixture(autouse=True)
def _ends() -> Iterator[None]:
    """An expression that tries every way to divide a text does not end: it is stopped."""

    def stop(*_: object) -> None:
        message = "it takes exponential time"
        raise AssertionError(message)

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, HANGS)
    yield
    signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    signal.signal(signal.SIGVTALRM, before)


@pytest.mark.slow
@pytest.mark.parametrize(("place", "pattern"), PATTERNS, ids=[place for place, _ in PATTERNS])
def test_time_grows_no_faster_than_the_text(place: str, pattern: re.Pattern[Any]) -> None:
    run = _run(place, pattern)
    most = next((chars for module, chars in BOUNDED.items() if place.startswith(module)), None)
    for before, piece, end in dict.fromkeys(attacks(pattern)):
        if most is None:
            assert _growth(run, before, piece, end) < GROWTH, (before, piece, end)
        else:
            assert _seconds(run, before + piece * (most // len(piece)) + end, MOST_SECONDS) < MOST_SECONDS, (before, piece)


@pytest.mark.parametrize("careless", [r"a+b", r"\s*x", r"(?:a|b)*?c+d"])
def test_a_careless_expression_is_found(careless: str) -> None:
    pattern = re.compile(careless)
    run = _run("", pattern)
    assert any(_growth(run, *attack) > GROWTH for attack in attacks(pattern))


def test_an_exponential_expression_is_stopped() -> None:
    signal.setitimer(signal.ITIMER_VIRTUAL, 1)
    with pytest.raises(AssertionError, match="exponential"):
        re.compile(r"(?:a|a)*b").search("a" * 60)


def _run(place: str, pattern: re.Pattern[Any]) -> Callable[[Any], object]:
    methods = frozenset({"match"}) if place in MATCHED else methods_of(place)
    if methods and methods <= {"match", "fullmatch"}:
        return pattern.match
    return lambda text: deque(pattern.finditer(text), maxlen=0)


def _growth(run: Callable[[Any], object], before: Any, piece: Any, end: Any) -> float:
    """How much longer a text takes that is four times as long; 1 if both take no time to speak of."""
    brief, short, long = (before + piece * (chars // len(piece)) + end for chars in (BRIEF, SHORT, LONG))
    first = _seconds(run, brief, PATIENCE)
    if first > MOST_SECONDS:
        return math.inf
    if first < PATIENCE:
        return 1.0
    once = _seconds(run, short, first * DOUBTFUL)
    if once < first * DOUBTFUL:
        return 1.0
    return _seconds(run, long, once * GROWTH) / once


def _seconds(run: Callable[[Any], object], text: Any, enough: float) -> float:
    """The least time of some trials; of fewer, if one takes less than ``enough``."""
    least = math.inf
    for _ in range(TRIES):
        start = time.process_time()
        run(text)
        least = min(least, time.process_time() - start)
        if least < enough:
            break
    return least
