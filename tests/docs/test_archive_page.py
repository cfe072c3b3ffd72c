"""The programs shown on the page about archives run, and the columns they name are there."""

from __future__ import annotations

import importlib.util
import json
import re
import shutil
from pathlib import Path

import pytest

import provenance
from provenance.archive.telling import answer_json
from tests.conftest import ROOT

PAGE = (ROOT / "docs" / "how-to" / "keep-an-archive.md").read_text(encoding="utf-8")
REFERENCE = (ROOT / "docs" / "reference" / "archive.md").read_text(encoding="utf-8")
_BLOCK = re.compile(r"^```(?P<language>python|sql)\n(?P<code>.*?)^```$", re.MULTILINE | re.DOTALL)
BLOCKS = [(match["language"], match["code"]) for match in _BLOCK.finditer(PAGE)]


@pytest.fixture
def place(seeds: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the seeds and an archive of them."""
    shutil.copytree(seeds, tmp_path / "seeds")
    monkeypatch.chdir(tmp_path)
    provenance.open_archive("my-archive").add("seeds", workers=1)
    return tmp_path


@pytest.mark.parametrize(("language", "code"), BLOCKS, ids=[code.split()[1] for _, code in BLOCKS])
@pytest.mark.usefixtures("place")
def test_a_program_runs(language: str, code: str) -> None:
    if language == "sql":
        duckdb = pytest.importorskip("duckdb")
        assert duckdb.sql(code).fetchall()
        return
    for library in re.findall(r"^import (\w+)", code, re.MULTILINE):
        if importlib.util.find_spec(library) is None:
            pytest.skip(f"{library} is not installed")
    known: dict[str, object] = {}
    exec(compile(code, "keep-an-archive.md", "exec"), known)  # noqa: S102 - our own page
    if "faults" in known:
        assert known["faults"] == ()


def test_what_the_query_of_the_page_says(place: Path) -> None:
    """The same question by pyarrow, for where DuckDB is not installed."""
    parquet = pytest.importorskip("pyarrow.parquet")
    table = parquet.read_table(place / "my-archive" / "documents-000001.parquet", columns=["host", "published_earliest"])
    rows = table.group_by("host").aggregate([([], "count_all"), ("published_earliest", "min")]).to_pylist()
    assert sum(row["count_all"] for row in rows) == 5


def test_every_column_is_described(place: Path) -> None:
    ipc, parquet = pytest.importorskip("pyarrow.ipc"), pytest.importorskip("pyarrow.parquet")
    folder = place / "my-archive"
    names = list(parquet.read_schema(folder / "documents-000001.parquet").names)
    for file in ("ids-000001.arrow", "postings-000001.arrow"):
        with ipc.open_file(str(folder / file)) as reader:
            names += reader.schema.names
    told = set(re.findall(r"`(\w+)`", REFERENCE))
    assert [name for name in names if name not in told] == []


def test_every_field_of_an_answer_is_described(place: Path) -> None:
    answer = provenance.open_archive("my-archive").query(place / "seeds" / "000_ec4e91de95e91101.txt")
    plain = json.loads(answer_json(answer))
    told = set(re.findall(r"\w+", " ".join(re.findall(r"`([^`]+)`", REFERENCE.partition("## The answer")[2]))))
    fields = {
        *plain,
        *plain["archive"],
        *plain["matches"][0],
        *plain["matches"][0]["passages"][0],
        *plain["matches"][0]["containment"],
    }
    assert sorted(fields - told - {"schema"}) == []
