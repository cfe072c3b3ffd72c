"""Fixtures and profiles for every test."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests.articles import FERRY, ORCHARD, page, plain
from tests.blocked.sitecustomize import LOOPBACK

ROOT = Path(__file__).resolve().parent.parent

THOROUGH = 500
"""Examples of every law under ``--hypothesis-profile=thorough``; by default each has as many as a minute or so allows."""

settings.register_profile("default", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("thorough", settings.get_profile("default"), max_examples=THOROUGH)
settings.load_profile("default")


def pytest_configure(config: pytest.Config) -> None:
    """No network; where Spark is started, this machine's own addresses are one."""
    os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, [str(ROOT / "tests" / "blocked"), os.environ.get("PYTHONPATH")]))
    if "not spark" not in config.getoption("markexpr"):
        os.environ[LOOPBACK] = "1"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="write the files that tests compare with")
    parser.addoption("--benchmark-documents", type=int, default=2_000, help="documents of the largest corpus that is timed")


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[Path, str], None]:
    """Compares a text with a file of the project, or writes the file if ``--update-golden`` was given."""

    def compare(path: Path, text: str) -> None:
        if request.config.getoption("--update-golden"):
            path.write_text(text, encoding="utf-8", newline="\n")
        actual = path.with_name(f"{path.name}.actual")
        if path.is_file() and path.read_text(encoding="utf-8") == text:
            actual.unlink(missing_ok=True)
            return
        actual.write_text(text, encoding="utf-8", newline="\n")
        pytest.fail(f"{path.name} is not what it was: compare it with {actual.name} beside it, then pytest --update-golden")

    return compare


@pytest.fixture(scope="session")
def seeds() -> Path:
    """The owner's five documents."""
    return ROOT / "seeds"


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    """A folder with a story, its copy on a page, and another story."""
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "ferry.txt").write_text(plain(FERRY), encoding="utf-8")
    (folder / "copy.html").write_text(page(FERRY, "Ferry landing closes"), encoding="utf-8")
    (folder / "pear.txt").write_text(plain(ORCHARD), encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def shared() -> Path:
    """The development data, which is not part of the project; tests that need it are skipped without it."""
    place = ROOT.parent / "shared"
    if not place.is_dir():
        if os.environ.get("CI"):
            pytest.fail("the development data is missing, though CI provides it")
        pytest.skip("the development data is not here")
    return place
