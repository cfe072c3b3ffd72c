"""Passages that stand in many stories belong to none."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest

from provenance.matching.commonplace import without_commonplaces
from provenance.matching.holders import TEXT_BITS, shared_shingles
from provenance.matching.kernels import kernels_for
from provenance.matching.passages import KINDS, NO_HOST, PairPassages, Wanted, Wordings, joined
from provenance.matching.ragged import Ragged
from provenance.matching.traits import collected
from provenance.model import Document, PassageType
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


@dataclasses.dataclass(frozen=True)
class Known:
    """What a test asks of a pair."""

    kinds: tuple[PassageType, ...]
    copied_words: int

    @property
    def is_copy(self) -> bool:
        return PassageType.COPY in self.kinds


Pairs = dict[tuple[str, str], Known]


@dataclasses.dataclass(frozen=True)
class Corpus:
    """What every pair shares, each pair seen by itself; and the texts, in order of their names."""

    found: PairPassages
    texts: Wordings
    ids: tuple[str, ...]

    def without(self, settings: Matching = SETTINGS) -> Corpus:
        return dataclasses.replace(self, found=without_commonplaces(self.found, self.texts, settings))

    def pairs(self) -> Pairs:
        found = self.found
        return {
            (self.ids[left], self.ids[right]): Known(tuple(KINDS[kind] for kind in found.kinds[row]), int(found.copied[row]))
            for row, (left, right) in enumerate(zip(found.left.tolist(), found.right.tolist(), strict=True))
        }


def corpus(*documents: Document) -> Corpus:
    ordered = sorted(documents, key=lambda item: item.id)
    collection, _ = collected(ordered, SETTINGS, KERNELS)
    hosts = np.full(len(collection), NO_HOST, np.int32)
    held, nothing = shared_shingles(collection.words, SETTINGS), shared_shingles(Ragged.of([], np.uint64), SETTINGS)
    texts = Wordings(words=collection.words, marks=collection.marks, hosts=hosts, held=held, cut=TEXT_BITS)
    left, right = np.triu_indices(len(ordered), 1)
    wanted = Wanted(left=left, right=right, affinity=np.zeros(len(left)), anyway=np.ones(len(left), np.bool_))
    parts = KERNELS.compare(wanted, dataclasses.replace(texts, held=nothing), SETTINGS)
    return Corpus(joined([part for _, part in parts]), texts, collection.ids)


def cleaned(*documents: Document) -> Pairs:
    return corpus(*documents).without().pairs()


def types(pair: Known) -> set[PassageType]:
    return set(pair.kinds)


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
    found = corpus(*documents)
    before, once = found.pairs(), found.without().pairs()
    assert once.keys() == before.keys()
    assert not [pair for pair, each in once.items() if each.is_copy and not before[pair].is_copy]
    assert all(once[pair].copied_words <= before[pair].copied_words for pair in before)
    assert found.without().without().pairs() == once


@pytest.mark.parametrize("documents", CORPORA.values(), ids=list(CORPORA))
def test_the_order_of_pairs_does_not_matter(documents: tuple[Document, ...]) -> None:
    found = corpus(*documents)
    back = dataclasses.replace(found, found=found.found.taken(np.arange(len(found.found))[::-1]))
    assert back.without().pairs() == found.without().pairs()


def test_a_notice_below_unrelated_stories_is_furniture_and_copies_none_of_them() -> None:
    assert all(each.is_copy for each in corpus(*noticed("a", "b", "c")).pairs().values())
    for pair in cleaned(*noticed("a", "b", "c")).values():
        assert types(pair) == {PassageType.BOILERPLATE}
        assert pair.copied_words == 0


def test_two_stories_may_be_copies() -> None:
    found = corpus(*noticed("a", "b"))
    assert found.without().pairs() == found.pairs()


def test_copies_of_one_story_are_one_holder() -> None:
    """Three documents have the notice, two of them the same story: it stands in two stories, and may be a copied passage."""
    found = cleaned(*noticed("a", "b"), document("e", story("a"), NOTICE))
    assert found["a", "e"].is_copy
    assert found["a", "b"].is_copy


def test_what_whole_copies_share_they_have_by_copying() -> None:
    documents = (*noticed("a", "b", "c"), document("e", story("a"), NOTICE))
    found = corpus(*documents)
    kept = found.without().pairs()
    assert kept["a", "e"] == found.pairs()["a", "e"]
    assert not kept["a", "b"].is_copy


def test_a_form_of_words_stands_anywhere() -> None:
    assert all(each.is_copy for each in corpus(*interspersed("a", "b", "c")).pairs().values())
    assert {kind for pair in cleaned(*interspersed("a", "b", "c")).values() for kind in pair.kinds} == {PassageType.FORMULA}


def test_a_long_passage_inside_three_stories_is_a_copied_one() -> None:
    documents = [document(name, story(name), NOTICE, story(name, 12)) for name in "abc"]
    found = corpus(*documents)
    near = dataclasses.replace(SETTINGS, commonplace_margin=20)
    assert found.without(near).pairs() == found.pairs()
    everywhere = dataclasses.replace(SETTINGS, commonplace_margin=10_000)
    assert not any(each.is_copy for each in found.without(everywhere).pairs().values())


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
    assert corpus(*documents).pairs()["a", "b"].is_copy
    assert not any(pair.is_copy for pair in cleaned(*documents).values())


def test_stacked_notices_are_furniture_however_many_stand_below() -> None:
    """The length of further notices does not move a notice away from the end of the text."""
    others = [" ".join(f"{word}{n}" for n in range(50)) + "." for word in ("lemma", "caveat", "proviso")]
    stacks = {"a": (NOTICE,), "b": (NOTICE, *others), "c": (NOTICE, *others), "d": others}
    documents = [document(name, story(name, 16), *stack) for name, stack in stacks.items()]
    assert not any(pair.is_copy for pair in cleaned(*documents).values())


def test_the_holders_of_frequent_shingles_are_all_it_needs() -> None:
    every = corpus(*noticed(*"abcd"), document("e", story("a")))
    least = SETTINGS.commonplace_stories
    frequent = every.texts.held.frequent(least)
    assert 0 < len(frequent.values) < len(every.texts.held.values)
    assert (frequent.values[frequent.first] == frequent.values).all()
    assert (frequent.counts >= least).all()
    some = dataclasses.replace(every, texts=dataclasses.replace(every.texts, held=frequent))
    assert some.without().pairs() == every.without().pairs()
