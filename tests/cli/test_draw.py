"""Drawing again what was traced before, and the options of ``trace`` for large results."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from provenance.api import Trace
from tests.command import Done, provenance
from tests.crowd import crowd


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a result with an index."""
    out = tmp_path_factory.mktemp("large") / "out"
    Trace(**vars(crowd([70, 4, 2], alone=300))).save(out, ("json", "html"))
    return out


def test_one_family_is_drawn_from_the_trace(large: Path, tmp_path: Path) -> None:
    done = provenance("draw", large, "--family", "f001-0002", "-o", tmp_path / "family")
    assert done.code == 0, done.err
    assert done.out.splitlines()[0] == "4 documents, 1 independent text; three documents come from f001-0000."
    assert sorted(path.name for path in (tmp_path / "family").iterdir()) == ["report.html", "tree.gv", "tree.svg"]
    report = (tmp_path / "family" / "report.html").read_text(encoding="utf-8")
    assert "f001-0003" in report
    assert "f000-0000" not in report


def test_everything_is_drawn_again_byte_by_byte(seed_run: tuple[Done, Path], tmp_path: Path) -> None:
    done = provenance("draw", seed_run[1] / "trace.json", "-o", tmp_path / "again", "--format", "svg,html,gv,json")
    assert done.code == 0, done.err
    for name in ("tree.svg", "tree.gv", "report.html", "trace.json"):
        assert (tmp_path / "again" / name).read_bytes() == (seed_run[1] / name).read_bytes()


def test_pages_are_written_from_the_trace(large: Path, tmp_path: Path) -> None:
    done = provenance("draw", large, "--format", "html,pages", "-o", tmp_path / "out")
    assert done.code == 0, done.err
    assert sorted(path.name for path in (tmp_path / "out" / "families").iterdir()) == ["f0001.html", "f0002.html", "f0003.html"]


def test_who_belongs_to_no_family_is_told(large: Path, tmp_path: Path) -> None:
    done = provenance("draw", large, "--family", "x00001", "-o", tmp_path / "family")
    assert (done.code, done.out) == (2, "")
    assert "belongs to no family" in done.err
    assert not (tmp_path / "family").exists()


def test_trace_writes_pages_when_asked(seeds: Path, tmp_path: Path) -> None:
    done = provenance("trace", seeds, "-o", tmp_path / "out", "--pages", "--full", "--format", "json")
    assert done.code == 0, done.err
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["families", "trace.json"]
    assert "text" in json.loads((tmp_path / "out" / "trace.json").read_text(encoding="utf-8"))["documents"][0]
