"""Memory that was freed goes back to the system."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from provenance.engine import give_back, memory

_PIECE = 100_000
_PIECES = 400


def resident() -> int:
    """Bytes of memory that this process holds."""
    return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE")


@pytest.mark.skipif(not sys.platform.startswith("linux") or memory._trim() is None, reason="the C library is not glibc")
def test_what_was_freed_below_what_is_kept_goes_back() -> None:
    """Pieces too small to be mapped one by one, and one above them that stays: without being asked glibc keeps them all."""
    pieces = [bytearray(os.urandom(1) * _PIECE) for _ in range(_PIECES)]
    kept = bytearray(_PIECE)
    before = resident()
    pieces.clear()
    give_back()
    assert before - resident() > _PIECE * _PIECES // 2
    assert len(kept) == _PIECE


def test_nothing_happens_where_the_library_cannot_be_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    memory._trim.cache_clear()
    monkeypatch.setattr(sys, "platform", "darwin")
    give_back()
    assert memory._trim() is None
    memory._trim.cache_clear()
