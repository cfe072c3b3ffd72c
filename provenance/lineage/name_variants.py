"""Name variants: two spellings or lengths of what is evidently one person's name.

Two names are compared when one goes on where the other ends (Gul Hassan, Gul Hassan Hassan) or when they
differ in the spelling of one word (Andrey Rudenko, Andrei Rudenko). A surname alone, a middle name or initial, and a
title are no variant: every newsroom shortens names so.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from provenance.lineage.attribution import SAYING
from provenance.lineage.rarity import Rarity
from provenance.lineage.statements import Statement, topic_stems
from provenance.lineage.tokens import norms_of
from provenance.model import Document, Span
from provenance.text.calendar_words import MONTHS, WEEKDAYS
from provenance.text.names import TITLES, find_names, fold_name, without_titles
from provenance.text.stems import content_stems, singular
from provenance.text.words import normalise_word

MIN_CONTEXT_BITS = 16.0
"""Bits the sentences around two names share, the names apart, from which they can mean one person."""
MIN_CONTEXT_STEMS = 3
"""Stems they share at least."""
SPELLING_LETTERS = 4
"""Letters of the shorter word from which a difference of one letter is a spelling; from twice as many, of two."""
PERSON_SHARE = 0.5
"""Share of a name's uses whose surroundings show a person, from which it is one: places and bodies stay below."""
TITLE_CASE = 0.75
"""Share of capitalised words from which a sentence is a headline, where capitals tell nothing."""
_NEAR_WORDS = 4
"""Words around a name in which a role or a verb of speaking shows that it is a person's."""
_LENGTHS = range(2, 5)
"""Words in a personal name compared: a surname alone says nothing, longer runs are organisations and works."""
_GENERATIONS = frozenset({"jr", "sr", "ii", "iii", "iv", "junior", "senior"})
_CALENDAR = frozenset(word.lower() for word in (*MONTHS, *WEEKDAYS))


@dataclass(frozen=True, slots=True, kw_only=True)
class NameUse:
    """One use of a personal name: ``words`` folded, without titles; ``run`` is where it stands, titles and all, in ``sentence``.

    Few names have a name like them anywhere: all else is looked up when one has.
    """

    document: str
    block: str
    sentence: Span
    run: Span
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedName:
    """A use with its surroundings: ``span`` covers the words as written in ``text``, without titles.

    ``stems`` (sorted) are those of its sentence, the name apart; ``person`` says whether the surroundings show a person.
    """

    document: str
    block: str
    span: Span
    text: str
    words: tuple[str, ...]
    stems: tuple[str, ...]
    person: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class NameVariant:
    """Two forms of one name with their uses, one per document, sorted by document."""

    left: tuple[str, ...]
    right: tuple[str, ...]
    uses: tuple[PlacedName, ...]


def name_uses(document: Document, statements: Sequence[Statement]) -> Iterator[NameUse]:
    """Every full personal name in a document's prose, headlines left out, in text order."""
    text = document.text
    for statement in statements:
        if not (statement.may_name and statement.prose) or _is_headline(statement.span.of(text)):
            continue
        for name in find_names(text, statement.span):
            words = personal_words(name.words)
            if words:
                yield NameUse(document=document.id, block=statement.block, sentence=statement.span, run=name.span, words=words)


def find_name_variants(uses: Iterable[NameUse], rarity: Rarity, texts: Mapping[str, str]) -> tuple[NameVariant, ...]:
    """Pairs of names of one person that no document uses both of, in the order of the names.

    ``uses`` are those of all documents, in the order of the documents; ``texts`` is asked for those with names that are alike.
    """
    places: dict[tuple[str, ...], list[NameUse]] = defaultdict(list)
    for use in uses:
        places[use.words].append(use)
    placed: dict[tuple[str, ...], list[PlacedName]] = {}
    found = []
    for left, right in _similar_names(list(places)):
        if {use.document for use in places[left]}.isdisjoint(use.document for use in places[right]):
            for words in (left, right):
                if words not in placed:
                    placed[words] = [_placed(use, texts[use.document]) for use in places[words]]
            found.append(_variant(placed[left], placed[right], rarity))
    return tuple(variant for variant in found if variant)


def personal_words(words: tuple[str, ...]) -> tuple[str, ...]:
    """A folded run of capitalised words without titles and generation (Jr.); empty if it can be no full personal name.

    Examples:
        >>> personal_words(("president", "john", "smith", "jr")), personal_words(("monday", "smith")), personal_words(("smith",))
        (('john', 'smith'), (), ())

    """
    name = without_titles(words)
    if name and name[-1] in _GENERATIONS:
        name = name[:-1]
    fits = len(name) in _LENGTHS and _CALENDAR.isdisjoint(name) and all(len(word) > 1 for word in name)
    return name if fits else ()


def _is_headline(sentence: str) -> bool:
    letters = [word[0] for word in sentence.split() if word[0].isalpha()]
    return sum(letter.isupper() for letter in letters) > TITLE_CASE * len(letters)


def _placed(use: NameUse, text: str) -> PlacedName:
    span = _without_title(text, use.run, use.words)
    norms = norms_of(text, use.sentence)
    run = fold_name(use.run.of(text))
    return PlacedName(
        document=use.document,
        block=use.block,
        span=span,
        text=span.of(text),
        words=use.words,
        stems=tuple(sorted(topic_stems(norms).difference(content_stems(use.words)))),
        person=without_titles(run) != run or _is_person(text, use.sentence, use.run),
    )


def _without_title(text: str, span: Span, words: tuple[str, ...]) -> Span:
    """The part of a run that the words without title were folded from."""
    start = span.start
    for place in range(span.start, span.end):
        if (place == span.start or text[place - 1].isspace()) and fold_name(text[place : span.end])[-len(words) :] == words:
            start = place
    return Span(start, span.end)


def _is_person(text: str, sentence: Span, span: Span) -> bool:
    """Whether a role stands shortly before the name, or a verb of speaking or an age beside it."""
    before = text[sentence.start : span.start].split()[-_NEAR_WORDS:]
    after = text[span.end : sentence.end].split()[:_NEAR_WORDS]
    roles = {singular(normalise_word(word.strip(",.;:()"))) for word in before}
    near = {normalise_word(word.strip(",.;:()")) for word in (*before[-1:], *after[:2])}
    age = bool(after) and after[0].strip(",()").isdigit() and text[span.end : span.end + 2] in {", ", " ("}
    return bool(roles & TITLES) or bool(near & SAYING) or age or (text[span.end : span.end + 1] == "," and after[1:2] == ["who"])


def _similar_names(names: Sequence[tuple[str, ...]]) -> list[tuple[tuple[str, ...], tuple[str, ...]]]:
    """Pairs of names that differ by one word at the end, or in the spelling of one word; shorter or smaller first."""
    known = set(names)
    pairs = {(name[:-1], name) for name in names if name[:-1] in known}
    siblings: dict[tuple[int, int, tuple[str, ...]], list[tuple[str, ...]]] = defaultdict(list)
    for name in names:
        for place in range(len(name)):
            siblings[len(name), place, name[:place] + name[place + 1 :]].append(name)
    for (_, place, _), group in siblings.items():
        by_word = {name[place]: name for name in group}
        pairs.update((by_word[left], by_word[right]) for left, right in respellings(by_word))
    return sorted(pairs)


def respellings(words: Iterable[str]) -> list[tuple[str, str]]:
    """Pairs of different words with the same first letter that differ in one letter, or in two if both are long; sorted.

    Words that differ in so few letters have one form in common that lacks as many of them (Garbe 2012, "SymSpell"), so only
    those are compared: time grows with the number of words, not with its square.

    Examples:
        >>> respellings(["hasan", "hassan", "hussain", "basan"])
        [('hasan', 'hassan')]

    """
    forms: dict[tuple[str, str], list[str]] = defaultdict(list)
    for word in sorted(set(words)):
        if len(word) >= SPELLING_LETTERS:
            for form in _shortened(word[1:], 2 if len(word) >= 2 * SPELLING_LETTERS else 1):
                forms[word[0], form].append(word)
    candidates = {pair for group in forms.values() for pair in combinations(group, 2)}
    return sorted((left, right) for left, right in candidates if _is_respelling(left, right))


def _shortened(word: str, most: int) -> set[str]:
    """A word without up to ``most`` of its letters."""
    found = {word}
    for _ in range(most):
        found |= {form[:place] + form[place + 1 :] for form in found for place in range(len(form))}
    return found


def _is_respelling(left: str, right: str) -> bool:
    """Whether two words with the same first letter differ in one letter, or in two if they are long."""
    shorter = min(len(left), len(right))
    most = 2 if shorter >= 2 * SPELLING_LETTERS else 1
    if left[0] != right[0] or shorter < SPELLING_LETTERS or abs(len(left) - len(right)) > most:
        return False
    return _edits(left, right) <= most


def _edits(left: str, right: str) -> int:
    """Levenshtein distance (Wagner and Fischer 1974); words are short."""
    row = list(range(len(right) + 1))
    for number, letter in enumerate(left, start=1):
        diagonal, row[0] = row[0], number
        for place, other in enumerate(right, start=1):
            diagonal, row[place] = row[place], min(row[place] + 1, row[place - 1] + 1, diagonal + (letter != other))
    return row[-1]


def _variant(left: Sequence[PlacedName], right: Sequence[PlacedName], rarity: Rarity) -> NameVariant | None:
    """The pair as a variant, if both are persons and some sentences speak of the same."""
    if not (_are_persons(left) and _are_persons(right)):
        return None
    alike = _alike(left, right, rarity)
    if not alike:
        return None
    chosen: dict[str, PlacedName] = {}
    for use in [*(one for one, _ in alike), *(two for _, two in alike)]:
        chosen.setdefault(use.document, use)
    return NameVariant(left=left[0].words, right=right[0].words, uses=tuple(chosen[document] for document in sorted(chosen)))


def _are_persons(uses: Sequence[PlacedName]) -> bool:
    return sum(use.person for use in uses) >= PERSON_SHARE * len(uses)


def _alike(left: Sequence[PlacedName], right: Sequence[PlacedName], rarity: Rarity) -> list[tuple[PlacedName, PlacedName]]:
    """Pairs of uses whose sentences speak of the same; copies of a sentence are compared once."""
    contexts = {use.stems: frozenset(use.stems) for use in (*left, *right)}
    partners = {
        one: {two for two in dict.fromkeys(use.stems for use in right) if _is_same_context(contexts[one], contexts[two], rarity)}
        for one in dict.fromkeys(use.stems for use in left)
    }
    return [(one, two) for one in left for two in right if two.stems in partners[one.stems]]


def _is_same_context(left: frozenset[str], right: frozenset[str], rarity: Rarity) -> bool:
    shared = left & right
    return len(shared) >= MIN_CONTEXT_STEMS and rarity.total(shared) >= MIN_CONTEXT_BITS
