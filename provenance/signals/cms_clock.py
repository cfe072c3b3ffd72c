"""What the component ids of one document tell together: editing sessions, and numbers that are missing.

A process that makes components numbers them. Components made in one instant have running numbers, so a gap there
is a component that was made and is not in this copy: replaced while editing, or removed later. A gap may also be
a component of another kind, made by the same process; it is a hint, not a proof.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise

from provenance.model import Signal, SignalKind
from provenance.text.clocks import decode_clock

_SMALLEST_BATCH = 3
"""Ids of one instant from which their numbers say anything about gaps."""
_LARGEST_GAP = 8
"""Numbers missing between two neighbours beyond which the process was doing something else."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MissingCounter:
    """A running number of the first batch that no component has, and the blocks with the numbers around it."""

    counter: str
    after: str
    before: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """Components made by one process of one site.

    ``first`` and ``last`` are ISO 8601 instants in UTC with milliseconds; ``ids`` counts components;
    ``missing`` lists, in order, the numbers absent from the batch made in the first instant (numbers before its
    first and after its last are not missing).
    """

    host: str | None
    fingerprint: str
    first: str
    last: str
    ids: int
    missing: tuple[MissingCounter, ...]


@dataclass(frozen=True, slots=True)
class _Stamp:
    host: str
    fingerprint: str
    instant: str
    number: int
    counter: str
    radix: int
    block: str


def sessions(signals: Sequence[Signal]) -> tuple[Session, ...]:
    """The editing sessions in the signals of ONE document, by host and fingerprint; ids without a fingerprint belong to none."""
    stamps = sorted(
        (stamp for signal in signals if (stamp := _stamp(signal)) is not None), key=lambda each: (each.host, each.fingerprint)
    )
    return tuple(_session(tuple(group)) for _, group in groupby(stamps, key=lambda each: (each.host, each.fingerprint)))


def with_missing(signals: Sequence[Signal]) -> tuple[Signal, ...]:
    """The same signals, each missing number added to the details of the component before it.

    The detail reads ``missing_counter=000d after=<block id> before=<block id>``.
    """
    notes: dict[tuple[str, str], list[str]] = {}
    for session in sessions(signals):
        for gap in session.missing:
            note = f"missing_counter={gap.counter} after={gap.after} before={gap.before}"
            notes.setdefault((gap.after, session.fingerprint), []).append(note)
    return tuple(_noted(signal, notes) for signal in signals)


def _noted(signal: Signal, notes: dict[tuple[str, str], list[str]]) -> Signal:
    stamp = _stamp(signal)
    if stamp is None or (stamp.block, stamp.fingerprint) not in notes:
        return signal
    return replace(signal, details=(*signal.details, *notes[stamp.block, stamp.fingerprint]))


def _stamp(signal: Signal) -> _Stamp | None:
    facts = dict(detail.partition("=")[::2] for detail in signal.details)
    clock = decode_clock(facts.get("id", ""))
    is_stamped = signal.kind is SignalKind.CMS_COMPONENT_ID and signal.date is not None and bool(signal.blocks)
    if not is_stamped or clock is None or clock.fingerprint is None or clock.counter is None:
        return None
    return _Stamp(
        host=signal.host or "",
        fingerprint=clock.fingerprint,
        instant=clock.instant,
        number=int(clock.counter, clock.radix),
        counter=clock.counter,
        radix=clock.radix,
        block=signal.blocks[0],
    )


def _session(stamps: tuple[_Stamp, ...]) -> Session:
    instants = [stamp.instant for stamp in stamps]
    return Session(
        host=stamps[0].host or None,
        fingerprint=stamps[0].fingerprint,
        first=min(instants),
        last=max(instants),
        ids=len(stamps),
        missing=_missing(stamps, min(instants)),
    )


def _missing(stamps: tuple[_Stamp, ...], first: str) -> tuple[MissingCounter, ...]:
    batch = sorted((stamp for stamp in stamps if stamp.instant == first), key=lambda stamp: stamp.number)
    if len(batch) < _SMALLEST_BATCH:
        return ()
    taken = {stamp.number for stamp in stamps}
    return tuple(
        MissingCounter(counter=_digits(number, left.radix, len(left.counter)), after=left.block, before=right.block)
        for left, right in pairwise(batch)
        if right.number - left.number <= _LARGEST_GAP + 1
        for number in range(left.number + 1, right.number)
        if number not in taken
    )


def _digits(number: int, radix: int, width: int) -> str:
    """A number in base ``radix`` (at most 36), lower case, padded with zeros.

    Examples:
        >>> _digits(13, 36, 4), _digits(255, 16, 6)
        ('000d', '0000ff')

    """
    alphabet = "0123456789abcdefghijklmnopqrstuvwxyz"
    digits = ""
    while number:
        number, digit = divmod(number, radix)
        digits = alphabet[digit] + digits
    return digits.rjust(width, "0")
