"""How telling a shared stem is: the fewer sentences contain it, the more.

Sentence counts of the corpus are blended with the background of general English, so that the same thresholds
hold for five documents, where counts say little, and for thousands, where they say it all.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b

from provenance.lineage.tokens import JOINT, Token
from provenance.text.stems import content_stems
from provenance.text.surprise import surprise_bits

BACKGROUND_SENTENCES = 300
"""Sentences the background counts for: five news articles have about 100, so that there it leads, and from a hundred
articles on the corpus does."""
_SENTENCE_WORDS = 20
"""Words in a news sentence: a word of probability p stands in about this many times p of the sentences."""
_DIGEST_BYTES = 8
"""Of two different sentences among 4 * 10^6 (10^5 articles) having one digest the chance is 4 in 10^7."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rarity:
    """Bits of surprise of meeting a stem in a sentence: ``bits`` for stems of the corpus, ``unseen`` for any other."""

    bits: Mapping[str, float]
    unseen: float

    def of(self, stem: str) -> float:
        """Bits of one stem, never negative."""
        return self.bits.get(stem, self.unseen)

    def total(self, stems: Iterable[str]) -> float:
        """Bits of several stems together; the order does not matter, to the last digit."""
        bits, unseen = self.bits, self.unseen
        return math.fsum([bits.get(stem, unseen) for stem in stems])


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """What the sentences of one document add to the counts of a corpus.

    ``words`` are the words of its tokens in normal form, each token once; ``sentences`` hold of each sentence, each once, a
    digest of its words and its stems.
    """

    words: tuple[str, ...]
    sentences: tuple[tuple[int, tuple[str, ...]], ...]


class VocabularyOf:
    """Collects the vocabulary of one document, sentence by sentence."""

    def __init__(self) -> None:
        """No sentence yet."""
        self._words: dict[str, str] = {}
        self._sentences: dict[int, tuple[str, ...]] = {}

    def add(self, sentence: Sequence[Token]) -> None:
        """Take a sentence in."""
        words = [token.norms for token in sentence if token.norms]
        digest = _digest(words)
        if digest not in self._sentences:
            self._sentences[digest] = tuple({stem: None for token in sentence for stem in token.stems})
            self._words.update(zip(words, words, strict=True))

    def vocabulary(self) -> Vocabulary:
        """All that was taken in."""
        return Vocabulary(words=tuple(self._words), sentences=tuple(self._sentences.items()))


class RarityTally:
    """Counts vocabularies one after another, keeping of a sentence no more than its digest; the order does not matter."""

    def __init__(self) -> None:
        """Nothing counted yet."""
        self._seen: set[int] = set()
        self._counts: Counter[str] = Counter()
        self._words: set[str] = set()

    def add(self, vocabulary: Vocabulary) -> None:
        """Count the sentences that no vocabulary before had."""
        fresh = [(digest, stems) for digest, stems in vocabulary.sentences if digest not in self._seen]
        self._counts.update([stem for _, stems in fresh for stem in stems])
        self._seen.update([digest for digest, _ in fresh])
        self._words.update(vocabulary.words)

    def rarity(self) -> Rarity:
        """The rarity of every stem counted."""
        background: dict[str, float] = {}
        for norm in {norm for words in self._words for norm in words.split(JOINT)}:
            share = _sentence_share(norm)
            for stem in content_stems((norm,)):
                background[stem] = max(background.get(stem, 0.0), share)
        total = len(self._seen) + BACKGROUND_SENTENCES
        bits = {
            stem: max(0.0, math.log2(total / (count + BACKGROUND_SENTENCES * background[stem])))
            for stem, count in self._counts.items()
        }
        return Rarity(bits=bits, unseen=math.log2(total))


def vocabulary_of(sentences: Iterable[Sequence[str]]) -> Vocabulary:
    """The vocabulary of sentences given as their normalised words."""
    found: dict[int, tuple[str, ...]] = {}
    words: dict[str, None] = {}
    for sentence in sentences:
        found.setdefault(_digest(sentence), tuple(dict.fromkeys(content_stems(sentence))))
        words.update(dict.fromkeys(sentence))
    return Vocabulary(words=tuple(words), sentences=tuple(found.items()))


def measure_rarity(sentences: Iterable[Sequence[str]]) -> Rarity:
    """Rarity of every stem in a corpus, given as the normalised words of its sentences.

    A sentence that occurs several times counts once: copies of one text are no evidence that a word is common.

    Examples:
        >>> rarity = measure_rarity([("the", "credentials", "arrived"), ("the", "year", "ended"), ("the", "year", "began")])
        >>> rarity.of("credent") > rarity.of("year")
        True

    """
    tally = RarityTally()
    tally.add(vocabulary_of(sentences))
    return tally.rarity()


def _digest(words: Iterable[str]) -> int:
    """The same for equal sentences on every machine."""
    written = JOINT.join(words).encode("utf-8", "surrogatepass")
    return int.from_bytes(blake2b(written, digest_size=_DIGEST_BYTES).digest())


def _sentence_share(norm: str) -> float:
    """Share of general English sentences that contain a word."""
    return float(min(1.0, _SENTENCE_WORDS * 2 ** -surprise_bits(norm)))
