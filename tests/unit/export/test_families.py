"""Families: what hangs together, and what belongs to it."""

from __future__ import annotations

from dataclasses import replace

from provenance.export.families import families_of, family_name
from provenance.model import CountRange, EdgeKind, Findings
from tests.crowd import arrow, article, crowd, gathered, outside, shared
from tests.findings_factory import findings


def names(families: tuple[Findings, ...]) -> list[list[str]]:
    return [[document.id for document in family.documents] for family in families]


def test_the_families_of_the_small_world() -> None:
    families = families_of(findings())
    assert names(families) == [["a-coast", "b-inland"], ["d-north", "e-south"], ["f-valley", "g-copy"], ["c-metro"], ["h-alone"]]
    coast, _, _, metro, alone = families
    assert {source.id for source in coast.sources} >= {"source:harbourbulletin.example", "source:post/oskharbour/2031-05-05"}
    assert [source.id for source in metro.sources] == ["source:newslane", "source:unnamed-1", "source:wirepost"]
    assert [source.id for source in alone.sources] == ["source:speaker/ines-vald"]
    assert [pair.reuse.left for pair in coast.pairs] == ["a-coast"]
    assert family_name(coast) == "a-coast"


def test_every_edge_and_every_copied_pair_is_in_a_family() -> None:
    result = findings()
    families = families_of(result)
    assert {edge for family in families for edge in family.edges} == set(result.edges)
    assert {pair for family in families for pair in family.pairs} == {pair for pair in result.pairs if pair.reuse.is_copy}


def test_a_source_that_is_not_here_joins_no_stories() -> None:
    families = families_of(crowd([3, 2, 2], alone=2))
    assert names(families) == [["f000-0000", "f000-0001", "f000-0002"], ["f001-0000", "f001-0001"], ["f002-0000", "f002-0001"]]
    assert [[source.id for source in family.sources] for family in families] == [
        ["source:wire.example"],
        [],
        ["source:wire.example"],
    ]


def test_an_edge_between_sources_belongs_to_the_family_that_shows_it() -> None:
    base = crowd([2, 1, 2], alone=0)
    agency = outside("agency.example")
    chain = replace(arrow(agency.id, "source:wire.example"), evidence=arrow("", "f002-0001").evidence)
    first, second = (family for family in families_of(replace(base, sources=(agency, *base.sources), edges=(chain, *base.edges))))
    assert [source.id for source in first.sources] == ["source:wire.example"]
    assert [source.id for source in second.sources] == ["source:agency.example", "source:wire.example"]
    unshown = replace(chain, evidence=())
    both = families_of(replace(base, sources=(agency, *base.sources), edges=(unshown, *base.edges)))
    assert [len(family.sources) for family in both] == [2, 2]


def test_independent_texts_of_a_family() -> None:
    one, two, three = (article(name) for name in ("one", "two", "three"))
    report = replace(arrow("two", "three"), kind=EdgeKind.REPORTS)
    (family,) = families_of(gathered([one, two, three], [shared(one, two, 0.1)], [report], []))
    assert family.summary.independent_texts == CountRange(low=2, likely=2, high=3)
    (family,) = families_of(gathered([one, two, three], [shared(one, two, 0.3)], [arrow("two", "three")], []))
    assert family.summary.independent_texts == CountRange(low=1, likely=1, high=2)
