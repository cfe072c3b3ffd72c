"""The case for a source that is not among the documents."""

from __future__ import annotations

import pytest

from provenance.lineage.absent import origin_case
from provenance.lineage.knowledge import knowledge_of
from tests.documents import document
from tests.unit.lineage.family_factory import LIGHT, WEIGHTS, credit, family

OWN = ("herald.example", "Rooms in the cottage are let from May.")
OTHER = ("insider.example", "Walkers need boots with good soles.")


def inherited(*witnesses: tuple[str | None, str]) -> float:
    """What the text says for an absent gazette that some others credit; of each its host, and a paragraph of its own."""
    others = [document(f"w{number}", *LIGHT, own, host=host) for number, (host, own) in enumerate(witnesses)]
    found = family(
        document("a", *LIGHT, host="bay.example"),
        *others,
        signals={other.id: [credit(f"{other.id}:p05", "gazette.example")] for other in others},
    )
    (origin,) = found.origins
    case = origin_case(found, knowledge_of(found), origin, "a", WEIGHTS)
    assert case is not None
    return sum(item.log_odds for item in case.evidence if item.kind == "verbatim_overlap")


@pytest.mark.parametrize("host", ["herald.example", None])
def test_a_page_that_was_saved_twice_is_one_witness(host: str | None) -> None:
    page = (host, OWN[1])
    assert inherited(page, page) == pytest.approx(inherited(page))


def test_two_pages_of_one_site_are_one_witness() -> None:
    assert inherited(OWN, (OWN[0], OTHER[1])) == pytest.approx(inherited(OWN))


@pytest.mark.parametrize("hosts", [(OWN[0], OTHER[0]), (None, None), (OWN[0], None)])
def test_others_are_further_witnesses(hosts: tuple[str | None, str | None]) -> None:
    assert inherited((hosts[0], OWN[1]), (hosts[1], OTHER[1])) > inherited((hosts[0], OWN[1]))
