import pytest

from neutral_gate.lexicon.accounts import Accounts
from neutral_gate.lexicon.addresses import read_address
from neutral_gate.lexicon.gazetteers import load_gazetteers
from neutral_gate.lexicon.lexicon import load_lexicon

WHO = ("candidate", "Hettie Ormsgill")
HANDLES = (
    "ormsgillh",
    "hettie@social.example",
    "hettie.bsky.social",
    "ormsgill.example",
    "hettie.threads",
    "hettieforthings",
    "hettie_ig",
    "hettietube",
    "ucabc_def123",
    "hettietok",
    "hettie-ormsgill-12",
)


@pytest.fixture(scope="module")
def accounts():
    lexicon = load_lexicon()
    return Accounts(
        load_gazetteers(),
        lexicon.recogniser,
        dict.fromkeys(HANDLES, WHO),
        sites={"https://www.hettieo.example/about": WHO},
        own_sites=["www.ashdale.example", "https://greensashdale.example", "facebook.com"],
    )


@pytest.mark.parametrize(
    "url",
    [
        # X
        "x.com/OrmsgillH",
        "https://twitter.com/ormsgillh/",
        "https://mobile.twitter.com/OrmsgillH/status/12?s=20",
        "https://X.COM/ormsgillH#m",
        "https://x.com/intent/user?screen_name=OrmsgillH",
        "https://twitter.com/intent/tweet?text=hi&via=ormsgillh",
        "https://nitter.net/OrmsgillH",
        # Mastodon
        "https://social.example/@hettie",
        "https://social.example/@hettie/11223344",
        "https://other.example/@hettie@social.example",
        "https://social.example/users/hettie",
        "https://social.example/web/@hettie",
        # Bluesky
        "https://bsky.app/profile/hettie.bsky.social",
        "https://bsky.app/profile/hettie.bsky.social/post/3kabc",
        "https://bsky.app/profile/ormsgill.example",
        "https://hettie.bsky.social",
        # Threads
        "https://www.threads.net/@hettie.threads",
        "https://threads.com/@Hettie.Threads/post/Abc",
        "https://www.threads.net/hettie.threads",
        # Facebook
        "https://m.facebook.com/HettieForThings",
        "https://www.facebook.com/HettieForThings/posts/12?ref=x",
        "https://facebook.com/pg/HettieForThings/about/",
        "https://en-gb.facebook.com/hettieforthings",
        "https://fb.com/hettieforthings/",
        "https://fb.me/hettieforthings",
        "https://m.me/hettieforthings",
        # Instagram
        "https://www.instagram.com/hettie_ig/",
        "https://instagram.com/hettie_ig?igshid=1",
        "https://instagr.am/hettie_ig",
        "https://www.instagram.com/hettie_ig/reel/abc/",
        # YouTube
        "https://www.youtube.com/@hettietube",
        "https://m.youtube.com/@HettieTube/videos",
        "https://www.youtube.com/c/hettietube",
        "https://www.youtube.com/user/hettietube",
        "https://youtube.com/hettietube.",
        "https://www.youtube.com/channel/UCabc_DEF123",
        # TikTok
        "https://www.tiktok.com/@hettietok?lang=en",
        "https://www.tiktok.com/@hettietok/video/77",
        "https://m.tiktok.com/@hettietok",
        # LinkedIn
        "https://www.linkedin.com/in/hettie-ormsgill-12/",
        "https://uk.linkedin.com/in/Hettie-Ormsgill-12?trk=x",
        "https://www.linkedin.com/in/hettie-ormsgill-12/recent-activity/all/",
        # Her own site
        "hettieo.example",
        "https://blog.hettieo.example/news",
    ],
)
def test_an_address_of_every_platform_leads_to_its_account(accounts, url):
    found = accounts.address(url)

    assert found is not None
    assert (found.cls, found.entity, found.listed) == (*WHO, True)


@pytest.mark.parametrize(
    "url",
    [
        "https://x.com/home",
        "https://x.com/search?q=ormsgillh",
        "https://www.youtube.com/watch?v=hettietube",
        "https://www.youtube.com/playlist?p=hettietube",
        "https://www.instagram.com/p/hettie_ig/",
        "https://www.facebook.com/events/12",
        "https://social.example/@somebody",
        "https://other.example/@hettie",
        "https://nothettieo.example",
        "https://www.linkedin.com/feed/",
        "https://www.ashdale.example/",
        "https://news.greensashdale.example/x",
    ],
)
def test_other_addresses_lead_to_nobody(accounts, url):
    assert accounts.address(url) is None


def test_a_platform_is_nobodys_own_site(accounts):
    assert accounts.address("https://facebook.com/hettieforthings") is not None


@pytest.mark.parametrize(
    "handle",
    [
        "@OrmsgillH",
        "＠ormsgillh",
        "@hettie@social.example",
        "hettie.bsky.social",
        "@ormsgill.example",
        "@hettie.threads",
    ],
)
def test_a_handle_of_every_form_is_known(accounts, handle):
    assert accounts.account(handle).entity == WHO[1]


@pytest.mark.parametrize(
    "handle",
    [
        *(
            "@janedoemp",
            "@JaneDoeMP",
            "@jane_doe_msp",
            "@doeMSP",
            "@CllrDoe",
            "@cllrdoe",
            "@CouncillorDoe",
            "@Jane4Mayor",
        ),
        *("@JDoe4MP", "@DoePPC", "@DoeMLA", "@DoePCC", "@BaronessDoe", "@VoteDoe", "@VoteForDoe", "@votejane"),
        *("@VoteJane2024", "@ElectJane", "@reelectdoe", "@ReElectDoe"),
    ],
)
def test_a_handle_that_says_it_is_political_warns(accounts, handle):
    found = accounts.account(handle)

    assert found is not None
    assert not found.listed


@pytest.mark.parametrize(
    "handle",
    [
        *(
            "@comp",
            "@lamp",
            "@camp",
            "@stamp",
            "@champ",
            "@trump",
            "@Olymp",
            "@summercamp",
            "@HarrowdaleStamp",
            "@BandCamp",
        ),
        *(
            "@PumpRoom",
            "@heatpump",
            "@GlowLamp",
            "@tramp",
            "@shrimp",
            "@clamp",
            "@ramp",
            "@swamp",
            "@dump",
            "@hemp",
            "@temp",
        ),
        *(
            "@DrawingComp",
            "@bootcamp",
            "@devotees",
            "@voters",
            "@VoterRegistration",
            "@YourVoteMatters",
            "@VoteScotland",
        ),
        *(
            "@electricvan",
            "@Electrician",
            "@ElectoralServices",
            "@ElectionsOffice",
            "@ElectPower",
            "@BackCare",
            "@Fit4Life",
        ),
        *("@MSSociety", "@HarrowdaleMS", "@VotesAtSchool", "@RunForHospice", "@electronics"),
    ],
)
def test_false_friends_are_nobodys(accounts, handle):
    assert accounts.account(handle) is None


@pytest.mark.parametrize("url", ["", "https://", "mailto:a@b.example", "http://[x", "/path", "x.com"])
def test_odd_addresses_do_no_harm(url):
    address = read_address(url)

    assert address is None or address.account == ""
