"""trace.json: the contract's shape, the way back, and what happens to bad files."""

from __future__ import annotations

import copy
import json
from dataclasses import replace

import pytest

from provenance.errors import UsageError
from provenance.export.json import from_dict, from_json, to_dict, to_json
from provenance.model import Block, Link
from tests.findings_factory import HOSTILE, findings, hostile

TOP = {
    "schema", "tool", "settings", "summary", "documents", "sources", "pairs", "edges", "rejected", "quotations", "divergences",
    "problems",
}  # fmt: skip
DOCUMENT = {
    "id", "path", "sha256", "format", "encoding", "language", "title", "publisher", "authors", "published", "updated",
    "not_before", "text", "blocks", "signals",
}  # fmt: skip
PAIR = {"left", "right", "relation", "containment", "jaccard", "jaccard_estimate", "passages", "edits"}
EDGE = {"source", "target", "kind", "probability", "drawn", "evidence", "against", "flips_if"}


def plain() -> dict[str, object]:
    """The result as a program that reads trace.json sees it."""
    loaded: dict[str, object] = json.loads(to_json(findings()))
    return loaded


def test_what_is_written_is_read_back() -> None:
    assert from_json(to_json(findings())) == findings()
    assert from_dict(to_dict(findings())) == findings()


def test_equal_findings_give_equal_text_that_ends_in_one_newline() -> None:
    text = to_json(findings())
    assert text == to_json(findings())
    assert text.endswith("}\n")
    assert not text.endswith("\n\n")


def test_the_contract_names_are_all_there() -> None:
    data = plain()
    assert data["schema"] == "provenance.trace/1"
    assert set(data) == TOP
    for listed, wanted in (("documents", DOCUMENT), ("pairs", PAIR), ("edges", EDGE)):
        entries = data[listed]
        assert isinstance(entries, list)
        assert all(wanted <= set(entry) for entry in entries)


def test_an_edit_and_a_block_have_the_contracts_names_and_types() -> None:
    data = to_dict(findings())
    text = json.dumps(data["pairs"])
    assert '"class": "house_style_numeral"' in text
    assert '"left": {"start": ' in text
    block = json.dumps(data["documents"])
    assert '"role": "disclaimer"' in block
    assert '"issuer": "Wirepost"' in block


def test_floats_are_rounded_at_this_gate() -> None:
    changed = findings()
    edge = replace(changed.edges[0], probability=0.123456789123)
    text = to_json(replace(changed, edges=(edge, *changed.edges[1:])))
    assert "0.123457" in text
    assert "0.1234567" not in text


def test_raw_markup_is_left_out_and_comes_back_empty() -> None:
    changed = findings()
    first = changed.documents[0]
    block = replace(first.blocks[0], attributes=(("data-uri", "secret"),), links=(Link(url="https://x.example", text="y"),))
    document = replace(first.with_blocks((block, *first.blocks[1:])), head=(("generator", "secret"),))
    text = to_json(replace(changed, documents=(document, *changed.documents[1:])))
    assert "secret" not in text
    back = from_json(text).documents[0]
    assert back.head == ()
    assert back.blocks[0] == Block(id=block.id, role=block.role, span=block.span, issuer=block.issuer, tag=block.tag)


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_strings_stay_json_and_come_back(words: str) -> None:
    text = to_json(hostile(words))
    assert text.encode("utf-8").decode("utf-8") == text
    back, kept = from_json(text), hostile(words.replace("\ud800", "\ufffd"))
    assert (back.edges, back.documents[0].text) == (kept.edges, kept.documents[0].text)


def test_nothing_invisible_stands_raw_in_the_file() -> None:
    text = to_json(hostile("a\u202eb\x85c\u2028d\ufeff\x00\x1b"))
    assert not {"\u202e", "\x85", "\u2028", "\ufeff", "\x00", "\x1b"} & set(text)
    assert "\\u202e" in text


@pytest.mark.parametrize(
    ("path", "message"),
    [
        (("edges", 0, "probability"), "edges[0].probability"),
        (("documents", 1, "sha256"), "documents[1].sha256"),
        (("pairs", 0, "containment", "left_in_right"), "pairs[0].containment.left_in_right"),
        (("summary", "independent_texts", "low"), "summary.independent_texts.low"),
        (("problems",), "problems"),
    ],
)
def test_a_missing_field_is_named_with_its_path(path: tuple[str | int, ...], message: str) -> None:
    data: object = copy.deepcopy(plain())
    top = data
    for step in path[:-1]:
        assert isinstance(data, dict | list)
        data = data[step]  # type: ignore[index]
    assert isinstance(data, dict)
    del data[path[-1]]
    with pytest.raises(UsageError) as caught:
        from_dict(top)
    assert message in str(caught.value)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"schema": "provenance.trace/9"}, "provenance.trace/1"),
        ({"edges": {}}, "a list is expected"),
        ({"edges": [{"source": 1}]}, "edges[0].source"),
        ({"edges": ["x"]}, "edges[0]"),
        ({"documents": [{}]}, "documents[0].id"),
    ],
)
def test_a_wrong_field_is_told_with_what_is_expected(change: dict[str, object], message: str) -> None:
    with pytest.raises(UsageError) as caught:
        from_dict(plain() | change)
    assert message in str(caught.value)


def test_a_broken_invariant_is_told_as_an_inconsistent_trace() -> None:
    data = plain()
    edges = data["edges"]
    assert isinstance(edges, list)
    edges[2]["probability"] = 1.5
    with pytest.raises(UsageError, match=r"inconsistent in edges\[2\]"):
        from_dict(data)


@pytest.mark.parametrize("text", ["", "{", "[]", "null", '"x"', "[" * 100_000])
def test_what_is_no_trace_is_told_so(text: str) -> None:
    with pytest.raises(UsageError):
        from_json(text)


def test_unknown_fields_are_ignored() -> None:
    assert from_dict(plain() | {"a_later_field": 1}) == findings()
