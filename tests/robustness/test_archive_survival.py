"""An archive outlives its writers: killed at any step, on a full disk, two at a time."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

import provenance
from provenance.archive import check, open_archive
from provenance.archive.folder import leftovers, read_manifest
from tests.command import COMMAND, environment
from tests.command import provenance as command
from tests.conftest import ROOT
from tests.newsroom import article, write
from tests.robustness.archive_killed import BATCH, SETTINGS

needs_posix = pytest.mark.skipif(sys.platform == "win32", reason="processes are forked, or signals sent")
NAMES = [f"story-{number}" for number in range(3)]
"""Two batches, of two and one."""


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    return write(tmp_path / "articles", {name: article(name, 2) for name in NAMES})


def stored(folder: Path) -> list[str]:
    """The documents of an archive, which must be whole."""
    assert check(folder).faults == ()
    snapshot = open_archive(folder, SETTINGS)
    return sorted(entry.document.id for entry in snapshot.entries(range(snapshot.manifest.documents)))


def ends_of_attempts(archives: Path, articles: Path, steps: range, batch: int) -> dict[str, str]:
    """How a writer ended that was killed at each step, by the step, which is the name of its archive."""
    run = subprocess.run(
        [
            sys.executable,
            "-m",
            "tests.robustness.archive_killed",
            str(archives),
            str(articles),
            str(steps[0]),
            str(steps[-1]),
            str(batch),
        ],
        cwd=ROOT,
        env=environment(),
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    ends = dict(line.split(" ", 1) for line in run.stdout.splitlines())
    assert set(ends.values()) == {"killed", "done"}, ends
    return ends


@needs_posix
def test_killed_at_every_step(tmp_path: Path, articles: Path) -> None:
    """Whatever step a writer is killed at, what was written before stays, and the next one goes on from there."""
    archives = tmp_path / "archives"
    archives.mkdir()
    counts = []
    for moment, end in ends_of_attempts(archives, articles, range(46), BATCH).items():
        folder = archives / moment
        before = stored(folder) if (folder / "manifest.json").exists() else []
        counts.append(len(before))
        assert before == NAMES[: len(before)]
        assert len(before) in {0, BATCH, len(NAMES)}
        added = provenance.open_archive(folder, settings=SETTINGS).add(articles, workers=1)
        assert (added.documents, added.known) == (len(NAMES) - len(before), len(before)), (moment, end)
        assert stored(folder) == NAMES
        assert leftovers(folder, read_manifest(folder)) == ()
    assert counts == sorted(counts)
    assert set(counts) == {0, BATCH, len(NAMES)}


@needs_posix
@pytest.mark.slow
def test_killed_at_every_step_of_joining_segments(tmp_path: Path) -> None:
    """Seven segments of one document, and an eighth: whatever happens, the documents are there, once."""
    names = [f"story-{number}" for number in range(8)]
    settings = provenance.Settings.from_mapping({"archive": {"batch_documents": 8}})
    articles = write(tmp_path / "articles", {name: article(name, 1) for name in names})
    ready = provenance.open_archive(tmp_path / "ready", settings=settings)
    for name in names[:-1]:
        ready.add(articles / f"{name}.txt", workers=1)
    assert len(read_manifest(ready.folder).segments) == len(names) - 1
    archives, steps = tmp_path / "archives", range(10, 63)
    for number in steps:
        shutil.copytree(ready.folder, archives / str(number))
    segments = []
    for moment in ends_of_attempts(archives, articles, steps, len(names)):
        folder = archives / moment
        before = stored(folder)
        assert before in (names[:-1], names)
        segments.append(len(read_manifest(folder).segments))
        provenance.open_archive(folder, settings=settings).add(articles, workers=1)
        assert stored(folder) == names
        assert (len(read_manifest(folder).segments), leftovers(folder, read_manifest(folder))) == (1, ())
    assert set(segments) == {7, 8, 1}


@needs_posix
@pytest.mark.slow
@pytest.mark.parametrize("seconds", [0.5, 0.8, 1.1, 1.4, 1.8, 2.4, 3.0, 4.0])
def test_the_command_killed_at_some_time(tmp_path: Path, seconds: float) -> None:
    names = [f"story-{number:03}" for number in range(300)]
    articles = write(tmp_path / "articles", {name: article(name, 2) for name in names})
    (tmp_path / "small.toml").write_text("[archive]\nbatch_documents = 7\n", encoding="utf-8")
    arguments = ["archive", "add", str(tmp_path / "archive"), str(articles), "--config", str(tmp_path / "small.toml")]
    with subprocess.Popen([*COMMAND, *arguments], env=environment(), stdout=subprocess.DEVNULL) as running:
        time.sleep(seconds)
        running.send_signal(signal.SIGKILL)
    if (tmp_path / "archive" / "manifest.json").exists():
        assert command("archive", "check", tmp_path / "archive").code == 0
    assert command(*arguments).code == 0
    assert stored(tmp_path / "archive") == names


@contextlib.contextmanager
def held(folder: Path) -> Iterator[subprocess.Popen[str]]:
    """Another process writes in a folder."""
    code = (
        "import pathlib, sys\n"
        "from provenance.archive.lock import writing\n"
        "with writing(pathlib.Path(sys.argv[1])):\n"
        "    print('held', flush=True)\n"
        "    sys.stdin.read()\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code, str(folder)],
        cwd=ROOT,
        env=environment(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        try:
            yield process
        finally:
            process.kill()


def test_a_second_writer_is_refused_and_a_reader_is_not(tmp_path: Path, articles: Path) -> None:
    archive = provenance.open_archive(tmp_path / "archive")
    archive.add(articles, workers=1)
    with held(archive.folder) as holder:
        with pytest.raises(provenance.OutputError, match=f"being written by process {holder.pid} on "):
            archive.add(articles, workers=1)
        assert archive.query(articles / "story-0.txt").itself == "story-0"
        assert archive.check().faults == ()
        holder.kill()
        holder.wait()
        assert archive.add(articles, workers=1).known == len(NAMES)


def test_a_reader_sees_the_archive_as_it_was_when_it_was_opened(tmp_path: Path, articles: Path) -> None:
    archive = provenance.open_archive(tmp_path / "archive")
    archive.add(articles / "story-0.txt", workers=1)
    before = (archive.folder / "manifest.json").read_bytes()
    archive.add(articles, workers=1)
    (archive.folder / "manifest.json").write_bytes(before)
    assert [document.id for document in archive.trace().documents] == ["story-0"]


@needs_posix
@pytest.mark.parametrize("limit", [100, 2_000, 5_000])
def test_no_room_for_a_file(tmp_path: Path, articles: Path, limit: int) -> None:
    """No file may become larger than so many bytes: as on a full disk, writing fails in the middle of one."""
    archive = provenance.open_archive(tmp_path / "archive")
    archive.add(articles / "story-0.txt", workers=1)
    before = {path.name: path.read_bytes() for path in archive.folder.iterdir() if path.name != "lock"}
    code = (
        "import resource, sys\n"
        "sys.dont_write_bytecode = True\n"  # else the limit would cut compiled modules short, and break whoever loads them next
        f"resource.setrlimit(resource.RLIMIT_FSIZE, ({limit}, {limit}))\n"
        "from provenance.cli import main\n"
        "main()\n"
    )
    done = command("archive", "add", archive.folder, articles, "--workers", "1", command=(sys.executable, "-c", code), cwd=ROOT)
    after = {path.name: path.read_bytes() for path in archive.folder.iterdir() if path.name != "lock"}
    assert done.code == 4, done
    assert "free some space" in done.err
    assert after == before
    assert archive.add(articles, workers=1).documents == len(NAMES) - 1


@pytest.fixture
def tiny_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 120 kB."""
    place = tmp_path / "disk"
    place.mkdir()
    mount, unmount = shutil.which("mount"), shutil.which("umount")
    if sys.platform != "linux" or os.geteuid() != 0 or mount is None or unmount is None:
        pytest.skip("only root can mount a file system")
    made = subprocess.run([mount, "-t", "tmpfs", "-o", "size=120k", "tmpfs", str(place)], capture_output=True, check=False)
    if made.returncode:
        pytest.skip("file systems cannot be mounted here")
    yield place
    subprocess.run([unmount, str(place)], check=True)


def test_a_full_disk(tiny_disk: Path, tmp_path: Path) -> None:
    names = [f"story-{number:02}" for number in range(40)]
    articles = write(tmp_path / "articles", {name: article(name, 6) for name in names})
    archive = provenance.open_archive(tiny_disk / "archive", settings=SETTINGS)
    with pytest.raises(provenance.OutputError, match="No space left on device"):
        archive.add(articles, workers=1)
    kept = stored(archive.folder)
    assert 0 < len(kept) < len(names)
    assert kept == names[: len(kept)]
    assert leftovers(archive.folder, read_manifest(archive.folder)) == ()


def test_interrupted_between_batches(tmp_path: Path, articles: Path) -> None:
    """Ctrl-C: what was written stays, and the next add goes on."""
    archive = provenance.open_archive(tmp_path / "archive", settings=SETTINGS)

    def interrupt(_: str, done: int, __: int) -> None:
        if done > BATCH:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        archive.add(articles, progress=interrupt, workers=1)
    assert stored(archive.folder) == NAMES[:BATCH]
    assert archive.add(articles, workers=1).documents == len(NAMES) - BATCH


def test_without_the_library(tmp_path: Path, articles: Path) -> None:
    code = "import sys; sys.modules['pyarrow'] = None\nfrom provenance.cli import main\nmain()\n"
    asked: tuple[tuple[str | Path, ...], ...] = (
        ("add", tmp_path / "archive", articles),
        ("check", tmp_path),
        ("query", tmp_path, articles / "story-0.txt"),
    )
    for arguments in asked:
        done = command("archive", *arguments, command=(sys.executable, "-c", code), cwd=ROOT)
        assert done.code == 2
        assert 'pip install "provenance-tracer[scale]"' in done.err
    assert not (tmp_path / "archive").exists()


def test_the_manifest_is_json_that_others_can_read(tmp_path: Path, articles: Path) -> None:
    archive = provenance.open_archive(tmp_path / "archive", settings=SETTINGS)
    archive.add(articles, workers=1)
    plain = json.loads((archive.folder / "manifest.json").read_text(encoding="utf-8"))
    assert plain["schema"] == "provenance.archive/1"
    assert plain["documents"] == len(NAMES) == sum(segment["rows"] for segment in plain["segments"])
