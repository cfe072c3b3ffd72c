"""Signals and roles of whole documents."""

from __future__ import annotations

import pytest

from provenance.model import Document, Link, Metadata, Publisher, Role, Signal, SignalKind
from provenance.signals import mark
from tests.unit.signals.factory import Part, document, on_site

CREDIT = "This post appeared first on harbourcourier.com"
BODY = "The bridge was closed on Monday after engineers found cracks in two of its pillars, the council said in a statement."
NOTICE = (
    "Legal Disclaimer:\nRELAYNET provides the\ninformation “as is” without warranty of any kind. We do not accept\n"
    "any responsibility or liability for the accuracy, content or images contained in this article. "
    "If you have any complaints, kindly contact the provider above."
)
SECOND_NOTICE = (
    NOTICE.replace("RELAYNET", "Pressbridge Wire")
    .replace("“as is”", '"as is"')
    .replace("provider above", "author above")
    .replace("\n", " ")
)


def only(signals: tuple[Signal, ...], kind: SignalKind) -> Signal:
    (signal,) = [signal for signal in signals if signal.kind is kind]
    return signal


def kinds(signals: tuple[Signal, ...]) -> list[SignalKind]:
    return [signal.kind for signal in signals]


def roles(marked: Document) -> list[Role]:
    return [block.role for block in marked.blocks]


def test_a_credit_of_its_own_is_a_credit_block_with_its_issuer() -> None:
    marked, signals = mark(document([BODY, CREDIT], metadata=on_site("delta.example.org")))
    signal = only(signals, SignalKind.ATTRIBUTION_LINE)
    assert (signal.host, signal.blocks, signal.own_site, signal.value) == ("harbourcourier.com", ("d:p02",), False, CREDIT)
    assert roles(marked) == [Role.BODY, Role.CREDIT]
    assert marked.blocks[1].issuer == "harbourcourier.com"


def test_a_credit_at_the_end_of_a_paragraph_leaves_the_paragraph_body() -> None:
    marked, signals = mark(document([f"{BODY} {BODY} {CREDIT}."]))
    assert only(signals, SignalKind.ATTRIBUTION_LINE).blocks == ("d:p01",)
    assert roles(marked) == [Role.BODY]


def test_a_credit_glued_to_the_sentence_before_it_is_found() -> None:
    _, signals = mark(document([f"{BODY}This post was originally published on the Harbour Courier blog by Ann Example."]))
    assert only(signals, SignalKind.ATTRIBUTION_LINE).organisation == "Harbour Courier blog"


@pytest.mark.parametrize(
    "metadata",
    [
        on_site("www.harbourcourier.com"),
        on_site("cms.harbourcourier.com"),
        Metadata(publisher=Publisher(name="Harbour Courier", host="harbourcourier.com", basis="test")),
    ],
)
def test_a_credit_to_the_own_site_is_marked_as_such(metadata: Metadata) -> None:
    _, signals = mark(document([BODY, CREDIT], metadata=metadata))
    assert only(signals, SignalKind.ATTRIBUTION_LINE).own_site


def test_a_name_alone_is_recognised_as_the_own_site() -> None:
    text = "This story was first published by Harbour Courier."
    assert only(mark(document([text], metadata=on_site("harbourcourier.com")))[1], SignalKind.ATTRIBUTION_LINE).own_site
    assert not only(mark(document([text], metadata=on_site("delta.example.org")))[1], SignalKind.ATTRIBUTION_LINE).own_site


def test_the_link_on_the_name_gives_host_and_address() -> None:
    link = Link(url="https://harbourcourier.com/2020/05/bridge/", text="Harbour Courier")
    author = Link(url="https://twitter.com/ann_example", text="Ann Example")
    part = Part(text="This story by Ann Example was originally published on Harbour Courier.", links=(author, link))
    part_alone = Part(text="This story was originally published on Harbour Courier by Ann Example.", links=(link, author))
    for each in (part_alone,):
        signal = only(mark(document([each]))[1], SignalKind.ATTRIBUTION_LINE)
        assert (signal.host, signal.url, signal.organisation) == ("harbourcourier.com", link.url, "Harbour Courier")
    assert SignalKind.ATTRIBUTION_LINE not in kinds(mark(document([part]))[1])


def test_the_link_on_the_title_gives_the_address_of_the_item() -> None:
    title = Link(url="https://harbourcourier.com/2020/05/bridge/", text="Bridge Closed")
    site = Link(url="https://harbourcourier.com", text="Harbour Courier")
    signal = only(
        mark(document([Part(text="The post Bridge Closed appeared first on Harbour Courier.", links=(title, site))]))[1],
        SignalKind.ATTRIBUTION_LINE,
    )
    assert (signal.title, signal.url, signal.host) == ("Bridge Closed", title.url, "harbourcourier.com")


def test_quoted_speech_and_readers_comments_credit_nobody() -> None:
    quoted = document([f"“{CREDIT}.” That is what the page said at its end."])
    comment = document([Part(text=CREDIT, role=Role.COMMENT)])
    assert SignalKind.ATTRIBUTION_LINE not in kinds(mark(quoted)[1])
    assert kinds(mark(comment)[1]) == []


def test_stacked_notices_are_disclaimers_in_order_with_their_issuers() -> None:
    marked, signals = mark(document([BODY, NOTICE, SECOND_NOTICE]))
    notices = [signal for signal in signals if signal.kind is SignalKind.DISCLAIMER]
    assert [(notice.organisation, notice.blocks) for notice in notices] == [
        ("RELAYNET", ("d:p02",)),
        ("Pressbridge Wire", ("d:p03",)),
    ]
    assert ["order=1" in notices[0].details, "order=2" in notices[1].details] == [True, True]
    assert ["provider=provider" in notices[0].details, "provider=author" in notices[1].details] == [True, True]
    assert roles(marked) == [Role.BODY, Role.DISCLAIMER, Role.DISCLAIMER]
    assert [block.issuer for block in marked.blocks] == [None, "RELAYNET", "Pressbridge Wire"]


def test_two_notices_in_one_block_are_two_signals() -> None:
    _, signals = mark(document([f"{NOTICE} {SECOND_NOTICE}"]))
    assert [signal.organisation for signal in signals] == ["RELAYNET", "Pressbridge Wire"]


def test_a_label_on_a_line_of_its_own_is_part_of_the_notice() -> None:
    marked, _ = mark(document(["Legal Disclaimer:", NOTICE.partition("\n")[2]]))
    assert roles(marked) == [Role.DISCLAIMER, Role.DISCLAIMER]


def test_a_fair_use_notice_is_nearly_no_evidence() -> None:
    text = "This site contains copyrighted material the use of which has not always been specifically authorized by the owner."
    marked, signals = mark(document([text]))
    assert only(signals, SignalKind.DISCLAIMER).strength == 1
    assert roles(marked) == [Role.DISCLAIMER]


def test_self_reference_counts_only_in_narration() -> None:
    _, signals = mark(document(["People familiar with the talks told QNN in April.", "“They told QNN everything,” she said."]))
    signal = only(signals, SignalKind.SELF_REFERENCE)
    assert (signal.organisation, signal.blocks, signal.own_site) == ("QNN", ("d:p01",), False)
    assert signal.value.endswith("told QNN")


def test_self_reference_on_the_own_host_is_the_own_site() -> None:
    _, signals = mark(document(["People familiar with the talks told QNN in April."], metadata=on_site("qnn.com")))
    assert only(signals, SignalKind.SELF_REFERENCE).own_site


def test_only_agencies_of_the_registry_make_a_dateline() -> None:
    agency = document(["NORWICH, July 3 (Reuters) - The bridge was closed on Monday."])
    station = document(["COLUMBIA, Mo. (KXYZ) — The bridge was closed on Monday."])
    late = document([BODY] * 8 + ["NORWICH (AP) — The bridge was closed."])
    signal = only(mark(agency)[1], SignalKind.AGENCY_DATELINE)
    assert (signal.organisation, signal.host, signal.value) == ("Reuters", "reuters.com", "NORWICH, July 3 (Reuters) -")
    assert mark(station)[1] == ()
    assert mark(late)[1] == ()


@pytest.mark.parametrize(
    ("text", "organisation", "detail"),
    [
        ("(AP) — The bridge was closed.", "Associated Press", "distributor=false"),
        ("Berlin/Frankfurt (dpa) - Die Brücke ist zu.", "Deutsche Presse-Agentur", "distributor=false"),
        ("NORWICH, July 3, 2025 /PRNewswire/ -- Harbour Cranes said.", "PR Newswire", "distributor=true"),
        ("NORWICH, July 03, 2025 (GLOBE NEWSWIRE) -- Harbour Cranes said.", "GlobeNewswire", "distributor=true"),
        ("(MENAFN- Harbour Feeds) The bridge was closed.", "MENAFN", "provider=Harbour Feeds"),
    ],
)
def test_forms_of_datelines(text: str, organisation: str, detail: str) -> None:
    signal = only(mark(document([text]))[1], SignalKind.AGENCY_DATELINE)
    assert signal.organisation == organisation
    assert detail in signal.details


@pytest.mark.parametrize(
    "text", ["Photo of the mayor. (AP)", "The party (AP) won.", "He met Kim Example (AFP) and they went to the bridge - again."]
)
def test_brackets_elsewhere_are_no_dateline(text: str) -> None:
    assert SignalKind.AGENCY_DATELINE not in kinds(mark(document([text]))[1])


def test_copyright_and_builder_lines_are_chrome() -> None:
    marked, signals = mark(document(["To the top © HarbourInk, 2021 | Powered by Quay Systems"]))
    holder, builder = only(signals, SignalKind.COPYRIGHT_LINE), only(signals, SignalKind.POWERED_BY)
    assert (holder.organisation, holder.details, builder.organisation) == ("HarbourInk", ("year=2021",), "Quay Systems")
    assert roles(marked) == [Role.CHROME]


def test_a_holder_who_is_the_publisher_is_the_own_site() -> None:
    metadata = Metadata(publisher=Publisher(name="HarbourInk", host=None, basis="test"))
    assert only(mark(document(["© HarbourInk, 2021"], metadata=metadata))[1], SignalKind.COPYRIGHT_LINE).own_site


def test_an_agency_note_is_one_signal() -> None:
    _, signals = mark(document([BODY, "The Associated Press contributed to this report."]))
    assert kinds(signals) == [SignalKind.WIRE_CREDIT]


def test_a_republication_line_and_its_licence_are_two_signals() -> None:
    text = "This article is republished from NorthLine under a Creative Commons license. Read the original article."
    marked, signals = mark(document([text]))
    assert kinds(signals) == [SignalKind.ATTRIBUTION_LINE, SignalKind.CREATIVE_COMMONS_NOTICE]
    assert roles(marked) == [Role.CREDIT]


def test_what_reading_knew_is_kept() -> None:
    marked, _ = mark(document([Part(text=CREDIT, role=Role.CHROME), Part(text="Disclaimer", role=Role.TITLE)]))
    assert roles(marked) == [Role.CHROME, Role.TITLE]


def test_text_and_ids_never_change() -> None:
    before = document([BODY, CREDIT, NOTICE])
    after, _ = mark(before)
    assert after.text == before.text
    assert [(block.id, block.span) for block in after.blocks] == [(block.id, block.span) for block in before.blocks]


def test_an_empty_document_has_no_signals() -> None:
    assert mark(document([]))[1] == ()
