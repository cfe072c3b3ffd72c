"""Lines in which a publisher says who pays for a text, or that it must not be copied, told by their wording.

Notices of named issuers are found by patterns elsewhere; these name nobody.
"""

from __future__ import annotations

import re
from functools import lru_cache

_REMEMBERED = 1 << 10
_LINE_CHARS = 600
"""Longer texts are no line of this kind."""
_DISCLOSURE = re.compile(
    r"\b(?:may|might|will|could|we) (?:also )?(?:earn|receive|get|make|be paid|collect)s?\b[^.]{0,40}\b"
    r"(?:commissions?|compensation|(?:share|portion|percentage|cut) of (?:the |any )?(?:sales?|revenue|purchase|proceeds))\b"
    r"|\b(?:contains?|includes?|may (?:contain|include|have)|uses?|using)\b[^.]{0,40}\b"
    r"(?:affiliate|referral)\b[^.]{0,20}\blinks?\b"
    r"|\bincome[- ]earning\b[^.]{0,20}\baffiliate links\b"
    r"|\b(?:post|article|story|shop|review|video) (?:is|was|has been) (?:sponsored|compensated|paid for) by\b"
    r"|\b(?:all )?(?:the )?(?:views and )?opinions (?:expressed )?(?:here |in this (?:article|post|column) )?are (?:entirely )?"
    r"(?:mine|my own|our own|those of the (?:author|writer|individual))\b"
    r"|\bviews? (?:and opinions? )?expressed\b[^.]{0,80}\b(?:do|does) not (?:necessarily )?(?:reflect|represent)\b"
    r"|\bopinions? expressed by\b[^.]{0,60}\bare (?:their|his|her) own\b"
    r"|\bviews? and [\w ]{0,20}(?:tips?|opinions?)\b[^.]{0,80}\bare (?:their|his|her) own\b"
    r"|\b(?:may|must) not be (?:published|reproduced|republished)\b[^.]{0,60}\b"
    r"(?:broadcast|rewritten|redistributed|permission|consent)\b"
    r"|\bsubject to copyright\b|무단\s?전재",
    re.IGNORECASE,
)


def is_disclosure(line: str) -> bool:
    """Whether a folded line discloses payment, disowns what is said, or forbids copying, without naming an issuer.

    Examples:
        >>> is_disclosure("When you buy through links on our site, we may earn an affiliate commission.")
        True
        >>> is_disclosure("The bank may earn more than it did last year."), is_disclosure("He paid the commission.")
        (False, False)

    """
    return len(line) <= _LINE_CHARS and _has_cue(line) and _is_disclosure(line)


def _has_cue(line: str) -> bool:
    """Whether a line has a word that every such line has: nearly every paragraph is done with after it."""
    return (
        "ommission" in line
        or "ompensat" in line
        or "hare of" in line
        or "ortion of" in line
        or "ercentage of" in line
        or "cut of" in line
        or "ffiliate" in line
        or "eferral" in line
        or "ponsored by" in line
        or "aid for by" in line
        or "pinions" in line
        or "expressed" in line
        or "not be " in line
        or "copyright" in line
        or "무단" in line
    )


@lru_cache(maxsize=_REMEMBERED)
def _is_disclosure(line: str) -> bool:
    return _DISCLOSURE.search(line) is not None
