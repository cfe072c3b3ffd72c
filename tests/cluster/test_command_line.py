"""The command line on Spark: the same result, and nothing left in the folder it runs in."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.cluster.conftest import missing
from tests.command import provenance

pytestmark = pytest.mark.spark


@pytest.fixture(scope="module", autouse=True)
def _spark() -> None:
    message = missing()
    if message:
        if os.environ.get("CI"):
            pytest.fail(message)
        pytest.skip(message)


def test_trace_gives_the_same_bytes(seeds: Path, tmp_path: Path) -> None:
    here = provenance("trace", seeds, "--format", "json", "-o", tmp_path / "here")
    there = provenance(
        "trace", seeds, "--format", "json", "-o", "there", "--engine", "spark", "--master", "local[2]", cwd=tmp_path
    )
    assert (here.code, there.code) == (0, 0), there.err
    assert (tmp_path / "here" / "trace.json").read_bytes() == (tmp_path / "there" / "trace.json").read_bytes()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["here", "there"]


def test_pairs_are_written_as_parquet(articles: Path, tmp_path: Path) -> None:
    place = tmp_path / "place"
    place.mkdir()
    provenance("archive", "add", tmp_path / "archive", articles)
    found = provenance("cluster", "pairs", tmp_path / "archive" / "documents-*.parquet", "out", "--master", "local[1]", cwd=place)
    assert found.code == 0, found.err
    assert "3 documents, 1 candidate pairs, 1 that share passages." in found.out
    assert "provenance: linking what 3 documents share" in found.err
    assert [path.name for path in place.iterdir()] == ["out"]
    (row,) = pytest.importorskip("pyarrow.dataset").dataset(place / "out" / "pairs").to_table().to_pylist()
    assert {row["earlier"], row["later"]} == {"copy", "ferry"}


def test_a_cluster_that_is_not_there_is_named(articles: Path) -> None:
    done = provenance("trace", articles, "--json", "--engine", "spark", "--master", "nothing://here")
    assert done.code == 2
    assert "nothing://here" in done.err
