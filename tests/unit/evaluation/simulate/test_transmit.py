"""One copy of a text."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from types import MappingProxyType

import pytest

from provenance.evaluation.chance import Chance
from provenance.evaluation.simulate.habits import HABITS, Habits
from provenance.evaluation.simulate.press import OutletKind
from provenance.evaluation.simulate.publication import Paragraph, Part, Publication
from provenance.evaluation.simulate.transmit import Route, mash_up, pass_on
from provenance.evaluation.simulate.world import World
from tests.unit.evaluation.simulate.factory import event, outlet, publication, sentences

NEVER = Habits(credits_original=0.0, keeps_self=1.0, dates=0.0, misdates=0.0, by_day=0.0, marks_up=0.0)
"""Habits of an outlet that copies and does nothing else; every line, mark and date of the source is lost."""
COPIER = outlet("Oskwick Argus")
TOLD = Paragraph(text="“We waited,” she told the Tarnmoor Ledger on Friday.", origin="a.90")
CREDIT = Paragraph(text="Via Zellmoor Post", origin="old credit", part=Part.CREDIT)
NOTICE = Paragraph(text="All rights belong to their owners.", origin="old notice", part=Part.NOTICE)
LINKED = replace(sentences(1)[0], links=(("old bridge", "https://tarnmoorledger.com/b"),), attributes=(("data-pid", "7"),))
FIGURE = Paragraph(text="A view", origin="f", part=Part.FIGURE, image="https://cdn.tarnmoorledger.com/2024/view.jpg")
ORIGINAL = replace(
    publication(story=(LINKED, *sentences(6)[1:], FIGURE, TOLD, CREDIT, NOTICE)), byline="By Ann Lee", dateline="TARNMOOR —"
)


def copied(seed: int = 1, parent: Publication = ORIGINAL, **habits: float) -> Publication:
    """A copy by an outlet that does nothing but what ``habits`` say."""
    return copied_with(replace(NEVER, **habits), seed, parent)


def copied_with(habits: Habits, seed: int = 1, parent: Publication = ORIGINAL, naming: float = 1.0) -> Publication:
    """A copy by an outlet with these habits."""
    table = MappingProxyType({**HABITS, OutletKind.PAPER: habits})
    world = World(name="w", stories=1, naming=naming, habits=table)
    route = Route(event=event(), original=ORIGINAL, is_given=False, strangers=(outlet("Wexelwick Star"),), world=world)
    return pass_on(parent, COPIER, route, "copy", Chance(seed, "copy"))


def lines(made: Publication, part: Part) -> list[str]:
    return [paragraph.text for paragraph in made.paragraphs if paragraph.part is part]


def test_an_outlet_without_habits_copies_the_story_and_nothing_else() -> None:
    made = copied()
    assert [item.text for item in made.story()] == [item.text for item in ORIGINAL.story()]
    assert made.parents == ("a",)
    assert made.edits == ()
    assert (made.title, made.dateline, made.shown, made.head) == (ORIGINAL.title, None, None, ())
    assert lines(made, Part.CREDIT) == lines(made, Part.NOTICE) == []
    assert not any(item.links or item.attributes for item in made.paragraphs)
    assert made.published > ORIGINAL.published


@pytest.mark.parametrize(
    "habit",
    "cuts drops inserts adds_embed drops_figures rewords garbles escapes runs_on breaks_off excerpts".split(),
)
def test_each_operation_is_done_if_it_always_happens_and_recorded(habit: str) -> None:
    made = copied_with(replace(NEVER, **{habit: 1.0}))
    assert made.edits == (habit,)
    assert made.paragraphs != copied().paragraphs


def test_operations_do_not_disturb_one_another_s_draws() -> None:
    one = copied(cuts=1.0)
    both = copied(cuts=1.0, rewords=1.0)
    assert [item.origin for item in one.paragraphs] == [item.origin for item in both.paragraphs]


def test_a_credit_names_the_parent() -> None:
    named = Counter(
        "Tarnmoor Ledger" in text or "tarnmoorledger.com" in text
        for seed in range(60)
        for text in lines(copied(seed, credits=1.0), Part.CREDIT)
    )
    assert named[True] > 55


def test_credits_have_many_forms() -> None:
    assert len({text for seed in range(60) for text in lines(copied(seed, credits=1.0), Part.CREDIT)}) > 15


def test_a_credit_may_name_the_original_instead() -> None:
    parent = replace(copied(), id="between", outlet=outlet("Zellmoor Post"))
    named = [lines(copied(seed, parent=parent, credits=1.0, credits_original=1.0), Part.CREDIT)[0] for seed in range(30)]
    assert not any("Zellmoor" in text or "zellmoor" in text for text in named)


def test_a_false_credit_names_a_stranger() -> None:
    named = [lines(copied(seed, credits_falsely=1.0), Part.CREDIT)[0] for seed in range(30)]
    assert sum("Wexelwick Star" in text or "wexelwickstar.com" in text for text in named) > 25
    assert not any("Tarnmoor" in text for text in named)


def test_old_lines_stay_or_go() -> None:
    kept = copied(keeps_credits=1.0, keeps_notices=1.0)
    assert lines(kept, Part.CREDIT) == [CREDIT.text]
    assert lines(kept, Part.NOTICE) == [NOTICE.text]


def test_an_excerpt_leads_to_the_rest() -> None:
    made = copied(excerpts=1.0, credits=1.0)
    assert 2 <= len(list(made.story())) <= 4
    assert len(lines(made, Part.CREDIT)) == 1


def test_links_pictures_and_ids_stay_or_are_the_copier_s_own() -> None:
    kept = copied(keeps_links=1.0, keeps_images=1.0, keeps_ids=1.0)
    assert kept.paragraphs[0].links == LINKED.links
    assert kept.paragraphs[0].attributes == LINKED.attributes
    images = [item.image for made in (kept, copied()) for item in made.paragraphs if item.image]
    assert images == [FIGURE.image, "https://oskwickargus.com/wp-content/uploads/view.jpg"]


def test_what_the_source_calls_itself_stays_or_becomes_neutral() -> None:
    assert TOLD.text in [item.text for item in copied().story()]
    neutral = [item.text for item in copied(keeps_self=0.0).story()][-1]
    assert neutral.startswith("“We waited,” she told ")
    assert "Ledger" not in neutral


def test_heads_declare_the_source() -> None:
    heads = {copied(seed, declares=1.0).head for seed in range(40)}
    assert {value for head in heads for _, value in head} == {ORIGINAL.url}
    assert {name for head in heads for name, _ in head} >= {"canonical", "syndication-source", "isBasedOn", "importer"}


def test_nothing_names_the_source_where_naming_is_off() -> None:
    lines_of_all_sorts = {"credits": 1.0, "credits_falsely": 1.0, "keeps_credits": 1.0, "keeps_notices": 1.0, "adds_notice": 1.0}
    made = copied_with(replace(NEVER, declares=1.0, keeps_dateline=1.0, **lines_of_all_sorts), naming=0.0)
    assert lines(made, Part.CREDIT) == lines(made, Part.NOTICE) == []
    assert (made.head, made.dateline) == ((), None)


def test_a_mash_up_has_two_parents_and_parts_of_both() -> None:
    other = replace(publication("z"), paragraphs=tuple(replace(item, origin=f"z{item.origin}") for item in sentences(9)))
    for seed in range(20):
        made = copied(seed, parent=mash_up(ORIGINAL, other, Chance(seed)), cuts=1.0, drops=1.0)
        assert made.parents == ("a", "z")
        origins = [item.origin for item in made.paragraphs]
        split = next(place for place, origin in enumerate(origins) if origin.startswith("z"))
        assert split >= 4
        assert len(origins) - split >= 4
        assert all(origin.startswith("z") for origin in origins[split:])


def test_inserted_paragraphs_speak_of_the_copier_s_town() -> None:
    copies = [copied(seed, inserts=1.0) for seed in range(20)]
    inserted = [item.text for made in copies for item in made.paragraphs if item.origin.startswith("copy.own")]
    assert any("Oskwick" in text for text in inserted)
