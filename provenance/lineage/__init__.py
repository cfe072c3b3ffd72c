"""Who came first, as far as evidence carries."""

from provenance.lineage.infer import infer, pairs_worth_naming

__all__ = ["infer", "pairs_worth_naming"]
