import pickle

import pytest

from neutral_gate.lexicon.account_names import load_account_names
from neutral_gate.lexicon.accounts import Accounts
from neutral_gate.lexicon.gazetteers import load_gazetteers
from neutral_gate.lexicon.recogniser import Recogniser
from neutral_gate.lexicon.rulebook import load_shapes
from neutral_gate.model import Term

PERSON = "Nadia Forester"


@pytest.fixture(scope="module")
def accounts():
    gazetteers, shapes = load_gazetteers(), load_shapes()
    terms = (Term(PERSON, ("candidate",), PERSON),)
    recogniser = Recogniser(
        gazetteers.terms, shapes["merge"], shapes["promote"], shapes["accounts"], gazetteers.lookalikes
    ).with_terms(terms)
    handles = {"nforester": ("candidate", PERSON)}
    return Accounts(gazetteers, recogniser, handles, own=["penmoorgreens"], people=terms)


@pytest.mark.parametrize(
    ("handle", "cls"),
    [
        ("@AshdaleLabour", "party"),
        ("@ashdalelabour", "party"),
        ("labour_ashdale", "party"),
        ("@AshdaleLabour2024", "party"),
        ("@sunderlandlabour", "party"),
        ("@ashdaleconservatives", "party"),
        ("@AshdaleTories", "party"),
        ("@libdemsashdale", "party"),
        ("@GreensForAshdale", "party"),
        ("@ReformUKAshdale", "party"),
        ("@CumberlandReform", "party"),
        ("@ashdalegreens.bsky.social", "party"),
        ("@AshdaleGreens@social.example", "party"),
        ("ashdalelabour.org.uk", "party"),
        ("@CllrPenhale", "politician"),
        ("@ivor_penhale_mp", "politician"),
        ("@ivorpenhalemp", "politician"),
        ("@AshdalePCC", "politician"),
        ("@NForester", "candidate"),
        ("@nadiaforesterofficial", "candidate"),
        ("@VoteForester", "candidate"),
        ("@SaveAshdaleBaths", "campaigner"),
        ("@savetarnvalleylibrary", "campaigner"),
        ("@KeepBellStreetOpen", "campaigner"),
        ("@StopTheAshdaleBypass", "campaigner"),
        ("@NoToTheQuarry", "campaigner"),
        ("@UKLabour", "party"),
        ("@Ivor_Penhale_MP_Office", "politician"),
        ("@IvorPenhaleMPforAshdale", "politician"),
        ("@penhale_mp_office", "politician"),
        ("@penhale_mp_2024", "politician"),
    ],
)
def test_a_handle_says_whose_it_is(accounts, handle, cls):
    found = accounts.account(handle)

    assert found is not None
    assert found.cls == cls


@pytest.mark.parametrize(
    "handle",
    [
        "@AshdaleLabourWard",
        "@childlabourfacts",
        "@VillageGreensAshdale",
        "@ChelseaGardens",
        "@ashdalestories",
        "@AshdaleHistories",
        "@LandReformGroup",
        "@reformedchurch",
        "@SavingsAshdale",
        "@SaveEnergyAshdale",
        "@SaveTheChildrenUK",
        "@StopSmokingAshdale",
        "@ashdalecamp",
        "@JazzMP3",
        "@rosa_mp_lund",
        "@RosaMPLund",
        "@Ivor_MP_Podiatry",
        "@AshdaleMPBakery",
        "@MP_Osteo_Ashdale",
        "@MrsMPoole",
        "@YouthMPAshdale",
        "@StGilesPCC",
        "@AshdaleElections",
        "@AshdaleFire",
        "@MayorOfAshdale",
        "@AshdaleLibrary",
        "@NorthernBypassWorks",
        "@scotgov",
        "@PenmoorGreens",
        "@",
        "",
    ],
)
def test_look_alikes_public_bodies_and_own_accounts_are_nobodys(accounts, handle):
    assert accounts.account(handle) is None


@pytest.mark.parametrize(
    ("name", "cls"),
    [
        ("Ashdale Labour", "party"),
        ("Ashdale Liberal Democrats", "party"),
        ("Cllr Ivor Penhale", "politician"),
        ("Ivor Penhale MP", "politician"),
        ("Mayor of the Ashdale Combined Authority", "politician"),
        ("Police and Crime Commissioner for Ashdale", "politician"),
        ("Save Ashdale Baths", "campaigner"),
        ("SOS Ashdale Beds", "campaigner"),
        ("Ivor Penhale, Independent for Ashdale East", "candidate"),
        (PERSON, "candidate"),
    ],
)
def test_a_display_name_says_whose_it_is(accounts, name, cls):
    found = accounts.account("@page1204", name)

    assert found is not None
    assert found.cls == cls
    assert not found.listed


def test_a_harmless_display_name_beats_what_the_handle_seems_to_say(accounts):
    assert accounts.account("@AshdaleLabour", "Ashdale Labour Ward") is None
    assert accounts.account("@StopTheAshdaleBypass", "Ashdale Electoral Services") is None


def test_a_list_beats_the_display_name(accounts):
    found = accounts.account("@nforester", "Ashdale Electoral Services")

    assert found is not None
    assert (found.cls, found.entity, found.listed) == ("candidate", PERSON, True)


@pytest.mark.parametrize(
    ("url", "cls"),
    [
        ("https://www.labour.org.uk/contact", "party"),
        ("labour.org.uk", "party"),
        ("//ashdale.greenparty.org.uk/join", "party"),
        ("https://www.ashdalelabour.org.uk", "party"),
        ("https://ashdale-libdems.example/news", "party"),
        ("https://savebrindlebaths.org", "campaigner"),
        ("https://savebrindlebaths.wordpress.com/about", "campaigner"),
        ("https://www.change.org/p/anything", "campaigner"),
        ("https://petition.parliament.uk/petitions/1", "campaigner"),
        ("https://www.nadiaforester.org.uk", "candidate"),
        ("https://www.nforester.example/ferries", "candidate"),
        ("https://www.voteida4ashdale.example", "candidate"),
        ("https://x.com/nforester/status/1", "candidate"),
        ("https://m.facebook.com/groups/saveourlibrary", "campaigner"),
        ("https://bsky.app/profile/ashdalelabour.bsky.social", "party"),
        ("https://mastodon.example/@AshdaleGreens/11", "party"),
        ("https://twitter.com/intent/follow?screen_name=AshdaleLabour", "party"),
        (
            "https://www.facebook.com/plugins/post.php?href=https%3A%2F%2Fwww.facebook.com%2FAshdaleTories%2Fposts%2F1",
            "party",
        ),
        ("https://archive.example/web/2024/https://www.libdems.org.uk/", "party"),
    ],
)
def test_an_address_says_whose_it_is_also_inside_another(accounts, url, cls):
    found = accounts.address(url)

    assert found is not None
    assert found.cls == cls
    assert accounts.address(url) is found


@pytest.mark.parametrize(
    "url",
    [
        "https://www.gov.uk/register-to-vote",
        "https://www.parliament.uk/about/",
        "https://petitions.ashdale.gov.uk/",
        "https://whocanivotefor.co.uk/",
        "https://www.penmoor.example/labour-ward",
        "https://penmoorpost.example/news/labour.org.uk",
        "https://www.villagegreensashdale.org.uk",
        "https://www.vote4trees.example",
        "https://www.electric4you.example",
        "https://www.facebook.com/sharer/sharer.php?u=https%3A%2F%2Fwww.ashdale.example",
        "https://x.com/AshdaleFire",
        "https://www.facebook.com/events/12",
        "mailto:office@labour.org.uk",
        "tel:01632960700",
        "/labour.org.uk",
        "#labour",
        "https://",
        "http://[broken",
        "",
    ],
)
def test_other_addresses_are_nobodys(accounts, url):
    assert accounts.address(url) is None


@pytest.mark.parametrize(
    ("handle", "name"),
    [
        ("@LabourersLaneSch", "Labourers Lane Primary School"),
        ("@ReformTarn", "Tarn Reform Synagogue"),
        ("@ReformTarn", "Reform Synagogue, Tarn"),
        ("@TarnGreens", "Greens of Tarn, florists"),
        ("@GreenMPhysio", "Green & Mayor Physiotherapy"),
        ("@reformlaneprimary", ""),
        ("@ToryLaneFC", "Tory Lane FC"),
    ],
)
def test_a_school_a_church_a_club_or_a_firm_is_no_party(accounts, handle, name):
    assert accounts.account(handle, name) is None


@pytest.mark.parametrize(
    ("handle", "name"),
    [
        ("@TarnLabour", "Labour for Schools"),
        ("@TarnLabour", "Labour, Church Ward"),
        ("@TarnConservatives", "Tarn Conservatives Choir"),
        ("@LabourPartyChoir", "Labour Party Choir"),
        ("@SaveMillLanePrimary", "Save Mill Lane Primary"),
    ],
)
def test_a_party_or_a_campaign_with_such_a_word_stays_one(accounts, handle, name):
    assert accounts.account(handle, name) is not None


def test_the_words_of_a_link_may_say_that_a_site_is_somebody_elses(accounts):
    site = "https://www.tarn-reform.example/"

    assert accounts.linked(site, "Tarn Reform Synagogue: services") is None
    assert accounts.linked(site, "Times of services") is not None
    assert accounts.linked(site, "The Tarn Reform Bowls Club site") is None
    assert accounts.linked("https://www.reform-lane-school.example/", "Term dates") is None
    assert accounts.linked("https://www.savelarchlaneschool.org.uk/", "Save Larch Lane School") is not None
    assert accounts.linked(site, "St Mary's Church") is not None, "the words must explain the name of the site"
    assert accounts.linked("https://www.labour.org.uk/", "Labour Road Church") is not None, "a list knows better"


def test_every_piece_of_every_shape_is_found_by_the_quick_look_first():
    names = load_account_names()

    assert {part for shape in names.shapes for part in shape.parts} == set(names.parts)
    assert all(part == part.lower() and part.isalnum() for part in names.parts)


def test_accounts_can_be_kept_between_runs(accounts):
    again = pickle.loads(pickle.dumps(accounts))

    assert again.account("@AshdaleLabour") == accounts.account("@AshdaleLabour")
    assert again.with_people(again._recogniser, {}).account("@nforester") is None


@pytest.mark.parametrize(
    ("handle", "name", "cls"),
    [
        ("@Bea4Tarnwick", "Bea Sorrell for Tarnwick", "candidate"),
        ("@bea_sorrell_for_tarnwick", "Bea Sorrell for Tarnwick", "candidate"),
        ("@BSorrellForTarnwick", "Bea Sorrell for Tarnwick", "candidate"),
        ("@tarnwickfund", "Action Fund for Tarnwick", None),
        ("@Music4Tarnwick", "Summer Music for Tarnwick", None),
        ("@torysorrell", "Tory Sorrell", None),
        ("@tarnwicktory", "Tory Councillors", "party"),
        ("@KeepWardsInTarnwick", "Keep Maternity in Tarnwick", "campaigner"),
        ("@KeepFitTarnwick", "Keep Fit in Tarnwick", None),
    ],
)
def test_a_display_name_and_a_handle_together_say_whose_it_is(accounts, handle, name, cls):
    found = accounts.account(handle, name)

    assert (found.cls if found else None) == cls
