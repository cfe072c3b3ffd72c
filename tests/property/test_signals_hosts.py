"""Laws of hosts and names."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from provenance.text.hosts import brand_key, brand_matches_host, host_of, registrable_domain, same_site

LABELS = st.from_regex(r"[a-z][a-z0-9]{1,12}", fullmatch=True)
HOSTS = st.builds(lambda label, suffix: f"harbour-{label}.{suffix}", LABELS, st.sampled_from(["com", "org", "co.uk", "gov"]))
"""The prefix keeps generated names off the Public Suffix List, which holds names such as ``x0.com``."""


@given(HOSTS, st.sampled_from(["", "/", "/a/b?c=d", "#x"]), st.sampled_from(["http://", "https://", "//", ""]))
def test_the_host_survives_scheme_and_path(host: str, path: str, scheme: str) -> None:
    assert host_of(f"{scheme}{host}{path}") == host
    assert host_of(f"{scheme}www.{host}{path}") == host


@given(st.text(max_size=80))
def test_any_text_gives_a_host_or_none_and_a_host_is_its_own_host(text: str) -> None:
    host = host_of(text)
    assert host is None or host_of(f"https://{host}") == host.removeprefix("www.")


@given(HOSTS, st.sampled_from(["cms", "edition", "m", "cdn", "cms.edition"]))
def test_servers_of_a_host_are_on_its_site(host: str, label: str) -> None:
    assert registrable_domain(registrable_domain(host)) == registrable_domain(host)
    assert same_site(f"{label}.{host}", host)
    assert same_site(host, f"{label}.{host}")


@given(HOSTS, LABELS, LABELS)
def test_same_site_is_symmetric_and_implies_the_same_domain(host: str, left: str, right: str) -> None:
    one, other = f"{left}.{host}", f"{right}.{host}"
    assert same_site(one, other) == same_site(other, one)
    assert registrable_domain(one) == registrable_domain(other) == host


@given(st.text(max_size=60))
def test_a_key_is_its_own_key(name: str) -> None:
    key = brand_key(name)
    assert brand_key(key) == key


@given(HOSTS)
def test_a_host_is_a_name_of_itself(host: str) -> None:
    assert brand_matches_host(host, host)
