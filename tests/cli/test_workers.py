"""``--workers``: the same result from any number, and nobody left behind."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from pathlib import Path

import pytest

from tests.command import COMMAND, environment, provenance

KEPT = "provenance: what is done so far is kept; the same command goes on from there\n"
"""Said where the machine was quick enough for eight batches."""


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A table of so many stories that worker processes are started; some are copies."""
    path = tmp_path_factory.mktemp("many") / "stories.jsonl"
    words = [f"{one}{other}" for one in "bcdfghjklmnp" for other in ("a", "ero", "itta", "olan")]
    lines = []
    for number in range(420):
        story = number if number % 20 else 0
        said = " ".join(words[(story * 7 + place * (story % 11 + 2)) % len(words)] + str(story) for place in range(40))
        lines.append(f'{{"id": "s{number}", "text": "{said}."}}\n')
    path.write_text("".join(lines), encoding="utf-8")
    return path


def test_the_result_is_the_same_for_any_number_of_workers(many: Path, tmp_path: Path) -> None:
    results = []
    for workers in ("1", "2", "3"):
        out = tmp_path / workers
        done = provenance("trace", many, "--workers", workers, "--format", "json", "-o", out)
        assert (done.code, done.err) == (0, "")
        results.append((out / "trace.json").read_bytes())
    assert results[0] == results[1] == results[2]


def test_no_worker_is_no_request(many: Path) -> None:
    done = provenance("trace", many, "--workers", "0")
    assert (done.code, done.out) == (2, "")
    assert "ask for 1 or more" in done.err


def children_of(pid: int) -> set[int]:
    """Processes started by any thread of a process."""
    found: set[int] = set()
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            found |= {int(child) for child in task.read_text().split()}
        except OSError:  # the thread has ended
            continue
    return found


@pytest.fixture(scope="module")
def much(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A table that takes long to read."""
    path = tmp_path_factory.mktemp("much") / "stories.jsonl"
    paragraph = "On {} May the council of ward {} met at nine and spoke with Mr. Ada Lowe of the harbour until noon. " * 40
    with path.open("w", encoding="utf-8") as file:
        for number in range(6000):
            file.write(f'{{"id": "s{number}", "text": "{paragraph.replace("{}", str(number))}"}}\n')
    return path


@pytest.mark.skipif(not Path(f"/proc/self/task/{os.getpid()}/children").exists(), reason="the system does not list children")
@pytest.mark.parametrize("to_all", [False, True], ids=["the-command", "its-group"])
def test_ctrl_c_ends_the_workers_too(much: Path, tmp_path: Path, *, to_all: bool) -> None:
    """A shell sends the signal to the whole group, ``kill`` to one process; under either nobody stays and nobody complains."""
    command = [*COMMAND, "trace", str(much), "--workers", "2", "-o", str(tmp_path / "out")]
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        running = subprocess.Popen(
            command,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env={**environment(), "PROVENANCE_CACHE": str(much.parent / "cache")},
            start_new_session=True,
        )
    finally:
        signal.signal(signal.SIGINT, before)
    with running:
        try:
            workers = wait_for_children(running.pid, 2)
            time.sleep(0.5)  # they are at work
            start = time.perf_counter()
            if to_all:
                os.killpg(running.pid, signal.SIGINT)
            else:
                running.send_signal(signal.SIGINT)
            out, err = running.communicate(timeout=60)
        finally:
            running.kill()
    assert (running.returncode, out) == (130, "")
    assert err in {"provenance: interrupted\n", f"{KEPT}provenance: interrupted\n"}
    assert time.perf_counter() - start < 10
    assert not [pid for pid in workers if Path(f"/proc/{pid}").exists()]
    assert list(tmp_path.iterdir()) == []


def wait_for_children(pid: int, count: int) -> set[int]:
    """The children of a process once there are so many."""
    for _ in range(600):
        found = children_of(pid)
        if len(found) >= count:
            return found
        time.sleep(0.05)
    pytest.fail("the command started no workers")
