"""One process or several: the same results, in order, and nothing left behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from itertools import islice
from operator import mul
from pathlib import Path

import pytest

from provenance.engine import LocalEngine, remote
from provenance.engine.local import ALONE, usable_cores
from provenance.engine.messages import send
from provenance.engine.packing import packed
from provenance.engine.worker import Task
from provenance.errors import ProvenanceError, UsageError, WorkerLostError
from tests.command import environment
from tests.unit.engine import work

MANY = 12
"""More items than are worked on in this process."""
needs_signals = pytest.mark.skipif(os.name == "nt", reason="signals of this kind are POSIX")


def is_alive(pid: int) -> bool:
    """Whether a process is there and no zombie."""
    try:
        os.kill(pid, 0)
    except OSError:
        return False
    status = Path(f"/proc/{pid}/stat")
    return not (status.exists() and status.read_text().rpartition(")")[2].split()[0] == "Z")


def end_of(pids: set[int]) -> bool:
    """Whether all processes end within ten seconds."""
    for _ in range(200):
        if not any(map(is_alive, pids)):
            return True
        time.sleep(0.05)
    return False


@pytest.mark.parametrize("workers", [1, 2, 3])
@pytest.mark.parametrize("count", [0, 1, ALONE, ALONE + 1, 40])
def test_results_are_the_same_for_any_number_of_workers(workers: int, count: int) -> None:
    with LocalEngine(workers) as engine:
        assert list(engine.map(work.double, range(count))) == [2 * number for number in range(count)]


def test_results_come_in_the_order_of_the_items_however_long_each_takes() -> None:
    with LocalEngine(3) as engine:
        assert list(engine.map(work.slowest_first, range(MANY))) == list(range(MANY))


def test_an_engine_can_be_used_again_and_by_two_at_a_time() -> None:
    with LocalEngine(2) as engine:
        pairs = zip(engine.map(work.double, range(MANY)), engine.map(partial(mul, 3), range(MANY)), strict=True)
        assert list(pairs) == [(2 * number, 3 * number) for number in range(MANY)]
        assert list(engine.map(work.double, [7])) == [14]


def test_few_items_start_no_process_and_more_do() -> None:
    with LocalEngine(2) as engine:
        assert set(engine.map(work.process_of, range(ALONE))) == {os.getpid()}
        pids = set(engine.map(work.process_of, range(MANY)))
    assert os.getpid() not in pids
    assert 1 <= len(pids) <= 2


def test_one_worker_is_this_process() -> None:
    with LocalEngine(1) as engine:
        assert set(engine.map(work.process_of, range(MANY))) == {os.getpid()}


@pytest.mark.parametrize("workers", [1, 2])
def test_no_more_items_are_taken_than_are_under_way(workers: int) -> None:
    taken = 0

    def items() -> Iterator[int]:
        nonlocal taken
        while taken < 1000:
            taken += 1
            yield taken

    with LocalEngine(workers) as engine:
        assert len(list(islice(engine.map(work.double, items()), 20))) == 20
    assert taken <= 20 + 3 * workers


@pytest.mark.parametrize("workers", [1, 2])
def test_an_exception_arrives_as_itself_at_its_place(workers: int) -> None:
    with LocalEngine(workers) as engine:
        results = engine.map(work.fail_at_seven, range(MANY))
        assert list(islice(results, 7)) == list(range(7))
        with pytest.raises(LookupError, match="seven") as caught:
            next(results)
        assert list(engine.map(work.double, range(MANY))) == [2 * number for number in range(MANY)]
    if workers > 1:
        assert "in fail_at_seven" in "".join(caught.value.__notes__)


def test_an_exception_that_cannot_be_handed_over_arrives_in_words() -> None:
    with LocalEngine(2) as engine, pytest.raises(RuntimeError, match=r"OddError: 0 and more \(it could not be handed over"):
        list(engine.map(work.fail_oddly, range(MANY)))


def test_a_result_that_cannot_be_handed_over_is_an_error_and_no_hang() -> None:
    with LocalEngine(2) as engine, pytest.raises(TypeError, match="cannot pickle"):
        list(engine.map(work.give_a_lock, range(MANY)))


def test_a_function_that_cannot_be_handed_over_is_an_error_and_no_hang() -> None:
    with LocalEngine(2) as engine, pytest.raises((AttributeError, TypeError), match=r"lambda|local object"):
        list(engine.map(lambda number: number, range(MANY)))


def test_what_a_task_prints_goes_to_standard_error(capfd: pytest.CaptureFixture[str]) -> None:
    with LocalEngine(2) as engine:
        assert list(engine.map(work.chatter, range(MANY))) == list(range(MANY))
    out, err = capfd.readouterr()
    assert out == ""
    assert err.count("a library that talks") == MANY  # two may write at once: only the line ends may be elsewhere


def test_large_items_and_results_pass() -> None:
    items = [bytes([number]) * 3_000_000 for number in range(MANY)]
    with LocalEngine(2) as engine:
        assert list(engine.map(bytes.upper, items)) == [item.upper() for item in items]


@needs_signals
def test_a_worker_that_dies_is_replaced_and_its_work_done_again(tmp_path: Path) -> None:
    flags = ["", "", "", str(tmp_path / "first"), "", "", str(tmp_path / "second"), "", "", ""]
    with LocalEngine(2) as engine:
        assert list(engine.map(work.die_once, flags)) == flags


@needs_signals
@pytest.mark.parametrize(("function", "how"), [(work.die, "was killed by SIGKILL"), (work.leave, "ended with exit code 3")])
def test_work_at_which_workers_die_twice_is_a_clear_error(function: Callable[[int], int], how: str) -> None:
    with LocalEngine(2) as engine:
        results = engine.map(function, range(MANY))
        assert list(islice(results, 7)) == list(range(7))
        with pytest.raises(WorkerLostError, match=f"a worker process {how}.*--workers 1"):
            next(results)
        assert list(engine.map(work.double, range(MANY))) == [2 * number for number in range(MANY)]
    assert issubclass(WorkerLostError, ProvenanceError)


def test_closing_ends_busy_workers_at_once() -> None:
    with LocalEngine(2) as engine:
        pids = set(engine.map(work.process_of, range(MANY)))
        results = engine.map(work.sleep, [0.0, *[60.0] * MANY])
        next(results)
        start = time.perf_counter()
    assert time.perf_counter() - start < 10
    assert not any(map(is_alive, pids))
    engine.close()


def test_a_closed_engine_says_so() -> None:
    with LocalEngine(2) as engine:
        list(engine.map(work.double, range(MANY)))
    with pytest.raises((WorkerLostError, RuntimeError)):
        list(engine.map(work.double, range(MANY)))


@pytest.mark.parametrize("workers", [0, -1])
def test_fewer_than_one_worker_is_refused(workers: int) -> None:
    with pytest.raises(UsageError, match="ask for 1 or more"):
        LocalEngine(workers)


def test_all_cores_are_used_unless_told_otherwise(monkeypatch: pytest.MonkeyPatch) -> None:
    assert LocalEngine().workers == usable_cores() >= 1
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert usable_cores() == 1


SCRIPT = """
import os, sys
from provenance.engine import LocalEngine, remote
from tests.unit.engine import work
engine = LocalEngine(2)
print(*sorted(set(engine.map(work.process_of, range(12)))), flush=True)
{then}
"""


@needs_signals
def test_workers_end_when_their_master_is_killed_while_they_work() -> None:
    then = "list(engine.map(work.sleep, [120.0] * 12))"
    with subprocess.Popen([sys.executable, "-c", SCRIPT.format(then=then)], stdout=subprocess.PIPE, env=environment()) as running:
        assert running.stdout is not None
        pids = {int(word) for word in running.stdout.readline().split()}
        assert pids
        assert all(map(is_alive, pids))
        time.sleep(0.3)  # they are given work
        running.send_signal(signal.SIGKILL)
    assert end_of(pids)


@pytest.mark.parametrize("arguments", [("script.py",), ("-",)])
def test_a_script_needs_no_guard_and_may_come_from_standard_input(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    """Workers of ``multiprocessing`` would run the script again, or not find it."""
    script = SCRIPT.format(then="engine.close(); print('done')")
    (tmp_path / "script.py").write_text(script, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, *arguments],
        input=script,
        text=True,
        capture_output=True,
        cwd=tmp_path,
        env={**environment(), "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        check=False,
        timeout=60,
    )
    assert done.stderr == ""
    assert done.stdout.count("done") == 1


def test_a_worker_whose_answer_nobody_reads_ends_without_a_word() -> None:
    with subprocess.Popen(
        [sys.executable, "-c", remote._PROGRAM.format(path=sys.path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(),
    ) as worker:
        assert worker.stdin is not None
        assert worker.stdout is not None
        assert worker.stderr is not None
        worker.stdout.close()
        send(worker.stdin, packed(Task(bytes.upper, b"a" * 3_000_000)))
        assert worker.stderr.read() == b""
        assert worker.wait(timeout=60) == 0
