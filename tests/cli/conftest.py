"""The seeds, traced once by the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.articles import FERRY, ORCHARD, page, plain
from tests.command import Done, provenance


@pytest.fixture(scope="session")
def seed_run(seeds: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Done, Path]:
    """How ``provenance trace seeds/`` ended, and the folder it wrote."""
    out = tmp_path_factory.mktemp("seed-run") / "out"
    return provenance("trace", seeds, "-o", out), out


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    """A folder with a story, its copy on a page, and another story."""
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "ferry.txt").write_text(plain(FERRY), encoding="utf-8")
    (folder / "copy.html").write_text(page(FERRY, "Ferry landing closes"), encoding="utf-8")
    (folder / "pear.txt").write_text(plain(ORCHARD), encoding="utf-8")
    return folder
