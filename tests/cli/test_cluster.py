"""What is asked of a cluster, before there is one."""

from __future__ import annotations

from pathlib import Path

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
