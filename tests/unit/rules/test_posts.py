"""Social posts: what is noted or warned about, and where it stands."""

from __future__ import annotations

import dataclasses
import json
import time

import pytest

from neutral_gate.config import Config
from neutral_gate.elections import parse_moment
from neutral_gate.gate import Gate
from neutral_gate.lexicon.rulebook import load_rules
from neutral_gate.model import Finding
from neutral_gate.readers import read
from neutral_gate.text.glued import split_glued
from neutral_gate.text.symbols import emojis, fancy_letters, plain_letters, same_emoji

RULES = {rule.id: rule for rule in load_rules().values() if rule.id.startswith("access/post-")}
GATE = Gate(Config(body_type="council"))
NAMES = {"post-json": "a.json", "html": "a.html"}


def findings(source: str, kind: str = "post", form: str = "post-json", on: str = "2024-06-10") -> list[Finding]:
    (draft,) = read(source.encode(), NAMES[form], form)
    result = GATE.judge(dataclasses.replace(draft, kind=kind), parse_moment(on))
    return [finding for finding in result.findings if finding.rule.startswith("access/post-")]


def of(rule: str, text: str = "", **more: object) -> list[Finding]:
    source = json.dumps({"text": text, "account": "@own", **more}, ensure_ascii=False)
    return [finding for finding in findings(source) if finding.rule == f"access/post-{rule}"]


@pytest.mark.parametrize(
    ("rule", "example"),
    [
        pytest.param(rule, example, id=f"{rule.id}-{number}")
        for rule in RULES.values()
        for number, example in enumerate(rule.pass_, 1)
    ],
)
def test_what_should_pass_is_not_even_noted(rule, example) -> None:
    found = findings(example.text, example.kind, example.format, example.date)

    assert not [finding for finding in found if finding.rule == rule.id]


def test_every_rule_has_eight_examples_of_each_kind() -> None:
    assert len(RULES) == 10
    assert all(len(rule.fire) >= 8 and len(rule.pass_) >= 8 for rule in RULES.values())


def test_no_rule_on_posts_blocks() -> None:
    assert {level for rule in RULES.values() for level in rule.severity.values()} == {"note", "warn"}


@pytest.mark.parametrize(
    ("tag", "better"),
    [
        ("#savethedate", "#SaveTheDate"),
        ("#Savethedate", "#SaveTheDate"),
        ("#SAVETHEDATE", "#SaveTheDate"),
        ("#carersnhs", "#CarersNHS"),
        ("#getyourjab2024", "#GetYourJab2024"),
    ],
)
def test_a_hashtag_without_capitals_comes_with_them(tag: str, better: str) -> None:
    (finding,) = of("hashtag-case", f"Hello. {tag}")

    assert finding.excerpt == tag
    assert better in finding.message


@pytest.mark.parametrize(
    "tag",
    [
        *("#SaveTheDate", "#NHS75", "#labour", "#wellbeing", "#together", "#Neighbourhood", "#physiotherapy"),
        *("#save_the_date", "#1", "#COVID19", "#Manchester", "#xqzt"),
    ],
)
def test_a_hashtag_of_one_word_or_with_capitals_is_left_alone(tag: str) -> None:
    assert of("hashtag-case", f"Hello. {tag}") == []


def test_a_finding_stands_at_the_words_in_the_file() -> None:
    source = json.dumps({"text": "Tea\n😀 at noon. #savethedate", "account": "@own"})
    (finding,) = [each for each in findings(source) if each.rule == "access/post-hashtag-case"]

    assert source[finding.start.offset : finding.end.offset] == "#savethedate"


def test_too_many_emoji_warn_and_one_twice_is_a_note() -> None:
    assert [each.severity.value for each in of("emoji", "Tea 🍰🎉👏🌳")] == ["warn"]
    assert [each.severity.value for each in of("emoji", "Tea 🍰🍰")] == ["note"]
    assert sorted(each.severity.value for each in of("emoji", "Tea 🍰🍰🍰🍰")) == ["note", "warn"]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("👨‍👩‍👧‍👦", 1),
        ("👍🏽", 1),
        ("🇬🇧", 1),
        ("🏴󠁧󠁢󠁷󠁬󠁳󠁿", 1),
        ("1️⃣", 1),
        ("❤️", 1),
        ("❤", 1),
        ("☎️ ✉️", 2),
        ("🏳️‍🌈", 1),
        ("✓ ★ → © ™ № 1 # *", 0),
        ("plain text: 20% & £5", 0),
        ("🎉🎉", 2),
    ],
)
def test_an_emoji_is_counted_as_a_reader_sees_it(text: str, number: int) -> None:
    assert len(emojis(text)) == number


def test_skin_colours_are_the_same_emoji() -> None:
    assert same_emoji("👍🏽") == same_emoji("👍") == same_emoji("👍🏿")


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("𝗡𝗲𝘄 𝗵𝗼𝘂𝗿𝘀", "New hours"),
        ("𝓦𝓮𝓵𝓬𝓸𝓶𝓮", "Welcome"),
        ("Ⓕⓡⓔⓔ", "Free"),
        ("Ｖｅｒｙ", "Very"),
        ("𝟮𝟬𝟮𝟰", "2024"),
    ],
)
def test_fancy_letters_come_with_the_plain_ones(text: str, plain: str) -> None:
    (finding,) = of("fancy-letters", f"Hello {text} today")

    assert finding.excerpt == text
    assert finding.severity.value == "warn"
    assert f'"{plain}"' in finding.message
    assert plain_letters(text) == plain


@pytest.mark.parametrize(
    "text", ["Zoë Ångström", "Ελληνικά", "Українська", "日本語", "20℃ № 4 ™ ½ x² H₂O", "𝑥 and 𝑦", "/ˈwɔːtə/"]
)
def test_other_scripts_and_signs_are_no_fancy_letters(text: str) -> None:
    assert fancy_letters(text) == []


def test_an_image_without_alternative_text_warns_where_it_stands() -> None:
    media = [{"type": "image", "alt": "A pool"}, {"type": "image", "src": "b.jpg"}]
    source = json.dumps({"text": "Hi", "account": "@own", "media": media})
    (finding,) = findings(source)

    assert finding.rule == "access/post-image-alt"
    assert finding.severity.value == "warn"
    assert json.loads(source[finding.start.offset : finding.end.offset]) == media[1]


def test_an_export_that_cannot_carry_alternative_text_is_unknown_and_not_missing() -> None:
    assert of("image-alt", "Hi", media=[{"type": "image", "alt_status": "unknown"}]) == []


def test_an_empty_alternative_text_is_a_note() -> None:
    (finding,) = of("image-alt", "Hi", media=[{"type": "image", "alt": " "}])

    assert finding.severity.value == "note"


@pytest.mark.parametrize(
    ("platform", "text", "fits"),
    [
        ("x", "a" * 280, True),
        ("x", "a" * 281, False),
        ("x", "🎉" * 140, True),
        ("x", "🎉" * 141, False),
        ("X (Twitter)", "a" * 281, False),
        ("x", "a" * 256 + " https://www.pool.example/" + "b" * 300, True),
        ("x", "a" * 257 + " https://www.pool.example/" + "b" * 300, False),
        ("bluesky", "👨‍👩‍👧‍👦" * 300, True),
        ("bluesky", "a" * 301, False),
        ("sms", "a" * 161, False),
        ("nhs app", "a" * 161, True),
        ("noticeboard", "a" * 99_999, True),
    ],
)
def test_length_is_counted_as_the_platform_counts(platform: str, text: str, fits: bool) -> None:
    assert (of("length", text, platform=platform) == []) is fits


def test_each_platform_of_a_post_has_its_own_limit() -> None:
    assert [each.evidence["platform"] for each in of("length", "a" * 400, platforms=["x", "threads", "bluesky"])] == [
        "x",
        "bluesky",
    ]


def test_what_others_wrote_is_not_ours_to_change() -> None:
    other = {
        "account": "@x",
        "name": "Jo 🎉",
        "text": "𝗡𝗲𝘄 🎉🎉🎉🎉 a 🧢 https://a.example #savethedate #a #b #c end",
        "media": [{"type": "image"}],
    }
    for relation in ("repost_of", "quote_of", "reply_to"):
        assert (
            findings(json.dumps({"text": "Hello", "account": "@own", relation: other}), kind=relation.split("_")[0])
            == []
        )


def test_a_page_is_no_post() -> None:
    source = json.dumps({"text": "𝗡𝗲𝘄 🎉🎉🎉🎉 a 🧢 on #savethedate", "account": "@own", "media": [{"type": "image"}]})

    assert findings(source, kind="news") == []
    assert findings(source) != []


WORDS = frozenset({"save", "the", "date", "dates", "together", "to", "get", "her"})


@pytest.mark.parametrize(
    ("glued", "words"),
    [
        ("savethedate", ["save", "the", "date"]),
        ("together", ["together"]),
        ("savetogether", ["save", "together"]),
        ("savexdate", []),
        ("", []),
        ("the" * 21, []),
    ],
)
def test_glued_words_come_apart_into_the_fewest(glued: str, words: list[str]) -> None:
    assert split_glued(glued, WORDS) == words


@pytest.mark.parametrize("piece", ["🎉", "a🎉", "#a ", "𝗔", "ɐa", "a\u0336", "https://a.b ", "🇬", "\u200d"])
def test_hostile_posts_take_no_longer_than_their_length(piece: str) -> None:
    text = piece * (200_000 // len(piece))
    start = time.process_time()

    for work in (emojis, fancy_letters):
        work(text)

    assert time.process_time() - start < 3
