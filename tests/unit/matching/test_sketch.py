"""MinHash signatures."""

from __future__ import annotations

import math
import subprocess
import sys

import numpy as np
import pytest

from provenance.matching import compare_pair
from provenance.matching.candidates import passage_shingles
from provenance.matching.fingerprints import Values
from provenance.matching.kernels import kernels_for
from provenance.matching.ragged import Ragged
from provenance.matching.sketch import Permutations, estimated_jaccard
from provenance.matching.traits import signatures_of
from provenance.matching.words import ComparedText, compared_text
from provenance.settings import Matching
from tests.documents import document

SETTINGS = Matching()
PERMUTATIONS = Permutations.of(SETTINGS)
KERNELS = kernels_for(1)


def words(start: int, end: int) -> str:
    return " ".join(f"w{number}" for number in range(start, end))


def sketched(text: ComparedText) -> tuple[Values, Values]:
    """The signature of a text, and those of its passages."""
    words = Ragged.of([text.words.hashes], np.uint64)
    signed = KERNELS.sign(words, SETTINGS.shingle_words, passage_shingles(SETTINGS) // 2, PERMUTATIONS)
    return signatures_of(words, PERMUTATIONS, SETTINGS, KERNELS)[0], signed.rows.T


def test_the_signature_is_datasketch_s_own() -> None:
    from datasketch import MinHash

    text = compared_text(document("a", words(0, 700)), SETTINGS.shingle_words)
    hashes = (text.shingles >> np.uint64(32)).tolist()
    signature_of_all, passages = sketched(text)

    def signature(first: int, last: int) -> list[int]:
        expected = MinHash(num_perm=SETTINGS.permutations, seed=SETTINGS.minhash_seed, hashfunc=int)
        expected.update_batch(hashes[first:last])
        values: list[int] = expected.hashvalues.tolist()
        return values

    assert signature_of_all.tolist() == signature(0, len(hashes))
    half = (SETTINGS.passage_words - SETTINGS.shingle_words + 1) // 2
    assert passages.tolist() == [signature(start, start + 2 * half) for start in range(0, len(hashes) - half, half)]


@pytest.mark.parametrize("shared", [0, 100, 250, 400])
def test_the_estimate_is_within_four_standard_errors(shared: int) -> None:
    left = compared_text(document("a", words(0, 400)), SETTINGS.shingle_words)
    right = compared_text(document("b", words(400 - shared, 800 - shared)), SETTINGS.shingle_words)
    a, b = set(left.shingles.tolist()), set(right.shingles.tolist())
    exact = len(a & b) / len(a | b)
    estimate = estimated_jaccard(sketched(left)[0], sketched(right)[0])
    assert abs(estimate - exact) <= 4 * math.sqrt(exact * (1 - exact) / SETTINGS.permutations) + 1e-12


def test_a_text_shorter_than_a_shingle_has_no_signature() -> None:
    signature, passages = sketched(compared_text(document("a", "too short"), 5))
    assert not signature.any()
    assert len(passages) == 0
    reuse = compare_pair(document("a", "too short"), document("b", words(0, 9)), SETTINGS)
    assert reuse.jaccard_estimate is None


def test_passages_overlap_by_half_and_cover_the_text() -> None:
    text = compared_text(document("a", words(0, 600)), SETTINGS.shingle_words)
    assert len(sketched(text)[1]) == math.ceil((596 - 58) / 58)


def test_datasketch_s_own_lsh_still_works_after_us() -> None:
    """Coursework builds an LSH index in the notebook that imported us first."""
    code = (
        "from provenance.matching.sketch import Permutations\n"
        "from provenance.settings import Matching\n"
        "import sys\n"
        "Permutations.of(Matching())\n"
        "assert 'scipy.integrate' not in sys.modules\n"
        "from datasketch import MinHash, MinHashLSH\n"
        "index, sketch = MinHashLSH(threshold=0.7, num_perm=64), MinHash(num_perm=64)\n"
        "index.insert('a', sketch)\n"
        "assert index.query(sketch) == ['a']\n"
        "import scipy.integrate\n"
        "assert scipy.integrate.__file__\n"
    )
    subprocess.run([sys.executable, "-W", "error", "-c", code], check=True)
