"""Signals in mark-up: component ids, head metadata, embeds, links, counters."""

from __future__ import annotations

import json

import pytest

from provenance.model import DateRange, Link, Metadata, Role, Signal, SignalKind
from provenance.signals import mark
from provenance.signals.cms_clock import MissingCounter, Session, sessions
from tests.unit.signals.factory import Part, document, on_site

STAMP = "lp4a2b3c"
LATER = "lp4a3zzz"
HERE = on_site("delta.example.org")


def component(counter: str, stamp: str = STAMP, host: str = "cms.harbourcourier.com", rest: str = "a1b2c3d4") -> Part:
    value = f"{host}/_parts/paragraph/instances/c{stamp}{counter}qwer{rest}@published"
    return Part(text=f"Paragraph number {counter}.", tag="p", attributes=(("class", "paragraph"), ("data-uri", value)))


def found(
    parts: list[Part | str], kind: SignalKind, metadata: Metadata = HERE, head: tuple[tuple[str, str], ...] = ()
) -> list[Signal]:
    return [signal for signal in mark(document(parts, metadata=metadata, head=head))[1] if signal.kind is kind]


def test_component_ids_name_host_clock_and_block() -> None:
    (signal,) = found([component("0003")], SignalKind.CMS_COMPONENT_ID)
    assert (signal.host, signal.blocks, signal.basis, signal.strength, signal.own_site) == (
        "cms.harbourcourier.com",
        ("d:p01",),
        "data-uri",
        5,
        False,
    )
    assert signal.date == DateRange(
        earliest="2023-11-18T16:42:52.968Z", latest="2023-11-18T16:42:52.968Z", timezone="UTC", basis="cms_id"
    )
    assert {"clock=cuid", "fingerprint=qwer", "counter=0003"} <= set(signal.details)


def test_component_ids_of_the_own_system_are_the_own_site() -> None:
    (signal,) = found(
        [component("0003", host="cms.delta.example.org")], SignalKind.CMS_COMPONENT_ID, metadata=on_site("www.delta.example.org")
    )
    assert signal.own_site


def test_one_signal_for_each_block_and_id() -> None:
    part = component("0003")
    doubled = Part(text=part.text, attributes=(*part.attributes, *part.attributes))
    assert len(found([doubled, component("0004")], SignalKind.CMS_COMPONENT_ID)) == 2


def test_an_id_without_a_host_is_weak() -> None:
    clocked = Part(text="x", attributes=(("data-block-id", f"c{STAMP}0001qwera1b2c3d4"),))
    random = Part(text="x", attributes=(("data-uuid", "0188f3c2-7b1a-4c3d-8e9f-0123456789ab"),))
    assert [signal.strength for signal in found([clocked, random], SignalKind.CMS_COMPONENT_ID)] == [2, 1]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("data-editable", "text"),
        ("data-component-name", "paragraph"),
        ("data-article-gutter", "true"),
        ("data-src", "https://cdn.example.com/0123456789abcdef01234567"),
        ("data-x", "https://cdn.example.com/0123456789abcdef01234567.jpg"),
        ("data-note", "a longer sentence about internationalisation"),
        ("class", "cms.harbourcourier.com/x/0123456789abcdef01234567"),
        ("data-uri", ""),
        ("data-slug", "example.com/news/some-words-in-a-slug"),
    ],
)
def test_other_attributes_are_no_component_ids(name: str, value: str) -> None:
    assert found([Part(text="x", attributes=((name, value),))], SignalKind.CMS_COMPONENT_ID) == []


def test_a_clock_ahead_of_the_document_is_a_random_string() -> None:
    published = DateRange(earliest="2020-01-01", latest="2020-01-01", timezone=None, basis="test")
    (signal,) = found([component("0003")], SignalKind.CMS_COMPONENT_ID, metadata=Metadata(published=published))
    assert (signal.date, signal.strength) == (None, 4)


def test_sessions_tell_first_last_and_what_is_missing() -> None:
    parts = [component("0003"), component("0004"), component("000l", LATER), component("0006"), component("0009")]
    signals = found([*parts], SignalKind.CMS_COMPONENT_ID)
    missing = (
        MissingCounter(counter="0005", after="d:p02", before="d:p04"),
        MissingCounter(counter="0007", after="d:p04", before="d:p05"),
        MissingCounter(counter="0008", after="d:p04", before="d:p05"),
    )
    assert sessions(signals) == (
        Session(
            host="cms.harbourcourier.com",
            fingerprint="qwer",
            first="2023-11-18T16:42:52.968Z",
            last="2023-11-18T16:44:11.903Z",
            ids=5,
            missing=missing,
        ),
    )
    assert "missing_counter=0005 after=d:p02 before=d:p04" in signals[1].details
    assert not any("missing_counter" in detail for signal in (signals[0], signals[2], signals[4]) for detail in signal.details)


def test_numbers_used_later_and_wide_gaps_are_not_missing() -> None:
    parts = [component("0003"), component("0004"), component("0005", LATER), component("0006"), component("00zz")]
    (session,) = sessions(found([*parts], SignalKind.CMS_COMPONENT_ID))
    assert session.missing == ()


def test_two_ids_say_nothing_about_gaps() -> None:
    (session,) = sessions(found([component("0003"), component("0006")], SignalKind.CMS_COMPONENT_ID))
    assert (session.ids, session.missing) == (2, ())


def test_processes_and_hosts_are_sessions_of_their_own() -> None:
    parts = [component("0003"), component("0004", host="cms.example.net")]
    assert [session.host for session in sessions(found([*parts], SignalKind.CMS_COMPONENT_ID))] == [
        "cms.example.net",
        "cms.harbourcourier.com",
    ]


@pytest.mark.parametrize(
    ("name", "value", "kind", "strength"),
    [
        ("link:canonical", "https://harbourcourier.com/a", SignalKind.CANONICAL_LINK, 4),
        ("meta:og:url", "https://harbourcourier.com/a", SignalKind.CANONICAL_LINK, 3),
        ("meta:syndication-source", "https://harbourcourier.com/a", SignalKind.SYNDICATION_META, 5),
        ("meta:Original-Source", "https://harbourcourier.com/a", SignalKind.ORIGINAL_SOURCE_META, 5),
        ("post:feedzy_item_url", "https://harbourcourier.com/a", SignalKind.IMPORTER_META, 5),
        ("feed:source", "https://harbourcourier.com/feed", SignalKind.FEED_SOURCE, 5),
        ("comment", "saved from url=(0030)https://harbourcourier.com/a", SignalKind.SAVED_FROM, 2),
        ("pixel", "https://harbourcourier.com/?republication-pixel=true&post=7", SignalKind.TRACKING_PIXEL, 5),
    ],
)
def test_declared_sources_in_the_head(name: str, value: str, kind: SignalKind, strength: int) -> None:
    (signal,) = found(["x"], kind, head=((name, value),))
    assert (signal.host, signal.strength, signal.own_site, signal.blocks) == ("harbourcourier.com", strength, False, ())


def test_a_canonical_address_of_the_own_site_is_no_signal() -> None:
    assert (
        found(
            ["x"],
            SignalKind.CANONICAL_LINK,
            head=(("link:canonical", "https://www.delta.example.org/a"),),
            metadata=on_site("delta.example.org"),
        )
        == []
    )


def test_a_canonical_address_of_an_unknown_home_is_uncertain() -> None:
    (signal,) = found(
        ["x"], SignalKind.CANONICAL_LINK, head=(("link:canonical", "https://harbourcourier.com/a"),), metadata=Metadata()
    )
    assert (signal.strength, signal.details) == (1, ("own_site=unknown",))


def test_a_syndication_source_that_is_the_own_site_is_marked() -> None:
    (signal,) = found(["x"], SignalKind.SYNDICATION_META, head=(("meta:syndication-source", "https://delta.example.org/a"),))
    assert signal.own_site


def test_schema_org_sources_are_found_at_any_depth() -> None:
    data = {
        "@graph": [
            {
                "@type": "NewsArticle",
                "isBasedOn": {"@id": "https://harbourcourier.com/a"},
                "sourceOrganization": {"name": "NorthLine"},
            }
        ]
    }
    head = (("jsonld", json.dumps(data)),)
    (based,) = found(["x"], SignalKind.SCHEMA_IS_BASED_ON, head=head)
    (stated,) = found(["x"], SignalKind.ORIGINAL_SOURCE_META, head=head)
    assert (based.host, based.url, stated.organisation) == ("harbourcourier.com", "https://harbourcourier.com/a", "NorthLine")


@pytest.mark.parametrize("raw", ["", "{", "[" * 100_000, '"isBasedOn"', "null", '{"isBasedOn": 7}', '{"isBasedOn": {"name": 7}}'])
def test_damaged_json_ld_is_passed_over(raw: str) -> None:
    assert mark(document(["x"], head=(("jsonld", raw),)))[1] == ()


def test_an_agency_as_author_is_an_affiliation() -> None:
    metadata = Metadata(authors=("Ann Example", "Bob Sample, Associated Press"))
    (signal,) = found(["x"], SignalKind.BYLINE_AFFILIATION, metadata=metadata)
    assert (signal.organisation, signal.value) == ("Associated Press", "Bob Sample, Associated Press")


def test_a_foreign_guid_is_a_weak_signal() -> None:
    metadata = Metadata(
        url="https://delta.example.org/a", site_ids=("https://delta.example.org/?p=1", "https://harbourcourier.com/?p=1")
    )
    (signal,) = found(["x"], SignalKind.GUID_HOST, metadata=metadata)
    assert (signal.host, signal.strength) == ("harbourcourier.com", 2)


def test_a_signed_post_is_an_embed_with_handle_and_day() -> None:
    text = "We met today.\n\n\n\nMore to come, pic.twitter.com/abc — Ministry of Water - Delta (@DeltaWater) July 3, 2025"
    marked, signals = mark(document([text]))
    (signal,) = [each for each in signals if each.kind is SignalKind.EMBEDDED_POST]
    assert signal.value == "DeltaWater"
    assert signal.date is not None
    assert (signal.date.earliest, signal.date.latest) == ("2025-07-03", "2025-07-03")
    assert "name=Ministry of Water - Delta" in signal.details
    assert marked.blocks[0].role is Role.EMBED


def test_an_embedded_status_has_the_time_of_its_number() -> None:
    link = Link(url="https://twitter.com/DeltaWater/status/1735000000000000000", text="December 13, 2023")
    part = Part(text="We met today. December 13, 2023", tag="blockquote", attributes=(("class", "twitter-tweet"),), links=(link,))
    (signal,) = found([part], SignalKind.EMBEDDED_POST)
    assert signal.date is not None
    assert (signal.value, signal.url, signal.date.earliest) == ("DeltaWater", link.url, "2023-12-13T18:13:29.398Z")


@pytest.mark.parametrize(
    ("part", "platform"),
    [
        (Part(text="x", tag="iframe", attributes=(("src", "https://www.youtube.com/embed/abcdefghijk?x=1"),)), "YouTube"),
        (
            Part(text="x", tag="blockquote", attributes=(("data-instgrm-permalink", "https://www.instagram.com/p/AbCdEf123/"),)),
            "Instagram",
        ),
        (
            Part(text="x", tag="blockquote", attributes=(("cite", "https://www.tiktok.com/@delta/video/7123456789012345678"),)),
            "TikTok",
        ),
        (Part(text="https://t.me/deltawater/123"), "Telegram"),
        (Part(text="x", attributes=(("class", "fb-post"), ("data-href", "https://www.facebook.com/delta/posts/1"))), "Facebook"),
    ],
)
def test_embeds_of_other_platforms(part: Part, platform: str) -> None:
    (signal,) = found([part], SignalKind.EMBEDDED_POST)
    assert f"platform={platform}" in signal.details


def test_foreign_links_and_images_but_no_share_buttons() -> None:
    urls = [
        "https://harbourcourier.com/a",
        "https://delta.example.org/b",
        "https://www.facebook.com/sharer/sharer.php?u=x",
        "https://twitter.com/intent/tweet?text=x",
        "mailto:a@example.com",
        "#top",
        "/relative",
    ]
    part = Part(
        text="one",
        links=(*(Link(url=url, text="") for url in urls), Link(url="https://img.example.net/a.jpg", text="", kind="image")),
    )
    home = on_site("delta.example.org")
    assert [signal.value for signal in found([part], SignalKind.FOREIGN_LINK, metadata=home)] == ["https://harbourcourier.com/a"]
    assert [signal.value for signal in found([part], SignalKind.FOREIGN_IMAGE, metadata=home)] == [
        "https://img.example.net/a.jpg"
    ]
    assert found([Part(text="x", role=Role.CHROME, links=part.links)], SignalKind.FOREIGN_LINK, metadata=home) == []


def test_links_of_an_unknown_home_are_the_weakest() -> None:
    part = Part(text="x", links=(Link(url="https://harbourcourier.com/a", text="x"),))
    assert [signal.strength for signal in found([part], SignalKind.FOREIGN_LINK, metadata=Metadata())] == [1]


def test_a_counter_in_the_body_is_a_pixel_and_no_image() -> None:
    link = Link(url="https://counter.theconversation.com/content/92841/count.gif", text="", kind="image")
    signals = mark(document([Part(text="x", links=(link,))], metadata=HERE))[1]
    assert [(signal.kind, signal.host, signal.details, signal.blocks) for signal in signals] == [
        (SignalKind.TRACKING_PIXEL, "theconversation.com", ("item=92841",), ("d:p01",))
    ]
