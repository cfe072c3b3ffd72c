"""Help, version, a quick start, and being stopped."""

from __future__ import annotations

import os
import signal
import statistics
import subprocess
import sys
import time
from pathlib import Path

import pytest

from provenance.pipeline import VERSION
from tests.articles import FERRY, plain
from tests.command import COMMAND, environment, provenance

HEAVY = (
    "scipy",
    "numpy",
    "matplotlib",
    "pyspark",
    "typer",
    "lxml",
    "networkx",
    "datasketch",
    "graphviz",
    "wasmtime",
    "tldextract",
    "ftfy",
)


def test_version() -> None:
    done = provenance("--version")
    assert (done.code, done.out, done.err) == (0, f"provenance {VERSION}\n", "")


@pytest.mark.parametrize(
    "command", ["", "trace", "explain", "inspect", "compare", "benchmark", "benchmark run", "benchmark simulate"]
)
def test_help_by_both_names(command: str) -> None:
    words = command.split()
    short, long = provenance(*words, "-h"), provenance(*words, "--help")
    assert short == long
    assert (short.code, short.err) == (0, "")
    assert "Example: " in short.out or "Try: " in short.out


@pytest.mark.parametrize("arguments", [(), ("trcae", "x"), ("explain",), ("compare", "one")])
def test_usage_errors_end_with_2_and_print_no_result(arguments: tuple[str, ...]) -> None:
    done = provenance(*arguments)
    assert (done.code, done.out) == (2, "")
    assert "Usage: " in done.err


def loaded_after(statement: str) -> list[str]:
    """Heavy libraries loaded by a statement in a fresh interpreter."""
    code = f"import sys; {statement}; print(' '.join(name for name in {HEAVY!r} if name in sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=environment())
    return done.stdout.split()


def test_importing_the_package_loads_nothing_heavy() -> None:
    assert loaded_after("import provenance") == []
    assert loaded_after("import provenance; provenance.Settings()") == []


def test_the_command_line_loads_nothing_heavy_but_typer() -> None:
    assert loaded_after("import provenance.cli") == ["typer"]


def seconds_of(*command: str) -> float:
    """Median time of five runs, after one that fills the caches."""
    times = []
    for _ in range(6):
        start = time.perf_counter()
        subprocess.run(command, capture_output=True, check=True, env=environment())
        times.append(time.perf_counter() - start)
    return statistics.median(times[1:])


def test_help_comes_at_once() -> None:
    """Measured beside a bare interpreter and typer alone, so that a busy machine slows both."""
    floor = seconds_of(sys.executable, "-c", "import typer; typer.Typer()")
    ours = seconds_of(*COMMAND, "--help")
    assert ours < max(0.3, 3 * floor)
    assert ours < 3


@pytest.mark.skipif(os.name == "nt", reason="signals of this kind are POSIX")
def test_ctrl_c_ends_with_130_and_leaves_nothing(tmp_path: Path) -> None:
    """A pipe that nobody fills keeps the command reading until it is stopped.

    Under a shell that runs us in the background SIGINT is ignored, and children inherit that: it is set right first.
    """
    reading, writing = os.pipe()
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        with subprocess.Popen(
            [*COMMAND, "trace", "-", "-o", str(tmp_path / "out")],
            stdin=reading,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env=environment(),
        ) as running:
            try:
                wait_until_it_reads(running.pid)
                running.send_signal(signal.SIGINT)
                out, err = running.communicate(timeout=60)
            finally:
                running.kill()
    finally:
        signal.signal(signal.SIGINT, before)
        os.close(reading)
        os.close(writing)
    assert (running.returncode, out, err) == (130, "", "provenance: interrupted\n")
    assert list(tmp_path.iterdir()) == []


def wait_until_it_reads(pid: int) -> None:
    """Wait until a process sleeps in a read of its standard input, as far as the system tells."""
    place = Path(f"/proc/{pid}/wchan")
    for _ in range(200):
        time.sleep(0.05)
        if place.exists() and "pipe" in place.read_text():
            return
    if place.exists() and place.read_text() not in {"", "0"}:
        pytest.fail("the command never waited for its input")


@pytest.mark.parametrize("arguments", [("--json",), ("-o", "out", "--format", "json")])
def test_a_reader_that_leaves_gets_no_traceback(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    (tmp_path / "ferry.txt").write_text(plain(FERRY * 150), encoding="utf-8")
    shell = f"{sys.executable} -m provenance trace ferry.txt {' '.join(arguments)} | head -n 1"
    done = subprocess.run(["sh", "-c", shell], capture_output=True, text=True, check=True, cwd=tmp_path, env=environment())
    assert done.stdout.count("\n") == 1
    assert done.stderr == ""
