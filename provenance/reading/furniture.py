"""Lines of page furniture, bylines and date lines, told by their wording alone."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from provenance.reading.furniture_words import (
    ANYWHERE,
    BYLINE_STARTS,
    NOTICE_LABELS,
    OUTSIDE_BODY,
    PUBLISHED_LABELS,
    UPDATED_LABELS,
)
from provenance.text.calendar_words import MONTHS, WEEKDAYS
from provenance.text.dates import DateMention, find_dates
from provenance.text.words import fold_space

_LINE_CHARS = 400
"""Longer texts are no furniture."""
_REMEMBERED = 1 << 12
"""Lines remembered: those around articles come again on every page of a site; 2 MB at most."""
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_PHONE_DIGITS = re.compile(r"[0-9\u0660-\u1fff\u3000-\U0010ffff](?<=\d)[\d\s().-]{6,}\d")
"""Digits with signs between them; the class they begin with holds every digit and passes over Latin text twice as fast."""
_PHONE = re.compile(rf"\+?{_PHONE_DIGITS.pattern}")
_CONTACT_LABEL = re.compile(
    r"^(?:e-?mail|contacts?(?: us)?|phone|tel(?:e?phone|e?fon|éfono)?|mobile|fax|call(?: us)?|whatsapp|correo(?: electrónico)?"
    r"|adresse|address)\b[\s.:]*",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Patterns:
    """Patterns of short lines, each with the most words a line of its has.

    ``any_of`` holds wherever one of them does: nearly every line is done with after it.
    """

    any_of: re.Pattern[str]
    most_words: int
    each: tuple[tuple[re.Pattern[str], int], ...]

    def open(self, text: str, words: int) -> bool:
        """Whether one of them stands at the beginning of a line."""
        if words > self.most_words or self.any_of.match(text) is None:
            return False
        return any(words <= most and pattern.match(text) is not None for pattern, most in self.each)

    def stand_in(self, text: str, words: int) -> bool:
        """Whether one of them stands anywhere in a line."""
        if words > self.most_words or self.any_of.search(text) is None:
            return False
        return any(words <= most and pattern.search(text) is not None for pattern, most in self.each)


def _compiled(*patterns: tuple[str, int]) -> _Patterns:
    return _Patterns(
        any_of=re.compile("|".join(f"(?:{pattern})" for pattern, _ in patterns), re.IGNORECASE),
        most_words=max(most for _, most in patterns),
        each=tuple((re.compile(pattern, re.IGNORECASE), most) for pattern, most in patterns),
    )


_OPENINGS = _compiled(
    (r"share (?:this|on|via|with|to)\b", 8),
    (r"(?:please )?(?:follow|like) (?:us|@\w+)\b", 16),
    (r"follow .+ on (?:twitter|x|facebook|instagram|google|whatsapp|telegram|linkedin|threads|bluesky)\b", 20),
    (r"(?:click|tap) (?:here|below) to (?:share|subscribe|sign|follow|print|tweet)", 20),
    (r"(?:read|show|see|load|view) (?:more|less|next)\b(?!:)", 8),
    (
        (
            r"(?:read (?:more|also|next)|also read|see also|related(?: \w+)?|more on this|don.t miss|watch(?: now)?|"
            r"lire aussi|à lire aussi|"
            r"lesen sie auch|mehr zum thema|leia (?:também|mais)|leggi anche|lee (?:también|más)|te puede interesar)\s?[:|]"
        ),
        30,
    ),
    (r"(?:subscribe|sign up|register)\b.*\b(?:newsletters?|inbox|e-?mail|updates|alerts|free|today|now)\b", 30),
    (
        (
            r"(?:\d[\d,.]*k?|no) (?:comments?|shares?|views?|likes?|replies|reads|kommentare?|commentaires?|comentarios?|"
            r"comentários?|commenti)$"
        ),
        4,
    ),
    (r"\d+ ?(?:-|–)? ?min(?:ute)?s?(?: read)?$", 8),
    (
        (
            r"(?:tags?|filed under|categor(?:y|ies)|posted in|topics?|keywords?|schlagw(?:ort|örter)|etiquetas|mots[- ]clés|"
            r"tag(?:ged)?)\s?[:|]"
        ),
        40,
    ),
    (r"(?:back )?to (?:the )?top\b", 16),
    (r"skip to\b", 6),
    (r"(?:your email address will not be published|required fields are marked|save my name, email|notify me of)\b", 40),
    (r"(?:image|photo|story) \d+ of \d+$", 5),
)
"""Beginnings of lines, with the most words such a line has, that mean furniture wherever they stand."""
_PHRASES = _compiled(
    (r"\bmin(?:ute)?s? read$|\bread(?:ing)? time\b", 8),
    (r"\b(?:powered|designed|developed|hosted) by\b", 16),
    (r"\btranslate (?:in|to|into|this)\b", 9),
)
"""The same anywhere in a line."""
_OUTSIDE_OPENINGS = _compiled((r"(?:©|\(c\)|copyright\b).*\b(?:privacy|terms|cookies|sitemap|impressum|contact)\b", 40))
_OUTSIDE_PHRASES = _compiled(
    (r"\b(?:log ?in|sign ?in|sign ?up|log ?out|registration|my account)$", 4),
    (r"\bnewsletters?\b", 12),
)
"""The same that mean furniture only above or below the article: inside, such a line may be a heading."""
_LONGEST_ENTRY = max(map(len, ANYWHERE | OUTSIDE_BODY))
_EDGE_SIGNS = " »›→«‹←|•·"

_COOKIES = re.compile(
    r"\bcookies? (?:settings|policy|consent|preferences)\b|\b(?:we|sites?|website)\b.*\buses? cookies\b|"
    r"\baccept (?:all )?cookies\b",
    re.IGNORECASE,
)
_BYLINE = re.compile(rf"^(?:{'|'.join(BYLINE_STARTS)})\s*:?\s+(?=\S)", re.IGNORECASE)
_NAME_WORD = re.compile(r"[^\W\d_a-z][\w’'.-]*$")
_JOINING_WORDS = frozenset("and und et y e i & of for the de da di van von der del la le al bin in at | - – — •".split())
_BYLINE_WORDS = 20
_NUMBER = re.compile(r"\d")
_PROSE_WORD = re.compile(r"(?<![^\W_])[a-z]{5,}")
"""A word of a sentence; behind a date there are clocks, zones and names."""
_DATE_LEAD = re.compile(
    rf"(?<![\s|•·,/()\[:–—-])(?:[\s|•·,/()\[:–—-]|\b(?:{'|'.join(sorted((*MONTHS, *WEEKDAYS), key=len, reverse=True))})\b\.?"
    rf"|\b(?:{'|'.join(sorted((*PUBLISHED_LABELS, *UPDATED_LABELS), key=len, reverse=True))}|on|at)\b)++$",
    re.IGNORECASE,
)
"""The end of a line that leads to a date: a label, a weekday, a month, signs. Possessive: labels hold one another."""
_DATE_LINE_WORDS = 16
_DATE_REST_LETTERS = 12
"""Most letters beside a date in a line that is nothing but a date: a weekday, a time zone, a place."""
_CONTACT_REST_CHARS = 12
"""Longest words beside a labelled address or number: "ext", "desk", "or"."""
_YEAR_DIGITS = re.compile(r"\d{4}")
_LABEL_EDGE = re.compile(r"[|•·–—/(\[:]+|\s-\s")
"""Signs that part a date's label from what stands before it."""
_LABEL_WITH_MORE = re.compile(r"(.{3,30}?)\s(?:by|at|on|in|le|el|am|il|em)\s", re.IGNORECASE)


class DateLabel(StrEnum):
    """What a date line says its date is."""

    PUBLISHED = "published"
    UPDATED = "updated"
    UNLABELLED = "unlabelled"


def line_key(line: str) -> str:
    """A line as looked up in word lists: case folded, without digits and signs around it.

    Examples:
        >>> line_key("» Share this! «"), line_key("×")
        ('share this', '')

    """
    return fold_space(_without_signs(line)).casefold()


def _without_signs(line: str) -> str:
    start, end = 0, len(line)
    while start < end and not line[start].isalpha():
        start += 1
    while end > start and not line[end - 1].isalnum():
        end -= 1
    return line[start:end]


def is_furniture(line: str) -> bool:
    """Whether a line is page furniture wherever it stands: share buttons, contact details, cookie notices, signs alone.

    Examples:
        >>> is_furniture("SHARE"), is_furniture("E-mail: desk@example.org"), is_furniture("Taxes rise again")
        (True, True, False)

    """
    return len(line) <= _LINE_CHARS and _is_furniture(line)


@lru_cache(maxsize=_REMEMBERED)
def _is_furniture(line: str) -> bool:
    folded = fold_space(line)
    text = folded.strip(_EDGE_SIGNS)
    words = text.count(" ") + 1
    return (
        not any(map(str.isalnum, line))
        or _is_listed(folded, ANYWHERE)
        or _OPENINGS.open(text, words)
        or _PHRASES.stand_in(text, words)
        or _is_contact(line)
        or _is_cookie_notice(line)
    )


def _is_listed(folded: str, entries: frozenset[str]) -> bool:
    """Whether a line's key is an entry; case folding makes no text shorter, so that a long one need not be folded."""
    bare = _without_signs(folded)
    return len(bare) <= _LONGEST_ENTRY and bare.casefold() in entries


def is_furniture_outside_body(line: str) -> bool:
    """Whether a line is furniture if it stands above or below the article (``Home``, ``Contact us``, ``Member login``)."""
    return len(line) <= _LINE_CHARS and (_is_furniture(line) or _is_furniture_outside_body(line))


@lru_cache(maxsize=_REMEMBERED)
def _is_furniture_outside_body(line: str) -> bool:
    folded = fold_space(line)
    text = folded.strip(_EDGE_SIGNS)
    words = text.count(" ") + 1
    return _is_listed(folded, OUTSIDE_BODY) or _OUTSIDE_OPENINGS.open(text, words) or _OUTSIDE_PHRASES.stand_in(text, words)


def is_notice_label(line: str) -> bool:
    """Whether a line is the label of a legal notice that follows.

    Examples:
        >>> is_notice_label("Legal Disclaimer:"), is_notice_label("The disclaimer was read out.")
        (True, False)

    """
    return ":" in line and len(line) < _LINE_CHARS and line.rstrip().endswith(":") and line_key(line) in NOTICE_LABELS


def is_stand_alone(line: str) -> bool:
    """Whether a line is never part of a paragraph over several lines: furniture or a labelled date."""
    return is_furniture(line) or date_line(line) in {DateLabel.PUBLISHED, DateLabel.UPDATED}


def date_line(line: str) -> DateLabel | None:
    """Whether a line says when the document was published or updated; ``None`` if it is something else.

    Unlabelled means that nothing but a date stands there.

    Examples:
        >>> date_line("logo : | Updated On: 04-Jul-2025 @ 1:30 pm"), date_line("July 4, 2025 | 9:12 am")
        (<DateLabel.UPDATED: 'updated'>, <DateLabel.UNLABELLED: 'unlabelled'>)
        >>> date_line("On July 4, 2025, they met.") is None
        True

    """
    if len(line) > _LINE_CHARS or len(line.split()) > _DATE_LINE_WORDS:
        return None
    if not _YEAR_DIGITS.search(line):
        return None
    days = [mention for mention in find_dates(line) if mention.is_day]
    if not days:
        return None
    label = _label(line[: days[0].span.start])
    if label is not None:
        return label
    return DateLabel.UNLABELLED if _is_only_date(line, days[0]) else None


def labelled_dates(line: str) -> tuple[tuple[DateLabel, DateMention], ...]:
    """The days of a date line, each with the label that stands nearest before it."""
    found = []
    place = 0
    for mention in find_dates(line):
        if not mention.is_day:
            continue
        found.append((_label(line[place : mention.span.start]) or DateLabel.UNLABELLED, mention))
        place = mention.span.end
    return tuple(found)


def is_byline(line: str) -> bool:
    """Whether a line names who wrote the text: "By" and names, and nothing else.

    Examples:
        >>> is_byline("By Jane Doe, Staff Writer"), is_byline("By the end of the year"), is_byline("By John.")
        (True, False, False)
        >>> is_byline("By Jane Doe - 07/04/25 06:56 AM"), byline_names("By Jane Doe Updated July 4, 2025, 10:28am")
        (True, 'Jane Doe')

    """
    return byline_names(line) is not None


def byline_names(line: str) -> str | None:
    """What stands after the "By" of a byline, or ``None`` if the line is none."""
    match = _BYLINE.match(line) if len(line) <= _LINE_CHARS else None
    if match is None or len(line.split()) > _BYLINE_WORDS or line.rstrip().endswith((".", ":", "?", "!")):
        return None
    rest = _before_date(line[match.end() :]).strip()
    words = [word.strip(",;|()") for word in rest.split()]
    names = [word for word in words if word and word.lower() not in _JOINING_WORDS]
    if not names or not all(_NAME_WORD.match(word) for word in names) or not _NAME_WORD.match(words[0]):
        return None
    return rest


def _before_date(text: str) -> str:
    """What stands before the date that ends a line, without what leads to it: "Jane Doe" of "Jane Doe - Updated 4 July"."""
    number = _NUMBER.search(text)
    if number is None or _PROSE_WORD.search(text, number.start()):
        return text
    return _DATE_LEAD.sub("", text[: number.start()])


def _is_cookie_notice(line: str) -> bool:
    return "cookie" in line.lower() and _COOKIES.search(line) is not None


def _is_contact(line: str) -> bool:
    """Whether a line is an e-mail address or telephone number, labelled or alone."""
    if "@" not in line and not _PHONE_DIGITS.search(line):
        return False
    text = line.strip()
    label = _CONTACT_LABEL.match(text)
    rest = text[label.end() :] if label else text
    left = _PHONE.sub("", _EMAIL.sub("", rest))
    return left != rest and len(line_key(left)) <= (_CONTACT_REST_CHARS if label else 0)


def _is_only_date(line: str, mention: DateMention) -> bool:
    left = line[: mention.span.start] + line[mention.span.end :]
    return sum(character.isalpha() for character in left) <= _DATE_REST_LETTERS and not line[
        mention.span.end :
    ].rstrip().endswith((",", ";", ".", "!", "?"))


def _label(before: str) -> DateLabel | None:
    """The label that stands right before a date, or opens the line with a name or place after it."""
    nearest = next((part for part in reversed(_LABEL_EDGE.split(before)) if part.strip()), "")
    keys = [line_key(nearest)]
    opening = _LABEL_WITH_MORE.match(before.strip() + " ")
    if opening is not None:
        keys.append(line_key(opening[1]))
    for key in keys:
        if key in UPDATED_LABELS:
            return DateLabel.UPDATED
        if key in PUBLISHED_LABELS:
            return DateLabel.PUBLISHED
    return None
