"""The forms of people list that are known, told by their headings."""

from __future__ import annotations

from collections.abc import Collection
from typing import Literal

from neutral_gate.model.records import dataclass
from neutral_gate.people.person import Role

Subject = Literal["person", "party"]


@dataclass(frozen=True, slots=True)
class Form:
    """One form of people list.

    Attributes:
        name: What people call it.
        licence: The licence that its maker gives, or "".
        credit: Whom the licence asks to name, or "".
        role: What a row is where no column says so.
        register: Whose ids the id column holds, where all lists of the form share them ("dc", "ec"), else "".
        subject: Whether a row tells of a person or of a party.
        empty_seats: True where a row without a name is a seat that nobody holds.
    """

    name: str
    licence: str = ""
    credit: str = ""
    role: Role = "candidate"
    register: str = ""
    subject: Subject = "person"
    empty_seats: bool = False


_DC_CREDIT = "Democracy Club, https://candidates.democracyclub.org.uk"
_BY = "CC BY 4.0"
_EC = "Electoral Commission, https://search.electoralcommission.org.uk"

OWN = Form("a simple list of your own")
DC_2015 = Form("Democracy Club candidates, form of 2015", _BY, _DC_CREDIT, register="dc")
DC_2017 = Form("Democracy Club candidates, form of 2017 to 2019", _BY, _DC_CREDIT, register="dc")
DC_2020 = Form("Democracy Club candidates, form of 2020 to 2023", _BY, _DC_CREDIT, register="dc")
DC_NOW = Form("Democracy Club candidates, form of today", _BY, _DC_CREDIT, register="dc")
RESULTS = Form("House of Commons Library results by candidate", "Open Parliament Licence", "House of Commons Library",
               register="dc")  # fmt: skip
REGISTER = Form("Electoral Commission register", "", _EC, "party", "ec", "party")
PARTIES = Form("a list of parties", role="party", register="ec", subject="party")
SOCIAL = Form("parlparse social media accounts", "", "mySociety, https://github.com/mysociety/parlparse", "other")
SITTING = Form("sitting members, as mySociety or TheyWorkForYou list them", _BY, "mySociety", "other")
COUNCILLORS = Form("Open Council Data councillors", "", "Open Council Data UK, https://opencouncildata.co.uk",
                   "councillor", empty_seats=True)  # fmt: skip
SCRAPED = Form("councillors from Democracy Club's scrapers (LGSF)", "", "Democracy Club", "councillor",
               empty_seats=True)  # fmt: skip
COUNCIL = Form("councillors as a council lists them", "", "", "councillor", empty_seats=True)
FORMS = (
    OWN,
    DC_NOW,
    DC_2020,
    DC_2017,
    DC_2015,
    RESULTS,
    REGISTER,
    PARTIES,
    SOCIAL,
    SITTING,
    COUNCILLORS,
    SCRAPED,
    COUNCIL,
)

# The first form of which a file has all headings of one set. A heading is told as `columns.plain` writes it.
_SIGNS: tuple[tuple[Form, tuple[frozenset[str], ...]], ...] = tuple(
    (form, tuple(frozenset(each.split()) for each in signs))
    for form, signs in (
        (REGISTER, ("regulated_entity_name", "ec_reference_number entity_name")),
        (SCRAPED, ("raw_name", "identifier name party division")),
        (COUNCILLORS, ("councillor_name", "cllr_name", "councillor_surname", "councillor ward", "councillor council")),
        (RESULTS, ("candidate_first_name candidate_surname", "dc_person_id")),
        (DC_NOW, ("person_name ballot_paper_id", "person_name election_id", "person_id person_name")),
        (DC_2020, ("id name ballot_paper_id", "name election party_name previous_party_affiliations")),
        (DC_2017, ("id name post_label", "name party_ec_id post_label")),
        (DC_2015, ("mapit_id", "id name constituency party_ppc_page_url", "id name constituency parlparse_id")),
        (SITTING, ("nice_name", "person_id first_name last_name uri", "person_id name uri")),
        (SOCIAL, ("id twitter_username facebook_page bluesky_handle",)),
    )
)
_PARTY_NAMES = frozenset({"party_name", "party"})
_PARTY_SIGNS = frozenset({"ec_id", "party_id", "party_ec_id", "abbreviation", "alternative_names", "register"})


def form_of(headings: Collection[str], meanings: Collection[str], columns: int) -> Form | None:
    """The form that a file has, or None where it has none that is known.

    Args:
        headings: Its headings, each as `columns.plain` writes it.
        meanings: What they mean, of those that are known.
        columns: How many columns it has.
    """
    have, known = frozenset(headings), frozenset(meanings)
    for form, signs in _SIGNS:
        if any(sign <= have for sign in signs):
            return form
    people = "name" in known or {"first", "last"} <= known
    if not people:
        return PARTIES if have & _PARTY_NAMES and have & _PARTY_SIGNS else None
    if "ec_id" in have and known == {"name", "party_id"}:
        return PARTIES
    # A lone “name” among headings that mean nothing to us is a list of anything: prices, streets, cats.
    return None if known == {"name"} and columns > 1 else OWN


def known_forms() -> str:
    """All forms by name, for a message."""
    return "; ".join(form.name for form in FORMS)
