"""Paths to raw documents: folders walked, formats recognised by content, containers taken apart. No network, ever."""

from provenance.corpus.read import read_corpus, stream_corpus
from provenance.corpus.tally import ProblemTally

__all__ = ["ProblemTally", "read_corpus", "stream_corpus"]
