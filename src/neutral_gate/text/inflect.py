"""The inflected forms of an English word, for lexicon entries that are written once with a "~"."""

from __future__ import annotations

_IRREGULAR: dict[str, tuple[str, ...]] = {
    "be": ("am", "is", "are", "was", "were", "been", "being"),
    "begin": ("begins", "began", "begun", "beginning"),
    "break": ("breaks", "broke", "broken", "breaking"),
    "bring": ("brings", "brought", "bringing"),
    "build": ("builds", "built", "building"),
    "buy": ("buys", "bought", "buying"),
    "child": ("children",),
    "choose": ("chooses", "chose", "chosen", "choosing"),
    "come": ("comes", "came", "coming"),
    "cut": ("cuts", "cutting"),
    "do": ("does", "did", "done", "doing"),
    "drive": ("drives", "drove", "driven", "driving"),
    "fall": ("falls", "fell", "fallen", "falling"),
    "feel": ("feels", "felt", "feeling"),
    "fight": ("fights", "fought", "fighting"),
    "find": ("finds", "found", "finding"),
    "get": ("gets", "got", "getting"),
    "give": ("gives", "gave", "given", "giving"),
    "go": ("goes", "went", "gone", "going"),
    "have": ("has", "had", "having"),
    "hear": ("hears", "heard", "hearing"),
    "hold": ("holds", "held", "holding"),
    "keep": ("keeps", "kept", "keeping"),
    "know": ("knows", "knew", "known", "knowing"),
    "lead": ("leads", "led", "leading"),
    "leave": ("leaves", "left", "leaving"),
    "let": ("lets", "letting"),
    "lose": ("loses", "lost", "losing"),
    "make": ("makes", "made", "making"),
    "man": ("men",),
    "meet": ("meets", "met", "meeting"),
    "pay": ("pays", "paid", "paying"),
    "person": ("people", "persons"),
    "put": ("puts", "putting"),
    "rise": ("rises", "rose", "risen", "rising"),
    "run": ("runs", "ran", "running"),
    "say": ("says", "said", "saying"),
    "see": ("sees", "saw", "seen", "seeing"),
    "sell": ("sells", "sold", "selling"),
    "send": ("sends", "sent", "sending"),
    "set": ("sets", "setting"),
    "show": ("shows", "showed", "shown", "showing"),
    "sing": ("sings", "sang", "sung", "singing"),
    "sit": ("sits", "sat", "sitting"),
    "speak": ("speaks", "spoke", "spoken", "speaking"),
    "spend": ("spends", "spent", "spending"),
    "stand": ("stands", "stood", "standing"),
    "steal": ("steals", "stole", "stolen", "stealing"),
    "take": ("takes", "took", "taken", "taking"),
    "tell": ("tells", "told", "telling"),
    "think": ("thinks", "thought", "thinking"),
    "throw": ("throws", "threw", "thrown", "throwing"),
    "win": ("wins", "won", "winning"),
    "woman": ("women",),
    "write": ("writes", "wrote", "written", "writing"),
}
_DOUBLING = frozenset("bdglmnprt")
_PREFIXES = ("over", "under", "out", "with", "re", "mis", "up")


def inflections(word: str) -> frozenset[str]:
    """The word itself with its plural, third person, past and -ing forms.

    British spelling doubles the last consonant after one vowel ("travelled", "cancelling"). The set may hold forms
    that do not exist; a form that nobody writes does no harm in a lexicon.
    """
    forms = {word}
    irregular = _IRREGULAR.get(word)
    if irregular is None:
        for prefix in _PREFIXES:
            stem = word.removeprefix(prefix)
            if stem != word and stem in _IRREGULAR:
                irregular = tuple(prefix + form for form in _IRREGULAR[stem])
                break
    if irregular is not None:
        return frozenset(forms.union(irregular))
    if word.endswith("e"):
        return frozenset(forms | {word + "s", word + "d", word[:-1] + "ing"})
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return frozenset(forms | {word[:-1] + "ies", word[:-1] + "ied", word + "ing"})
    sibilant = word.endswith(("s", "x", "z", "ch", "sh"))
    forms |= {word + ("es" if sibilant else "s"), word + "ed", word + "ing"}
    if len(word) > 2 and word[-1] in _DOUBLING and word[-2] in "aeiou" and word[-3] not in "aeiou":
        forms |= {word + word[-1] + "ed", word + word[-1] + "ing"}
    return frozenset(forms)
