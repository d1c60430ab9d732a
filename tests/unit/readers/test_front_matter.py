import sys
from datetime import UTC, date, datetime

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from neutral_gate.model import DraftError, Role, Span
from neutral_gate.readers import read
from neutral_gate.readers.fields import body_of, kind_of, moment_of
from neutral_gate.readers.flat_yaml import flat_entries
from neutral_gate.readers.front_entry import Entry
from neutral_gate.readers.front_values import yaml_entries


def test_known_keys_fill_the_draft_and_others_are_settings(one):
    source = (
        "---\n"
        "title: Tea at ten\n"
        "kind: Press release\n"
        "body: council\n"
        "date: 2024-06-10 09:30\n"
        "author: A Writer\n"
        'account: "@OwnBody"\n'
        "tags:\n"
        "  - tea\n"
        "  - cake\n"
        "share:\n"
        "  networks: [a, b]\n"
        "---\n"
        "Words\n"
    )
    draft = one(source)

    assert (draft.title, draft.kind, draft.body) == ("Tea at ten", "press_release", "council")
    assert (draft.author, draft.account) == ("A Writer", "@OwnBody")
    assert draft.published is not None
    assert draft.published.isoformat() == "2024-06-10T09:30:00+01:00"
    assert {key: value for key, (value, _) in draft.settings.items()} == {
        "tags": ["tea", "cake"],
        "share": {"networks": ["a", "b"]},
    }
    where = draft.settings["tags"][1]
    assert source[where.start : where.end] == "tags:\n  - tea\n  - cake"
    where = draft.settings["share"][1]
    assert source[where.start : where.end] == "share:\n  networks: [a, b]"
    assert [(block.role, block.text) for block in draft.blocks] == [
        (Role.TITLE, "Tea at ten"),
        (Role.META, "A Writer"),
        (Role.HASHTAG, "tea"),
        (Role.HASHTAG, "cake"),
        (Role.PARAGRAPH, "Words"),
    ]


@pytest.mark.parametrize(
    "written",
    [
        "description: We’re open: now",
        'description: "We’re open: now"',
        "description: 'We’re open: now'",
        "description: >\n  We’re open:\n  now\n",
        "description: |\n  We’re open: now\n",
        "description: >-\n\n  We’re\n  open: now",
        'description: "We\\u2019re open: now"',
        'description: "We’re \\\n  open: now"',
        "description: We’re\n  open -\n  now",
    ],
)
def test_descriptions_are_blocks_with_true_places_however_they_are_written(texts, written):
    if written == "description: We’re open: now":
        with pytest.raises(DraftError, match="no valid YAML"):
            texts(f"---\n{written}\n---\n")
    else:
        ((role, text),) = texts(f"---\n{written}\n---\n")
        assert role == "meta"
        assert text.replace(" -", ":") == "We’re open: now"


def test_a_doubled_quotation_mark_is_one(texts):
    assert texts("---\ntitle: 'It''s here'\n---\n") == [("title", "It's here")]


def test_toml_is_read_with_places(one):
    source = '+++\ntitle = "Tea \\"at\\" ten"\ndate = 2024-06-10\ndraft = false\n[share]\nx = 1\n+++\nWords'
    draft = one(source)

    assert draft.title == 'Tea "at" ten'
    assert draft.published is not None
    assert draft.published.isoformat() == "2024-06-10T12:00:00+01:00"
    assert draft.settings["draft"][0] is False
    where = draft.settings["share"][1]
    assert source[where.start : where.end] == "[share]\nx = 1"


@pytest.mark.parametrize(
    "source",
    [
        "---\n\nWords between rules\n\n---\nMore",
        "---\nno end: here",
        "--- words",
        "Words\n---\nkind: page\n---\n",
        "----\nkind: page\n----\n",
    ],
)
def test_what_is_no_front_matter_is_read_as_words(source):
    (draft,) = read(source.encode(), "a.md")

    assert draft.kind is None
    assert draft.blocks


@pytest.mark.parametrize("end", ["---", "..."])
def test_both_yaml_ends_are_known(one, end):
    assert one(f"---\nkind: page\n{end}\nWords").kind == "page"


def test_windows_line_ends_work(one):
    draft = one("---\r\ntitle: Tea\r\nkind: page\r\n---\r\nWords\r\n")

    assert (draft.title, draft.kind) == ("Tea", "page")


@pytest.mark.parametrize(
    ("source", "named"),
    [
        ("---\ntitle: [\n---\n", "YAML"),
        ("---\na: b: c\n---\n", "YAML (line 2)"),
        ("+++\na = \n+++\n", "TOML"),
        ("---\ndate: 31 June 2024\n---\n", "31 June 2024"),
        ("---\nkind: press_relase\n---\n", "press_release"),
        ("---\nbody: healthwach\n---\n", "healthwatch"),
        ("---\na: " + "[" * 5000 + "\n---\n", "brackets"),
        ("---\na: '" + "x" * 200_001 + "'\n---\n", "longer than"),
    ],
)
def test_broken_front_matter_is_a_plain_error(source, named):
    with pytest.raises(DraftError) as caught:
        read(source.encode(), "news.md")

    assert named in caught.value.problem
    assert "news.md" in caught.value.problem


def test_words_of_other_systems_are_settings_not_errors(one):
    draft = one("---\nkind: section\nbody: Some longer text of another system\ndate: '{{ date }}'\n---\nx")

    assert (draft.kind, draft.body, draft.published) == (None, None, None)
    assert list(draft.settings) == ["kind", "body", "date"]


def test_settings_that_share_the_draft_are_embeds(one):
    source = "---\nautopost_twitter: true\nfeed_url: https://a.example/rss\nshare: false\n---\nx"
    draft = one(source)

    assert [(embed.what, embed.label, embed.address) for embed in draft.embeds] == [
        ("setting", "autopost_twitter", ""),
        ("setting", "feed_url", "https://a.example/rss"),
    ]


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("2024-06-10", "2024-06-10T12:00:00+01:00"),
        ("2024-01-10", "2024-01-10T12:00:00+00:00"),
        ("2024-06-10T09:00", "2024-06-10T09:00:00+01:00"),
        ("2024-06-10 9:00:00", "2024-06-10T09:00:00+01:00"),
        ("2024-06-10T09:00:00Z", "2024-06-10T09:00:00+00:00"),
        ("2024-06-10T09:00:00.123Z", "2024-06-10T09:00:00+00:00"),
        ("2024-06-10 09:00:00 -0400", "2024-06-10T09:00:00-04:00"),
        ("2024-06-10T09:00+05:30", "2024-06-10T09:00:00+05:30"),
        ("10 June 2024", "2024-06-10T12:00:00+01:00"),
        ("Monday 10th June 2024", "2024-06-10T12:00:00+01:00"),
        ("June 10, 2024", "2024-06-10T12:00:00+01:00"),
        ("Mon, 10 Jun 2024 09:00:00 GMT", "2024-06-10T09:00:00+00:00"),
        ("10/06/2024", "2024-06-10T12:00:00+01:00"),
        (date(2024, 6, 10), "2024-06-10T12:00:00+01:00"),
        (datetime(2024, 6, 10, 9), "2024-06-10T09:00:00+01:00"),
        (datetime(2024, 6, 10, 9, tzinfo=UTC), "2024-06-10T09:00:00+00:00"),
    ],
)
def test_dates_are_read_as_people_write_them(written, expected):
    moment = moment_of(written)

    assert moment is not None
    assert moment.isoformat() == expected


@pytest.mark.parametrize(
    "written", ["soon", "2024-13-01", "2024-06-31", "June 2024", "2024", "99 June 2024", "", 7, None]
)
def test_what_is_no_date_is_none(written):
    assert moment_of(written) is None


def test_kinds_and_bodies_are_known_by_their_everyday_names():
    assert [kind_of(word) for word in ("Tweet", "blog post", "PRESS-RELEASE", "poem")] == [
        "post", "blog", "press_release", None
    ]  # fmt: skip
    assert [body_of(word) for word in ("NHS trust", "Local authority", "Arm’s length body", "club")] == [
        "nhs_trust", "council", "alb", None
    ]  # fmt: skip


_LINES = st.lists(
    st.tuples(
        st.sampled_from(["a", "b_c", "title", "x-y"]),
        st.sampled_from(
            [
                "word",
                "two words",
                "3",
                "007",
                "3.5",
                "1e5",
                "0x1f",
                "1_000",
                "yes",
                "No",
                "true",
                "null",
                "~",
                "''",
                '"q"',
                "2024-06-10",
                "2024-06-10 09:00:00",
                "2024-06-10T9:00:00Z",
                "2024-06-10 09:00:00 -0400",
                "12:30:00",
                "[a, b]",
                "[]",
                "[1, two]",
                "it's",
                "'it''s'",
                '"a \\" b"',
                "a # b",
                "a#b",
                "£5",
                "10x",
                "3 months",
                "1.2.3",
                "- a",
                "@x",
                "a: b",
                "http://a.b/c",
                "{a: b}",
                "*a",
                "&a b",
                "!t x",
                "%x",
                "`x",
                ">",
                "|",
                "ünï",
                "6 Jun",
            ]
        ),
    ),
    max_size=5,
    unique_by=lambda pair: pair[0],
)


@given(_LINES)
@settings(deadline=None)
def test_flat_yaml_means_what_pyyaml_says(lines):
    source = "".join(f"{key}: {value}\n" for key, value in lines)
    try:
        expected = yaml.safe_load(source) or {}
    except (yaml.YAMLError, ValueError):
        with pytest.raises(DraftError):
            yaml_entries(source, 0, len(source), "x.md")
        return
    entries = yaml_entries(source, 0, len(source), "x.md")

    assert entries is not None
    assert {entry.key: entry.value for entry in entries} == expected
    for entry in entries:
        assert source[entry.where.start : entry.where.end].startswith(f"{entry.key}:")
        if isinstance(entry.value, str):
            assert "".join(text for text, _, _ in entry.pieces) == entry.value.rstrip()


_LEAVES = st.sampled_from(
    ["a", "two words", "3", "'q'", '"q: r"', "2024-06-10", "[a, b]", "true", "a.b", "x: y", "- z", ""]
)
_TREES = st.recursive(
    _LEAVES,
    lambda inner: (
        st.lists(inner, min_size=1, max_size=3)
        | st.dictionaries(st.sampled_from(["k", "l_m", "on", "n-o"]), inner, min_size=1, max_size=3)
    ),
    max_leaves=6,
)


def written_out(tree, indent, step):
    """A tree as YAML lines, lists and keys inside each other indented by some step."""
    lines = []
    if isinstance(tree, list):
        for item in tree:
            inner = written_out(item, indent + 2, step)
            lines.append(" " * indent + "- " + (inner[0].lstrip(" ") if inner else ""))
            lines.extend(inner[1:])
    elif isinstance(tree, dict):
        for key, item in tree.items():
            if isinstance(item, str):
                lines.append(" " * indent + f"{key}: {item}")
            else:
                lines.append(" " * indent + f"{key}:")
                lines.extend(written_out(item, indent + step, step))
    elif tree:
        lines.append(" " * indent + tree)
    return lines


@given(st.dictionaries(st.sampled_from(["a", "b_c", "title"]), _TREES, max_size=3), st.sampled_from([0, 1, 2, 4]))
@settings(deadline=None, max_examples=300, suppress_health_check=[HealthCheck.too_slow])
def test_nested_yaml_means_what_pyyaml_says(tree, step):
    source = "".join(f"{line}\n" for line in written_out(tree, 0, step))
    try:
        expected = yaml.safe_load(source) or {}
    except (yaml.YAMLError, ValueError):
        with pytest.raises(DraftError):
            yaml_entries(source, 0, len(source), "x.md")
        return
    entries = yaml_entries(source, 0, len(source), "x.md")

    assert {entry.key: entry.value for entry in entries or []} == {str(key): value for key, value in expected.items()}
    for entry in entries or []:
        assert source[entry.where.start : entry.where.end].split(":")[0] in (entry.key, "on")


def test_nested_front_matter_needs_no_yaml_library(monkeypatch):
    monkeypatch.setitem(sys.modules, "yaml", None)
    source = "a:\n- x\n- k: 1\n  l:\n    - m: v\n\n  o: p\nb:\n  c: d # no\n"

    assert flat_entries(source, 0, source.index(" # no")) == [
        Entry("a", ["x", {"k": 1, "l": [{"m": "v"}], "o": "p"}], Span(0, 37)),
        Entry("b", {"c": "d"}, Span(38, 47)),
    ]
    assert flat_entries(source, 0, len(source)) is None
