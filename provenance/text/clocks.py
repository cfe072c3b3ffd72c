"""Clocks inside ids: many systems write the time of creation into the ids they give out.

What is read here is "created at", so a text that carries such an id is not older. An id of the right
shape with a time outside ``PLAUSIBLE_YEARS`` is taken for a random string. For the shapes that spread their
whole range over centuries this is a real check; of random lower-case CUID and ObjectId look-alikes about
a quarter pass it, so one such id alone is weak and several with one fingerprint are strong.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from functools import lru_cache

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
PLAUSIBLE_YEARS = range(2005, 2036)
"""Years in which the systems that write such ids exist: ObjectId is of 2007, snowflake of 2010, CUID of 2012, ULID of 2016."""

_GREGORIAN_OFFSET = 0x01B21DD213814000
"""100 ns steps from 1582-10-15 to 1970-01-01 (RFC 9562, section 5.1)."""
_SNOWFLAKE_EPOCH_MS = 1_288_834_974_657
"""First millisecond of the X/Twitter status ids: 2010-11-04T01:42:54.657Z."""
_CROCKFORD = {letter: value for value, letter in enumerate("0123456789ABCDEFGHJKMNPQRSTVWXYZ")}

_CUID = re.compile(r"c([0-9a-z]{8})([0-9a-z]{4})([0-9a-z]{4})[0-9a-z]{8}")
_ULID = re.compile(r"[0-7][0-9A-HJKMNP-TV-Z]{25}")
_UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-([0-9a-f])[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")
_OBJECT_ID = re.compile(r"([0-9a-f]{8})([0-9a-f]{10})([0-9a-f]{6})")
_SNOWFLAKE = re.compile(r"[1-9][0-9]{14,19}")


class ClockKind(StrEnum):
    """Families of ids that carry a time."""

    CUID = "cuid"
    ULID = "ulid"
    UUID1 = "uuid1"
    UUID6 = "uuid6"
    UUID7 = "uuid7"
    OBJECT_ID = "object_id"
    SNOWFLAKE = "snowflake"


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """What an id says of its making.

    ``instant`` is ISO 8601 in UTC, to the millisecond (to the second for ObjectIds). ``fingerprint`` names the
    process or machine that made it and ``counter`` is that process's running number, in digits of base
    ``radix``; ``None`` and 0 where the family has none.
    """

    kind: ClockKind
    instant: str
    fingerprint: str | None = None
    counter: str | None = None
    radix: int = 0


def iso_instant(milliseconds: int) -> str | None:
    """Milliseconds since 1970 as ISO 8601 UTC, or ``None`` outside ``PLAUSIBLE_YEARS``.

    Examples:
        >>> iso_instant(1_700_000_000_042), iso_instant(0)
        ('2023-11-14T22:13:20.042Z', None)

    """
    if not 0 <= milliseconds < 1 << 42:
        return None
    moment = _EPOCH + timedelta(milliseconds=milliseconds)
    if moment.year not in PLAUSIBLE_YEARS:
        return None
    return moment.isoformat(timespec="milliseconds").removesuffix("+00:00") + "Z"


@lru_cache(maxsize=1 << 14)
def decode_clock(identifier: str) -> Clock | None:
    """The clock in one id, or ``None`` if it has none or an implausible one.

    Knows CUID v1 (``c``, 8 base-36 digits of milliseconds, 4 of counter, 4 of process fingerprint, 8 random), ULID,
    UUID versions 1, 6 and 7 (RFC 9562) and MongoDB ObjectId (seconds, 5 bytes of process, 3 of counter). Status
    numbers look like any number: see ``decode_snowflake``.

    Examples:
        >>> clock = decode_clock("clp4a2b3c0007qwer1a2b3c4d")
        >>> clock.instant, clock.fingerprint, clock.counter
        ('2023-11-18T16:42:52.968Z', 'qwer', '0007')
        >>> decode_clock("0188f3c2-7b1a-4c3d-8e9f-0123456789ab") is None  # version 4 is random
        True

    """
    for decode in (_decode_cuid, _decode_uuid, _decode_object_id, _decode_ulid):
        clock = decode(identifier)
        if clock is not None:
            return clock
    return None


def decode_snowflake(status: str) -> Clock | None:
    """The clock in an X/Twitter status number (its upper bits are milliseconds since 2010-11-04), or ``None``.

    Call it only for numbers known to be such: any number of that length decodes to something.

    Examples:
        >>> decode_snowflake("1735000000000000000").instant
        '2023-12-13T18:13:29.398Z'

    """
    if not _SNOWFLAKE.fullmatch(status):
        return None
    return _clock(ClockKind.SNOWFLAKE, (int(status) >> 22) + _SNOWFLAKE_EPOCH_MS)


def _clock(kind: ClockKind, milliseconds: int) -> Clock | None:
    instant = iso_instant(milliseconds)
    return None if instant is None else Clock(kind=kind, instant=instant)


def _decode_cuid(identifier: str) -> Clock | None:
    match = _CUID.fullmatch(identifier)
    instant = iso_instant(int(match[1], 36)) if match else None
    if match is None or instant is None:
        return None
    return Clock(kind=ClockKind.CUID, instant=instant, fingerprint=match[3], counter=match[2], radix=36)


def _decode_uuid(identifier: str) -> Clock | None:
    match = _UUID.fullmatch(identifier.lower())
    if match is None:
        return None
    time_low, time_mid, time_high, _, node = match[0].split("-")
    match match[1]:
        case "1":
            ticks = int(time_high[1:] + time_mid + time_low, 16)
            kind = ClockKind.UUID1
        case "6":
            ticks = int(time_low + time_mid + time_high[1:], 16)
            kind = ClockKind.UUID6
        case "7":
            return _clock(ClockKind.UUID7, int(time_low + time_mid, 16))
        case _:
            return None
    instant = iso_instant((ticks - _GREGORIAN_OFFSET) // 10_000)
    return None if instant is None else Clock(kind=kind, instant=instant, fingerprint=node)


def _decode_object_id(identifier: str) -> Clock | None:
    match = _OBJECT_ID.fullmatch(identifier)
    instant = iso_instant(int(match[1], 16) * 1_000) if match and not identifier.isdecimal() else None
    if match is None or instant is None:
        return None
    return Clock(kind=ClockKind.OBJECT_ID, instant=instant, fingerprint=match[2], counter=match[3], radix=16)


def _decode_ulid(identifier: str) -> Clock | None:
    if not _ULID.fullmatch(identifier):
        return None
    milliseconds = 0
    for letter in identifier[:10]:
        milliseconds = milliseconds * 32 + _CROCKFORD[letter]
    return _clock(ClockKind.ULID, milliseconds)
