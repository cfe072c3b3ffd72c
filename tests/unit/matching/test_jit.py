"""Where machine code is kept."""

from __future__ import annotations

from pathlib import Path

import pytest

from provenance.matching.kernels import choose, kept
from provenance.matching.kernels.plain import PlainKernels


def test_it_is_kept_where_numba_was_told_to(tmp_path: Path) -> None:
    assert Path(kept.kept_in(str(tmp_path))).parent == tmp_path


def test_other_sources_have_another_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for folder in ("matching/kernels", "text"):
        (tmp_path / folder).mkdir(parents=True)
    source = tmp_path / "matching" / "columns.py"
    monkeypatch.setattr(kept, "_PACKAGE", tmp_path)
    places = set()
    for text in ("OPENS = 8\n", "OPENS = 9\n"):
        source.write_text(text, encoding="utf-8")
        kept.kept_in.cache_clear()
        places.add(kept.kept_in("anywhere"))
    kept.kept_in.cache_clear()
    assert len(places) == 2


def test_fewer_documents_are_enough_where_loops_are_compiled_already(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("numba")
    monkeypatch.setenv("NUMBA_CACHE_DIR", str(tmp_path))
    assert not kept.is_kept()
    assert isinstance(choose.kernels_for(1_000), PlainKernels)
    assert not isinstance(choose.kernels_for(1_000_000), PlainKernels)
    folder = Path(kept.kept_in(str(tmp_path))) / "kernels"
    folder.mkdir(parents=True)
    (folder / "comparing._compared-103.py311.nbi").touch()
    assert not isinstance(choose.kernels_for(1_000), PlainKernels)
    assert isinstance(choose.kernels_for(100), PlainKernels)


def test_what_is_looked_for_is_a_loop() -> None:
    comparing = pytest.importorskip("provenance.matching.kernels.comparing", exc_type=ImportError)
    assert callable(comparing._compared)
    assert "comparing._compared-" in kept._LAST


def test_a_loop_runs_as_it_is_written() -> None:
    jit = pytest.importorskip(
        "provenance.matching.kernels.jit", reason='the extra "scale" is not installed', exc_type=ImportError
    )

    def twice(number: int) -> int:
        return 2 * number

    assert jit.compiled(twice)(21) == 42
