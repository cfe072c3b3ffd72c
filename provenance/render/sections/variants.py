"""The critical apparatus of every family: one copy's text, and what the others have instead."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from string import ascii_uppercase

from provenance.export.apparatus import Apparatus, Variant, apparatus_of
from provenance.export.families import families_of
from provenance.model import Document
from provenance.render.html import Markup, element
from provenance.render.sections.context import Context, fitted, section, shown
from provenance.render.wording import plural

VARIANTS_ROOM = 200_000
"""Most bytes of mark-up for apparatuses."""
VARIANTS_SHOWN = 300
"""Most variants listed of one family; the rest is counted."""
FEWEST_WITNESSES = 3
"""Of two texts the pair side by side tells more."""
_OMITTED = "om."

Sigla = Mapping[str, str]
"""The letter that stands for each document."""


def apparatus_section(context: Context) -> Markup | None:
    """The apparatus of every family with ``FEWEST_WITNESSES`` copies or more, the largest first."""
    found = [apparatus_of(family) for family in families_of(context.findings) if len(family.documents) >= FEWEST_WITNESSES]
    wanted = [made for made in found if made is not None and len(made.witnesses) >= FEWEST_WITNESSES and made.variants]
    if not wanted:
        return None
    how = (
        "Each line is a place where the copies differ: the words of the text that all are compared with, which is no better than "
        "the others, then “]”, then what other copies have there, with their letters. “om.” is left out, “add.” is added; who is "
        "not named agrees with the words before the bracket. Paragraphs that changed their place are not listed."
    )
    return section(
        "apparatus",
        "Every variant of every copy",
        element("p", how, class_="soft"),
        *fitted(wanted, partial(_family, context), VARIANTS_ROOM, "family"),
    )


def sigla_of(apparatus: Apparatus) -> Sigla:
    """Letters for the witnesses, A for the base; after Z two letters.

    Examples:
        >>> sigla_of(Apparatus(base="b", witnesses=("a", "b"), left_out=("c",), variants=()))
        {'b': 'A', 'a': 'B'}

    """
    names = [apparatus.base, *(name for name in apparatus.witnesses if name != apparatus.base)]
    return {name: _letters(number) for number, name in enumerate(names)}


def _letters(number: int) -> str:
    count = len(ascii_uppercase)
    return (_letters(number // count - 1) if number >= count else "") + ascii_uppercase[number % count]


def _family(context: Context, apparatus: Apparatus) -> Markup:
    sigla = sigla_of(apparatus)
    base = context.documents[apparatus.base]
    witnesses = [element("li", element("b", letter), " ", context.named(name)) for name, letter in sigla.items()]
    lines = [_line(context, variant, base, sigla) for variant in apparatus.variants[:VARIANTS_SHOWN]]
    more = len(apparatus.variants) - VARIANTS_SHOWN
    left_out = len(apparatus.left_out)
    said = f"{plural(len(apparatus.variants), 'variant')} in {plural(len(apparatus.witnesses), 'copy', 'copies')}"
    return element(
        "details",
        element("summary", f"{said}, compared with {context.names.long(apparatus.base)}"),
        element("ul", *witnesses, class_="witnesses"),
        element(
            "p", f"{plural(left_out, 'more copy', 'more copies')} of the family share too little text with it.", class_="soft"
        )
        if left_out
        else None,
        element("ol", *lines, class_="apparatus"),
        element("p", f"{plural(more, 'more variant')} not shown here.", class_="soft") if more > 0 else None,
    )


def _line(context: Context, variant: Variant, base: Document, sigla: Sigla) -> Markup:
    lemma = variant.place.of(base.text)
    words = context.shortened(lemma)
    readings = [
        part for reading in variant.readings for part in (_reading(context, reading.text, lemma), _of(reading.witnesses, sigla))
    ]
    return element(
        "li",
        element("span", variant.block.rpartition(":")[2], class_="tag"),
        " ",
        element("span", shown(words), class_="lemma") if words else None,
        " ] ",
        *readings,
        element("span", " (house style)", class_="soft") if variant.style else None,
    )


def _reading(context: Context, text: str, lemma: str) -> Markup:
    if not text:
        return element("i", _OMITTED)
    words = shown(context.shortened(text))
    return words if lemma else element("span", element("i", "add."), " ", words)


def _of(witnesses: tuple[str, ...], sigla: Sigla) -> Markup:
    return element("span", " ", element("b", " ".join(sorted(sigla[name] for name in witnesses))), " ")
