"""Known passages in the texts as read."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from provenance.evaluation.located import find_folded, locate
from provenance.evaluation.truth import TruePassage
from provenance.model import Span
from tests.documents import document


def test_white_space_is_folded_on_both_sides() -> None:
    text = "Now\u00a0the \n\n old\tferry sails.  The old ferry sank."
    assert find_folded(" the old\nferry ", text) == Span(4, 20)
    assert find_folded("ferry sank.", text) == Span(len(text) - 11, len(text))
    assert find_folded("the new ferry", text) is None
    assert find_folded(" \n", text) is None


def test_passages_are_found_in_both_texts_or_counted_as_missing() -> None:
    documents = [document("a", "One two three.", "Four five."), document("b", "Zero. One  two three.")]
    passages = [
        TruePassage(left="a", right="b", left_text="One two three.", right_text="One two three."),
        TruePassage(left="a", right="b", left_text="Four five.", right_text="Four five."),
        TruePassage(left="a", right="unread", left_text="Four five.", right_text="Four five."),
    ]
    found, missing = locate(passages, documents)
    assert [(one.left_span.of(documents[0].text), one.right_span.of(documents[1].text)) for one in found] == [
        ("One two three.", "One  two three.")
    ]
    assert missing == 1


WORDS = st.lists(st.text(st.characters(exclude_categories=["Z", "Cc", "Cs"]), min_size=1, max_size=4), min_size=1, max_size=8)


@given(WORDS, st.data())
def test_what_is_there_is_found_however_it_is_spaced(words: list[str], data: st.DataObject) -> None:
    gaps = st.text(" \n\t\u00a0\u2003", min_size=1, max_size=3)
    text = "".join(word + data.draw(gaps) for word in words)
    first = data.draw(st.integers(0, len(words) - 1))
    last = data.draw(st.integers(first + 1, len(words)))
    span = find_folded(" ".join(words[first:last]), text)
    assert span is not None
    assert " ".join(span.of(text).split()) == " ".join(words[first:last])
