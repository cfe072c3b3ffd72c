"""The seed corpus, traced once for the documentation."""

from __future__ import annotations

from pathlib import Path

import pytest

import provenance


@pytest.fixture(scope="session")
def seed_trace(seeds: Path) -> provenance.Trace:
    return provenance.trace(seeds)
