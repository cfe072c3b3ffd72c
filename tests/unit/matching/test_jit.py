"""Where machine code is kept."""

from __future__ import annotations

from pathlib import Path

import pytest

jit = pytest.importorskip("provenance.matching.kernels.jit", reason='the extra "scale" is not installed', exc_type=ImportError)


def test_it_is_kept_where_numba_was_told_to(tmp_path: Path) -> None:
    assert Path(jit.kept_in(str(tmp_path))).parent == tmp_path


def test_other_sources_have_another_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for folder in ("matching/kernels", "text"):
        (tmp_path / folder).mkdir(parents=True)
    source = tmp_path / "matching" / "columns.py"
    monkeypatch.setattr(jit, "_PACKAGE", tmp_path)
    places = set()
    for text in ("OPENS = 8\n", "OPENS = 9\n"):
        source.write_text(text, encoding="utf-8")
        jit.kept_in.cache_clear()
        places.add(jit.kept_in("anywhere"))
    jit.kept_in.cache_clear()
    assert len(places) == 2


def test_a_loop_runs_as_it_is_written() -> None:
    def twice(number: int) -> int:
        return 2 * number

    assert jit.compiled(twice)(21) == 42
