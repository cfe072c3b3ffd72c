"""The vocabulary has everything that the code asks of it."""

from __future__ import annotations

from itertools import chain

import pytest

from provenance.evaluation.chance import Chance
from provenance.evaluation.simulate.data import KINDS, VocabularyError, lists, load, named_texts, section, texts
from provenance.evaluation.simulate.press import make_press
from provenance.evaluation.simulate.telling import VOICES, say
from tests.unit.evaluation.simulate.factory import event

GENERIC_FACTS = {"noun", "matter", "short", "body", "venue", "affected", "money", "trouble"}
"""Facts that sentences which fit any story rely on."""
PEOPLE = {f"p{number}" for number in range(1, 7)}
EXTRA = {"q,": "speech,", "q.": "Speech.", "r.": "More.", "who": "Ann Lee", "quote": "Speech.", "quote,": "speech,"}


def templates(kind: str) -> list[str]:
    telling = section(load(f"kinds/{kind}.toml"), "telling", kind)
    listed = [texts(telling, name, kind) for name in ("headlines", "leads", "quotes")]
    return list(chain(*listed, *lists(telling, "beats", kind)))


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_gives_what_general_sentences_need(kind: str) -> None:
    table = load(f"kinds/{kind}.toml")
    assert set(named_texts(table, "facts", kind)) >= GENERIC_FACTS
    assert set(named_texts(table, "people", kind)) == PEOPLE


@pytest.mark.parametrize("kind", KINDS)
def test_every_template_of_a_kind_can_be_told(kind: str) -> None:
    happening = event(3, kind)
    for template in templates(kind):
        for seed in range(6):
            said = say(happening, template, {}, Chance(seed))
            assert not set("[]{}|") & set(said), template


def test_every_general_template_can_be_told_of_every_kind() -> None:
    table = load("generic.toml")
    general = list(chain(*lists(table, "beats", "generic")))
    for name in ("frames", "frames_two", "frames_self", "self_beats", "quotes", "local", "headings", "posts", "captions"):
        general += texts(table, name, "generic")
    for kind in KINDS:
        happening = event(4, kind)
        for template in general:
            assert not set("[]{}|") & set(say(happening, template, EXTRA, Chance(5))), template


@pytest.mark.parametrize("kind", KINDS)
def test_every_beat_can_be_told_in_enough_ways(kind: str) -> None:
    beats = lists(section(load(f"kinds/{kind}.toml"), "telling", kind), "beats", kind)
    assert all(len(set(beat)) == len(beat) >= VOICES for beat in (*beats, *lists(load("generic.toml"), "beats", "generic")))


def test_every_publisher_has_notices_of_its_own() -> None:
    notices = named_texts(load("press.toml"), "group_notices", "press")
    groups = {outlet.group for outlet in make_press(1, Chance(1)).outlets if outlet.group}
    assert groups == set(notices)
    told = list(chain(*notices.values()))
    assert len(told) == len(set(told))


def test_a_missing_list_is_named() -> None:
    with pytest.raises(VocabularyError, match="place: nothing must be a list"):
        texts({}, "nothing", "place")
    with pytest.raises(VocabularyError, match="place: there is no table"):
        section({"nothing": 3}, "nothing", "place")
    with pytest.raises(VocabularyError, match="list of lists"):
        lists({"beats": ["a"]}, "beats", "place")
