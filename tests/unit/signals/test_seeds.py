"""What the five seed documents say of their origin; cut into blocks by hand, so that reading is not needed."""

from __future__ import annotations

from provenance.model import Role, SignalKind
from provenance.signals import mark
from provenance.signals.cms_clock import sessions
from tests.unit.signals.factory import seed_plain, seed_post


def test_a_post_with_foreign_component_ids_and_a_credit() -> None:
    marked, signals = mark(seed_post("000"))
    ids = [signal for signal in signals if signal.kind is SignalKind.CMS_COMPONENT_ID]
    (credit,) = [signal for signal in signals if signal.kind is SignalKind.ATTRIBUTION_LINE]
    assert [signal.host for signal in ids] == ["cms.cnn.com"] * 13
    assert all(signal.date is not None and signal.strength == 5 for signal in ids)
    assert (credit.host, credit.own_site, marked.block_by_id[credit.blocks[0]].role) == ("cnn.com", False, Role.CREDIT)
    assert {signal.kind for signal in signals} == {SignalKind.CMS_COMPONENT_ID, SignalKind.ATTRIBUTION_LINE}


def test_its_component_ids_are_one_session_with_two_gaps() -> None:
    (session,) = sessions(mark(seed_post("000"))[1])
    assert (session.first, session.last, session.fingerprint, session.ids) == (
        "2025-07-03T20:55:50.907Z",
        "2025-07-03T21:02:42.020Z",
        "3b6m",
        13,
    )
    assert [(gap.counter, gap.after, gap.before) for gap in session.missing] == [
        ("0008", "000:p05", "000:p07"),
        ("000d", "000:p11", "000:p13"),
    ]


def test_a_page_with_its_copyright_and_builder() -> None:
    _, signals = mark(seed_plain("001"))
    assert [(signal.kind, signal.organisation) for signal in signals] == [
        (SignalKind.COPYRIGHT_LINE, "AssamInk"),
        (SignalKind.POWERED_BY, "Prism Infosys"),
    ]
    assert "year=2021" in signals[0].details


def test_a_copy_that_speaks_of_its_source_once_and_embeds_a_post() -> None:
    document = seed_plain("002")
    _, signals = mark(document)
    post, reference = signals
    assert (post.kind, post.value) == (SignalKind.EMBEDDED_POST, "MoFA_Afg")
    assert post.date is not None
    assert post.date.earliest == "2025-07-03"
    assert (reference.kind, reference.organisation, reference.host) == (SignalKind.SELF_REFERENCE, "CNN", "cnn.com")
    assert "People familiar with American" in document.block_by_id[reference.blocks[0]].span.of(document.text)


def test_a_text_that_says_nothing_of_its_origin() -> None:
    assert mark(seed_plain("003"))[1] == ()


def test_stacked_notices_in_order() -> None:
    marked, signals = mark(seed_plain("004"))
    assert [(signal.kind, signal.organisation, signal.details[-1]) for signal in signals] == [
        (SignalKind.DISCLAIMER, "MENAFN", "order=1"),
        (SignalKind.DISCLAIMER, "EIN Presswire", "order=2"),
    ]
    assert [block.issuer for block in marked.blocks if block.role is Role.DISCLAIMER] == ["MENAFN", "EIN Presswire"]
