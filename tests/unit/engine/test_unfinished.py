"""A run's memory: there for the next run, gone when the run is finished, and never in the way."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from provenance.engine import unfinished
from provenance.engine.unfinished import Unfinished, run_folder

needs_posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows shows no owners and modes")
WORTH = unfinished._WORTH
KEYS = [bytes([number]) * 32 for number in range(WORTH)]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(unfinished, "_SPARE", 0)
    monkeypatch.setenv("PROVENANCE_CACHE", str(tmp_path / "cache"))
    return run_folder("settings", "paths")


def left(folder: Path, count: int = WORTH) -> None:
    """A run that was stopped after some pieces of work."""
    with Unfinished(folder) as run:
        for number in range(count):
            run.keep(bytes([number]) * 32, b"result")


def test_what_one_run_keeps_the_next_finds_until_one_is_finished(folder: Path) -> None:
    left(folder)
    with Unfinished(folder) as run:
        assert (run.found, run.taken_over) == (WORTH, 0)
        assert [run.known(key) for key in KEYS] == [b"result"] * WORTH
        assert run.known(b"?" * 32) is None
        run.keep(b"n" * 32, b"new")
        assert run.known(b"n" * 32) == b"new"
        assert run.taken_over == WORTH
    with Unfinished(folder) as run:
        assert run.known(b"n" * 32) == b"new"
        assert run.is_kept
    with Unfinished(folder) as run:
        run.forget()
        assert not run.is_kept
    assert list(folder.parent.iterdir()) == []
    with Unfinished(folder) as run:
        assert (run.found, run.known(KEYS[0]), run.fault) == (0, None, "")


def test_a_small_run_leaves_nothing_on_the_disk(folder: Path, tmp_path: Path) -> None:
    left(folder, WORTH - 1)
    assert list(tmp_path.iterdir()) == []


def test_a_run_can_begin_anew(folder: Path) -> None:
    left(folder)
    with Unfinished(folder) as run:
        run.forget()
        assert run.known(KEYS[0]) is None
        for key in KEYS:
            run.keep(key, b"another")
    with Unfinished(folder) as run:
        assert run.known(KEYS[0]) == b"another"


def test_other_words_are_another_run(folder: Path) -> None:
    assert folder == run_folder("settings", "paths")
    others = [
        run_folder("settings"),
        run_folder("settings", "path"),
        run_folder("settingspaths"),
        run_folder("paths", "settings"),
    ]
    assert len({folder, *others}) == 5


def test_a_second_run_at_the_same_time_goes_without(folder: Path) -> None:
    left(folder)
    with Unfinished(folder) as first:
        with Unfinished(folder) as second:
            assert f"under way (process {os.getpid()} on " in second.fault
            assert second.known(KEYS[0]) is None
            second.keep(b"n" * 32, b"new")
            second.forget()
        assert first.known(KEYS[0]) == b"result"
        assert first.known(b"n" * 32) is None
        assert first.fault == ""


def test_another_program_finds_nothing(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    left(folder)
    monkeypatch.setattr(unfinished, "program_fingerprint", lambda: b"x" * 32)
    with Unfinished(folder) as run:
        assert (run.found, run.known(KEYS[0]), run.fault) == (0, None, "")


@needs_posix
@pytest.mark.parametrize("which", ["folder", "above", "results", "lock"])
@pytest.mark.parametrize("fault", ["others may write", "another owner"])
def test_what_others_could_have_written_is_not_read(folder: Path, which: str, fault: str) -> None:
    left(folder)
    place = {"folder": folder, "above": folder.parent}.get(which, folder / which)
    if fault == "others may write":
        place.chmod(0o777)
    elif os.geteuid() == 0:
        os.chown(place, 12345, 12345)
    else:
        pytest.skip("only root can give files away")
    with Unfinished(folder) as run:
        assert run.known(KEYS[0]) is None
        assert ("others may look" if fault == "others may write" else "another user") in run.fault
        run.keep(b"n" * 32, b"new")
        assert not run.is_kept
        run.forget()
    assert (folder / "results").exists()


def test_a_place_that_cannot_be_made_is_told_once_there_is_something_to_keep(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("PROVENANCE_CACHE", str(tmp_path / "file"))
    with Unfinished(run_folder("words")) as run:
        for key in KEYS[:-1]:
            run.keep(key, b"result")
        assert run.fault == ""
        run.keep(KEYS[-1], b"result")
        assert run.fault
        assert not run.is_kept
    with Unfinished(None) as run:
        for key in KEYS:
            run.keep(key, b"result")
        assert (run.fault, run.is_kept, run.found) == ("", False, 0)


def test_a_disk_that_is_nearly_full_is_left_alone(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    left(folder)
    monkeypatch.setattr(unfinished, "_SPARE", 1 << 62)
    with Unfinished(folder) as run:
        assert run.known(KEYS[0]) == b"result"
        assert run.fault == ""
        run.keep(b"n" * 32, b"new")
        assert "MB of the disk are free" in run.fault
        assert run.known(b"n" * 32) is None
        assert run.is_kept


def test_the_oldest_runs_go_when_there_are_too_many(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    others = [run_folder("other", str(number)) for number in range(6)]
    for number, other in enumerate(others):
        left(other)
        os.utime(other / "results", (number, number))
    monkeypatch.setattr(unfinished, "_RUNS", 3)
    with Unfinished(others[0]):  # the oldest is at work again
        left(folder)
    assert [other for other in others if other.exists()] == [others[0], *others[-2:]]
    assert folder.exists()


def test_the_oldest_runs_go_when_they_are_too_large(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    others = [run_folder("other", str(number)) for number in range(4)]
    for number, other in enumerate(others):
        left(other)
        os.utime(other / "results", (number, number))
    monkeypatch.setattr(unfinished, "_BYTES", 2 * (others[0] / "results").stat().st_size)
    left(folder)
    assert [other for other in others if other.exists()] == others[-2:]
