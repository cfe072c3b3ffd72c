"""Changes of wording that some copies share and others lack."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.lineage.family import Family
from provenance.lineage.variants import Variants, variant_evidence, variants_of, word_starts
from provenance.model import HOUSE_STYLE, EditClass
from tests.documents import document
from tests.unit.lineage.family_factory import LIGHT, WEIGHTS, family

WORDING = frozenset({EditClass.WORDING})
SOLD = LIGHT[0].replace("a retired piano tuner", "an old clockmaker")
GULLS = LIGHT[1].replace("gulls have built", "terns have made")
BLOCKS = st.lists(st.sampled_from(["a:p01", "a:p02", "a:p03"]), max_size=9)


def chain(first: str = "a", second: str = "b", third: str = "c") -> Family:
    """The first text; the second, which changed a word; the third, which has that change and one of its own."""
    return family(
        document(first, *LIGHT),
        document(second, SOLD, *LIGHT[1:]),
        document(third, SOLD, GULLS, *LIGHT[2:]),
    )


def wording(found: Family) -> Variants:
    return variants_of(found, WORDING, word_starts(found))


@pytest.mark.parametrize("names", list(itertools.permutations("abc")))
def test_names_and_order_of_the_documents_do_not_matter(names: tuple[str, str, str]) -> None:
    renamed = dict(zip("abc", names, strict=True))
    expected = {
        (renamed[source], renamed[copy]): tuple(renamed[block[0]] + block[1:] for block in blocks)
        for (source, copy), blocks in wording(chain()).items()
    }
    assert wording(chain(*names)) == expected


@given(BLOCKS)
def test_variants_only_ever_speak_against_a_source_and_more_of_them_never_less(blocks: list[str]) -> None:
    more = sum(item.log_odds for item in variant_evidence([*blocks, "a:p04"], (), "s", WEIGHTS))
    assert more <= sum(item.log_odds for item in variant_evidence(blocks, (), "s", WEIGHTS)) <= 0
    assert more < 0


def test_two_texts_alone_have_no_shared_changes() -> None:
    assert wording(family(document("a", *LIGHT), document("b", SOLD, GULLS, *LIGHT[2:]))) == {}


def test_the_last_of_a_chain_has_a_change_that_the_first_lacks_and_the_middle_has() -> None:
    found = wording(chain())
    assert found["a", "c"] == ("c:p01",)
    assert ("b", "c") not in found


def test_changes_of_one_copy_alone_count_against_nobody() -> None:
    """A star: each copy made a change of its own, and neither has the other's."""
    found = wording(family(document("a", *LIGHT), document("b", SOLD, *LIGHT[1:]), document("c", LIGHT[0], GULLS, *LIGHT[2:])))
    assert not {("a", "b"), ("a", "c")} & found.keys()


def test_the_first_reading_counts_against_a_copy_that_lost_it() -> None:
    """Seen from the copies of a star, each lacks what the original and the other copy still have in common."""
    found = wording(family(document("a", *LIGHT), document("b", SOLD, *LIGHT[1:]), document("c", LIGHT[0], GULLS, *LIGHT[2:])))
    assert found["b", "c"] == ("c:p01",)
    assert found["c", "b"] == ("b:p02",)


def test_neighbouring_words_are_one_change_and_distant_ones_two() -> None:
    twice = SOLD.replace("whenever the weather allows it", "on every calm day")
    one = wording(family(document("a", *LIGHT), document("b", SOLD, *LIGHT[1:]), document("c", SOLD, *LIGHT[1:])))
    two = wording(family(document("a", *LIGHT), document("b", twice, *LIGHT[1:]), document("c", twice, *LIGHT[1:])))
    assert one["a", "b"] == ("b:p01",)
    assert two["a", "b"] == ("b:p01", "b:p01")


def test_words_that_two_copies_lack_are_a_change_they_share() -> None:
    shorter = LIGHT[3].replace(" before midsummer", "")
    assert shorter != LIGHT[3]
    copies = [document(name, *LIGHT[:3], shorter, LIGHT[4]) for name in "bc"]
    found = wording(family(document("a", *LIGHT), *copies))
    assert found["a", "b"] == ("b:p04",)
    assert ("c", "b") not in found


def test_house_style_is_counted_apart() -> None:
    american = LIGHT[2].replace("Neighbours", "Neighbors")
    assert american != LIGHT[2]
    copies = [document(name, *LIGHT[:2], american, *LIGHT[3:]) for name in "bc"]
    both = family(document("a", *LIGHT), *copies)
    assert wording(both) == {}
    assert variants_of(both, HOUSE_STYLE, word_starts(both))["a", "b"] == ("b:p03",)


def test_a_passage_that_only_two_hold_says_nothing() -> None:
    found = wording(family(document("a", *LIGHT), document("b", SOLD, *LIGHT[1:]), document("c", *LIGHT[1:])))
    assert found == {}


def test_evidence_tells_how_many_changes_of_what_and_where() -> None:
    (words, style) = variant_evidence(["c:p01", "c:p01", "c:p03"], ["c:p02"], "a", WEIGHTS)
    assert words.kind == style.kind == "inherited_variant"
    assert words.note == "3 changes of wording that other copies have too and a has not"
    assert style.note == "1 change of house style that other copies have too and a has not"
    assert (words.where, style.where) == (("c:p01", "c:p03"), ("c:p02",))


def test_beyond_a_limit_more_changes_add_nothing() -> None:
    limit = int(WEIGHTS.variants_most)
    at, beyond = (variant_evidence(["c:p01"] * number, (), "a", WEIGHTS)[0].log_odds for number in (limit, limit + 5))
    assert at == beyond
    assert at < variant_evidence(["c:p01"], (), "a", WEIGHTS)[0].log_odds
