"""A report that can be passed on without republishing the articles."""

from __future__ import annotations

import re
from html import unescape

import pytest

from provenance.api import Trace
from provenance.errors import UsageError
from provenance.model import COMPARED_ROLES, Edit, EditClass, EditKind, EditUnit, Span
from provenance.render.contents import contents_of
from provenance.render.sections.aligned import Side, marked
from tests.documents import document as made
from tests.findings_factory import findings

WORDS = 6


def report(trace: Trace) -> str:
    """The words of a report: white space folded, without mark-up."""
    page = "".join(contents_of(trace, ("html",))["report.html"])
    return " ".join(unescape(re.sub(r"<[^>]*>", "", page)).split())


def runs(trace: Trace) -> list[str]:
    """Every stretch of one word more than an excerpt has, of the body of every document."""
    found = []
    for document in trace.documents:
        for block in document.blocks:
            words = block.span.of(document.text).split() if block.role in COMPARED_ROLES else []
            found += [" ".join(words[at : at + WORDS + 1]) for at in range(len(words) - WORDS)]
    return found


def test_no_longer_stretch_of_any_text_is_in_the_report() -> None:
    trace = Trace(**{name: getattr(findings(), name) for name in findings().__dataclass_fields__})
    whole, excerpted = report(trace), report(trace.in_excerpts(WORDS))
    assert sum(run in whole for run in runs(trace)) > 20
    assert [run for run in runs(trace) if run in excerpted] == []
    assert trace.in_excerpts(0).in_excerpts(WORDS) == trace.in_excerpts(WORDS)
    assert report(trace.in_excerpts(0)).replace("excerpt_words: 0", "") == whole.replace("excerpt_words: 0", "")


def test_fewer_words_than_none_are_refused() -> None:
    trace = Trace(**{name: getattr(findings(), name) for name in findings().__dataclass_fields__})
    with pytest.raises(UsageError, match="an excerpt has no -1 words; give 1 or more"):
        trace.in_excerpts(-1)


def test_many_edits_in_a_row_do_not_make_a_longer_stretch() -> None:
    """Every third word is edited, so that all of the paragraph is near an edit."""
    text = [f"word{number}" for number in range(60)]
    document = made("a", " ".join(text))
    places = [Span(found.start(), found.end()) for found in re.finditer(r"\S+", document.text)]
    edit = Edit(
        kind=EditKind.DELETION, unit=EditUnit.TOKEN, edit_class=EditClass.WORDING, left=places[0], right=None, left_block="a:p01"
    )
    side = Side(
        document=document, edits={"a:p01": tuple((place, edit) for place in places[::3])}, passages=(), excerpt_words=WORDS
    )
    shown = re.sub(r"<[^>]*>", "", "".join(marked(side, "a:p01")))
    assert max(len(piece.split()) for piece in shown.split("…")) == WORDS
