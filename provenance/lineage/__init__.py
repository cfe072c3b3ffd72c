"""Who came first, as far as evidence carries."""

from provenance.lineage.anonymous import ANONYMOUS
from provenance.lineage.calibrate import calibrated
from provenance.lineage.evidence import Case
from provenance.lineage.families import families_of
from provenance.lineage.family import Family
from provenance.lineage.features import Features, features_of
from provenance.lineage.infer import infer, pairs_worth_naming
from provenance.lineage.knowledge import knowledge_of
from provenance.lineage.solve import partition
from provenance.lineage.solving import solve_all
from provenance.lineage.trees import FamilyTree, forced_tree, weigh

__all__ = [
    "ANONYMOUS",
    "Case",
    "Family",
    "FamilyTree",
    "Features",
    "calibrated",
    "families_of",
    "features_of",
    "forced_tree",
    "infer",
    "knowledge_of",
    "pairs_worth_naming",
    "partition",
    "solve_all",
    "weigh",
]
