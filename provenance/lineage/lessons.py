"""Which edges of a solved family are sure enough to learn from."""

from __future__ import annotations

from provenance.lineage.learned import Lesson
from provenance.lineage.publication import order_of
from provenance.lineage.trees import FamilyTree
from provenance.settings import Inference
from provenance.text.hosts import same_site, site_of


def lesson_of(tree: FamilyTree, settings: Inference) -> Lesson:
    """What the credited copies of a family show; copies of one site and edges without a credit show nothing."""
    after = before = 0
    flows = set()
    documents = tree.family.documents
    for copy, source in sorted(tree.parent.items()):
        if source not in documents or not tree.is_solid(source, copy, settings):
            continue
        order = order_of(documents[source], documents[copy])
        after += order > 0
        before += order < 0
        one, other = documents[source].host, documents[copy].host
        if one and other and not same_site(one, other):
            flows.add((site_of(one), site_of(other)))
    return Lesson(after=after, before=before, flows=frozenset(flows))
