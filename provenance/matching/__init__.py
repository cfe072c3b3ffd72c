"""What documents share, place by place, and how they differ there."""

from provenance.matching.compare import compare_pair, find_reuse
from provenance.matching.fingerprints import Hashes, distinct
from provenance.matching.words import compared_text

__all__ = ["Hashes", "compare_pair", "compared_text", "distinct", "find_reuse"]
