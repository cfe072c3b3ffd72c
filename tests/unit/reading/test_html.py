"""HTML: blocks, roles by mark-up, and everything that is no text."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from provenance.model import Document, Format
from provenance.reading.html import html_to_text
from provenance.settings import Limits
from tests.unit.reading.reader import outline, read, read_with_problems

PROSE = "The harbour of the small island was closed for three days after the storm, the council said in a statement on its site."


def page(body: str, head: str = "") -> Document:
    return read(f"<!DOCTYPE html><html lang='en'><head>{head}</head><body>{body}</body></html>", Format.HTML)


def blocks(body: str) -> list[tuple[str, str]]:
    return outline(page(body))


def test_inline_markup_joins_no_words() -> None:
    assert blocks("<p>has<strong> </strong>exchanged, <em>un</em>glued &amp; <b>kept</b>.</p>") == [
        ("body", "has exchanged, unglued & kept.")
    ]


def test_text_directly_in_a_division_counts() -> None:
    assert [text for _, text in blocks("<div>One.<p>Two.</p>Three.</div>")] == ["One.", "Two.", "Three."]


def test_two_line_breaks_part_paragraphs_and_one_does_not() -> None:
    assert [text for _, text in blocks("<p>One<br>two.<br>\n<br>Three.</p>")] == ["One two.", "Three."]


def test_broken_markup_loses_no_text() -> None:
    assert [text for _, text in blocks("</p><p>One.<div>Two.</p></span><p></p><b>Three.")] == ["One.", "Two.", "Three."]


def test_scripts_and_styles_are_no_text() -> None:
    assert blocks("<script>var a = '<p>x</p>';</script><style>p {}</style><p>One.</p><template><p>x</p></template>") == [
        ("body", "One.")
    ]


def test_attributes_and_links_stay_with_their_block() -> None:
    document = page(
        '<div data-id="7"><p class="lead">See <a href="https://example.org/a" rel="nofollow">this</a>. '
        '<img src="https://i.example.org/p.jpg" alt="A boat"></p></div>'
    )
    (block,) = document.blocks
    assert block.attributes == (("data-id", "7"), ("class", "lead"), ("rel", "nofollow"))
    assert [(link.url, link.text, link.kind) for link in block.links] == [
        ("https://example.org/a", "this", "link"),
        ("https://i.example.org/p.jpg", "A boat", "image"),
    ]


def test_facts_without_text_go_to_the_head() -> None:
    head = (
        '<link rel="canonical" href="https://other.example/a"><meta property="og:url" content="https://mine.example/b">'
        '<meta name="syndication-source" content="https://other.example/a">'
    )
    body = (
        '<p>One.</p><img src="https://count.example/p.gif" width="1" height="1"><script src="https://pixel.example/pixel.js"></script>'
        '<script type="application/ld+json">{"@type": "NewsArticle"}</script>'
    )
    facts = page(f"{body}<!-- saved from url=(0022)https://mine.example/b --><!-- wp:paragraph -->", head).head
    for fact in [
        ("link:canonical", "https://other.example/a"),
        ("meta:og:url", "https://mine.example/b"),
        ("meta:syndication-source", "https://other.example/a"),
        ("pixel", "https://count.example/p.gif"),
        ("script", "https://pixel.example/pixel.js"),
        ("jsonld", '{"@type": "NewsArticle"}'),
        ("comment", "saved from url=(0022)https://mine.example/b"),
    ]:
        assert fact in facts
    assert not [value for name, value in facts if name == "comment" and "wp:" in value]


def test_a_comment_above_the_page_is_kept() -> None:
    document = read("<!-- saved from url=(0022)https://mine.example/b --><html><body><p>One.</p></body></html>", Format.HTML)
    assert document.metadata.url == "https://mine.example/b"
    assert document.host == "mine.example"


def test_canonical_is_a_claim_and_not_the_own_address() -> None:
    metadata = page(
        "<p>One.</p>",
        '<link rel="canonical" href="https://other.example/a"><meta property="og:url" content="https://mine.example/b">',
    ).metadata
    assert (metadata.url, metadata.canonical) == ("https://mine.example/b", "https://other.example/a")
    alone = page("<p>One.</p>", '<link rel="canonical" href="https://other.example/a">').metadata
    assert (alone.url, alone.publisher, alone.canonical) == (None, None, "https://other.example/a")


def test_canonical_is_the_own_address_where_the_site_says_so_otherwise() -> None:
    feed = '<link rel="alternate" type="application/rss+xml" href="https://mine.example/feed">'
    head = f'<link rel="canonical" href="https://mine.example/a">{feed}'
    document = page("<p>One.</p>", head)
    assert (document.metadata.url, document.host) == ("https://mine.example/a", "mine.example")


def test_dates_authors_and_site_from_the_head() -> None:
    json_ld = (
        '{"@graph": [{"@type": "NewsArticle", "datePublished": "2025-07-04T10:00:00+02:00", "author": [{"name": "Jane Doe"}]}]}'
    )
    metadata = page(
        "<h1>Storm closes harbour</h1><p>One.</p>",
        '<title>Storm closes harbour - Harbour Post</title><meta property="og:site_name" content="Harbour Post">'
        f'<script type="application/ld+json">{json_ld}</script>',
    ).metadata
    assert metadata.title == "Storm closes harbour"
    assert metadata.authors == ("Jane Doe",)
    assert metadata.published is not None
    assert (metadata.published.earliest, metadata.published.timezone) == ("2025-07-04T08:00:00Z", "+02:00")
    assert metadata.publisher is not None
    assert metadata.publisher.name == "Harbour Post"


def test_roles_by_markup() -> None:
    article = (
        f"<article><h1>Storm closes harbour</h1><p class='byline'>By Jane Doe</p><p>{PROSE}</p><h2>Later</h2>"
        "<blockquote>We have seen worse.</blockquote><figure><img src='/a.jpg'><figcaption>A boat</figcaption></figure>"
        f"<p>{PROSE}</p></article>"
    )
    around = f"<aside><p>{PROSE}</p></aside><ol class='comment-list'><li>First!</li></ol><footer>About</footer>"
    inside = ["title", "byline", "body", "heading", "quotation_block", "caption", "body"]
    found = blocks(f"<nav><a href='/'>Home</a></nav>{article}{around}")
    assert [role for role, _ in found] == ["chrome", *inside, "chrome", "comment", "chrome"]


def test_a_form_around_the_whole_page_is_no_furniture() -> None:
    assert [role for role, _ in blocks(f"<form id='page'><div><p>{PROSE}</p><p>{PROSE}</p></div><nav>Menu</nav></form>")] == [
        "body",
        "body",
        "chrome",
    ]


def test_layout_classes_say_nothing_about_the_text() -> None:
    assert blocks(f"<div class='has-sidebar'><p>{PROSE}</p></div><div class='site-footer'>Imprint 7</div>") == [
        ("body", PROSE),
        ("chrome", "Imprint 7"),
    ]


def test_teasers_outside_the_article_are_not_its_body() -> None:
    article = f"<article>{f'<p>{PROSE}</p>' * 4}</article>"
    assert [role for role, _ in blocks(f"{article}<div><p>{PROSE}</p></div>")] == ["body"] * 4 + ["other"]


@pytest.mark.parametrize(
    "quotation",
    [
        '<blockquote class="twitter-tweet">{} <a href="https://t.co/x">July 3, 2025</a></blockquote>',
        '<blockquote>{} <a href="https://x.com/harbour/status/12">July 3, 2025</a></blockquote>',
    ],
)
def test_an_embedded_post_is_one_block(quotation: str) -> None:
    post = quotation.format("<p>We are open.</p>&mdash; Harbour (@harbour)")
    document = page(f"<p>{PROSE}</p>{post}<p>{PROSE}</p>")
    assert outline(document)[1] == ("embed", "We are open. — Harbour (@harbour) July 3, 2025")
    assert len(document.blocks) == 3
    assert document.metadata.not_before is not None
    assert document.metadata.not_before.basis == "embed"


@pytest.mark.parametrize(
    "deep",
    [
        "<div>" * 100_000 + "deep" + "</div>" * 100_000,
        "<b>" * 100_000 + "deep",
        "<ul><li>" * 1_000 + "deep",
        "<blockquote><p>" * 1_000 + "deep",
    ],
)
def test_nothing_is_lost_in_deep_markup(deep: str) -> None:
    document, problems = read_with_problems(f"<p>Before.</p>{deep}<p>After.</p>", Format.HTML)
    assert document is not None
    assert document.text.split() == ["Before.", "deep", "After."]
    (problem,) = problems
    assert (problem.severity, "all text was kept" in problem.message) == ("degraded", True)


def test_more_tags_than_the_limit_lose_no_text() -> None:
    document, problems = read_with_problems("<p>One.</p>" * 50, Format.HTML, Limits(html_tags=20))
    assert document is not None
    assert len(document.blocks) == 50
    assert [problem.severity for problem in problems] == ["degraded"]


@pytest.mark.parametrize(
    "markup",
    [
        "<a " * 16_000,
        "<!--" * 50_000,
        "<script>" * 20_000,
        "<p " + "a=b " * 50_000,
        "<" * 100_000,
        "<p>x</p>" + "</div>" * 50_000,
    ],
)
def test_hostile_markup_is_read_in_time(markup: str) -> None:
    document, _ = read_with_problems(f"<p>One.</p>{markup}", Format.HTML)
    assert document is not None
    assert document.text.startswith("One.")


def test_long_pages_are_cut_and_the_cut_is_named() -> None:
    document, problems = read_with_problems("<p>words and more</p>" * 100, Format.HTML, Limits(text_chars=500))
    assert document is not None
    assert len(document.text) <= 500
    assert [problem.severity for problem in problems] == ["degraded"]
    assert "only the first 500 characters" in problems[0].message


def test_a_page_without_text_is_skipped() -> None:
    document, problems = read_with_problems("<html><body><img src='a.png'></body></html>", Format.HTML)
    assert document is None
    assert [problem.severity for problem in problems] == ["skipped"]


def test_titles_lose_markup_and_entities() -> None:
    assert html_to_text("It&#8217;s <em>here</em>&nbsp;&amp; now") == "It’s here & now"
    assert html_to_text("a < b & c") == "a < b & c"


@pytest.mark.shared
def test_real_pages_are_read_without_loss(shared: Path) -> None:
    pages = sorted((shared / "data" / "html-scrapinghub" / "html").iterdir())[:40]
    for file in pages:
        document, problems = read_with_problems(gzip.decompress(file.read_bytes()).decode("utf-8", "replace"), Format.HTML)
        assert document is not None
        assert document.compared_blocks()
        assert [problem for problem in problems if problem.severity == "skipped"] == []
