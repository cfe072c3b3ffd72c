"""``provenance inspect`` shows every kind of input: what was read, the role of every block, every signal."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import provenance
from provenance.export.single import documents_json
from provenance.model import Container, Format, Role
from provenance.render.inspection import inspection
from tests.articles import FERRY
from tests.command import provenance as command
from tests.inputs import KINDS, TITLE


def test_there_is_a_file_of_every_kind() -> None:
    assert set(KINDS) == {*Container, *Format}


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_shown(tmp_path: Path, kind: Container | Format) -> None:
    name, made = KINDS[kind]
    (tmp_path / name).write_bytes(made())
    read = provenance.read(tmp_path / name)
    found = read[0]
    assert (found.document.container or found.document.format) is kind
    bodies = [block.span.of(found.document.text) for block in found.document.blocks if block.role is Role.BODY]
    assert [" ".join(body.split()) for body in bodies] == list(FERRY)
    assert found.document.metadata.title == TITLE
    shown = inspection(found.document, found.signals, found.problems)
    assert kind.value in shown
    assert all(f" {block.role:<15} " in shown for block in found.document.blocks)
    assert all(signal.kind.value in shown for signal in found.signals)
    data = json.loads(documents_json([(found.document, found.signals, found.problems)]))[0]
    assert data["format"] == kind.value
    assert [block["role"] for block in data["blocks"]] == [block.role.value for block in found.document.blocks]
    assert len(data["signals"]) == len(found.signals)
    assert [(fact["name"], fact["value"]) for fact in data["facts"]] == list(found.document.head)


def test_facts_about_the_whole_are_shown(tmp_path: Path) -> None:
    name, made = KINDS[Container.RSS]
    (tmp_path / name).write_bytes(made())
    done = command("inspect", tmp_path / name)
    assert (done.code, done.err) == (0, "")
    assert "  feed:source: https://origin.example/feed" in done.out
    assert "  address    https://bay.example/1" in done.out
    assert "feed_source" in done.out
    (data,) = json.loads(command("inspect", tmp_path / name, "--json").out)
    assert {"name": "feed:source", "value": "https://origin.example/feed"} in data["facts"]
