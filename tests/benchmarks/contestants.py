"""Ways to find the pairs of documents worth aligning: ours, datasketch's, rensa's and comparing everything with everything.

Each starts from documents that are read, and splits them into words by the same function. What the others call a passage is a
paragraph.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from provenance.matching.candidates import pairs_among
from provenance.matching.kernels import kernels_for
from provenance.matching.texts import Texts
from provenance.matching.words import order_of
from provenance.model import Block, DateRange, Document, Format, Metadata, Publisher, Role, Span
from provenance.settings import Matching
from provenance.text.words import split_words
from tests.benchmarks.generate import Article, corpus
from tests.benchmarks.measuring import Stopwatch, peak_memory
from tests.benchmarks.plan import Shape
from tests.benchmarks.truth import pair_keys

SHINGLE, PERMUTATIONS, BANDS, ROWS = 5, 128, 32, 4
"""The setting that MinHash and LSH are usually run with."""
_BREAK = "\n\n"

Keys = NDArray[np.uint64]
"""Pairs of documents, as ``pair_keys``."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Run:
    """What one contestant found, and what it cost: processor seconds by stage, bytes added to the process's peak."""

    keys: Keys
    seconds: Mapping[str, float]
    memory: int

    @property
    def total(self) -> float:
        """Processor seconds of all stages."""
        return sum(self.seconds.values())

    @property
    def after_words(self) -> float:
        """Processor seconds of all stages but the splitting into words and the loading of machine code."""
        return self.total - self.seconds["words"] - self.seconds.get("loading", 0.0)


Contestant = Callable[[Sequence[Document], Stopwatch], Iterable[tuple[int, int]]]
"""Finds pairs among documents and times its stages; the first is called ``words``. Documents are named by their place."""


def run(name: str, shape: Shape) -> Run:
    """One contestant on a corpus, which is made first and not timed."""
    articles = tuple(corpus(shape))
    documents = tuple(document_of(article) for article in articles)
    watch = Stopwatch()
    before = peak_memory()
    pairs = CONTESTANTS[name](documents, watch)
    memory = peak_memory() - before
    places = np.array(sorted(pairs), np.int64).reshape(-1, 2)
    numbers = np.array([article.number for article in articles], np.int64)
    return Run(keys=np.unique(pair_keys(numbers[places[:, 0]], numbers[places[:, 1]])), seconds=watch.seconds, memory=memory)


def document_of(article: Article) -> Document:
    """An article as reading gives it: every paragraph is body."""
    blocks = []
    start = 0
    for number, paragraph in enumerate(article.text.split(_BREAK), 1):
        span = Span(start, start + len(paragraph))
        blocks.append(Block(id=f"{article.id}:p{number:02}", role=Role.BODY, span=span))
        start = span.end + len(_BREAK)
    return Document(
        id=article.id,
        path=f"{article.id}.md",
        sha256=hashlib.sha256(article.text.encode()).hexdigest(),
        format=Format.PLAIN_TEXT,
        encoding="utf-8",
        text=article.text,
        blocks=tuple(blocks),
        metadata=Metadata(
            publisher=Publisher(name=None, host=article.host, basis="front matter"),
            published=DateRange(earliest=article.published, latest=article.published, timezone="UTC", basis="front matter"),
        ),
    )


def ours(documents: Sequence[Document], watch: Stopwatch) -> Iterator[tuple[int, int]]:
    """The candidates that ``provenance.matching`` gives with shared shingles alone: what its recall rests on."""
    return _ours(documents, watch, replace(Matching(), candidate_rows=0))


def both_routes(documents: Sequence[Document], watch: Stopwatch) -> Iterator[tuple[int, int]]:
    """The same with minimum values of passages besides, as ``provenance trace`` looks for them."""
    return _ours(documents, watch, Matching())


def _ours(documents: Sequence[Document], watch: Stopwatch, settings: Matching) -> Iterator[tuple[int, int]]:
    kernels = kernels_for(len(documents), 1)
    with watch.stage("loading"):
        pairs_among(kernels.split_all(Texts.of(documents[:1])).words, settings, kernels)
    with watch.stage("words"):
        ordered = sorted(range(len(documents)), key=lambda number: order_of(documents[number]))
        table = kernels.split_all(Texts.of(documents[number] for number in ordered))
    with watch.stage("index"):
        pairs = pairs_among(table.words, settings, kernels)
    ends = zip(pairs.first.tolist(), pairs.other.tolist(), strict=True)
    return ((ordered[one], ordered[other]) for one, other in ends)


def with_datasketch(documents: Sequence[Document], watch: Stopwatch) -> Iterator[tuple[int, int]]:
    """Datasketch's bulk signatures of paragraphs in its LSH, which is asked for each of them before it is taken up.

    So every pair is met once, at half the cost of asking afterwards.
    """
    from datasketch import MinHash, MinHashLSH

    with watch.stage("words"):
        owners, shingled = _paragraphs(documents)
    with watch.stage("signatures"):
        signatures = MinHash.bulk(shingled, num_perm=PERMUTATIONS)
    with watch.stage("index"):
        index = MinHashLSH(num_perm=PERMUTATIONS, params=(BANDS, ROWS))
        found: set[tuple[int, int]] = set()
        for number, signature in enumerate(signatures):
            owner = owners[number]
            found.update((owners[other], owner) for other in index.query(signature) if owners[other] != owner)
            index.insert(number, signature, check_duplication=False)
    return iter(found)


def with_rensa(documents: Sequence[Document], watch: Stopwatch) -> Iterator[tuple[int, int]]:
    """Rensa's signatures of paragraphs in its LSH, asked as datasketch's is."""
    from rensa import RMinHash, RMinHashLSH

    with watch.stage("words"):
        owners, shingled = _paragraphs(documents)
    with watch.stage("signatures"):
        signatures = []
        for shingles in shingled:
            signature = RMinHash(num_perm=PERMUTATIONS, seed=1)
            signature.update(shingles)
            signatures.append(signature)
    with watch.stage("index"):
        index = RMinHashLSH(threshold=0.5, num_perm=PERMUTATIONS, num_bands=BANDS)
        found: set[tuple[int, int]] = set()
        for number, signature in enumerate(signatures):
            owner = owners[number]
            found.update((owners[other], owner) for other in index.query(signature) if owners[other] != owner)
            index.insert(number, signature)
    return iter(found)


CONTESTANTS: Mapping[str, Contestant] = {
    "ours": ours,
    "both routes": both_routes,
    "datasketch": with_datasketch,
    "rensa": with_rensa,
}


def _paragraphs(documents: Sequence[Document]) -> tuple[list[int], list[list[bytes]]]:
    """The document of each paragraph with at least one shingle, and its shingles."""
    owners, found = [], []
    for number, document in enumerate(documents):
        for block in document.blocks:
            words = [word.encode() for word in split_words(document.text, block.span).norms]
            shingles = [b" ".join(words[at : at + SHINGLE]) for at in range(len(words) - SHINGLE + 1)]
            if shingles:
                owners.append(number)
                found.append(shingles)
    return owners, found


def brute_force(documents: Sequence[Document], least: int) -> set[tuple[int, int]]:
    """Every pair of documents that share at least ``least`` different word 5-grams, by comparing all with all."""
    sets = []
    for document in documents:
        words = split_words(document.text).norms
        sets.append({words[at : at + SHINGLE] for at in range(len(words) - SHINGLE + 1)})
    return {(one, other) for one, other in combinations(range(len(sets)), 2) if len(sets[one] & sets[other]) >= least}
