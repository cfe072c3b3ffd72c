"""Fields of heads, feeds, importers and agencies: three values that each must tell, and three of which it must make nothing."""

from __future__ import annotations

import json

import pytest

from provenance.model import Container, Metadata, Publisher, Signal, SignalKind
from provenance.signals import mark
from provenance.signals.data import load_table
from tests.unit.signals.factory import document, on_site

HERE = on_site("delta.example.org", "Delta Star")
FOREIGN = ("https://harbourcourier.com/a/bridge", "https://www.quaytribune.net/2024/x-y", "https://northline.org/story/7")
OWN = ("https://delta.example.org/a/bridge", "https://www.delta.example.org/other/page", "")
BYLINES = ("Ann Example, Associated Press", "Reuters", "Bo Sample, Quay Tribune")
NO_BYLINES = ("Ann Example", "Ann Example, RD", "By ANN EXAMPLE and BO SAMPLE")


def fields(table: str) -> list[tuple[str, SignalKind, int]]:
    found = []
    for row in load_table("head.toml", table):
        names, strength = row["names"], row["strength"]
        assert isinstance(names, list)
        assert isinstance(strength, int)
        found += [(name, SignalKind(str(row["kind"])), strength) for name in names]
    return found


META = fields("meta")
ADDRESSES = [each for each in META if each[1] is not SignalKind.BYLINE_AFFILIATION]


def told(*head: tuple[str, str], metadata: Metadata = HERE) -> list[Signal]:
    """The signals of a page's head alone."""
    return [signal for signal in mark(document(["It rained."], metadata=metadata, head=head))[1] if not signal.blocks]


@pytest.mark.parametrize(("name", "kind", "strength"), ADDRESSES, ids=[each[0] for each in ADDRESSES])
def test_a_field_names_the_source_at_a_foreign_address(name: str, kind: SignalKind, strength: int) -> None:
    for value in FOREIGN:
        (signal,) = told((name, value))
        assert (signal.kind, signal.strength, signal.url, signal.own_site) == (kind, strength, value, False)
        assert signal.host is not None
        assert signal.host in value


@pytest.mark.parametrize(("name", "kind", "strength"), ADDRESSES, ids=[each[0] for each in ADDRESSES])
def test_a_field_with_the_own_address_is_no_evidence(name: str, kind: SignalKind, strength: int) -> None:
    assert strength
    for value in OWN:
        assert all(signal.own_site and signal.kind is kind for signal in told((name, value)))


@pytest.mark.parametrize("name", [name for name, kind, _ in META if kind is SignalKind.BYLINE_AFFILIATION])
def test_an_author_s_outlet_is_named_and_a_person_is_none(name: str) -> None:
    assert [len(told((name, value))) for value in BYLINES] == [1, 1, 1]
    assert [told((name, value)) for value in NO_BYLINES] == [[], [], []]


def test_two_fields_of_one_name_are_not_listed() -> None:
    names = [name for name, _, _ in META]
    assert sorted(set(names)) == sorted(names)


def test_a_hidden_custom_field_is_looked_up_by_its_name() -> None:
    (signal,) = told(("post:_syndication_permalink", FOREIGN[0]))
    assert (signal.basis, signal.strength) == ("post:syndication_permalink", 5)


def test_an_importer_s_number_names_nobody() -> None:
    for name, value in (("post:original_post_id", "4711"), ("post:original_url", "4711"), ("post:wpe_campaignid", "Northline")):
        (signal,) = told((name, value))
        assert (signal.kind, signal.strength, signal.host, signal.organisation) == (SignalKind.IMPORTER_META, 2, None, None)


def test_a_front_page_is_no_item_and_a_sister_host_is_no_source() -> None:
    (front,) = told(("meta:original-source", "https://harbourcourier.com/"))
    (sister,) = told(("link:canonical", "https://www.example.org/a/bridge"))
    assert (front.strength, sister.strength) == (2, 2)


@pytest.mark.parametrize(
    ("name", "value", "organisation"),
    [
        ("meta:author", "By ANN EXAMPLE, AP National Writer", "Associated Press"),
        ("meta:author", "Afp Afp", "Agence France-Presse"),
        ("meta:byl", "Ann Example, QNN Staff", "QNN"),
    ],
)
def test_the_outlet_whose_desk_an_author_sits_at(name: str, value: str, organisation: str) -> None:
    (signal,) = told((name, value))
    assert signal.organisation == organisation


def jsonld(**properties: object) -> tuple[str, str]:
    return "jsonld", json.dumps({"@type": "NewsArticle", **properties})


@pytest.mark.parametrize(
    ("properties", "host", "organisation"),
    [
        ({"isBasedOn": "https://harbourcourier.com/a/b"}, "harbourcourier.com", None),
        ({"translationOfWork": {"@id": "https://northline.org/x"}}, "northline.org", None),
        ({"sourceOrganization": {"name": "Quay Tribune"}}, None, "Quay Tribune"),
        ({"copyrightHolder": "Quay Tribune"}, None, "Quay Tribune"),
        ({"provider": {"name": "Reuters"}}, "reuters.com", "Reuters"),
        ({"author": {"@type": "Organization", "name": "Associated Press"}}, "apnews.com", "Associated Press"),
    ],
)
def test_schema_org_names_a_source(properties: dict[str, object], host: str | None, organisation: str | None) -> None:
    (signal,) = told(jsonld(**properties))
    assert (signal.host, signal.organisation, signal.own_site) == (host, organisation, False)
    assert signal.strength >= 3


@pytest.mark.parametrize(
    "properties",
    [
        {"image": {"@type": "ImageObject", "copyrightHolder": "Quay Pictures"}},
        {"video": {"@type": "VideoObject", "provider": "Quay Films"}},
        {"creditText": "localhost"},
        {"creditText": "  "},
        {"author": {"@type": "Person", "name": "Quay Tribune"}},
        {"isBasedOn": 4711},
    ],
)
def test_schema_org_of_pictures_and_templates_says_nothing(properties: dict[str, object]) -> None:
    assert told(jsonld(**properties)) == []


def test_an_organisation_as_author_that_no_registry_knows_is_weak() -> None:
    (signal,) = told(jsonld(author={"@type": "NewsMediaOrganization", "name": "Quay Tribune"}))
    assert (signal.kind, signal.strength) == (SignalKind.BYLINE_AFFILIATION, 2)


def with_ids(*ids: str, container: Container | None = None) -> list[Signal]:
    metadata = Metadata(publisher=Publisher(name=None, host="delta.example.org", basis="test"), site_ids=ids)
    made = document(["It rained."], metadata=metadata)
    object.__setattr__(made, "container", container)
    return list(mark(made)[1])


@pytest.mark.parametrize(
    ("guid", "container", "kind", "strength", "host"),
    [
        ("https://staging.harbourcourier.com/?p=7", None, SignalKind.GUID_HOST, 2, "staging.harbourcourier.com"),
        ("https://harbourcourier.com/?p=7", Container.RSS, SignalKind.GUID_HOST, 3, "harbourcourier.com"),
        ("tag:harbourcourier.com,2024:post-7", Container.ATOM, SignalKind.GUID_HOST, 3, "harbourcourier.com"),
        ("urn:newsml:quaywire.com:20240506:nQW123", None, SignalKind.SYNDICATION_META, 5, "quaywire.com"),
    ],
)
def test_ids_of_other_hosts(guid: str, container: Container | None, kind: SignalKind, strength: int, host: str) -> None:
    (signal,) = with_ids(guid, container=container)
    assert (signal.kind, signal.strength, signal.host) == (kind, strength, host)


@pytest.mark.parametrize(
    "guid",
    [
        "https://delta.example.org/?p=7",
        "https://wp.me/p7",
        "4711",
        "tag:blogger.com,1999:blog-7.post-9",
        "https://medium.com/p/7",
    ],
)
def test_own_and_short_ids_and_those_of_systems_say_nothing(guid: str) -> None:
    assert with_ids(guid) == []


@pytest.mark.parametrize(
    ("host", "organisation"),
    [
        ("deltastar.com", "Delta Star News"),
        ("qnn.com", "QNN Business"),
        ("hosted.ap.org", "Associated Press"),
    ],
)
def test_a_part_of_the_own_outlet_is_the_own_site(host: str, organisation: str) -> None:
    (signal,) = told(("meta:dc.source", organisation), metadata=on_site(host))
    assert signal.own_site


def test_another_outlet_of_the_same_first_word_is_not_the_own_site() -> None:
    (signal,) = told(("meta:dc.source", "Delta Tribune"), metadata=on_site("delta.com"))
    assert not signal.own_site


DATELINES = [
    ("BERLIN (dpa) - Der Hafen ist zu.", "Deutsche Presse-Agentur"),
    ("Berlin (dpa/lno) - Der Hafen ist zu.", "Deutsche Presse-Agentur"),
    ("Wien (APA) – Der Hafen ist zu.", "Austria Press Agency"),
    ("PARIS, 3 juil 2025 (AFP) - Le port est fermé.", "Agence France-Presse"),
    ("Madrid, 3 jul (EFE).- El puerto está cerrado.", "EFE"),
    ("(ANSA) - ROMA, 3 LUG - Il porto è chiuso.", "ANSA"),
    ("Lisboa, 03 jul 2025 (Lusa) – O porto está fechado.", "Agencia Lusa"),
    ("नयी दिल्ली, तीन जुलाई (भाषा) बंदरगाह बंद है।", "Press Trust of India"),
    ("नई दिल्ली, 3 जुलाई (आईएएनएस)। बंदरगाह बंद है।", "Indo-Asian News Service"),
    ("МОСКВА, 3 июля. /ТАСС/. Порт закрыт.", "TASS"),
    ("МОСКВА, 3 июл – РИА Новости. Порт закрыт.", "RIA Novosti"),
    ("Москва. 3 июля. INTERFAX.RU - Порт закрыт.", "Interfax"),
]


@pytest.mark.parametrize(("text", "agency"), DATELINES)
def test_agencies_datelines_in_their_languages(text: str, agency: str) -> None:
    found = [signal for signal in mark(document([text]))[1] if signal.kind is SignalKind.AGENCY_DATELINE]
    assert [signal.organisation for signal in found] == [agency]


@pytest.mark.parametrize(
    "text",
    [
        "Der Hafen (dpa) ist zu.",
        "गोदी (भाषा का अर्थ) नहीं खुली।",
        "Порт – ТАСС сообщил об этом первым.",
        "Он сказал ТАСС.",
        "COLUMBIA, Mo. (KXYZ) — The bridge is open.",
        "El puerto (EFE) cerró ayer.",
    ],
)
def test_agencies_in_a_sentence_are_no_dateline(text: str) -> None:
    assert [signal for signal in mark(document([text]))[1] if signal.kind is SignalKind.AGENCY_DATELINE] == []


def test_a_counter_tells_route_and_day() -> None:
    first, second = told(
        ("pixel", "https://counter.theconversation.com/content/92841/count.gif?distributor=republish-lightbox-basic"),
        ("pixel", "https://rt.prnewswire.com/rt.gif?NewsItemId=SF1&Transmission_Id=202609011110PR_NEWS&DateId=20260901"),
    )
    assert first.details == ("item=92841", "distributor=republish-lightbox-basic")
    assert second.date is not None
    assert second.date.earliest == "2026-09-01"
