"""How unlike two texts are, in each direction: low from ``u`` to ``v`` if ``v`` could easily be made from ``u``.

Three measures of text phylogeny (Marmerola et al. 2016, "On the reconstruction of text phylogeny trees", PLoS ONE 11(12)), on the
same normalised words as everything here compares. The paper's own weights are not used; each measure says
how it is made asymmetric. All are in [0, 1].
"""

from __future__ import annotations

import math
import zlib
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from itertools import combinations

from provenance.evaluation.baselines.groups import Group
from provenance.matching.align import edit_script
from provenance.matching.words import compared_text
from provenance.settings import Matching

Dissimilarities = Mapping[tuple[str, str], float]
"""From one document to another, for every ordered pair of a group."""

Measure = Callable[[Sequence[tuple[str, ...]]], Mapping[tuple[int, int], float]]
"""From texts as words to a dissimilarity for every ordered pair of their indexes."""

_LARGE_GROUP = 60
"""Documents above which texts are cut short: the number of pairs grows with the square."""
_WORDS = 2_500
"""Words of each text that are compared: two such texts fit zlib's window of 32 kB, and most articles are shorter."""
_LARGE_GROUP_WORDS = 300
"""The same in a large group, so that one of 500 documents (124,750 pairs) ends within a minute."""
_DELETION_COST = 0.5
"""Cost of leaving a word out, where adding or changing one costs 1: it needs no new word. Any value below 1 turns a pair of
texts the same way; it only weighs pairs against one another."""
_SHINGLE_WORDS = Matching().shingle_words


def dissimilarities(group: Group, measure: Measure) -> Dissimilarities:
    """A measure over all ordered pairs of a group, on the first words of each text (see the constants above)."""
    most = _WORDS if len(group.documents) <= _LARGE_GROUP else _LARGE_GROUP_WORDS
    texts = [compared_text(document, _SHINGLE_WORDS).words.norms[:most] for document in group.documents]
    names = [document.id for document in group.documents]
    return {(names[one], names[other]): value for (one, other), value in measure(texts).items()}


def edit_distance(texts: Sequence[tuple[str, ...]]) -> dict[tuple[int, int], float]:
    """Words to add and change, and half the words to leave out, over the words of the longer text.

    Examples:
        >>> distance = edit_distance([("a", "b", "c", "d"), ("a", "b")])
        >>> distance[0, 1], distance[1, 0]
        (0.25, 0.5)

    """
    found: dict[tuple[int, int], float] = {}
    for one, other in combinations(range(len(texts)), 2):
        steps = edit_script(texts[one], texts[other])
        changed = sum(step.left_end - step.left_start for step in steps if step.tag == "replace")
        dropped = sum(step.left_end - step.left_start for step in steps if step.tag == "delete")
        added = sum(step.right_end - step.right_start for step in steps if step.tag == "insert")
        longer = max(len(texts[one]), len(texts[other])) or 1
        found[one, other] = (changed + added + _DELETION_COST * dropped) / longer
        found[other, one] = (changed + dropped + _DELETION_COST * added) / longer
    return found


def compression_distance(texts: Sequence[tuple[str, ...]]) -> dict[tuple[int, int], float]:
    """Share of a text's compressed size (zlib) that is still needed once the other text is known.

    The conditional form of the normalised compression distance (Cilibrasi and Vitányi 2005, "Clustering by
    compression"): ``(C(uv) - C(u)) / C(v)``, cut at 0 and 1.
    """
    data = [" ".join(words).encode("utf-8", "surrogatepass") for words in texts]
    alone = [len(zlib.compress(text, 9)) for text in data]
    found: dict[tuple[int, int], float] = {}
    for one, text in enumerate(data):
        known = zlib.compressobj(9)
        begun = len(known.compress(text))
        for other, new in enumerate(data):
            if other != one:
                compressor = known.copy()
                together = begun + len(compressor.compress(b" " + new)) + len(compressor.flush())
                found[one, other] = min(1.0, max(0.0, (together - alone[one]) / alone[other]))
    return found


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
