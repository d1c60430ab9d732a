"""Which column of a people list holds what, told by its heading and never by its place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from neutral_gate.model.records import dataclass
from neutral_gate.people.forms import OWN, Form, form_of

# The headings by which each meaning is known, as `plain` writes them; where a list has several, the first one counts.
_KNOWN = """
name: person_name name full_name fullname nice_name candidate_name councillor_name raw_name candidate councillor
name: display_name cllr_name cllr name_display_as member_name member mp_name politician person name_of_candidate
first: sopn_first_names candidate_first_name councillor_first_name first_name firstname first_names forename forenames
first: given_name given_names
last: sopn_last_name candidate_surname councillor_surname surname lastname last_name last_names family_name
nickname: nickname nicknames also_known_as known_as other_names alias aliases commonly_known_as
role: role office position chamber house
party: party_name party raw_party political_party party_description_text party_affiliation affiliation political_group
party: description_of_candidate group
party_id: party_id party_ec_id electoral_commission_party_code electoral_commission_party_id ec_id ec_ref
party_id: legacy_party_id party_code ec_reference_number
x: twitter_username twitter x handle handles x_handle twitter_handle x_username account accounts twitter_url x_url
x: twitter_x x_twitter twitter_account social_media
bluesky: blue_sky_url bluesky_handle bluesky bluesky_url blue_sky bluesky_username blue_sky_handle
mastodon: mastodon_username mastodon mastodon_url mastodon_handle
threads: threads_url threads_username threads threads_handle
instagram: instagram_url instagram_username instagram instagram_handle
facebook: facebook_page_url facebook_page facebook facebook_url facebook_handle
tiktok: tiktok_url tiktok tik_tok tiktok_username tiktok_handle
youtube: youtube_profile youtube youtube_url you_tube youtube_channel youtube_handle
linkedin: linkedin_url linkedin linked_in linkedin_profile
website: homepage_url homepage website domain domains own_website web_site website_url home_page
blog: blog_url blog
area: post_label area areas constituency constituency_name ward ward_name division raw_division division_name
area: electoral_division electoral_area seat region
council: organisation_name council council_name authority local_authority organisation authority_name
code: gss gss_code area_code ons_code ons_id ward_code constituency_code
ballot: ballot_paper_id ballot
election: election_id election elections
until: election_date valid_until until end_date polling_day valid_to end poll_date polling_date date_of_poll
from: valid_from from start_date since start elected_on
as_of: as_of list_date last_updated
holds_seat: sitting_mp incumbent sitting
id: dc_person_id democracy_club_person_id person_id id raw_identifier identifier councillor_id mp_id
parliament_id: parlparse_id
address: uri
vacant: vacant vacancy
kind: regulated_entity_type_name entity_type
status: registration_status_name registration_status status register_status
other_party_names: regulated_entity_alternate_name alternative_names alternative_name
description: description party_description descriptions
translation: translation
approved: approved_date date_registered registration_date
"""


def _synonyms() -> dict[str, tuple[str, ...]]:
    known: dict[str, tuple[str, ...]] = {}
    for line in _KNOWN.split("\n"):
        meaning, _, headings = line.partition(":")
        if meaning:
            known[meaning] = (*known.get(meaning, ()), *headings.split())
    return known


_SYNONYMS = _synonyms()
HANDLE_COLUMNS = ("x", "bluesky", "mastodon", "threads", "instagram", "facebook", "tiktok", "youtube", "linkedin")
_PARTY_NAME = ("regulated_entity_name", "entity_name", "party_name", "name", "party")


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of one file.

    Attributes:
        places: Column number by meaning.
        form: The form of the list.
    """

    places: dict[str, int]
    form: Form = OWN

    def cell(self, row: Sequence[str], meaning: str) -> str:
        """The cell of a row, or "" where the file has no such column or the row is short."""
        place = self.places.get(meaning, -1)
        return row[place] if 0 <= place < len(row) else ""


def columns_of(header: Sequence[str]) -> Columns | None:
    """The meaning of each heading that is known, or None where the list has no form that is known.

    The other columns, e-mail, addresses and birth date among them, are never read.
    """
    headings: dict[str, int] = {}
    for place, heading in enumerate(header):
        for spelling in (plain(heading), plain(heading, open_up=False)):
            headings.setdefault(spelling, place)
    headings.pop("", None)
    places: dict[str, int] = {}
    for meaning, synonyms in _SYNONYMS.items():
        found = _first(headings, synonyms)
        if found is not None:
            places[meaning] = found
    form = form_of(headings, places, len(header))
    if form is None:
        return None
    if form.subject == "party":
        places["name"] = headings[next(each for each in _PARTY_NAME if each in headings)]
    return Columns(places, form)


def plain(heading: str, *, open_up: bool = True) -> str:
    """A heading in small letters with "_" between words: “Ward Name”, "wardName" and "ward-name" are one.

    Args:
        heading: As the file writes it.
        open_up: Whether a capital inside a word starts a new one; "YouTube" is one word all the same.
    """
    written = heading.strip("\ufeff\"'“”‘’ \t\r\n")
    if open_up:
        written = re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", " ", written)
    return "_".join(re.sub(r"[\W_]+", " ", written).casefold().split())


def _first(headings: dict[str, int], synonyms: Iterable[str]) -> int | None:
    return next((headings[each] for each in synonyms if each in headings), None)
