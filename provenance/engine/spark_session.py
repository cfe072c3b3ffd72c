"""Sessions of a Spark cluster, by the library pyspark, which is imported here only, and only when it is needed."""

from __future__ import annotations

import importlib
import os
import re
import shutil
import sys
import tempfile
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import MappingProxyType, ModuleType
from typing import Any, TypeAlias

import provenance.errors
from provenance.errors import MissingLibraryError, ProvenanceError, UsageError, WorkerLostError

Session: TypeAlias = Any
"""A ``pyspark.sql.SparkSession``; the library, and with it the type, is not always there."""
Frame: TypeAlias = Any
"""A ``pyspark.sql.DataFrame``."""

JAVA = 17
"""Oldest Java that runs Spark 4 (Spark's documentation, "Downloading")."""
_INSTALL = 'pip install "provenance-tracer[spark]"'
_MODULE_MISSING = re.compile(r"ModuleNotFoundError: No module named '([\w.]+)'")
_EARLY = (1980, 1, 1, 0, 0, 0)
"""The date of every file in the package's archive, so that equal packages give equal bytes."""
_OPTIONS: Mapping[str, str] = MappingProxyType(
    {
        "spark.app.name": "provenance",
        "spark.log.level": "ERROR",
        "spark.ui.showConsoleProgress": "false",
    }
)
"""What a session is given unless it is told otherwise."""
_HERE: Mapping[str, str] = MappingProxyType(
    {"spark.ui.enabled": "false", "spark.driver.bindAddress": "127.0.0.1", "spark.driver.host": "127.0.0.1"}
)
"""What is added where the executors are on this machine: nothing listens to others."""


@contextmanager
def open_session(master: str | None = None, options: Mapping[str, str] | None = None) -> Iterator[Session]:
    """A session of a cluster, stopped at the end.

    What Spark writes for itself goes to temporary folders, which are removed. Executors on this machine run this Python. Those of
    a cluster run theirs, with this package, which is sent to them, and the libraries it needs, which must be there.

    Args:
        master: address of the cluster, such as ``spark://host:7077``, ``yarn`` or ``local[2]``; ``None`` leaves it to Spark's own
            configuration (``spark-submit``, ``spark-defaults.conf``).
        options: properties of Spark, which go before those set here.

    Raises:
        MissingLibraryError: pyspark or Java is not there.
        UsageError: there is no such cluster, or it does not answer.

    """
    _need_java()
    sql = library("pyspark.sql")
    with tempfile.TemporaryDirectory(prefix="provenance-spark-", ignore_cleanup_errors=True) as folder, _python_for(master):
        session = _started(sql.SparkSession.builder, _properties(master, folder, options or {}), master)
        try:
            if not is_here(session.sparkContext.master):
                send_package(session, Path(folder))
            yield session
        finally:
            session.stop()


def library(name: str) -> ModuleType:
    """A module of pyspark or of what comes with it.

    Raises:
        MissingLibraryError: it is not installed.

    """
    try:
        return importlib.import_module(name)
    except ImportError as error:
        message = f"Spark needs the library pyspark: {_INSTALL}; without it, leave out --engine spark"
        raise MissingLibraryError(message) from error


def is_here(master: str) -> bool:
    """Whether the executors of a cluster are on this machine.

    Examples:
        >>> is_here("local[4]"), is_here("local-cluster[2,1,1024]"), is_here("spark://host:7077")
        (True, True, False)

    """
    return master.startswith("local")


def send_package(session: Session, folder: Path) -> None:
    """Give the executors of a session this package, as it is here; the libraries it needs must be on their machines.

    Args:
        session: it must run on a cluster itself, not by Spark Connect.
        folder: an existing folder for ``provenance.zip``. Executors ask for it when they start, so it must stay until the end.

    Raises:
        UsageError: the session is one of Spark Connect.

    """
    context_of(session).addPyFile(str(package_archive(folder)))


def package_archive(folder: Path) -> Path:
    """This package as ``provenance.zip`` in a folder, for ``--py-files`` and the like; equal packages give equal bytes."""
    package = Path(provenance.errors.__file__).parent
    target = folder / "provenance.zip"
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(package.rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts:
                name = path.relative_to(package.parent).as_posix()
                archive.writestr(zipfile.ZipInfo(name, _EARLY), path.read_bytes(), zipfile.ZIP_DEFLATED)
    return target


def context_of(session: Session) -> Any:  # noqa: ANN401 - a type of the library, which is not always there
    """The ``SparkContext`` of a session.

    Raises:
        UsageError: the session is one of Spark Connect, which has none.

    """
    try:
        return session.sparkContext
    except failures() as error:
        message = "this session is one of Spark Connect, which cannot run functions item by item; connect to the cluster itself"
        raise UsageError(message) from error


def failures() -> tuple[type[Exception], ...]:
    """What pyspark raises."""
    return (library("pyspark.errors").PySparkException, library("py4j.protocol").Py4JError)


def explained(error: Exception) -> ProvenanceError:
    """What a failed job of Spark means for whoever asked for it."""
    said = _said(error)
    missing = _MODULE_MISSING.search(said)
    if missing:
        message = (
            f"the Python of the executors has no module {missing[1]}; install there what this program needs ({_INSTALL}), "
            "or name a Python that has it: PYSPARK_PYTHON"
        )
        return MissingLibraryError(message)
    if "Total size of serialized results" in said:
        message = f"{_first_line(said)}; raise spark.driver.maxResultSize"
        return UsageError(message)
    message = f"Spark gave up: {_first_line(said)}; if executors ran out of memory, give them more: spark.executor.memory"
    return WorkerLostError(message)


def _said(error: Exception) -> str:
    java = getattr(error, "java_exception", None)
    return str(java.getMessage()) if java is not None else str(error)


def _first_line(text: str) -> str:
    return next((line.strip() for line in text.splitlines() if line.strip()), "it did not say why")


def _need_java() -> None:
    home = os.environ.get("JAVA_HOME")
    if shutil.which("java", path=str(Path(home) / "bin")) if home else shutil.which("java"):
        return
    where = f"there is no Java in JAVA_HOME ({home})" if home else "there is no “java” on the PATH, and JAVA_HOME is not set"
    message = f"Spark needs Java {JAVA} or newer: {where}; install it (Debian: apt install openjdk-17-jre-headless)"
    raise MissingLibraryError(message)


def _properties(master: str | None, folder: str, options: Mapping[str, str]) -> dict[str, str]:
    places = {"spark.sql.warehouse.dir": folder}
    chosen = options.get("spark.master", master or "")
    here = {**_HERE, "spark.local.dir": folder} if is_here(chosen) else {}
    return {**_OPTIONS, **places, **here, **({"spark.master": master} if master else {}), **options}


def _started(builder: Any, properties: Mapping[str, str], master: str | None) -> Session:  # noqa: ANN401 - a type of the library
    for name, value in properties.items():
        builder = builder.config(name, value)
    try:
        return builder.getOrCreate()
    except failures() as error:
        where = f"the cluster {master}" if master else "a cluster (--master names one)"
        said = _first_line(_said(error))
        if "JAVA_GATEWAY_EXITED" in said:
            said = f"Java ended, and says above why; Java {JAVA} or newer is needed, and an address such as spark://host:7077"
        message = f"Spark could not start on {where}: {said}"
        raise UsageError(message) from error


@contextmanager
def _python_for(master: str | None) -> Iterator[None]:
    """While a session starts and lasts, executors on this machine run this Python, unless the user has named another."""
    changes = {"SPARK_LOCAL_IP": "127.0.0.1", "PYSPARK_PYTHON": sys.executable} if master and is_here(master) else {}
    new = {name: value for name, value in changes.items() if name not in os.environ}
    os.environ.update(new)
    try:
        yield
    finally:
        for name in new:
            del os.environ[name]
