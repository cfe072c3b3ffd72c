"""Paths to raw documents: folders walked, formats recognised by content, containers taken apart. No network, ever."""

from provenance.corpus.read import read_corpus

__all__ = ["read_corpus"]
