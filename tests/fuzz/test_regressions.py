"""Every input that fuzzing begins with, and every one that it found a fault with, keeps the promises of its target."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.fuzz.samples import SAMPLES
from tests.fuzz.targets import TARGETS

REGRESSIONS = Path(__file__).parent / "regressions"
FOUND = sorted(path for path in REGRESSIONS.glob("*/*") if path.is_file())


def test_every_target_has_samples_and_every_regression_a_target() -> None:
    assert list(SAMPLES) == list(TARGETS)
    assert {path.parent.name for path in FOUND} <= set(TARGETS)


@pytest.mark.parametrize("target", TARGETS)
def test_samples(target: str) -> None:
    for sample in (b"", b"\x00", *SAMPLES[target]):
        TARGETS[target](sample)


@pytest.mark.parametrize("path", FOUND, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_what_fuzzing_found(path: Path) -> None:
    TARGETS[path.parent.name](path.read_bytes())
