"""Which column of a people list holds what, told by its heading and never by its place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from neutral_gate.people.person import Role

_SYNONYMS: dict[str, tuple[str, ...]] = {
    "name": (
        "person_name",
        "name",
        "full_name",
        "nice_name",
        "candidate_name",
        "councillor_name",
        "raw_name",
        "candidate",
    ),
    "first": (
        "sopn_first_names",
        "candidate_first_name",
        "first_name",
        "first_names",
        "forename",
        "forenames",
        "given_name",
    ),
    "last": ("sopn_last_name", "candidate_surname", "surname", "last_name", "family_name"),
    "nickname": ("nickname", "nicknames", "also_known_as", "known_as", "other_names", "alias"),
    "role": ("role", "office", "position", "chamber"),
    "party": ("party_name", "party", "raw_party", "political_party", "party_description_text"),
    "party_id": (
        "party_id",
        "party_ec_id",
        "electoral_commission_party_code",
        "electoral_commission_party_id",
        "ec_id",
    ),
    "x": (
        "twitter_username",
        "twitter",
        "x",
        "handle",
        "handles",
        "x_handle",
        "twitter_handle",
        "x_username",
        "account",
    ),
    "bluesky": ("blue_sky_url", "bluesky_handle", "bluesky", "bluesky_url"),
    "mastodon": ("mastodon_username", "mastodon", "mastodon_url"),
    "threads": ("threads_url", "threads_username", "threads"),
    "instagram": ("instagram_url", "instagram_username", "instagram"),
    "facebook": ("facebook_page_url", "facebook_page", "facebook", "facebook_url"),
    "tiktok": ("tiktok_url", "tiktok"),
    "youtube": ("youtube_profile", "youtube", "youtube_url"),
    "website": ("homepage_url", "homepage", "website", "domain", "domains", "own_website"),
    "area": (
        "post_label",
        "area",
        "areas",
        "constituency",
        "constituency_name",
        "ward",
        "ward_name",
        "division",
        "raw_division",
    ),
    "council": ("organisation_name", "council", "council_name", "authority"),
    "code": ("gss", "gss_code", "area_code"),
    "ballot": ("ballot_paper_id", "ballot"),
    "election": ("election_id", "election", "elections"),
    "until": ("election_date", "valid_until", "until", "end_date", "polling_day"),
    "from": ("valid_from", "from", "start_date", "since"),
    "as_of": ("as_of", "list_date", "last_updated"),
    "holds_seat": ("sitting_mp", "incumbent", "sitting"),
    "id": ("person_id", "id", "dc_person_id", "raw_identifier"),
}
HANDLE_COLUMNS = ("x", "bluesky", "mastodon", "threads", "instagram", "facebook", "tiktok", "youtube")
_COUNCILLOR_FILE = frozenset({"councillor_name", "raw_division"})
_DEMOCRACY_CLUB = frozenset({"ballot_paper_id", "mapit_id", "dc_person_id"})


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of one file.

    Attributes:
        places: Column number by meaning.
        role: What a row is where no column says so.
        register: Whose ids the id column holds: "dc" for Democracy Club, else "".
    """

    places: dict[str, int]
    role: Role
    register: str

    def has_name(self) -> bool:
        """True where a column, or two, give the name."""
        return "name" in self.places or ("first" in self.places and "last" in self.places)

    def cell(self, row: Sequence[str], meaning: str) -> str:
        """The cell of a row, or "" where the file has no such column or the row is short."""
        place = self.places.get(meaning, -1)
        return row[place] if 0 <= place < len(row) else ""


def columns_of(header: Sequence[str]) -> Columns:
    """The meaning of each heading that is known; the others, e-mail and birth date among them, are never read."""
    headings: dict[str, int] = {}
    for place, heading in enumerate(header):
        headings.setdefault(_plain(heading), place)
    places: dict[str, int] = {}
    for meaning, synonyms in _SYNONYMS.items():
        found = next((headings[each] for each in synonyms if each in headings), None)
        if found is not None:
            places[meaning] = found
    role: Role = "councillor" if headings.keys() & _COUNCILLOR_FILE else "candidate"
    democracy_club = not headings.keys().isdisjoint(_DEMOCRACY_CLUB) or {"id", "post_label"} <= headings.keys()
    return Columns(places, role, "dc" if democracy_club else "")


def _plain(heading: str) -> str:
    words = heading.strip("\ufeff\"' \t").casefold().replace("-", " ").replace("_", " ").replace("/", " ")
    return "_".join(words.split())
