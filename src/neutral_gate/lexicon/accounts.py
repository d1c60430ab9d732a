"""Whose account or address something is: a party's, a politician's, a candidate's or a campaign's."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from neutral_gate.lexicon.account_names import load_account_names
from neutral_gate.lexicon.addresses import nested, read_address
from neutral_gate.lexicon.gazetteer_files import compact
from neutral_gate.lexicon.gazetteers import Gazetteers
from neutral_gate.lexicon.recogniser import Recogniser
from neutral_gate.model import Term
from neutral_gate.text import fold, tokenise
from neutral_gate.text.opened import as_name

# What each class of a list or of a name counts as. A class that is not here, such as a government department or a civic
# mayor, is nobody political.
_COUNTS_AS = {
    "candidate": "candidate",
    "party": "party",
    "politician": "politician",
    "campaigner": "campaigner",
    "referendum_campaign": "campaigner",
    "petition_site": "campaigner",
    **dict.fromkeys(("minister", "mayor", "pcc", "mp", "msp", "ms", "mla", "mep", "peer", "councillor"), "politician"),
    **dict.fromkeys(("council_leader", "party_leader"), "politician"),
}
_CALLS_TO_VOTE = ("vote", "votefor", "elect", "reelect", "back", "team", "voting")
_LEAST_NAME = 8
"""Letters that a person's whole name must have to be looked for inside a glued one: shorter ones are in other words."""
_LEAST_SURNAME = 5
_SMALL_WORD = re.compile(r" (?:Of|The|For|And|In|To)(?= )")


@dataclass(frozen=True, slots=True)
class Account:
    """Whose it is.

    Attributes:
        cls: "party", "candidate", "politician" or "campaigner".
        entity: The name of whoever it is.
        listed: True where a list says so; False where its own name does.
    """

    cls: str
    entity: str
    listed: bool


class Accounts:
    """Looks up handles, display names and addresses.

    Args:
        gazetteers: Shipped handles and domains.
        recogniser: Tells from a display name who it is.
        handles: The people list's handles, folded and without "@": class and name.
        own: The body's own handles, folded and without "@"; they are nobody else's.
        people: The people list's names, which may stand glued in a handle or a site's name.
    """

    def __init__(
        self,
        gazetteers: Gazetteers,
        recogniser: Recogniser,
        handles: Mapping[str, tuple[str, str]],
        own: Iterable[str] = (),
        people: Iterable[Term] = (),
    ) -> None:
        self._gazetteers = gazetteers
        self._recogniser = recogniser
        self._handles = {**gazetteers.handles, **handles}
        self._own = frozenset(own)
        self._names = load_account_names()
        self._people: dict[str, tuple[str, str]] = {}
        self._surnames: dict[str, tuple[str, str]] = {}
        listed = [(name, cls) for cls, name in handles.values()] + [(term.form, term.classes[0]) for term in people]
        for name, cls in listed:
            if cls in ("candidate", "politician"):
                self._add_person(name, cls)

    def _add_person(self, name: str, cls: str) -> None:
        glued = compact(name)
        if len(glued) >= _LEAST_NAME and " " in name.strip():
            self._people[glued] = (cls, name)
            surname = compact(name.split()[-1])
            if len(surname) >= _LEAST_SURNAME:
                self._surnames[surname] = (cls, name)

    def account(self, handle: str, name: str = "") -> Account | None:
        """Whose account it is, by its handle on a list, else by what its name or its handle says; None if nobody's.

        Args:
            handle: As written: "@name", "name", "name.bsky.social" or "@name@server".
            name: Display name, or "".
        """
        bare = handle.strip().lstrip("@＠")
        key = fold(bare)
        user = key.partition("@")[0].removesuffix(".bsky.social")
        if key in self._own or (user and user in self._own):
            return None
        for each in dict.fromkeys((key, user)):
            listed = self._handles.get(each)
            if listed:
                cls = _COUNTS_AS.get(listed[0])
                return Account(cls, listed[1], listed=True) if cls else None
        found = self.named(name)
        if found is None and "." in user:
            found = self.address(user)
        written = bare[: len(user)]
        return found or self.named(_SMALL_WORD.sub(lambda word: word[0].lower(), as_name(written)), written)

    def named(self, name: str, handle: str = "") -> Account | None:
        """Who a display name says that it is, or None.

        Args:
            name: The words of the name.
            handle: The handle that the words were taken from, if they were.
        """
        names = self._names
        letters = compact(name)
        if not letters or names.is_harmless(letters):
            return None
        shaped = self._shaped(handle or name)
        found = self._recognised(name)
        if found is None or (shaped is None and names.refuses(handle or name, found.cls)):
            return shaped
        return found

    def address(self, url: str) -> Account | None:
        """Whose site or social account an address leads to, also where it stands inside another address."""
        for each in nested(url):
            found = self._one_address(each)
            if found is not None:
                return found
        return None

    def is_official(self, url: str) -> bool:
        """True for a site of a public body or of neutral information about elections."""
        address = read_address(url)
        return address is not None and self._official(address.host)

    def _recognised(self, name: str) -> Account | None:
        tokens = [token for token in tokenise(name) if token.kind != "mark"]
        tokens = self._recogniser.recognise_account(tokens)
        for wanted in ("candidate", "party", "politician", "campaigner"):
            for token in tokens:
                if any(_COUNTS_AS.get(cls) == wanted for cls in token.classes):
                    return Account(wanted, token.entity or name, listed=False)
        return None

    def _shaped(self, name: str, *, site: bool = False) -> Account | None:
        person = self._person(compact(name))
        if person is not None:
            return Account(person[0], person[1], listed=False)
        shape = self._names.told(name, site=site)
        return Account(shape.cls, shape.entity, listed=False) if shape is not None else None

    def _person(self, glued: str) -> tuple[str, str] | None:
        """The listed person whose whole name stands in a glued one, or whose surname follows a call to vote."""
        if not self._people:
            return None
        for start in range(len(glued) - _LEAST_NAME + 1):
            for end in range(start + _LEAST_NAME, len(glued) + 1):
                found = self._people.get(glued[start:end])
                if found is not None:
                    return found
        for call in _CALLS_TO_VOTE:
            if glued.startswith(call):
                found = self._surnames.get(glued[len(call) :].rstrip("0123456789"))
                if found is not None:
                    return found
        return None

    def _one_address(self, url: str) -> Account | None:
        address = read_address(url)
        if address is None:
            return None
        if address.platform:
            return self.account(address.account) if address.account else None
        owner = self._gazetteers.domain_of(address.host)
        if owner is not None:
            return Account(_COUNTS_AS.get(owner.cls, "campaigner"), owner.entity, listed=True)
        if self._official(address.host):
            return None
        if address.account:
            found = self.account(address.account)
            if found is not None:
                return found
        return self._site(address.host)

    def _site(self, host: str) -> Account | None:
        """Whose site it is by the name under which it is registered."""
        names = self._names
        service = next((each for each in names.hosting if host.endswith(f".{each}")), "")
        if service:
            name = host.removesuffix(f".{service}").rpartition(".")[2]
        else:
            labels = host.split(".")
            above = 2 if ".".join(labels[-2:]) in names.second_levels else 1
            name = ".".join(labels[:-above]).rpartition(".")[2]
        return self._shaped(name, site=True) if name else None

    def _official(self, host: str) -> bool:
        return any(host == site or host.endswith(f".{site}") for site in self._names.official_sites)
