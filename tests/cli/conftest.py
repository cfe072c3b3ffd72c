"""The seeds, traced once by the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.command import Done, provenance


@pytest.fixture(scope="session")
def seed_run(seeds: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Done, Path]:
    """How ``provenance trace seeds/`` ended, and the folder it wrote."""
    out = tmp_path_factory.mktemp("seed-run") / "out"
    return provenance("trace", seeds, "-o", out), out
