"""The report as a browser shows it: its sections, its policy, its width, its paper."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from tests.browser.conftest import Browser
from tests.robustness.conftest import Run

SECTIONS = {"tree", "edges", "excluded", "sources", "pairs", "quotations", "divergences", "limits", "documents", "method"}
MOST_PAGES = 14
"""The report of five articles printed on A4 or letter paper."""
MEASURE = """
function measure() {
  return {
    ids: [...document.querySelectorAll('[id]')].map(element => element.id),
    broken: [...document.querySelectorAll('a')].map(a => a.getAttribute('href'))
      .filter(href => !href.startsWith('#') || !document.getElementById(href.slice(1))),
    headings: [...document.querySelectorAll('h1, h2')].map(h => h.textContent),
    requests: performance.getEntriesByType('resource').map(entry => entry.name),
    wide: [...document.querySelectorAll('main > *')].filter(e => e.getBoundingClientRect().right > innerWidth + 1).map(e => e.id),
    page: document.documentElement.scrollWidth, window: innerWidth,
    alerts: window.alerts || 0,
  };
}
"""


@pytest.fixture(scope="module")
def shown(browser: Browser, seed_result: Path) -> dict[str, Any]:
    measures: dict[str, Any] = browser.measured(seed_result / "report.html", MEASURE)
    return measures


def test_every_section_is_there_and_every_link_leads_somewhere(shown: dict[str, Any]) -> None:
    assert set(shown["ids"]) >= SECTIONS
    assert shown["broken"] == []
    assert "4 independent texts" in shown["headings"][0]


def test_nothing_is_requested(shown: dict[str, Any]) -> None:
    assert shown["requests"] == []


@pytest.mark.parametrize("width", [1500, 600])
def test_the_page_needs_no_scrolling_sideways(browser: Browser, seed_result: Path, width: int) -> None:
    measures = browser.measured(seed_result / "report.html", MEASURE, f"--window-size={width},1000")
    assert measures["wide"] == []
    assert measures["page"] <= measures["window"] + 1


def test_hostile_text_runs_nothing_even_without_the_policy(browser: Browser, hostile_run: Run) -> None:
    counting = f"window.alert = () => {{ window.alerts = (window.alerts || 0) + 1 }};{MEASURE}"
    measures = browser.measured(hostile_run.out / "report.html", counting)
    assert measures["alerts"] == 0
    assert measures["requests"] == []
    assert measures["broken"] == []


def test_the_policy_stops_what_is_put_in_later(browser: Browser, seed_result: Path, tmp_path: Path) -> None:
    """The policy itself works: a script and a picture put into the finished page do nothing."""
    text = (seed_result / "report.html").read_text(encoding="utf-8")
    assert re.search(r'<meta http-equiv="Content-Security-Policy" content="default-src \'none\'', text)
    planted = tmp_path / "planted.html"
    planted.write_text(
        text.replace("</body>", "<script>document.title = 'planted'</script><p id=end></p></body>"), encoding="utf-8"
    )
    dom = browser.run("--dump-dom", planted.as_uri())
    assert 'id="end"' in dom
    assert "<title>planted</title>" not in dom


def test_it_prints_on_few_pages(browser: Browser, seed_result: Path, tmp_path: Path) -> None:
    paper = tmp_path / "report.pdf"
    browser.run(f"--print-to-pdf={paper}", "--no-pdf-header-footer", (seed_result / "report.html").as_uri())
    pages = len(re.findall(rb"/Type\s*/Page\b", paper.read_bytes()))
    assert 1 <= pages <= MOST_PAGES
