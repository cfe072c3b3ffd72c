"""WordPress posts."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest

from provenance.corpus import read_corpus
from provenance.model import Document, Format
from provenance.reading import read_document
from provenance.settings import Limits
from tests.unit.reading.reader import outline, read, read_with_problems


def post(**fields: object) -> str:
    """A post as its JSON; fields given as ``None`` are left out."""
    whole = {
        "id": 7,
        "date": "2025-07-04T17:03:47",
        "date_gmt": "2025-07-04T15:03:47",
        "modified": "2025-07-04T17:03:47",
        "modified_gmt": "2025-07-04T15:03:47",
        "guid": {"rendered": "https://old.example.org/?p=7"},
        "link": "https://www.example.org/storm/",
        "title": {"rendered": "Storm closes <em>harbour</em> &#8211; again"},
        "content": {"rendered": "<p>One &amp; only.</p>\n<p>Two.</p>", "protected": False},
        "excerpt": {"rendered": "<p>Excerpt words&hellip;</p>"},
        "author": 1,
    } | fields
    return json.dumps({name: value for name, value in whole.items() if value is not None})


def wordpress(**fields: object) -> Document:
    return read(post(**fields), Format.WORDPRESS_REST_JSON)


def test_title_and_content_are_the_text_and_the_excerpt_is_not() -> None:
    document = wordpress()
    assert document.text == "Storm closes harbour – again\n\nOne & only.\n\nTwo."
    assert outline(document)[0] == ("title", "Storm closes harbour – again")
    assert [block.id for block in document.blocks] == ["d:p00", "d:p01", "d:p02"]


def test_the_link_is_the_own_address_and_the_guid_is_evidence() -> None:
    metadata = wordpress().metadata
    assert (metadata.url, metadata.site_ids) == ("https://www.example.org/storm/", ("https://old.example.org/?p=7",))
    assert metadata.publisher is not None
    assert (metadata.publisher.host, metadata.publisher.basis) == ("example.org", "link")


def test_the_number_of_an_account_is_no_byline() -> None:
    assert wordpress().metadata.authors == ()
    assert wordpress(_embedded={"author": [{"name": "Jane Doe"}, {"code": "rest_user_invalid_id"}]}).metadata.authors == (
        "Jane Doe",
    )


def test_date_gmt_is_in_utc() -> None:
    published = wordpress().metadata.published
    assert published is not None
    assert (published.earliest, published.latest, published.timezone, published.basis) == (
        "2025-07-04T15:03:47Z",
        "2025-07-04T15:03:47Z",
        "UTC",
        "date_gmt",
    )


@pytest.mark.parametrize("missing", [None, "0000-00-00T00:00:00", ""])
def test_date_alone_has_an_unknown_zone(missing: str | None) -> None:
    published = wordpress(date_gmt=missing).metadata.published
    assert published is not None
    assert (published.timezone, published.basis, published.written) == (None, "date", "2025-07-04T17:03:47")
    assert published.earliest < "2025-07-04T17:03:47Z" < published.latest


def test_modified_at_publication_is_no_update() -> None:
    assert wordpress().metadata.updated is None
    assert wordpress(modified_gmt=None).metadata.updated is None
    updated = wordpress(modified="2025-07-05T17:00:00", modified_gmt="2025-07-05T15:00:00").metadata.updated
    assert updated is not None
    assert (updated.earliest, updated.basis) == ("2025-07-05T15:00:00Z", "modified_gmt")


def test_seo_fields_go_to_the_head() -> None:
    document = wordpress(
        yoast_head_json={"canonical": "https://other.example/a", "og_site_name": "Harbour Post", "schema": {"@type": "Article"}}
    )
    assert document.metadata.canonical == "https://other.example/a"
    assert ("link:canonical", "https://other.example/a") in document.head
    assert ("jsonld", '{"@type": "Article"}') in document.head
    assert document.metadata.publisher is not None
    assert document.metadata.publisher.name == "Harbour Post"


def test_importers_leave_their_traces_in_the_head() -> None:
    assert ("post:syndication_permalink", "https://other.example/a") in wordpress(
        meta={"syndication_permalink": "https://other.example/a"}
    ).head


def test_posts_of_wordpress_com_are_read() -> None:
    document = wordpress(
        link=None,
        URL="https://site.example/a",
        title="A title",
        content="<p>Words.</p>",
        author={"name": "Jane Doe"},
        date="2025-07-04T17:00:00+02:00",
        date_gmt=None,
    )
    assert (document.metadata.url, document.metadata.authors) == ("https://site.example/a", ("Jane Doe",))
    assert document.metadata.published is not None
    assert document.metadata.published.earliest == "2025-07-04T15:00:00Z"


@pytest.mark.parametrize("content", ["[1]", '{"a": 1}', "{", "[" * 100_000, post(content={"rendered": " "}), post(content=None)])
def test_what_is_no_post_is_skipped(content: str) -> None:
    document, problems = read_with_problems(content, Format.WORDPRESS_REST_JSON)
    assert document is None
    (problem,) = problems
    assert (problem.path, problem.stage, problem.severity) == ("d.txt", "reading", "skipped")


def test_a_post_without_a_title_counts_from_one() -> None:
    document = wordpress(title={"rendered": ""})
    assert document.metadata.title is None
    assert [block.id for block in document.blocks] == ["d:p01", "d:p02"]


@pytest.mark.shared
def test_real_posts_are_read_quickly_and_without_a_problem(shared: Path) -> None:
    raws, _ = read_corpus([shared / "data" / "gov-crosspost" / "wp-json_dev"], Limits())
    start = time.process_time()
    for raw in raws:
        document, problems = read_document(raw, Limits())
        assert document is not None
        assert problems == ()
        assert document.compared_blocks()
    seconds_a_post = (time.process_time() - start) / len(raws)
    assert seconds_a_post < 0.03


def test_the_picture_above_a_post_and_its_credit_are_kept() -> None:
    media = {
        "source_url": "https://cdn.origin.example/pier.jpg",
        "alt_text": "pier",
        "caption": {"rendered": "<p>The pier. (Ann Roe)</p>"},
    }
    document = wordpress(_embedded={"wp:featuredmedia": [media]})
    assert outline(document)[1] == ("caption", "The pier. (Ann Roe)")
    assert [link.url for link in document.blocks[1].links] == ["https://cdn.origin.example/pier.jpg"]
    without = wordpress(_embedded={"wp:featuredmedia": [{**media, "caption": {"rendered": ""}}]})
    assert [link.url for link in without.blocks[0].links] == ["https://cdn.origin.example/pier.jpg"]
    assert [link.url for link in wordpress(jetpack_featured_media_url="https://i0.wp.com/a.jpg").blocks[0].links] == [
        "https://i0.wp.com/a.jpg"
    ]
    assert wordpress(jetpack_featured_media_url="").blocks[0].links == ()


def test_the_head_of_the_page_as_plugins_give_it() -> None:
    head = (
        '<title>Storm</title><link rel="canonical" href="https://origin.example/storm" />'
        '<meta property="og:site_name" content="Bay" />'
        '<script type="application/ld+json">{"@type": "NewsArticle", "isBasedOn": "https://origin.example/storm"}</script>'
    )
    document = wordpress(yoast_head=head)
    assert (document.metadata.canonical, document.metadata.url) == (
        "https://origin.example/storm",
        "https://www.example.org/storm/",
    )
    assert document.metadata.publisher is not None
    assert document.metadata.publisher.name == "Bay"
    assert any(name == "jsonld" and "isBasedOn" in value for name, value in document.head)
    assert wordpress(yoast_head=head, yoast_head_json={"og_site_name": "Bay"}).metadata.canonical is None


def test_several_authors_go_before_the_account() -> None:
    listed = [{"display_name": "Jane Doe"}, {"display_name": "Ann  Roe"}]
    assert wordpress(authors=listed, _embedded={"author": [{"name": "admin"}]}).metadata.authors == ("Jane Doe", "Ann Roe")
    assert wordpress(author_info={"display_name": "Jane Doe"}).metadata.authors == ("Jane Doe",)


def test_comments_of_readers_are_no_posts(tmp_path: Path) -> None:
    remark = {
        "id": 1,
        "post": 7,
        "author_name": "Al",
        "content": {"rendered": "<p>Nice.</p>"},
        "link": "https://x.example/#comment-1",
    }
    (tmp_path / "a.json").write_text(json.dumps([remark]), encoding="utf-8")
    documents, (problem,) = read_corpus([tmp_path / "a.json"], Limits())
    assert documents == ()
    assert "a reader's comment" in problem.message
