"""Feeds and WordPress exports: what each entry becomes, what it says of its source, and what is bad."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

import provenance
from provenance.corpus import read_corpus
from provenance.model import Container, Format, Problem, RawDocument, RecordFields
from provenance.settings import Limits
from tests.articles import FERRY, ORCHARD

SPACES = (
    'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:atom="http://www.w3.org/2005/Atom" xmlns:feedburner="http://rssnamespace.org/feedburner/ext/1.0"'
)
BODY = "".join(f"<p>{paragraph}</p>" for paragraph in FERRY)


def rss(*items: str, head: str = "<title>Bay Courier</title><link>https://bay.example/</link><language>en-GB</language>") -> str:
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0" {SPACES}><channel>{head}{"".join(items)}</channel></rss>'


def item(inside: str = "", content: str = BODY) -> str:
    encoded = f"<content:encoded><![CDATA[{content}]]></content:encoded>" if content else ""
    return f"<item><title>Ferry &amp; landing</title><link>https://bay.example/1</link>{encoded}{inside}</item>"


def read(
    folder: Path, text: str | bytes, name: str = "feed.xml", limits: Limits | None = None
) -> tuple[tuple[RawDocument, ...], tuple[Problem, ...]]:
    (folder / name).write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_corpus([folder / name], limits or Limits())


def fields(document: RawDocument) -> RecordFields:
    assert document.record is not None
    return document.record


def test_an_entry_of_rss(tmp_path: Path) -> None:
    inside = (
        "<pubDate>Fri, 04 Jul 2025 15:03:47 +0000</pubDate><dc:creator>Ines Vald</dc:creator>"
        '<guid isPermaLink="false">https://bay.example/?p=1</guid><source url="https://wire.example/rss">Coast Wire</source>'
        "<description>Only a teaser.</description>"
    )
    (document,), problems = read(tmp_path, rss(item(inside)))
    assert (document.id, document.format, document.content) == ("feed#1", Format.HTML, BODY)
    assert fields(document) == RecordFields(
        container=Container.RSS,
        place="entry 1",
        title="Ferry & landing",
        url="https://bay.example/1",
        published="Fri, 04 Jul 2025 15:03:47 +0000",
        author="Ines Vald",
        publisher="Bay Courier",
        language="en-GB",
        guid="https://bay.example/?p=1",
        facts=(("feed:source", "https://wire.example/rss"),),
    )
    assert problems == ()


def test_a_feed_s_title_is_not_the_publisher_of_what_it_passes_on(tmp_path: Path) -> None:
    (document,), _ = read(tmp_path, rss(item(), head="<title>All the news</title><link>https://reader.example/</link>"))
    assert fields(document).publisher == ""


def test_the_address_behind_a_counting_service(tmp_path: Path) -> None:
    (document,), _ = read(tmp_path, rss(item("<feedburner:origLink>https://bay.example/own</feedburner:origLink>")))
    assert fields(document).url == "https://bay.example/own"


def test_summaries_are_told(tmp_path: Path) -> None:
    (document,), (problem,) = read(tmp_path, rss(item("<description>Only a teaser.</description>", content="")))
    assert (document.content, document.format) == ("Only a teaser.", Format.PLAIN_TEXT)
    assert problem.message.startswith("1 of 1 entries hold a summary only")


@pytest.mark.parametrize(
    ("content", "form", "text"),
    [
        ('<content type="html">&lt;p&gt;Words&lt;/p&gt;</content>', Format.HTML, "<p>Words</p>"),
        ('<content type="text">a &lt; b</content>', Format.PLAIN_TEXT, "a < b"),
        (
            '<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p class="x">A &amp; <b>b</b></p></div></content>',
            Format.HTML,
            '<div><p class="x">A &amp; <b>b</b></p></div>',
        ),
    ],
)
def test_an_entry_of_atom(tmp_path: Path, content: str, form: Format, text: str) -> None:
    feed = f"""<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="de"><title>Bay Courier</title>
    <link rel="self" href="https://bay.example/feed"/><link href="https://bay.example/"/>
    <entry><title>Ferry</title><id>tag:bay.example,2025:1</id><updated>2025-07-05T00:00:00Z</updated>
    <published>2025-07-04T15:03:47Z</published><author><name>Ines Vald</name><email>i@bay.example</email></author>
    <link rel="enclosure" href="https://bay.example/1.mp3"/><link href="https://bay.example/1"/>
    <link rel="via" href="https://wire.example/7"/>
    <source><title>Coast Wire</title><link href="https://wire.example/"/></source>{content}</entry></feed>"""
    (document,), _ = read(tmp_path, feed)
    assert (document.format, document.content) == (form, text)
    said = fields(document)
    assert (said.container, said.url, said.published) == (Container.ATOM, "https://bay.example/1", "2025-07-04T15:03:47Z")
    assert (said.author, said.publisher, said.language) == ("Ines Vald", "Bay Courier", "de")
    assert said.facts == (
        ("feed:source", "https://wire.example/"),
        ("feed:via", "https://wire.example/7"),
        ("feed:updated", "2025-07-05T00:00:00Z"),
    )


def test_rss_in_rdf(tmp_path: Path) -> None:
    feed = f"""<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" {SPACES}>
    <channel><title>Bay Courier</title><link>https://bay.example/</link></channel>
    <item><title>Ferry</title><link>https://bay.example/1</link><description>{FERRY[0]}</description><dc:date>2025-07-04</dc:date>
    </item></rdf:RDF>"""
    (document,), _ = read(tmp_path, feed)
    assert (fields(document).published, fields(document).publisher) == ("2025-07-04", "Bay Courier")


def test_json_feed(tmp_path: Path) -> None:
    entry = {
        "id": "https://bay.example/1",
        "url": "https://bay.example/1",
        "external_url": "https://wire.example/7",
        "title": "Ferry",
        "content_html": BODY,
        "date_published": "2025-07-04T15:03:47Z",
        "date_modified": "2025-07-04T18:00:00Z",
        "authors": [{"name": "Ines Vald"}],
    }
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Bay Courier",
        "home_page_url": "https://bay.example/",
        "items": [entry, {"id": "2"}, 3],
    }
    (document,), problems = read(tmp_path, json.dumps(feed, indent=1), "feed.json")
    assert (document.id, document.content, fields(document).author) == ("feed#1", BODY, "Ines Vald")
    assert (fields(document).published, fields(document).updated) == ("2025-07-04T15:03:47Z", "2025-07-04T18:00:00Z")
    assert fields(document).facts == (("feed:via", "https://wire.example/7"),)
    assert [problem.message for problem in problems] == [
        "entry 2: neither content nor a summary",
        "entry 3: no object with named fields",
    ]


def export(*posts: str) -> str:
    return f"""<?xml version="1.0" encoding="UTF-8" ?>
<!-- This is a WordPress eXtended RSS file. It contains information about posts, pages, comments and categories. -->
<rss version="2.0" {SPACES} xmlns:wp="http://wordpress.org/export/1.2/"><channel><title>Bay Courier</title>
<link>https://bay.example</link><language>en-US</language>
<wp:author><wp:author_login><![CDATA[ines]]></wp:author_login>
<wp:author_display_name><![CDATA[Ines Vald]]></wp:author_display_name></wp:author>{"".join(posts)}</channel></rss>"""


def post(number: int, kind: str = "post", status: str = "publish", content: str = "\n\n".join(FERRY)) -> str:
    return f"""<item><title>Ferry</title><link>https://bay.example/{number}</link><dc:creator><![CDATA[ines]]></dc:creator>
<guid isPermaLink="false">https://old.example/?p={number}</guid><content:encoded><![CDATA[{content}]]></content:encoded>
<wp:post_id>{number}</wp:post_id><wp:post_date>2025-07-04 17:03:47</wp:post_date>
<wp:post_date_gmt>2025-07-04 15:03:47</wp:post_date_gmt>
<wp:post_name>ferry</wp:post_name><wp:status>{status}</wp:status><wp:post_type>{kind}</wp:post_type>
<wp:postmeta><wp:meta_key>original_url</wp:meta_key><wp:meta_value><![CDATA[https://wire.example/7]]></wp:meta_value></wp:postmeta></item>"""


def test_a_post_of_an_export_is_read_like_one_from_the_site(tmp_path: Path) -> None:
    (tmp_path / "export.xml").write_text(export(post(7)), encoding="utf-8")
    (found,) = provenance.read(tmp_path / "export.xml")
    said = found.document.metadata
    assert (found.document.id, found.document.container) == ("export#7", Container.WXR)
    assert (said.title, said.url, said.authors, said.language) == ("Ferry", "https://bay.example/7", ("Ines Vald",), "en")
    assert said.publisher is not None
    assert (said.publisher.name, said.publisher.host, said.publisher.basis) == ("Bay Courier", "bay.example", "feed")
    assert said.published is not None
    assert said.published.earliest == "2025-07-04T15:03:47Z"
    assert [block.span.of(found.document.text) for block in found.document.blocks if block.role == "body"] == list(FERRY)
    assert {"importer_meta", "guid_host"} <= {str(signal.kind) for signal in found.signals}


def test_what_is_no_published_text_is_counted(tmp_path: Path) -> None:
    posts = (post(1), post(2, status="draft"), post(3, kind="attachment"), post(4, kind="attachment"), post(5, content=" "))
    documents, (problem,) = read(tmp_path, export(*posts))
    assert [document.id for document in documents] == ["feed#1"]
    assert problem.message == "left out: 2 of type attachment, 1 with status draft, 1 without text"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (rss(item())[:-40], "damaged XML (line 2, column"),
        (rss(item(), "<item><title>a</wrong></item>"), "mismatched tag"),
        ('<!DOCTYPE rss [<!ENTITY a "&#38;a;">]>' + rss(item())[39:], "declares entities"),
        ('<!DOCTYPE rss [<!ENTITY % a SYSTEM "file:///etc/passwd"> %a;]>' + rss(item())[39:], "declares entities"),
        (rss(item("<a>" * 200 + "</a>" * 200)), "nested deeper than 100"),
        (rss(item("<description>" + "x" * 3_000 + "</description>")), "longer than 2,000 characters"),
        (rss(), "a feed without entries"),
    ],
)
def test_bad_feeds_are_named_and_read_as_far_as_they_go(tmp_path: Path, text: str, said: str) -> None:
    documents, problems = read(tmp_path, text, limits=Limits(file_bytes=2_000))
    assert said in problems[0].message
    assert len(documents) <= 1
    assert problems[0].severity == ("degraded" if documents else "skipped")


def test_entities_of_html_are_letters_and_nothing_is_fetched(tmp_path: Path) -> None:
    text = rss(item("<description>Caf&eacute;&nbsp;&unknown;</description>", content=""))
    named = text.replace("<rss", '<!DOCTYPE rss PUBLIC "-//X" "https://example.org/x.dtd"><rss', 1)
    for each in (text, named):
        (document,), _ = read(tmp_path, each)
        assert document.content == "Café\xa0&unknown;"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "windows-1252", "koi8-r"])
def test_other_encodings(tmp_path: Path, encoding: str) -> None:
    words = "Паром" if encoding == "koi8-r" else "“Fähre”"
    text = rss(item(content=f"<p>{words}</p>")).replace("UTF-8", encoding if "utf" not in encoding else encoding[:6])
    (document,), problems = read(tmp_path, text.encode(encoding))
    assert document.content == f"<p>{words}</p>"
    assert problems == ()


def test_a_long_compressed_feed_is_streamed(tmp_path: Path) -> None:
    text = rss(*(item() for _ in range(3_000)))
    documents, problems = read(tmp_path, gzip.compress(text.encode(), mtime=0), "feed.xml.gz", Limits(file_bytes=100_000))
    assert (len(documents), problems) == (3_000, ())
    assert documents[0].encoding == "utf-8"


def test_a_feed_and_a_page_with_the_same_article_are_traced(tmp_path: Path) -> None:
    (tmp_path / "feed.xml").write_text(
        rss(item(), item(content="".join(f"<p>{words}</p>" for words in ORCHARD))), encoding="utf-8"
    )
    (tmp_path / "copy.txt").write_text(
        "\n\n".join([*FERRY, "This story was originally published by the Bay Courier."]), encoding="utf-8"
    )
    trace = provenance.trace(tmp_path)
    assert [(edge.source, edge.target) for edge in trace.edges] == [("feed#1", "copy")]


@pytest.mark.parametrize(
    "remark",
    [
        "<item><title>By: Al</title><link>https://bay.example/1/#comment-17</link><description>Nice.</description></item>",
        "<item><title>Re</title><link>https://bay.example/9</link>"
        "<thr:in-reply-to xmlns:thr='http://purl.org/syndication/thread/1.0' ref='x'/><description>Nice.</description></item>",
    ],
)
def test_comments_of_readers_are_no_articles(tmp_path: Path, remark: str) -> None:
    (document,), (problem,) = read(tmp_path, rss(item("<comments>https://bay.example/1/#comments</comments>"), remark))
    assert fields(document).title == "Ferry & landing"
    assert (problem.severity, problem.message) == ("notice", "left out: 1 by readers (comments)")
    documents, (problem,) = read(tmp_path, rss(remark))
    assert (documents, problem.severity) == ((), "skipped")
