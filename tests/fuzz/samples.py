"""Where fuzzing begins: a small sound input of every kind that a target reads."""

from __future__ import annotations

import gzip
from collections.abc import Mapping
from types import MappingProxyType

from tests.articles import FERRY, page, plain, post
from tests.web_archives import answer, record, story

_CREDIT = "<p>The post Ferry closes appeared first on <a href='https://news.example/a'>The Courier</a>.</p>"
_POST = '<blockquote class="twitter-tweet">Won! — A (@a) <a href="https://twitter.com/a/status/1">July 3, 2025</a></blockquote>'
_RSS = (
    "<title>Ferry</title><link>https://news.example/a</link><pubDate>Tue, 03 Jun 2025 09:00:00 GMT</pubDate>"
    "<description>&lt;p&gt;Text &amp;amp; more&lt;/p&gt;</description><source url='https://other.example/feed'>Other</source>"
)
_WXR = (
    b'<rss version="2.0" xmlns:wp="http://wordpress.org/export/1.2/" xmlns:content="http://purl.org/rss/1.0/modules/content/">'
    b"<channel><wp:wxr_version>1.2</wp:wxr_version><item><title>A</title><content:encoded><![CDATA[<p>B c d.</p>]]>"
    b"</content:encoded><wp:post_type>post</wp:post_type><wp:postmeta><wp:meta_key>k</wp:meta_key><wp:meta_value>v"
    b"</wp:meta_value></wp:postmeta></item></channel></rss>"
)
_MESSAGE = (
    b"multipart/alternative; boundary=x\n\n--x\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: "
    b"quoted-printable\n\nWords =C3=A9.\n--x\nContent-Type: text/html\n\n<p>Words.</p>\n--x--\n"
)
_FEED = b'{"version": "https://jsonfeed.org/version/1.1", "title": "F", "items": [{"id": "1", "content_html": "<p>Words.</p>"}]}'
_PAGE = page(FERRY, "Ferry landing closes", "bay-courier.com")

SAMPLES: Mapping[str, tuple[bytes, ...]] = MappingProxyType(
    {
        "sniff_and_read": (
            plain(FERRY).encode(),
            _PAGE.encode(),
            post(FERRY, "Ferry").encode(),
            b"---\ntitle: A\ndate: 2025-06-03\n---\n# A\n\nSee [this](https://news.example/a).\n",
            b'{"text": "One two three.", "url": "https://news.example/a"}\n{"text": "Four.", "url": "b"}\n',
            b'text,url,date\n"One, two.",https://news.example/a,2025-06-03\nThree,b,\n',
            plain(FERRY).encode("utf-16"),
            gzip.compress(plain(FERRY).encode(), mtime=0),
            _FEED,
        ),
        "html_blocks": (
            _PAGE.encode(),
            (_CREDIT + _POST).encode(),
            b"<table><tr><td>a<td>b</table><ul><li>c<li>d</ul><!-- e --><script>f</script><figure><img src=g alt=h>"
            b"<figcaption>i</figcaption></figure>",
            b'<head><link rel=canonical href=//a.example/b><meta property=og:title content=c><script type="application/ld+json">'
            b'{"@type": "NewsArticle", "isBasedOn": "https://d.example/e"}</script></head><p class=byline>By Ann Lee</p>',
        ),
        "wordpress_json": (
            post(FERRY, "Ferry").encode(),
            f"Ferry\nhttps://news.example/a\n2025-06-03T09:00:00\n{_CREDIT}".encode(),
            f"[{post(FERRY[:1], 'A')}, {post(FERRY[1:2], 'B')}]".encode(),
        ),
        "archives_and_feeds": (
            b"\x00" + story(1) + story(2),
            b"\x00" + gzip.compress(story(1), mtime=0) + gzip.compress(story(2), mtime=0),
            b"\x00"
            + record(answer(gzip.compress(_PAGE.encode(), mtime=0), more={"Content-Encoding": "gzip"}), "https://a.example"),
            b"\x00" + _WXR,
            b"\x00" + _FEED,
            b"\x01" + answer(b"5\r\n<p>a \r\n3\r\nb c\r\n0\r\n\r\n", more={"Transfer-Encoding": "chunked"}),
            b"\x02<p>Words.</p>",
            b"\x03" + _RSS.encode(),
            b"\x04&lt;p&gt;Words.&lt;/p&gt;",
            b"\x05" + _MESSAGE,
        ),
        "alignment": (
            bytes([128, *range(40), *range(40)]),
            bytes([100, *range(30), *range(60, 80), *range(30), *range(15), 90, *range(15, 30)]),
            bytes([128]) + bytes(range(15)) * 8,
        ),
    }
)
