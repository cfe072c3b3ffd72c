"""Two texts side by side in a browser: stepping through the differences, hiding kinds of rows, the map, without a mouse too."""

from __future__ import annotations

from itertools import islice, product
from pathlib import Path
from typing import Any

import pytest

import provenance
from tests.browser.conftest import Browser

EXPLORE = """
function measure() {
  const view = document.querySelector('details.pairview');
  const rows = [...view.querySelectorAll('tbody tr')];
  const buttons = [...view.querySelectorAll('.tools button')];
  const status = () => view.querySelector('[role=status]').textContent;
  const current = () => rows.findIndex((row) => row.hasAttribute('aria-current'));
  const differing = rows.map((row, place) => row.className === 'same' ? -1 : place).filter((place) => place >= 0);
  const steps = [];
  buttons[1].click(); steps.push([current(), status()]);
  buttons[1].click(); steps.push([current(), status()]);
  buttons[0].click(); steps.push([current(), status()]);
  buttons[0].click(); steps.push([current(), status()]);
  buttons[1].dispatchEvent(new KeyboardEvent('keydown', {key: 'n', bubbles: true})); steps.push([current(), status()]);
  buttons[1].dispatchEvent(new KeyboardEvent('keydown', {key: 'p', bubbles: true})); steps.push([current(), status()]);
  const boxes = [...view.querySelectorAll('.tools input')];
  const parts = view.querySelectorAll('.minimap span').length;
  boxes[0].click();
  const hidden = rows.filter((row) => row.hidden).map((row) => row.className);
  return {
    differing, steps, parts, rows: rows.length, hidden, left: view.querySelectorAll('.minimap span').length,
    labels: [...view.querySelectorAll('.tools label')].map((label) => label.textContent.trim()),
    high: view.querySelector('.minimap').getBoundingClientRect().height,
    wide: document.documentElement.scrollWidth - innerWidth,
  };
}
"""
LARGE = """
function measure() {
  const view = document.querySelector('details.pairview');
  const start = performance.now();
  view.querySelectorAll('.tools button')[1].click();
  const box = view.querySelector('.tools input');
  box.click();
  void view.offsetHeight;
  const used = performance.now() - start;
  const loading = performance.getEntriesByType('navigation')[0];
  return {used, loaded: loading.domContentLoadedEventEnd - loading.responseEnd, rows: view.querySelectorAll('tbody tr').length};
}
"""
WORDS = 5_000
PARAGRAPH = 50


@pytest.fixture(scope="module")
def explored(browser: Browser, seed_result: Path) -> dict[str, Any]:
    found: dict[str, Any] = browser.measured(seed_result / "report.html", EXPLORE)
    return found


def test_the_buttons_and_the_keys_go_from_difference_to_difference_and_round(explored: dict[str, Any]) -> None:
    differing = explored["differing"]
    last = len(differing)
    assert last > 2
    assert explored["steps"] == [
        [differing[0], f"difference 1 of {last}"],
        [differing[1], f"difference 2 of {last}"],
        [differing[0], f"difference 1 of {last}"],
        [differing[-1], f"difference {last} of {last}"],
        [differing[0], f"difference 1 of {last}"],
        [differing[-1], f"difference {last} of {last}"],
    ]


def test_kinds_of_rows_can_be_hidden_in_the_table_and_on_the_map(explored: dict[str, Any]) -> None:
    assert explored["labels"][0] == f"the same ({explored['rows'] - len(explored['differing'])})"
    assert explored["hidden"] == ["same"] * (explored["rows"] - len(explored["differing"]))
    assert explored["parts"] == explored["rows"]
    assert explored["left"] == len(explored["differing"])
    assert explored["high"] > 100
    assert explored["wide"] <= 0


def test_two_long_texts_can_be_explored_at_once(browser: Browser, tmp_path: Path) -> None:
    """Two texts of 5,000 words, every third paragraph edited: the first step, and hiding rows, take less than half a second.

    The page itself was ready after 1 s on a machine with five other things to do.
    """
    letters = "bdfgklmnprstvz"
    words = ["".join(parts) for parts in islice(product(letters, "aeiou", letters, "aeiou", "lrst"), WORDS)]
    paragraphs = [" ".join(words[start : start + PARAGRAPH]).capitalize() + "." for start in range(0, WORDS, PARAGRAPH)]
    edited = [text.replace(" ", " really ", 1) if place % 3 == 0 else text for place, text in enumerate(paragraphs)]
    for name, parts in (("one.txt", paragraphs), ("two.txt", edited)):
        (tmp_path / name).write_text("\n\n".join(parts), encoding="utf-8")
    out = tmp_path / "out"
    provenance.trace([tmp_path / "one.txt", tmp_path / "two.txt"]).save(out)
    measures = browser.measured(out / "report.html", LARGE)
    assert measures["rows"] == len(paragraphs)
    assert measures["used"] < 500
    assert measures["loaded"] < 5_000
