"""Clocks inside ids."""

from __future__ import annotations

import pytest

from provenance.text.clocks import Clock, ClockKind, decode_clock, decode_snowflake, iso_instant

JULY = "2024-07-03T12:00:00.123Z"
JULY_MS = 1_720_008_000_123


def base36(number: int, width: int) -> str:
    digits = ""
    while number:
        number, digit = divmod(number, 36)
        digits = "0123456789abcdefghijklmnopqrstuvwxyz"[digit] + digits
    return digits.rjust(width, "0")


def crockford(number: int, width: int) -> str:
    digits = ""
    while number:
        number, digit = divmod(number, 32)
        digits = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"[digit] + digits
    return digits.rjust(width, "0")


def test_cuid_tells_time_counter_and_fingerprint() -> None:
    identifier = "c" + base36(JULY_MS, 8) + "000d" + "ab1z" + "q8w7e6r5"
    assert decode_clock(identifier) == Clock(kind=ClockKind.CUID, instant=JULY, fingerprint="ab1z", counter="000d", radix=36)


def test_ulid_tells_time() -> None:
    assert decode_clock(crockford(JULY_MS, 10) + "0123456789ABCDEF") == Clock(kind=ClockKind.ULID, instant=JULY)


def test_uuid_7_tells_time() -> None:
    stamp = f"{JULY_MS:012x}"
    assert decode_clock(f"{stamp[:8]}-{stamp[8:]}-7abc-8def-0123456789ab") == Clock(kind=ClockKind.UUID7, instant=JULY)


def test_uuid_1_and_6_tell_time_and_node() -> None:
    ticks = f"{JULY_MS * 10_000 + 0x01B21DD213814000:015x}"
    first = f"{ticks[7:]}-{ticks[3:7]}-1{ticks[:3]}-8def-0123456789ab"
    sixth = f"{ticks[:8]}-{ticks[8:12]}-6{ticks[12:]}-8def-0123456789ab"
    assert decode_clock(first) == Clock(kind=ClockKind.UUID1, instant=JULY, fingerprint="0123456789ab")
    assert decode_clock(sixth.upper()) == Clock(kind=ClockKind.UUID6, instant=JULY, fingerprint="0123456789ab")


def test_object_id_tells_seconds_process_and_counter() -> None:
    clock = decode_clock(f"{JULY_MS // 1000:08x}" + "a1b2c3d4e5" + "00ff10")
    assert clock == Clock(
        kind=ClockKind.OBJECT_ID, instant="2024-07-03T12:00:00.000Z", fingerprint="a1b2c3d4e5", counter="00ff10", radix=16
    )


def test_status_number_tells_time() -> None:
    assert decode_snowflake(str((JULY_MS - 1_288_834_974_657) << 22)) == Clock(kind=ClockKind.SNOWFLAKE, instant=JULY)


@pytest.mark.parametrize(
    "identifier",
    [
        "",
        "paragraph",
        "0188f3c2-7b1a-4c3d-8e9f-0123456789ab",
        "c" + "z" * 24,
        "c" + "0" * 24,
        "0" * 24,
        "f" * 24,
        "123456789012345678901234",
        "7ZZZZZZZZZ0123456789ABCDEF",
        "00000000000123456789ABCDEF",
        "CMCNV7RSR00033B6M9YT39VC3",
    ],
)
def test_strings_without_a_plausible_time_have_no_clock(identifier: str) -> None:
    assert decode_clock(identifier) is None


@pytest.mark.parametrize("status", ["12345", "0123456789012345", "99999999999999999999", "not a number"])
def test_numbers_that_are_no_status_have_no_clock(status: str) -> None:
    assert decode_snowflake(status) is None


@pytest.mark.parametrize(
    ("milliseconds", "instant"),
    [(1_104_537_600_000, "2005-01-01T00:00:00.000Z"), (1_104_537_599_999, None), (-1, None), (1 << 60, None)],
)
def test_only_plausible_years_are_instants(milliseconds: int, instant: str | None) -> None:
    assert iso_instant(milliseconds) == instant
