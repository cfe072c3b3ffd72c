"""What the credited copies of other stories teach about this one."""

from __future__ import annotations

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.lineage.learned import Learned, Lesson, host_evidence, learned_from
from provenance.model import Evidence
from tests.documents import document
from tests.unit.lineage.family_factory import LIGHT, WEIGHTS, family

FORTH, BACK = ("one.example", "two.example"), ("two.example", "one.example")
FLOWS = st.frozensets(st.sampled_from([FORTH, BACK, ("two.example", "three.example")]))
LESSONS = st.dictionaries(
    st.sampled_from("abcdef"), st.builds(Lesson, after=st.integers(0, 30), before=st.integers(0, 30), flows=FLOWS), min_size=1
)


def stories(forth: int, back: int = 0) -> Learned:
    """So many other stories in which text went from one site to the other, and back."""
    flows = [FORTH] * forth + [BACK] * back
    return learned_from({f"story {number}": Lesson(flows=frozenset({flow})) for number, flow in enumerate(flows)})


def evidence(learned: Learned, one: str | None = "one.example", other: str | None = "two.example") -> tuple[Evidence, ...]:
    both = family(document("a", *LIGHT, host=one), document("b", *LIGHT, host=other))
    return host_evidence(both, "a", "b", learned, WEIGHTS)


ENOUGH = int(WEIGHTS.host_stories) + 1


@given(LESSONS)
def test_a_family_learns_nothing_from_itself(lessons: dict[str, Lesson]) -> None:
    for name in lessons:
        rest = learned_from({other: lesson for other, lesson in lessons.items() if other != name})
        whole = learned_from(lessons)
        assert whole.date_trust(name, WEIGHTS) == rest.date_trust("elsewhere", WEIGHTS)
        assert [whole.flow(name, *flow) for flow in (FORTH, BACK)] == [rest.flow("elsewhere", *flow) for flow in (FORTH, BACK)]


@given(LESSONS, st.booleans())
def test_trust_in_dates_is_a_share_and_follows_the_credits(lessons: dict[str, Lesson], agrees: bool) -> None:  # noqa: FBT001 - drawn
    known = learned_from(lessons)
    more = learned_from({**lessons, "g": Lesson(after=int(agrees), before=int(not agrees))})
    before, after = known.date_trust("elsewhere", WEIGHTS), more.date_trust("elsewhere", WEIGHTS)
    assert 0 <= before <= 1
    assert before <= after if agrees else after <= before


def test_dates_are_trusted_until_credits_disagree_with_them() -> None:
    assert Learned().date_trust("any", WEIGHTS) == 1
    wrong = learned_from({"other": Lesson(before=40)})
    assert wrong.date_trust("any", WEIGHTS) == 0
    assert learned_from({"other": Lesson(before=3)}).date_trust("any", WEIGHTS) < 1


def test_a_flow_is_counted_once_for_each_other_story() -> None:
    learned = stories(3, 1)
    assert learned.flow("elsewhere", *FORTH) == 3
    assert learned.flow("story 0", *FORTH) == 2
    assert learned.flow("story 3", *FORTH) == 3
    assert learned.flow("elsewhere", "one.example", "three.example") == 0


@pytest.mark.parametrize(("forth", "back"), [(ENOUGH, 0), (ENOUGH, 2), (0, ENOUGH), (ENOUGH, ENOUGH)])
def test_the_other_direction_has_the_opposite_odds(forth: int, back: int) -> None:
    (there,), (here,) = evidence(stories(forth, back)), evidence(stories(back, forth))
    assert there.log_odds == pytest.approx(-here.log_odds)
    assert (there.log_odds > 0) == (forth > back)


def test_few_stories_say_nothing() -> None:
    few = int(WEIGHTS.host_stories) - 1
    assert evidence(stories(few)) == ()
    assert evidence(stories(few + 1)) != ()


def test_the_story_itself_does_not_count_among_the_others() -> None:
    few = {name: Lesson(flows=frozenset({FORTH})) for name in ("a", *map(str, range(int(WEIGHTS.host_stories) - 1)))}
    assert evidence(learned_from(few)) == ()


def test_one_habit_is_capped_and_named() -> None:
    (found,) = evidence(stories(500))
    assert found.kind == "host_prior"
    assert found.log_odds == WEIGHTS.host_prior_most
    assert (
        found.note == "in 500 other stories here two.example credits one.example 500 times, and one.example two.example 0 times"
    )


@pytest.mark.parametrize(
    ("one", "other"),
    [(None, "two.example"), ("one.example", None), ("one.example", "one.example"), ("three.example", "two.example")],
)
def test_unknown_hosts_one_site_and_other_sites_say_nothing(one: str | None, other: str | None) -> None:
    assert evidence(stories(ENOUGH), one, other) == ()


def test_one_site_has_no_habit_with_itself() -> None:
    inside = Lesson(flows=frozenset({("one.example", "one.example")}))
    assert evidence(learned_from({str(number): inside for number in range(ENOUGH)}), "one.example", "one.example") == ()


def test_a_site_s_other_host_is_the_same_site() -> None:
    flows = frozenset({("skarvledger.com", "two.example")})
    learned = learned_from({str(number): Lesson(flows=flows) for number in range(ENOUGH)})
    assert evidence(learned, "edition.skarvledger.com")[0].log_odds > 0
    assert dataclasses.replace(learned, lessons={}).flow("any", *next(iter(flows))) == ENOUGH
