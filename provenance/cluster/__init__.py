"""Candidates and aligned pairs of a corpus on a Spark cluster, Parquet in and out; the corpus never comes to one machine."""

from provenance.cluster.job import Counts, PairsJob, find_pairs

__all__ = ["Counts", "PairsJob", "find_pairs"]
