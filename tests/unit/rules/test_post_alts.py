"""Alternative texts of posts are held to the same words as those of pages."""

import json

import pytest

from neutral_gate import Gate
from neutral_gate.readers import read

GATE = Gate()
ALTS = {
    "IMG_2041.jpg": "access/alt-file-name",
    "spring_fair_2024_final": "access/alt-file-name",
    "image": "access/alt-vague",
    "Photo 3": "access/alt-vague",
    "😀🎉": "access/alt-vague",
    "sdfgh": "access/alt-vague",
    "Image of a bus outside the clinic": "access/alt-image-of",
    "A photo of three volunteers": "access/alt-image-of",
    "A wide view of the market square with many stalls, people in raincoats, two dogs and a brass band in front of the "
    "old town hall": "access/alt-long",
    "A bus outside the clinic": None,
    "2 dogs playing": None,
    "A jpg and a png of the same flower, side by side": None,
}


def alt_rules(source, name):
    result = GATE.check(read(source.encode(), name)[0]).drafts[0]
    return [each.rule for each in result.findings if "alt" in each.rule]


def post(alt, text="Pool open", **media):
    return json.dumps({"text": text, "media": [{"type": "image", "alt": alt, **media}]}, ensure_ascii=False)


@pytest.mark.parametrize(("alt", "rule"), ALTS.items())
def test_posts_and_pages_are_judged_alike(alt, rule):
    expected = [rule] if rule else []
    assert alt_rules(post(alt), "post.json") == expected
    assert alt_rules(f'<p>Pool open</p><img src="x.jpg" alt="{alt}">', "page.html") == expected


@pytest.mark.parametrize(
    ("alt", "text", "finds"),
    [
        ("Pool open", "Pool open", True),
        ("POOL OPEN!", "Pool open", True),
        ("the pool opens again on Monday at ten", "Good news: the pool opens again on Monday at ten. Come!", True),
        ("The pool", "The pool opens on Monday", False),
        ("Swimmers queue at the door", "Pool open", False),
    ],
)
def test_an_alternative_text_that_repeats_the_post(alt, text, finds):
    assert alt_rules(post(alt, text), "post.json") == (["access/alt-repeats"] if finds else [])


def test_an_alternative_text_that_repeats_the_caption():
    assert alt_rules(post("The new ward", caption="The new ward"), "post.json") == ["access/alt-repeats"]


def test_the_finding_stands_at_the_alternative_text():
    source = post("Photo 3")
    (found,) = (
        each for each in GATE.check(read(source.encode(), "post.json")[0]).drafts[0].findings if "alt" in each.rule
    )
    assert source[found.start.offset : found.end.offset] == "Photo 3"


def test_what_an_export_cannot_carry_is_not_missing():
    missing = {"text": "Pool open", "media": [{"type": "image"}]}
    one = {"text": "Pool open", "media": [{"type": "image", "alt_status": "unknown"}]}
    whole = {**missing, "alt_status": "Unknown"}
    assert alt_rules(json.dumps(missing), "post.json") == ["access/post-image-alt"]
    assert alt_rules(json.dumps(one), "post.json") == []
    assert alt_rules(json.dumps(whole), "post.json") == []


def test_the_pictures_of_a_shared_post_are_not_ours_to_describe():
    shared = {
        "text": "Look",
        "repost_of": {"account": "@x", "text": "Hi", "media": [{"type": "image", "alt": "image"}]},
    }
    assert alt_rules(json.dumps(shared), "post.json") == []
