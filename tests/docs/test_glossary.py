"""The glossary has every word that the report uses for what it found, in order."""

from __future__ import annotations

import re
from enum import StrEnum

import pytest

from provenance.model import EdgeKind, PassageType, Relation, Role, SourceKind
from tests.conftest import ROOT

TEXT = (ROOT / "docs" / "explanation" / "glossary.md").read_text(encoding="utf-8")
TERMS = re.findall(r"^\*\*(.+?)\*\* — ", TEXT, re.MULTILINE)


def test_terms_are_in_order() -> None:
    ordered = sorted(TERMS, key=lambda term: term.casefold().replace("-", " "))
    assert ordered == TERMS


@pytest.mark.parametrize("values", [SourceKind, PassageType, Relation, EdgeKind, Role], ids=lambda kind: kind.__name__)
def test_every_kind_is_explained(values: type[StrEnum]) -> None:
    plain = TEXT.casefold()
    assert [value for value in values if value.replace("_", " ") not in plain] == []


def test_what_an_entry_refers_to_is_there() -> None:
    assert [name for name in re.findall(r"[Ss]ee \*(.+?)\*", TEXT) if name not in TERMS] == []
