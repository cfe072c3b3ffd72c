"""Web archives: which records are documents, what is known of them, and what is said of the others."""

from __future__ import annotations

import bz2
import gzip
import importlib
import lzma
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from provenance.corpus import read_corpus
from provenance.model import Container, Format, Problem, RawDocument
from provenance.reading import read_document
from provenance.settings import Columns, Limits
from tests.web_archives import DATE, answer, gzipped, page_of, record, story

Read = tuple[tuple[RawDocument, ...], tuple[Problem, ...]]


@pytest.fixture
def read(tmp_path: Path) -> Callable[..., Read]:
    """Reads bytes as a file."""

    def read_bytes(data: bytes, name: str = "crawl.warc.gz", limits: Limits | None = None) -> Read:
        (tmp_path / name).write_bytes(data)
        return read_corpus([tmp_path / name], limits or Limits())

    return read_bytes


STORIES = [story(number) for number in range(4)]


@pytest.mark.parametrize(
    "written",
    [
        b"".join(STORIES),
        gzipped(STORIES),
        gzip.compress(b"".join(STORIES)),
        bz2.compress(b"".join(STORIES)),
        lzma.compress(b"".join(STORIES)),
        gzipped(STORIES) + bytes(512),
        b"".join(STORIES).replace(b"WARC/1.1", b"WARC/1.0"),
        b"".join(item.rstrip() + b"\r\n" for item in STORIES),
    ],
    ids=["plain", "members", "one-member", "bzip2", "xz", "filled-up", "version-1.0", "sloppy-ends"],
)
def test_pages_are_read_however_the_archive_is_written(read: Callable[..., Read], written: bytes) -> None:
    documents, problems = read(written)
    assert problems == ()
    assert [document.id for document in documents] == ["crawl#1", "crawl#2", "crawl#3", "crawl#4"]
    assert [document.content.encode() for document in documents] == [page_of(number) for number in range(4)]
    assert {document.format for document in documents} == {Format.HTML}


def test_content_decides_not_the_suffix(read: Callable[..., Read]) -> None:
    assert len(read(gzipped(STORIES), "notes.txt")[0]) == 4
    assert [document.format for document in read(b"WARC is a format.\n", "crawl.warc")[0]] == [Format.PLAIN_TEXT]


def test_a_page_knows_its_address_and_when_it_was_fetched(read: Callable[..., Read]) -> None:
    (document,), _ = read(story(3))
    assert document.record is not None
    assert document.record.container is Container.WARC
    assert (document.record.url, document.record.captured) == ("https://news.example/3", DATE)
    opened, problems = read_document(document, Limits())
    assert opened is not None
    assert problems == ()
    assert opened.container is Container.WARC
    assert (opened.metadata.url, opened.host) == ("https://news.example/3", "news.example")
    assert opened.metadata.published is None
    assert ("kept:on", DATE) in opened.head
    assert opened.metadata.not_after is not None
    assert opened.metadata.not_after.latest == DATE


def dated(moment: str) -> bytes:
    """A page that says when it was published."""
    meta = f'<meta property="article:published_time" content="{moment}">'.encode()
    return record(answer(page_of(1).replace(b"<title>", meta + b"<title>")), "https://news.example/1")


def test_a_date_is_no_later_than_the_page_was_fetched(read: Callable[..., Read]) -> None:
    before, after, same_day = (
        read_document(read(dated(moment))[0][0], Limits())
        for moment in ("2020-05-16T08:00:00Z", "2020-06-01T08:00:00Z", "2020-05-17")
    )
    assert before[0] is not None
    assert before[0].metadata.published is not None
    assert before[0].metadata.published.latest == "2020-05-16T08:00:00Z"
    assert after[0] is not None
    assert after[0].metadata.published is None
    assert "after it was fetched" in after[1][0].message
    assert same_day[0] is not None
    assert same_day[0].metadata.published is not None
    assert same_day[0].metadata.published.latest == DATE


@pytest.mark.parametrize(
    ("block", "shape"),
    [
        (answer(b"Words of a note, and more of them.", media="text/plain; charset=utf-8"), Format.PLAIN_TEXT),
        (answer(page_of(1), media=""), Format.HTML),
        (answer(b"<p>A fragment of a page.</p>", media="TEXT/HTML"), Format.HTML),
        (answer("<p>Grüße aus Köln.</p>".encode("cp1252"), media="text/html; charset=ISO-8859-1"), Format.HTML),
        (answer(page_of(1)).replace(b"HTTP/1.1", b"HTTP/2"), Format.HTML),
        (answer(page_of(1)).replace(b"\r\n", b"\n", 2), Format.HTML),
    ],
    ids=["text", "unknown", "fragment", "charset", "http2", "line-ends"],
)
def test_kinds_of_answers_that_are_read(read: Callable[..., Read], block: bytes, shape: Format) -> None:
    documents, problems = read(record(block, "http://a.example/x"))
    assert [document.format for document in documents] == [shape]
    assert problems == ()
    assert "\ufffd" not in documents[0].content


def test_posts_in_json_are_documents_with_the_address_they_name_themselves(read: Callable[..., Read]) -> None:
    post = b'{"id": 7, "link": "https://a.example/story/", "title": {"rendered": "T"}, "content": {"rendered": "<p>Words.</p>"}}'
    archive = b"".join(
        record(answer(body, media="application/json; charset=UTF-8"), f"https://a.example/wp-json/wp/v2/posts{number}")
        for number, body in enumerate(
            (post, b"[" + post + b", " + post.replace(b"7", b"8") + b"]", b'{"ads": [1, 2]}', b"{broken")
        )
    )
    documents, problems = read(archive)
    assert [document.id for document in documents] == ["crawl#1", "crawl#2", "crawl#3"]
    assert {document.format for document in documents} == {Format.WORDPRESS_REST_JSON}
    assert {document.record.url for document in documents if document.record} == {""}
    assert [problem.message for problem in problems] == ["left out: answers in JSON that are no articles: 2"]


def chunked(body: bytes) -> bytes:
    """A body in chunks of uneven sizes."""
    parts = [body[:1], body[1:20], body[20:]]
    return b"".join(b"%x;note=1\r\n%s\r\n" % (len(part), part) for part in parts) + b"0\r\n\r\n"


RAW_DEFLATE = zlib.compressobj(wbits=-zlib.MAX_WBITS)
PAGE = page_of(5)


@pytest.mark.parametrize(
    ("body", "fields"),
    [
        (chunked(PAGE), {"Transfer-Encoding": "chunked"}),
        (PAGE, {"Transfer-Encoding": "chunked"}),
        (gzip.compress(PAGE), {"Content-Encoding": "gzip"}),
        (gzip.compress(PAGE), {"Content-Encoding": "X-GZIP"}),
        (PAGE, {"Content-Encoding": "gzip"}),
        (zlib.compress(PAGE), {"Content-Encoding": "deflate"}),
        (RAW_DEFLATE.compress(PAGE) + RAW_DEFLATE.flush(), {"Content-Encoding": "deflate"}),
        (PAGE, {"Content-Encoding": "deflate"}),
        (PAGE, {"Content-Encoding": "br"}),
        (PAGE, {"Content-Encoding": "identity"}),
        (chunked(gzip.compress(PAGE)), {"Transfer-Encoding": "chunked", "Content-Encoding": "gzip"}),
        (gzip.compress(zlib.compress(PAGE)), {"Content-Encoding": "deflate, gzip"}),
    ],
    ids=str,
)
def test_what_was_done_to_a_page_for_its_journey_is_undone(
    read: Callable[..., Read], body: bytes, fields: dict[str, str]
) -> None:
    (document,), problems = read(record(answer(body, more=fields), "http://a.example/"))
    assert document.content.encode() == PAGE
    assert problems == ()


def test_brotli_is_read_with_its_library(read: Callable[..., Read]) -> None:
    brotli = pytest.importorskip("brotli")
    archive = record(answer(brotli.compress(PAGE), more={"Content-Encoding": "br"}), "http://a.example/")
    assert read(archive)[0][0].content.encode() == PAGE
    bomb = record(answer(brotli.compress(bytes(30_000_000), quality=1), more={"Content-Encoding": "br"}), "http://a.example/")
    documents, problems = read(bomb + story(1))
    assert len(documents) == 1
    assert "its content is larger than 20,000,000 bytes, the limit" in problems[0].message


def test_without_the_library_of_brotli_the_page_is_skipped_and_the_rest_read(
    read: Callable[..., Read], monkeypatch: pytest.MonkeyPatch
) -> None:
    genuine = importlib.import_module

    def absent(name: str) -> object:
        if name == "brotli":
            raise ImportError(name)
        return genuine(name)

    monkeypatch.setattr("provenance.corpus.http_message.importlib.import_module", absent)
    body = bytes(range(256)) * 4
    documents, problems = read(record(answer(body, more={"Content-Encoding": "br"}), "http://a.example/x") + story(1))
    assert len(documents) == 1
    assert problems[0].severity == "skipped"
    assert problems[0].message.startswith("record 1 (byte 0) http://a.example/x: its content is compressed with Brotli")
    assert problems[0].message.endswith('pip install "provenance-tracer[warc]"')


def test_a_compression_that_nothing_here_reads_is_named(read: Callable[..., Read]) -> None:
    body = bytes(range(256)) * 4
    _, problems = read(record(answer(body, more={"Content-Encoding": "zstd"}), "http://a.example/x") + story(1))
    assert "its content is compressed with “zstd”, which is not read" in problems[0].message


def test_what_is_no_document_is_counted_and_told_once(read: Callable[..., Read]) -> None:
    archive = [
        record(b"software: a crawler\r\n", "", kind="warcinfo"),
        record(b"GET / HTTP/1.1\r\n\r\n", "http://a.example/", kind="request"),
        record(b"fetchTimeMs: 3\r\n", "http://a.example/", kind="metadata"),
        record(b"20200101 127.0.0.1", "dns:a.example"),
        *[record(answer(b"", status="304 Not Modified"), "http://a.example/", kind="revisit")] * 3,
        *[record(answer(b"<p>Gone.</p>", status="404 Not Found"), "http://a.example/x")] * 2,
        *[record(answer(b"\x89PNG", media="image/png"), "http://a.example/x.png")] * 5,
        record(answer(b"body {}", media="text/css"), "http://a.example/x.css"),
        story(1),
    ]
    documents, problems = read(gzipped(archive))
    assert len(documents) == 1
    assert [(problem.severity, problem.message) for problem in problems] == [
        ("notice", "left out: answers that are no text: 6 (image/png 5, text/css 1)"),
        ("notice", "left out: answers with another status than 200 (errors, redirections): 2"),
        ("notice", "left out: revisit records, which say that a page was the same as before: 3"),
    ]


def test_an_archive_without_a_page_says_so(read: Callable[..., Read]) -> None:
    documents, problems = read(record(b"software: a crawler\r\n", "", kind="warcinfo"))
    assert documents == ()
    assert [problem.severity for problem in problems] == ["skipped"]
    assert "without a page that can be read" in problems[0].message


def test_a_page_that_the_crawler_cut_is_degraded(read: Callable[..., Read]) -> None:
    documents, problems = read(story(1, more={"WARC-Truncated": "length"}))
    assert len(documents) == 1
    assert [problem.severity for problem in problems] == ["degraded"]
    assert "the crawler kept only a part of it" in problems[0].message


def test_an_address_in_angle_brackets_and_a_folded_field(read: Callable[..., Read]) -> None:
    (document,), _ = read(record(answer(PAGE), "<http://a.example/x>", more={"X-Note": "one\r\n  two", "content-LENGTH": ""}))
    assert document.record is not None
    assert document.record.url == "http://a.example/x"


def test_a_web_archive_is_no_table_even_if_columns_are_named(tmp_path: Path) -> None:
    (tmp_path / "a.warc").write_bytes(b"".join(STORIES))
    (tmp_path / "b.csv").write_text("id,body\n1,Words of a story.\n2,Words of another.\n", encoding="utf-8")
    documents, problems = read_corpus([tmp_path], Limits(), Columns(text="body"))
    assert len(documents) == 6
    assert {problem.severity for problem in problems} == {"notice"}
