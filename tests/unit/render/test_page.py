"""The report, the terminal, the notebook, explanations."""

from __future__ import annotations

import re
from base64 import b64decode
from html.parser import HTMLParser

import pytest

from provenance.errors import UsageError
from provenance.render.explain import explain
from provenance.render.graph import draw
from provenance.render.layout import layout
from provenance.render.notebook import mimebundle
from provenance.render.page import POLICY, to_page
from provenance.render.scripts import READING, source_of
from provenance.render.sections.aligned import rows_of
from provenance.render.svg import to_svg
from provenance.render.terminal import explain_text, summary, tree_lines
from tests.findings_factory import HOSTILE, findings, hostile
from tests.markup import parse_xml

EMPTY = {"meta", "br", "hr", "link", "img"}


class Reader(HTMLParser):
    """Collects tags, ids, link targets, and whether elements are closed in order."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: set[str] = set()
        self.ids: list[str] = []
        self.targets: set[str] = set()
        self.handlers: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """See the base class."""
        self.tags.add(tag)
        if tag not in EMPTY:
            self.open.append(tag)
        for name, value in attrs:
            if name == "id":
                self.ids.append(value or "")
            if name in {"href", "src"}:
                self.targets.add(value or "")
            if name.startswith("on"):
                self.handlers.append(name)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """See the base class."""
        self.handle_starttag(tag, attrs)
        if tag not in EMPTY:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        """See the base class."""
        assert self.open.pop() == tag


def page(words: str | None = None) -> str:
    """The report of the invented result, or of a hostile one."""
    result = findings() if words is None else hostile(words)
    picture = draw(result)
    return to_page(result, picture, to_svg(picture, layout(picture, "builtin")))


def read(text: str) -> Reader:
    """A page, read."""
    reader = Reader()
    reader.feed(text)
    assert reader.open == []
    return reader


def test_the_page_is_in_the_promised_order() -> None:
    text = page()
    headings = re.findall(r"<h2>([^<]*)</h2>", text)
    assert headings == [
        "What is known of time",
        "Who has the text from whom, and how we know",
        "Directions that were excluded",
        "Sources that are not in the corpus",
        "The shared texts, side by side",
        "The same words quoted",
        "Where the texts disagree",
        "What this cannot show",
        "What was read",
        "Method",
        "Problems with the inputs",
    ]
    assert text.index("<h1>") < text.index("<svg") < text.index("<h2>")


def test_the_page_loads_nothing_and_runs_nothing_but_our_script() -> None:
    text = page()
    assert f"{POLICY}; script-src {source_of(READING)}" in text
    assert text.count("<script") == text.count(f"<script>{READING}</script>") == 1
    reader = read(text)
    assert not {"iframe", "object", "form", "link", "img"} & reader.tags
    assert all(target.startswith("#") for target in reader.targets)


def test_every_link_leads_somewhere_and_ids_are_unique() -> None:
    reader = read(page())
    assert len(reader.ids) == len(set(reader.ids))
    assert {target.removeprefix("#") for target in reader.targets} <= set(reader.ids)


def test_evidence_is_told_with_its_words_and_what_would_change_it() -> None:
    text = page()
    assert "The last line credits harbourbulletin.example." in text
    assert "This post appeared first on harbourbulletin.example" in text
    assert "moderate, against (-1.0)" in text
    assert "A page of harbourbulletin.example without this wording." in text


def test_edits_are_marked_side_by_side_with_more_than_colour() -> None:
    text = page()
    assert '<mark class="style" title="house style: numeral"><bdi>9</bdi></mark>' in text
    assert '<mark class="style" title="house style: numeral"><bdi>nine</bdi></mark>' in text
    assert "border-bottom: 2px dotted" in text


def test_rows_follow_both_texts() -> None:
    result = findings()
    pair = result.pairs[0]
    left, right = result.documents[0], result.documents[1]
    rows = [(row.left, row.right) for row in rows_of(pair.reuse, left, right)]
    assert rows == [
        ("a-coast:p00", None),
        ("a-coast:p01", "b-inland:p01"),
        (None, "b-inland:p02"),
        ("a-coast:p02", "b-inland:p03"),
        (None, "b-inland:p04"),
        ("a-coast:p03", "b-inland:p05"),
        ("a-coast:p04", None),
    ]


def test_divergences_count_witnesses_and_declare_nothing_true() -> None:
    text = page()
    assert "2 independent witnesses" in text
    assert "Which reading is true cannot be known" in text


def test_personal_data_is_masked_in_the_page() -> None:
    text = page()
    assert "7946 0958" not in text
    assert "desk@newslane.example" not in text
    assert "[e-mail at newslane.example]" in text


@pytest.mark.parametrize("attack", HOSTILE)
def test_hostile_words_stay_words(attack: str) -> None:
    text = page(attack)
    reader = read(text)
    assert text.count("<script") == 1
    assert not {"table href", "b", "iframe"} & reader.tags
    assert reader.handlers == []
    assert all(target.startswith("#") for target in reader.targets)


def test_nothing_accuses() -> None:
    everything = page() + summary(findings()) + str(explain(findings(), "a-coast", "b-inland"))
    assert not re.search(r"\b(stole|stolen|theft|plagiari\w*)\b", everything, re.IGNORECASE)


def test_the_summary_tells_headline_tree_reasons_and_problems() -> None:
    text = summary(findings())
    assert text.startswith("8 documents, 5 independent texts")
    assert "    -> f-valley (valleynews.example)   [republished, very likely]\n        -> g-copy" in text
    assert "d-north (Northern Post) and e-south share copied text; nothing tells which was first" in text
    assert "skipped: broken.bin" in text
    assert "2 independent witnesses" in text
    assert not text.endswith("\n")


def test_a_node_with_two_parents_is_told_in_full_once() -> None:
    lines = tree_lines(findings())
    assert sum("b-inland" in line for line in lines) == 2
    assert len([line for line in lines if "harbourbulletin.example" in line]) == 1


@pytest.mark.parametrize("attack", HOSTILE)
def test_nothing_hidden_reaches_the_terminal(attack: str) -> None:
    text = summary(hostile(attack)) + str(explain(hostile(attack), "1", "2"))
    assert not {"\x1b", "\x00", "\x07", "\u202e", "\ud800"} & set(text)


@pytest.mark.parametrize(
    ("one", "other", "ends"),
    [
        ("harbourbulletin.example", "a-coast", ("source:harbourbulletin.example", "a-coast")),
        ("a-co", "HARBOUR", ("source:harbourbulletin.example", "a-coast")),
        ("coastdaily.example", "source:harbourbulletin.example", ("source:harbourbulletin.example", "a-coast")),
        ("a-coast.txt", "b-inland", ("a-coast", "b-inland")),
    ],
)
def test_nodes_may_be_named_in_many_ways(one: str, other: str, ends: tuple[str, str]) -> None:
    found = explain(findings(), one, other)
    assert (found.source, found.target) == ends


def test_an_edge_is_explained_with_both_sides() -> None:
    found = explain(findings(), "b-inland", "harbourbulletin.example")
    assert found.edge is not None
    assert [each.kind for each in found.evidence] == ["verbatim_overlap", "self_reference"]
    assert [each.kind for each in found.against] == ["added_passage"]
    text = explain_text(found)
    assert text.startswith("b-inland republished harbourbulletin.example with edits (very likely, 91%).")
    assert "This would change it: A page" in text


def test_siblings_are_explained_by_what_excludes_each_direction() -> None:
    found = explain(findings(), "a-coast", "b-inland")
    assert found.edge is None
    assert len(found.rejected) == 2
    assert "No edge." in str(found)
    assert "Excluded: b-inland from a-coast" in str(found)
    assert "+ 1 paragraph, 1 embedded post" in str(found)


def test_strangers_are_explained_too() -> None:
    assert "Nothing ties c-metro and g-copy together directly." in str(explain(findings(), "c-metro", "g-copy"))


@pytest.mark.parametrize(
    ("one", "other", "message"),
    [
        ("a-coats", "b-inland", "did you mean a-coast"),
        ("source:", "b-inland", "names 7 nodes"),
        ("a-coast", "a-coast.txt", "the same node"),
        ("", "a-coast", "there is no node ''"),
    ],
)
def test_unclear_names_get_suggestions(one: str, other: str, message: str) -> None:
    with pytest.raises(UsageError) as caught:
        explain(findings(), one, other)
    assert message in str(caught.value)


def test_a_notebook_gets_a_picture_that_needs_no_trust() -> None:
    picture = draw(findings())
    bundle = mimebundle(findings(), to_svg(picture, layout(picture, "builtin")))
    assert set(bundle) == {"text/html", "text/plain"}
    encoded = re.findall(r'src="data:image/svg\+xml;base64,([^"]+)"', bundle["text/html"])
    parse_xml(b64decode(encoded[0]))
    assert "<svg" not in bundle["text/html"]
    assert bundle["text/plain"] == summary(findings())
    read(bundle["text/html"])
