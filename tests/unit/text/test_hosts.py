"""Hosts, site names and safe addresses."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.text.hosts import brand_key, brand_matches_host, host_of, registrable_domain, same_site, spelled_alike


@pytest.mark.parametrize(
    ("address", "host"),
    [
        ("https://www.Harbour-Courier.com/2020/05/bridge/", "harbour-courier.com"),
        ("HTTP://user:secret@Example.org:8080/x", "example.org"),
        ("//cdn.example.net/a.js", "cdn.example.net"),
        ("cms.example.com/_components/paragraph/instances/x1@published", "cms.example.com"),
        ("example.com?x=1", "example.com"),
        ("Delta.com.au.", "delta.com.au"),
        ("http://example.com:80", "example.com"),
        ("https://evil.example\\@good.example/", "evil.example"),
    ],
)
def test_host_is_read_from_an_address_with_and_without_a_scheme(address: str, host: str) -> None:
    assert host_of(address) == host


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "e.g.",
        "U.S.",
        "report.txt",
        "someone@example.com",
        "mailto:a@example.com",
        "/about",
        "#top",
        "javascript:a.b.com",
        "https://",
        "http://[::1]/",
        "data:text/html,example.com",
        "No.1",
        "a..b",
    ],
)
def test_what_is_no_address_has_no_host(text: str) -> None:
    assert host_of(text) is None


@pytest.mark.parametrize(
    ("host", "domain"),
    [
        ("cms.example.com", "example.com"),
        ("a.b.example.co.uk", "example.co.uk"),
        ("one.blogspot.com", "one.blogspot.com"),
        ("localhost", "localhost"),
    ],
)
def test_registrable_domain_follows_the_public_suffix_list(host: str, domain: str) -> None:
    assert registrable_domain(host) == domain


def test_two_blogs_on_one_platform_are_two_sites() -> None:
    assert not same_site("one.github.io", "two.github.io")
    assert same_site("www.example.org", "cms.example.org")


def test_sister_sites_under_one_domain_are_two_sites() -> None:
    assert not same_site("parks.city.example", "water.city.example")


def test_an_unknown_host_is_on_no_site() -> None:
    assert not same_site(None, None)
    assert not same_site("example.org", None)


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("The Washington Post", "washingtonpost"),
        ("washingtonpost.com", "washingtonpost"),
        ("BBC News", "bbc"),
        ("Fox News", "foxnews"),
        ("Harbour Cranes, Inc.", "harbourcranes"),
        ("18F blog", "18f"),
        ("Time.com", "time"),
        ("News.com.au", "newscomau"),
        ("People’s Daily", "peoplesdaily"),
        ("A & B Weekly", "aandbweekly"),
        ("The", "the"),
        ("Online", "online"),
        ("...", ""),
    ],
)
def test_brand_key_drops_what_does_not_tell_names_apart(name: str, key: str) -> None:
    assert brand_key(name) == key


@pytest.mark.parametrize(
    ("name", "host"),
    [
        ("CNN", "cnn.com"),
        ("BBC News", "bbc.co.uk"),
        ("18F blog", "18f.gsa.gov"),
        ("Daily Washington Insider", "dailywashingtoninsider.com"),
        ("New York Times", "nytimes.com"),
        ("Wall Street Journal", "wsj.com"),
        ("The Guardian", "theguardian.com"),
        ("ABC", "abcnews.go.com"),
        ("Harbour-Courier", "harbour-courier.com"),
        ("Example.org", "news.example.org"),
        ("The White House Blog", "whitehouse.gov"),
    ],
)
def test_a_name_matches_the_host_it_belongs_to(name: str, host: str) -> None:
    assert brand_matches_host(name, host)


@pytest.mark.parametrize(
    ("name", "host"),
    [
        ("Post", "washingtonpost.com"),
        ("Fox", "foxnews.com"),
        ("Associated Business Consultants", "abc.com"),
        ("X", "x.com"),
        ("Times", "nytimes.com"),
        ("York Times", "nytimes.com"),
        ("News", "news.example.com"),
        ("Example.org", "example.com"),
        ("", "example.com"),
    ],
)
def test_a_name_does_not_match_a_false_friend(name: str, host: str) -> None:
    assert not brand_matches_host(name, host)


NAMES = st.sampled_from(
    ["parks.org", "parks.com", "digitalparks.org", "harbournews.com", "harbour.news", "cms.harbournews.com", "news.com"]
)


@given(NAMES, NAMES)
def test_spelled_alike_has_no_direction_and_looks_at_registered_domains_only(left: str, right: str) -> None:
    assert spelled_alike(left, right) == spelled_alike(right, left) == spelled_alike(f"www.{left}", right)


@pytest.mark.parametrize(
    ("left", "right", "alike"),
    [
        ("harbournews.com", "harbour.news", True),
        ("harbour-news.com", "harbour.news", True),
        ("cms.harbournews.com", "harbour.news", True),
        ("harbournews.com", "harbourtimes.com", False),
        ("harbour.com", "harbour.news", False),
        ("harbournews.com", "harbour.com", False),
        ("news.com", "harbour.news", False),
    ],
)
def test_an_outlet_s_name_may_run_over_the_dot(left: str, right: str, alike: bool) -> None:  # noqa: FBT001 - a case's outcome
    assert spelled_alike(left, right) is alike
