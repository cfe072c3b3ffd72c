"""The index of a large result as a browser shows it: one table to look at, sorted by a click, nothing wider than the window."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from provenance.api import Trace
from tests.browser.conftest import Browser
from tests.crowd import crowd

SORT = """
function measure() {
  const table = document.querySelector('table.sortable');
  const heads = [...table.tHead.rows[0].cells];
  const column = (number) => [...table.tBodies[0].rows].map(row => row.cells[number].textContent);
  const click = (number) => { heads[number].querySelector('button').click(); return column(number); };
  return {
    before: column(1), down: click(1), sorted: heads[1].getAttribute('aria-sort'), up: click(1),
    names: click(0).map(text => text.slice(-9)), only: heads.filter(head => head.hasAttribute('aria-sort')).length,
    broken: [...document.querySelectorAll('a[href^="#"]')].map(a => a.getAttribute('href').slice(1))
      .filter(name => !document.getElementById(name)).length,
    wide: document.documentElement.scrollWidth - document.documentElement.clientWidth,
    colour: getComputedStyle(document.body).backgroundColor,
  };
}
"""
DARK = "--blink-settings=preferredColorScheme=0"


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An index with pages."""
    out = tmp_path_factory.mktemp("index") / "out"
    Trace(**vars(crowd([9, 80, 5, 12, 3, 2, 2], alone=300))).save(out, ("html", "pages"))
    return out / "report.html"


@pytest.fixture(scope="module")
def measured(browser: Browser, report: Path) -> dict[str, Any]:
    found: dict[str, Any] = browser.measured(report, SORT)
    return found


def test_a_click_sorts_and_another_turns_it_round(measured: dict[str, Any]) -> None:
    assert measured["before"] == ["80", "12", "9", "5", "3"]
    assert measured["down"] == ["80", "12", "9", "5", "3"]
    assert measured["sorted"] == "descending"
    assert measured["up"] == ["3", "5", "9", "12", "80"]
    assert measured["names"] == ["f004-0000", "f003-0000", "f002-0000", "f001-0000", "f000-0000"]
    assert measured["only"] == 1


def test_every_box_of_the_picture_leads_to_its_family(measured: dict[str, Any]) -> None:
    assert measured["broken"] == 0


@pytest.mark.parametrize("width", ["1500,1200", "500,900"])
def test_nothing_is_wider_than_the_window(browser: Browser, report: Path, width: str) -> None:
    assert browser.measured(report, SORT, f"--window-size={width}")["wide"] <= 0


def test_it_is_dark_where_that_is_preferred(browser: Browser, report: Path, measured: dict[str, Any]) -> None:
    assert browser.measured(report, SORT, DARK)["colour"] != measured["colour"]


def test_the_script_runs_under_the_policy_and_without_a_word(browser: Browser, report: Path) -> None:
    """As it is, policy and all: the heads have become buttons, and nothing else was added."""
    shown = browser.run("--dump-dom", report.as_uri())
    written = report.read_text(encoding="utf-8")
    assert "<button" not in written
    assert shown.count('<button type="button">') == written.count('scope="col"')
