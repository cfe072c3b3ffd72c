"""The apparatus of a family: from the base and its variants the text of every witness comes back."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from provenance.export.apparatus import Apparatus, apparatus_of
from provenance.model import Document
from tests.copies import family
from tests.documents import document

SENTENCE = (
    "the ferry between Osk and Brannick will stop in November because its ramp broke twice last summer and nobody at the harbour "
    "knows where a new one of that width could be had before the spring"
).split()
OTHERS = (
    "a bus goes by way of the bridge at Tarn which takes an hour longer but carries schoolchildren free of charge as long as the "
    "boat stays at the quay said the council on Monday"
).split()
ADDED = st.sampled_from("really slowly old 14 very grey".split())
EDITS = st.lists(st.tuples(st.sampled_from(["cut", "add", "swap"]), st.integers(0, 24), ADDED), max_size=3)


def edited(words: list[str], edits: list[tuple[str, int, str]]) -> str:
    changed = list(words)
    for kind, place, word in edits:
        if kind == "add":
            changed.insert(place, word)
        elif kind == "swap":
            changed[place] = word
        else:
            del changed[place]
    return " ".join(changed)


def read_back(apparatus: Apparatus, base: Document, witness: str, block: str) -> str:
    """A paragraph of a witness from that of the base and the variants."""
    span, text = base.block_by_id[block].span, base.text
    parts, at = [], span.start
    for variant in apparatus.variants:
        if variant.block != block or variant.whole:
            continue
        reading = next((each.text for each in variant.readings if witness in each.witnesses), variant.place.of(text))
        parts += [text[at : variant.place.start], f" {reading} "]
        at = variant.place.end
    return " ".join(" ".join([*parts, text[at : span.end]]).split())


@settings(deadline=None)
@given(EDITS, EDITS, EDITS)
def test_every_witness_can_be_read_back(
    first: list[tuple[str, int, str]], second: list[tuple[str, int, str]], third: list[tuple[str, int, str]]
) -> None:
    documents = (
        document("a", " ".join(SENTENCE), edited(OTHERS, third)),
        document("b", edited(SENTENCE, first), " ".join(OTHERS)),
        document("c", edited(SENTENCE, second), " ".join(OTHERS)),
    )
    result = family(*documents)
    made = apparatus_of(result)
    assert made is not None
    base = next(each for each in documents if each.id == made.base)
    for witness in (each for each in documents if each.id in made.witnesses):
        for block, other in zip(base.blocks, witness.blocks, strict=True):
            assert read_back(made, base, witness.id, block.id).split() == other.span.of(witness.text).split()


def test_variants_are_told_in_the_order_of_the_base_with_who_has_them() -> None:
    text, rest = " ".join(SENTENCE), " ".join(OTHERS)
    made = apparatus_of(
        family(
            document(
                "a", text, rest, "Nobody at the quay believes a word of it, for they have heard it every autumn since 1987."
            ),
            document("b", text.replace("Brannick", "Brannock"), rest),
            document("c", text.replace("Brannick", "Brannock"), rest.replace("an hour", "one hour")),
        )
    )
    assert made is not None
    assert (made.base, made.witnesses, made.left_out) == ("a", ("a", "b", "c"), ())
    told = [(each.block, each.whole, [(reading.text, reading.witnesses) for reading in each.readings]) for each in made.variants]
    assert told == [
        ("a:p01", False, [("Brannock", ("b", "c"))]),
        ("a:p02", False, [("one", ("c",))]),
        ("a:p03", True, [("", ("b", "c"))]),
    ]


def test_without_copies_there_is_none() -> None:
    assert apparatus_of(family(document("a", " ".join(SENTENCE)), document("b", " ".join(OTHERS)))) is None


def test_a_copy_that_shares_little_with_the_base_is_named_and_not_collated() -> None:
    text, long, own = " ".join(SENTENCE), *(" ".join(f"{word}{number}" for number in range(300)) for word in ("word", "other"))
    made = apparatus_of(family(document("a", text, long), document("b", text, long), document("c", text, own)))
    assert made is not None
    assert (made.witnesses, made.left_out, made.variants) == (("a", "b"), ("c",), ())
