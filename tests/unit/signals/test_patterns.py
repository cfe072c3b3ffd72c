"""Every pattern against its own cases, and what the loader says of damaged data."""

from __future__ import annotations

import re
import time
import tomllib

import pytest
from _pytest.mark.structures import ParameterSet

from provenance.errors import ProvenanceError
from provenance.model import SignalKind
from provenance.signals import data, patterns
from provenance.signals.agencies import registry
from provenance.signals.data import DataError
from provenance.signals.home import Home
from provenance.signals.lines import Line, match_pattern
from provenance.signals.patterns import FAMILIES, Case, Pattern, Scope, load_patterns, patterns_for
from provenance.signals.pixels import find_pixel
from provenance.signals.view import BlockView, views_of
from tests.unit.signals.factory import document

NOWHERE = Home(hosts=(), name=None)
ALL = [pattern for family in FAMILIES for pattern in load_patterns(family)]
LINES = [pattern for pattern in ALL if pattern.scope is not Scope.URL and pattern.kind is not SignalKind.EMBEDDED_POST]
MEGABYTE = 1_000_000
SECONDS = 3.0
"""A megabyte takes the widest bounded pattern 0.6 s; a quadratic one never ends."""

ENTRY = """
[[pattern]]
id = "sample"
kind = "attribution_line"
regex = 'seen on (?P<organisation>.{1,40})'
keywords = ["seen on"]
strength = 3
orients = "nothing"
role = "credit"
scope = "sentence"
positive = [{ text = "a" }, { text = "b" }, { text = "c" }]
negative = ["x", "y", "z"]
"""


def cases(chosen: list[Pattern]) -> list[ParameterSet]:
    numbered = ((pattern, number, case) for pattern in chosen for number, case in enumerate(pattern.positive))
    return [pytest.param(pattern, case, id=f"{pattern.id}-{number}") for pattern, number, case in numbered]


def refusals(chosen: list[Pattern]) -> list[ParameterSet]:
    numbered = ((pattern, number, text) for pattern in chosen for number, text in enumerate(pattern.negative))
    return [pytest.param(pattern, text, id=f"{pattern.id}-{number}") for pattern, number, text in numbered]


def view(text: str) -> BlockView:
    made = document([text])
    return views_of(made)[0]


def found(pattern: Pattern, text: str) -> list[Line]:
    return list(match_pattern(pattern, view(text), NOWHERE))


@pytest.mark.parametrize(("pattern", "case"), cases(LINES))
def test_a_pattern_matches_its_positive_cases_and_yields_what_they_state(pattern: Pattern, case: Case) -> None:
    lines = found(pattern, case.text)
    assert len(lines) == 1
    signal = lines[0].signal
    stated = {name: getattr(case, name) for name in ("host", "organisation", "title", "url") if getattr(case, name) is not None}
    assert {name: getattr(signal, name) for name in stated} == stated
    assert pattern in patterns_for(FAMILIES, view(case.text).keywords)


@pytest.mark.parametrize(("pattern", "text"), refusals(LINES))
def test_a_pattern_refuses_its_negative_cases(pattern: Pattern, text: str) -> None:
    assert found(pattern, text) == []


@pytest.mark.parametrize(("pattern", "case"), cases([pattern for pattern in ALL if pattern.scope is Scope.URL]))
def test_a_counter_is_recognised_and_names_its_host(pattern: Pattern, case: Case) -> None:
    signal = find_pixel(case.text, (), NOWHERE)
    assert signal is not None
    assert (signal.basis, signal.host) == (pattern.id, case.host)


@pytest.mark.parametrize(("pattern", "text"), refusals([pattern for pattern in ALL if pattern.scope is Scope.URL]))
def test_other_addresses_are_no_counters(pattern: Pattern, text: str) -> None:
    signal = find_pixel(text, (), NOWHERE)
    assert signal is None or signal.basis != pattern.id


@pytest.mark.parametrize(("pattern", "text"), refusals([pattern for pattern in ALL if pattern.kind is SignalKind.EMBEDDED_POST]))
def test_a_post_signature_is_not_seen_in_a_sentence(pattern: Pattern, text: str) -> None:
    assert pattern.regex.search(text) is None


def test_ids_are_unique_across_all_files() -> None:
    ids = [pattern.id for pattern in ALL]
    assert sorted(set(ids)) == sorted(ids)


@pytest.mark.parametrize("pattern", [pytest.param(pattern, id=pattern.id) for pattern in ALL])
@pytest.mark.parametrize("filler", ["a", " "])
@pytest.mark.slow
def test_a_megabyte_of_filler_is_read_in_linear_time(pattern: Pattern, filler: str) -> None:
    started = time.process_time()
    assert pattern.regex.search(filler * MEGABYTE) is None
    assert time.process_time() - started < SECONDS


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('kind = "attribution_line"', 'kind = "rumour"', "'rumour' is not a valid SignalKind"),
        ("strength = 3", "strength = 9", "strength must be a whole number from 1 to 5, not 9"),
        ('keywords = ["seen on"]', 'keywords = ["Seen on"]', "keywords must be a list of lower-case texts"),
        ("'seen on (", "'seen on ((", "does not compile"),
        ("'seen on (", "'(?:a+)+ (", "repeated group"),
        ("?P<organisation>", "?P<who>", "unknown group 'who'"),
        ("seen on (?P", "@{nowhere} (?P", "no fragment 'nowhere'"),
        ('negative = ["x", "y", "z"]', 'negative = ["x"]', "1 negative cases; write at least 3"),
        ('{ text = "c" }', '{ texts = "c" }', "positive must be a list of tables with a text"),
        ('orients = "nothing"', 'orients = ""', "orients must be a text that is not empty"),
        ('role = "credit"', 'role = "hero"', "'hero' is not a valid Role"),
    ],
)
def test_a_damaged_entry_is_named(monkeypatch: pytest.MonkeyPatch, old: str, new: str, message: str) -> None:
    assert old in ENTRY
    rows = tuple(tomllib.loads(ENTRY.replace(old, new))["pattern"])
    monkeypatch.setattr(patterns, "load_table", lambda *_: rows)
    with pytest.raises(DataError, match=re.escape(message)) as caught:
        patterns.load_patterns.__wrapped__("sample")
    assert "sample.toml, pattern 'sample'" in str(caught.value)
    assert isinstance(caught.value, ProvenanceError)


def test_two_entries_of_one_name_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = tuple(tomllib.loads(ENTRY + ENTRY)["pattern"])
    monkeypatch.setattr(patterns, "load_table", lambda *_: rows)
    with pytest.raises(DataError, match="two patterns have the id 'sample'"):
        patterns.load_patterns.__wrapped__("sample")


def test_a_missing_table_is_empty_and_a_wrong_one_is_refused() -> None:
    assert data.load_table("agencies.toml", "nothing") == ()
    with pytest.raises(DataError, match="must hold only texts"):
        data.load_words("agencies.toml", "agency")


def test_the_registry_finds_agencies_by_name_tag_and_host() -> None:
    agencies = registry()
    assert len(agencies.agencies) >= 35
    by_name, by_tag, by_host = agencies.named("The Associated Press"), agencies.tagged("AP"), agencies.at("video.apnews.com")
    assert by_name is not None
    assert by_name == by_tag == by_host
    assert agencies.named("Harbour Courier") is None
    assert agencies.tagged("KXYZ") is None
