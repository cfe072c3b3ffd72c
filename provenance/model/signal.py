"""A trace of where a document came from, found in the document itself."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from provenance.model.document import DateRange


class SignalKind(StrEnum):
    """Kinds of provenance signal; ``docs/reference`` lists what each looks like."""

    ATTRIBUTION_LINE = "attribution_line"
    CMS_COMPONENT_ID = "cms_component_id"
    CANONICAL_LINK = "canonical_link"
    SYNDICATION_META = "syndication_meta"
    ORIGINAL_SOURCE_META = "original_source_meta"
    SCHEMA_IS_BASED_ON = "schema_is_based_on"
    IMPORTER_META = "importer_meta"
    FEED_SOURCE = "feed_source"
    TRACKING_PIXEL = "tracking_pixel"
    WIRE_CREDIT = "wire_credit"
    AGENCY_DATELINE = "agency_dateline"
    COPYRIGHT_LINE = "copyright_line"
    DISCLAIMER = "disclaimer"
    SELF_REFERENCE = "self_reference"
    FOREIGN_LINK = "foreign_link"
    FOREIGN_IMAGE = "foreign_image"
    BYLINE_AFFILIATION = "byline_affiliation"
    CREATIVE_COMMONS_NOTICE = "creative_commons_notice"
    PRESS_RELEASE_LINE = "press_release_line"
    DPA_ID = "dpa_id"
    GUID_HOST = "guid_host"
    SAVED_FROM = "saved_from"
    TRANSLATED_FROM = "translated_from"
    EMBEDDED_POST = "embedded_post"
    POWERED_BY = "powered_by"


@dataclass(frozen=True, slots=True, kw_only=True)
class Signal:
    """One signal in one document.

    ``value`` is what was found, verbatim or decoded (an id, a line, a URL). ``host`` is the host it
    names and ``organisation`` the name it gives, either may be unknown. ``blocks`` are the ids of the
    blocks it stands in, empty for the head of a page. ``basis`` names the pattern or attribute that found it.
    ``strength`` is 1 (noise) to 5 (names the source item, hardly by accident). ``own_site`` says that it
    points at the document's own site and so is no evidence of copying. ``date`` is a time the
    signal itself carries (a clock inside an id, an embedded post's day). ``title`` is the source's title
    where the signal quotes it, ``url`` its address where given. ``details`` lists what else
    is worth telling (``fingerprint=3b6m``, ``missing_counter=000d``), as ``name=value``.
    """

    kind: SignalKind
    value: str
    basis: str
    strength: int
    host: str | None = None
    organisation: str | None = None
    blocks: tuple[str, ...] = ()
    own_site: bool = False
    date: DateRange | None = None
    title: str | None = None
    url: str | None = None
    details: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.strength not in range(1, 6):
            message = f"a signal's strength is 1 to 5, not {self.strength}"
            raise ValueError(message)
