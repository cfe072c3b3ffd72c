"""Claims and the origins they name."""

from __future__ import annotations

import dataclasses

import pytest

from provenance.lineage.claims import Claim, Origin, claims_of, merged_origins, path_of, resolve
from provenance.model import Document, Publisher, Role, Signal, SignalKind, SourceKind
from provenance.settings import EvidenceWeights
from tests.documents import document

WEIGHTS = EvidenceWeights()


def signal(
    kind: SignalKind, *, host: str | None = None, name: str | None = None, strength: int = 5, url: str | None = None
) -> Signal:
    return Signal(
        kind=kind,
        value=host or name or "",
        basis="test",
        strength=strength,
        host=host,
        organisation=name,
        url=url,
        blocks=("a:p01",),
    )


def claims(*signals: Signal, host: str | None = "insider.example") -> tuple[Claim, ...]:
    return claims_of(document("a", "Some body text.", host=host), signals, WEIGHTS)


def origin(*signals: Signal) -> Origin:
    (found,) = merged_origins(claims(*signals))
    return found


def page(url: str | None = None, name: str | None = None) -> Document:
    made = document("b", "Some body text.")
    host = url.partition("://")[2].partition("/")[0] if url else None
    publisher = Publisher(name=name, host=host, basis="test") if host or name else None
    return dataclasses.replace(made, metadata=dataclasses.replace(made.metadata, publisher=publisher, url=url))


def test_what_points_home_is_no_claim() -> None:
    home = signal(SignalKind.ATTRIBUTION_LINE, host="insider.example")
    assert claims(home) == ()
    assert claims(dataclasses.replace(signal(SignalKind.CANONICAL_LINK, host="else.example"), own_site=True)) == ()


def test_many_ids_of_one_site_are_one_claim() -> None:
    ids = [signal(SignalKind.CMS_COMPONENT_ID, host="cms.gazette.com") for _ in range(13)]
    (claim,) = claims(*ids)
    assert claim.origin == "gazette.com"
    assert claim.evidence.log_odds == WEIGHTS.cms_component_id
    assert "13 component ids" in claim.evidence.note


def test_ids_in_page_furniture_weigh_little() -> None:
    made = document("a", "Some body text.", (Role.CHROME, "Menu"), host="insider.example")
    furniture = dataclasses.replace(signal(SignalKind.CMS_COMPONENT_ID, host="cms.gazette.com"), blocks=("a:p02",))
    (claim,) = claims_of(made, [furniture], WEIGHTS)
    assert claim.evidence.log_odds == WEIGHTS.cms_in_chrome


def test_a_weaker_line_weighs_half_and_a_generic_one_names_nobody() -> None:
    strong, weak, generic = (claims(signal(SignalKind.ATTRIBUTION_LINE, host="gazette.com", strength=n))[0] for n in (5, 3, 2))
    assert weak.evidence.log_odds == strong.evidence.log_odds / 2
    assert weak.naming
    assert not generic.naming


def test_a_name_joins_the_host_that_bears_it() -> None:
    found = merged_origins(
        claims(
            signal(SignalKind.ATTRIBUTION_LINE, host="harbourgazette.com"),
            signal(SignalKind.SELF_REFERENCE, name="Harbour Gazette"),
        )
    )
    assert [(item.key, len(item.claims)) for item in found] == [("harbourgazette.com", 2)]


def test_a_service_joins_its_bare_domain_but_sister_sites_stay_apart() -> None:
    found = merged_origins(
        claims(
            signal(SignalKind.ATTRIBUTION_LINE, host="gazette.com"),
            signal(SignalKind.CMS_COMPONENT_ID, host="cms.gazette.com"),
            signal(SignalKind.CREATIVE_COMMONS_NOTICE, host="parks.city.org"),
            signal(SignalKind.SYNDICATION_META, host="roads.city.org"),
        )
    )
    assert [item.key for item in found] == ["gazette.com", "parks.city.org", "roads.city.org"]


@pytest.mark.parametrize("kind", [SignalKind.SELF_REFERENCE, SignalKind.FOREIGN_LINK, SignalKind.GUID_HOST])
def test_what_only_supports_makes_no_claimant(kind: SignalKind) -> None:
    assert [found.claimants for found in merged_origins(claims(signal(kind, host="gazette.com")))] == [frozenset()]


def test_wire_marks_alone_make_an_agency() -> None:
    assert origin(signal(SignalKind.WIRE_CREDIT, host="wire.example", name="North Wire")).kind is SourceKind.AGENCY
    both = origin(
        signal(SignalKind.WIRE_CREDIT, host="gazette.com", name="Gazette"),
        signal(SignalKind.ATTRIBUTION_LINE, host="gazette.com"),
    )
    assert both.kind is SourceKind.NAMED


@pytest.mark.parametrize(
    ("claimed", "found", "same"),
    [
        (signal(SignalKind.ATTRIBUTION_LINE, host="gazette.com"), page("https://gazette.com/x"), True),
        (signal(SignalKind.CMS_COMPONENT_ID, host="cms.gazette.com"), page("https://www.gazette.com/x"), True),
        (signal(SignalKind.ATTRIBUTION_LINE, host="gazette.com"), page("https://other.com/x"), False),
        (signal(SignalKind.ATTRIBUTION_LINE, host="roads.city.org"), page("https://parks.city.org/x"), False),
        (signal(SignalKind.ATTRIBUTION_LINE, name="City blog"), page("https://parks.city.org/x"), False),
        (signal(SignalKind.ATTRIBUTION_LINE, name="Parks blog"), page("https://parks.city.org/x"), True),
        (signal(SignalKind.ATTRIBUTION_LINE, name="Harbour Gazette"), page(name="The Harbour Gazette"), True),
        (
            signal(SignalKind.ATTRIBUTION_LINE, host="oldhome.com", url="https://oldhome.com/2014/05/09/make-apis-better/"),
            page("https://newhome.org/2014/05/09/make-apis-better"),
            False,  # copies keep their source's path on sites of their own
        ),
        (
            signal(SignalKind.ATTRIBUTION_LINE, host="parksinfo.com", url="https://parksinfo.com/2014/05/09/make-apis-better/"),
            page("https://parks.info/2014/05/09/make-apis-better"),
            True,
        ),
        (
            signal(SignalKind.ATTRIBUTION_LINE, host="oldhome.com", url="https://oldhome.com/blog"),
            page("https://newhome.org/blog"),
            False,
        ),
        (signal(SignalKind.ATTRIBUTION_LINE, host="gazette.com"), page(), False),
    ],
)
def test_which_document_a_claim_means(claimed: Signal, found: Document, same: bool) -> None:  # noqa: FBT001 - a table
    assert bool(resolve(origin(claimed), [found])) is same


@pytest.mark.parametrize(("basis", "same"), [("feed", True), ("column", True), ("og:site_name", False)])
def test_a_name_that_stands_outside_the_page_is_the_site_s_own(basis: str, same: bool) -> None:  # noqa: FBT001 - a table
    """A copied page may call its site what its source is called; a catalogue does not."""
    claimed = signal(SignalKind.ATTRIBUTION_LINE, name="Bay Courier")
    found = page("https://harbour.example/1")
    named = dataclasses.replace(found.metadata, publisher=Publisher(name="The Bay Courier", host="harbour.example", basis=basis))
    assert bool(resolve(origin(claimed), [dataclasses.replace(found, metadata=named)])) is same


def test_a_claimant_is_not_its_own_source() -> None:
    made = document("a", "Some body text.", host="gazette.com")
    found = merged_origins(claims(signal(SignalKind.ATTRIBUTION_LINE, host="gazette.com"), host=None))
    assert resolve(found[0], [made]) == ()


def test_the_path_of_an_address() -> None:
    assert path_of("https://a.example/x/y/?z#q") == path_of("http://b.example/X/y") == "x/y"
    assert path_of("https://a.example") == ""


def test_machinery_names_a_source_only_on_a_page_known_to_stand_elsewhere() -> None:
    ids = signal(SignalKind.CMS_COMPONENT_ID, host="cms.gazette.com")
    assert [claim.naming for claim in claims(ids)] == [True]
    assert [claim.naming for claim in claims(ids, host=None)] == [False]
    assert [claim.naming for claim in claims(signal(SignalKind.ATTRIBUTION_LINE, host="gazette.com"), host=None)] == [True]


def test_a_voice_and_a_picture_server_together_name_an_outlet() -> None:
    voice = signal(SignalKind.SELF_REFERENCE, name="Delta Gazette", strength=3)
    picture = signal(SignalKind.FOREIGN_IMAGE, host="cdn.deltagazette.com", strength=3)
    link = signal(SignalKind.FOREIGN_LINK, host="deltagazette.com", strength=3)
    (found,) = merged_origins(claims(voice, picture))
    assert found.claimants == {"a"}
    assert found.host == "deltagazette.com"
    for alone in ((voice,), (picture,), (voice, link)):
        assert all(not each.claimants for each in merged_origins(claims(*alone)))
    # The page may be the outlet's own.
    assert all(not each.claimants for each in merged_origins(claims(voice, picture, host=None)))
