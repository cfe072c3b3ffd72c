"""Whatever strings a result holds, its JSON is UTF-8, strict JSON, and comes back."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from provenance.export.json import from_json, to_json
from tests.findings_factory import hostile


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=40))
def test_any_text_comes_back(words: str) -> None:
    assert from_json(to_json(hostile(words))) == hostile(words)


@given(st.text(alphabet=st.characters(), max_size=40))
def test_any_text_gives_utf8_and_strict_json(words: str) -> None:
    text = to_json(hostile(words))
    assert json.loads(text.encode("utf-8"))["schema"] == "provenance.trace/1"
