"""The shingles by which the documents of an archive are found again."""

from __future__ import annotations

import hashlib

from provenance.matching import Hashes, compared_text, distinct
from provenance.model import Block, Document, Format, Metadata, Role, Span

_PROBE = (
    "The U.S. council’s 3,400 members voted “no” on 4 July — Zoë Müller said: it’s a long-standing, well-known ｆｕｌｌ-width "
    "cafe\u0301 of 21 per cent; twenty-one people re\u00adsigned in Санкт-Петербург, 東京 and naïve A.B.C. at 10.30 p.m."
)
"""A sentence with what splitting and normalising words can do differently: points, hyphens, accents, numbers, scripts."""


def shingles_of(document: Document, words: int) -> Hashes:
    """The distinct shingles of ``words`` words in the wording that is the document's own, sorted."""
    return distinct(compared_text(document, words).shingles)


def probe(words: int) -> str:
    """What this program's way of making shingles gives for a fixed text, as hex digits.

    Archives whose probes differ hold shingles that mean different words.
    """
    block = Block(id="probe:p01", role=Role.BODY, span=Span(0, len(_PROBE)))
    document = Document(
        id="probe",
        path="probe",
        sha256="",
        format=Format.PLAIN_TEXT,
        encoding="utf-8",
        text=_PROBE,
        blocks=(block,),
        metadata=Metadata(),
    )
    return hashlib.sha256(shingles_of(document, words).astype("<u8").tobytes()).hexdigest()[:16]
