"""Outlets that a text speaks as, recognised by the names of the outlets among the documents themselves.

What an outlet is called cannot be told from a name alone ("told Blick"); but where a document of that very outlet holds the same
text, its name in the narration of a copy is as good as one that has a newspaper's noun in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from provenance.model import COMPARED_ROLES, Block, Document, Signal, SignalKind
from provenance.text.hosts import brand_key, same_site
from provenance.text.sentences import quoted_spans

_SHORTEST = 4
"""Letters and digits of a name from which it is looked for: shorter ones are words of too many languages."""
_TELLING = (
    r"told|tells|said to|confirmed to|spoke to|speaking to|(?:interview|conversation) with|(?:statement|email|e-mail) to|"
    r"(?:seen|obtained|reviewed|reached|contacted) by|"
    r"sagte|gesagt|erklärte|teilte|mitteilte|gegenüber|im gespräch mit|interview mit|auf anfrage|liegt|liegen|"
    r"a déclaré|ont déclaré|a confié|a expliqué|a indiqué|entretien (?:avec|accordé)|interview accordée|interrogée? par|"
    r"dijo|declaró|explicó|confirmó|aseguró|contó|entrevista con|"
    r"disse|afirmou|declarou|contou|explicou|em entrevista|"
    r"ha detto|ha dichiarato|ha spiegato|ha raccontato|(?:intervista|colloquio) (?:con|concessa)|"
    r"сказал[аи]?|рассказал[аи]?|сообщил[аи]?|заявил[аи]?|пояснил[аи]?|в интервью|в беседе с"
)
_LINK = (
    r"(?:the |newspaper |dem |der |des |den |die |das |von |vom |zeitung |au |aux |à |à la |à l[’']|le |la |les |al |a la |ao |"
    r"an? |alla |allo |all[’']|il |lo |el |o |os |diario |jornal |изданию |газете |порталу |журналу |[«\"“]){0,3}"
)
_BEFORE = re.compile(rf"\b(?:{_TELLING})\s+{_LINK}$", re.IGNORECASE)
"""How narrations in English, German, French, Spanish, Portuguese, Italian and Russian lead up to whom was spoken to."""
_BEHIND = re.compile(r"[»\"”]? (?:को बताया|से कहा|को कहा|से बातचीत|को दिए)")
"""In Hindi the verb stands behind it."""
_READ = 90
"""Code points before a name in which its verb stands."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Brand:
    name: str
    host: str | None


def brand_signals(documents: Mapping[str, Document]) -> dict[str, tuple[Signal, ...]]:
    """For each of some documents that share text, the others' outlets that its narration says were spoken to."""
    every = {brand for document in documents.values() for brand in _brand(document)}
    brands = sorted(every, key=lambda brand: (brand.name, brand.host or ""))
    return {name: tuple(_found(document, brands)) for name, document in documents.items()} if brands else {}


def _brand(document: Document) -> Iterator[_Brand]:
    publisher = document.metadata.publisher
    if publisher is not None and publisher.name and len(brand_key(publisher.name)) >= _SHORTEST:
        yield _Brand(name=publisher.name, host=publisher.host)


def _found(document: Document, brands: Iterable[_Brand]) -> Iterator[Signal]:
    for brand in brands:
        if brand.name not in document.text or _is_own(document, brand):
            continue
        for block in document.blocks:
            place = _spoken_to(document, block, brand.name) if block.role in COMPARED_ROLES else -1
            if place >= 0:
                yield Signal(
                    kind=SignalKind.SELF_REFERENCE,
                    value=document.text[max(block.span.start, place - _READ) : place + len(brand.name)].strip(),
                    basis="brand of another document",
                    strength=2,
                    host=brand.host,
                    organisation=brand.name,
                    blocks=(block.id,),
                )
                break


def _is_own(document: Document, brand: _Brand) -> bool:
    publisher = document.metadata.publisher
    if publisher is None:
        return False
    is_named = publisher.name is not None and brand_key(publisher.name) == brand_key(brand.name)
    return is_named or same_site(publisher.host, brand.host)


def _spoken_to(document: Document, block: Block, name: str) -> int:
    """Where a block's narration, not speech in it, has a name behind or before a verb of telling; -1 if nowhere."""
    text = block.span.of(document.text)
    start = text.find(name)
    while start >= 0:
        end = start + len(name)
        is_word = not text[start - 1 : start].isalnum() and not text[end : end + 1].isalnum()
        before = text[max(0, start - _READ) : start]
        if is_word and (_BEFORE.search(before) or _BEHIND.match(text, end)) and not _is_quoted(text, start, name):
            return block.span.start + start
        start = text.find(name, end)
    return -1


def _is_quoted(text: str, place: int, name: str) -> bool:
    """Whether a name stands in quoted speech; marks around nothing but the name are no speech."""
    spans = quoted_spans(text)
    return any(span.start <= place < span.end and span.end - span.start > len(name) for span in spans)
