"""MinHash signatures."""

from __future__ import annotations

import math
import subprocess
import sys

import numpy as np
import pytest

from provenance.matching.sketch import estimated_jaccard, sketches
from provenance.matching.words import compared_text
from provenance.settings import Matching
from tests.documents import document

SETTINGS = Matching()


def words(start: int, end: int) -> str:
    return " ".join(f"w{number}" for number in range(start, end))


def test_the_signature_is_datasketch_s_own() -> None:
    from datasketch import MinHash

    text = compared_text(document("a", words(0, 700)), SETTINGS.shingle_words)
    hashes = (text.shingles >> np.uint64(32)).tolist()
    (found,) = sketches([text], SETTINGS)

    def signature(first: int, last: int) -> list[int]:
        expected = MinHash(num_perm=SETTINGS.permutations, seed=SETTINGS.minhash_seed, hashfunc=int)
        expected.update_batch(hashes[first:last])
        values: list[int] = expected.hashvalues.tolist()
        return values

    assert found.document is not None
    assert found.document.tolist() == signature(0, len(hashes))
    half = (SETTINGS.passage_words - SETTINGS.shingle_words + 1) // 2
    assert found.passages.tolist() == [signature(start, start + 2 * half) for start in range(0, len(hashes) - half, half)]


@pytest.mark.parametrize("shared", [0, 100, 250, 400])
def test_the_estimate_is_within_four_standard_errors(shared: int) -> None:
    left = compared_text(document("a", words(0, 400)), SETTINGS.shingle_words)
    right = compared_text(document("b", words(400 - shared, 800 - shared)), SETTINGS.shingle_words)
    a, b = set(left.shingles.tolist()), set(right.shingles.tolist())
    exact = len(a & b) / len(a | b)
    one, other = sketches([left, right], SETTINGS)
    estimate = estimated_jaccard(one, other)
    assert estimate is not None
    assert abs(estimate - exact) <= 4 * math.sqrt(exact * (1 - exact) / SETTINGS.permutations) + 1e-12


def test_a_text_shorter_than_a_shingle_has_no_signature() -> None:
    short, long = (compared_text(document(name, text), 5) for name, text in (("a", "too short"), ("b", words(0, 9))))
    one, other = sketches([short, long], SETTINGS)
    assert one.document is None
    assert len(one.passages) == 0
    assert estimated_jaccard(one, other) is None


def test_passages_overlap_by_half_and_cover_the_text() -> None:
    text = compared_text(document("a", words(0, 600)), SETTINGS.shingle_words)
    assert len(sketches([text], SETTINGS)[0].passages) == math.ceil((596 - 58) / 58)


def test_datasketch_s_own_lsh_still_works_after_us() -> None:
    """Coursework builds an LSH index in the notebook that imported us first."""
    code = (
        "from provenance.matching.sketch import sketches\n"
        "from provenance.settings import Matching\n"
        "import sys\n"
        "sketches((), Matching())\n"
        "assert 'scipy.integrate' not in sys.modules\n"
        "from datasketch import MinHash, MinHashLSH\n"
        "index, sketch = MinHashLSH(threshold=0.7, num_perm=64), MinHash(num_perm=64)\n"
        "index.insert('a', sketch)\n"
        "assert index.query(sketch) == ['a']\n"
        "import scipy.integrate\n"
        "assert scipy.integrate.__file__\n"
    )
    subprocess.run([sys.executable, "-W", "error", "-c", code], check=True)
