"""The page on inputs says what the code reads."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from provenance.model import Container, Format
from tests.conftest import ROOT
from tests.docs.inputs_page import ROWS, inputs_page


def test_the_page_is_current(golden: Callable[[Path, str], None]) -> None:
    golden(ROOT / "docs" / "reference" / "inputs.md", inputs_page())


def test_every_kind_has_a_row() -> None:
    assert set(ROWS) == {*Format, *Container}


def test_every_page_it_names_is_there() -> None:
    for _, _, _, page in ROWS.values():
        assert not page or (ROOT / "docs" / "how-to" / page).is_file()
