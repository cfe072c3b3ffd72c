"""A run that is stopped is gone on with by the next one, whose result shows nothing of it."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.command import COMMAND, Done, environment, provenance
from tests.conftest import ROOT
from tests.newsroom import article

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals of this kind are POSIX")
TAKEN_OVER = re.compile(r"provenance: (\d+) of (\d+) pieces of work were taken over from the interrupted run\n")
GOING_ON = "provenance: going on from an interrupted run of this command; --fresh would begin anew\n"
STOPPED = "provenance: what is done so far is kept; the same command goes on from there\nprovenance: interrupted\n"
COPIES, FAMILIES, ALONE = 3, 20, 400


def stories() -> Iterator[dict[str, str]]:
    """Eight batches of articles: families of copies, each a little different, and articles of their own."""
    for number in range(FAMILIES):
        paragraphs = article(f"family {number}", 3)
        for copy in range(COPIES):
            changed = [
                paragraph if at != copy else paragraph.replace(" the ", f" some {copy} ")
                for at, paragraph in enumerate(paragraphs)
            ]
            host = f"https://site-{copy}.example/{number}"
            yield {"id": f"f{number}-{copy}", "url": host, "date": f"2024-05-0{copy + 1}", "text": "\n\n".join(changed)}
    for number in range(ALONE):
        yield {"id": f"s{number}", "url": f"https://alone.example/{number}", "text": "\n\n".join(article(f"alone {number}", 1))}


def table(path: Path, records: Iterator[dict[str, str]]) -> Path:
    path.write_text("".join(f"{json.dumps(record)}\n" for record in records), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return table(tmp_path_factory.mktemp("corpus") / "stories.jsonl", stories())


@pytest.fixture(scope="module")
def whole(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The result of a run that nobody stopped."""
    return result(run(corpus, tmp_path_factory.mktemp("whole")), tmp_path_factory.getbasetemp() / "whole0")


def run(
    corpus: Path, place: Path, *options: str, command: tuple[str, ...] = COMMAND, seed: str = "7", cache: Path | None = None
) -> Done:
    """Trace into ``place/out``; what is kept is in ``place/cache`` unless told otherwise."""
    env = {"PROVENANCE_CACHE": str(cache or place / "cache"), "PYTHONHASHSEED": seed}
    arguments = ("trace", str(corpus), "--format", "json", "-o", str(place / "out"), *options)
    return provenance(*arguments, env=env, cwd=ROOT, command=command)


def result(done: Done, place: Path) -> bytes:
    assert done.code == 0, done.err
    return (place / "out" / "trace.json").read_bytes()


def stopped(corpus: Path, place: Path, name: str, moment: int, *options: str) -> Done:
    """A run to which a signal is sent in the middle of a write."""
    done = run(corpus, place, *options, command=(sys.executable, "-m", "tests.robustness.trace_stopped", name, str(moment)))
    assert not (place / "out").exists()
    return done


def kept(place: Path) -> list[Path]:
    return list((place / "cache" / "unfinished").glob("*/results"))


SEVERAL = [("SIGINT", 1), ("SIGKILL", 2), ("SIGKILL", 24), ("SIGINT", 26), ("SIGKILL", 40), ("SIGINT", 75), ("SIGKILL", 90)]
"""Writes of a ledger: its beginning, then the head of a record, its checksum, its content. Reading ends with the 25th."""


@pytest.mark.parametrize(("name", "moment"), [("SIGINT", 31), ("SIGKILL", 60)])
def test_stopped_and_gone_on_with(corpus: Path, whole: bytes, tmp_path: Path, name: str, moment: int) -> None:
    check_going_on(corpus, whole, tmp_path, name, moment)


@pytest.mark.slow
@pytest.mark.parametrize(("name", "moment"), SEVERAL)
def test_stopped_at_many_moments(corpus: Path, whole: bytes, tmp_path: Path, name: str, moment: int) -> None:
    check_going_on(corpus, whole, tmp_path, name, moment)


def check_going_on(corpus: Path, whole: bytes, place: Path, name: str, moment: int) -> None:
    """Every piece that is whole is taken over, in another process, with other hashes and another number of workers."""
    done = stopped(corpus, place, name, moment, "--workers", "2")
    if name == "SIGINT":
        assert (done.code, done.out) == (130, "")
        assert done.err in {STOPPED, "provenance: interrupted\n"}
    else:
        assert done.code == -signal.SIGKILL
    pieces = max(0, (moment - 2) // 3)
    done = run(corpus, place, "--workers", "1", seed="8")
    assert result(done, place) == whole
    assert done.err == (
        f"{GOING_ON}provenance: {pieces} of {pieces} pieces of work were taken over from the interrupted run\n" if pieces else ""
    )
    assert list((place / "cache" / "unfinished").iterdir()) == []


@pytest.mark.slow
def test_stopped_from_outside_again_and_again(corpus: Path, whole: bytes, tmp_path: Path) -> None:
    """Each run is stopped as soon as it has kept more than the one before, whatever it does then."""
    env = {**environment(), "PROVENANCE_CACHE": str(tmp_path / "cache")}
    size = 0
    for number in (signal.SIGKILL, signal.SIGINT, signal.SIGTERM):
        before = signal.signal(signal.SIGINT, signal.default_int_handler)
        try:
            running = subprocess.Popen(
                [*COMMAND, "trace", str(corpus), "--format", "json", "-o", str(tmp_path / "out")], env=env, stderr=subprocess.PIPE
            )
        finally:
            signal.signal(signal.SIGINT, before)
        with running:
            while running.poll() is None and sum(path.stat().st_size for path in kept(tmp_path)) <= size:
                time.sleep(0.005)
            running.send_signal(number)
            running.communicate(timeout=60)
        (left,) = kept(tmp_path)
        assert left.stat().st_size > size
        size = left.stat().st_size
    done = run(corpus, tmp_path)
    assert result(done, tmp_path) == whole
    assert done.err.startswith(GOING_ON)
    found = TAKEN_OVER.search(done.err)
    assert found is not None
    assert found[1] == found[2]


@pytest.fixture
def interrupted(corpus: Path, tmp_path: Path) -> Path:
    """A place where a run was stopped when it had kept 19 results."""
    stopped(corpus, tmp_path, "SIGKILL", 60)
    return tmp_path


def taken_over(done: Done) -> int:
    found = TAKEN_OVER.search(done.err)
    return int(found[1]) if found else 0


@pytest.mark.slow
def test_other_settings_begin_anew_and_leave_the_other_run_alone(corpus: Path, interrupted: Path) -> None:
    config = interrupted / "settings.toml"
    config.write_text("[matching]\ncopy_bits = 170.0\n", encoding="utf-8")
    done = run(corpus, interrupted, "--config", str(config))
    assert (done.code, done.err) == (0, "")
    assert len(kept(interrupted)) == 1
    assert taken_over(run(corpus, interrupted)) == 19


@pytest.mark.slow
def test_a_changed_input_is_read_again_and_nothing_else(corpus: Path, interrupted: Path, tmp_path: Path) -> None:
    original = corpus.read_bytes()
    try:
        table(corpus, ({**story, "text": f"{story['text']} Changed."} if story["id"] == "f0-0" else story for story in stories()))
        fresh = run(corpus, tmp_path / "fresh")
        done = run(corpus, interrupted)
    finally:
        corpus.write_bytes(original)
    assert result(done, interrupted) == result(fresh, tmp_path / "fresh")
    assert GOING_ON in done.err


@pytest.mark.slow
def test_fresh_begins_anew(corpus: Path, whole: bytes, interrupted: Path) -> None:
    done = run(corpus, interrupted, "--fresh")
    assert result(done, interrupted) == whole
    assert done.err == ""
    assert kept(interrupted) == []


@pytest.mark.slow
def test_quiet_goes_on_without_a_word(corpus: Path, whole: bytes, interrupted: Path) -> None:
    done = run(corpus, interrupted, "-q")
    assert (result(done, interrupted), done.err) == (whole, "")


@pytest.mark.slow
def test_a_result_that_could_not_be_written_is_not_worked_out_again(corpus: Path, whole: bytes, tmp_path: Path) -> None:
    (tmp_path / "out").touch()
    done = run(corpus, tmp_path)
    assert done.code == 4
    assert "the same command goes on from there" in done.err
    (tmp_path / "out").unlink()
    done = run(corpus, tmp_path)
    assert result(done, tmp_path) == whole
    found = TAKEN_OVER.search(done.err)
    assert found is not None
    assert found[1] == found[2]


@pytest.mark.slow
@pytest.mark.parametrize("damage", ["noise", "cut", "zeros", "empty"])
def test_damage_is_worked_out_again(corpus: Path, whole: bytes, interrupted: Path, damage: str) -> None:
    (file,) = kept(interrupted)
    content = bytearray(file.read_bytes())
    if damage == "noise":
        content[200::997] = bytes(len(content[200::997]))
    file.write_bytes(
        bytes({"cut": content[: len(content) // 2], "zeros": content + bytes(9999), "empty": b""}.get(damage, content))
    )
    done = run(corpus, interrupted)
    assert result(done, interrupted) == whole
    assert taken_over(done) < 19 or damage == "zeros"


@pytest.mark.slow
def test_what_others_could_have_written_is_not_read(corpus: Path, whole: bytes, interrupted: Path) -> None:
    (file,) = kept(interrupted)
    file.chmod(0o666)
    done = run(corpus, interrupted)
    assert result(done, interrupted) == whole
    assert "others may look into it" in done.err
    assert GOING_ON not in done.err


@pytest.mark.slow
def test_two_runs_at_once_do_not_harm_one_another(corpus: Path, whole: bytes, tmp_path: Path) -> None:
    env = {**environment(), "PROVENANCE_CACHE": str(tmp_path / "cache")}
    arguments = ("trace", str(corpus), "--format", "json", "-o")
    runs = [
        subprocess.Popen(
            [*COMMAND, *arguments, str(tmp_path / name)], env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        for name in ("one", "other")
    ]
    said = [each.communicate(timeout=120)[1] for each in runs]
    assert [each.returncode for each in runs] == [0, 0]
    assert "Traceback" not in "".join(said)
    assert all((tmp_path / name / "trace.json").read_bytes() == whole for name in ("one", "other"))


def test_a_full_disk_is_told_once_and_the_run_goes_on(corpus: Path, whole: bytes, tmp_path: Path) -> None:
    mount, unmount = shutil.which("mount"), shutil.which("umount")
    if sys.platform != "linux" or os.geteuid() != 0 or mount is None or unmount is None:
        pytest.skip("only root can mount a file system")
    disk = tmp_path / "disk"
    disk.mkdir()
    if subprocess.run([mount, "-t", "tmpfs", "-o", "size=120k", "tmpfs", str(disk)], capture_output=True, check=False).returncode:
        pytest.skip("file systems cannot be mounted here")
    try:
        done = run(corpus, tmp_path, cache=disk)
    finally:
        subprocess.run([unmount, str(disk)], check=True)
    assert result(done, tmp_path) == whole
    assert done.err == "provenance: if this run is interrupted, the next one begins anew: only 0 MB of the disk are free\n"
