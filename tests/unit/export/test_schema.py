"""The JSON Schema of ``trace.json``: every result keeps to it, and what does not is refused."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

import provenance
from provenance.export.json import to_json
from provenance.export.schema import json_schema
from tests import findings_factory
from tests.conftest import ROOT

Place = tuple[str | int, ...]


@pytest.fixture(scope="module")
def validator() -> Draft202012Validator:
    Draft202012Validator.check_schema(json_schema())
    return Draft202012Validator(json_schema())


@pytest.fixture(scope="module")
def result() -> Any:
    return json.loads(to_json(findings_factory.findings()))


def test_invented_findings_keep_to_it(validator: Draft202012Validator, result: Any) -> None:
    validator.validate(result)


def test_the_seeds_keep_to_it(validator: Draft202012Validator, seeds: Path) -> None:
    validator.validate(json.loads(provenance.trace(seeds).to_json()))


def test_a_result_without_some_texts_keeps_to_it(validator: Draft202012Validator) -> None:
    found = findings_factory.findings()
    first, *others = found.documents
    bare = replace(first, text="", blocks=(), head=(), text_left_out=True)
    validator.validate(json.loads(to_json(replace(found, documents=(bare, *others)))))


def test_every_field_is_needed_and_typed(validator: Draft202012Validator, result: Any) -> None:
    """Each field of the first object of every list, left out or replaced by an object, is noticed."""
    optional = {"written", "year_inferred"}
    places = [place for place in _fields(result) if place[0] != "settings" and place[-1] not in optional]
    assert len(places) > 120
    for place in places:
        for damage in ("left out", "replaced"):
            damaged = copy.deepcopy(result)
            holder = damaged
            for step in place[:-1]:
                holder = holder[step]
            if damage == "left out":
                del holder[place[-1]]
            else:
                holder[place[-1]] = {"unheard": "of"}
            assert not validator.is_valid(damaged), f"{place} {damage}"


def _fields(value: Any, place: Place = ()) -> Iterator[Place]:
    match value:
        case dict():
            for name, each in value.items():
                if (*place, name) != ("settings",):
                    yield (*place, name)
                    yield from _fields(each, (*place, name))
        case list() if value:
            yield from _fields(value[0], (*place, 0))
        case _:
            return


def test_the_published_schema_is_this_one(golden: Callable[[Path, str], None]) -> None:
    golden(ROOT / "docs" / "reference" / "trace.schema.json", json.dumps(json_schema(), indent=1) + "\n")
