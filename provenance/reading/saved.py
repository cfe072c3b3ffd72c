"""Pages that somebody kept: what browsers and web archives add when they save one, and the page as it was before.

The address of a kept page is the one it had, its publisher the one of that address. The moment at which it was kept is no date of
publication, but the page was not published after it.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from provenance.text.hosts import host_of

_TOP = 65_536
"""Characters at the top of a page in which browsers and archives say what they added."""
_END = 4_000
"""Characters at its end, likewise."""
_ARCHIVE_TODAY = r"archive\.(?:today|ph|is|li|vn|md|fo)"
_REPLAY = re.compile(r"(?:https?:)?//(?:web|wayback)\.archive\.org/web/(\d{4,14})(?:[a-z]{2}_|\*)?/(.{4,8000})", re.IGNORECASE)
_TODAY = re.compile(rf"https?://{_ARCHIVE_TODAY}/(\d{{14}}|\d{{4}}\.\d\d\.\d\d-\d{{6}})/(.{{4,8000}})", re.IGNORECASE)
_CACHED = re.compile(
    r"https?://webcache\.googleusercontent\.com/search\?q=cache:(?:[\w-]{6,20}:)?([^&+\s]{4,8000})", re.IGNORECASE
)
_AMP_CACHE = re.compile(
    r"https?://(?:[\w-]+\.cdn\.ampproject\.org/[a-z]/|(?:www\.)?google\.[a-z.]{2,6}/amp/)(s/)?(.{4,8000})", re.IGNORECASE
)
_SAVED_FROM = re.compile(r"<!--\s*saved from url=\(\d{1,6}\)(\S{4,8000})\s*-->", re.IGNORECASE)
"""The mark of the Web, which browsers write since Internet Explorer 4."""
_SINGLE_FILE = re.compile(
    r"<!--\s*Page saved with SingleFile\s+url:\s*(\S{4,8000})\s+saved date:\s*([^\n(<]{10,60})", re.IGNORECASE
)
_WOMBAT = re.compile(r"__wm\.wombat\(\s*[\"']([^\"']{4,8000})[\"'],\s*[\"'](\d{14})[\"']")
_TOOLBAR = "<!-- BEGIN WAYBACK TOOLBAR INSERT -->"
_TOOLBAR_ADDRESS = re.compile(r"id=[\"']wmtbURL[\"'][^<>]{0,200}?value=[\"']([^\"']{4,8000})[\"']")
_RETRIEVED = re.compile(r"FILE ARCHIVED ON (\d\d:\d\d:\d\d [A-Z][a-z]{2} \d\d, \d{4}) AND RETRIEVED FROM")
_REWRITTEN = re.compile(
    r"(?<=[\"'()=,])\s?(?:(?:https?:)?//(?:web|wayback)\.archive\.org)?/web/\d{4,14}(?:[a-z]{2}_)?/(?=https?:/|//)", re.IGNORECASE
)
"""Before every address of a page in the Wayback Machine. Of an address that led to the archive before, the second one stays."""
_TODAY_LINK = re.compile(
    rf"<link\b[^<>]{{0,200}}?href=[\"']?(https?://{_ARCHIVE_TODAY}/(?:\d{{14}}|[\d.]{{10}}-\d{{6}})/[^\"'\s<>]{{4,8000}})"
)
_TODAY_REWRITTEN = re.compile(rf"(?<=[\"'(=,])https?://{_ARCHIVE_TODAY}/o/\w{{3,10}}/(?=https?:/)", re.IGNORECASE)
_GOOGLE = re.compile(
    r"<base href=[\"'](https?://[^\"']{4,8000})[\"'][^<>]{0,20}>.{0,3000}?"
    r"(?:google[^<>]{0,40}answer\.py[^<>]{0,100}cache|Google(?:'|&#39;)s cache of)",
    re.IGNORECASE | re.DOTALL,
)
_GOOGLE_MOMENT = re.compile(r"as it appeared on (\d{1,2} [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT)")
_READER = re.compile(r"<a\b[^<>]{0,200}\breader-domain\b[^<>]{0,200}?href=[\"'](https?://[^\"']{4,8000})[\"']", re.IGNORECASE)
_AMP = re.compile(r"<html\b[^<>]{0,400}?\s(?:amp|\u26a1)(?:[\s=>])", re.IGNORECASE)
_CANONICAL = re.compile(
    r"<link\b(?=[^<>]{0,300}?\brel=[\"']?canonical\b)[^<>]{0,300}?\bhref=[\"']?([^\"'\s<>]{4,8000})", re.IGNORECASE
)
_DIGITS = 14
_OF_ARCHIVE = frozenset(
    "meta:og:site_name meta:og:url meta:twitter:url meta:twitter:domain meta:article:published_time meta:article:modified_time "
    "meta:datepublished link:canonical link:bookmark link:shortlink".split()
)
"""What archive.today writes into a page's head of its own: its address, and the moment at which it kept the page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptPage:
    """A page as it was: its mark-up without what was added, its address, and when it was kept; empty where that is not told.

    ``keeper`` is ``browser``, ``wayback``, ``archive.today``, ``google cache``, ``reader mode``, ``amp`` or empty.
    """

    markup: str
    keeper: str = ""
    url: str = ""
    captured: str = ""

    def head(self, facts: Sequence[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
        """The facts of the page's head, those that its keeper put there set apart, and what is known of the keeping."""
        told = [("kept:by", self.keeper), ("kept:url", self.url), ("kept:on", self.captured)]
        own = [
            (f"kept:{name}" if self.keeper == "archive.today" and name in _OF_ARCHIVE else name, value) for name, value in facts
        ]
        return (*(fact for fact in told if fact[1]), *own)


def page_as_it_was(markup: str) -> KeptPage:
    r"""A page without what browsers and archives added to it; the same mark-up if they added nothing.

    Examples:
        >>> kept = page_as_it_was("<!-- saved from url=(0021)https://bay.example/1 -->\n<p>Words.</p>")
        >>> kept.keeper, kept.url
        ('browser', 'https://bay.example/1')

    """
    top = markup[:_TOP]
    return next((kept for find in _KEEPERS if (kept := find(markup, top)) is not None), KeptPage(markup=markup))


def original_address(address: str) -> tuple[str, str]:
    """The address a page had before an archive or cache kept it, and when it was kept; the address itself if none did.

    Examples:
        >>> original_address("https://web.archive.org/web/20250703150347/https://bay.example/1")
        ('https://bay.example/1', '2025-07-03T15:03:47Z')
        >>> original_address("https://archive.ph/2025.07.03-150347/https://bay.example/1")
        ('https://bay.example/1', '2025-07-03T15:03:47Z')
        >>> original_address("https://bay.example/1")
        ('https://bay.example/1', '')

    """
    kept = _REPLAY.fullmatch(address) or _TODAY.fullmatch(address)
    if kept is not None:
        return _with_scheme(kept[2]), _moment(re.sub(r"\D", "", kept[1]))
    cached = _CACHED.match(address)
    if cached is not None:
        return _with_scheme(cached[1]), ""
    served = _AMP_CACHE.fullmatch(address)
    direct = f"http{'s' if served[1] else ''}://{served[2]}" if served is not None else ""
    if host_of(direct):
        return direct, ""
    return address, ""


def _with_scheme(address: str) -> str:
    if address.startswith("//"):
        return f"https:{address}"
    return address if re.match(r"https?:/", address, re.IGNORECASE) else f"http://{address}"


def _moment(digits: str) -> str:
    """A moment written as digits, which archives give in UTC; its day if it has fewer."""
    day = "-".join(part for part in (digits[:4], digits[4:6], digits[6:8]) if part)
    return f"{day}T{digits[8:10]}:{digits[10:12]}:{digits[12:14]}Z" if len(digits) == _DIGITS else day


def _noted(top: str) -> tuple[str, str]:
    """The address and moment that a browser noted, the address with whatever archive it was seen in."""
    single = _SINGLE_FILE.search(top)
    if single is not None:
        return html.unescape(single[1]), _zoned(single[2])
    saved = _SAVED_FROM.search(top)
    return (html.unescape(saved[1]), "") if saved is not None else ("", "")


def _zoned(written: str) -> str:
    """A moment as JavaScript writes it (``Thu Jul 03 2025 15:03:47 GMT+0200``), the zone as others write it."""
    return re.sub(r"GMT([+-]\d\d):?(\d\d)", r"\1:\2", written).strip()


def _wayback(markup: str, top: str) -> KeptPage | None:
    replay = _WOMBAT.search(top)
    retrieved = _RETRIEVED.search(markup, max(0, len(markup) - _END))
    if replay is None and retrieved is None and _TOOLBAR not in top:
        return None
    noted, _ = original_address(_noted(top)[0])
    shown = _TOOLBAR_ADDRESS.search(top)
    told = replay[1] if replay else html.unescape(shown[1]) if shown else noted
    moment = _moment(replay[2]) if replay else f"{retrieved[1]} UTC" if retrieved else original_address(_noted(top)[0])[1]
    cleaned = _REWRITTEN.sub("", markup).replace('id="wm-ipp-base"', 'id="wm-ipp-base" role="banner"', 1)
    return KeptPage(markup=cleaned, keeper="wayback", url=told, captured=moment)


def _archive_today(markup: str, top: str) -> KeptPage | None:
    link = _TODAY_LINK.search(top)
    if link is None:
        return None
    url, moment = original_address(html.unescape(link[1]))
    cleaned = _TODAY_REWRITTEN.sub("", markup).replace('id="HEADER"', 'id="HEADER" role="banner"', 1)
    return KeptPage(markup=cleaned, keeper="archive.today", url=url, captured=moment)


def _google(markup: str, top: str) -> KeptPage | None:
    found = _GOOGLE.search(top)
    if found is None:
        return None
    moment = _GOOGLE_MOMENT.search(top)
    cleaned = markup.replace("<div", '<div role="banner"', 1)
    return KeptPage(
        markup=cleaned, keeper="google cache", url=html.unescape(found[1]), captured=moment[1] if moment is not None else ""
    )


def _browser(markup: str, top: str) -> KeptPage | None:
    noted, moment = _noted(top)
    url, kept = original_address(noted)
    return KeptPage(markup=markup, keeper="browser", url=url, captured=kept or moment) if host_of(url) else None


def _reader(markup: str, top: str) -> KeptPage | None:
    found = _READER.search(top)
    return KeptPage(markup=markup, keeper="reader mode", url=html.unescape(found[1])) if found is not None else None


def _amp(markup: str, top: str) -> KeptPage | None:
    """A page in AMP names the one it is a form of as canonical: by its rules one of the same publisher's."""
    canonical = _CANONICAL.search(top) if _AMP.search(top) else None
    return KeptPage(markup=markup, keeper="amp", url=html.unescape(canonical[1])) if canonical is not None else None


_KEEPERS: Sequence[Callable[[str, str], KeptPage | None]] = (_wayback, _archive_today, _google, _browser, _reader, _amp)
