"""Results of documents that share text, without lineage."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType

from provenance.matching import compare_pair
from provenance.model import Document, Findings, Pair, PairRelation, Relation
from provenance.settings import Settings
from tests.findings_factory import findings


def family(*documents: Document) -> Findings:
    """A result with every pair of some documents, sorted by id, that shares copied text."""
    found = []
    relation = PairRelation(left="", right="", relation=Relation.COMMON_SOURCE, direction="undecided", note="")
    for place, left in enumerate(documents):
        for right in documents[place + 1 :]:
            reuse = compare_pair(left, right, Settings().matching)
            if reuse.is_copy:
                found.append(Pair(reuse=reuse, relation=replace(relation, left=left.id, right=right.id)))
    empty = replace(findings(), signals=MappingProxyType({}), sources=(), edges=(), rejected=(), quotations=(), divergences=())
    return replace(empty, documents=documents, pairs=tuple(found), problems=())
