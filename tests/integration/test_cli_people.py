"""`neutral-gate people` from the command line to the exit code: import, check, show and update, and bad lists."""

from __future__ import annotations

import hashlib
import json
import re
from importlib import import_module
from pathlib import Path

import pytest

from neutral_gate import net
from neutral_gate.cli.main import run
from neutral_gate.cli.people import SUBVERBS
from neutral_gate.people import load_people

REAL = Path(__file__).parents[3] / "shared" / "data" / "elections"
DOCS = Path(__file__).parents[2] / "docs" / "people.md"
LIST = (
    "person_id,person_name,election_id,ballot_paper_id,election_date,party_name,party_id,post_label,twitter_username,email\n"
    "7,Odette Farrowby,parl.2029-05-03,parl.harrowdale.2029-05-03,2029-05-03,Quill Party,PP9901,Harrowdale,"
    '"""OFarrowby""",o@mail.example\n'
    "8,Hope Street,parl.2029-05-03,parl.harrowdale.2029-05-03,2029-05-03,Reed Party,PP9902,Harrowdale,,\n"
)


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("NO_COLOR", "1")


def write(name: str, text: str | bytes) -> str:
    Path(name).write_bytes(text.encode() if isinstance(text, str) else text)
    return name


def one_line(text: str) -> str:
    return " ".join(text.split())


def imported(text: str | bytes = LIST, *options: str) -> None:
    assert run(["people", "import", write("candidates.csv", text), *options]) == 0


def test_import_writes_a_people_file_and_says_what_is_in_it(capsys: pytest.CaptureFixture[str]) -> None:
    write(
        "una.json",
        '{"raw_identifier": "9", "raw_name": "Cllr Una Reed", "raw_party": "Quill Party", "email": "u@x.example"}',
    )
    assert run(["people", "import", write("candidates.csv", LIST), "una.json", "--as-of", "2026-04-09"]) == 0

    out = one_line(capsys.readouterr().out)
    assert "candidates.csv: Democracy Club candidates, form of today. 2 rows tell of 2 people." in out
    assert "It is of 9 April 2026. Licence: CC BY 4.0. By Democracy Club" in out
    assert "people.ngp holds 3 people." in out
    data = Path("people.ngp").read_bytes()
    assert b"mail.example" not in data
    assert b"u@x.example" not in data
    head = json.loads(data.partition(b"\n")[0])
    assert head["sources"][0]["sha256"] == hashlib.sha256(LIST.encode()).hexdigest()
    assert head["sources"][0]["as_of"] == "2026-04-09"
    assert head["sources"][0]["rows"] == head["sources"][0]["people"] == 2
    assert {each.name for each in load_people(["people.ngp"]).people} == {
        "Odette Farrowby",
        "Hope Street",
        "Cllr Una Reed",
    }


def test_import_again_says_what_has_changed(capsys: pytest.CaptureFixture[str]) -> None:
    imported()
    imported(LIST.replace("8,Hope Street", "9,Ada Thorn"))

    out = one_line(capsys.readouterr().out)
    assert "1 is new: Ada Thorn. 1 is gone: Hope Street." in out


def test_a_check_takes_the_people_file(capsys: pytest.CaptureFixture[str]) -> None:
    imported()
    write("post.md", "# News\n\nOdette Farrowby has opened our new ward. Thank you @OFarrowby!\n")
    capsys.readouterr()
    code = run(["check", "post.md", "--people", "people.ngp", "--at", "2029-04-20", "--format", "json"])

    found = json.loads(capsys.readouterr().out)
    assert code in (0, 1)
    assert "Odette Farrowby" in json.dumps([draft["findings"] for draft in found["drafts"]])


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (LIST.encode()[:-30], "breaks off in the middle"),
        (LIST.replace("Odette", "Odétte").encode("cp1252"), "not saved as UTF-8"),
        (LIST.encode("utf-16"), "saved as UTF-16"),
        (LIST.encode("utf-16-le"), "saved as UTF-16"),
        (b"<!DOCTYPE html>\n<html><body>Please log in</body></html>", "is a web page"),
        (
            LIST.replace("8,Hope", "7,Hope").encode(),
            "line 3: the id “7” is that of Hope Street here, but of Odette Farrowby",
        ),
        (
            b"name,from,until\nOdette Farrowby,2029-05-03,2028-05-03\n",
            "line 2: the end, 2028-05-03, lies before the start",
        ),
        (b"who,what\nOdette Farrowby,candidate\n", "Its headings are “who”, “what”"),
        (b"name,role\nOdette Farrowby\x00,mp\n", "is not a text file"),
        (b"", "is empty"),
        (b'name,role\n"Odette Farrowby,mp\n', "a quotation mark is opened here"),
    ],
)
def test_a_bad_list_is_an_error_and_the_old_people_file_stays(
    capsys: pytest.CaptureFixture[str], data: bytes, problem: str
) -> None:
    imported()
    before = Path("people.ngp").read_bytes()
    capsys.readouterr()

    assert run(["people", "import", write("bad.csv", data)]) == 2
    shown = capsys.readouterr()
    assert problem in shown.err
    assert "bad.csv" in shown.err
    assert "What to do:" in shown.err
    assert "Traceback" not in shown.err
    assert Path("people.ngp").read_bytes() == before
    assert sorted(each.name for each in Path().iterdir()) == ["bad.csv", "candidates.csv", "people.ngp"]


def test_a_file_of_two_gigabytes_is_not_even_read(capsys: pytest.CaptureFixture[str]) -> None:
    with Path("huge.csv").open("wb") as file:
        file.write(LIST.encode())
        file.truncate(2 * 1024**3)  # a hole, which takes no room on the disk

    assert run(["people", "import", "huge.csv"]) == 2
    assert "huge.csv is larger than 200 MB" in capsys.readouterr().err
    assert not Path("people.ngp").exists()


def test_nothing_but_a_people_file_is_written_over(capsys: pytest.CaptureFixture[str]) -> None:
    write("own.toml", "[body]\n")
    assert run(["people", "import", write("candidates.csv", LIST), "--output", "own.toml"]) == 2
    assert run(["people", "import", "candidates.csv", "--output", "candidates.csv"]) == 2

    assert "no people file" in capsys.readouterr().err
    assert Path("own.toml").read_text() == "[body]\n"
    assert Path("candidates.csv").read_text() == LIST


def test_a_broken_people_file_is_replaced(capsys: pytest.CaptureFixture[str]) -> None:
    imported()
    Path("people.ngp").write_bytes(Path("people.ngp").read_bytes()[:-9])
    imported()

    assert "was changed by hand. It was replaced." in one_line(capsys.readouterr().out)
    assert len(load_people(["people.ngp"])) == 2


@pytest.mark.parametrize("day", ["yesterday", "2999-01-01"])
def test_a_day_that_cannot_be(capsys: pytest.CaptureFixture[str], day: str) -> None:
    assert run(["people", "import", write("candidates.csv", LIST), "--as-of", day]) == 2
    assert "--as-of" in capsys.readouterr().err


def test_check_finds_what_needs_a_person(capsys: pytest.CaptureFixture[str]) -> None:
    write(
        "own.csv",
        "name,role,party,handle,area,from,until\n"
        "Odette Farrowby,candidate,Quill Party,@quillparty,Harrowdale,,\n"
        "Una Reed,candidate,Reed Party,@quillparty,Harrowdale,,\n"
        "Ada Thorn,mp,Reed Party,,Harrowdale,2029-05-03,2028-05-03\n"
        "Hope Street,mp,Reed Party,,Harrowdale,,\n",
    )
    write(
        "neutral-gate.toml",
        'people = ["own.csv"]\n[body]\ntype = "council"\nareas = ["Harrowdale", "Eastmeer"]\nstaff = ["Una Reed"]\n',
    )

    assert run(["people", "check", "--at", "2030-01-01"]) == 1
    out = one_line(capsys.readouterr().out)
    urgent, _, known = out.partition("Good to know:")
    assert "3 people in 1 list, looked at for 1 January 2030." in urgent
    assert "line 4: the end, 2028-05-03, lies before the start" in urgent
    assert "@quillparty (x) is listed for Odette Farrowby and Una Reed" in urgent
    assert "days old" in urgent
    assert "your area Eastmeer" in urgent
    assert "Hope Street is also made of common words" in known
    assert "Una Reed is both in the lists and in your staff" in known


def test_check_is_content_with_a_good_list(capsys: pytest.CaptureFixture[str]) -> None:
    imported(LIST.replace("Hope Street", "Una Reed"))

    assert run(["people", "check", "people.ngp"]) == 0
    assert "Nothing needs a person." in capsys.readouterr().out
    assert run(["people", "check"]) == 2


def test_show_tells_what_is_known_and_what_the_gate_does(capsys: pytest.CaptureFixture[str]) -> None:
    imported(LIST, "--as-of", "2026-04-09")
    capsys.readouterr()

    assert run(["people", "show", "odette", "farrowby", "--people", "people.ngp", "--at", "2029-04-20"]) == 0
    out = one_line(capsys.readouterr().out)
    assert "Is: candidate Party: Quill Party Areas: Harrowdale" in out
    assert "Stands in: parl.harrowdale.2029-05-03 Accounts: @ofarrowby (x) Until: 3 May 2029" in out
    assert "Listed in: candidates.csv, of 9 April 2026 Age: 1,107 days" in out
    assert "It looks for “Odette Farrowby”. It notices the accounts" in out


@pytest.mark.parametrize(
    ("name", "settings", "at", "told"),
    [
        ("Hope Street", "", "2029-04-20", "counts only where the text is political"),
        ("Odette Farrowby", 'staff = ["Odette Farrowby"]', "2029-04-20", "takes the name for one of your staff"),
        ("Odette Farrowby", 'areas = ["Eastmere"]', "2029-04-20", "None of the areas is yours (Eastmere)."),
        ("@OFarrowby", "", "2029-07-01", "passes the name over on 1 July 2029, because the role has ended"),
    ],
)
def test_show_says_why_a_name_is_passed_over(
    capsys: pytest.CaptureFixture[str], name: str, settings: str, at: str, told: str
) -> None:
    imported()
    write("neutral-gate.toml", f'people = ["people.ngp"]\n[body]\ntype = "council"\n{settings}\n')

    assert run(["people", "show", name, "--at", at]) == 0
    assert told in one_line(capsys.readouterr().out)


def test_show_of_a_name_that_nobody_has(capsys: pytest.CaptureFixture[str]) -> None:
    imported()

    assert run(["people", "show", "Odete Farowby", "--people", "people.ngp"]) == 1
    assert "Did you mean Odette Farrowby?" in capsys.readouterr().out
    assert run(["people", "show", "Odette"]) == 2


def answers(monkeypatch: pytest.MonkeyPatch, *bodies: bytes | net.FetchError) -> list[str]:
    """Puts answers in place of the network, one after the other; gives the addresses that were asked."""
    asked: list[str] = []
    waiting = list(bodies)

    def fetch(url: str, **_: object) -> net.Fetched:
        asked.append(url)
        body = waiting.pop(0)
        if isinstance(body, net.FetchError):
            raise body
        return net.Fetched(body, "", url, "text/csv")

    monkeypatch.setattr(net, "fetch", fetch)
    return asked


SOURCES = '[[people_sources]]\nname = "candidates"\nurl = "https://lists.example/candidates.csv"\n'


def test_update_fetches_what_the_settings_name(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    write("neutral-gate.toml", SOURCES)
    more = LIST + "9,Ada Thorn,parl.2029-05-03,parl.harrowdale.2029-05-03,2029-05-03,Reed Party,PP9902,Harrowdale,,\n"
    asked = answers(monkeypatch, LIST.encode(), LIST.encode(), more.encode(), b"<html></html>", LIST.encode()[:200])

    assert run(["people", "update"]) == 0
    assert "candidates.ngp holds 2 people." in one_line(capsys.readouterr().out)
    assert run(["people", "update", "candidates"]) == 0
    assert "candidates: nothing has changed since" in capsys.readouterr().out
    assert run(["people", "update", "https://lists.example/candidates.csv"]) == 0
    assert "1 is new: Ada Thorn." in one_line(capsys.readouterr().out)
    before = Path("candidates.ngp").read_bytes()
    for problem in ("is a web page", "breaks off"):
        assert run(["people", "update"]) == 2
        shown = capsys.readouterr().err
        assert problem in shown
        assert "candidates.ngp stays as it was." in shown
    assert Path("candidates.ngp").read_bytes() == before
    assert set(asked) == {"https://lists.example/candidates.csv"}


def test_one_list_that_cannot_be_fetched_does_not_stop_the_others(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    write(
        "neutral-gate.toml", SOURCES + SOURCES.replace('"candidates"', '"members"').replace("candidates.csv", "m.csv")
    )
    answers(monkeypatch, net.FetchError("lists.example could not be reached.", "Try again later."), LIST.encode())

    assert run(["people", "update"]) == 2
    shown = capsys.readouterr()
    assert "candidates: lists.example could not be reached." in shown.err
    assert "members.ngp holds 2 people." in one_line(shown.out)


def test_an_address_of_ones_own_needs_a_file(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    answers(monkeypatch, LIST.encode())
    url = "https://lists.example/other.csv"

    assert run(["people", "update", url]) == 2
    assert run(["people", "update", url, "--output", "other.ngp"]) == 0
    assert len(load_people(["other.ngp"])) == 2
    assert "is not in your settings" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        (["update"], "Your settings name no list to fetch."),
        (["update", "candidats"], "no list with the name “candidats”"),
        (["imprt"], 'WHAT cannot be "imprt"'),
        ([], "WHAT is missing"),
        (["import"], "FILE is missing"),
        (["show"], "NAME is missing"),
        (["import", "a.csv", "--outptu", "x"], "Did you mean --output?"),
    ],
)
def test_a_wrong_command_line(capsys: pytest.CaptureFixture[str], words: list[str], problem: str) -> None:
    assert run(["people", *words]) == 2
    assert problem in capsys.readouterr().err


def test_every_part_and_every_option_is_explained() -> None:
    text = DOCS.read_text("utf-8")
    for name in SUBVERBS:
        assert f"people {name}" in text
        for action in import_module(f"neutral_gate.cli.people_{name}").parser()._actions:
            for option in action.option_strings:
                assert option in ("-h", "--help") or f"`{option}" in text
    assert set(re.findall(r"`(--[a-z-]+)", text)) <= {
        option
        for name in SUBVERBS
        for action in import_module(f"neutral_gate.cli.people_{name}").parser()._actions
        for option in action.option_strings
    }


@pytest.mark.parametrize(
    ("name", "rows", "people"),
    [
        ("candidates_ge2024_slim.csv", 4515, 4515),
        ("candidates_2026-05-07_slim.csv", 1750, 1407),
        ("candidates_local_scotland_2017-05-04_slim.csv", 2572, 2572),
        ("politicians_current_2026-06.csv", 965, 965),
    ],
)
def test_real_lists_are_imported_without_loss(name: str, rows: int, people: int) -> None:
    """Real lists are not shipped: they lie in `shared/data/elections` beside the checkout."""
    path = REAL / name
    if not path.is_file():
        pytest.skip(f"there is no {path}")
    assert run(["people", "import", str(path)]) == 0

    (source,) = json.loads(Path("people.ngp").read_bytes().partition(b"\n")[0])["sources"]
    assert (source["rows"], source["people"]) == (rows, people)
    assert sum(count for reason, count in source.get("set_aside", ()) if reason != "the same row again") == 0
    assert set(load_people(["people.ngp"]).people) == set(load_people([path]).people)
