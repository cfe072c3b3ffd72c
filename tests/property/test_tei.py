"""The apparatus in TEI: well-formed, and every witness can be read out of it."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from provenance.export.tei import tei
from provenance.model import Document
from tests.copies import family
from tests.documents import document

_TEI = "{http://www.tei-c.org/ns/1.0}"
FIRST = "The ferry between Osk & Brannick will stop on <Monday>, Ida Penmoel told the council: its ramp broke twice last summer."
SECOND = "It carried forty thousand passengers last summer, most of them with bicycles, and lost two days to fog in August."
THIRD = "A bus will run by way of the bridge at Tarn, which takes an hour longer and carries schoolchildren free of charge."
CHANGES = st.lists(
    st.sampled_from(
        [
            ("Osk", "Vald"),
            (" twice", ""),
            ("forty thousand", "40,000"),
            ("passengers last", "paying passengers last"),
            ("fog in August", "thick fog"),
            ("longer", "shorter"),
        ]
    ),
    unique=True,
    max_size=4,
)
KEPT = st.sets(st.sampled_from([0, 1, 2]), min_size=2)


def corpus(*documents: Document) -> Any:
    return etree.fromstring("".join(tei(family(*documents))).encode())


def read_out(element: Any, witness: str) -> str:
    """The text of one witness."""
    if element.tag in {f"{_TEI}lem", f"{_TEI}rdg"} and f"#{witness}" not in element.get("wit").split():
        return ""
    inner = (element.text or "") + "".join(read_out(child, witness) + (child.tail or "") for child in element)
    return f" {inner} " if element.tag == f"{_TEI}ab" else inner


def without_space(text: str) -> str:
    """White space is the base's."""
    return "".join(text.split())


@settings(deadline=None)
@given(st.lists(st.tuples(CHANGES, KEPT), min_size=2, max_size=3))
def test_every_witness_can_be_read_out_again(copies: list[tuple[list[tuple[str, str]], set[int]]]) -> None:
    documents = []
    for name, (changes, kept) in zip("abc", copies, strict=False):
        texts = [text for number, text in enumerate((FIRST, SECOND, THIRD)) if number in kept]
        for old, new in changes:
            texts = [text.replace(old, new) for text in texts]
        documents.append(document(name, *texts))
    for body in corpus(*documents).iter(f"{_TEI}TEI"):
        sigla = {each.get("n"): each.get("{http://www.w3.org/XML/1998/namespace}id") for each in body.iter(f"{_TEI}witness")}
        for app in body.iter(f"{_TEI}app"):
            named = " ".join(reading.get("wit") for reading in app if reading.get("wit")).split()
            above = [set(lem.get("wit").split()) for lem in app.iterancestors(f"{_TEI}lem")]
            outside = above[0] if above else set(sigla)
            assert len(named) == len(set(named)) == len(outside)
        for each in (each for each in documents if each.id in sigla):
            found = read_out(next(body.iter(f"{_TEI}body")), sigla[each.id])
            assert without_space(found) == without_space(each.text)


def test_characters_that_xml_cannot_hold_are_replaced() -> None:
    text = FIRST.replace("twice", "tw\x07ice \x0e")
    (body,) = corpus(document("a", text, SECOND, THIRD), document("b", FIRST, SECOND, THIRD)).iter(f"{_TEI}body")
    assert "".join(body.itertext()).count("\ufffd") == 2


def test_a_result_without_copies_is_an_empty_corpus() -> None:
    assert list(corpus(document("a", FIRST), document("b", THIRD)).iter(f"{_TEI}TEI")) == []


def test_there_is_one_text_for_each_family() -> None:
    root = corpus(document("a", FIRST), document("b", FIRST), document("c", THIRD), document("d", THIRD))
    assert len(list(root.iter(f"{_TEI}TEI"))) == 2
    assert {each.get("method") for each in root.iter(f"{_TEI}variantEncoding")} == {"parallel-segmentation"}
    names = [each.get("{http://www.w3.org/XML/1998/namespace}id") for each in root.iter(f"{_TEI}witness")]
    assert len(names) == len(set(names)) == 4
