"""Fixtures and profiles for every test."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

ROOT = Path(__file__).resolve().parent.parent

settings.register_profile("default", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("default")


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing here ever opens a connection."""

    def refuse(*_: object, **__: object) -> None:
        message = "a test tried to open a network connection"
        raise AssertionError(message)

    monkeypatch.setattr(socket.socket, "connect", refuse)


@pytest.fixture(scope="session")
def seeds() -> Path:
    """The owner's five documents."""
    return ROOT / "seeds"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The development data, which is not part of the project; tests that need it are skipped without it."""
    place = ROOT.parent / "shared"
    if not place.is_dir():
        if os.environ.get("CI"):
            pytest.fail("the development data is missing, though CI provides it")
        pytest.skip("the development data is not here")
    return place
