"""Hosts of addresses, and the site names that belong to them.

No network, ever: registrable domains come from the Public Suffix List bundled with tldextract.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import cache, lru_cache

_SHORTEST_KEY = 2
"""Letters and digits a name needs to be compared with a host: one letter fits any."""
_INITIALS_WORDS = 3
"""Words a name needs before its initials count: two letters fit too many hosts."""

_GLUED_TAIL = re.compile(r"(?!(?i:weblogs?)$)(\w{2,40}?)(?i:blogs?)|([A-Z0-9]{2,6})(?i:news|online)")
"""A word for a kind of site at the end of a one-word name; "weblog" is none."""
_SCHEME = re.compile(r"(?:[a-z][a-z0-9+.-]{0,20}:)?//", re.IGNORECASE)
_OPAQUE_SCHEME = re.compile(r"(?:mailto|tel|javascript|data|urn|about|blob|file):", re.IGNORECASE)
_HOST = re.compile(r"(?=.{1,253}$)(?!-)[^\W_][\w-]{0,62}(?:\.[\w-]{1,63})+")
_AUTHORITY_END = re.compile(r"[/?#\\\s]")

MEDIA_NOUNS = frozenset(
    "agency beacon broadcasting bulletin chronicle courier daily dispatch examiner express gazette globe guardian herald "
    "inquirer journal magazine mail media mirror monitor network news newspaper newswire observer post press radio "
    "record register reporter review sentinel standard star sun telegraph television times today tribune tv weekly wire".split()
)
"""English nouns that newspapers, stations and agencies call themselves by; alone most of them are common words."""

_GENERIC_LABELS = frozenset(
    "amp api app apps archive assets beta blog blogs cdn cms dev edition en feed feeds files go i image images img m "
    "media mobile news origin preview rss s secure static staging stories test us web www www1 www2 www3".split()
)
"""Leftmost host labels that say what a server does, not whose it is."""
_TAIL_WORDS = frozenset(
    "blog blogs co com company corp corporation edu gmbh gov homepage inc info limited llc ltd net newspaper online org plc site "
    "website".split()
)
"""Words that close a site's name without telling it from another."""


@cache
def _suffix_splitter() -> Callable[[str], tuple[str, str]]:
    """Function from a host to its label under the public suffix and that suffix; loaded at first use (0.04 s)."""
    import tldextract

    extract = tldextract.TLDExtract(suffix_list_urls=(), cache_dir=None, include_psl_private_domains=True)

    def split(host: str) -> tuple[str, str]:
        parts = extract(host)
        return parts.domain, parts.suffix

    return split


@lru_cache(maxsize=1 << 14)
def host_of(url: str) -> str | None:
    """Host of an address, lower case, without ``www.``, port or user; ``None`` if there is none.

    Takes addresses with and without a scheme. Without one the host must end in a public suffix, so that
    ``e.g.`` and ``report.txt`` are no hosts.

    Examples:
        >>> host_of("https://www.Example.com:8080/a"), host_of("cms.example.com/_components/x@published")
        ('example.com', 'cms.example.com')
        >>> host_of("mailto:someone@example.com"), host_of("/about"), host_of("U.S.")
        (None, None, None)

    """
    text = url.strip()
    scheme = _SCHEME.match(text)
    if scheme is None and _OPAQUE_SCHEME.match(text):
        return None
    authority = _AUTHORITY_END.split(text[scheme.end() :] if scheme else text, maxsplit=1)[0]
    if scheme is None and "@" in authority:
        return None
    host = authority.rpartition("@")[2].partition(":")[0]
    host = host.rstrip(".,;!)]}").lower().removeprefix("www.")
    if not _HOST.fullmatch(host):
        return None
    return host if scheme or _suffix_splitter()(host)[1] else None


@lru_cache(maxsize=1 << 14)
def registrable_domain(host: str) -> str:
    """The part of a host that someone registered (``cms.cnn.com`` -> ``cnn.com``); the host itself if it has no public suffix.

    Hosting platforms on the private section of the list count as suffixes, so two blogs on one
    platform are two sites.

    Examples:
        >>> registrable_domain("news.bbc.co.uk"), registrable_domain("someone.blogspot.com"), registrable_domain("localhost")
        ('bbc.co.uk', 'someone.blogspot.com', 'localhost')

    """
    label, suffix = _suffix_splitter()(host.lower())
    return f"{label}.{suffix}" if label and suffix else host.lower()


@lru_cache(maxsize=1 << 14)
def site_of(host: str) -> str:
    """The site at a host: without the leading labels that say what a server does (``cms``, ``edition``, ``cdn``).

    Labels that tell sister sites under one registered domain apart are kept: two agencies' blogs are two sites.

    Examples:
        >>> site_of("cms.cnn.com"), site_of("edition.cnn.com"), site_of("parks.city.example")
        ('cnn.com', 'cnn.com', 'parks.city.example')

    """
    domain = registrable_domain(host)
    site = host.lower()
    while site != domain and site.partition(".")[0] in _GENERIC_LABELS:
        site = site.partition(".")[2]
    return site


def same_site(left: str | None, right: str | None) -> bool:
    """Whether two hosts are one site; an unknown host is on no site.

    Examples:
        >>> same_site("cms.cnn.com", "cnn.com"), same_site("a.github.io", "b.github.io"), same_site(None, None)
        (True, False, False)

    """
    return left is not None and right is not None and site_of(left) == site_of(right)


def spelled_alike(left: str, right: str) -> bool:
    """Whether one host's name is the other's with the dot moved: outlets use their name as a domain, ending and all.

    Examples:
        >>> spelled_alike("digitalparks.org", "digital.parks"), spelled_alike("parks.org", "parks.com")
        (True, False)

    """
    domains = [registrable_domain(host) for host in (left, right)]
    labels = [_label(domain.partition(".")[0]) for domain in domains]
    whole = [_label(domain) for domain in domains]
    return (labels[0] == whole[1] or labels[1] == whole[0]) and len(min(whole, key=len)) >= _SHORTEST_KEY


@lru_cache(maxsize=1 << 14)
def brand_key(name: str) -> str:
    """Spelling-independent key of a site's or organisation's name: letters and digits only, without articles and legal tails.

    ``News`` is dropped only behind an acronym: "BBC News" is the BBC, but "Fox News" is not "Fox".
    Equal keys mean equal names, not equal organisations. Empty only if the name has no letter or digit.

    Examples:
        >>> brand_key("The Washington Post"), brand_key("BBC News"), brand_key("cnn.com"), brand_key("Parks blog")
        ('washingtonpost', 'bbc', 'cnn', 'parks')

    """
    return "".join(_brand_words(name))


def _brand_words(name: str) -> list[str]:
    plain = re.sub(r"[’']s\b", "s", unicodedata.normalize("NFKC", name)).replace("&", " and ")
    parts = plain.split()
    while len(parts) > 1 and parts[-1].lower() in _TAIL_WORDS:
        parts.pop()
    if len(parts) == 1 and (host := host_of(parts[0])) is not None:
        return [_host_key(host)]
    words = re.findall(r"[^\W_]+", " ".join(parts))
    if len(words) > 1 and words[0].lower() in {"the", "www"}:
        words = words[1:]
    while len(words) > 1 and words[-1].lower() in _TAIL_WORDS:
        words.pop()
    match words:
        case [acronym, "News" | "news" | "NEWS"] if acronym.isupper() and len(acronym) > 1:
            words = [acronym]
    return [re.sub(r"[\W_]", "", word.casefold()) for word in words]


def _host_key(host: str) -> str:
    domain = registrable_domain(host)
    label = _label(domain.partition(".")[0])
    return re.sub(r"[\W_]", "", domain) if label in MEDIA_NOUNS else label.removeprefix("the") or label


def _label(label: str) -> str:
    return re.sub(r"[\W_]", "", label.casefold())


@lru_cache(maxsize=1 << 14)
def brand_matches_host(name: str, host: str) -> bool:
    """Whether a name is plausibly the name of the site at a host.

    The name must equal the registered label or the leftmost label of the host, spelled together; an acronym
    may lack "news" there, and a name with a noun of the press may be written with initials.

    Examples:
        >>> brand_matches_host("BBC News", "bbc.co.uk"), brand_matches_host("Parks blog", "parks.city.example")
        (True, True)
        >>> brand_matches_host("Parksblog", "parks.city.example"), brand_matches_host("weblog", "we.example")
        (True, False)
        >>> brand_matches_host("New York Times", "nytimes.com"), brand_matches_host("York Times", "nytimes.com")
        (True, False)

    """
    words = _brand_words(name)
    key = "".join(words)
    if len(key) < _SHORTEST_KEY:
        return False
    if (written := host_of(name)) is not None:
        return same_site(written, host) or spelled_alike(written, host)
    wanted = {key, f"the{key}"}
    if re.fullmatch(r"[A-Z0-9]{2,6}", name.strip()):
        wanted.add(f"{key}news")
    wanted |= _initials(words) | _without_tail(name.strip())
    return not wanted.isdisjoint(_host_labels(host))


@lru_cache(maxsize=1 << 14)
def brand_matches_site(name: str, host: str) -> bool:
    """Whether a name is that of the very site at a host: a sister site's own label decides, not the domain they share.

    Examples:
        >>> brand_matches_site("Parks blog", "parks.city.example"), brand_matches_site("City blog", "parks.city.example")
        (True, False)
        >>> brand_matches_site("CNN", "edition.cnn.com")
        True

    """
    site = site_of(host)
    if site == registrable_domain(site):
        return brand_matches_host(name, site)
    return brand_matches_host(name, f"{site.partition('.')[0]}.example")


def _host_labels(host: str) -> set[str]:
    domain = registrable_domain(host.lower())
    labels = {_label(domain.partition(".")[0]), _label(domain)}
    leftmost = host.lower().partition(".")[0]
    if leftmost not in _GENERIC_LABELS:
        labels.add(_label(leftmost))
    return labels


def _without_tail(name: str) -> set[str]:
    """The brand of a name in one word that ends in what it is: "Parksblog" is Parks; behind capitals also "QNNnews"."""
    found = _GLUED_TAIL.fullmatch(name)
    return {_label(found[1] or found[2])} if found else set()


def _initials(words: list[str]) -> set[str]:
    """Host labels such as ``nytimes`` and ``wsj``; only for names of three words that hold a noun of the press."""
    if len(words) < _INITIALS_WORDS or MEDIA_NOUNS.isdisjoint(words):
        return set()
    letters = "".join(word[0] for word in words)
    return {letters[:-1] + words[-1], letters}
