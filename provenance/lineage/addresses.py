"""Names that a copy took over from its source: the tail of its address, its pictures' files, the suffix of its title.

A page that is called one thing and filed under another took the address from somewhere; the page whose title the address
repeats is where it came from.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from provenance.lineage.claims import path_of
from provenance.lineage.family import Family
from provenance.model import Document, Evidence
from provenance.settings import EvidenceWeights
from provenance.text.hosts import brand_matches_host, same_site

_FEWEST_WORDS = 3
"""Words of a slug that make it a title's, not a section's."""
_SAME = 0.8
"""Share of a slug's words that must stand in a title for the slug to be made of it: publishing software drops small words."""
_LETTERS = re.compile(r"[^\W_]+")
_IMAGE = re.compile(r"(?<![\w-])([\w-]{6,}+)\.(?:jpe?g|png|gif|webp|avif)\b", re.IGNORECASE)
_SUFFIX = re.compile(r"\s(?:\||-|–|—|::|»)\s(?P<name>[^|»]{2,40})$")


def address_evidence(family: Family, source: str, copy: str, weights: EvidenceWeights) -> tuple[Evidence, ...]:
    """Signs that the copy kept a name its source had."""
    there, here = family.documents[source], family.documents[copy]
    return (*_slug(there, here, weights), *_suffix(there, here, weights), *_images(there, here, weights))


def slug_words(document: Document) -> frozenset[str]:
    """Words of the last part of a document's address, empty if it has none or it is not made of words."""
    path = path_of(document.metadata.url or "")
    tail = path.rsplit("/", 1)[-1].rsplit(".", 1)[0]
    words = frozenset(word for word in _LETTERS.findall(tail.lower()) if not word.isdigit())
    return words if len(words) >= _FEWEST_WORDS else frozenset()


def _title_words(document: Document) -> frozenset[str]:
    return frozenset(_LETTERS.findall((document.metadata.title or "").lower()))


def _slug(there: Document, here: Document, weights: EvidenceWeights) -> Iterator[Evidence]:
    slug, own, other = slug_words(here), _title_words(here), _title_words(there)
    if not slug or not own or not other:
        return
    if len(slug & other) >= _SAME * len(slug) and len(slug & own) < _SAME * len(slug):
        yield Evidence(
            kind="slug_reuse",
            log_odds=weights.slug_reuse,
            note=f"its address repeats the title of {there.id} (“{here.metadata.url}”), not its own",
        )


def _suffix(there: Document, here: Document, weights: EvidenceWeights) -> Iterator[Evidence]:
    host, other = here.host, there.host
    suffix = _SUFFIX.search(here.metadata.title or "")
    if host is None or other is None or suffix is None or same_site(host, other):
        return
    name = suffix["name"].strip()
    if brand_matches_host(name, other) and not brand_matches_host(name, host):
        yield Evidence(
            kind="slug_reuse",
            log_odds=weights.slug_reuse,
            note=f"its title ends in the name of {there.id}'s outlet, “{name}”",
        )


def _images(there: Document, here: Document, weights: EvidenceWeights) -> Iterator[Evidence]:
    """A picture's file of this page is named after the other page's title, and not after its own."""
    own, other = _title_words(here), _title_words(there)
    for name, words in _files(here):
        if len(words & other) >= _SAME * len(words) and len(words & own) < _SAME * len(words):
            yield Evidence(
                kind="slug_reuse",
                log_odds=weights.file_reuse,
                note=f"the picture “{name}” is named after the title of {there.id}, not after its own",
            )
            return


def _files(document: Document) -> list[tuple[str, frozenset[str]]]:
    found = []
    for block in document.blocks:
        for link in block.links:
            match = _IMAGE.search(link.url) if link.kind == "image" else None
            words = frozenset(word for word in _LETTERS.findall(match[1].lower()) if not word.isdigit()) if match else frozenset()
            if match and len(words) >= _FEWEST_WORDS:
                found.append((match[0], words))
    return found
