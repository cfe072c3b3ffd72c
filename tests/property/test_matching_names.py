"""The names that two texts both use: what the columns say is what one finds pair by pair."""

from __future__ import annotations

import numpy as np
from hypothesis import example, given
from hypothesis import strategies as st

from provenance.matching.affinity import topics
from provenance.matching.kernels import kernels_for
from provenance.matching.names import NAMES_SHOWN, Names
from provenance.matching.traits import collected
from provenance.matching.words import compared_text
from provenance.settings import Matching
from tests.documents import document

SETTINGS, KERNELS = Matching(), kernels_for(1)
NAMES = "Penmoel Brannick Osk Vald Quill Tarn Uzes Wren Yarrow Zell Ibex Jarl Kelp Lomax Nim Monday".split()
WORDS = st.lists(st.sampled_from([*NAMES, "ibex", "the", "of", "1987", "slate"]), max_size=40)


@example([[name for often, name in enumerate(NAMES) for _ in range(often)], NAMES])
@given(st.lists(WORDS, min_size=2, max_size=4))
def test_names_of_pairs_are_those_of_both_texts_weighed_by_both_topics(drawn: list[list[str]]) -> None:
    documents = [document(f"d{number}", "it " + " ".join(words)) for number, words in enumerate(drawn)]
    texts = {each.id: compared_text(each, SETTINGS.shingle_words) for each in documents}
    collection, telling = collected(documents, SETTINGS, KERNELS)
    every = topics(telling)
    left, right = (np.array(side) for side in np.triu_indices(len(documents), 1))
    found = Names.of(collection, every).shared(left, right)
    for row, (one, other) in enumerate(zip(left.tolist(), right.tolist(), strict=True)):
        here, there = texts[collection.ids[one]].names, texts[collection.ids[other]].names
        weighed = [
            (every.of(one).weight_of(name) * every.of(other).weight_of(name), here[name]) for name in here if name in there
        ]
        least = sorted((weight for weight, _ in weighed), reverse=True)[:NAMES_SHOWN][-1:]
        expected = sorted((weight, place) for weight, place in weighed if [weight] >= least)
        rows = found.rows == row
        assert sorted(zip(found.weights[rows].tolist(), found.places[rows].tolist(), strict=True)) == expected
        assert found.weights[rows].tolist() == sorted(found.weights[rows].tolist(), reverse=True)
