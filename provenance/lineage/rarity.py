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
from itertools import chain

from provenance.lineage.tokens import JOINT
from provenance.text.stems import content_stems
from provenance.text.surprise import LISTED_BITS, RARE_BITS

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

    ``sentences`` are digests of the words of each sentence, each once, and ``stems`` of each its distinct stems; ``listed`` are
    those words of theirs that the background of general English lists: all others count as equally rare in it.
    """

    sentences: tuple[int, ...]
    stems: tuple[tuple[str, ...], ...]
    listed: tuple[str, ...]


class VocabularyOf:
    """Collects the vocabulary of one document, sentence by sentence."""

    def __init__(self) -> None:
        """No sentence yet."""
        self._sentences: dict[int, tuple[str, ...]] = {}

    def add(self, words: Iterable[str], stems: Iterable[str]) -> None:
        """Take a sentence in, given as the words and the stems of its tokens, each with a joint between several."""
        digest = _digest(filter(None, words))
        if digest not in self._sentences:
            distinct = set(stems)
            distinct.discard("")
            several = [stem for stem in distinct if JOINT in stem]
            for joined in several:
                distinct.remove(joined)
                distinct.update(joined.split(JOINT))
            self._sentences[digest] = tuple(distinct)

    def vocabulary(self, listed: Iterable[str]) -> Vocabulary:
        """All that was taken in; ``listed`` are the listed words of all sentences."""
        return Vocabulary(
            sentences=tuple(self._sentences),
            stems=tuple(self._sentences.values()),
            listed=tuple(sorted(LISTED_BITS.keys() & set(listed))),
        )


class RarityTally:
    """Counts vocabularies one after another, keeping of a sentence no more than its digest; the order does not matter."""

    def __init__(self) -> None:
        """Nothing counted yet."""
        self._seen: set[int] = set()
        self._counts: Counter[str] = Counter()
        self._listed: set[str] = set()

    def add(self, vocabulary: Vocabulary) -> None:
        """Count the sentences that no vocabulary before had."""
        stems: Iterable[tuple[str, ...]] = vocabulary.stems
        if not self._seen.isdisjoint(vocabulary.sentences):
            stems = [stems for digest, stems in zip(vocabulary.sentences, stems, strict=True) if digest not in self._seen]
        self._counts.update(chain.from_iterable(stems))
        self._seen.update(vocabulary.sentences)
        self._listed.update(vocabulary.listed)

    def rarity(self) -> Rarity:
        """The rarity of every stem counted."""
        listed: dict[str, float] = {}
        for norm in self._listed:
            for stem in content_stems((norm,)):
                listed[stem] = max(listed.get(stem, 0.0), _sentence_share(LISTED_BITS[norm]))
        total = len(self._seen) + BACKGROUND_SENTENCES
        rare = _sentence_share(RARE_BITS)
        # Stems are many and counts few: each is worked out once.
        of_count = {count: _bits(total, count, rare) for count in set(self._counts.values())}
        bits = {stem: of_count[count] for stem, count in self._counts.items()}
        bits.update({stem: _bits(total, self._counts[stem], share) for stem, share in listed.items()})
        return Rarity(bits=bits, unseen=math.log2(total))


def vocabulary_of(sentences: Iterable[Sequence[str]]) -> Vocabulary:
    """The vocabulary of sentences given as their normalised words."""
    tally = VocabularyOf()
    listed: set[str] = set()
    for norms in sentences:
        tally.add(norms, content_stems(norms))
        listed.update(norms)
    return tally.vocabulary(listed)


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


def _sentence_share(bits: float) -> float:
    """Share of general English sentences that contain a word of so many bits of surprise."""
    return float(min(1.0, _SENTENCE_WORDS * 2**-bits))


def _bits(total: int, count: int, share: float) -> float:
    """Bits of a stem in ``count`` of ``total`` sentences, the background's among them, of which it is in that ``share``."""
    return max(0.0, math.log2(total / (count + BACKGROUND_SENTENCES * share)))
