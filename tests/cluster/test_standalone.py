"""A cluster that was there before, whose Python does not have this package: the package travels with the work."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import sysconfig
import time
import venv
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.cluster.conftest import SECONDS, missing
from tests.command import provenance

pytestmark = pytest.mark.spark


def started(program: str, log: Path, *arguments: str) -> subprocess.Popen[bytes]:
    """One of Spark's own programs, in a folder of its own."""
    library = find_spec("pyspark")
    assert library is not None
    assert library.origin is not None
    home = Path(library.origin).parent
    with log.open("wb") as output:
        return subprocess.Popen(
            [
                home / "bin" / "spark-class",
                f"org.apache.spark.deploy.{program}",
                "--host",
                "127.0.0.1",
                "--webui-port",
                "0",
                *arguments,
            ],
            env={**os.environ, "SPARK_LOCAL_IP": "127.0.0.1", "SPARK_HOME": str(home)},
            stdout=output,
            stderr=output,
            cwd=log.parent,
        )


def said(log: Path, pattern: str) -> str:
    """What a program's log says sooner or later."""
    for _ in range(SECONDS * 10):
        found = re.search(pattern, log.read_text(errors="replace"))
        if found:
            return found[1]
        time.sleep(0.1)
    pytest.fail(f"{log.name} does not say {pattern}")


@pytest.fixture(scope="module")
def master(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a cluster of one worker with one core."""
    message = missing()
    if message:
        if os.environ.get("CI"):
            pytest.fail(message)
        pytest.skip(message)
    folder = tmp_path_factory.mktemp("standalone")
    log = folder / "master.log"
    processes = [started("master.Master", log, "--port", "0")]
    try:
        address = said(log, r"Starting Spark master at (spark://\S+)")
        place = ("--work-dir", str(folder / "work"))
        processes.append(started("worker.Worker", folder / "worker.log", "--cores", "1", "--memory", "1g", *place, address))
        said(folder / "worker.log", "(Successfully registered) with master")
        yield address
    finally:
        for process in processes:
            process.kill()
            process.wait()


@pytest.fixture(scope="module")
def bare_python(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A Python with all the libraries that are here, but without this package."""
    folder = tmp_path_factory.mktemp("bare")
    venv.create(folder, symlinks=True)
    (libraries,) = folder.glob("lib/python*/site-packages")
    (libraries / "libraries.pth").write_text(sysconfig.get_path("purelib"), encoding="utf-8")
    python = folder / "bin" / "python"
    env = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    program = "import numpy, provenance"
    done = subprocess.run([python, "-c", program], capture_output=True, text=True, check=False, cwd=folder, env=env)
    assert "No module named 'provenance'" in done.stderr
    return python


def test_the_package_travels_with_the_work(master: str, bare_python: Path, seeds: Path, tmp_path: Path) -> None:
    env = {"PYSPARK_PYTHON": str(bare_python), "PYSPARK_DRIVER_PYTHON": sys.executable, "SPARK_LOCAL_IP": "127.0.0.1"}
    small = ("--conf", "spark.executor.memory=512m", "--conf", "spark.driver.host=127.0.0.1")
    there = provenance("trace", seeds, "--json", "--engine", "spark", "--master", master, *small, env=env, cwd=tmp_path)
    assert there.code == 0, there.err
    assert there.out == provenance("trace", seeds, "--json").out
    assert list(tmp_path.iterdir()) == []
