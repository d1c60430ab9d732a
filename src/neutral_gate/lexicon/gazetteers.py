"""The gazetteers: what parties, offices, campaigns and contested topics are called, and where they publish."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

from neutral_gate.lexicon.addresses import LONGEST_HOST
from neutral_gate.lexicon.gazetteer_files import (
    GazetteerFile,
    Hashtag,
    PartyForm,
    Shape,
    Slogan,
    compact,
    read_gazetteer,
)
from neutral_gate.lexicon.places import lexicons_dir
from neutral_gate.model import Term, UsageError
from neutral_gate.model.records import dataclass
from neutral_gate.text import Token, fold

_FOLDER = "gazetteers"
_BARE = "{}"  # the shape of a hashtag that is nothing but a party's name


class Owner(NamedTuple):
    """Whose a site, handle or hashtag is: a class such as `party`, and the name."""

    cls: str
    entity: str


@dataclass(frozen=True, slots=True)
class Gazetteers:
    """What the gazetteer files say, ready to look up.

    Attributes:
        terms: Written forms for the recogniser.
        domains: Owner by domain, such as "libdems.org.uk"; ask `domain_of`, which knows subdomains too.
        handles: Owner by handle, folded and without "@".
        hashtags: Whom a campaign hashtag is about, by hashtag, folded and without "#"; ask `hashtag_of`, which knows
            the shapes of such hashtags too.
        slogans: Election slogans; `slogans_in` finds them.
        lookalikes: Phrases, folded, in which a listed word means something else, such as "labour ward".
        phrases: Pattern words by class: `policy_topic`, `contested_topic`, and `slogan` and `weak-slogan` for those
            slogans that stand in one sentence.
        exempt: Hashtags that are never political, folded.
        slogans_by_word: The slogans by their first word.
    """

    terms: tuple[Term, ...]
    domains: Mapping[str, Owner]
    handles: Mapping[str, Owner]
    hashtags: Mapping[str, str]
    slogans: tuple[Slogan, ...]
    lookalikes: tuple[str, ...]
    phrases: Mapping[str, tuple[str, ...]]
    exempt: frozenset[str]
    listed_hashtags: Mapping[str, Hashtag]
    hashtag_shapes: tuple[Shape, ...]
    domain_shapes: tuple[Shape, ...]
    party_forms: Mapping[str, PartyForm]
    party_hashtags: Mapping[str, tuple[str, ...]]
    slogans_by_word: Mapping[str, Sequence[Slogan]]

    def domain_of(self, url: str) -> Owner | None:
        """Who owns the site an address leads to, or None.

        Args:
            url: A web address, with or without its scheme. A subdomain belongs to its domain; a path alone, such as
                "/labour.org.uk", names no site.
        """
        labels = _host(url).split(".")
        for first in range(len(labels) - 1):
            owner = self.domains.get(".".join(labels[first:]))
            if owner is not None:
                return owner
        return self._shaped_domain(labels)

    def _shaped_domain(self, labels: Sequence[str]) -> Owner | None:
        size = 2 if len(labels) > 2 and labels[-1] == "uk" and labels[-2] in ("org", "co", "me", "net") else 1
        if len(labels) <= size or (labels[-1] == "uk" and size == 1 and len(labels) > 2):
            return None  # no name before the top level, or a public body's own top level such as gov.uk and nhs.uk
        name, top = compact(labels[-size - 1]), ".".join(labels[-size:])
        for shape in self.domain_shapes:
            if (not shape.tops or top in shape.tops) and shape.fits(name):
                return Owner(shape.cls, shape.entity)
        return None

    def hashtag_of(self, tag: str) -> Hashtag | None:
        """What a hashtag campaigns for or against, or None; with or without its "#", in any case."""
        key = compact(tag)
        if not key or key in self.exempt:
            return None
        listed = self.listed_hashtags.get(key) or self._party_hashtag(key)
        if listed is not None:
            return listed
        for shape in self.hashtag_shapes:
            if shape.fits(key):
                return Hashtag(shape.cls, shape.entity, shape.level)
        return None

    def _party_hashtag(self, key: str) -> Hashtag | None:
        for kind, templates in self.party_hashtags.items():
            for template in templates:
                before, after = template.split("{}")
                if not (key.startswith(before) and key.endswith(after) and len(key) > len(before) + len(after)):
                    continue
                form = self.party_forms.get(key[len(before) : len(key) - len(after)])
                if form is None or (form.weak and template == _BARE) or not (form.safe or kind == "vote"):
                    continue
                return Hashtag("party", form.entity, "warn" if kind == "warn" else "block")
        return None

    def slogans_in(self, tokens: Sequence[Token]) -> list[tuple[int, int, Slogan]]:
        """The slogans in the tokens of a block: first token, token after the last, slogan. Marks do not count."""
        words = [(place, token.text) for place, token in enumerate(tokens) if token.kind != "mark"]
        texts = [text for _, text in words]
        found = []
        for first, text in enumerate(texts):
            for slogan in self.slogans_by_word.get(text, ()):
                size = len(slogan.words)
                if tuple(texts[first : first + size]) == slogan.words:
                    found.append((words[first][0], words[first + size - 1][0] + 1, slogan))
        return sorted(found, key=lambda each: (each[0], -each[1]))


def load_gazetteers(extra_dir: Path | str | None = None) -> Gazetteers:
    """Reads the shipped gazetteers, and a body's own after them.

    Args:
        extra_dir: Folder whose `gazetteers/*.yaml` are read too, or that holds such files itself.

    Raises:
        UsageError: A file is not well formed, or there is no such folder.
    """
    paths = sorted((lexicons_dir() / _FOLDER).glob("*.yaml"))
    if extra_dir is not None:
        folder = Path(extra_dir)
        if not folder.is_dir():
            raise UsageError(f"There is no folder {folder}.", "Check where your own word lists are.")
        own = folder / _FOLDER
        paths += sorted((own if own.is_dir() else folder).glob("*.yaml"))
    return _joined([read_gazetteer(path) for path in paths])


def _capitals(term: Term) -> int:
    return sum(letter.isupper() for letter in term.form)


def _joined(files: Sequence[GazetteerFile]) -> Gazetteers:
    terms: dict[tuple[str, str, tuple[str, ...]], Term] = {}
    domains: dict[str, Owner] = {}
    handles: dict[str, Owner] = {}
    listed: dict[str, Hashtag] = {}
    phrases: dict[str, tuple[str, ...]] = {}
    lookalikes: dict[str, None] = {}
    party_forms: dict[str, PartyForm] = {}
    party_hashtags: dict[str, tuple[str, ...]] = {}
    for file in files:
        for term in file.terms:
            meant = (fold(term.form), term.entity, term.classes)
            if meant not in terms or _capitals(term) < _capitals(terms[meant]):
                terms[meant] = term  # "member of parliament" is also found with capitals
        domains.update((name, Owner(cls, entity)) for name, cls, entity in file.domains)
        handles.update((name, Owner(cls, entity)) for name, cls, entity in file.handles)
        listed.update(file.hashtags)
        lookalikes.update((phrase, None) for phrase in file.lookalikes)
        for cls, words in file.phrases.items():
            phrases[cls] = tuple(dict.fromkeys((*phrases.get(cls, ()), *words)))
        for key, form in file.party_forms.items():
            if key not in party_forms or party_forms[key].weak:
                party_forms[key] = form
        for kind, templates in file.party_hashtags.items():
            party_hashtags[kind] = (*party_hashtags.get(kind, ()), *templates)
    for key, form in party_forms.items():
        if form.safe and key in listed:  # the bare name of a party is a mention, not a campaign
            listed[key] = Hashtag("party", form.entity, "warn")
    slogans: dict[str, list[Slogan]] = {}
    for file in files:
        for slogan in file.slogans:
            slogans.setdefault(slogan.words[0], []).append(slogan)
    forms = {fold(term.form) for term in terms.values()}  # "Lord Mayor" is no mayor with powers, but is listed itself
    return Gazetteers(
        terms=tuple(terms.values()),
        domains=domains,
        handles=handles,
        hashtags={tag: each.entity for tag, each in listed.items() if each.level == "block"},
        slogans=tuple(slogan for file in files for slogan in file.slogans),
        lookalikes=tuple(phrase for phrase in lookalikes if phrase not in forms),
        phrases=phrases,
        exempt=frozenset(tag for file in files for tag in file.exempt),
        listed_hashtags=listed,
        hashtag_shapes=tuple(shape for file in files for shape in file.hashtag_shapes),
        domain_shapes=tuple(shape for file in files for shape in file.domain_shapes),
        party_forms=party_forms,
        party_hashtags=party_hashtags,
        slogans_by_word=slogans,
    )


def _host(url: str) -> str:
    """The host of a web address, in lower case; "" where it has none."""
    address = url.strip()
    scheme, colon, _ = address.partition("://")
    if colon:
        if scheme.lower() not in ("http", "https"):
            return ""
    elif address.startswith("/") and not address.startswith("//"):
        return ""
    try:
        parts = urlsplit(address if colon or address.startswith("//") else f"//{address}")
        host = parts.hostname or ""
    except ValueError:
        return ""
    if len(host) > LONGEST_HOST or (parts.username is not None and not colon):
        return ""
    return host.rstrip(".")
