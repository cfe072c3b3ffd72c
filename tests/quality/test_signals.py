"""How often the signal registry is right, on real documents; the tables of the documentation are those measured now.

The judgements stand in ``labels/signals.csv``, without the texts they were made of. A hit that nobody has judged yet is judged by
reading it: ``provenance benchmark signals SETS --judged tests/quality/labels/signals.csv --ask ask.csv``.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from provenance.evaluation.registry.hits import Measured, measure
from provenance.evaluation.registry.judgements import read_judgements
from provenance.evaluation.registry.sets import read_set
from provenance.evaluation.registry.tables import failing, tables
from provenance.settings import Settings
from tests.conftest import ROOT

LABELS = Path(__file__).parent / "labels" / "signals.csv"
PAGE = ROOT / "docs" / "explanation" / "signals.md"
SETS = ("credit-lines", "html-scrapinghub", "gov-crosspost", "fnc1-news")
_REGION = re.compile(r"(?<=<!-- signals: measured -->\n\n).*?(?=\n\n<!-- end -->)", re.DOTALL)
FEWEST_FOUND = {
    ("credit-lines", "republication_credit"): 0.85,
    ("gov-crosspost", "credited copy"): 0.96,
    ("fnc1-news", "credited copy"): 1.0,
    ("fnc1-news", "credit to a source elsewhere"): 1.0,
}
"""Share of the credits known to be there that must be found; of the lines labelled republication credits, the rest are none."""


@pytest.fixture(scope="module")
def found(shared: Path) -> list[Measured]:
    return [measure(read_set(shared / "data" / name, Settings()), Settings()) for name in SETS]


@pytest.mark.shared
@pytest.mark.slow
def test_what_claims_to_name_a_source_is_right_at_least_95_times_in_100(found: list[Measured]) -> None:
    assert failing(found, read_judgements(LABELS)) == ()


@pytest.mark.shared
@pytest.mark.slow
def test_credits_that_are_known_are_found(found: list[Measured]) -> None:
    for each in found:
        for what, (number, total) in each.expected.items():
            assert number / total >= FEWEST_FOUND.get((each.name, what), 0.0), (each.name, what, number, total)


@pytest.mark.shared
@pytest.mark.slow
def test_the_page_tells_what_is_measured_now(found: list[Measured], golden: Callable[[Path, str], None]) -> None:
    measured = tables(found, read_judgements(LABELS))
    page = PAGE.read_text(encoding="utf-8")
    assert _REGION.search(page)
    golden(PAGE, _REGION.sub(lambda _: measured, page))


def test_judgements_hold_no_text() -> None:
    for line in LABELS.read_text(encoding="utf-8").splitlines()[1:]:
        assert re.fullmatch(r"[\w-]+,[0-9a-f]{12},\w+ [\w.: -]+,(?:right|wrong|unclear)", line), line
