"""How many bits of surprise a word carries in ordinary news English, from its rank.

A unigram background: Zipf's law gives the word of rank r a probability of about 0.1/r (Zipf 1949;
Manning and Schütze 1999, section 1.4.3), so -log2 of it is log2(10 r) bits. Ranks of the commonest words are listed; any
other word counts as rank 5,000. The list is English; in other languages every word counts as rare,
which makes shared passages look more telling by about three bits a word, never less.
"""

from __future__ import annotations

import math

_BY_RANK = (
    "the of to and a in that is was for it on with he as be at by said i his from have has are not an had but this "
    "they who were which will their we or its one would been her more when you she about if also after all there out "
    "up up can what people new than some no first into over so two year other last could time years my them against do "
    "many just like now only its him us most before because then being our three while how between government where "
    "those very during even these still through any may such made since should your back make under way well much down "
    "state percent president million told according country day week month public police today including group former "
    "world national another company states both part work take four take city too off including says say same until "
    "per around each did does house next five home good high few however long want think know see get going go come came "
    "does own school use used set since called several right left second third early later number least without already "
    "put help case law office minister members member report reported reports officials official system war money "
    "business market political party leader leaders court military security service services health news media plan "
    "must might every never again own small large big great old young local major political foreign international "
    "american british europe european united kingdom end days weeks months place found left held take taken given "
    "monday tuesday wednesday thursday friday saturday sunday january february march april june july august september "
    "october november december man woman men women children family life death killed dead child area water north south "
    "east west south power control support open close team game win won lost play played season free full half top "
    "statement spokesman spokesperson added announced asked saying know known need needs needed began begin become became "
    "across among along near far away ago whether although though once yet ever always often here there why "
)
_COMMON_RANK = 5_000
"""Rank given to words outside the list: log2(50,000) is 15.6 bits."""

LISTED_BITS = {word: math.log2(10 * (rank + 1)) for rank, word in reversed(list(enumerate(_BY_RANK.split())))}
"""Bits of the words of the list."""
RARE_BITS = math.log2(10 * _COMMON_RANK)
"""Bits of any other word."""
COMMON_BITS = math.log2(10 * 400)
"""Bits below which a word is too common to characterise a text."""


def surprise_bits(norm: str) -> float:
    """Bits of surprise of one normalised word, between 3.3 (``the``) and 15.6 (any rare word).

    Examples:
        >>> round(surprise_bits("the"), 1), round(surprise_bits("credentials"), 1)
        (3.3, 15.6)

    """
    return LISTED_BITS.get(norm, RARE_BITS)
