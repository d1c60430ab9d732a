"""How common the commonest English words are: which of a pattern's words to look for first.

Only speed hangs on these figures. They are rounded counts of our own over sentences of UK public bodies: in how many
sentences of a thousand the word stands. A word that is not here is taken for rare.
"""

from __future__ import annotations

from functools import cache

_RARE = 0.5
_COMMON = {
    300.0: "the to and of a you in for",
    100.0: "that is your or be it on can if this are have we with not will as i s they",
    40.0: "by do an need from their use at more but there what people may has uk about users when service also get "
    "which our should out all how work re was help up them government other any my some make these who ll so data "
    "time one",
    15.0: "t been into only before apply find would those many like could see able no because take must local he very "
    "new most using such might part services does were children friend number right us where through state want pay "
    "school way election first sure over much include go now start working different after years nhs important am "
    "between used well just had made place minister being while within check each england council",
    8.0: "during own set give ve back point national say provide don know across public health long process good still "
    "think why available often around level system candidates me his too however under clear best then last without "
    "even whether members better change both same down key did open form end means look group continue office cannot "
    "age early work leave statement course home another cost party issue area live small case order care paid meet "
    "ways said plan vote few bring next found again rather areas job family support 0",
}
_SHARES = {word: share / 1000 for share, words in _COMMON.items() for word in words.split()}
_PAIR = 0.25  # of the sentences that have both words, those that have them side by side


@cache
def chance_of(mark: str) -> float:
    """How likely a sentence has a word, or two words side by side, roughly; small where they are not common."""
    first, _, second = mark.partition(" ")
    if not second:
        return _SHARES.get(first, _RARE / 1000)
    return _PAIR * min(_SHARES.get(first, _RARE / 1000), _SHARES.get(second, _RARE / 1000), 0.04)
