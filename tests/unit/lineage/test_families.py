"""Which claims of a family its own members answer."""

from __future__ import annotations

from itertools import pairwise

from provenance.lineage.families import families_of
from provenance.lineage.family import Family
from provenance.matching import find_reuse
from tests.documents import document
from tests.unit.lineage.family_factory import LIGHT, SETTINGS, WEIGHTS, credit


def chain_that_credits(claimant: str) -> Family:
    """Four documents, each of which shares text with the next and no other; the last is the named site's."""
    documents = [document(name, *LIGHT, host="gazette.com" if name == "d" else f"{name}-news.com") for name in "abcd"]
    reuses = [reuse for reuse in find_reuse(documents, SETTINGS.matching) if (reuse.left, reuse.right) in set(pairwise("abcd"))]
    signals = {name: (credit(f"{name}:p01", "gazette.com"),) if name == claimant else () for name in "abcd"}
    (found,) = families_of(documents, signals, reuses, WEIGHTS)
    return found


def test_a_member_of_the_named_site_answers_who_shares_its_text_or_that_of_one_who_does() -> None:
    for claimant in "bc":
        near = chain_that_credits(claimant)
        assert near.resolved == {"gazette.com": ("d",)}
        assert near.origins == ()


def test_a_member_of_the_named_site_that_is_far_from_who_names_it_leaves_the_source_outside() -> None:
    far = chain_that_credits("a")
    assert [(origin.key, origin.claimants) for origin in far.origins] == [("gazette.com", frozenset("a"))]
