"""What is asked of a cluster, before there is one; and pairs found without one."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.command import provenance


def test_a_cluster_without_its_engine_is_refused(articles: Path) -> None:
    done = provenance("trace", articles, "--master", "local[2]")
    assert (done.code, done.out) == (2, "")
    assert "add --engine spark" in done.err


def test_a_property_needs_a_value(articles: Path) -> None:
    done = provenance("trace", articles, "--engine", "spark", "--conf", "spark.executor.memory")
    assert (done.code, done.out) == (2, "")
    assert "--conf spark.executor.memory=8g" in done.err


def test_the_package_is_written_where_it_is_wanted(tmp_path: Path) -> None:
    done = provenance("cluster", "package", tmp_path)
    assert (done.code, done.err) == (0, "")
    assert (tmp_path / "provenance.zip").read_bytes().startswith(b"PK")


def test_pairs_are_found_here_without_a_cluster(articles: Path, tmp_path: Path) -> None:
    dataset = pytest.importorskip("pyarrow.dataset")
    provenance("archive", "add", tmp_path / "archive", articles)
    done = provenance("cluster", "pairs", tmp_path / "archive" / "documents-*.parquet", tmp_path / "out", "--workers", "1")
    assert done.code == 0, done.err
    assert "3 documents, 1 candidate pairs, 1 that share passages." in done.out
    assert "provenance: linking what 3 documents share" in done.err
    (row,) = dataset.dataset(tmp_path / "out" / "pairs").to_table().to_pylist()
    assert {row["earlier"], row["later"]} == {"copy", "ferry"}
    again = provenance("cluster", "pairs", tmp_path / "archive" / "documents-*.parquet", tmp_path / "out")
    assert (again.code, again.out) == (4, "")
    assert "name a new folder" in again.err


def test_columns_of_a_table_can_be_named(tmp_path: Path) -> None:
    arrow, parquet = pytest.importorskip("pyarrow"), pytest.importorskip("pyarrow.parquet")
    parquet.write_table(arrow.table({"nr": [1, 2], "words": ["a b c", "d e"]}), tmp_path / "news.parquet")
    places = ("cluster", "pairs", tmp_path / "news.parquet", tmp_path / "out")
    unknown = provenance(*places)
    assert unknown.code == 2
    assert "--text-column and --id-column; it has nr, words" in unknown.err
    named = provenance(*places, "--text-column", "words", "--id-column", "nr", "-q")
    assert (named.code, named.out, named.err) == (0, "", "")


def test_workers_are_those_of_this_machine(articles: Path, tmp_path: Path) -> None:
    for more in (("--master", "local[2]"), ("--conf", "spark.master=local[2]")):
        done = provenance("cluster", "pairs", articles, tmp_path / "out", "--workers", "2", *more)
        assert done.code == 2
        assert "--workers are those of this machine" in done.err
