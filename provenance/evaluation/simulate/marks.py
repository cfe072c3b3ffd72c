"""What an editing system leaves in the mark-up of its paragraphs: ids, links, pictures."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from provenance.evaluation.chance import Chance
from provenance.evaluation.simulate.press import Outlet
from provenance.evaluation.simulate.publication import STORY_PARTS, Paragraph, Part

_LINKED = 0.15
"""Share of paragraphs of running text with a link."""
_OWN_LINKS = 0.7
"""Share of the links that lead to the outlet's own pages."""
_ANCHOR = re.compile(r"(?<=[a-z,] )[A-Z][a-z]+(?: [A-Z][a-z]+)+|(?<= )(?:[a-z]{5,} ){1,2}[a-z]{5,}(?= )")
_BASE36 = "0123456789abcdefghijklmnopqrstuvwxyz"


def marked_paragraphs(
    paragraphs: Sequence[Paragraph], outlet: Outlet, slug: str, moment: datetime, chance: Chance
) -> Iterator[Paragraph]:
    """The paragraphs with an outlet's own links, pictures and ids."""
    for number, paragraph in enumerate(paragraphs):
        links = _links(paragraph, outlet, chance) if paragraph.part is Part.BODY else ()
        image = (
            f"https://cdn.{outlet.host}/{moment.year}/{slug[:24].strip('-')}-{number}.jpg"
            if paragraph.part is Part.FIGURE
            else None
        )
        attributes = paragraph_id(outlet, number, moment, chance) if paragraph.part in STORY_PARTS else ()
        yield replace(paragraph, links=links, image=image, attributes=attributes)


def paragraph_id(outlet: Outlet, number: int, moment: datetime, chance: Chance) -> tuple[tuple[str, str], ...]:
    """The id that an outlet's editing system gives to its paragraph ``number``, as an attribute; nothing if it gives none."""
    match outlet.ids:
        case "cuid":
            milliseconds = int(moment.timestamp()) * 1000 + number * 1700 + chance.below(1000)
            made = f"c{_base36(milliseconds, 8)}{_base36(number, 4)}{outlet.host[:4]:0<4}{_base36(chance.below(36**8), 8)}"
            return (("data-uri", f"cms.{outlet.host}/_components/paragraph/instances/{made}@published"),)
        case "uuid":
            digits = f"{chance.below(1 << 64):016x}{chance.below(1 << 64):016x}"
            made = f"{digits[:8]}-{digits[8:12]}-4{digits[13:16]}-a{digits[17:20]}-{digits[20:32]}"
            return (("data-block-id", made),)
        case "urn":
            return (("data-urn", f"urn:newsml:{outlet.host}:{moment:%Y%m%d}:{chance.below(10**7):07d}:{number}"),)
        case "number":
            return (("data-pid", f"{moment:%y%j}{number:03d}"),)
        case _:
            return ()


def _links(paragraph: Paragraph, outlet: Outlet, chance: Chance) -> tuple[tuple[str, str], ...]:
    anchors = [match[0] for match in _ANCHOR.finditer(paragraph.text)]
    if not anchors or not chance.happens(_LINKED):
        return ()
    anchor = chance.pick(anchors)
    path = "-".join(re.findall(r"[a-z0-9]+", anchor.lower()))
    if chance.happens(_OWN_LINKS):
        return ((anchor, f"{outlet.home}/topics/{path}"),)
    return ((anchor, f"https://en.wikipedia.org/wiki/{anchor.replace(' ', '_')}"),)


def _base36(number: int, width: int) -> str:
    digits = ""
    for _ in range(width):
        number, digit = divmod(number, 36)
        digits = _BASE36[digit] + digits
    return digits
