"""What a ledger keeps is there again, whole, or not at all."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.engine.ledger import Ledger

WRITER = b"w" * 32
RECORDS = {bytes([number]) * 32: bytes([number]) * (number * 7) for number in range(6)}
"""One of them is empty."""


def opened(path: Path, writer: bytes = WRITER, most: int = 1 << 20) -> Ledger:
    return Ledger(os.open(path, os.O_RDWR | os.O_CREAT), writer, most)


def written(path: Path) -> bytes:
    """A ledger with all records, as the bytes of its file."""
    ledger = opened(path)
    for key, content in RECORDS.items():
        ledger.put(key, content)
    ledger.close()
    return path.read_bytes()


def kept(path: Path, writer: bytes = WRITER) -> dict[bytes, bytes]:
    ledger = opened(path, writer)
    found = {key: content for key in RECORDS if (content := ledger.get(key)) is not None}
    ledger.close()
    return found


def test_records_are_there_when_the_file_is_opened_again(tmp_path: Path) -> None:
    written(tmp_path / "results")
    ledger = opened(tmp_path / "results")
    assert (len(ledger), ledger.earlier) == (len(RECORDS), len(RECORDS))
    assert all(ledger.get(key) == content and ledger.is_earlier(key) for key, content in RECORDS.items())
    ledger.put(b"n" * 32, b"new")
    assert ledger.get(b"n" * 32) == b"new"
    assert not ledger.is_earlier(b"n" * 32)
    assert ledger.get(b"?" * 32) is None
    ledger.close()


def test_cut_anywhere_it_holds_what_is_whole_and_takes_more(tmp_path: Path) -> None:
    path = tmp_path / "results"
    whole = written(path)
    counts = []
    for length in range(len(whole) + 1):
        path.write_bytes(whole[:length])
        found = kept(path)
        assert list(found.items()) == list(RECORDS.items())[: len(found)], length
        counts.append(len(found))
        ledger = opened(path)
        ledger.put(b"n" * 32, b"new")
        ledger.close()
        assert kept(path) == found
    assert counts == sorted(counts)
    assert set(counts) == set(range(len(RECORDS) + 1))


@given(st.data())
def test_damaged_anywhere_it_gives_nothing_wrong(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    path = tmp_path_factory.mktemp("ledger") / "results"
    whole = bytearray(written(path))
    for _ in range(data.draw(st.integers(1, 3))):
        whole[data.draw(st.integers(0, len(whole) - 1))] ^= data.draw(st.integers(1, 255))
    path.write_bytes(whole)
    assert kept(path).items() <= RECORDS.items()


def test_zeros_at_the_end_as_after_a_loss_of_power_are_cut_off(tmp_path: Path) -> None:
    path = tmp_path / "results"
    whole = written(path)
    path.write_bytes(whole + bytes(5000))
    assert kept(path) == RECORDS
    assert path.read_bytes() == whole


def test_what_another_program_left_is_removed(tmp_path: Path) -> None:
    path = tmp_path / "results"
    written(path)
    assert kept(path, writer=b"x" * 32) == {}
    assert kept(path) == {}


def test_it_grows_no_further_than_it_may(tmp_path: Path) -> None:
    ledger = opened(tmp_path / "results", most=200)
    ledger.put(b"a" * 32, b"a" * 50)
    assert ledger.fault == ""
    ledger.put(b"b" * 32, b"b" * 500)
    assert "more than 200 bytes" in ledger.fault
    ledger.put(b"c" * 32, b"")
    assert (ledger.get(b"a" * 32), ledger.get(b"b" * 32), ledger.get(b"c" * 32)) == (b"a" * 50, None, None)
    ledger.close()
    assert (tmp_path / "results").stat().st_size <= 200


def test_a_full_disk_keeps_what_is_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "results"
    ledger = opened(path)
    ledger.put(b"a" * 32, b"a" * 50)
    size, write = path.stat().st_size, os.write

    def full(descriptor: int, content: memoryview) -> int:
        """Takes half of what is given, then nothing."""
        if len(content) < 100:
            raise OSError(28, "No space left on device")
        return write(descriptor, content[: len(content) // 2])

    monkeypatch.setattr(os, "write", full)
    ledger.put(b"b" * 32, b"b" * 1000)
    assert ledger.fault == "No space left on device"
    assert path.stat().st_size == size
    assert ledger.get(b"a" * 32) == b"a" * 50
    ledger.close()
