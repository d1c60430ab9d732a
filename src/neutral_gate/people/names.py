"""The forms in which a text may write a person's name: never a bare surname, never a bare first name."""

from __future__ import annotations

import re
import unicodedata

from neutral_gate.model.records import dataclass
from neutral_gate.people.common_names import is_common_phrase
from neutral_gate.people.person import Person

_STYLES = frozenset({"mr", "mrs", "ms", "miss", "mx", "dr", "rt", "right", "hon", "honourable", "the"})
COUNCILLORS = frozenset({"cllr", "councillor", "coun", "cyng", "cynghorydd"})
PEERS = {"lord": "Lord", "baron": "Lord", "viscount": "Lord", "earl": "Lord", "lady": "Lady", "baroness": "Lady"}
_RANKS = frozenset(
    {"prof", "professor", "sir", "dame", "rev", "revd", "reverend", "alderman", "captain", "capt", "major"}
)
_RANKS |= {"maj", "colonel", "col", "lt", "commander", "count"}
HONORIFICS = _STYLES | COUNCILLORS | _RANKS | PEERS.keys()
LETTERS = frozenset({"mp", "msp", "ms", "mla", "mep", "am", "obe", "mbe", "cbe", "kbe", "dbe", "phd", "md", "jp", "kc"})
LETTERS |= {"qc", "ba", "bsc", "ma", "msc", "frcn", "frcp", "frcs", "rn", "dl", "td", "esq", "jr", "snr", "sr"}
PARTICLES = frozenset({"de", "da", "di", "del", "della", "dos", "du", "van", "von", "der", "den", "ter", "la", "le"})
PARTICLES |= {"st", "saint", "ap", "ab", "ferch", "al", "el", "bin", "ibn", "ben", "abu", "mac", "mc", "o", "bint"}
_NICKNAME = re.compile(r"[\"“”‘(]([^\"“”’()]{2,40})[\"“”’)]")
KNOWN_AS = re.compile(r",?\s*\b(?:(?:also|commonly|usually|otherwise|better)\s+)?known as\s+", re.IGNORECASE)
_TITLES: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "councillor": (("Cllr", "Councillor", "Coun", "Cynghorydd"), ()),
    "mp": ((), ("MP",)),
    "msp": ((), ("MSP",)),
    "ms": ((), ("MS",)),
    "mla": ((), ("MLA",)),
    "minister": (("Minister",), ("MP",)),
    "mayor": (("Mayor",), ()),
    "pcc": (("Commissioner", "PCC"), ()),
    "peer": (("Lord", "Lady", "Baroness", "Baron"), ()),
}
STROKES = str.maketrans({"ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "ß": "ss", "đ": "d", "Đ": "D"})


@dataclass(frozen=True, slots=True)
class Name:
    """A written name taken apart; a name of one word has no first names, and titles are in lower case."""

    given: tuple[str, ...]
    surname: str
    nicknames: tuple[str, ...]
    titles: frozenset[str] = frozenset()

    @property
    def councillor(self) -> bool:
        """True where the name is written with a councillor's title."""
        return not COUNCILLORS.isdisjoint(self.titles)


def forms_of(person: Person) -> dict[str, bool]:
    """Every written form of a person's name, each with True where it counts in political company only.

    Names of organisations stay as they are. A person's are: the full name; first and last name; initials of two or
    more first names with the surname; a nickname with the surname; title and surname by role; each also without accents
    and apostrophes. A single word, and a name that is also a common phrase ("Victoria Park"), is weak.
    """
    if person.role in ("party", "campaigner"):
        return {form: " " not in form for form in (person.name, *person.nicknames)}
    forms: dict[str, bool] = {}
    names = written_names(person)
    own = names[0]
    for each in names:
        _add(forms, _with_first_names(each))
        _add(forms, [f"{nickname} {each.surname}" for nickname in each.nicknames])
    _add(forms, [f"{nickname} {own.surname}" for nickname in person.nicknames if " " not in nickname])
    councillor = any(each.councillor for each in names)
    _add(forms, _titled(person, own, councillor))
    for form, weak in list(forms.items()):
        for variant in _variants(form):
            forms.setdefault(variant, weak or is_common_phrase(variant))
    return forms


def written_names(person: Person) -> tuple[Name, ...]:
    """A person's own name taken apart, then other whole names that the list gives."""
    written = (each for name in (person.name, *_full(person.nicknames)) for each in KNOWN_AS.split(name))
    return tuple(_apart(each, person.surname) for each in written if each.strip())


def _add(forms: dict[str, bool], found: list[str]) -> None:
    for form in found:
        forms.setdefault(form, is_common_phrase(form))


def _full(nicknames: tuple[str, ...]) -> tuple[str, ...]:
    """Those that are whole names of their own."""
    return tuple(name for name in nicknames if " " in name)


def _apart(written: str, listed_surname: str) -> Name:
    nicknames = tuple(
        tidy for tidy in (" ".join(found.split()) for found in _NICKNAME.findall(written)) if not _is_title(tidy)
    )
    name = _NICKNAME.sub(" ", written)
    if name.count(",") == 1:  # "Doe, Jane"; letters after the name stay behind
        last, first = (part.strip() for part in name.split(","))
        name = f"{first} {last}" if first and not _is_title(first.split()[0]) else last
    if name.islower():
        name = name.title()
    words = name.replace(",", " ").split()
    if len(words) > 1 and _bare(words[0]) in PEERS and (len(words) == 2 or _bare(words[2]) == "of"):
        return Name((), " ".join(words), nicknames, frozenset({_bare(words[0])}))  # "Lord Doe of Eastmere"
    titles: set[str] = set()
    while len(words) > 1 and _bare(words[0]) in HONORIFICS:
        if len(words) == 2 and _bare(words[0]) in _RANKS:
            break  # "Captain Beany" is the whole name
        titles.add(_bare(words.pop(0)))
    while len(words) > 2 and _bare(words[-1]) in LETTERS:
        words.pop()
    if len(words) < 2:
        return Name((), " ".join(words), nicknames, frozenset(titles))
    size = _surname_size(words, listed_surname)
    return Name(tuple(words[:-size]), " ".join(words[-size:]), nicknames, frozenset(titles))


def _surname_size(words: list[str], listed: str) -> int:
    """How many of the last words are the surname; at least one word stays a first name."""
    count = len(listed.split())
    if 0 < count < len(words) and " ".join(words[-count:]).casefold() == " ".join(listed.split()).casefold():
        return count
    count = 1
    while count < len(words) - 1 and _bare(words[-count - 1]) in PARTICLES:
        count += 1
    return count


def _with_first_names(name: Name) -> list[str]:
    given, surname = name.given, name.surname
    forms = [" ".join((*given, surname))] if surname else []
    if len(given) > 1:
        first = next((each for each in given[:2] if len(each.strip(".")) > 1), "")  # "J Robert Doe" goes by the second
        forms += [f"{first} {surname}"] if first else []
        initials = [each[0].upper() for each in given if each[0].isalpha()]
        joined = "".join(initials)
        forms += [f"{each} {surname}" for each in (joined, " ".join(initials)) if not _is_title(joined)]
    return [form.replace(". ", " ") for form in forms]


def _titled(person: Person, name: Name, councillor: bool) -> list[str]:
    if not name.given:
        title, _, rest = name.surname.partition(" ")
        title = PEERS.get(_bare(title), "")
        return [f"{title} {rest}", f"{title} {rest.partition(' of ')[0]}"] if title and rest else []
    if len(name.surname) < 2:
        return []
    roles = [person.role]
    if councillor:
        roles.append("councillor")
    if person.holds_seat and any(election.startswith("parl.") for election in person.elections):
        roles.append("mp")
    forms: list[str] = []
    for role in roles:
        before, after = _TITLES.get(role, ((), ()))
        forms += [f"{title} {name.surname}" for title in before]
        forms += [f"{name.surname} {letters}" for letters in after]
    return forms


def _variants(form: str) -> list[str]:
    """The same without accents, and with the apostrophe of "O'Neill" left out or as a blank."""
    variants: list[str] = []
    plain = form
    if not form.isascii():
        plain = "".join(each for each in unicodedata.normalize("NFD", form) if not unicodedata.combining(each))
        plain = plain.translate(STROKES)
        if plain != form:
            variants.append(plain)
    straight = plain.replace("’", "'").replace("‘", "'").replace("`", "'")
    if "'" in straight:
        variants += [straight.replace("'", ""), " ".join(straight.replace("'", " ").split())]
    if re.search(r"\bMa?c [A-Z]", plain):
        variants.append(re.sub(r"\b(Ma?c) (?=[A-Z])", r"\1", plain))
    return variants


def _is_title(word: str) -> bool:
    return _bare(word) in HONORIFICS or _bare(word) in LETTERS


def _bare(word: str) -> str:
    return word.strip(".,").casefold()
