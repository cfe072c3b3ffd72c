"""Tables of documents: JSON Lines, CSV and Parquet, compressed or not, with every fault a record can have."""

from __future__ import annotations

import bz2
import csv
import gzip
import io
import json
import lzma
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pytest

from provenance.corpus import read_corpus
from provenance.errors import UsageError
from provenance.model import Container, Format, Problem, RawDocument
from provenance.settings import Columns, Limits

RECORDS: tuple[Mapping[str, object], ...] = (
    {"id": "a1", "headline": "Ferry closes", "body": "The ferry closes.\n\nNobody knows why.", "url": "https://bay.example/a1"},
    {"id": "b2", "headline": "Zwölf Äpfel", "body": 'Growers, who "graft"; a pear.', "url": "https://hill.example/b2"},
)
BODIES = [record["body"] for record in RECORDS]


def read(
    path: Path, columns: Columns | None = None, limits: Limits | None = None
) -> tuple[tuple[RawDocument, ...], list[Problem]]:
    """What a file holds, and what was told of it beside the notice that names the columns."""
    documents, problems = read_corpus([path], limits or Limits(), columns)
    return documents, [problem for problem in problems if "text from" not in problem.message]


def jsonl(records: Sequence[object] = RECORDS) -> bytes:
    """Records as JSON Lines."""
    return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records).encode()


def table(delimiter: str = ",", records: Sequence[Mapping[str, object]] = RECORDS) -> str:
    """Records as CSV."""
    out = io.StringIO()
    writer = csv.DictWriter(out, list(records[0]), delimiter=delimiter)
    writer.writeheader()
    writer.writerows(records)
    return out.getvalue()


def same(data: bytes) -> bytes:
    return data


@pytest.mark.parametrize("pack", [same, gzip.compress, bz2.compress, lzma.compress])
@pytest.mark.parametrize("content", [jsonl(), table().encode(), table(";").encode(), table("\t").encode(), table("|").encode()])
def test_a_table_is_known_by_its_content(tmp_path: Path, content: bytes, pack: Callable[[bytes], bytes]) -> None:
    path = tmp_path / "articles.txt"
    path.write_bytes(pack(content))
    documents, problems = read(path)
    assert [document.id for document in documents] == ["articles#a1", "articles#b2"]
    assert [document.content for document in documents] == BODIES
    first = documents[0].record
    assert first is not None
    assert (first.title, first.url) == ("Ferry closes", "https://bay.example/a1")
    assert problems == []


def test_zstd_is_read_or_the_package_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    zstandard = pytest.importorskip("zstandard")
    path = tmp_path / "articles.jsonl.zst"
    packer = zstandard.ZstdCompressor()
    path.write_bytes(packer.compress(jsonl(RECORDS[:1])) + packer.compress(jsonl(RECORDS[1:])))
    assert [document.content for document in read(path)[0]] == BODIES
    path.write_bytes(path.read_bytes()[:-4])
    documents, (problem,) = read(path)
    assert len(documents) == 1
    assert problem.message == "the zstd data break off; fetch the file again (records read before: 1)"

    def absent(name: str) -> object:
        raise ImportError(name)

    monkeypatch.setattr("provenance.corpus.inflate.importlib.import_module", absent)
    assert 'pip install "provenance-tracer[scale]"' in read(path)[1][0].message


def test_parquet_is_read_or_the_library_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    arrow = pytest.importorskip("pyarrow")
    parquet = pytest.importorskip("pyarrow.parquet")
    moments = arrow.array([1751364000000000000, None], arrow.timestamp("ns", "UTC"))
    columns = arrow.Table.from_pylist(list(RECORDS)).append_column("published", moments)
    path = tmp_path / "articles.parquet"
    parquet.write_table(columns, path, row_group_size=1)
    documents, problems = read(path)
    assert [document.content for document in documents] == BODIES
    assert [document.record.published for document in documents if document.record] == ["2025-07-01 10:00:00.000000Z", ""]
    assert {document.record.container for document in documents if document.record} == {Container.PARQUET}
    assert problems == []
    whole = path.read_bytes()
    path.write_bytes(whole[:-9])
    assert "is damaged or cut off" in read(path)[1][0].message
    path.write_bytes(whole)

    def absent(name: str) -> object:
        raise ImportError(name)

    monkeypatch.setattr("provenance.corpus.parquet.importlib.import_module", absent)
    documents, (problem,) = read(path)
    assert documents == ()
    assert 'pip install "provenance-tracer[scale]"' in problem.message


def test_a_long_value_that_parquet_stores_once_is_skipped_in_every_record(tmp_path: Path) -> None:
    arrow = pytest.importorskip("pyarrow")
    parquet = pytest.importorskip("pyarrow.parquet")
    path = tmp_path / "bomb.parquet"
    parquet.write_table(arrow.table({"text": arrow.array(["x" * 1_000_000] * 3_000).dictionary_encode()}), path)
    assert path.stat().st_size < 2_000_000
    _, problems = read_corpus([path], Limits(file_bytes=1000))
    skipped = [problem for problem in problems if problem.severity == "skipped"]
    assert "record 1: it is longer than 1,000 characters, the limit" in skipped[0].message
    assert sum(problem.count for problem in skipped) == 3_000


@pytest.mark.parametrize(
    ("content", "faults"),
    [
        (
            b'{"text": "One."}\n{"text": "Two."\n{"text": "Three."}\n',
            ["line 2: it is no valid JSON (column 16: Expecting ',' delimiter)"],
        ),
        (b'{"text": "One."}\n[1, 2]\n"x"\n{"text": "Three."}\n', ["line 2: it is a list and", "line 3: it is a text and"]),
        (b'{"text": "One."}\n{"text": " "}\n{"title": "T"}\n', ["line 2: there is no text in", "line 3: there is no text in"]),
        (
            b'{"text": "One."}\n{"text": 7}\n{"text": {"a": 1}}\n',
            ["line 2: “text” holds a number", "line 3: “text” holds an object"],
        ),
        (b'{"text": "One."}\n\n{"text": }\n', ["record 2, line 3: it is no valid JSON"]),
        (b'{"text": "One."}\n' + b'{"a":' * 300 + b"1" + b"}" * 300, ["line 2: it is nested 300 deep and the limit is 200"]),
        (b"text,title\nOne.,T\n,T\n", ["record 2 (line 3): there is no text in “text”"]),
        (b"text,title\nOne.,T\nTwo, three.,T\nFour.,T\n", ["record 2 (line 3): it has 3 fields and the header has 2; put"]),
    ],
)
def test_a_bad_record_is_skipped_and_named_with_its_place(tmp_path: Path, content: bytes, faults: list[str]) -> None:
    (tmp_path / "a.csv").write_bytes(content)
    documents, problems = read(tmp_path / "a.csv")
    assert documents[0].content == "One."
    assert {problem.severity for problem in problems} == {"skipped"}
    assert len(problems) == len(faults)
    assert all(problem.message.startswith(fault) for problem, fault in zip(problems, faults, strict=True)), problems
    assert len(documents) + len(problems) == len([line for line in content.splitlines() if line]) - (content[:1] != b"{")


def test_a_quotation_mark_that_is_never_closed_costs_one_line(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text('text,title\n"One, two.",T\n"Three, four.",T\n"Five,T\nSix.,T\nSeven.,T\n')
    documents, (problem,) = read(tmp_path / "a.csv")
    assert [document.content for document in documents] == ["One, two.", "Three, four.", "Six.", "Seven."]
    assert problem.message == "record 3 (line 4): a quotation mark is opened in it and never closed"


def test_a_short_row_is_read_and_told(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("text,title,url\nOne.,T,https://a.example/\nTwo.\nThree.,T,,,\n")
    documents, problems = read(tmp_path / "a.csv")
    assert [document.content for document in documents] == ["One.", "Two.", "Three."]
    assert [(problem.severity, problem.message) for problem in problems] == [
        ("degraded", "record 2 (line 3): it has 1 fields and the header has 3; the last ones were taken as missing"),
        (
            "degraded",
            "record 3 (line 4): it has 5 fields and the header has 3; the last ones are empty and were left out, "
            "but others may be in the wrong column",
        ),
    ]


def test_quoted_line_ends_long_fields_and_the_process_s_own_limit(tmp_path: Path) -> None:
    limit = csv.field_size_limit()
    text = 'A line,\nanother "one";\n' * 20_000
    (tmp_path / "a.csv").write_text(table(records=[{"id": 1, "text": text}, {"id": 2, "text": "Two."}]))
    documents, problems = read(tmp_path / "a.csv")
    assert [document.content for document in documents] == [text, "Two."]
    assert problems == []
    assert csv.field_size_limit() == limit


@pytest.mark.parametrize("name", ["a.jsonl", "a.csv"])
def test_a_record_longer_than_the_limit_is_named_and_the_next_is_read(tmp_path: Path, name: str) -> None:
    records = [{"id": 1, "text": "One."}, {"id": 2, "text": "x" * 3_000}, {"id": 3, "text": "Three."}]
    (tmp_path / name).write_bytes(jsonl(records) if name == "a.jsonl" else table(records=records).encode())
    documents, (problem,) = read(tmp_path / name, limits=Limits(file_bytes=1_000))
    assert [document.id for document in documents] == ["a#1", "a#3"]
    assert "longer than 1,000 characters, the limit; raise limits.file_bytes" in problem.message


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
@pytest.mark.parametrize("content", [jsonl().decode(), table("\t")])
def test_other_encodings(tmp_path: Path, content: str, encoding: str) -> None:
    (tmp_path / "a.txt").write_bytes(content.encode(encoding))
    documents, problems = read(tmp_path / "a.txt")
    assert [document.content for document in documents] == BODIES
    assert [document.record.title for document in documents if document.record] == ["Ferry closes", "Zwölf Äpfel"]
    assert problems == []


def test_latin_1_is_read_line_by_line(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(table(";").encode("latin-1"))
    documents, (problem,) = read(tmp_path / "a.csv")
    assert [document.encoding for document in documents] == ["utf-8", "cp1252"]
    assert documents[1].record is not None
    assert documents[1].record.title == "Zwölf Äpfel"
    assert problem.message == "record 2 (line 5): not UTF-8 and no encoding declared; read as Windows-1252"


def test_nul_bytes_are_replaced_and_told(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(b"text,title\nOne\x00.,T\n")
    documents, (problem,) = read(tmp_path / "a.csv")
    assert documents[0].content == "One\ufffd."
    assert (problem.severity, problem.message) == (
        "degraded",
        "record 1 (line 2): 1 control characters in its text were replaced",
    )


def test_line_ends_of_old_machines(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(b"text,title\rOne.,T\rTwo.,T\r")
    assert [document.content for document in read(tmp_path / "a.csv")[0]] == ["One.", "Two."]


def test_a_spreadsheet_s_first_line_names_the_delimiter(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("sep=;\ntext;title\nOne, two.;T\n")
    assert [document.content for document in read(tmp_path / "a.csv")[0]] == ["One, two."]


def test_stray_quotation_marks_are_text_where_fields_are_not_quoted(tmp_path: Path) -> None:
    rows = "".join(f'{number}\t"Odd {number}, she said\tThe text of {number}.\n' for number in range(9))
    (tmp_path / "a.tsv").write_text(f"id\ttitle\ttext\n{rows}")
    documents, problems = read(tmp_path / "a.tsv")
    assert len(documents) == 9
    assert problems == []


def test_a_broken_gzip_keeps_what_was_before(tmp_path: Path) -> None:
    records = [{"id": number, "text": f"Words of {number * 7919}."} for number in range(50)]
    whole = gzip.compress(jsonl(records))
    (tmp_path / "a.jsonl.gz").write_bytes(whole[:-60])
    documents, (problem,) = read(tmp_path / "a.jsonl.gz")
    assert 0 < len(documents) < 50
    assert problem.severity == "degraded"
    assert problem.message == f"the gzip data break off; fetch the file again (records read before: {len(documents)})"
    (tmp_path / "a.jsonl.gz").write_bytes(whole[:40] + b"\xff" * 30 + whole[70:])
    assert "the gzip data are damaged" in read(tmp_path / "a.jsonl.gz")[1][0].message


def test_a_bomb_is_stopped(tmp_path: Path) -> None:
    bomb = jsonl(RECORDS) + b'{"body": "' + b"0" * 3_000_000 + b'"}\n'
    (tmp_path / "a.jsonl.gz").write_bytes(gzip.compress(bomb))
    limits = Limits(expansion_bytes=1_000_000, expansion_ratio=100)
    documents, (problem,) = read(tmp_path / "a.jsonl.gz", limits=limits)
    assert [document.content for document in documents] == BODIES
    assert (problem.severity, "expands more than 100 times" in problem.message) == ("degraded", True)
    assert len(read(tmp_path / "a.jsonl.gz")[0]) == 3


def test_a_table_over_the_limit_is_read_up_to_it(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(jsonl([{"text": "Some words."}] * 100))
    documents, (problem,) = read(tmp_path / "a.jsonl", limits=Limits(table_bytes=1_000))
    assert 0 < len(documents) < 100
    assert "larger than 1,000 characters, the limit; split it, or raise limits.table_bytes" in problem.message


def test_double_ids_are_told_apart(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(jsonl([{"id": name, "text": f"{number}."} for number, name in enumerate("xyxx")]))
    documents, problems = read(tmp_path / "a.jsonl")
    assert {document.id: document.content for document in documents} == {"a#x": "0.", "a#y": "1.", "a#x~3": "2.", "a#x~4": "3."}
    assert [problem.severity for problem in problems] == ["notice", "notice"]


def test_without_an_id_a_record_is_called_by_its_number(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(jsonl([{"text": "One."}, {"text": ""}, {"text": "Three."}]))
    assert [document.id for document in read(tmp_path / "a.jsonl")[0]] == ["a#1", "a#3"]


def test_many_bad_records_are_counted_beyond_the_limit(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(jsonl([{"text": "One."}]) + b"{\n" * 3_000 + jsonl([{"text": "Last."}]))
    documents, problems = read(tmp_path / "a.jsonl", Columns(text="text"), Limits(listed_problems=10))
    if not documents:
        pytest.fail(str(problems))
    assert [problem.message.split(":")[0] for problem in problems[:10]] == [f"line {number}" for number in range(2, 12)]
    assert (problems[-1].message, problems[-1].count) == ("2,990 more records or parts of it were skipped too", 2_990)


def test_posts_in_json_lines_keep_their_reader(tmp_path: Path) -> None:
    post = {"link": "https://a.example/", "title": {"rendered": "T"}, "content": {"rendered": "<p>Words.</p>"}}
    (tmp_path / "a.jsonl").write_bytes(jsonl([post, {**post, "content": {"rendered": ""}}]))
    (document,), problems = read(tmp_path / "a.jsonl")
    assert document.format is Format.WORDPRESS_REST_JSON
    assert "without content" in problems[0].message


def test_how_the_text_is_written_is_told_by_the_text(tmp_path: Path) -> None:
    texts = ["Just words.", "<p>One.</p><p>Two.</p>", "# Title\n\nSee [this](https://a.example)."]
    (tmp_path / "a.jsonl").write_bytes(jsonl([{"text": text} for text in texts]))
    formats = [document.format for document in read(tmp_path / "a.jsonl")[0]]
    assert formats == [Format.PLAIN_TEXT, Format.HTML, Format.MARKDOWN]


@pytest.mark.parametrize(
    "text",
    [
        "Roses are red, my love,\nViolets are blue, my dear,\nSugar is sweet, I hear.\n",
        "Title, text and pictures were good.\n\nThe text was long.\n",
        "| title | text |\n|---|---|\n| One | Two |\n| Three | Four |\n",
        "Dear editor;\nthe text; the body; the title.\n",
        '{"text": ',
    ],
)
def test_a_text_with_commas_is_no_table(tmp_path: Path, text: str) -> None:
    (tmp_path / "a.txt").write_text(text)
    documents, _ = read_corpus([tmp_path / "a.txt"], Limits())
    assert [(document.id, document.content, document.record) for document in documents if document.record] == []


def test_columns_named_by_the_user_go_before_guesses(tmp_path: Path) -> None:
    records = [{"text": "Summary.", "main": {"long": "The whole story."}, "when": "2025-07-01", "title": "T"}] * 2
    (tmp_path / "a.jsonl").write_bytes(jsonl(records))
    columns = Columns(text="main.long", date="when", title="-", id="-")
    documents, problems = read_corpus([tmp_path], Limits(), columns)
    assert [document.content for document in documents] == ["The whole story."] * 2
    assert documents[0].record is not None
    assert (documents[0].record.published, documents[0].record.title) == ("2025-07-01", "")
    assert [problem.message for problem in problems] == [
        "JSON Lines: text from “main.long”, date from “when”; not used: text, title; --text-column and the like choose others"
    ]


def test_a_column_that_no_table_has_is_a_usage_error(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(table())
    (tmp_path / "b.txt").write_text("Just a text.")
    with pytest.raises(UsageError, match=r"--text-column: a\.csv has no column “bdoy”; it has id, headline, body, url"):
        read_corpus([tmp_path], Limits(), Columns(text="bdoy"))
    with pytest.raises(UsageError, match=r"columns\.language: "):
        read_corpus([tmp_path], Limits(), Columns(language="tongue"))


def test_a_column_that_only_one_table_lacks_is_a_problem_with_that_table(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(table())
    (tmp_path / "b.jsonl").write_bytes(jsonl([{"text": "One.", "title": "T"}] * 2))
    documents, problems = read_corpus([tmp_path], Limits(), Columns(text="body"))
    assert [document.id for document in documents] == ["a#a1", "a#b2"]
    assert [problem.message for problem in problems if problem.severity == "skipped"] == [
        "there is no column “body” for the text in it; it has text, title"
    ]


@pytest.mark.parametrize("content", ["foo,bar,title\n1,2,3\n4,5,6\n", '{"foo": "a", "bar": 1, "title": "x"}\n{"foo": "b"}\n'])
def test_a_table_without_a_column_for_the_text_says_what_it_has(tmp_path: Path, content: str) -> None:
    (tmp_path / "a.csv").write_text(content)
    documents, (problem,) = read(tmp_path / "a.csv")
    assert documents == ()
    assert problem.message.endswith(
        "no column is named like a text; it has foo, bar, title; name the one that holds the text with --text-column"
    )


def test_an_empty_table_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("id,text,title\n")
    documents, (problem,) = read(tmp_path / "a.csv")
    assert documents == ()
    assert problem.message == "CSV with commas without a record; remove it or fill it"


def test_single_documents_may_be_compressed(tmp_path: Path) -> None:
    (tmp_path / "a.html.gz").write_bytes(gzip.compress(b"<html><body><p>One.</p></body></html>"))
    (document,), problems = read(tmp_path / "a.html.gz")
    assert (document.id, document.format, problems) == ("a", Format.HTML, [])
    (tmp_path / "a.html.gz").write_bytes(gzip.compress(b"0" * 10_000))
    assert "larger than" in read(tmp_path / "a.html.gz", limits=Limits(file_bytes=1_000))[1][0].message


def test_some_thousand_records_in_the_order_of_their_ids(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(jsonl([{"text": f"Words of {number}."} for number in range(5_000)]))
    documents, problems = read(tmp_path / "a.jsonl")
    assert len(documents) == len({document.id for document in documents}) == 5_000
    assert [document.id for document in documents] == sorted(document.id for document in documents)
    assert problems == []


@pytest.mark.parametrize(
    ("given", "chosen"),
    [
        (
            "title,maintext,date_publish,source_domain,authors,language,url",
            "maintext title url date_publish authors source_domain language",
        ),
        ("id,series,date,text", "text date id"),
        ("webTitle,webUrl,webPublicationDate,bodyText", "bodyText webTitle webUrl webPublicationDate"),
        ("publishedAt,content,description,source,title,url,author", "content title url publishedAt author source"),
        ("ID;Headline;Article Text;Pub-Date;Outlet".replace(";", ","), "Article Text,Headline,Pub-Date,Outlet,ID"),
    ],
)
def test_columns_of_well_known_corpora_are_guessed(tmp_path: Path, given: str, chosen: str) -> None:
    names = given.split(",")
    (tmp_path / "a.csv").write_text(f"{given}\n" + ",".join(f"v{number}" for number in range(len(names))) + "\n")
    _, (problem,) = read_corpus([tmp_path], Limits())
    wanted = chosen.split("," if "," in chosen else " ")
    told = problem.message.partition(": ")[2].partition(";")[0]
    assert [part.split("“")[1].rstrip("”") for part in told.split(", ")] == wanted
