"""A browser without a window, and what it measures of our pictures and pages."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from typing import Any

import pytest

import provenance
from tests.robustness.conftest import TITLES, hostile_run

__all__ = ["TITLES", "hostile_run"]

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
SECONDS = 120
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--hide-scrollbars",
    "--force-device-scale-factor=1",
    "--window-size=1500,1200",
    "--virtual-time-budget=4000",
)


@dataclass(frozen=True)
class Browser:
    """Chromium, in a home of its own that is thrown away."""

    command: str
    home: Path

    def run(self, *arguments: str) -> str:
        """Standard output of one run."""
        done = subprocess.run(
            [self.command, *FLAGS, f"--user-data-dir={self.home}", *arguments],
            capture_output=True,
            timeout=SECONDS,
            check=True,
            env={**os.environ, "HOME": str(self.home)},
        )
        return done.stdout.decode("utf-8")

    def measured(self, page: Path, script: str, *arguments: str) -> Any:
        """What a script's ``measure()`` returns of a page that ends in ``</body></html>``: run in a copy without a policy."""
        text = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", page.read_text(encoding="utf-8"))
        reading = (
            "<script>window.addEventListener('load', () => document.fonts.ready.then(() => {"
            f"{script}; const out = document.createElement('pre'); out.id = 'measured';"
            "out.textContent = JSON.stringify(measure()); document.body.append(out)}))</script>"
        )
        copy = self.home / f"measured-{page.name}"
        copy.write_text(text.replace("</body>", f"{reading}</body>"), encoding="utf-8")
        dom = self.run("--dump-dom", *arguments, copy.as_uri())
        found = re.search(r'<pre id="measured">(.*?)</pre>', dom, re.DOTALL)
        assert found is not None, "the page did not finish loading"
        return json.loads(unescape(found[1]))


@pytest.fixture(scope="session")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Browser:
    """The browser of this machine; without one the tests are skipped, but not where ``CI`` is set."""
    command = next(filter(None, map(shutil.which, NAMES)), None)
    if command is None:
        message = f"no browser here (looked for {', '.join(NAMES)})"
        if os.environ.get("CI"):
            pytest.fail(message)
        pytest.skip(message)
    return Browser(command, tmp_path_factory.mktemp("browser"))


@pytest.fixture(scope="session")
def seed_result(seeds: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder written for the seeds."""
    out = tmp_path_factory.mktemp("seeds") / "out"
    provenance.trace(seeds).save(out)
    return out


@pytest.fixture(scope="session")
def wrapped(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Path], Path]:
    """Puts a picture into a bare page, where scripts can measure it."""

    def wrap(picture: Path) -> Path:
        page = tmp_path_factory.mktemp("picture") / "picture.html"
        svg = picture.read_text(encoding="utf-8")
        page.write_text(f'<!DOCTYPE html><html><head><meta charset="utf-8"></head><body>{svg}</body></html>', encoding="utf-8")
        return page

    return wrap
