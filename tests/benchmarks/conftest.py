"""What every benchmark needs: how many documents, and a place to print to."""

from __future__ import annotations

from collections.abc import Callable

import pytest


@pytest.fixture(scope="session")
def benchmark_documents(request: pytest.FixtureRequest) -> int:
    """Documents of the largest corpus, ``--benchmark-documents``."""
    given = request.config.getoption("--benchmark-documents")
    assert isinstance(given, int)
    return given


@pytest.fixture
def report(request: pytest.FixtureRequest) -> Callable[[str], None]:
    """Prints a text whatever becomes of the test."""
    capture = request.config.pluginmanager.getplugin("capturemanager")
    terminal = request.config.pluginmanager.getplugin("terminalreporter")

    def show(text: str) -> None:
        with capture.global_and_fixture_disabled():
            terminal.write_line("")
            terminal.write_line(text)

    return show
