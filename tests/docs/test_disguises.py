"""The table of disguises is what is measured now."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from tests.conftest import ROOT
from tests.evasion import table

PAGE = ROOT / "docs" / "explanation" / "disguises.md"
_TABLE = re.compile(r"(?<=--update-golden. -->\n)\n.*?(?=\n\n)", re.DOTALL)


def test_the_table_of_disguises_is_current(golden: Callable[[Path, str], None], seeds: Path) -> None:
    written = PAGE.read_text(encoding="utf-8")
    assert _TABLE.search(written)
    golden(PAGE, _TABLE.sub(lambda _: f"\n{table(seeds)}", written, count=1))
