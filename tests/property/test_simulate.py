"""Laws of the simulator: equal seeds give equal bytes, and its truth is what the documents hold."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from provenance.evaluation.corpus_files import read_labelled, write_corpus
from provenance.evaluation.simulate import World, simulate
from provenance.evaluation.simulate.world import HardNegatives, Shape, text_only
from provenance.evaluation.truth import LabelledCorpus, Truth
from provenance.pipeline import read_all
from provenance.settings import Limits
from provenance.text.words import fold_space, split_words
from tests.examples import few

SEEDS = st.integers(min_value=0, max_value=10_000)
SHARES = st.sampled_from([0.0, 0.3, 1.0])
COUNTS = st.integers(min_value=0, max_value=1)
_RUN = 25
"""Words in a row that no two texts share by accident; the longest stock phrase has 16."""


@st.composite
def worlds(draw: st.DrawFn) -> World:
    """Small worlds of every sort."""
    world = World(
        name="small",
        stories=draw(st.integers(min_value=1, max_value=3)),
        copies=(1, draw(st.integers(min_value=1, max_value=6))),
        lonely=draw(SHARES),
        paragraphs=(draw(st.integers(min_value=1, max_value=8)), 12),
        shapes={draw(st.sampled_from(list(Shape))): 1},
        mash_ups=draw(COUNTS),
        twins=draw(COUNTS),
        hidden=draw(SHARES),
        naming=draw(SHARES),
        dated=draw(SHARES),
        misdated=draw(SHARES),
        marked_up=draw(SHARES),
        untitled=draw(SHARES),
        placed=draw(SHARES),
        negatives=HardNegatives(
            press_conferences=draw(COUNTS), footers=draw(COUNTS), notices=draw(COUNTS), templates=draw(COUNTS)
        ),
    )
    return text_only(world) if draw(st.booleans()) else world


def ancestors(name: str, truth: Truth) -> set[str]:
    """Everything a document descends from."""
    found: set[str] = set()
    ahead = list(truth.parents.get(name, ()))
    while ahead:
        parent = ahead.pop()
        if parent not in found:
            found.add(parent)
            ahead += truth.parents.get(parent, ())
    return found


def texts_as_read(corpus: LabelledCorpus) -> dict[str, str]:
    """The documents' texts as the tool reads them, white space folded."""
    documents, _, problems = read_all(corpus.documents, Limits())
    # Damage that copying does is noticed and no more.
    assert {problem.severity for problem in problems} <= {"notice"}
    return {document.id: fold_space(document.text) for document in documents}


@given(worlds(), SEEDS)
@settings(max_examples=few(15))
def test_equal_seeds_give_equal_corpora(world: World, seed: int) -> None:
    assert simulate(world, seed) == simulate(world, seed)


@given(SEEDS, SEEDS)
@settings(max_examples=few(10))
def test_other_seeds_give_other_corpora(seed: int, other: int) -> None:
    world = World(name="small", stories=1, copies=(1, 2), paragraphs=(3, 5))
    assert (simulate(world, seed).checksum == simulate(world, other).checksum) == (seed == other)


@given(worlds(), SEEDS)
@settings(max_examples=few(30))
def test_the_truth_is_about_the_documents(world: World, seed: int) -> None:
    corpus = simulate(world, seed)
    truth = corpus.truth
    ids = {document.id for document in corpus.documents}
    sources = {parent for found in truth.parents.values() for parent in found}
    assert set(truth.parents) == ids
    assert sources <= ids | set(truth.hidden)
    assert set(truth.hidden) <= sources - ids
    assert sorted(name for group in truth.clusters for name in group) == sorted(ids)
    for pairs in (truth.undirected, truth.siblings, truth.unrelated):
        assert all(left < right and {left, right} <= ids for left, right in pairs)
    assert not truth.undirected & truth.siblings
    assert not (truth.undirected | truth.siblings) & set(truth.unrelated)


@given(worlds(), SEEDS)
@settings(max_examples=few(30))
def test_nobody_descends_from_themselves(world: World, seed: int) -> None:
    truth = simulate(world, seed).truth
    assert [name for name in truth.parents if name in ancestors(name, truth)] == []


@given(worlds(), SEEDS)
@settings(max_examples=few(20))
def test_copied_passages_stand_in_both_documents(world: World, seed: int) -> None:
    corpus = simulate(world, seed)
    texts = texts_as_read(corpus)
    for passage in corpus.truth.passages:
        assert passage.left < passage.right
        assert fold_space(passage.left_text) in texts[passage.left]
        assert fold_space(passage.right_text) in texts[passage.right]


@given(worlds(), SEEDS)
@settings(max_examples=few(20))
def test_a_copy_shares_text_with_each_source_that_is_there(world: World, seed: int) -> None:
    corpus = simulate(world, seed)
    ids = {document.id for document in corpus.documents}
    shared = {(passage.left, passage.right) for passage in corpus.truth.passages}
    pairs = {tuple(sorted((child, parent))) for child, found in corpus.truth.parents.items() for parent in found if parent in ids}
    assert pairs <= shared


@given(worlds(), SEEDS)
@settings(max_examples=few(20))
def test_what_is_unrelated_shares_no_passage_and_no_ancestor(world: World, seed: int) -> None:
    corpus = simulate(world, seed)
    truth = corpus.truth
    shared = {(passage.left, passage.right) for passage in truth.passages}
    for left, right in truth.unrelated:
        assert (left, right) not in shared
        assert not ({left} | ancestors(left, truth)) & ({right} | ancestors(right, truth))


@given(SEEDS)
@settings(max_examples=few(10))
def test_independent_texts_share_no_long_run_of_words(seed: int) -> None:
    negatives = HardNegatives(press_conferences=1, headlines=1)
    world = World(name="small", stories=4, lonely=1.0, shapes={Shape.STAR: 1}, negatives=negatives)
    texts = texts_as_read(simulate(text_only(world), seed))
    runs = {}
    for name, text in texts.items():
        # Speech is shared by reports of one event, word for word; narration is not.
        norms = split_words(" ".join(text.replace("”", "“").split("“")[::2])).norms
        runs[name] = {norms[place : place + _RUN] for place in range(len(norms) - _RUN)}
    assert [pair for pair in combinations(runs, 2) if runs[pair[0]] & runs[pair[1]]] == []


@given(worlds(), SEEDS)
@settings(max_examples=few(10))
def test_written_corpora_are_read_back_equal(world: World, seed: int) -> None:
    corpus = simulate(world, seed)
    with TemporaryDirectory() as folder:
        write_corpus(corpus, Path(folder) / "corpus")
        assert read_labelled(Path(folder) / "corpus") == corpus


@given(worlds(), SEEDS)
@settings(max_examples=few(10))
def test_hiding_takes_originals_away_and_changes_no_other_document(world: World, seed: int) -> None:
    shown, hidden = (simulate(replace(world, hidden=share), seed) for share in (0.0, 1.0))
    contents = {document.sha256 for document in shown.documents}
    gone = [document for document in shown.documents if document not in hidden.documents]
    assert {document.sha256 for document in hidden.documents} <= contents
    assert len(gone) == len(hidden.truth.hidden)
    assert all(not shown.truth.parents[document.id] for document in gone)


@given(st.lists(st.text(min_size=1, max_size=300), min_size=1, max_size=4), SEEDS)
@settings(max_examples=few(15))
def test_given_texts_are_the_originals(bodies: list[str], seed: int) -> None:
    texts = [f"Headline {number}\n\nIt began quietly. {fold_space(body)}" for number, body in enumerate(bodies)]
    world = text_only(World(name="given", stories=0, copies=(1, 3), paragraphs=(2, 4), untitled=0.0))
    corpus = simulate(world, seed, texts)
    originals = [name for name, found in corpus.truth.parents.items() if not found]
    assert corpus.truth.independent_texts == len(texts)
    assert len(originals) == len(texts)
