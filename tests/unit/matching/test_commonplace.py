"""Passages that stand in many stories belong to none."""

from __future__ import annotations

import dataclasses
import itertools

import pytest

from provenance.matching.candidates import shared_shingles
from provenance.matching.commonplace import without_commonplaces
from provenance.matching.compare import _compared, _Means, _prepare
from provenance.matching.comparison import Compared
from provenance.matching.kernels import kernels_for
from provenance.matching.links import pairs_of
from provenance.matching.sketch import Permutations
from provenance.matching.traits import Collection, collected, traits_of
from provenance.model import Document, PassageType, Reuse
from provenance.settings import Matching
from tests.documents import document

SETTINGS = Matching()
KERNELS = kernels_for(1)
NOTICE = (
    "This bulletin is assembled by volunteers from letters, minutes and conversations at the counter, and whoever relies on it "
    "should first ask the office named above whether the arrangement still holds. Corrections sent before the second Friday "
    "are printed in full and free of charge, anonymous complaints are read aloud at the yearly supper and then burnt."
)
FORMULA = (
    "Anybody who has seen something similar in the neighbourhood is asked to leave a message with the night porter at the old "
    "customs house."
)
TOPICS = {
    "a": "goats mow the dyke {} while the water board counts tractors it no longer fuels on slope {}",
    "b": "an organ stood {} behind the seminary wall until builders freed its sixth pipe from mouse nest {}",
    "c": "the kite club wants {} hectares without bulls wires or poplars and offers to bring its own mower {}",
    "d": "taxi drivers bought {} rolls through a hatch at night which the baker now prefers to sleep behind {}",
}
"""What four stories speak of; every sentence has numbers of its own."""


def story(name: str, sentences: int = 9) -> str:
    words = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen".split()
    return " ".join(f"{TOPICS[name].format(words[at], words[-at - 1]).capitalize()}." for at in range(sentences))


Pairs = dict[tuple[str, str], Compared]


def pairs(*documents: Document) -> tuple[Pairs, Collection]:
    """What every pair shares, each pair seen by itself; and the texts, in order of their names."""
    ordered = sorted(documents, key=lambda item: item.id)
    found = {(one.id, other.id): compared(one, other) for one, other in itertools.combinations(ordered, 2)}
    permutations = Permutations.of(SETTINGS)
    every = (traits_of(each, permutations, SETTINGS, KERNELS) for each in ordered)
    return found, collected((dataclasses.replace(each, order=("", each.id)) for each in every), SETTINGS.permutations)[0]


def compared(one: Document, other: Document) -> Compared:
    corpus, _ = _prepare((one, other), _Means(SETTINGS, map, KERNELS, lambda _stage, _done, _total: None))
    return _compared(corpus, pairs_of([(0, 1)]))[0, 1]


def without(found: Pairs, texts: Collection, settings: Matching = SETTINGS) -> Pairs:
    number = {name: place for place, name in enumerate(texts.ids)}
    numbered = {(number[one], number[other]): each for (one, other), each in found.items()}
    kept = without_commonplaces(numbered, texts, shared_shingles(texts.words, settings), settings)
    return {(each.reuse.left, each.reuse.right): each for each in kept.values()}


def cleaned(*documents: Document) -> dict[tuple[str, str], Reuse]:
    return {pair: each.reuse for pair, each in without(*pairs(*documents)).items()}


def types(reuse: Reuse) -> set[PassageType]:
    return {passage.type for passage in reuse.passages}


def noticed(*names: str) -> tuple[Document, ...]:
    return tuple(document(name, story(name), NOTICE) for name in names)


def interspersed(*names: str) -> tuple[Document, ...]:
    return tuple(document(name, story(name, 5), FORMULA, story(name, 9)) for name in names)


CORPORA = {
    "a notice": noticed("a", "b", "c", "d"),
    "a formula": interspersed("a", "b", "c"),
    "two copies and a notice": (*noticed("a", "b", "c"), document("e", story("a"), NOTICE)),
    "no notice": tuple(document(name, story(name)) for name in "abc"),
}


@pytest.mark.parametrize("documents", CORPORA.values(), ids=list(CORPORA))
def test_no_pair_is_lost_or_becomes_a_copy_and_twice_is_as_once(documents: tuple[Document, ...]) -> None:
    found, texts = pairs(*documents)
    once = without(found, texts)
    assert once.keys() == found.keys()
    assert not [pair for pair, each in once.items() if each.reuse.is_copy and not found[pair].reuse.is_copy]
    assert all(once[pair].reuse.copied_words <= found[pair].reuse.copied_words for pair in found)
    assert without(once, texts) == once


@pytest.mark.parametrize("documents", CORPORA.values(), ids=list(CORPORA))
def test_the_order_of_pairs_does_not_matter(documents: tuple[Document, ...]) -> None:
    found, texts = pairs(*documents)
    back = without(dict(reversed(found.items())), texts)
    assert back == without(found, texts)


def test_a_notice_below_unrelated_stories_is_furniture_and_copies_none_of_them() -> None:
    found, _ = pairs(*noticed("a", "b", "c"))
    assert all(each.reuse.is_copy for each in found.values())
    for reuse in cleaned(*noticed("a", "b", "c")).values():
        assert types(reuse) == {PassageType.BOILERPLATE}
        assert reuse.copied_words == 0


def test_two_stories_may_be_copies() -> None:
    found, texts = pairs(*noticed("a", "b"))
    assert without(found, texts) == found


def test_copies_of_one_story_are_one_holder() -> None:
    """Three documents have the notice, two of them the same story: it stands in two stories, and may be a copied passage."""
    found = cleaned(*noticed("a", "b"), document("e", story("a"), NOTICE))
    assert found["a", "e"].is_copy
    assert found["a", "b"].is_copy


def test_what_whole_copies_share_they_have_by_copying() -> None:
    documents = (*noticed("a", "b", "c"), document("e", story("a"), NOTICE))
    found, texts = pairs(*documents)
    kept = without(found, texts)
    assert kept["a", "e"] is found["a", "e"]
    assert not kept["a", "b"].reuse.is_copy


def test_a_form_of_words_stands_anywhere() -> None:
    found, _ = pairs(*interspersed("a", "b", "c"))
    assert all(each.reuse.is_copy for each in found.values())
    assert {kind for reuse in cleaned(*interspersed("a", "b", "c")).values() for kind in types(reuse)} == {PassageType.FORMULA}


def test_a_long_passage_inside_three_stories_is_a_copied_one() -> None:
    documents = [document(name, story(name), NOTICE, story(name, 12)) for name in "abc"]
    found, texts = pairs(*documents)
    near = dataclasses.replace(SETTINGS, commonplace_margin=20)
    assert without(found, texts, near) == found
    everywhere = dataclasses.replace(SETTINGS, commonplace_margin=10_000)
    assert not any(each.reuse.is_copy for each in without(found, texts, everywhere).values())


def test_beside_a_notice_a_copied_paragraph_stays_a_copy() -> None:
    """Two of three stories share a paragraph too: that one is theirs, the notice is nobody's."""
    paragraph = story("d", 4)
    documents = (document("a", story("a"), paragraph, NOTICE), document("b", paragraph, story("b"), NOTICE), *noticed("c"))
    found = cleaned(*documents)
    assert types(found["a", "b"]) == {PassageType.COPY, PassageType.BOILERPLATE}
    assert found["a", "b"].copied_words == len(paragraph.split())
    assert not found["a", "c"].is_copy


STOCK = "Whoever was on the quay that night is asked to ring the night porter."


def test_a_form_of_words_does_not_carry_its_neighbours() -> None:
    """Two of three stories also share half a sentence before it: the form of words is nobody's, the rest too little."""
    led = "The choir of the lower town lent its lamps {} " + STOCK
    leads = {"a": "to the divers.", "b": "and its ladders.", "c": "until dawn."}
    documents = [document(name, story(name, 5), led.format(lead), story(name, 9)) for name, lead in leads.items() if name != "c"]
    documents.append(document("c", story("c", 5), STOCK, story("c", 9)))
    found, _ = pairs(*documents)
    assert found["a", "b"].reuse.is_copy
    assert not any(reuse.is_copy for reuse in cleaned(*documents).values())


def test_stacked_notices_are_furniture_however_many_stand_below() -> None:
    """The length of further notices does not move a notice away from the end of the text."""
    others = [" ".join(f"{word}{n}" for n in range(50)) + "." for word in ("lemma", "caveat", "proviso")]
    stacks = {"a": (NOTICE,), "b": (NOTICE, *others), "c": (NOTICE, *others), "d": others}
    documents = [document(name, story(name, 16), *stack) for name, stack in stacks.items()]
    assert not any(reuse.is_copy for reuse in cleaned(*documents).values())
