"""Pictures of measurements: the same numbers give the same picture, with everything named in it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from lxml import etree

from provenance.errors import MissingLibraryError
from provenance.evaluation import plots
from provenance.evaluation.figures import pictures
from provenance.evaluation.plots import Point, comparison, reliability_diagram, risk_coverage_curves
from provenance.evaluation.results import Benchmark
from tests.unit.evaluation.small_corpus import small_benchmark

POINTS = (Point(x=0.2, y=0.3, low=0.1, high=0.5), Point(x=0.8, y=0.9, low=0.7, high=1.0))
PANELS: dict[str, dict[str, tuple[Point, ...]]] = {
    "all <evidence> & more": {"ours": POINTS, "$theirs$": POINTS[:1]},
    "no dates": {"ours": POINTS},
    "empty": {"ours": ()},
    "fourth": {"ours": POINTS},
}


@pytest.fixture(scope="module")
def found() -> Benchmark:
    return small_benchmark()


def words(svg: str) -> list[str]:
    """Every text in a picture, which must be well-formed."""
    root = etree.fromstring(svg.encode())
    return ["".join(map(str, element.itertext())) for element in root.iter("{http://www.w3.org/2000/svg}text")]


@pytest.mark.parametrize("draw", [reliability_diagram, risk_coverage_curves, lambda panels: comparison(panels, "F1", ["a", "b"])])
def test_pictures_name_what_they_show_and_repeat(draw: Callable[[dict[str, dict[str, tuple[Point, ...]]]], str]) -> None:
    picture = draw(PANELS)
    assert {*PANELS, "ours", "$theirs$"} <= set(words(picture))
    assert picture == draw(PANELS)
    assert "<dc:date>" not in picture


def test_the_pictures_of_a_benchmark(found: Benchmark) -> None:
    drawn = pictures(found)
    assert sorted(drawn) == ["reliability.svg", "risk-coverage.svg", "systems.svg"]
    assert {"all evidence", "in a fog", "provenance"} <= set(words(drawn["reliability.svg"]))
    assert "backwards" not in words(drawn["reliability.svg"])
    assert {"provenance", "backwards", "silent"} <= set(words(drawn["risk-coverage.svg"]))
    assert {"small", "all evidence", "in a fog"} <= set(words(drawn["systems.svg"]))
    assert drawn == pictures(found)


def test_a_missing_library_is_named_with_the_command_that_installs_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plots, "find_spec", lambda _: None)
    with pytest.raises(MissingLibraryError, match=r'pip install "provenance-tracer\[plots\]"'):
        reliability_diagram(PANELS)


def test_every_system_looks_different() -> None:
    looks = [plots._look(number) for number in range(43)]
    assert len(set(looks)) == 43


def test_no_panel_is_left_out_and_an_empty_picture_is_a_picture() -> None:
    assert "empty" in words(risk_coverage_curves({"empty": {}}))
    assert words(risk_coverage_curves({f"panel {number}": {} for number in range(7)})).count("panel 6") == 1
