"""Web archives that are damaged or hostile: what is bad is named by its place, everything else is read, in bounded memory."""

from __future__ import annotations

import gzip
import io
import tracemalloc
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.corpus import read_corpus
from provenance.corpus.warc import WarcRecord, warc_records
from provenance.settings import Limits
from tests.web_archives import answer, gzipped, page_of, record, story

STORIES = [story(number) for number in range(4)]
MEMBERS = [gzip.compress(item, mtime=0) for item in STORIES]


def outcome(tmp_path: Path, data: bytes, limits: Limits | None = None) -> tuple[list[str], list[str]]:
    """Numbers of the stories that were read, and what was said of the others."""
    (tmp_path / "crawl.warc").write_bytes(data)
    documents, problems = read_corpus([tmp_path / "crawl.warc"], limits or Limits())
    addresses = [document.record.url if document.record else "" for document in documents]
    assert all(problem.path == "crawl.warc" for problem in problems)
    return [address.rpartition("/")[2] for address in addresses], [
        f"{problem.severity}: {problem.message}" for problem in problems
    ]


def test_a_damaged_member_is_named_by_its_offset_and_the_others_are_read(tmp_path: Path) -> None:
    bad = bytearray(MEMBERS[1])
    bad[len(bad) // 2 : len(bad) // 2 + 8] = b"\xff" * 8
    read, said = outcome(tmp_path, MEMBERS[0] + bytes(bad) + MEMBERS[2] + MEMBERS[3])
    assert read == ["0", "2", "3"]
    assert len(said) == 1
    assert said[0].startswith(f"skipped: record 2 (byte {len(MEMBERS[0]):,}): its gzip data are damaged")


def test_a_wrong_checksum_is_damage_too(tmp_path: Path) -> None:
    bad = bytearray(MEMBERS[1])
    bad[-5] ^= 0xFF
    read, said = outcome(tmp_path, MEMBERS[0] + bytes(bad) + MEMBERS[2])
    assert {"0", "2"} <= set(read)
    assert "its gzip data are damaged" in said[0]


@pytest.mark.parametrize("is_gzipped", [False, True])
def test_an_archive_that_breaks_off_gives_everything_before(tmp_path: Path, *, is_gzipped: bool) -> None:
    data = gzipped(STORIES) if is_gzipped else b"".join(STORIES)
    read, said = outcome(tmp_path, data[:-200])
    assert read == ["0", "1", "2"]
    assert len(said) == 1
    assert said[0].startswith("skipped: record 4 (byte ")
    assert "breaks off" in said[0]


@pytest.mark.parametrize(
    ("bad", "why"),
    [
        (story(1, more={"Content-Length": "99999"}), "breaks off"),
        (story(1, more={"Content-Length": "700"}), "length is not what its header says"),
        (story(1, more={"Content-Length": "5"}), "length is not what its header says"),
        (story(1, more={"Content-Length": "99999999999"}), "larger than 20,000,000 bytes, the limit"),
        (story(1, more={"Content-Length": "-5"}), "its length is “-5” and no number"),
        (story(1, more={"Content-Length": "9" * 30}), "and no number"),
        (story(1, more={"Content-Length": ""}), "its length is “” and no number"),
        (b"What is this?\r\n\r\n", "no header of a record stands there"),
        (b"WARC/1.1\r\n" + b"X: " + b"a" * 200_000 + b"\r\n\r\n", "no header of a record stands there"),
    ],
)
@pytest.mark.parametrize("is_gzipped", [False, True])
def test_a_record_that_is_not_in_order_costs_itself_alone(tmp_path: Path, bad: bytes, why: str, *, is_gzipped: bool) -> None:
    parts = [STORIES[0], bad, STORIES[2], STORIES[3]]
    read, said = outcome(tmp_path, gzip.compress(b"".join(parts)) if is_gzipped else b"".join(parts), Limits(listed_problems=3))
    assert read == ["0", "2", "3"]
    assert said
    assert why in " ".join(said)
    assert "record 2 (byte " in said[0]


@pytest.mark.parametrize(
    ("block", "why"),
    [
        (b"no http here", "no answer of a web server with an orderly header"),
        (b"HTTP/1.1 200 OK\r\nX: " + b"a" * 200_000 + b"\r\n\r\nwords", "no answer of a web server with an orderly header"),
        (answer(b"\x00\x01\x02\x03" * 500), "it is binary"),
        (answer(b"%PDF-1.4 ..."), "it is a PDF"),
        (answer(b" \r\n"), "the page is empty"),
        (
            answer(b"\x1f\x8b\x08\x00rubbish that is no gzip", more={"Content-Encoding": "gzip"}),
            "its compressed content is damaged",
        ),
        (
            answer(gzip.compress(bytes(30_000_000)), more={"Content-Encoding": "gzip"}),
            "its content is larger than 20,000,000 bytes",
        ),
    ],
)
def test_an_answer_that_cannot_be_read_is_skipped_by_name(tmp_path: Path, block: bytes, why: str) -> None:
    read, said = outcome(tmp_path, record(block, "https://news.example/bad") + STORIES[1])
    assert read == ["1"]
    assert len(said) == 1
    assert said[0].startswith("skipped: record 1 (byte 0) https://news.example/bad: ")
    assert why in said[0]


@pytest.mark.parametrize(
    ("body", "more"),
    [
        (b"ffff\r\n" + page_of(1), {"Transfer-Encoding": "chunked"}),
        (b"%x\r\n" % len(page_of(1)) + page_of(1), {"Transfer-Encoding": "chunked"}),
        (gzip.compress(page_of(1))[:-30], {"Content-Encoding": "gzip"}),
    ],
)
def test_content_that_breaks_off_is_read_as_far_as_it_goes(tmp_path: Path, body: bytes, more: dict[str, str]) -> None:
    read, said = outcome(tmp_path, record(answer(body, more=more), "https://news.example/1"))
    assert read == ["1"]
    assert len(said) == 1
    assert said[0].startswith("degraded: record 1 (byte 0)")
    assert "breaks off" in said[0]


BOMBS = {
    "block": lambda: record(answer(bytes(150_000_000)), "https://news.example/bomb"),
    "header": lambda: b"WARC/1.1\r\nX: " + bytes(150_000_000),
}


@pytest.mark.parametrize("kind", ["block", "header"])
def test_a_gzip_bomb_is_left_after_bounded_work(tmp_path: Path, kind: str) -> None:
    bomb = gzip.compress(BOMBS[kind](), 1)
    tracemalloc.start()
    read, said = outcome(tmp_path, MEMBERS[0] + bomb + MEMBERS[1])
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert read == ["0", "1"]
    assert any(f"(byte {len(MEMBERS[0]):,})" in message for message in said)
    assert any("expand more than 200 times" in message for message in said)
    assert peak < 50_000_000


def test_an_archive_larger_than_the_limit_is_read_up_to_it(tmp_path: Path) -> None:
    read, said = outcome(tmp_path, gzipped(STORIES), Limits(table_bytes=2 * len(STORIES[0]) + 100))
    assert read == ["0", "1"]
    assert said[-1].startswith("degraded: ")
    assert "raise limits.table_bytes" in said[-1]


def test_records_larger_than_the_limit_are_skipped(tmp_path: Path) -> None:
    large = record(answer(page_of(9) * 20), "https://news.example/9")
    read, said = outcome(tmp_path, STORIES[0] + large + STORIES[1], Limits(file_bytes=5_000))
    assert read == ["0", "1"]
    assert "it is larger than 5,000 bytes, the limit; raise limits.file_bytes to read it" in said[0]


def test_what_is_damaged_everywhere_is_given_up(tmp_path: Path) -> None:
    """Each record claims to hold all that follow: without a bound, reading would take time with the square of their number."""
    lying = b"".join(story(number, more={"Content-Length": "9999999"}) for number in range(3_000))
    read, said = outcome(tmp_path, lying + STORIES[0], Limits(listed_problems=1000))
    assert read == []
    assert any("more than 100 of its records are damaged; the rest was left out" in message for message in said)
    read, said = outcome(tmp_path, STORIES[0] + b"WARC/1.1\r\n" * 50_000)
    assert read == ["0"]
    assert any("the rest was left out" in message for message in said)
    magics = MEMBERS[0] + MEMBERS[1][:-100] + b"\x1f\x8b\x08" * 50_000
    read, said = outcome(tmp_path, magics)
    assert read == ["0"]
    assert any("too damaged to find its records" in message for message in said)


def test_a_file_of_empty_lines_after_the_mark_ends(tmp_path: Path) -> None:
    read, said = outcome(tmp_path, STORIES[0] + b"\r\n" * 100_000)
    assert (read, said) == (["0"], [])


@given(
    is_gzipped=st.booleans(),
    cuts=st.lists(st.tuples(st.floats(0, 1), st.integers(0, 40), st.binary(max_size=40)), max_size=6),
)
def test_no_damage_ends_in_an_exception_of_another_kind(*, is_gzipped: bool, cuts: list[tuple[float, int, bytes]]) -> None:
    data = gzipped(STORIES) if is_gzipped else b"".join(STORIES)
    for place, length, put in cuts:
        start = int(place * len(data))
        data = data[:start] + put + data[start + length :]
    records: list[WarcRecord] = []
    with suppress(ValueError):
        records += warc_records(io.BytesIO(data), Limits())
    numbers = [item.number for item in records]
    assert numbers == list(range(1, len(records) + 1))
    assert all(bool(item.fault) + bool(item.block) <= 1 for item in records)
