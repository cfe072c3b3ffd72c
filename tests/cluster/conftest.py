"""A Spark cluster of two executors on this machine, each a process of its own, and how one of them is killed."""

from __future__ import annotations

import os
import shutil
import signal
import time
from collections.abc import Iterator
from contextlib import ExitStack
from importlib.util import find_spec
from pathlib import Path
from threading import Event, Thread

import pytest

import provenance
from provenance.engine.spark_session import Session, open_session
from tests.benchmarks.generate import corpus, write_json_lines
from tests.benchmarks.plan import Shape
from tests.conftest import ROOT

MASTER = "local-cluster[2,1,1024]"
"""Two executors of one core and 1 GB each, with a scheduler between: Spark's own way to test what a cluster does."""
SECONDS = 60


def missing() -> str:
    """What Spark needs and is not here; empty if all is."""
    libraries = [name for name in ("pyspark", "pandas", "pyarrow", "numba") if find_spec(name) is None]
    if libraries:
        return f"not installed: {', '.join(libraries)}"
    return "" if shutil.which("java") else "no Java here"


@pytest.fixture(scope="session")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    """A session of the cluster; without Spark the tests are skipped, but not where ``CI`` is set."""
    message = missing()
    if message:
        if os.environ.get("CI"):
            pytest.fail(message)
        pytest.skip(message)
    folder = tmp_path_factory.mktemp("cluster")
    with ExitStack() as until:
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("PYTHONPATH", str(ROOT))  # the executors import what the tests let them do
            patch.chdir(folder)
            options = {"spark.executor.memory": "1g", "spark.sql.shuffle.partitions": "4"}
            session = until.enter_context(open_session(MASTER, options))
        application = session.sparkContext.applicationId
        yield session
        assert list(folder.iterdir()) == [], "Spark left something in the folder it was started in"
        library = find_spec("pyspark")
        assert library is not None
        assert library.origin is not None
        shutil.rmtree(Path(library.origin).parent / "work" / application, ignore_errors=True)


@pytest.fixture(scope="session")
def documents(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive of 2,000 invented articles, some of them copies."""
    folder = tmp_path_factory.mktemp("documents")
    write_json_lines(corpus(Shape(documents=2_000, seed=3)), folder / "news.jsonl")
    provenance.open_archive(folder / "archive").add(folder / "news.jsonl")
    return folder / "archive"


class Killer:
    """Kills one executor of a cluster, as a system does that runs out of memory, once its work has begun."""

    def __init__(self, session: Session) -> None:
        self._context = session.sparkContext
        self._stop = Event()
        self._thread = Thread(target=self._watch, daemon=True)
        self.killed: int | None = None

    def start(self) -> None:
        """Wait for work in another thread."""
        self._thread.start()

    def join(self) -> None:
        """The work is done."""
        self._stop.set()
        self._thread.join()

    def executors(self) -> list[int]:
        """The processes of this cluster's executors."""
        mine = self._context.applicationId.encode()
        found = []
        for place in Path("/proc").glob("[0-9]*/cmdline"):
            try:
                words = place.read_bytes().split(b"\0")
            except OSError:  # it has ended
                continue
            if mine in words and any(b"CoarseGrainedExecutorBackend" in word for word in words):
                found.append(int(place.parent.name))
        return sorted(found)

    def kill(self) -> None:
        """Kill one now."""
        self.killed = self.executors()[0]
        os.kill(self.killed, signal.SIGKILL)

    def _watch(self) -> None:
        while not self._stop.wait(0.05):
            if self._has_begun():
                self.kill()
                return

    def _has_begun(self) -> bool:
        """Whether some tasks of a stage are done, and others are not."""
        tracker = self._context.statusTracker()
        stages = [tracker.getStageInfo(stage) for stage in tracker.getActiveStageIds()]
        return any(stage is not None and 0 < stage.numCompletedTasks < stage.numTasks for stage in stages)


@pytest.fixture
def killer(cluster: Session) -> Killer:
    """Who kills an executor, once both are there again."""
    found = Killer(cluster)
    for _ in range(SECONDS * 10):
        if len(found.executors()) == 2:
            return found
        time.sleep(0.1)
    pytest.fail("the cluster has no two executors")
