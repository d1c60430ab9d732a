from collections.abc import Iterable
from pathlib import Path

import pytest

from neutral_gate.lexicon.gazetteers import Gazetteers, load_gazetteers
from neutral_gate.lexicon.pattern import parse
from neutral_gate.lexicon.recogniser import Recogniser
from neutral_gate.model import UsageError
from neutral_gate.text import fold, tokenise

SHIPPED = load_gazetteers()
RECOGNISER = Recogniser(SHIPPED.terms, {}, {}, {}, SHIPPED.lookalikes)


def classes(text: str) -> set[str]:
    return {name for token in RECOGNISER.recognise([tokenise(text)])[0][0] for name in token.classes}


def entities(text: str) -> list[str]:
    return [token.entity for token in RECOGNISER.recognise([tokenise(text)])[0][0] if token.entity]


def own(folder: Path, text: str) -> Gazetteers:
    (folder / "own.yaml").write_text(text, "utf-8")
    return load_gazetteers(folder)


@pytest.mark.parametrize(
    ("text", "party"),
    [
        ("the Liberal Democrats", "Liberal Democrats"),
        ("two Lib Dems", "Liberal Democrats"),
        ("Scottish Labour", "Labour Party"),
        ("the Tories", "Conservative and Unionist Party"),
        ("TORIES OUT", "Conservative and Unionist Party"),
        ("Reform UK", "Reform UK"),
        ("the Wales Green Party", "Green Party"),
        ("Plaid Cymru", "Plaid Cymru"),
        ("Sinn Fein", "Sinn Féin"),
        ("SINN FÉIN", "Sinn Féin"),
        ("the DUP", "Democratic Unionist Party"),
        ("Trade Unionist and Socialist Coalition", "Trade Unionist and Socialist Coalition"),
    ],
)
def test_strong_names_of_parties(text: str, party: str) -> None:
    assert "party" in classes(text)
    assert entities(text) == [party]


@pytest.mark.parametrize(
    "text", ["Labour", "Conservative", "Green", "Reform", "Alliance", "Liberal", "Alba", "SNP", "Plaid"]
)
def test_common_words_are_weak(text: str) -> None:
    assert "weak-party" in classes(text)
    assert "party" not in classes(text)


@pytest.mark.parametrize(
    "text",
    [
        "The Labour ward is on level 2",
        "Slave Labour statement",
        "labour",
        "a conservative estimate",
        "Conservative treatment comes first",
        "Green spaces and Green bins",
        "Reform of the benefit",
        "Planning Reform",
        "the Cancer Alliance",
        "Alliance Medical",
        "Independent living",
        "a party wall",
        "SNP genotyping",
        "Dignity and Respect",
        "a Methodist minister",
        "ministers of religion",
        "a bereavement counsellor",
        "Lord Lieutenant",
        "the Local Government Ombudsman",
        "clinical governance",
        "gov.uk",
        "the City of Westminster",
        "Westminster Abbey",
        "Treasury management strategy",
        "12 MP camera",
        "an mp3 player",
        "people with MS",
        "9 AM to 1 PM",
        "the Vice Chancellor",
        "Friends of Wexcombe Hospital",
        "38 degrees C or above",
    ],
)
def test_other_meanings_are_nothing(text: str) -> None:
    found = {name for name in classes(text) if not name.startswith("weak-")}

    assert not found & {"party", "office", "government", "campaigner", "place-of-power"}
    assert "weak-party" not in classes(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the Prime Minister", {"minister", "office", "government"}),
        ("ministers", {"minister", "office", "government"}),
        ("the Health Secretary", {"minister", "office"}),
        ("our local MPs", {"mp", "office"}),
        ("an MSP", {"msp", "office"}),
        ("Cllr", {"councillor", "office"}),
        ("county councillors", {"councillor", "office"}),
        ("the member of parliament", {"mp", "office"}),
        ("a Member of Parliament", {"mp", "office"}),
        ("members of the Senedd", {"ms", "office"}),
        ("the leader of the council", {"council-leader", "councillor", "office"}),
        ("the portfolio holder for housing", {"council-leader", "office"}),
        ("Police, Fire and Crime Commissioner", {"pcc", "office"}),
        ("the Mayor of London", {"mayor", "office"}),
        ("party leaders", {"party-leader", "office"}),
        ("the Government", {"government"}),
        ("Downing Street", {"government", "place-of-power"}),
        ("DHSC", {"government", "department"}),
        ("HM Treasury", {"government"}),
        ("Just Stop Oil", {"campaigner"}),
        ("38 Degrees", {"campaigner"}),
    ],
)
def test_offices_government_and_campaigners(text: str, expected: set[str]) -> None:
    assert expected <= classes(text)


def test_a_civic_mayor_is_no_politician() -> None:
    assert classes("the Lord Mayor") - {"full-name"} == {"civic-mayor"}
    assert "office" not in classes("town mayor")


@pytest.mark.parametrize(
    ("url", "owner"),
    [
        ("https://northwestwales.greenparty.org.uk/news", ("party", "Green Party")),
        ("https://www.labour.org.uk:443/contact/", ("party", "Labour Party")),
        ("labour.org.uk", ("party", "Labour Party")),
        ("//libdems.org.uk/x", ("party", "Liberal Democrats")),
        ("HTTPS://WWW.CONSERVATIVES.COM", ("party", "Conservative and Unionist Party")),
        ("https://conservatives.com./our-plan", ("party", "Conservative and Unionist Party")),
        ("https://eastmereconservatives.org.uk", ("party", "Conservative and Unionist Party")),
        ("https://harrowdale-libdems.org", ("party", "Liberal Democrats")),
        ("https://harrowdalelabour.org.uk", ("party", "Labour Party")),
        ("https://www.change.org/p/save-it", ("campaigner", "Change.org")),
        ("https://you.38degrees.org.uk/petitions/x", ("campaigner", "38 Degrees")),
        ("https://petition.parliament.uk/petitions/1", ("campaigner", "UK Parliament petitions")),
    ],
)
def test_whose_site(url: str, owner: tuple[str, str]) -> None:
    assert SHIPPED.domain_of(url) == owner


@pytest.mark.parametrize(
    "url",
    [
        "",
        "/labour.org.uk/contact",
        "contact/labour.org.uk",
        "https://www.harrowdale.gov.uk/labour.org.uk",
        "https://www.harrowdale.gov.uk/?next=labour.org.uk",
        "https://notlabour.org.uk.example",
        "https://labour.org.uk@harrowdale.example/",
        "https://labour.org.uk.example",
        "https://slavelabour.org.uk",
        "https://labour.example",
        "https://libdems.gov.uk",
        "https://eastmereconservatives.nhs.uk",
        "https://www.parliament.uk",
        "mailto:press@labour.org.uk",
        "press@labour.org.uk",
        "ftp://labour.org.uk",
        "https://[broken",
        "#labour.org.uk",
    ],
)
def test_nobodys_site(url: str) -> None:
    assert SHIPPED.domain_of(url) is None


@pytest.mark.parametrize(
    ("tag", "level"),
    [
        ("#ToriesOut", "block"),
        ("toriesout", "block"),
        ("#LabourDoorstep", "block"),
        ("#VoteLabour", "block"),
        ("#VoteLibDem", "block"),
        ("#Vote_Green", "block"),
        ("#VoteAspire", "block"),
        ("#ToryCuts", "block"),
        ("#NotMyPM", "block"),
        ("#SaveOurNHS", "block"),
        ("#SaveOurMillLaneLibrary", "block"),
        ("#HandsOffWexcombe", "block"),
        ("#StarmerOut", "block"),
        ("#VoteSinnFéin", "block"),
        ("#FarrowbyForMP", "block"),
        ("#BrexitBetrayal", "block"),
        ("#LibDems", "warn"),
        ("#LabourParty", "warn"),
        ("#ConservativePartyConference", "warn"),
        ("#GE2024", "warn"),
    ],
)
def test_political_hashtags(tag: str, level: str) -> None:
    found = SHIPPED.hashtag_of(tag)

    assert found is not None
    assert found.level == level


@pytest.mark.parametrize(
    "tag",
    [
        "",
        "#",
        "#labour",
        "#LabourWard",
        "#Green",
        "#TeamGreen",
        "#GreenPlan",
        "#Reform",
        "#SaveOurPlanet",
        "#SaveTheDate",
        "#StopTheSpread",
        "#StopTheClot",
        "#YourVoteMatters",
        "#RegisterToVote",
        "#JoinAspire",
        "#Dentists",
        "#Vote",
        "#VoteForYourFavouriteNurse",
        "#4pm",
        "#JoinUs",
        "#BackInTime",
        "#HelpUsHelpYou",
        "#CarersWeek",
    ],
)
def test_other_hashtags(tag: str) -> None:
    assert SHIPPED.hashtag_of(tag) is None


@pytest.mark.parametrize(
    ("text", "party"),
    [
        ("*Clear plan. Bold action. Secure future.*", "Conservative and Unionist Party"),
        ("For the many not the few!", "Labour Party"),
        ("FOR THE MANY – NOT THE FEW", "Labour Party"),
        ("Let’s save Britain", "Reform UK"),
        ("we must get Brexit done now", "Conservative and Unionist Party"),
    ],
)
def test_slogans(text: str, party: str) -> None:
    ((start, end, slogan),) = SHIPPED.slogans_in(tokenise(text))

    assert slogan.party == party
    assert not slogan.weak
    assert 0 <= start < end <= len(tokenise(text))


def test_slogans_that_others_say_too_are_weak() -> None:
    found = SHIPPED.slogans_in(tokenise("Stronger together: our carers' group"))

    assert [slogan.weak for _, _, slogan in found] == [True]
    assert SHIPPED.slogans_in(tokenise("A clear plan for a secure future")) == []
    assert SHIPPED.slogans_in([]) == []


def test_every_phrase_is_a_pattern_and_every_form_has_words() -> None:
    for name, phrases in SHIPPED.phrases.items():
        for phrase in phrases:
            parse(phrase, name)
    assert {"policy_topic", "contested_topic", "slogan", "weak-slogan"} == SHIPPED.phrases.keys()
    assert all(any(token.kind != "mark" for token in tokenise(term.form)) for term in SHIPPED.terms)


def test_handles_are_folded_and_every_entry_has_a_source() -> None:
    assert SHIPPED.handles["uklabour"] == ("party", "Labour Party")
    assert SHIPPED.handles["plaid_cymru"] == ("party", "Plaid Cymru")
    assert all(handle == fold(handle) and "@" not in handle for handle in SHIPPED.handles)
    assert all(term.source for term in SHIPPED.terms)


def _twice(values: Iterable[object]) -> list[object]:
    seen: set[object] = set()
    return [value for value in values if value in seen or seen.add(value)]  # type: ignore[func-returns-value]


def test_no_form_stands_for_two_parties() -> None:
    assert _twice(fold(term.form) for term in SHIPPED.terms if term.classes[0] == "party") == []


def test_a_list_of_ones_own_is_added(tmp_path: Path) -> None:
    gazetteers = own(
        tmp_path,
        """
class: party
source: our own list
entries:
  - name: Harrowdale First
    names: [Harrowdale First]
    weak: [Firsters]
    handles: ["@HarrowdaleFirst"]
    domains: [harrowdalefirst.example]
    hashtags: [HarrowdaleFirstNow]
    slogans: [{words: "Dale for all, always", year: 2027}]
    lookalikes: {Harrowdale First: {after: [School]}}
""",
    )

    assert gazetteers.domain_of("https://www.harrowdalefirst.example/") == ("party", "Harrowdale First")
    assert gazetteers.handles["harrowdalefirst"] == ("party", "Harrowdale First")
    assert gazetteers.hashtag_of("#HarrowdaleFirstNow") is not None
    assert gazetteers.hashtag_of("#VoteHarrowdaleFirst") is not None
    assert "harrowdale first school" in gazetteers.lookalikes
    assert gazetteers.slogans_in(tokenise("Dale for all, always."))
    assert {term.form: term.weak for term in gazetteers.terms if term.source == "our own list"} == {
        "Harrowdale First": False,
        "Firsters": True,
    }
    assert len(gazetteers.terms) == len(SHIPPED.terms) + 2


def test_own_lists_may_lie_in_a_folder_of_their_own(tmp_path: Path) -> None:
    (tmp_path / "gazetteers").mkdir()
    (tmp_path / "rule.yaml").write_text("id: not/a-gazetteer\n", "utf-8")
    (tmp_path / "gazetteers" / "own.yaml").write_text("topics: {contested_topic: {Dale: [the dale bypass]}}\n", "utf-8")

    assert "the dale bypass" in load_gazetteers(tmp_path).phrases["contested_topic"]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("entries: [", "cannot be read"),
        ("- a\n- b\n", "not a list of keys"),
        ("entrys: []", "unknown key, 'entrys'"),
        ("entries: Labour", "entries must be a list"),
        ("entries: [{names: [A]}]", "an entry has no name"),
        ("entries: [{name: A Party, names: [A]}]", "an entry has no class"),
        ("class: party\nentries: [{name: A, nams: [A]}]", "A has an unknown key, 'nams'"),
        ("class: party\nentries: [{name: A, names: A Party}]", "names must be a list"),
        ("class: party\nentries: [{name: A, names: [true]}]", "names holds True"),
        ("class: party\nentries: [{name: A, slogans: [{words: Us}]}]", "needs a year"),
        ("class: party\nentries: [{name: A, lookalikes: {A: {befor: [x]}}}]", "unknown key, 'befor'"),
        ("hashtags: [{tags: [A], class: party, entity: A, level: ban}]", "neither block nor warn"),
        ("hashtag_shapes: [{class: party, entity: A}]", "either `start` or `end`"),
        ("party_hashtags: {vote: [Vote]}", "one pair of braces"),
        ("topics: [a]", "topics must hold named lists"),
    ],
)
def test_what_is_wrong_is_told(tmp_path: Path, text: str, problem: str) -> None:
    with pytest.raises(UsageError) as caught:
        own(tmp_path, text)

    assert problem in caught.value.problem
    assert "own.yaml" in caught.value.problem
    assert caught.value.mend


def test_no_such_folder(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="There is no folder"):
        load_gazetteers(tmp_path / "none")
