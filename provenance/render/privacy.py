"""Personal data that no reader of a report needs: e-mail addresses and telephone numbers are masked."""

from __future__ import annotations

import re

PHONE = "[telephone number]"

_EMAIL = re.compile(r"[\w.+-]{1,64}@([\w-]{1,63}(?:\.[\w-]{1,63}){1,8})")
_PHONE = re.compile(r"(?<![\w+])(?:\+|00|\()\d[\d\s().\-/\u00a0\u2011\u2013]{6,22}\d(?!\w)")
"""Numbers in international or bracketed form; bare digits are left alone, for they are mostly years, sums and counts."""
_PHONE_DIGITS = range(8, 16)
"""ITU-T E.164: at most 15 digits; shorter than 8 is no full number."""


def mask(text: str) -> str:
    """``text`` with telephone numbers and the names in e-mail addresses replaced by what they are.

    The host of an address stays, for it may be what shows a source.

    Examples:
        >>> mask("Write to desk@example.org or call +44 20 7946 0958 by 4 July 2025.")
        'Write to [e-mail at example.org] or call [telephone number] by 4 July 2025.'

    """
    return _PHONE.sub(_masked_phone, _EMAIL.sub(r"[e-mail at \1]", text))


def _masked_phone(found: re.Match[str]) -> str:
    return PHONE if sum(letter.isdigit() for letter in found[0]) in _PHONE_DIGITS else found[0]
