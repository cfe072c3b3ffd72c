"""The press of a simulation."""

from __future__ import annotations

import pytest

from provenance.evaluation.chance import Chance
from provenance.evaluation.simulate.press import OutletKind, make_press
from provenance.text.hosts import brand_matches_host, host_of, registrable_domain, site_of
from tests.unit.evaluation.simulate.factory import NOON

PRESS = make_press(10, Chance(4))


def test_every_outlet_is_a_site_of_its_own() -> None:
    hosts = [outlet.host for outlet in PRESS.outlets]
    assert len({site_of(host) for host in hosts}) == len(hosts)
    assert [registrable_domain(host) for host in hosts] == hosts
    assert len({outlet.name for outlet in PRESS.outlets}) == len(hosts)


def test_names_belong_to_their_hosts() -> None:
    assert [outlet.name for outlet in PRESS.outlets if not brand_matches_host(outlet.name, outlet.host)] == []


def test_addresses_lie_on_the_outlet() -> None:
    for outlet in PRESS.outlets:
        assert host_of(outlet.address("slug", NOON)) == outlet.host


@pytest.mark.parametrize("kind", OutletKind)
def test_every_kind_is_there(kind: OutletKind) -> None:
    assert PRESS.of(kind)


def test_papers_of_one_group_look_alike() -> None:
    for group in {outlet.group for outlet in PRESS.of(OutletKind.AFFILIATE)}:
        members = [outlet for outlet in PRESS.outlets if outlet.group == group]
        assert len({(outlet.template, outlet.path) for outlet in members}) == 1
        assert len(members) >= 5


def test_a_long_story_needs_a_larger_press() -> None:
    copiers = (OutletKind.PAPER, OutletKind.AFFILIATE, OutletKind.SCRAPER, OutletKind.AGGREGATOR)
    assert len(make_press(500, Chance(4)).of(*copiers)) > 500
