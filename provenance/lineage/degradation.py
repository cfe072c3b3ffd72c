"""Damage that copying does and that nobody repairs: it orients two copies where their wording alone does not.

Damage that two copies have in common and a third has not ties these two together, in no direction.

Each sign is one-way in practice: a page that shows ``&amp;#8217;``, breaks off in the middle of a sentence or speaks of a
picture it does not have was made from one that was whole. Typographic quotation marks and dashes are no sign: publishing
software sets and removes them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from provenance.lineage.family import Family
from provenance.model import COMPARED_ROLES, Block, Document, Evidence, Format
from provenance.settings import EvidenceWeights
from provenance.text.disguise import disguised_word
from provenance.text.words import fold_space

_GARBLED = re.compile(r"\ufffd|[ÃÂ][\u0080-\u00bf]|â€.")
"""A lost character, or UTF-8 read as Latin-1 or Windows-1252."""
_ESCAPED = re.compile(r"&(?:amp;)?(?:#\d{2,5}|#x[0-9a-fA-F]{2,4}|[a-z]{2,6});")
"""A character reference that was escaped once too often; Markdown writes characters so."""
_BROKEN_OFF = re.compile(
    r"(?:…|\.\.\.|\[(?:…|\.\.\.)\])?(?<!\s)\s*+(?:[(\[]?(?:read|continue|full) (?:more|reading|story)\b.{0,40})?$", re.IGNORECASE
)
"""How a shortened text ends: an ellipsis, an invitation to read on, or nothing."""
_ENDED = re.compile(r"[.!?…:;\"'”’»)\]]$")
_POINTER = re.compile(
    r"\((?:see|click)\b[^)]{0,60}\)|\b(?:chart|graphic|photo|picture|pictured|image|map|table|video|graph) (?:above|below)\b"
    r"|\b(?:above|below),? (?:chart|graphic|photo|image|map|table|video)\b|\bpictured (?:above|below|left|right)\b",
    re.IGNORECASE,
)
"""Words that send the reader to something beside the text."""
_FEWEST_LINKS = 2
"""Links that one copy must have, and the other lack, before their loss says anything."""


def degradation_evidence(family: Family, source: str, copy: str, weights: EvidenceWeights) -> tuple[Evidence, ...]:
    """Signs that the copy's text is the other's with damage done to it; the signs in the other direction are not looked at."""
    pairs = _block_pairs(family, source, copy)
    signs = (*_characters(family, copy, pairs, weights), *_shared_damage(family, source, copy, pairs, weights))
    signs = (*signs, *_cut_sentence(family, source, copy, pairs, weights))
    return (*signs, *_pointer(family, source, copy, pairs, weights), *_links(family, source, copy, pairs, weights))


_Sides = Sequence[tuple[Block, str, Block, str]]
"""Matched blocks: the source's block and its text, the copy's block and its text, in the copy's order."""


def _block_pairs(family: Family, source: str, copy: str) -> _Sides:
    there, here = family.documents[source], family.documents[copy]
    matched = family.matched_blocks(copy, source)
    return [
        (
            there.block_by_id[matched[block.id]],
            there.block_by_id[matched[block.id]].span.of(there.text),
            block,
            block.span.of(here.text),
        )
        for block in here.blocks
        if block.id in matched
    ]


def _characters(family: Family, copy: str, pairs: _Sides, weights: EvidenceWeights) -> Iterator[Evidence]:
    damaged = _garbled if family.documents[copy].format is Format.MARKDOWN else _damage
    found = [(block, damage) for _, before, block, text in pairs if (damage := damaged(text)) and not damaged(before)]
    if found:
        yield Evidence(
            kind="degradation",
            log_odds=weights.damaged_characters,
            note=f"characters damaged here are whole there (“{found[0][1]}” in {len(found)} blocks)",
            where=tuple(block.id for block, _ in found),
        )


def _shared_damage(family: Family, source: str, copy: str, pairs: _Sides, weights: EvidenceWeights) -> Iterator[Evidence]:
    """Both texts are damaged in the same words, and somebody has these words whole."""
    found = [
        (block, words)
        for _, before, block, text in pairs
        if (words := _damaged_words(text) & _damaged_words(before)) and _is_whole_elsewhere(family, copy, block, words, source)
    ]
    if found:
        shown = min(min(words) for _, words in found)
        yield Evidence(
            kind="degradation",
            log_odds=weights.shared_damage,
            note=f"the same characters are damaged in both (“{shown}” in {len(found)} blocks) and whole in other copies",
            where=tuple(block.id for block, _ in found),
        )


def _is_whole_elsewhere(family: Family, copy: str, block: Block, words: frozenset[str], source: str) -> bool:
    for other in family.holders(copy, block.id):
        if other != source:
            document = family.documents[other]
            text = document.block_by_id[family.matched_blocks(copy, other)[block.id]].span.of(document.text)
            if words.isdisjoint(_damaged_words(text)):
                return True
    return False


@lru_cache(maxsize=1 << 16)
def _damaged_words(text: str) -> frozenset[str]:
    """The words of a block that are damaged; escaped characters are not counted, which Markdown writes."""
    return frozenset(word for word in text.split() if _garbled(word)) if _garbled(text) else frozenset()


@lru_cache(maxsize=1 << 16)
def _damage(text: str) -> str | None:
    """The first damaged character of a block; every pair of copies asks for the same blocks."""
    match = _ESCAPED.search(text)
    return _garbled(text) or (match[0] if match else None)


@lru_cache(maxsize=1 << 16)
def _garbled(text: str) -> str | None:
    """The first garbled character, or the first word that is not what it seems."""
    match = _GARBLED.search(text)
    return match[0] if match else disguised_word(text)


@lru_cache(maxsize=1 << 16)
def _points(text: str) -> str | None:
    match = _POINTER.search(text)
    return fold_space(match[0]) if match else None


def _cut_sentence(family: Family, source: str, copy: str, pairs: _Sides, weights: EvidenceWeights) -> Iterator[Evidence]:
    """The copy's last words stand in the middle of a sentence that goes on in the source."""
    if not pairs or pairs[-1][2] is not _last_compared(family.documents[copy]):
        return
    _, before, block, text = pairs[-1]
    kept, whole = _kept(text), _folded(before)
    at = whole.find(kept[-_TAIL:])
    if len(kept) < _TAIL or at < 0 or _ENDED.search(kept) or len(whole[at + _TAIL :].split()) < _FEWEST_WORDS:
        return
    yield Evidence(
        kind="degradation",
        log_odds=weights.cut_sentence,
        note=f"it breaks off in the middle of a sentence that goes on in {source}",
        where=(block.id,),
    )


def _last_compared(document: Document) -> Block | None:
    return next((block for block in reversed(document.blocks) if block.role in COMPARED_ROLES), None)


@lru_cache(maxsize=1 << 14)
def _kept(text: str) -> str:
    """A block without the mark of having been shortened; every pair of copies asks for the same blocks."""
    return fold_space(_BROKEN_OFF.sub("", text.rstrip()))


@lru_cache(maxsize=1 << 14)
def _folded(text: str) -> str:
    return fold_space(text)


_TAIL = 30
"""Characters at the end of a text that are looked for in the other."""
_FEWEST_WORDS = 2
"""Words by which the sentence must go on there."""


def _pointer(family: Family, source: str, copy: str, pairs: _Sides, weights: EvidenceWeights) -> Iterator[Evidence]:
    """The text speaks of a picture or table that stands in the source and not here."""
    if copy in family.illustrated or source not in family.illustrated:
        return
    found = [(block, words) for _, _, block, text in pairs if (words := _points(text))]
    if found:
        yield Evidence(
            kind="dangling_reference",
            log_odds=weights.dangling_reference,
            note=f"“{found[0][1]}” points at something that stands in {source} and not here",
            where=tuple(block.id for block, _ in found),
        )


def _links(family: Family, source: str, copy: str, pairs: _Sides, weights: EvidenceWeights) -> Iterator[Evidence]:
    """Links inside the shared text are gone, from a document that can hold links."""
    if family.documents[copy].format is Format.PLAIN_TEXT:
        return
    there = sum(_count(block) for block, _, _, _ in pairs)
    here = sum(_count(block) for _, _, block, _ in pairs)
    if there >= _FEWEST_LINKS and not here:
        yield Evidence(
            kind="degradation",
            log_odds=weights.lost_links,
            note=f"{there} links inside the shared text of {source} are missing here",
            where=tuple(block.id for other, _, block, _ in pairs if _count(other)),
        )


def _count(block: Block) -> int:
    return sum(link.kind == "link" for link in block.links)
