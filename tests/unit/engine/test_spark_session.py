"""What is said where Spark cannot start, and the package as it is sent to a cluster."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from provenance.engine.spark_session import explained, open_session, package_archive
from provenance.errors import MissingLibraryError, ProvenanceError, UsageError, WorkerLostError
from tests.command import environment


@pytest.fixture
def java(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A Java that is not one, for what is looked at before it is started."""
    program = tmp_path / "bin" / "java"
    program.parent.mkdir()
    program.write_text("#!/bin/sh\nexit 1\n")
    program.chmod(0o755)
    monkeypatch.setenv("JAVA_HOME", str(tmp_path))


def opened(master: str | None = None) -> None:
    with open_session(master):
        pass


@pytest.mark.usefixtures("java")
def test_a_missing_library_is_named_with_the_command_that_installs_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyspark.sql", None)
    with pytest.raises(MissingLibraryError, match=r'pip install "provenance-tracer\[spark\]"'):
        opened("local[1]")


def test_missing_java_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("JAVA_HOME", raising=False)
    with pytest.raises(MissingLibraryError, match="Java 17 or newer: there is no “java” on the PATH"):
        opened("local[1]")


def test_a_java_home_without_java_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("JAVA_HOME", str(tmp_path / "nowhere"))
    with pytest.raises(MissingLibraryError, match=r"no Java in JAVA_HOME .*nowhere"):
        opened("local[1]")


@pytest.mark.usefixtures("java")
@pytest.mark.filterwarnings("ignore::ResourceWarning")  # pyspark's, where Java does not start
def test_a_java_that_starts_nothing_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("pyspark")
    monkeypatch.delenv("SPARK_HOME", raising=False)
    with pytest.raises(UsageError, match=r"could not start on the cluster local\[1\]: Java ended"):
        opened("local[1]")


@pytest.mark.parametrize(
    ("said", "kind", "told"),
    [
        ("x\nModuleNotFoundError: No module named 'lxml'\ny", MissingLibraryError, "no module lxml; install there"),
        ("Total size of serialized results of 3 tasks is bigger", UsageError, "raise spark.driver.maxResultSize"),
        ("\nJob aborted: ExecutorLostFailure\n at x", WorkerLostError, "Spark gave up: Job aborted: ExecutorLostFailure; if"),
    ],
)
def test_a_failed_job_is_explained(said: str, kind: type[ProvenanceError], told: str) -> None:
    error = explained(RuntimeError(said))
    assert type(error) is kind
    assert told in str(error)


def test_the_package_runs_from_its_archive(tmp_path: Path, seeds: Path) -> None:
    archive = package_archive(tmp_path)
    program = "import provenance, sys; print(provenance.__file__); print(len(provenance.trace(sys.argv[1]).edges))"
    done = subprocess.run(
        [sys.executable, "-c", program, str(seeds)],
        env={**environment(), "PYTHONPATH": str(archive)},
        capture_output=True,
        text=True,
        check=True,
        cwd=tmp_path,
    )
    place, edges = done.stdout.splitlines()
    assert place.startswith(str(archive))
    assert int(edges) > 0


def test_the_same_package_gives_the_same_bytes(tmp_path: Path) -> None:
    (tmp_path / "again").mkdir()
    first = package_archive(tmp_path)
    assert first.read_bytes() == package_archive(tmp_path / "again").read_bytes()
    assert not [name for name in zipfile.ZipFile(first).namelist() if "__pycache__" in name]
