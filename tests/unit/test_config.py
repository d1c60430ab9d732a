"""Settings of a body: finding, reading, joining and checking them."""

from __future__ import annotations

from pathlib import Path

import pytest

from neutral_gate.config import ALWAYS_BLOCKS, Config, Levels, check_rule_names, find_config, load_config
from neutral_gate.config.globs import matches
from neutral_gate.model import UsageError

KNOWN = ("neutrality/vote-advocacy", "neutrality/party-mention", "timing/press-release", "source/political-link")

FULL = """
extends = []
people = ["people/candidates.csv"]
lexicons = ["rules"]
fail_on = "warn"
on_internal_error = { inside = "block", outside = "block" }
select = ["timing", "neutrality"]
ignore = ["timing/press-release"]

[body]
type = "healthwatch"
name = "Healthwatch Harrowdale"
nation = "england"
areas = ["Harrowdale"]
accounts = ["@HWHarrowdale"]
domains = ["healthwatchharrowdale.example"]
staff = ["Jo Marlby"]

[rules]
"timing/press-release" = "block"
source = { inside = "warn", outside = "off" }

[terms]
party = ["Harrowdale First"]
campaigner = ["Friends of Mill Lane"]
contested = ["the ring road"]

[[windows]]
id = "harrowdale-by-election"
strictness = "local"
start = "2027-09-01"
end = "2027-09-30"

[[overrides]]
paths = ["news/**"]
kind = "news"
rules = { "timing/press-release" = "note" }
"""


def write(folder: Path, text: str, name: str = "neutral-gate.toml") -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def problem(folder: Path, text: str) -> UsageError:
    path = write(folder, text)
    with pytest.raises(UsageError) as caught:
        load_config(path, KNOWN)
    return caught.value


def test_every_setting_arrives(tmp_path: Path) -> None:
    config = load_config(write(tmp_path, FULL), KNOWN)

    assert config.body_type == "healthwatch"
    assert config.body_name == "Healthwatch Harrowdale"
    assert config.nation == "england"
    assert config.areas == {"Harrowdale"}
    assert config.accounts == {"@HWHarrowdale"}
    assert config.domains == {"healthwatchharrowdale.example"}
    assert config.staff == {"Jo Marlby"}
    assert config.people_files == (tmp_path / "people/candidates.csv",)
    assert config.lexicon_folders == (tmp_path / "rules",)
    assert config.fail_on == "warn"
    assert config.on_internal_error == Levels("block", "block")
    assert config.select == {"timing", "neutrality"}
    assert config.ignore == {"timing/press-release"}
    assert config.rule_levels["source"] == Levels("warn", "off")
    assert config.own_terms["party"] == ("Harrowdale First",)
    assert [window["id"] for window in config.windows] == ["harrowdale-by-election"]
    assert config.for_path(str(tmp_path / "news" / "may" / "a.md")).kind == "news"
    assert config.files == (tmp_path / "neutral-gate.toml",)


def test_no_settings_are_a_generic_body_that_fails_closed() -> None:
    config = Config()

    assert (config.body_type, config.nation, config.fail_on) == (None, None, "block")
    assert config.on_internal_error.at("inside") == "block"
    assert config.on_internal_error.at("outside") == "warn"
    assert config.selects("timing/press-release")


def test_an_empty_file_is_a_generic_body(tmp_path: Path) -> None:
    path = write(tmp_path, "")

    loaded = load_config(path)

    assert (loaded.body_type, loaded.rule_levels, loaded.files) == (None, {}, (path,))


def test_levels_by_situation() -> None:
    config = Config(rule_levels={"timing/press-release": Levels("block", None), "source": Levels("warn", "off")})

    assert config.levels("inside") == {"timing/press-release": "block", "source": "warn"}
    assert config.levels("outside") == {"source": "off"}


def test_an_override_beats_the_levels_of_the_whole_body(tmp_path: Path) -> None:
    levels = '"timing/press-release" = "block"\nsource = "warn"\n'
    over = '[[overrides]]\npaths = ["*.txt"]\nkind = "post"\nrules = { timing = { inside = "note" }, source = "off" }\n'
    last = '[[overrides]]\npaths = ["b.txt"]\nkind = "news"\nrules = { "timing/press-release" = "warn" }\n'
    config = load_config(write(tmp_path, f"[rules]\n{levels}{over}{last}"), KNOWN)
    plain, note, both = (config.for_path(str(tmp_path / "deep" / name)) for name in ("a.md", "a.txt", "b.txt"))

    assert plain is config
    assert note.levels("inside") == {"timing": "note", "source": "off"}
    assert note.levels("outside") == {"timing/press-release": "block", "source": "off"}
    assert both.levels("inside") == {"timing": "note", "timing/press-release": "warn", "source": "off"}
    assert (plain.kind, note.kind, both.kind) == (None, "post", "news")


def test_own_parties_and_campaigners_become_terms(tmp_path: Path) -> None:
    terms = {term.form: term for term in load_config(write(tmp_path, FULL), KNOWN).terms()}

    assert set(terms) == {"Harrowdale First", "Friends of Mill Lane"}
    assert terms["Harrowdale First"].classes == ("party",)
    assert terms["Friends of Mill Lane"].classes == ("campaigner",)
    assert terms["Harrowdale First"].source == "neutral-gate.toml"


def test_own_contested_issues_become_plain_phrases_of_the_word_list(tmp_path: Path) -> None:
    from neutral_gate.lexicon.pattern import parse

    issues = ("the ring road", "{party} (or|and)? St Mary's A&E ~x", "()")
    phrases = Config(own_terms={"contested": issues}).phrases()

    assert phrases == {"contested_topic": ("the ring road", "party or and St Mary's A&E x")}
    assert all(parse(phrase, "test") for phrase in phrases["contested_topic"])
    assert load_config(write(tmp_path, FULL), KNOWN).phrases() == {"contested_topic": ("the ring road",)}
    assert Config().phrases() == {}


def test_select_and_ignore_never_leave_out_what_must_run() -> None:
    config = Config(select=frozenset({"timing"}), ignore=frozenset({"timing/press-release"}))

    assert config.selects("timing/survey-launch")
    assert not config.selects("timing/press-release")
    assert not config.selects("neutrality/party-mention")
    assert config.selects(ALWAYS_BLOCKS)
    assert config.selects("gate/unreadable")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ('[rules]\n"readability/long-sentence" = "block"', "readability/long-sentence"),
        ('[rules]\nreadability = { outside = "block" }', "readability"),
        ('[rules]\n"score/political" = { inside = "block" }', "score/political"),
        ('[[overrides]]\npaths = ["*"]\nrules = { score = "block" }', "score"),
    ],
)
def test_a_hint_can_never_be_set_to_block(tmp_path: Path, text: str, name: str) -> None:
    error = problem(tmp_path, text)

    assert f'"{name}" cannot be set to block' in error.problem
    assert error.mend == 'Set it to "warn", "note" or "off".'


def test_a_hint_can_be_a_warning(tmp_path: Path) -> None:
    config = load_config(write(tmp_path, '[rules]\nreadability = "warn"\n"score/opinion" = "off"'))

    assert config.levels("inside") == {"readability": "warn", "score/opinion": "off"}


@pytest.mark.parametrize(
    "text",
    [
        f'[rules]\n"{ALWAYS_BLOCKS}" = "warn"',
        f'[rules]\n"{ALWAYS_BLOCKS}" = {{ outside = "off" }}',
        '[rules]\nneutrality = "warn"',
        f'ignore = ["{ALWAYS_BLOCKS}"]',
        'ignore = ["neutrality"]',
        f'[[overrides]]\npaths = ["*"]\nrules = {{ "{ALWAYS_BLOCKS}" = "note" }}',
    ],
)
def test_asking_for_votes_can_never_be_silenced(tmp_path: Path, text: str) -> None:
    error = problem(tmp_path, text)

    assert "must always block" in error.problem
    assert "may never ask people to vote" in error.problem


def test_setting_it_to_block_is_allowed_and_changes_nothing(tmp_path: Path) -> None:
    config = load_config(write(tmp_path, f'[rules]\n"{ALWAYS_BLOCKS}" = "block"'), KNOWN)

    assert config.levels("outside") == {}


def test_internal_errors_cannot_be_made_harmless(tmp_path: Path) -> None:
    assert '"on_internal_error" cannot be "off"' in problem(tmp_path, 'on_internal_error = "off"').problem


@pytest.mark.parametrize(
    ("text", "line", "said", "mend"),
    [
        ("\n[bdy]\n", 2, '"bdy" is not a setting of the file', 'Did you mean "body"?'),
        ('[body]\ntpye = "icb"\n', 2, '"tpye" is not a setting of [body]', 'Did you mean "type"?'),
        ('[body]\ntype = "councill"\n', 2, '"type" cannot be "councill"', 'Did you mean "council"?'),
        ('[body]\nnation = "walse"\n', 2, "cannot be", 'Did you mean "wales"?'),
        ('[body]\nareas = 7\n', 2, '"areas" must be a list of texts', "Change"),
        ('[body]\nareas = ["a", 7]\n', 2, "one entry is a number", "Change"),
        ('[body]\nareas = [""]\n', 2, "has an empty entry", "Take it out"),
        ("[body]\nname = true\n", 2, "it is true or false", "Change"),
        ("body = 3\n", 1, '"body" must be a table, written [body]', "Change"),
        ("windows = 3\n", 1, '"windows" must be a list of tables', "Change"),
        ('[rules]\n"timing/press-release" = "blok"\n', 2, 'cannot be "blok"', 'Did you mean "block"?'),
        ('[rules]\n"timing/press-release" = 3\n', 2, "must be one of off, note, warn, block", "Change"),
        ('[rules]\ntiming = { insid = "off" }\n', None, '"insid" is not a setting of [rules.timing]', "inside"),
        ('fail_on = "pass"\n', 1, '"fail_on" cannot be "pass"', '"block", "warn"'),
        ('[body]\ntype = "icb"\npeople = ["a.csv"]\n', 3, '"people" is not a setting of [body]', "Move"),
        ('[rules]\npeople = ["a.csv"]\n', 2, '"people" is not a setting of [rules]', "Move"),
        ('[terms]\nparties = ["X"]\n', 2, '"parties" is not a setting of [terms]', '"party"'),
        ('[[overrides]]\nkind = "news"\n', None, 'has no "paths"', "Say which files"),
        ('[[overrides]]\npaths = ["*"]\nkind = "nws"\n', 3, 'cannot be "nws"', 'Did you mean "news"?'),
    ],
)  # fmt: skip
def test_a_wrong_setting_is_named_with_its_line(
    tmp_path: Path, text: str, line: int | None, said: str, mend: str
) -> None:
    error = problem(tmp_path, text)

    assert said in error.problem
    assert mend in error.mend
    assert "neutral-gate.toml" in error.problem
    assert line is None or f"line {line}:" in error.problem


@pytest.mark.parametrize(
    ("text", "said", "mend"),
    [
        ('[rules]\n"timing/press-relase" = "warn"\n', 'no rule called "timing/press-relase"', "timing/press-release"),
        ('[rules]\n"press-release" = "warn"\n', "no family of rules", "timing/press-release"),
        ('select = ["tming"]\n', 'no family of rules called "tming"', 'Did you mean "timing"?'),
        ('ignore = ["zzz/qqq"]\n', 'no rule called "zzz/qqq"', "neutral-gate rules"),
        ('[[overrides]]\npaths = ["*"]\nrules = { soruce = "off" }\n', "soruce", '"source"'),
    ],
)
def test_a_rule_that_does_not_exist_is_named(tmp_path: Path, text: str, said: str, mend: str) -> None:
    error = problem(tmp_path, text)

    assert said in error.problem
    assert mend in error.mend


def test_rule_names_are_checked_only_against_a_given_list(tmp_path: Path) -> None:
    config = load_config(write(tmp_path, '[rules]\n"own/rule" = "warn"\n'))

    check_rule_names(config, ["own/rule"])
    with pytest.raises(UsageError):
        check_rule_names(config, KNOWN)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ('[body]\ntype = council\n', "line 2, column 8"),
        ("[body\n", "line 1, column"),
        ('[body]\nname = "Jo', "line 2, column"),
        ('[body]\ntype = "icb"\ntype = "icb"\n', "line 3, column"),
        ("people = [", "line 1, column 11"),
    ],
)  # fmt: skip
def test_a_syntax_error_says_line_and_column(tmp_path: Path, text: str, place: str) -> None:
    error = problem(tmp_path, text)

    assert place in error.problem
    assert "not valid TOML" in error.problem


@pytest.mark.parametrize("data", [b"\xff\xfe[\x00b\x00", b'name = "Caf\xe9"'])
def test_a_file_that_is_not_utf8_is_reported(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "neutral-gate.toml"
    path.write_bytes(data)

    with pytest.raises(UsageError, match="not saved as UTF-8"):
        load_config(path)


def test_a_byte_order_mark_does_no_harm(tmp_path: Path) -> None:
    path = tmp_path / "neutral-gate.toml"
    path.write_bytes(b'\xef\xbb\xbf[body]\ntype = "icb"\n')

    assert load_config(path).body_type == "icb"


@pytest.mark.parametrize("text", ["x = " + "[" * 9000 + "]" * 9000, "# " + "x" * 1_000_001])
def test_a_hostile_file_is_reported(tmp_path: Path, text: str) -> None:
    with pytest.raises(UsageError, match=r"nested too deeply|larger than"):
        load_config(write(tmp_path, text))


def test_a_nation_may_be_written_as_people_write_it(tmp_path: Path) -> None:
    assert load_config(write(tmp_path, '[body]\nnation = "Northern Ireland"\n')).nation == "northern-ireland"


def test_a_missing_file_and_a_folder_are_reported(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="there is no such file"):
        load_config(tmp_path / "none.toml")
    with pytest.raises(UsageError, match="cannot be read"):
        load_config(tmp_path)


def test_extending_joins_lists_and_lets_the_later_value_win(tmp_path: Path) -> None:
    shared = (
        'people = ["all.csv"]\nfail_on = "warn"\n[body]\ntype = "council"\nname = "Shared"\n[rules]\ntiming = "off"\n'
    )
    write(tmp_path, shared, "shared/base.toml")
    own = 'extends = "shared/base.toml"\npeople = ["own.csv"]\n[body]\nname = "Own"\n[rules]\nsource = "warn"\n'
    config = load_config(write(tmp_path, own), KNOWN)

    assert (config.body_type, config.body_name, config.fail_on) == ("council", "Own", "warn")
    assert config.people_files == (tmp_path / "shared/all.csv", tmp_path / "own.csv")
    assert set(config.rule_levels) == {"timing", "source"}
    assert config.files == (tmp_path / "shared/base.toml", tmp_path / "neutral-gate.toml")


def test_extending_in_a_circle_is_reported(tmp_path: Path) -> None:
    write(tmp_path, 'extends = "b.toml"', "a.toml")
    write(tmp_path, 'extends = "a.toml"', "b.toml")

    with pytest.raises(UsageError, match="in a circle"):
        load_config(tmp_path / "a.toml")


def test_extending_the_same_file_twice_is_no_circle(tmp_path: Path) -> None:
    write(tmp_path, '[body]\ntype = "icb"', "base.toml")
    write(tmp_path, 'extends = "base.toml"', "mid.toml")

    assert load_config(write(tmp_path, 'extends = ["base.toml", "mid.toml"]')).body_type == "icb"


def test_the_nearest_settings_are_found_upwards(tmp_path: Path) -> None:
    write(tmp_path, "")
    write(tmp_path, "[tool.black]\nline-length = 1\n", "site/pyproject.toml")
    assert find_config(tmp_path / "site" / "news" / "a.md") == tmp_path / "neutral-gate.toml"

    write(tmp_path, '[tool.neutral-gate.body]\ntype = "alb"\n', "site/pyproject.toml")
    found = find_config(tmp_path / "site" / "news" / "a.md")
    assert found == tmp_path / "site" / "pyproject.toml"
    assert load_config(found).body_type == "alb"

    write(tmp_path, "", "site/neutral-gate.toml")
    assert find_config(tmp_path / "site") == tmp_path / "site" / "neutral-gate.toml"


def test_a_wrong_setting_in_pyproject_names_its_table(tmp_path: Path) -> None:
    path = write(tmp_path, '[tool.neutral-gate.body]\ntipe = "alb"\n', "pyproject.toml")

    with pytest.raises(UsageError, match=r'line 2: "tipe" is not a setting of \[tool.neutral-gate.body\]'):
        load_config(path)


def test_a_pyproject_without_our_table_is_reported(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="has no"):
        load_config(write(tmp_path, "[tool.black]\n", "pyproject.toml"))


@pytest.mark.parametrize(
    ("pattern", "path", "expected"),
    [
        ("news/**", "news/a.md", True),
        ("news/**", "news/2024/may/a.md", True),
        ("news/**", "old/news/a.md", False),
        ("news/", "news/2024/a.md", True),
        ("news/*", "news/2024/a.md", False),
        ("**/news/*.md", "news/a.md", True),
        ("**/news/*.md", "a/b/news/a.md", True),
        ("**/news/*.md", "a/b/news/c/a.md", False),
        ("*.md", "deep/down/a.md", True),
        ("./a.md", "a.md", True),
        ("a/**/b/**/c", "a/b/c", True),
        ("a/**/b/**/c", "a/x/b/y/z/c", True),
        ("a/**/b", "a/b/c", False),
    ],
)
def test_patterns(pattern: str, path: str, expected: bool) -> None:
    assert matches(path, pattern) is expected


def test_no_pattern_takes_long() -> None:
    assert not matches("/".join("a" * 300), "/".join(["**", "a"] * 150) + "/b")
    assert not matches("a" * 5000, "*a" * 500 + "b")


def test_an_override_is_read_from_the_folder_of_its_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    config = load_config(write(tmp_path, '[[overrides]]\npaths = ["news/**"]\nkind = "news"\n'))
    (tmp_path / "news").mkdir()
    monkeypatch.chdir(tmp_path / "news")

    assert config.for_path("a.md").kind == "news"
    assert config.for_path("../a.md") is config
    assert config.for_path("/elsewhere/news/a.md") is config
    assert config.for_path("a\0b") is config
