"""Text that fits, names, dates, wording, changes."""

from __future__ import annotations

import pytest

from provenance.model import CountRange, DateRange, Drawn, Edge, EdgeKind, EditClass, Source, SourceKind
from provenance.render.changes import changed_words, changes_of
from provenance.render.dates import date_words, document_dates
from provenance.render.metrics import BOLD, cut, text_width, wrap
from provenance.render.names import handles_of, names_of
from provenance.render.palette import DARK, LIGHT, Palette
from provenance.render.sections.limits import limits
from provenance.render.wording import headline, headline_of, listed, number_word, plural, probability_word
from tests.findings_factory import HOSTILE, findings


@pytest.mark.parametrize("words", [*HOSTILE, "a b c", "one-very-long-word-" * 9, "漢字 and latin 漢字"])
@pytest.mark.parametrize("room", [60.0, 200.0])
def test_wrapped_lines_fit_and_lose_nothing_before_the_cut(words: str, room: float) -> None:
    lines = wrap(words, room, 12.0, 3)
    assert len(lines) <= 3
    assert all(text_width(line, 12.0) <= room for line in lines)
    squeezed = "".join(words.split())
    assert squeezed.startswith("".join("".join(lines).split()).removesuffix("…"))


def test_widths_follow_the_font() -> None:
    assert text_width("iii", 12) < text_width("mmm", 12) < text_width("漢漢漢", 12)
    assert text_width("é", 12) == text_width("e\u0301", 12) == text_width("e", 12)
    assert text_width("a", 12, BOLD) > text_width("a", 12)
    assert text_width("\u200b", 12) == 0


def test_a_cut_says_so() -> None:
    assert cut("short", 200, 12) == "short"
    assert cut("a long sentence that goes on", 60, 12).endswith("…")


def test_handles_are_short_and_one_of_a_kind() -> None:
    ids = ("000_aa", "001_bb", "post-1", "post-2", "a.x", "dir/one", "dir/two", "x")
    handles = handles_of(ids)
    assert handles["000_aa"] == "000"
    assert handles["post-1"] == "post-1"
    assert handles["a.x"] == "a.x"
    assert len(set(handles.values())) == len(ids)


def test_a_document_is_named_with_where_it_was_found() -> None:
    names = names_of(findings())
    assert names.short("a-coast") == "a-coast"
    assert names.long("a-coast") == "a-coast (coastdaily.example)"
    assert names.long("source:pressline") == "Pressline"
    assert names.long("nobody") == "nobody"


@pytest.mark.parametrize(
    ("date", "words"),
    [
        (DateRange(earliest="2031-05-06", latest="2031-05-06", timezone=None, basis="text"), "6 May 2031"),
        (
            DateRange(
                earliest="2031-05-05T23:30:00Z",
                latest="2031-05-07T01:30:00Z",
                timezone=None,
                basis="text",
                written="2031-05-06T13:30",
            ),
            "6 May 2031, 13:30 (time zone not stated)",
        ),
        (
            DateRange(earliest="2031-05-05T20:00:00Z", latest="2031-05-06T01:00:00+00:00", timezone="UTC", basis="cms_id"),
            "between 5 May 2031, 20:00 UTC and 6 May 2031, 01:00 UTC",
        ),
        (DateRange(earliest="someday", latest="someday", timezone=None, basis="text"), "someday"),
    ],
)
def test_dates_say_what_is_known(date: DateRange, words: str) -> None:
    assert date_words(date) == words


def test_an_undated_document_says_so_and_from_when() -> None:
    documents = {each.id: each for each in findings().documents}
    assert document_dates(documents["b-inland"]) == ("undated", "not before 5 May 2031")
    assert document_dates(documents["a-coast"]) == ("published 6 May 2031, 08:12 UTC",)


def test_probability_words_are_ordered() -> None:
    words = [probability_word(step / 100) for step in range(101)]
    assert list(dict.fromkeys(words)) == ["possible", "likely", "very likely", "almost certain"]


def test_counts_agree_with_their_nouns() -> None:
    assert plural(1, "copy", "copies") == "1 copy"
    assert plural(0, "copy", "copies") == "0 copies"
    assert plural(1200, "document") == "1,200 documents"
    assert listed(()) == ""
    assert listed(("a",)) == "a"
    assert number_word(3) == "three"
    assert number_word(1300) == "1,300"


def edge(source: str, target: str, kind: EdgeKind = EdgeKind.REPUBLISHED) -> Edge:
    """An edge without evidence."""
    return Edge(source=source, target=target, kind=kind, probability=0.9, drawn=Drawn.SOLID, evidence=(), against=(), flips_if="")


def named(label: str, kind: SourceKind = SourceKind.NAMED) -> Source:
    """A source that is not in the corpus."""
    return Source(id=f"source:{label}", kind=kind, label=label, host=None, not_before=None, reason="")


ONE = CountRange(low=1, likely=1, high=1)
FOUR = CountRange(low=4, likely=4, high=4)


@pytest.mark.parametrize(
    ("documents", "count", "sources", "edges", "wanted"),
    [
        (1, ONE, (), (), "1 document, 1 independent text."),
        (5, CountRange(low=3, likely=4, high=4), (), (), "5 documents, 3 to 4 independent texts (most likely 4)."),
        (
            5, FOUR, (named("n.example"),), (edge("source:n.example", "a"), edge("source:n.example", "b")),
            "5 documents, 4 independent texts; two documents come from n.example, which is not here.",
        ),
        (2, ONE, (), (edge("a", "b"),), "2 documents, 1 independent text; one document comes from a."),
        (
            2, ONE, (named("x", SourceKind.ANONYMOUS),), (edge("source:x", "a"), edge("source:x", "b")),
            "2 documents, 1 independent text; two documents come from a source that nobody names and that is not here.",
        ),
        (
            3, ONE, (named("n"), named("wire", SourceKind.DISTRIBUTOR)),
            (edge("source:n", "source:wire"), edge("source:wire", "a")),
            "3 documents, 1 independent text; one document comes from n, which is not here.",
        ),
        (
            2, FOUR, (named("s", SourceKind.SPEAKER),), (edge("source:s", "a", EdgeKind.QUOTES),),
            "2 documents, 4 independent texts.",
        ),
        (2, ONE, (), (edge("a", "b"), edge("b", "a")), "2 documents, 1 independent text."),
    ],
)  # fmt: skip
def test_the_headline(
    documents: int, count: CountRange, sources: tuple[Source, ...], edges: tuple[Edge, ...], wanted: str
) -> None:
    assert headline(documents, count, sources, edges) == wanted


def test_the_headline_of_a_whole_result_names_its_largest_origin() -> None:
    assert "two documents come from harbourbulletin.example" in headline_of(findings())


def test_changes_are_told_from_either_side() -> None:
    siblings = findings().pairs[0].reuse
    left, right = changes_of(siblings, "a-coast"), changes_of(siblings, "b-inland")
    assert left.added == right.cut == ()
    assert left.cut == right.added == ((EditClass.PARAGRAPH, 1), (EditClass.EMBED, 1))
    assert left.added_around == right.cut_around == ((EditClass.TITLE, 1), (EditClass.CREDIT, 1))
    assert left.changed == right.changed
    assert sum(count for _, count in left.changed) == 3


def test_house_style_is_told_apart_from_wording() -> None:
    words = changed_words(((EditClass.HOUSE_STYLE_CASE, 1), (EditClass.WORDING, 1)))
    assert words == ("1 small edit of house style (1 case)", "1 edit of wording")


def test_the_limits_of_a_result_are_counted() -> None:
    said = " ".join(limits(findings()))
    assert "Five documents do not say when they were published." in said
    assert "For 1 pair of copies nothing tells which was first." in said


def luminance(colour: str) -> float:
    """Relative luminance (WCAG 2.2)."""
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio (WCAG 2.2)."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("palette", [LIGHT, DARK])
def test_text_can_be_read_on_what_it_stands_on(palette: Palette) -> None:
    for ink in (palette.ink, palette.soft):
        for ground in (palette.paper, palette.box, palette.absent):
            assert contrast(ink, ground) >= 4.5, (ink, ground)
    for ink in (palette.added, palette.cut, palette.changed, palette.copying):
        assert contrast(ink, palette.paper) >= 4.5, ink
    for line in (palette.speaking, palette.absent_edge, palette.box_edge):
        assert contrast(line, palette.paper) >= 3.0, line
