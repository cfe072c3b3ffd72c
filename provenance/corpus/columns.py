"""Which column of a table holds what: named by the user, or guessed from the names by one ordered list."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, fields
from types import MappingProxyType

from provenance.settings import Columns
from provenance.text.clean import clean_text

NONE = "-"
"""What a user writes where no column is to be taken."""
OPTIONS: Mapping[str, str] = MappingProxyType(
    {"text": "--text-column", "title": "--title-column", "url": "--url-column", "date": "--date-column", "id": "--id-column"}
)
"""What is told in messages of how to name a column; the others are named in a settings file."""
NAMES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "text": tuple(
            "text fulltext maintext articletext articlebody bodytext body content articlecontent contenttext plaintext cleantext "
            "html contenthtml bodyhtml articlehtml rawhtml story article rawtext".split()
        ),
        "title": tuple("title headline heading articletitle webtitle".split()),
        "url": tuple("url link permalink weburl articleurl pageurl uri href".split()),
        "date": tuple(
            "published publishedat publisheddate publishdate datepublished datepublish publicationdate pubdate "
            "webpublicationdate publishedutc publishedtime issued date createdat created timestamp datetime".split()
        ),
        "author": tuple("author authors byline creator writer".split()),
        "publisher": tuple(
            "publisher publication outlet newspaper source sourcename sourcedomain medianame site sitename website domain host "
            "hostname".split()
        ),
        "language": tuple("language lang locale".split()),
        "id": tuple("id docid documentid articleid recordid uuid guid".split()),
    }
)
"""Names of columns by what they hold, likeliest first; compared without case, blanks and punctuation. Gathered from the corpora
and tools whose records people have: CC-News, RealNews, NELA-GT, Media Cloud, news-please, trafilatura, NewsAPI, passim, the
Guardian's API, WordPress exports."""
_LISTED = 30
"""Most column names listed in a message."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """The column for each purpose, ``None`` for none; the fields are those of ``Columns``."""

    text: str | None = None
    title: str | None = None
    url: str | None = None
    date: str | None = None
    author: str | None = None
    publisher: str | None = None
    language: str | None = None
    id: str | None = None

    def pairs(self) -> tuple[tuple[str, str], ...]:
        """Purpose and column, of those that were found."""
        found = ((item.name, getattr(self, item.name)) for item in fields(self))
        return tuple((purpose, name) for purpose, name in found if name is not None)


def choose(columns: Columns, names: Sequence[str], filled: Collection[str], texts: Collection[str]) -> Chosen:
    """The columns of one table; a column serves one purpose.

    Args:
        columns: what the user named.
        names: all columns of the table.
        filled: those that hold something in the records looked at; preferred.
        texts: those that can hold the text.

    Examples:
        >>> choose(Columns(), ("Headline", "Body", "source"), ("Headline", "Body"), ("Headline", "Body")).pairs()
        (('text', 'Body'), ('title', 'Headline'), ('publisher', 'source'))

    """
    named = {item.name: getattr(columns, item.name) for item in fields(Columns)}
    taken = {name for name in named.values() if name}
    found: dict[str, str | None] = {}
    for purpose, known in NAMES.items():
        if named[purpose]:
            found[purpose] = named[purpose] if named[purpose] != NONE and is_column(named[purpose], names) else None
            continue
        free = [name for name in names if name not in taken and (purpose != "text" or name in texts)]
        guess = _first(known, [name for name in free if name in filled]) or _first(known, free)
        found[purpose] = guess
        taken.add(guess or "")
    return Chosen(**found)


def _first(known: Sequence[str], names: Sequence[str]) -> str | None:
    plain: dict[str, str] = {}
    for name in names:
        plain.setdefault(_plain(name), name)
    return next((plain[each] for each in known if each in plain), None)


def _plain(name: str) -> str:
    return "".join(character for character in name.casefold() if character.isalnum())


def is_column(name: str, names: Collection[str]) -> bool:
    """Whether a table has a column of this name, or one that the name reaches into."""
    return name in names or any(name.startswith(f"{each}.") for each in names)


def top_level(name: str, names: Collection[str]) -> str:
    """The column itself, of a name that may reach into it."""
    return name if name in names else max((each for each in names if name.startswith(f"{each}.")), key=len)


def value_at(values: Mapping[str, object], name: str | None) -> object:
    """The value under a name with or without dots, ``None`` if there is none.

    Examples:
        >>> value_at({"article": {"body": "Words."}}, "article.body")
        'Words.'

    """
    if name is None or name in values:
        return values.get(name or "")
    head, dot, rest = name.partition(".")
    inner = values.get(head)
    return value_at(inner, rest) if dot and isinstance(inner, Mapping) else None


def missing(columns: Columns, names: Collection[str]) -> tuple[tuple[str, str], ...]:
    """Purpose and name of each column that the user named and a table does not have."""
    named = ((item.name, getattr(columns, item.name)) for item in fields(Columns))
    return tuple((purpose, name) for purpose, name in named if name not in ("", NONE) and not is_column(name, names))


def knower(columns: Columns, purposes: Collection[str]) -> Callable[[str], bool]:
    """Tells whether a column of some name may serve one of the purposes."""
    known = {name for purpose in purposes for name in NAMES[purpose]}
    named = {getattr(columns, purpose) for purpose in purposes} - {"", NONE}
    return lambda name: name in named or _plain(name) in known


def chosen_words(chosen: Chosen, names: Sequence[str]) -> str:
    """What was taken for what, and what was left, as a clause of a sentence."""
    used = {top_level(name, names) for _, name in chosen.pairs()}
    taken = ", ".join(f"{purpose} from “{clean_text(name)[0]}”" for purpose, name in chosen.pairs())
    left = [name for name in names if name not in used]
    return f"{taken}; not used: {listed(left)}" if left else taken


def listed(names: Sequence[str]) -> str:
    """Column names in a row, a long row cut, printable."""
    shown = clean_text(", ".join(names[:_LISTED]))[0]
    return f"{shown} and {len(names) - _LISTED} more" if len(names) > _LISTED else shown
