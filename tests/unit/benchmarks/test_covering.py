"""How spans are held against what was copied; and a small corpus on which they must hold."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from tests.benchmarks.covering import Aligned, Covered, Span, copied, covered, found_in
from tests.benchmarks.generate import Article, corpus, write_parquet
from tests.benchmarks.plan import Part, Role, Shape

parquet = pytest.importorskip("pyarrow.parquet")

WORDS = [f"w{number:02}" for number in range(40)]
"""Three letters and a blank each."""


def article(number: int, origins: list[int], part: Part = Part.FULL) -> Article:
    return Article(
        number=number,
        id=f"a{number}",
        title="",
        text=" ".join(WORDS[: len(origins)]),
        published="2024-01-01T00:00:00Z",
        host="a.example",
        role=Role(part=part, source=0),
        origins=np.array(origins, np.int64),
    )


ONE, OTHER = article(1, [*range(20), *[-1] * 10]), article(2, [*range(9), -1, *range(10, 20), *[-1] * 10])
"""The second has changed one word of twenty; both have ten of their own."""


def found(first: tuple[int, int], other: tuple[int, int], words: int) -> Covered:
    """One span, in words."""
    places = (4 * first[0], 4 * first[1] - 1), (4 * other[0], 4 * other[1] - 1)
    pair = Aligned(ids=("a1", "a2"), spans=(Span(places=places, words=words),))
    return covered((ONE, OTHER), [pair], (15,))


def test_a_changed_word_belongs_to_its_passage() -> None:
    assert [flags.tolist() for flags in copied(ONE, OTHER)] == [[2] * 20 + [0] * 10] * 2


def test_a_phrase_counts_neither_way() -> None:
    few = article(3, [*range(14), *[-1] * 6])
    assert copied(few, few)[0].tolist() == [1] * 14 + [0] * 6
    result = covered((few,), [Aligned(ids=("a3", "a3"), spans=())], ())
    assert result.words == {}


def test_words_are_counted_on_both_sides() -> None:
    result = found((0, 22), (5, 20), 15)
    words = result.words[Part.FULL]
    assert (words.right, words.wrong, words.missed) == (35, 2, 5)
    assert words.precision == pytest.approx(35 / 37)
    assert words.recall == pytest.approx(35 / 40)
    assert {part: (share.found, share.total) for part, share in result.found.items()} == {Part.FULL: (2, 2)}


def test_a_span_elsewhere_is_wrong() -> None:
    result = found((20, 30), (20, 30), 15)
    assert (result.long[15].found, result.long[15].total) == (0, 1)
    assert result.words[Part.FULL].f1 == 0.0
    assert result.found[Part.FULL].found == 0


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Covered:
    """300 documents, 120 of them in families, of which half are lifts."""
    articles = tuple(corpus(Shape(documents=300, seed=5, sizes=(5,) * 24, full=0.5)))
    return covered(articles, found_in(articles, tmp_path_factory.mktemp("small")), (50,))


def test_spans_cover_what_was_copied(small: Covered) -> None:
    assert small.all_words.f1 >= 0.98
    assert small.all_words.precision >= 0.99
    least = {Part.FULL: 0.98, Part.PARAGRAPHS: 0.95, Part.SENTENCE: 0.9}
    assert {part: words.f1 for part, words in small.words.items() if words.f1 < least[part]} == {}
    assert small.words.keys() == least.keys()


def test_lifted_sentences_are_found(small: Covered) -> None:
    assert small.found[Part.SENTENCE].total >= 15
    assert {part: float(share) for part, share in small.found.items() if float(share) < 0.95} == {}


def test_long_spans_are_copies(small: Covered) -> None:
    assert small.long[50].total >= 100
    assert float(small.long[50]) == 1.0


def test_a_corpus_is_written_as_a_table(tmp_path: Path) -> None:
    articles = tuple(corpus(Shape(documents=20)))
    assert write_parquet(articles, tmp_path / "news.parquet") == 20
    rows = parquet.read_table(tmp_path / "news.parquet").to_pylist()
    assert [(row["id"], row["text"], row["published"]) for row in rows] == [
        (each.id, each.text, each.published) for each in articles
    ]
