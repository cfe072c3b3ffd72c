"""NewsML-G2, NITF and ninjs: the text, and everything that says where it comes from."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import provenance
from provenance.api import Inspected
from provenance.corpus import read_corpus
from provenance.model import Container, Problem, RecordFields, SignalKind
from provenance.settings import Limits
from tests.articles import FERRY
from tests.inputs import MARKED, TITLE, news_item, ninjs, nitf
from tests.unit.reading.reader import outline


def read(folder: Path, text: str, name: str = "a.xml") -> Inspected:
    (folder / name).write_text(text, encoding="utf-8")
    (found,) = provenance.read(folder / name)
    return found


def record(folder: Path, text: str) -> RecordFields:
    (folder / "a.xml").write_text(text, encoding="utf-8")
    (document,), _ = read_corpus([folder / "a.xml"], Limits())
    assert document.record is not None
    return document.record


def problems(folder: Path, text: str, name: str = "a.xml") -> tuple[int, tuple[Problem, ...]]:
    (folder / name).write_text(text, encoding="utf-8")
    documents, found = read_corpus([folder / name], Limits())
    return len(documents), found


def test_an_item_of_newsml_says_everything(tmp_path: Path) -> None:
    text = news_item(
        meta="<versionCreated>2025-07-03T16:25:32-05:00</versionCreated><firstCreated>2025-07-03T12:00:00-05:00</firstCreated>"
        '<embargoed>2025-07-03T13:00:00-05:00</embargoed><pubStatus qcode="stat:usable"/>',
        rights='<copyrightHolder literal="QN"/><copyrightNotice>© 2025 Quill News</copyrightNotice>'
        "<usageTerms>Europe only</usageTerms>",
        about='<located><name>Harrow Bay</name></located><creator qcode="x:1"><name>Ines Vald</name></creator>'
        '<infoSource qcode="is:AP"><name>Associated Press</name></infoSource><by>By Ines Vald</by><altId>XK-77</altId>'
        "<dateline>HARROW BAY, July 3</dateline><creditline>AP</creditline>",
        version="2",
    )
    found = read(tmp_path, text)
    assert outline(found.document) == [
        ("title", TITLE),
        ("byline", "By Ines Vald"),
        ("dateline", "HARROW BAY, July 3"),
        *(("body", paragraph) for paragraph in FERRY),
        ("chrome", "© 2025 Quill News"),
        ("chrome", "Europe only"),
        ("chrome", "AP"),
    ]
    metadata = found.document.metadata
    assert (metadata.published and metadata.published.earliest) == "2025-07-03T17:00:00Z"
    assert (metadata.updated and metadata.updated.earliest) == "2025-07-03T21:25:32Z"
    assert (metadata.publisher and metadata.publisher.name, metadata.authors) == ("Quill News", ("Ines Vald",))
    facts = dict(found.document.head)
    assert facts["news:guid"] == "urn:newsml:quill.example:20250703:7"
    assert (facts["news:version"], facts["news:altid"], facts["news:located"]) == ("2", "XK-77", "Harrow Bay")
    assert (facts["news:embargoed"], facts["news:copyrightholder"]) == ("2025-07-03T13:00:00-05:00", "QN")
    sources = [signal for signal in found.signals if signal.kind is SignalKind.ORIGINAL_SOURCE_META and not signal.own_site]
    assert "Associated Press" in {signal.organisation for signal in sources}
    assert "Quill News" not in {signal.organisation for signal in sources}


@pytest.mark.parametrize(
    "content",
    [
        f'<inlineXML contenttype="application/nitf+xml">{nitf()}</inlineXML>',
        f'<inlineData contenttype="text/html">{MARKED.replace("<", "&lt;")}</inlineData>',
        f'<inlineData contenttype="text/plain">{chr(10).join(f"{paragraph}{chr(10)}" for paragraph in FERRY)}</inlineData>',
    ],
)
def test_the_text_in_other_forms(tmp_path: Path, content: str) -> None:
    assert outline(read(tmp_path, news_item(content)).document) == [
        ("title", TITLE),
        *(("body", paragraph) for paragraph in FERRY),
    ]


def test_a_message_of_several_items(tmp_path: Path) -> None:
    items = news_item() + news_item('<remoteContent href="a.jpg"/>') + '<packageItem guid="p"/>' + news_item()
    (tmp_path / "a.xml").write_text(f'<newsMessage xmlns="x"><itemSet>{items}</itemSet></newsMessage>', encoding="utf-8")
    documents, (problem,) = read_corpus([tmp_path / "a.xml"], Limits())
    assert [document.id for document in documents] == ["a#1", "a#2"]
    assert problem.message == "left out: 1 of kind packageItem, 1 without text (pictures, or text in other files)"


def test_an_item_of_nitf_says_everything(tmp_path: Path) -> None:
    head = (
        '<docdata management-status="usable"><doc-id id-string="1816068"/>'
        '<doc.copyright holder="The Bay Courier" year="2007"/></docdata>'
        '<pubdata date.publication="20070108T101500Z" ex-ref="https://bay.example/9" name="The Bay Courier"/>'
    )
    top = "<byline>By <person>Ines Vald</person></byline><distributor>Associated Press</distributor>"
    above = f"{top}<abstract><p>The ferry ends.</p></abstract>"
    picture = "<media><media-caption>The pier</media-caption></media>"
    lead = f'<block class="lead"><p>{FERRY[0]}</p></block><block class="full">{MARKED}{picture}</block>'
    item = nitf(lead, head=head, top=above, end="<tagline>Ann Roe helped.</tagline>")
    found = read(tmp_path, f'<!DOCTYPE nitf SYSTEM "http://x.example/nitf.dtd">{item}')
    assert outline(found.document) == [
        ("title", TITLE),
        ("byline", "By Ines Vald"),
        ("subtitle", "The ferry ends."),
        *(("body", paragraph) for paragraph in FERRY),
        ("caption", "The pier"),
        ("body", "Ann Roe helped."),
        ("chrome", "Associated Press"),
        ("chrome", "© 2007 The Bay Courier"),
    ]
    metadata = found.document.metadata
    assert (metadata.url, metadata.authors) == ("https://bay.example/9", ("Ines Vald",))
    assert (metadata.published and metadata.published.earliest) == "2007-01-08T10:15:00Z"
    assert {"Associated Press"} == {signal.organisation for signal in found.signals if signal.basis == "news:creditline"}


THIRD = {
    "uri": "https://quill.example/item/7",
    "standard": {"name": "ninjs", "version": "3.0"},
    "versionCreated": "2025-07-03T12:00:00Z",
    "headlines": [{"role": "main", "value": TITLE}],
    "by": "Ines Vald",
    "bodies": [{"contentType": "text/plain", "value": "x"}, {"contentType": "text/html", "value": MARKED}],
    "infoSources": [{"name": "Associated Press"}],
    "altIds": [{"role": "guid", "value": "77"}],
    "renditions": [{"contentType": "text/html", "href": "https://quill.example/7.html"}],
}
FIRST = ninjs(
    versioncreated="2025-07-03T12:00:00Z",
    byline="Ines Vald",
    infosource=[{"name": "Associated Press"}],
    altids={"guid": "77"},
    provider="Quill News",
    body_text="x",
)


@pytest.mark.parametrize("item", [FIRST, THIRD])
def test_an_item_of_ninjs_in_each_version(tmp_path: Path, item: dict[str, object]) -> None:
    found = read(tmp_path, json.dumps(item), "a.json")
    assert outline(found.document) == [("title", TITLE), ("byline", "Ines Vald"), *(("body", paragraph) for paragraph in FERRY)]
    published = found.document.metadata.published
    assert (published and published.earliest) == "2025-07-03T12:00:00Z"
    facts = dict(found.document.head)
    assert (facts["news:altid"], facts["news:infosource"]) == ("77", "Associated Press")
    assert "Associated Press" in {signal.organisation for signal in found.signals}


def test_a_later_version_says_when_it_was_changed(tmp_path: Path) -> None:
    item = ninjs(version="3", firstcreated="2025-07-03T11:00:00Z", versioncreated="2025-07-03T12:00:00Z")
    (tmp_path / "a.json").write_text(json.dumps(item), encoding="utf-8")
    (document,), _ = read_corpus([tmp_path / "a.json"], Limits())
    assert document.record is not None
    assert (document.record.published, document.record.updated) == ("2025-07-03T11:00:00Z", "2025-07-03T12:00:00Z")


def test_lists_and_lines_of_ninjs(tmp_path: Path) -> None:
    (tmp_path / "list.json").write_text(json.dumps({"_items": [FIRST, THIRD, {"uri": "x"}]}), encoding="utf-8")
    (tmp_path / "lines.jsonl").write_text(f"{json.dumps(FIRST)}\n{json.dumps(THIRD)}\n", encoding="utf-8")
    documents, found = read_corpus([tmp_path], Limits())
    assert [document.id for document in documents] == ["lines#1", "lines#2", "list#1", "list#2"]
    assert {document.record.container for document in documents if document.record} == {Container.NINJS}
    assert [problem.message for problem in found] == ["item 3: no item of text (ninjs); it has no uri, or no body"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('<newsMessage xmlns="x"><itemSet/></newsMessage>', "without an item"),
        (f"<NewsML><NewsItem>{MARKED}</NewsItem></NewsML>", "NewsML 1, which is not read"),
        (news_item('<inlineData contenttype="image/jpeg" encoding="base64">AAAA</inlineData>'), "without text"),
        (news_item()[:400], "damaged XML"),
        ('<!DOCTYPE nitf [<!ENTITY a "x">]>' + nitf(), "declares entities"),
        (nitf("<block>" * 150 + "</block>" * 150), "nested deeper than"),
    ],
)
def test_what_cannot_be_read_is_told(tmp_path: Path, text: str, said: str) -> None:
    count, found = problems(tmp_path, text)
    assert (count, [said in problem.message for problem in found]) == (0, [True])
    assert found[0].severity == "skipped"


def test_other_json_is_no_news(tmp_path: Path) -> None:
    count, (problem,) = problems(tmp_path, json.dumps({"uri": "x", "body_text": 1, "a": [1]}), "a.json")
    assert (count, problem.severity) == (0, "skipped")
    assert "no WordPress post" in problem.message


def test_a_paragraph_that_another_holds_is_kept(tmp_path: Path) -> None:
    content = "<p>It rained.</p><p>Nobody minded. It rained. The ferry went on all day, as it does in every weather there is.</p>"
    assert "It rained." in [text for _, text in outline(read(tmp_path, nitf(content)).document)]
