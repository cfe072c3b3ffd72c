"""Pages that somebody kept: their address, host and publisher are those they had; when they were kept dates nothing."""

from __future__ import annotations

import html

import pytest

from provenance.model import Container, Document, Format, RawDocument, RecordFields
from provenance.reading import read_document
from provenance.reading.saved import original_address, page_as_it_was
from provenance.settings import Limits
from provenance.signals import mark
from tests.articles import FERRY
from tests.unit.reading.reader import outline, read

URL = "https://www.bay-courier.com/ferry"
MOMENT = "2025-07-03T15:03:47Z"
STORY = "".join(f"<p>{html.escape(paragraph)}</p>" for paragraph in FERRY)
HEAD = '<meta charset="utf-8"><title>Ferry closes - The Bay Courier</title>'
ARTICLE = (
    f'<article><h1>Ferry closes</h1>{STORY}<p>See <a href="%shttps://harbour.example/plan">the plan</a> of theirs.</p></article>'
)


def plain_page(top: str = "", head: str = HEAD) -> str:
    return f'<!DOCTYPE html>{top}<html lang="en"><head>{head}</head><body>{ARTICLE % ""}</body></html>'


def wayback(*, comment: bool = False) -> str:
    """A page as the Wayback Machine gives it out."""
    replay = "https://web.archive.org/web/20250703150347"
    said = f"<!-- saved from url=(0077){replay}/{URL} -->" if comment else ""
    return (
        f'<!DOCTYPE html>{said}<html lang="en"><head><script>__wm.init("https://web.archive.org/web");\n'
        f'  __wm.wombat("{URL}","20250703150347","https://web.archive.org/","web","/_static/","1751555027");</script>{HEAD}'
        f'<link rel="canonical" href="{replay}/{URL}"><meta property="og:url" content="{replay}/{URL}">'
        '<meta property="og:site_name" content="The Bay Courier"></head><body><!-- BEGIN WAYBACK TOOLBAR INSERT -->'
        '<div id="wm-ipp-base"><div><a href="/web/">Wayback Machine</a><p>3 captures of it</p>'
        "<p>COLLECTED BY a team of archivists who keep as many pages as they can, for everybody, as they say.</p></div></div>"
        "<!-- END WAYBACK TOOLBAR INSERT -->"
        f'<img src="{replay}im_/https://bay-courier.com/pier.jpg" alt="">{ARTICLE % f"{replay}/"}'
        "</body></html><!--\n FILE ARCHIVED ON 15:03:47 Jul 03, 2025 AND RETRIEVED FROM THE\n"
        " INTERNET ARCHIVE ON 09:11:12 Sep 20, 2025.-->"
    )


def archive_today() -> str:
    """A page as archive.today gives it out."""
    return (
        f'<!DOCTYPE html><html><head>{HEAD}<meta property="og:site_name" content="archive.ph"/>'
        '<meta property="og:url" content="http://archive.ph/AbC12"/>'
        f'<meta property="article:published_time" content="{MOMENT}"/>'
        f'<link rel="canonical" href="https://archive.ph/2025.07.03-150347/{URL}"/></head><body>'
        '<div id="HEADER"><table><tr><td>archive.today</td><td>Saved from</td><td>3 Jul 2025 15:03:47 UTC</td></tr></table></div>'
        f'<div id="CONTENT">{ARTICLE % "https://archive.ph/o/AbC12/"}</div></body></html>'
    )


def google() -> str:
    """A page from Google's cache."""
    return (
        f'<meta charset="UTF-8"><base href="{URL}"><div style="position:relative;"><div>This is Google&#39;s cache of '
        f'<a href="{URL}">{URL}</a>. It is a snapshot of the page as it appeared on 3 Jul 2025 15:03:47 GMT.</div></div>'
        f"<div><html><head>{HEAD}</head><body>{ARTICLE % ''}</body></html></div>"
    )


def single_file() -> str:
    """A page saved with SingleFile."""
    noted = f"<!--\n Page saved with SingleFile \n url: {URL} \n saved date: Thu Jul 03 2025 17:03:47 GMT+0200 (CEST)\n-->"
    return f'<!DOCTYPE html><html lang="en">{noted}<head>{HEAD}</head><body>{ARTICLE % ""}</body></html>'


def reader_mode() -> str:
    """A page saved from Firefox's reader view."""
    return (
        f'<html><head>{HEAD}</head><body><div class="header reader-header"><a class="domain reader-domain" href="{URL}">'
        'bay-courier.com</a><h1 class="reader-title">Ferry closes</h1></div>'
        f'<div class="moz-reader-content">{STORY}</div></body></html>'
    )


KEPT = {
    "wayback": (wayback(), MOMENT),
    "wayback saved by a browser": (wayback(comment=True), MOMENT),
    "archive.today": (archive_today(), MOMENT),
    "google": (google(), MOMENT),
    "single file": (single_file(), MOMENT),
    "mark of the web": (plain_page(f"<!-- saved from url=(0033){URL} -->\n"), None),
    "reader mode": (reader_mode(), None),
    "amp": (plain_page(head=f'{HEAD}<link rel="canonical" href="{URL}">').replace("<html ", "<html amp "), None),
}


@pytest.mark.parametrize("kind", KEPT)
def test_a_kept_page_is_the_page_it_was(kind: str) -> None:
    markup, _ = KEPT[kind]
    document = read(markup, Format.HTML)
    assert (document.metadata.url, document.host) == (URL, "bay-courier.com")
    assert document.metadata.published is None
    assert document.metadata.title == "Ferry closes"
    bodies = [text for role, text in outline(document) if role == "body"]
    assert bodies == [*FERRY, "See the plan of theirs."][: len(bodies)]
    assert len(bodies) >= len(FERRY)
    assert not [text for role, text in outline(document) if role not in {"title", "body", "chrome"}]


@pytest.mark.parametrize("kind", [kind for kind, (_, moment) in KEPT.items() if moment])
def test_no_page_was_published_after_it_was_kept(kind: str) -> None:
    markup, _ = KEPT[kind]
    dated = markup.replace(HEAD, f'{HEAD}<meta name="date" content="2025-07-03">')
    published = read(dated, Format.HTML).metadata.published
    assert published is not None
    assert (published.earliest, published.latest) == ("2025-07-03", MOMENT)
    later = markup.replace(HEAD, f'{HEAD}<meta name="date" content="2025-07-09">')
    raw = RawDocument(id="d", path="d.html", sha256="", format=Format.HTML, encoding="utf-8", content=later)
    document, (problem,) = read_document(raw, Limits())
    assert document is not None
    assert document.metadata.published is None
    assert "after it was fetched" in problem.message


@pytest.mark.parametrize("kind", KEPT)
def test_addresses_in_it_are_those_it_had(kind: str) -> None:
    document, signals = mark(read(KEPT[kind][0], Format.HTML))
    linked = {link.url for block in document.blocks if block.role.value != "chrome" for link in block.links}
    assert not [url for url in linked if "archive." in url]
    assert {signal.host for signal in signals if not signal.own_site} <= {"harbour.example"}


def test_a_link_to_an_archive_stays_one() -> None:
    cited = "https://web.archive.org/web/2019/https://other.example/x"
    markup = plain_page().replace("https://harbour.example/plan", cited)
    assert page_as_it_was(markup).markup == markup
    twice = wayback().replace("https://harbour.example/plan", cited)
    assert f'"{cited}"' in page_as_it_was(twice).markup


def test_an_address_of_this_machine_is_none() -> None:
    document = read(plain_page("<!-- saved from url=(0014)about:internet -->"), Format.HTML)
    assert (document.metadata.url, document.host) == (None, None)


def test_canonical_is_no_address_of_a_page_that_says_its_own() -> None:
    markup = single_file().replace(HEAD, f'{HEAD}<link rel="canonical" href="https://origin.example/ferry">')
    document = read(markup, Format.HTML)
    assert (document.metadata.url, document.metadata.canonical) == (URL, "https://origin.example/ferry")


@pytest.mark.parametrize(
    ("address", "original", "moment"),
    [
        (f"https://web.archive.org/web/20250703150347/{URL}", URL, MOMENT),
        (f"http://web.archive.org/web/20250703150347id_/{URL}", URL, MOMENT),
        ("https://web.archive.org/web/20250703/bay-courier.com/x", "http://bay-courier.com/x", "2025-07-03"),
        (f"https://archive.is/20250703150347/{URL}", URL, MOMENT),
        ("http://webcache.googleusercontent.com/search?q=cache:AbCdEf123:bay.example/x&hl=en", "http://bay.example/x", ""),
        ("https://www-bay-example.cdn.ampproject.org/c/s/www.bay.example/x", "https://www.bay.example/x", ""),
        ("https://www.google.com/amp/s/bay.example/x", "https://bay.example/x", ""),
        ("https://web.archive.org/", "https://web.archive.org/", ""),
        (URL, URL, ""),
    ],
)
def test_the_address_before(address: str, original: str, moment: str) -> None:
    assert original_address(address) == (original, moment)


def test_a_table_may_hold_addresses_of_an_archive() -> None:
    record = RecordFields(container=Container.CSV, place="record 1", url=f"https://web.archive.org/web/20250703150347/{URL}")
    raw = RawDocument(
        id="d", path="d.csv", sha256="", format=Format.PLAIN_TEXT, encoding="utf-8", content="\n\n".join(FERRY), record=record
    )
    document, _ = read_document(raw, Limits())
    assert isinstance(document, Document)
    assert (document.metadata.url, document.host) == (URL, "bay-courier.com")
    assert ("kept:on", MOMENT) in document.head
    assert document.metadata.not_after is not None
    assert document.metadata.not_after.latest == MOMENT
