"""Whole simulated corpora."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from types import MappingProxyType

import pytest

from provenance.errors import UsageError
from provenance.evaluation.chance import Chance
from provenance.evaluation.prepared import prepare
from provenance.evaluation.simulate import WORLDS, World, simulate
from provenance.evaluation.simulate.habits import HABITS
from provenance.evaluation.simulate.press import Outlet
from provenance.evaluation.simulate.publication import Publication
from provenance.evaluation.simulate.transmit import Route, pass_on
from provenance.evaluation.simulate.world import HardNegatives, Shape
from provenance.evaluation.truth import LabelledCorpus
from provenance.model import Format
from provenance.settings import Settings

SMALL = replace(WORLDS["newsroom"], name="small", stories=6, copies=(2, 6), paragraphs=(6, 12))


@pytest.fixture(scope="module")
def newsroom() -> LabelledCorpus:
    return simulate(WORLDS["newsroom"], 1)


def parents(corpus: LabelledCorpus) -> list[tuple[str, ...]]:
    return list(corpus.truth.parents.values())


def test_a_newsroom_has_everything(newsroom: LabelledCorpus) -> None:
    assert {document.format for document in newsroom.documents} == {Format.HTML, Format.WORDPRESS_REST_JSON, Format.PLAIN_TEXT}
    kinds = Counter(len(found) for found in parents(newsroom))
    assert kinds[2] == WORLDS["newsroom"].mash_ups
    assert len(newsroom.truth.hidden) == 8
    assert set(newsroom.truth.unrelated.values()) == {
        "press_conference",
        "quotation",
        "legal_footer",
        "template",
        "stock_phrase",
        "twin_headline",
        "notice",
    }


def test_names_of_documents_tell_nothing_of_their_order(newsroom: LabelledCorpus) -> None:
    later = [child > parent for child, found in newsroom.truth.parents.items() for parent in found if parent.startswith("d")]
    assert 0.4 < sum(later) / len(later) < 0.6


@pytest.mark.parametrize("seed", range(3))
def test_nobody_can_say_which_of_two_twins_was_first(seed: int) -> None:
    corpus = simulate(World(name="twins", stories=0, twins=6), seed)
    pairs = {(min(child, *found), max(child, *found)) for child, found in corpus.truth.parents.items() if found}
    assert len(pairs) == 6
    assert corpus.truth.undirected == pairs
    assert corpus.truth.independent_texts == 6


def test_plain_texts_name_nobody() -> None:
    corpus = simulate(WORLDS["text_only"], 2)
    assert {document.format for document in corpus.documents} == {Format.PLAIN_TEXT}
    assert not any(word in document.content for document in corpus.documents for word in ("http", "©", "Published"))
    assert corpus.truth.undirected


@pytest.mark.parametrize("name", ["hidden", "hidden_text"])
def test_three_of_ten_originals_are_hidden(name: str) -> None:
    corpus = simulate(WORLDS[name], 1)
    assert len(corpus.truth.hidden) == round(0.3 * WORLDS[name].stories)
    copies = Counter(parent for found in parents(corpus) for parent in found)
    for source in corpus.truth.hidden.values():
        assert source.named or copies[source.id] >= 2
        naming = [document for document in corpus.documents if str(source.name) in document.content]
        assert naming or not source.named


def test_one_story_has_five_hundred_copies() -> None:
    corpus = simulate(WORLDS["long"], 1)
    assert len(corpus.documents) == 500
    assert parents(corpus).count(()) == 1
    assert not corpus.truth.passages_complete


def test_nothing_is_copied_where_everything_only_looks_so() -> None:
    corpus = simulate(WORLDS["negatives"], 1)
    assert set(parents(corpus)) == {()}
    assert corpus.truth.passages == ()
    assert len(corpus.documents) == corpus.truth.independent_texts == len(corpus.truth.clusters)


def test_a_small_world_is_read_and_compared_from_end_to_end() -> None:
    corpus = simulate(SMALL, 3)
    prepared = prepare(corpus, Settings())
    assert [document.id for document in prepared.documents] == [document.id for document in corpus.documents]
    copies = {(reuse.left, reuse.right) for reuse in prepared.reuses if reuse.is_copy}
    shared = {(passage.left, passage.right) for passage in corpus.truth.passages}
    direct = {
        (min(child, parent), max(child, parent))
        for child, found in corpus.truth.parents.items()
        for parent in found
        if parent in corpus.truth.parents
    }
    assert direct <= shared
    assert len(direct & copies) >= 0.9 * len(direct)


def test_a_false_credit_never_names_a_true_source() -> None:
    liars = MappingProxyType({kind: replace(habits, credits=0.0, credits_falsely=1.0) for kind, habits in HABITS.items()})
    world = World(name="liars", stories=8, copies=(1, 2), mash_ups=40, habits=liars)
    strangers: list[tuple[Outlet, ...]] = []

    def listening(parent: Publication, outlet: Outlet, route: Route, label: str, chance: Chance) -> Publication:
        made = pass_on(parent, outlet, route, label, chance)
        if not parent.id:
            strangers.append(route.strangers)
            assert {outlet, route.original.outlet}.isdisjoint(route.strangers)
        return made

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("provenance.evaluation.simulate.corpus.pass_on", listening)
        simulate(world, 1)
    assert len(strangers) == 40


@pytest.mark.parametrize("shape", Shape)
def test_every_shape_has_the_form_it_is_named_for(shape: Shape) -> None:
    world = World(name="shape", stories=1, copies=(5, 5), lonely=0.0, paragraphs=(8, 10), shapes={shape: 1})
    truth = simulate(world, 5).truth
    children = Counter(parent for found in truth.parents.values() for parent in found)
    root = next(name for name, found in truth.parents.items() if not found)
    match shape:
        case Shape.STAR:
            assert children == {root: 5}
        case Shape.CHAIN:
            assert set(children.values()) <= {1, 2}
        case Shape.RELEASE:
            assert max(children.values()) >= 3
        case _:
            assert sum(children.values()) == len(truth.parents) - 1


def test_numbers_of_copies_have_a_heavy_tail() -> None:
    world = replace(WORLDS["text_only"], stories=60, copies=(1, 200), lonely=0.0, paragraphs=(3, 4))
    sizes = sorted(map(len, simulate(world, 1).truth.clusters))
    assert sizes[len(sizes) // 2] <= 4
    assert sizes[-1] >= 20


def test_given_texts_are_told_in_their_own_words() -> None:
    texts = [
        "Ferry landing closes\n\nThe old landing at Tarnmoor shuts on Friday, after ninety years.\n\nNobody asked the crew about "
        "it.\n\nA bridge is promised for the spring, though no stone has been laid.\n\nBoats lie idle until then.",
        "Orchard wins\n\nThe pear trees of Oskwick bear again this year, and the growers cannot say why.\n\nIt rained a lot.",
    ]
    corpus = simulate(replace(SMALL, mash_ups=0, twins=0, negatives=HardNegatives(), lonely=0.0), 4, texts)
    assert corpus.truth.independent_texts == 2
    assert sum("ninety years" in document.content for document in corpus.documents) >= 2


@pytest.mark.parametrize("text", ["", "Only a headline", "Headline\n\n  \n"])
def test_a_text_without_a_paragraph_is_refused(text: str) -> None:
    with pytest.raises(UsageError, match="text 2 of those given"):
        simulate(SMALL, 1, ["Fine\n\nA paragraph.", text])


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"hidden": 1.5}, "hidden is a share"),
        ({"naming": -0.1}, "naming is a share"),
        ({"copies": (3, 2)}, "copies needs"),
        ({"paragraphs": (0, 2)}, "paragraphs needs"),
        ({"mash_ups": -1}, "cannot be below 0"),
        ({"twins": -1}, "cannot be below 0"),
        ({"negatives": HardNegatives(notices=-1)}, "cannot be below 0"),
    ],
)
def test_impossible_worlds_are_refused(change: dict[str, object], message: str) -> None:
    with pytest.raises(UsageError, match=message):
        replace(SMALL, **change)  # type: ignore[arg-type]
