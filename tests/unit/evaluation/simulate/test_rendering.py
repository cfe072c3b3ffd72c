"""Publications as files, and what the tool reads in them."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from provenance.corpus import read_corpus
from provenance.evaluation.simulate.publication import Form, Paragraph, Part, Publication, ShownDate
from provenance.evaluation.simulate.rendering import rendered
from provenance.model import Document, Format, Role
from provenance.reading import read_document
from provenance.settings import Limits
from provenance.text.words import fold_space
from tests.unit.evaluation.simulate.factory import NOON, outlet, paragraphs, publication, sentences

SHOWN = ShownDate(moment=NOON, offset=-300, zoned=True, by_day=False)
RICH = (
    *sentences(5),
    Paragraph(text="The cost", origin="h", part=Part.HEADING),
    *sentences(6)[5:],
    Paragraph(text="Waiting. — Ann Lee (@alee) May 3, 2024", origin="e", part=Part.EMBED),
    Paragraph(text="A view of the gate & the bridge", origin="f", part=Part.FIGURE, image="https://cdn.example.org/gate.jpg"),
    Paragraph(text="Source: Oskwick Argus", origin="c", part=Part.CREDIT),
)


def read(made: Publication, name: str = "d1") -> Document:
    document, problems = read_document(rendered(made, name), Limits())
    assert document is not None
    assert problems == ()
    return document


@pytest.mark.parametrize(
    ("form", "wanted"),
    [(Form.PAGE, Format.HTML), (Form.POST, Format.WORDPRESS_REST_JSON), (Form.PLAIN, Format.PLAIN_TEXT)],
)
def test_every_form_is_read_with_all_its_paragraphs(form: Form, wanted: Format) -> None:
    document = read(replace(publication(story=RICH), form=form, shown=SHOWN, byline="By Ann Lee"))
    assert document.format is wanted
    assert document.metadata.title == "Ferry landing closes"
    assert document.metadata.published is not None
    assert document.metadata.published.earliest.startswith("2024-05-03")
    text = fold_space(document.text)
    assert all(paragraph.text in text for paragraph in RICH)
    body = [block for block in document.blocks if block.role is Role.BODY]
    assert len(body) >= 6


@pytest.mark.parametrize("form", [Form.PAGE, Form.POST])
def test_mark_up_carries_place_links_pictures_and_ids(form: Form) -> None:
    first, *rest = RICH
    linked = replace(
        first,
        text=f"“Go & see.” {first.text}",
        links=(("Go & see", "https://example.org/a?b&c"),),
        attributes=(("data-pid", "7"),),
    )
    document = read(replace(publication(story=(linked, *rest)), form=form))
    assert document.host == "tarnmoorledger.com"
    block = next(block for block in document.blocks if "Go & see" in block.span.of(document.text))
    assert [(link.url, link.text) for link in block.links] == [("https://example.org/a?b&c", "Go & see")]
    assert ("data-pid", "7") in block.attributes
    assert "https://cdn.example.org/gate.jpg" in [link.url for block in document.blocks for link in block.links]


@pytest.mark.parametrize("form", Form)
def test_a_document_without_a_place_names_no_outlet(form: Form) -> None:
    where = replace(outlet(), template=1)
    declared = (("canonical", "https://oskwickargus.com/a"),)
    made = replace(publication(story=RICH, where=where), form=form, is_placed=False, shown=SHOWN, head=declared)
    content = rendered(made, "d1").content
    assert made.outlet.name not in content
    assert made.outlet.host not in content


@pytest.mark.parametrize(
    ("name", "where"),
    [
        ("canonical", "link:canonical"),
        ("syndication-source", "meta:syndication-source"),
        ("original-source", "meta:original-source"),
        ("importer", "meta:syndication_permalink"),
        ("isBasedOn", "jsonld"),
    ],
)
def test_declarations_stand_in_the_head_of_a_page(name: str, where: str) -> None:
    document = read(replace(publication(), form=Form.PAGE, head=((name, "https://oskwickargus.com/a"),)))
    assert [value for found, value in document.head if found == where and "https://oskwickargus.com/a" in value]


def test_an_importer_leaves_a_field_of_the_post() -> None:
    content = rendered(replace(publication(), form=Form.POST, head=(("importer", "https://oskwickargus.com/a"),)), "d1").content
    assert json.loads(content)["meta"] == {"syndication_permalink": "https://oskwickargus.com/a"}


def test_a_dateline_stands_before_the_first_word() -> None:
    for form in Form:
        text = read(replace(publication(), form=form, dateline="TARNMOOR (MPS) —")).text
        assert text.count("TARNMOOR (MPS) — Number 0") == 1


def test_lost_breaks_are_lost_in_every_form() -> None:
    first, second, third = sentences(3)
    for form in Form:
        document = read(replace(publication(story=(first, replace(second, runs_on=True), third)), form=form))
        blocks = [fold_space(block.span.of(document.text)) for block in document.blocks if block.role is Role.BODY]
        assert f"{first.text} {second.text}" in blocks
        assert third.text in blocks


def test_an_untitled_text_begins_with_its_lead() -> None:
    made = replace(publication(story=RICH), is_titled=False, is_placed=False, byline="By Ann Lee")
    assert rendered(made, "d1").content.startswith("Number 0")


@pytest.mark.parametrize("form", Form)
def test_a_rendered_document_is_what_reading_its_file_gives(form: Form, tmp_path: Path) -> None:
    story = (*RICH, *paragraphs("â€œBroken â€” twice &ldquo;escaped&rdquo;. *Strange*, _signs_ # and <tags>."))
    raw = rendered(replace(publication(story=story), form=form, shown=SHOWN), "d1")
    (tmp_path / raw.path).write_bytes(raw.content.encode(raw.encoding))
    assert read_corpus([tmp_path], Limits()) == ((raw,), ())


def number_of(made: Publication) -> int:
    return int(json.loads(rendered(replace(made, form=Form.POST), made.id).content)["id"])


def test_numbers_of_posts_order_those_of_one_site_and_tell_nothing_of_two() -> None:
    sites = [outlet(f"{name} Argus") for name in ("Oskwick", "Tarnmoor", "Zellmoor", "Brannick", "Kessary", "Wendmark")]
    posts = [
        [number_of(replace(publication(where=site), published=NOON + timedelta(minutes=minutes))) for minutes in (0, 30)]
        for site in sites
    ]
    assert all(earlier < later for earlier, later in posts)
    assert len({earlier for earlier, _ in posts}) == len(sites)
    copies_with_greater_number = sum(posts[place][0] < posts[place + 1][1] for place in range(len(sites) - 1))
    assert 0 < copies_with_greater_number < len(sites) - 1
