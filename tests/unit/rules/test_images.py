"""What the facts about a picture's file amount to: thresholds on both sides, places, and the words inside pictures."""

from __future__ import annotations

from typing import Any

import pytest

from neutral_gate.config import Config
from neutral_gate.elections import parse_moment
from neutral_gate.gate import Gate
from neutral_gate.lexicon.rulebook import load_rules
from neutral_gate.model import Box, DraftResult, Finding, ImageFacts, PictureText, Role, Verdict
from neutral_gate.readers import read
from neutral_gate.rules.images.displayed import displayed_size
from neutral_gate.rules.images.found import weight_words
from neutral_gate.rules.pictures import _CHECKS, picture_blocks

INSIDE, OUTSIDE = "2024-06-10", "2024-09-10"
PHOTO = ImageFacts(size=150_000, format="JPEG", width=1200, height=800)


@pytest.fixture(scope="module")
def gate() -> Gate:
    return Gate(Config(body_type="council"))


def judged(
    gate: Gate, source: str, images: dict[str, ImageFacts], name: str = "page.html", on: str = OUTSIDE
) -> DraftResult:
    (draft,) = read(source.encode(), name)
    return gate.judge(draft, parse_moment(on), images)


def found(gate: Gate, tag: str, facts: ImageFacts, rule: str = "") -> list[Finding]:
    result = judged(gate, f'<p>Hall</p><img src="hall.jpg" alt="People at tables" {tag}>', {"hall.jpg": facts})
    return [each for each in result.findings if each.rule.startswith(f"image/{rule}")]


def facts(**values: Any) -> ImageFacts:
    return ImageFacts(**{"size": 150_000, "format": "JPEG", "width": 1200, "height": 800, **values})


def test_every_rule_file_has_its_check() -> None:
    files = {name.partition("/")[2] for name in load_rules() if name.startswith("image/")}

    assert files == set(_CHECKS)


def test_an_ordinary_picture_has_no_finding(gate: Gate) -> None:
    assert found(gate, 'width="600" height="400"', PHOTO) == []


def test_a_finding_stands_at_the_address_of_the_picture(gate: Gate) -> None:
    (finding,) = found(gate, "", facts(problem="truncated"))

    assert (finding.excerpt, finding.start.offset, finding.end.offset) == ("hall.jpg", 21, 29)
    assert finding.severity.value == "block"


@pytest.mark.parametrize("on", [INSIDE, OUTSIDE])
@pytest.mark.parametrize("problem", ["empty", "unreadable", "truncated", "bomb", "second-file"])
def test_broken_and_dangerous_files_block_at_any_time(gate: Gate, on: str, problem: Any) -> None:
    result = judged(gate, '<img src="hall.jpg" alt="People">', {"hall.jpg": facts(problem=problem)}, on=on)

    assert result.verdict is Verdict.BLOCK


@pytest.mark.parametrize(
    ("size", "severity"), [(300_000, None), (300_001, "note"), (1_000_000, "note"), (1_000_001, "warn")]
)
def test_weight(gate: Gate, size: int, severity: str | None) -> None:
    assert [each.severity.value for each in found(gate, "", facts(size=size), "size")] == (
        [severity] if severity else []
    )


def test_the_same_file_is_told_once_but_each_use_of_it_is_looked_at(gate: Gate) -> None:
    tags = '<img src="hall.jpg" alt="a" width="500" height="500">' * 3
    rules = [each.rule for each in judged(gate, tags, {"hall.jpg": facts(size=2_000_000, gps=True)}).findings]

    assert rules.count("image/size") == rules.count("image/personal-data") == 1
    assert rules.count("image/aspect") == 3


@pytest.mark.parametrize(
    ("tag", "finds"),
    [
        ('width="600" height="400"', False),  # twice as many pixels
        ('width="590" height="393"', False),  # more, but it wastes too little
        ('width="300" height="200"', True),
        ('width="300"', True),
        ('height="200"', True),
        ('style="width:300px"', True),
        ('width="300" style="width:100%"', False),
        ('width="300" srcset="hall.jpg 1200w, hall-small.jpg 300w"', False),
        ("", False),
    ],
)
def test_pixels_that_nobody_sees(gate: Gate, tag: str, finds: bool) -> None:
    assert bool(found(gate, tag, PHOTO, "oversize")) is finds


@pytest.mark.parametrize(("width", "finds"), [(2400, False), (2401, False), (4000, True)])
def test_pixels_where_the_page_gives_no_size(gate: Gate, width: int, finds: bool) -> None:
    assert bool(found(gate, "", facts(width=width, size=200_000), "oversize")) is finds


@pytest.mark.parametrize(("width", "finds"), [(1200, False), (1320, False), (1330, True)])
def test_a_picture_that_is_blown_up(gate: Gate, width: int, finds: bool) -> None:
    assert bool(found(gate, f'width="{width}"', PHOTO, "upscale")) is finds


@pytest.mark.parametrize(
    ("tag", "finds"),
    [
        ('width="600" height="400"', False),
        ('width="600" height="407"', False),
        ('width="600" height="410"', True),
        ('width="600" height="390"', True),
        ('width="31" height="20"', False),  # one pixel of rounding
        ('width="600" height="400px"', False),
        ('width="600" height="auto"', False),
        ('width="600" height="300" style="object-fit:cover"', False),
        ('width="600" height="300" class="object-cover rounded"', False),
        ('width="600" height="300" style="object-fit:fill"', True),
        ('width="600" height="300" style="height: auto"', False),
        ('width="600" height="2"', False),
        ('width="600" height="0"', False),
    ],
)
def test_a_picture_that_is_distorted(gate: Gate, tag: str, finds: bool) -> None:
    assert bool(found(gate, tag, PHOTO, "aspect")) is finds


@pytest.mark.parametrize("rule", ["oversize", "upscale", "aspect"])
def test_drawings_and_unknown_sizes_have_no_pixels_to_judge(gate: Gate, rule: str) -> None:
    tag = 'width="90" height="90"'

    assert found(gate, tag, facts(format="SVG"), rule) == []
    assert found(gate, tag, facts(format="HEIC", width=0, height=0), rule) == []
    assert found(gate, tag, facts(format="SVG", width=0, height=0), rule) == []


@pytest.mark.parametrize(
    ("values", "rule"),
    [
        ({"frames": 9, "duration": 5.0}, None),
        ({"frames": 9, "duration": 5.1}, "animated"),
        ({"frames": 9, "duration": 2.0, "plays": 3}, "animated"),
        ({"frames": 9, "duration": 0.5, "plays": 0}, "animated"),
        ({"frames": 1, "duration": 9.0, "plays": 0}, None),
        ({"frames": 9, "duration": 1.0, "flashing": True}, "flashing"),
        ({"gps": True}, "personal-data"),
        ({"personal": ("serial number",)}, "personal-data"),
        ({"format": "TIFF"}, "format"),
        ({"format": "PNG"}, "format"),
    ],
)
def test_what_the_file_says(gate: Gate, values: dict[str, Any], rule: str | None) -> None:
    assert [each.rule for each in found(gate, "", facts(**values))] == ([f"image/{rule}"] if rule else [])


@pytest.mark.parametrize(
    ("name", "finds"),
    [
        ("IMG_0023.JPG", True),
        ("img/2024/DSC_0412.jpg", True),
        ("https://www.example.org/P1000123.JPG", True),
        ("IMG-20240501-WA0003.jpg", True),
        ("Screenshot%202024-05-01.png", True),
        ("20240501_101112.jpg", True),
        ("photo.jpg", True),
        ("open-day-2024.jpg", False),
        ("img-of-our-hall.jpg", False),
        ("imaging-centre.jpg", False),
        ("p12.png", False),
        ("IMG_0023", False),
        ("2024.png", False),
    ],
)
def test_names_that_cameras_give(gate: Gate, name: str, finds: bool) -> None:
    rules = {each.rule: each.severity.value for each in judged(gate, f'<img src="{name}" alt="Our hall">', {}).findings}

    assert rules.get("image/camera-name") == ("note" if finds else None)


def post(channel: str) -> str:
    return f'{{"text": "Come along.", "channel": {channel}, "media": [{{"src": "a.jpg", "alt": "A hall"}}]}}'


@pytest.mark.parametrize(
    ("channel", "size", "severity"),
    [
        ('"x"', (1200, 675), None),
        ('"x"', (600, 338), None),
        ('"x"', (599, 337), "warn"),
        ('"x"', (1200, 1200), "note"),
        ('["x", "instagram"]', (1080, 1080), None),
        ('"bluesky"', (100, 100), None),
        ('"somewhere"', (900, 2000), None),
        ('"somewhere"', (400, 400), "warn"),
        ("null", (400, 400), "warn"),
    ],
)
def test_sizes_of_social_channels(gate: Gate, channel: str, size: tuple[int, int], severity: str | None) -> None:
    known = facts(width=size[0], height=size[1])
    result = judged(gate, post(channel), {"a.jpg": known}, "post.json")

    found = [each.severity.value for each in result.findings if each.rule == "image/social-size"]
    assert found == ([severity] if severity else [])


def test_a_page_says_nothing_about_social_sizes_nor_a_post_about_page_sizes(gate: Gate) -> None:
    assert found(gate, "", facts(width=90, height=90), "social-size") == []
    result = judged(gate, post('"x"'), {"a.jpg": facts(width=5000, height=2812, size=4_000_000)}, "post.json")
    assert [each.rule for each in result.findings if each.rule in ("image/size", "image/oversize")] == []


def words(*texts: str) -> tuple[PictureText, ...]:
    parts = []
    for row, text in enumerate(texts):
        boxes, place = [], 0
        for word in text.split():
            boxes.append(Box(place, place + len(word), place * 10, row * 50, len(word) * 10, 40))
            place += len(word) + 1
        parts.append(PictureText(text, tuple(boxes)))
    return tuple(parts)


def test_a_poster_that_asks_for_votes_is_blocked_at_its_picture(gate: Gate) -> None:
    poster = facts(words=words("Summer fair on the green", "Vote Labour on 4 July"))
    for on in (INSIDE, OUTSIDE):
        result = judged(gate, '<p>Fair</p><img src="hall.jpg" alt="Poster">', {"hall.jpg": poster}, on=on)
        (vote,) = [each for each in result.findings if each.rule == "neutrality/vote-advocacy"]

        assert result.verdict is Verdict.BLOCK
        assert (vote.start.offset, vote.end.offset) == (21, 29)
        assert vote.excerpt.startswith("Vote Labour")
        assert vote.evidence["where"] == "picture"
        left, top, width, height = vote.evidence["box"]  # type: ignore[misc]
        assert (left, top, height) == (0, 50, 40)
        assert width >= 110


def test_words_of_a_picture_are_blocks_at_its_place() -> None:
    (draft,) = read(b'<img src="a.png" alt="x"><img src="a.png" alt="y"><img src="b.png" alt="z">', "page.html")
    blocks = picture_blocks(draft, {"a.png": facts(words=words("One two", "Three"))})

    assert [(block.text, block.role) for block in blocks] == [("One two", Role.PICTURE), ("Three", Role.PICTURE)]
    assert {(block.where.span(0, 3).start, block.where.span(0, 3).end) for block in blocks} == {(10, 15)}


CAPTION = "Free jabs for everybody: book at a pharmacy before October."
POSTER = words("Free flu jabs for everybody over", "Book at your pharmacy before October")


@pytest.mark.parametrize(
    ("source", "finds"),
    [
        ('<img src="a.png" alt="Poster">', True),
        ('<img src="a.png" alt="">', True),
        ('<img src="a.png" alt="Free flu jabs for everybody over 65. Book at your pharmacy before October">', False),
        ('<img src="a.png" alt="Poster"><p>Flu jabs are free for everybody. Book at your pharmacy.</p>', False),
        (f'<figure><img src="a.png" alt="x"><figcaption>{CAPTION}</figcaption></figure>', False),
    ],
)
def test_words_that_the_alternative_text_leaves_out(gate: Gate, source: str, finds: bool) -> None:
    rules = [each.rule for each in judged(gate, source, {"a.png": facts(format="PNG", words=POSTER)}).findings]

    assert ("image/text-not-in-alt" in rules) is finds


def test_a_sign_in_a_photo_is_no_text(gate: Gate) -> None:
    assert found(gate, "", facts(words=words("Fresh bread daily here"))) == []


@pytest.mark.parametrize(
    ("attributes", "size"),
    [
        ({"width": "40", "height": " 30 "}, (40, 30)),
        ({"width": "40.5", "height": "30px"}, (40, 30)),
        ({"width": "50%", "height": "-3"}, (None, None)),
        ({"width": "0", "height": "auto"}, (None, None)),
        ({"style": "WIDTH: 40px !important; height:30px;"}, (40, 30)),
        ({"style": "width: 2em", "width": "40"}, (None, None)),
        ({"style": "max-width: 40px"}, (None, None)),
    ],
)
def test_the_size_that_a_tag_gives(attributes: dict[str, str], size: tuple[int | None, int | None]) -> None:
    assert displayed_size(attributes) == size


@pytest.mark.parametrize(
    ("size", "said"), [(0, "0 bytes"), (999, "999 bytes"), (1000, "1 kB"), (310_400, "310 kB"), (999_600, "1.0 MB")]
)
def test_weights_in_words(size: int, said: str) -> None:
    assert weight_words(size) == said
