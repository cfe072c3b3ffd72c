"""The same corpus with something taken away: claims, dates, mark-up, or the originals themselves.

A condition changes what a system may use and, only where documents are removed, the truth with it. What pairs share is not
compared again unless documents are removed: dates decide only which pairs of a very large family are compared.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from provenance.evaluation.chance import Chance
from provenance.evaluation.originals import hide_originals
from provenance.evaluation.prepared import Prepared
from provenance.evaluation.truth import Truth
from provenance.lineage.claims import NAMING
from provenance.model import Block, DateRange, Document, Metadata, Role, Signal

Condition = Callable[[Prepared], Prepared]

WRONG_SHARE = 0.3
"""Share of the dated documents whose date is made wrong: the share the targets are set for."""
WRONG_SEED = 1
"""Which documents these are; another seed gives another choice."""
_BORROWED_SHARE = 0.5
"""Of the wrong dates, the share taken from another document (a date inherited or re-set); the others are shifted."""
_MOST_DAYS = 30
"""Days a date is shifted by at most, to either side: a month covers most imports and redesigns of a site."""
_ISO_DAY = len("2025-07-03")


def all_evidence(prepared: Prepared) -> Prepared:
    """The corpus as it is."""
    return prepared


def without_claims(prepared: Prepared) -> Prepared:
    """Without the signals that name a source by themselves, and without any signal that stands in a credit line.

    Lines stay in the text; what only supports a claim (links, images, a narration that says "told X") stays too. No hidden source
    counts as named any more.
    """
    signals = {
        document.id: tuple(_unclaiming(document, prepared.signals.get(document.id, ()))) for document in prepared.documents
    }
    return replace(prepared, signals=signals, truth=_unnamed(prepared.truth))


def _unnamed(truth: Truth) -> Truth:
    """The truth of a corpus in which no document names a source any more."""
    return replace(truth, hidden={name: replace(source, named=False) for name, source in sorted(truth.hidden.items())})


def _unclaiming(document: Document, signals: Iterable[Signal]) -> Iterable[Signal]:
    credit = {block.id for block in document.blocks if block.role is Role.CREDIT}
    for signal in signals:
        elsewhere = tuple(block for block in signal.blocks if block not in credit)
        if signal.kind not in NAMING and (elsewhere or not signal.blocks):
            yield replace(signal, blocks=elsewhere)


def without_dates(prepared: Prepared) -> Prepared:
    """Without any date read of a document: its own, the bounds on it, those its text and its signals mention.

    Dates written in the text, and addresses with a date in them, stay as they are.
    """
    return replace(
        prepared,
        documents=tuple(
            replace(document, metadata=replace(document.metadata, published=None, updated=None, not_before=None, mentioned=()))
            for document in prepared.documents
        ),
        signals={
            name: tuple(replace(signal, date=None) for signal in signals) for name, signals in sorted(prepared.signals.items())
        },
    )


def wrong_dates(prepared: Prepared, share: float = WRONG_SHARE, seed: int = WRONG_SEED) -> Prepared:
    """With ``share`` (in [0, 1]) of the dated documents dated wrongly, by another document's date or by some days.

    Which documents, and how, follows from ``seed`` and their ids alone. Bounds that the text itself sets stay.
    """
    dated = [document for document in prepared.documents if document.metadata.published or document.metadata.updated]
    drawn = sorted(dated, key=lambda document: (Chance(seed, "chosen", document.id).uniform(), document.id))
    chosen = {document.id for document in drawn[: round(share * len(drawn))]}
    return replace(
        prepared,
        documents=tuple(
            replace(document, metadata=_misdated(document, dated, Chance(seed, "date", document.id)))
            if document.id in chosen
            else document
            for document in prepared.documents
        ),
    )


def _misdated(document: Document, dated: Sequence[Document], chance: Chance) -> Metadata:
    own = document.metadata
    others = [other.metadata for other in dated if _dates(other.metadata) != _dates(own)]
    if others and chance.happens(_BORROWED_SHARE):
        other = chance.pick(others)
        return replace(own, published=other.published, updated=other.updated)
    days = 1 + chance.below(_MOST_DAYS)
    days = days if chance.happens(0.5) else -days
    return replace(own, published=shifted(own.published, days), updated=shifted(own.updated, days))


def _dates(metadata: Metadata) -> tuple[DateRange | None, DateRange | None]:
    return metadata.published, metadata.updated


def shifted(date: DateRange | None, days: int) -> DateRange | None:
    """A date so many days later, in the same form; ``None`` stays ``None``.

    Examples:
        >>> day = DateRange(earliest="2025-02-27", latest="2025-02-27", timezone=None, basis="text")
        >>> shifted(day, 2).earliest
        '2025-03-01'

    """
    if date is None:
        return None
    return replace(
        date, earliest=_shifted(date.earliest, days), latest=_shifted(date.latest, days), written=_shifted_written(date, days)
    )


def _shifted(iso: str, days: int) -> str:
    moved = datetime.fromisoformat(iso) + timedelta(days=days)
    if len(iso) == _ISO_DAY:
        return moved.date().isoformat()
    return moved.isoformat().replace("+00:00", "Z") if iso.endswith("Z") else moved.isoformat()


def _shifted_written(date: DateRange, days: int) -> str | None:
    try:
        return date.written and _shifted(date.written, days)
    except ValueError:  # part of a date, as it stands in the document
        return None


def without_claims_or_dates(prepared: Prepared) -> Prepared:
    """Without both: what is left is the text, its mark-up and what only supports a claim."""
    return without_dates(without_claims(prepared))


def text_only(prepared: Prepared) -> Prepared:
    """Only words and what each block is for: no signals, dates, addresses, publishers, authors or mark-up."""
    return replace(
        prepared,
        truth=_unnamed(prepared.truth),
        documents=tuple(
            replace(
                document,
                blocks=tuple(_bare(block) for block in document.blocks),
                metadata=Metadata(title=document.metadata.title, language=document.metadata.language),
                head=(),
            )
            for document in prepared.documents
        ),
        signals={document.id: () for document in prepared.documents},
    )


def _bare(block: Block) -> Block:
    return Block(id=block.id, role=block.role, span=block.span, asides=block.asides)


def without_originals(prepared: Prepared) -> Prepared:
    """Without the originals of the known families with two further members or more: they become hidden sources.

    See ``provenance.evaluation.originals``.
    """
    return hide_originals(prepared)


CONDITIONS: Mapping[str, Condition] = {
    "all evidence": all_evidence,
    "no claims": without_claims,
    "no dates": without_dates,
    "no claims or dates": without_claims_or_dates,
    "wrong dates": wrong_dates,
    "text only": text_only,
    "no originals": without_originals,
}
"""Conditions by the name that tables give them, in the order of the tables."""
