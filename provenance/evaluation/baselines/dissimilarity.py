"""How unlike two texts are, in each direction: low from ``u`` to ``v`` if ``v`` could easily be made from ``u``.

Three measures of text phylogeny (Marmerola et al. 2016, "On the reconstruction of text phylogeny trees", PLoS ONE 11(12)), on the
same normalised words as everything here compares. The paper's own weights are not used; each measure says
how it is made asymmetric. All are in [0, 1].
"""

from __future__ import annotations

import lzma
import math
import zlib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import combinations

from provenance.evaluation.baselines.groups import Group
from provenance.matching.align import edit_script
from provenance.matching.words import compared_text
from provenance.settings import Matching
from provenance.text.words import normalise_word

Dissimilarities = Mapping[tuple[str, str], float]
"""From one document to another, for every ordered pair of a group."""

Measure = Callable[[Sequence[tuple[str, ...]]], Mapping[tuple[int, int], float]]
"""From texts as words to a dissimilarity for every ordered pair of their indexes."""

_WORDS_COMPARED = 30_000_000
"""Words that the texts of a group may have together, each counted once for every text it is compared with: the number of pairs
grows with the square. Texts of 1,000 words are compared whole in groups of up to 170, where each measure takes seconds."""
_MOST_WORDS, _FEWEST_WORDS = 10_000, 600
"""Words of each text that are compared at most, which bounds the memory of an edit script to 25 MB, and at least, however large
the group: the slowest measure, compression, then takes about a minute and a half for 500 documents (124,750 pairs)."""
_ZLIB_REACH = 32_768 - 262
"""Bytes back within which zlib finds a repetition: its window less the look-ahead it keeps (zlib, ``deflate.c``)."""
_LZMA = ({"id": lzma.FILTER_LZMA2, "preset": 0, "dict_size": 1 << 20},)
"""A compressor that looks back a megabyte: over two texts of the greatest length, which zlib does not."""
_DELETION_COST = 0.5
"""Cost of leaving a word out, where adding or changing one costs 1: it needs no new word. Any value below 1 turns a pair of
texts the same way; it only weighs pairs against one another."""
_SHINGLE_WORDS = Matching().shingle_words


def dissimilarities(group: Group, measure: Measure) -> Dissimilarities:
    """A measure over all ordered pairs of a group; in a large one, on the first words of each text (see ``words_compared``)."""
    most = words_compared(len(group.documents))
    whole = [compared_text(document, _SHINGLE_WORDS) for document in group.documents]
    texts = [tuple(normalise_word(text.written(word)) for word in range(min(most, len(text)))) for text in whole]
    names = [document.id for document in group.documents]
    return {(names[one], names[other]): value for (one, other), value in measure(texts).items()}


def words_compared(members: int) -> int:
    """Words at the beginning of each text that are compared in a group of so many.

    Examples:
        >>> [words_compared(members) for members in (2, 50, 100, 170, 500)]
        [10000, 10000, 3030, 1044, 600]

    """
    return max(_FEWEST_WORDS, min(_MOST_WORDS, _WORDS_COMPARED // max(1, members * (members - 1))))


def edit_distance(texts: Sequence[tuple[str, ...]]) -> dict[tuple[int, int], float]:
    """Words to add and change, and half the words to leave out, over the words of the longer text.

    Examples:
        >>> distance = edit_distance([("a", "b", "c", "d"), ("a", "b")])
        >>> distance[0, 1], distance[1, 0]
        (0.25, 0.5)

    """
    found: dict[tuple[int, int], float] = {}
    spelled = _one_letter_a_word(texts)
    for one, other in combinations(range(len(texts)), 2):
        steps = edit_script(spelled[one], spelled[other])
        changed = sum(step.left_end - step.left_start for step in steps if step.tag == "replace")
        dropped = sum(step.left_end - step.left_start for step in steps if step.tag == "delete")
        added = sum(step.right_end - step.right_start for step in steps if step.tag == "insert")
        longer = max(len(texts[one]), len(texts[other])) or 1
        found[one, other] = (changed + added + _DELETION_COST * dropped) / longer
        found[other, one] = (changed + dropped + _DELETION_COST * added) / longer
    return found


def _one_letter_a_word(texts: Sequence[tuple[str, ...]]) -> list[str]:
    """The texts with a letter for each word, equal ones for equal words: these are many times faster to compare."""
    letters = {word: chr(number) for number, word in enumerate(dict.fromkeys(word for words in texts for word in words))}
    return ["".join(letters[word] for word in words) for words in texts]


def compression_distance(texts: Sequence[tuple[str, ...]]) -> dict[tuple[int, int], float]:
    """Share of a text's compressed size that is still needed once the other text is known.

    The conditional form of the normalised compression distance (Cilibrasi and Vitányi 2005, "Clustering by
    compression"): ``(C(uv) - C(u)) / C(v)``, cut at 0 and 1. The compressor is zlib where any two of the texts fit its
    window, else LZMA for all of them: one that has forgotten ``u`` at the end of ``v`` measures nothing (Cebrián, Alfonseca and
    Ortega 2005, "Common pitfalls using the normalized compression distance"). Sizes are those of the libraries installed; another
    build of them may give slightly others.
    """
    data = [" ".join(words).encode("utf-8", "surrogatepass") for words in texts]
    longest = sum(sorted(map(len, data))[-2:]) + 1
    needed = _needed_by_zlib(data) if longest <= _ZLIB_REACH else _needed_by_lzma(data)
    return {pair: min(1.0, max(0.0, share)) for pair, share in needed}


def _needed_by_zlib(data: Sequence[bytes]) -> Iterator[tuple[tuple[int, int], float]]:
    alone = [len(zlib.compress(text, 9)) for text in data]
    for one, text in enumerate(data):
        known = zlib.compressobj(9)
        begun = len(known.compress(text))
        for other, new in enumerate(data):
            if other != one:
                compressor = known.copy()
                together = begun + len(compressor.compress(b" " + new)) + len(compressor.flush())
                yield (one, other), (together - alone[one]) / alone[other]


def _needed_by_lzma(data: Sequence[bytes]) -> Iterator[tuple[tuple[int, int], float]]:
    def size(text: bytes) -> int:
        return len(lzma.compress(text, format=lzma.FORMAT_RAW, filters=_LZMA))

    alone = [size(text) for text in data]
    for one, text in enumerate(data):
        for other, new in enumerate(data):
            if other != one:
                yield (one, other), (size(text + b" " + new) - alone[one]) / alone[other]


def term_dissimilarity(texts: Sequence[tuple[str, ...]]) -> dict[tuple[int, int], float]:
    """Share of a text's tf-idf weight that the other text lacks.

    Frequencies are counts, rarity is ``1 + ln((1 + n) / (1 + df))`` over the ``n`` texts given (smoothed, so that a term all have
    still counts). Cosine would be symmetric; what ``u`` lacks of ``v`` is not.

    Examples:
        >>> found = term_dissimilarity([("a", "b"), ("a",)])
        >>> found[0, 1], round(found[1, 0], 3)
        (0.0, 0.584)

    """
    frequency = Counter(term for words in texts for term in set(words))
    rarity = {term: 1 + math.log((1 + len(texts)) / (1 + count)) for term, count in frequency.items()}
    counts = [Counter(words) for words in texts]
    totals = [math.fsum(count * rarity[term] for term, count in found.items()) or 1.0 for found in counts]
    found: dict[tuple[int, int], float] = {}
    for one, other in combinations(range(len(texts)), 2):
        small, large = sorted((counts[one], counts[other]), key=len)
        shared = math.fsum(min(count, large[term]) * rarity[term] for term, count in small.items() if term in large)
        found[one, other] = max(0.0, 1 - shared / totals[other])
        found[other, one] = max(0.0, 1 - shared / totals[one])
    return found
