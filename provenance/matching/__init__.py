"""What documents share, place by place, and how they differ there."""

from provenance.matching.compare import compare_pair, find_reuse

__all__ = ["compare_pair", "find_reuse"]
