"""The closed lists of this room, in the field's own words, and how a wrong word is answered."""

from __future__ import annotations

from collections.abc import Iterable

from neutral_gate.model import BODY_TYPES, UsageError

AUDIENCES: tuple[str, ...] = BODY_TYPES
"""Whom a window can bind: every body type."""

NATIONS: tuple[str, ...] = ("england", "scotland", "wales", "northern-ireland")

ELECTION_KINDS: tuple[str, ...] = (
    "parl",
    "local",
    "mayor",
    "pcc",
    "gla",
    "sp",
    "senedd",
    "nia",
    "europarl",
    "ref",
    "recall",
)

_BODY_WORDS = {
    "healthwatch": "a local Healthwatch",
    "nhs_trust": "an NHS trust",
    "icb": "an integrated care board",
    "council": "a council",
    "combined_authority": "a combined authority",
    "alb": "an arm's-length body",
    "department": "a government department",
    "opcc": "the office of a police and crime commissioner",
    "devolved_government": "a devolved government",
}
_DROPPED = dict.fromkeys(map(ord, ".,'’()"))
"""Marks in names of areas that some write and others leave out."""
_SMALL = ("and", "of", "on", "in", "the", "upon", "with")
_NATION_WORDS = {
    "england": "England",
    "scotland": "Scotland",
    "wales": "Wales",
    "northern-ireland": "Northern Ireland",
}


def body_words(body_type: str | None) -> str:
    """Name a body type in plain words: "an NHS trust"; None is "a public body in general"."""
    return "a public body in general" if body_type is None else _BODY_WORDS[body_type]


def area_words(area: str) -> str:
    """Name an area or nation in plain words: "northern-ireland" becomes "Northern Ireland"."""
    return _NATION_WORDS.get(area) or " ".join(
        part if part in _SMALL and place else part.capitalize() for place, part in enumerate(area.split("-"))
    )


def fold_area(name: str) -> str:
    """Write an area or nation the way that the tables do: "Northern Ireland" becomes "northern-ireland"."""
    plain = name.casefold().replace("&", " and ").translate(_DROPPED)
    return "-".join(plain.replace("_", " ").replace("-", " ").replace("/", " ").split())


def checked(word: str, allowed: Iterable[str], what: str) -> str:
    """Return `word` if it is one of `allowed`.

    Args:
        word: What somebody wrote.
        allowed: The words that mean something, in the order in which to list them.
        what: What the word stands for, such as "body type".

    Raises:
        UsageError: It is not; the message names the nearest word, or else all of them.
    """
    words = tuple(allowed)
    if word in words:
        return word
    raise UsageError(f"“{word}” is not {what} that Neutral Gate knows.", nearest(word, words))


def nearest(word: str, words: Iterable[str]) -> str:
    """Say which of `words` was probably meant, or list them all."""
    from difflib import get_close_matches

    known = tuple(words)
    close = get_close_matches(word.casefold(), known, n=1, cutoff=0.5)
    return f"Did you mean “{close[0]}”?" if close else f"Use one of: {', '.join(known)}."
