"""How the benchmarks count: recall of pairs and passages, growth, tables."""

from __future__ import annotations

import numpy as np
import pytest

from tests.benchmarks import recall
from tests.benchmarks.contestants import CONTESTANTS, brute_force, document_of
from tests.benchmarks.generate import corpus
from tests.benchmarks.measuring import Stopwatch, slope, table
from tests.benchmarks.plan import Part, Shape
from tests.benchmarks.truth import Holders, Truth

HOLDERS = Holders(
    numbers=np.array([4, 9, 7]),
    first=np.array([0, 10, 20]),
    last=np.array([20, 30, 40]),
    kept=np.ones((3, 20), np.bool_),
    parts=(Part.ORIGINAL, Part.FULL, Part.SENTENCE),
)
TRUTH = Truth((HOLDERS,))


def test_pairs_connected_over_a_third_are_found() -> None:
    star = recall.keys_of([(4, 9), (7, 4)])
    assert float(recall.document_pairs(star, TRUTH.document_pairs())) == 1.0
    assert float(recall.document_pairs(star[:1], TRUTH.document_pairs())) == pytest.approx(1 / 3)


def test_false_candidates_connect_nobody() -> None:
    false = recall.keys_of([(4, 5), (5, 9)])
    assert float(recall.document_pairs(false, TRUTH.document_pairs())) == 0.0
    assert recall.true_pairs(false, TRUTH.document_pairs()) == recall.Share(found=0, total=2)


def test_a_passage_is_found_by_a_pair_that_shares_it() -> None:
    found = recall.passages(recall.keys_of([(9, 4)]), TRUTH)
    assert found[Part.ORIGINAL] == found[Part.FULL] == recall.Share(found=1, total=1)
    assert found[Part.SENTENCE] == recall.Share(found=0, total=1)
    assert found[Part.PARAGRAPHS] == recall.Share(found=0, total=0)


def test_fifteen_words_are_a_copy_and_fourteen_are_not() -> None:
    for words, expected in ((15, 1), (14, 0)):
        kept = np.zeros((2, 40), np.bool_)
        kept[:, :words] = True
        kept[0, words:] = True  # what one alone has kept does not count
        pair = Holders(
            numbers=np.array([1, 2]), first=np.zeros(2, int), last=np.full(2, 40), kept=kept, parts=(Part.ORIGINAL, Part.FULL)
        )
        assert len(Truth((pair,)).document_pairs()) == expected


def test_pairs_within_a_sample() -> None:
    pairs = recall.keys_of([(1, 2), (2, 3), (1, 3)])
    assert recall.among(pairs, [1, 3]).tolist() == recall.keys_of([(3, 1)]).tolist()


@pytest.mark.parametrize(
    ("name", "stages"), [("ours", ["loading", "words", "index"]), ("datasketch", ["words", "signatures", "index"])]
)
def test_contestants_find_a_copy(name: str, stages: list[str]) -> None:
    shape = Shape(documents=8, sizes=(2,), full=1, hard_negatives=False)
    articles = tuple(corpus(shape))
    watch = Stopwatch()
    pairs = set(CONTESTANTS[name]([document_of(article) for article in articles], watch))
    members = [article.number for article in articles if article.role.part is not Part.ALONE]
    assert {tuple(sorted(pair)) for pair in pairs} == {tuple(members)}
    assert list(watch.seconds) == stages


def test_brute_force_finds_a_copy_and_no_strangers() -> None:
    articles = tuple(corpus(Shape(documents=8, sizes=(2,), full=1, hard_negatives=False)))
    members = tuple(article.number for article in articles if article.role.part is not Part.ALONE)
    assert brute_force([document_of(article) for article in articles], 20) == {members}


def test_growth() -> None:
    assert slope({10: 1.0, 20: 4.0, 40: 16.0}) == pytest.approx(2.0)


def test_table() -> None:
    assert table(["a", "b"], [["one", "10"]]) == "| a   |  b |\n| --- | -: |\n| one | 10 |"
