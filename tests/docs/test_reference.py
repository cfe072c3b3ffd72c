"""The reference says what the code says."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from enum import StrEnum
from pathlib import Path
from typing import Any

import pytest

import provenance
from provenance.model import (
    Drawn,
    EdgeKind,
    EditClass,
    EditKind,
    EditUnit,
    Format,
    PassageType,
    Relation,
    Role,
    SignalKind,
    SourceKind,
)
from tests.conftest import ROOT
from tests.docs.limits import limits_page
from tests.docs.reference import KINDS, settings_page, signals_page

REFERENCE = ROOT / "docs" / "reference"
Golden = Callable[[Path, str], None]

_FIELD = re.compile(r"^\| `(?P<path>[^`]+)` \|", re.MULTILINE)
_TYPES = {
    "Date": frozenset({"earliest", "latest", "timezone", "basis", "written", "year_inferred"}),
    "Span": frozenset({"start", "end"}),
    "Evidence": frozenset({"kind", "log_odds", "note", "where"}),
}
"""Values that occur in many places: the page describes their fields once, under the name of the type."""


def test_the_settings_page_is_current(golden: Golden) -> None:
    golden(REFERENCE / "settings.md", settings_page())


def test_the_limits_page_is_current(golden: Golden) -> None:
    golden(REFERENCE / "limits.md", limits_page())


def test_the_signals_page_is_current(golden: Golden) -> None:
    golden(REFERENCE / "signals.md", signals_page())


def test_every_kind_of_signal_is_explained() -> None:
    assert list(KINDS) == list(SignalKind)


def test_every_field_of_the_trace_is_explained(seeds: Path, tmp_path: Path) -> None:
    """The seeds and an empty file, for a problem, show every field there is."""
    (tmp_path / "empty.txt").touch()
    data = provenance.trace([seeds, tmp_path / "empty.txt"]).to_dict()
    page = (REFERENCE / "trace-json.md").read_text(encoding="utf-8")
    told = {match["path"] for match in _FIELD.finditer(page)}
    typed = {f"{name}.{field}" for name, fields in _TYPES.items() for field in fields}
    shown = {path for path in _paths(data, "") if not path.startswith("settings.")}
    assert typed <= told
    assert shown == told - typed


def _paths(value: Any, path: str) -> Iterator[str]:
    """Paths of all fields, lists as ``[]``; values of the types above are not taken apart."""
    match value:
        case dict():
            if path and any(value.keys() <= fields for fields in _TYPES.values()):
                return
            for name, each in value.items():
                place = f"{path}.{name}" if path else name
                yield place
                yield from _paths(each, place)
        case list():
            for each in value:
                yield from _paths(each, f"{path}[]")
        case _:
            return


@pytest.mark.parametrize("name", ["settings.md", "signals.md", "trace-json.md"])
def test_the_reference_is_on_the_map(name: str) -> None:
    assert f"reference/{name}" in (ROOT / "docs" / "index.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "values",
    [Role, Format, SourceKind, EdgeKind, Relation, Drawn, PassageType, EditKind, EditUnit, EditClass],
    ids=lambda kind: kind.__name__,
)
def test_every_value_of_a_field_is_named(values: type[StrEnum]) -> None:
    page = (REFERENCE / "trace-json.md").read_text(encoding="utf-8")
    assert [value for value in values if f"`{value}`" not in page] == []


def test_every_kind_of_textual_evidence_is_named() -> None:
    page = (REFERENCE / "trace-json.md").read_text(encoding="utf-8")
    code = "".join(path.read_text(encoding="utf-8") for path in sorted((ROOT / "provenance" / "lineage").glob("*.py")))
    kinds = set(re.findall(r'Evidence\(\s*kind="(\w+)"', code)) - set(SignalKind)
    assert kinds
    assert {kind for kind in kinds if f"`{kind}`" not in page} == set()
