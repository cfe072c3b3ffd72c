"""How far a run is, as a terminal shows it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from provenance.cli.progress import ProgressLine
from tests.command import COMMAND, environment


class Screen:
    """A terminal and a clock that stand still unless moved."""

    def __init__(self, columns: int = 200) -> None:
        self.now = 0.0
        self.written: list[str] = []
        self.line = ProgressLine(self.written.append, lambda: self.now, lambda: columns)

    def at(self, seconds: float, stage: str, done: int, total: int) -> str:
        """What is drawn at a moment; empty if nothing is."""
        self.now = seconds
        before = len(self.written)
        self.line(stage, done, total)
        return "".join(self.written[before:]).removeprefix("\r\x1b[K")


def test_a_stage_tells_count_speed_and_the_time_left() -> None:
    screen = Screen()
    assert screen.at(0, "read", 0, 1000) == "reading [                    ] 0 of 1,000"
    assert screen.at(20, "read", 250, 1000) == "reading [#####               ] 250 of 1,000, 12/s, 1:00 left"
    assert screen.at(40, "read", 1000, 1000) == "reading [####################] 1,000 of 1,000, 25/s"


def test_speed_is_that_of_the_stage_not_of_the_run() -> None:
    screen = Screen()
    screen.at(0, "read", 0, 10)
    screen.at(50, "compare", 0, 100)
    assert screen.at(60, "compare", 50, 100).endswith("50 of 100, 5.0/s, 0:10 left")
    screen.at(100, "compare", 0, 100)
    assert "50/s" in screen.at(101, "compare", 50, 100)


def test_it_is_not_redrawn_for_every_document_but_for_the_last() -> None:
    screen = Screen()
    screen.at(0, "read", 0, 3)
    assert screen.at(0.01, "read", 1, 3) == ""
    assert screen.at(0.02, "read", 3, 3) != ""
    assert screen.at(0.03, "infer", 0, 3) != ""


def test_a_line_never_wraps_and_no_name_reaches_the_terminal_as_it_is() -> None:
    assert len(Screen(30).at(0, "read", 10, 1000)) == 29
    assert "\x1b" not in Screen().at(0, "a\x1b[2Jb", 10, 1000)


def shown_while(command: list[str]) -> tuple[str, str]:
    """What a command writes to a terminal on standard error, and to standard output."""
    pty = pytest.importorskip("pty")
    ours, theirs = pty.openpty()
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=theirs, env=environment()) as running:
        os.close(theirs)
        parts = []
        while True:
            try:
                part = os.read(ours, 65536)
            except OSError:  # how Linux tells that the other side is closed
                break
            if not part:
                break
            parts.append(part)
        os.close(ours)
        assert running.stdout is not None
        out = running.stdout.read()
    assert running.returncode == 0
    return b"".join(parts).decode(), out.decode()


@pytest.fixture
def many(tmp_path: Path) -> Path:
    """A folder of many short stories, each of its own words."""
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(150):
        words = " ".join(
            f"{'abcdefghij'[int(digit)]}{number * 37 % 1000}x{place}" for place, digit in enumerate(str(number) * 12)
        )
        (folder / f"{number}.txt").write_text(f"{words}.\n", encoding="utf-8")
    return folder


def test_a_terminal_is_shown_how_far_each_stage_is_and_left_clean(many: Path, tmp_path: Path) -> None:
    command = [*COMMAND, "trace", str(many), "--format", "json", "-o", str(tmp_path / "out")]
    shown, out = shown_while(command)
    lines = [line for line in shown.split("\r\x1b[K") if line]
    assert re.fullmatch(r"reading \[ {20}\] 0 of 150|reading 0", lines[0])
    stages = list(dict.fromkeys(line.split()[0] for line in lines))
    assert stages == ["reading", "splitting", "comparing", "listing", "looking", "inferring"]
    assert shown.endswith("\r\x1b[K")
    assert "reading" not in out
    assert "\x1b" not in out


def test_quiet_is_quiet_on_a_terminal_too(many: Path, tmp_path: Path) -> None:
    command = [*COMMAND, "trace", str(many), "--format", "json", "-o", str(tmp_path / "out"), "-q"]
    assert shown_while(command) == ("", "")


def test_without_a_terminal_nothing_is_drawn(many: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "provenance", "trace", str(many), "--json"]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=tmp_path, env=environment())
    assert done.stderr == ""
    assert "\r" not in done.stdout
