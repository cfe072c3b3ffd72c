"""A standing, growing collection: documents are added, asked about, traced and checked, whatever happens in between."""

from provenance.archive.adding import Added, add, with_prefix
from provenance.archive.asking import ask
from provenance.archive.checking import Checked, check
from provenance.archive.opening import open_archive
from provenance.archive.query import Answer, Match, query
from provenance.archive.segments import Snapshot
from provenance.archive.whole import one_family, whole

__all__ = [
    "Added",
    "Answer",
    "Checked",
    "Match",
    "Snapshot",
    "add",
    "ask",
    "check",
    "one_family",
    "open_archive",
    "query",
    "whole",
    "with_prefix",
]
