"""The seed corpus, traced once."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import provenance
from tests.seeds.result import Result


@pytest.fixture(scope="session")
def trace(seeds: Path) -> provenance.Trace:
    return provenance.trace(seeds)


@pytest.fixture(scope="session")
def result(trace: provenance.Trace) -> Result:
    data: dict[str, Any] = trace.to_dict()
    return Result(data)
