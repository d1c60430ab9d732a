"""Which of the structural checks could find anything in a draft. The others are not asked, and not even loaded."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from neutral_gate.lazy import late
from neutral_gate.lexicon.rule import Rule
from neutral_gate.model import Draft, Role
from neutral_gate.rules.context import Context
from neutral_gate.rules.reading import Reading

FEWEST_LETTERS = 250
"""No real text of the fewest words that a learned score needs is shorter."""
_HUNDRED_WORDS = 200
"""Letters and blocks of the shortest text of a hundred words: two words of a block have something between them."""
_MOST_SETS = 1_000
"""Sets of checks whose rules are kept."""
_SITE = late(r"\.\w")
_NEAR_CAPITALS = late(r"[A-Z](?:[A-Z]|&[A-Z]|[a-z][A-Z])")
_ABOUT_POSTS = frozenset({"platform", "alt_status"})
"""Settings that say what a post is like, and not that it is shared by itself."""
_SHARED = ("political-repost", "repost-content", "quoted-consultation")
_HASHTAGS = ("post-hashtag-case", "post-hashtag-number")
_SYMBOLS = ("post-emoji", "post-emoji-words", "post-fancy-letters")
_MEDIA = ("post-image-alt", "post-captions", "page-access")


class Selection:
    """Some rules, in order.

    Args:
        rules: The rules.
    """

    def __init__(self, rules: Iterable[Rule]) -> None:
        self._rules = tuple(rules)
        self._numbers = {rule.id: number for number, rule in enumerate(self._rules)}
        self._by_check: dict[str, list[int]] = {}
        self._by_checks: dict[frozenset[str], Sequence[Rule]] = {}
        for number, rule in enumerate(self._rules):
            self._by_check.setdefault(rule.detector, []).append(number)

    def has(self, check: str) -> bool:
        """True where one of the rules has this check."""
        return check in self._by_check

    def among(self, suspects: Collection[str], checks: Iterable[str]) -> Sequence[Rule]:
        """Those that could find something: by their patterns (ids of rules), or by a check of theirs."""
        if not suspects:
            return self._checking(frozenset(checks))
        numbers = {self._numbers[rule] for rule in suspects if rule in self._numbers}
        for check in checks:
            numbers.update(self._by_check.get(check, ()))
        return [self._rules[number] for number in sorted(numbers)]

    def _checking(self, checks: frozenset[str]) -> Sequence[Rule]:
        """Those with one of these checks; drafts without a suspect word have few different sets of checks."""
        found = self._by_checks.get(checks)
        if found is None:
            if len(self._by_checks) >= _MOST_SETS:
                self._by_checks.clear()
            numbers = {number for check in checks for number in self._by_check.get(check, ())}
            found = self._by_checks[checks] = [self._rules[number] for number in sorted(numbers)]
        return found


def worth_asking(draft: Draft, reading: Reading, context: Context) -> set[str]:
    """The names of the checks (see `detectors`) that could find something in a draft."""
    blocks = draft.blocks
    text = blocks[0].text if len(blocks) == 1 else "\n".join([block.text for block in blocks])
    found = {"page-access"} if draft.page is not None else set()
    found |= _by_words(draft, text, reading)
    if context.social:
        found |= _of_posts(draft, text)
    else:
        found |= {"long-sentence", "long-paragraph"}
        if len(text) + 1 >= _HUNDRED_WORDS:
            found |= {"reading-age", "passive-voice"}
    if draft.images:
        found.add("politician-photo")
    if context.images or (draft.images and not context.social):  # of a post's pictures the files alone can be wrong
        found.add("image-file")
    if draft.format == "post-json" and draft.images:
        found.update(_MEDIA)
    if "repost_of" in draft.related or "quote_of" in draft.related:
        found.update(_SHARED)
    if "reply_to" in draft.related or context.kind == "reply":
        found.add("political-reply")
    if draft.links or context.kind == "advert":
        found.add("paid-promotion")
    if context.kind == "press_release":
        found.add("press-release")
    if "document_format" in draft.settings:
        found.add("document-file")
    found |= _of_elsewhere(draft)
    return found


def _of_elsewhere(draft: Draft) -> set[str]:
    """Checks of what is embedded, shared or shown by itself; the source of a post is no markup."""
    source = draft.source
    markup = draft.format != "post-json" and ("<" in source or "[" in source or "{" in source)
    found = {"political-embed"} if draft.embeds or markup else set()
    settings = draft.settings.items()
    if found or any(name not in _ABOUT_POSTS or type(value) is not str for name, (value, _) in settings):
        found.add("auto-share")
    return found


def _by_words(draft: Draft, text: str, reading: Reading) -> set[str]:
    """Checks for which something must stand in the text."""
    found = set()
    if reading.may_name_anybody:
        if reading.may_name("candidate"):
            found.add("candidate-named")
        if reading.may_name("political-handle"):
            found.add("political-handle")
    if reading.may_quote:
        found.add("politician-quote")
    if reading.may_have_slogans:
        found.add("campaign-slogan")
    if draft.links or _SITE.search(text):
        found.add("political-link")
    if _NEAR_CAPITALS.search(text):
        found.add("abbreviation")
    if len(text) >= FEWEST_LETTERS:
        found |= {"political-score", "opinion-score"}
    return found


def _of_posts(draft: Draft, text: str) -> set[str]:
    """Checks of posts; a text with letters beyond ASCII may have other forms of every sign."""
    found = {"long-sentence"}
    if draft.settings:
        found.add("post-length")
    said = [draft.author, draft.account, *(value for value, _ in draft.settings.values() if isinstance(value, str))]
    if not all(map(str.isascii, said)):
        found.add("post-emoji-name")
    odd = not text.isascii()
    if odd or "#" in text or any(block.role is Role.HASHTAG for block in draft.blocks):
        found.update(_HASHTAGS)
    if odd or "#" in text or "://" in text or "www." in text.lower():
        found.add("post-links")
    if odd:
        found.update(_SYMBOLS)
    return found
