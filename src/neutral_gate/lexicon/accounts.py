"""Whose account or address something is: a party's, a politician's, a candidate's or a campaign's."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from neutral_gate.lexicon.account_names import AccountNames, load_account_names
from neutral_gate.lexicon.addresses import nested, read_address
from neutral_gate.lexicon.gazetteer_files import compact
from neutral_gate.lexicon.gazetteers import Gazetteers
from neutral_gate.lexicon.recogniser import Recogniser
from neutral_gate.model import Term
from neutral_gate.model.records import dataclass
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
_Glued = tuple[dict[str, tuple[str, str]], dict[str, tuple[str, str]], int]
"""Class and name of people by their whole glued name and by their surname, and the letters of the longest name."""
_MOST_SEEN = 4096
"""Addresses and sites whose owner is remembered, so that a long page asks once about each."""
# "Jane Doe for Penmoor": a person's name, and a place as a candidate's account has it.
_NAME_FOR_PLACE = re.compile(r"([A-Z][\w'’]*) ((?:[A-Z][\w'’-]+ ){0,1}[A-Z][\w'’-]+) (?:[Ff]or|4) (?:the )?[A-Z]")
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
        names: Pieces of names of accounts; by default they are read from `lexicons/accounts.yaml`.
        sites: The people list's own websites, by domain: class and name.
        own_sites: The body's own web domains; they are nobody else's.
    """

    def __init__(
        self,
        gazetteers: Gazetteers,
        recogniser: Recogniser,
        handles: Mapping[str, tuple[str, str]],
        own: Iterable[str] = (),
        people: Iterable[Term] = (),
        names: AccountNames | None = None,
        sites: Mapping[str, tuple[str, str]] | None = None,
        own_sites: Iterable[str] = (),
    ) -> None:
        self._gazetteers = gazetteers
        self._recogniser = recogniser
        self._listed = handles
        self._handles = {**gazetteers.handles, **handles} if handles else gazetteers.handles
        self._own = frozenset(own)
        self._people = tuple(people)
        self._listed_sites = {_site_name(site): owner for site, owner in (sites or {}).items()}
        self._own_sites = frozenset(filter(None, map(_site_name, own_sites)))
        self._names = names or load_account_names()
        self._seen: dict[str, Account | None] = {}
        self._known: dict[tuple[str, str], Account | None] = {}
        self._sites: dict[str, Account | None] = {}
        self._glued: _Glued | None = None

    def with_people(
        self,
        recogniser: Recogniser,
        handles: Mapping[str, tuple[str, str]],
        own: Iterable[str] = (),
        people: Iterable[Term] = (),
        sites: Mapping[str, tuple[str, str]] | None = None,
        own_sites: Iterable[str] = (),
    ) -> Accounts:
        """The same with a body's own people and accounts; the arguments are those of the class."""
        return Accounts(self._gazetteers, recogniser, handles, own, people, self._names, sites, own_sites)

    def account(self, handle: str, name: str = "") -> Account | None:
        """Whose account it is, by its handle on a list, else by what its name or its handle says; None if nobody's.

        Args:
            handle: As written: "@name", "name", "name.bsky.social" or "@name@server".
            name: Display name, or "".
        """
        key = handle, name
        if key not in self._known:
            if len(self._known) >= _MOST_SEEN:
                self._known.clear()
            self._known[key] = self._account(handle, name)
        return self._known[key]

    def _account(self, handle: str, name: str) -> Account | None:
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
        written = bare[: len(user)]
        if _stands_for(name, user):
            return Account("candidate", name, listed=False)
        found = self.named(name) or (self.address(user) if "." in user else None)
        if found is None:
            found = self.named(_SMALL_WORD.sub(lambda word: word[0].lower(), as_name(written)), written)
            if found is not None and self._is_another(name, found):
                return None  # "@WexcombeLabour" is not the party's where its display name is "Wexcombe Labour Ward"
        return found

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
            found = shaped
        doubtful = found is not None and (found.cls == "party" or (found.cls == "politician" and shaped is None))
        return None if doubtful and names.is_another(handle or name) else found

    def linked(self, url: str, words: str) -> Account | None:
        """Whose site or account a link leads to; None where its words say that a site is, say, a synagogue's.

        Args:
            url: The address.
            words: What a reader sees of the link.
        """
        found = self.address(url)
        if found is None or found.listed or found.cls != "party" or not self._names.has_piece(words):
            return found
        return None if self._names.is_another(words) else found

    def address(self, url: str) -> Account | None:
        """Whose site or social account an address leads to, also where it stands inside another address."""
        if url not in self._seen:
            if len(self._seen) >= _MOST_SEEN:
                self._seen.clear()
            found = (self._one_address(each) for each in nested(url))
            self._seen[url] = next((account for account in found if account is not None), None)
        return self._seen[url]

    def _recognised(self, name: str) -> Account | None:
        tokens = [token for token in tokenise(name) if token.kind != "mark"]
        tokens = self._recogniser.recognise_account(tokens)
        for wanted in ("candidate", "party", "politician", "campaigner"):
            for token in tokens:
                if any(_COUNTS_AS.get(cls) == wanted for cls in token.classes):
                    return Account(wanted, token.entity or name, listed=False)
        return None

    def _is_another(self, name: str, found: Account) -> bool:
        """True where a display name is of somebody else than the handle's words say."""
        names = self._names
        if names.is_harmless(compact(name)) or names.refuses(name, found.cls):
            return True
        return found.cls in ("party", "politician") and names.is_another(name)

    def _shaped(self, name: str, *, site: bool = False) -> Account | None:
        person = self._person(compact(name))
        if person is not None:
            return Account(person[0], person[1], listed=False)
        shape = self._names.told(name, site=site)
        return Account(shape.cls, shape.entity, listed=False) if shape is not None else None

    def _person(self, glued: str) -> tuple[str, str] | None:
        """The listed person who is meant by a glued name.

        The whole name stands in it, the surname follows a call to vote, or it is a campaign's: "Jane4Eastmere".
        """
        if not self._people and not self._listed and self._recogniser.people is None:
            return None
        if self._glued is None:
            self._glued = self._glued_names()
        whole, surnames, longest = self._glued
        for start in range(len(glued) - _LEAST_NAME + 1):
            for end in range(start + _LEAST_NAME, min(start + longest, len(glued)) + 1):
                found = whole.get(glued[start:end])
                if found is not None:
                    return found
        for call in _CALLS_TO_VOTE:
            if glued.startswith(call):
                found = surnames.get(glued[len(call) :].rstrip("0123456789"))
                if found is not None:
                    return found
        people = self._recogniser.people
        campaign = people.campaign_of(glued) if people is not None else None
        return campaign[:2] if campaign is not None and campaign[2] else None

    def _glued_names(self) -> _Glued:
        """The people list's names and surnames as letters without gaps, and the length of the longest name.

        Made when first needed: lists can be long.
        """
        whole: dict[str, tuple[str, str]] = {}
        surnames: dict[str, tuple[str, str]] = {}
        people = [(term.classes[0], term.form) for term in self._people]
        listed = self._recogniser.people.full_names() if self._recogniser.people is not None else self._listed.values()
        for cls, name in (*listed, *people):
            first, _, surname = name.strip().rpartition(" ")
            if cls not in ("candidate", "politician") or not first:
                continue
            glued = compact(name)
            if len(glued) >= _LEAST_NAME:
                whole.setdefault(glued, (cls, name))
            if len(surname) >= _LEAST_SURNAME:
                surnames.setdefault(compact(surname), (cls, name))
        return whole, surnames, max(map(len, whole), default=0)

    def _one_address(self, url: str) -> Account | None:
        address = read_address(url)
        if address is None:
            return None
        if address.platform:
            return self.account(address.account) if address.account else None
        if address.host not in self._sites:
            if len(self._sites) >= _MOST_SEEN:
                self._sites.clear()
            self._sites[address.host] = self._site(address.host)
        found = self._sites[address.host]
        if found is None and address.account and not self._official(address.host) and not self._is_own(address.host):
            return self.account(address.account)
        return found

    def _site(self, host: str) -> Account | None:
        """Whose site it is: by the list of sites, else by the name under which it is registered."""
        labels = host.split(".")
        parents = [".".join(labels[first:]) for first in range(len(labels) - 1)]
        if self._is_own(host):
            return None
        listed = next((self._listed_sites[each] for each in parents if each in self._listed_sites), None)
        if listed is not None:
            cls = _COUNTS_AS.get(listed[0])
            return Account(cls, listed[1], listed=True) if cls else None
        owner = self._gazetteers.domain_of(host)
        if owner is not None:
            return Account(_COUNTS_AS.get(owner.cls, "campaigner"), owner.entity, listed=True)
        if self._official(host):
            return None
        names = self._names
        service = next((each for each in names.hosting if host.endswith(f".{each}")), "")
        if service:
            name = host.removesuffix(f".{service}").rpartition(".")[2]
        else:
            above = 2 if ".".join(labels[-2:]) in names.second_levels else 1
            name = ".".join(labels[:-above]).rpartition(".")[2]
        writer = self._listed.get(fold(name))
        cls = _COUNTS_AS.get(writer[0]) if writer is not None else None
        if writer is not None and cls is not None:
            return Account(cls, writer[1], listed=False)  # the site of one who writes as "@JaneDoe24"
        found = self._shaped(name, site=True) if name else None
        return None if found is not None and found.cls == "party" and names.is_another(name) else found

    def _is_own(self, host: str) -> bool:
        return any(host == site or host.endswith(f".{site}") for site in self._own_sites)

    def _official(self, host: str) -> bool:
        labels = host.split(".")
        return any(".".join(labels[first:]) in self._names.official_sites for first in range(len(labels)))


def _site_name(written: str) -> str:
    """The domain in a written address, in lower case without "www."; "" where there is none."""
    address = read_address(written.strip())
    return address.host if address is not None else ""


def _stands_for(name: str, handle: str) -> bool:
    """True where a display name is a person's "for" a place, and the handle says the same: "@Jane4Penmoor".

    The name alone is not enough: "Action Fund for Penmoor" is of the same form.
    """
    said = _NAME_FOR_PLACE.match(name)
    if said is None:
        return False
    first, last = compact(said[1]), compact(said[2])
    letters = compact(handle)
    heads = (first + last, first, first[:1] + last)
    return any(letters.startswith((f"{head}4", f"{head}for")) for head in heads)
