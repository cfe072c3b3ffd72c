"""Candidates and aligned pairs of a corpus, Parquet in and out: on this machine, or on a Spark cluster."""

from provenance.cluster.here import find_pairs_here
from provenance.cluster.job import Counts, PairsJob, Progress, find_pairs

__all__ = ["Counts", "PairsJob", "Progress", "find_pairs", "find_pairs_here"]
