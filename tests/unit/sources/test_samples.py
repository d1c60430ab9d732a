"""Every sample in the data folder `shared` beside the repository: counts by kind, and sources of reposts."""

import copy
import json
from collections import Counter

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from neutral_gate.model import DraftError
from neutral_gate.sources import Item, Problem, open_source

NO_POSTS = frozenset(
    [
        "accept_follow",
        "actor",
        "actor_organization",
        "actor_urls_displayName",
        "actor_with_featured",
        "actor_with_icon",
        "follow",
        "invite",
        "like",
        "like_of_object",
        "like_with_string_object_actor",
        "rsvp",
        "rsvp_multiple_events",
        "undo_object_id",
        "undo_repost",
        "unfollow",
        "unfollow_multiple_urls",
        "update_person",
    ]
)


@pytest.mark.parametrize(
    ("name", "kinds"),
    [
        ("tweets.js", {"repost": 1, "quote": 1}),
        ("note-tweet.js", {}),
        ("outbox.json", {"post": 1, "repost": 1}),
        ("your_posts_1.json", {"post": 1}),
        ("Shares.csv", {"post": 1, "repost": 1}),
    ],
)
def test_samples_of_exports(social, read, name, kinds):
    items, problems = read(social / "synthetic" / name)
    assert (Counter(item.draft.kind for item in items), problems) == (kinds, [])


def test_samples_of_activities_are_each_one_item_of_the_kind_in_their_name(social, read):
    files = sorted(path for path in (social / "granary").glob("*.json"))
    counts = Counter()
    for path in files:
        items, problems = read(path)
        subject = path.name.partition(".")[0]
        assert len(items) == (0 if subject in NO_POSTS else 1), path.name
        assert {problem.problem for problem in problems} <= {"This post names no date that can be read."}, path.name
        for item in items:
            counts[item.draft.kind] += 1
            expected = {"repost": "repost", "quote": "quote", "comment": "reply", "event": "event"}
            for word, kind in expected.items():
                if subject.startswith(word) or subject.endswith(f"types_{word}"):
                    assert item.draft.kind == kind, path.name
    assert sum(counts.values()) == len(files) - sum(path.name.partition(".")[0] in NO_POSTS for path in files)
    assert {kind: counts[kind] for kind in ("repost", "quote", "reply", "event")} == {
        "repost": 12,
        "quote": 9,
        "reply": 4,
        "event": 1,
    }


FORMATS = {
    "activities": 40,
    "bluesky": 23,
    "older-activities": 13,
    "feed": 33,
    "json-feed": 1,
    "page": 5,
    "x-archive": 2,
    "mastodon-outbox": 1,
    "facebook-export": 1,
    "linkedin": 1,
}


def test_every_sample_is_known_by_its_content(social):
    """All but a licence and an empty feed."""
    counts = Counter()
    unknown = []
    for path in sorted(path for path in social.rglob("*") if path.is_file()):
        try:
            counts[open_source(path).kind] += 1
        except DraftError:
            unknown.append(path.name)
    assert (counts, unknown) == (FORMATS, ["FEEDPARSER_LICENSE", "fp_rss_empty_document.xml"])


def test_samples_of_feeds_give_each_entry_once(social, read):
    """Feeds of the crash corpus have one entry, some none, and one has two."""
    several = {"fp_example.json": 2}
    several |= dict.fromkeys(("fp_always_strip_doctype.xml", "fp_big5.xml", "fp_http_high_bit_date.xml"), 0)
    several |= dict.fromkeys(("fp_aaa_illformed.xml", "fp_undeclared_namespace.xml"), 0)
    files = [path for path in (social / "feeds").glob("fp_*") if path.name != "fp_rss_empty_document.xml"]
    assert len(files) == 31
    assert {path.name: len(read(path)[0]) for path in files} == {path.name: several.get(path.name, 1) for path in files}


SEEDS = ("synthetic/outbox.json", "synthetic/your_posts_1.json", "granary/repost.bsky.json", "granary/quote.as2.json")


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_samples_with_other_values_in_them_never_end_in_a_traceback(social, tmp_path, data):
    value = json.loads((social / data.draw(st.sampled_from(SEEDS))).read_text(encoding="utf-8"))
    wrong = st.sampled_from([None, True, 0, -1, 1e300, "", "x", "\ud800", [], [None], {}, {"type": []}, "9" * 30])
    for _ in range(data.draw(st.integers(1, 3))):
        where = value
        while isinstance(where, dict | list) and where:
            key = data.draw(st.sampled_from(sorted(where) if isinstance(where, dict) else range(len(where))))
            if data.draw(st.booleans()) or not isinstance(where[key], dict | list):
                where[key] = copy.deepcopy(data.draw(wrong))
                break
            where = where[key]
    path = tmp_path / "changed.json"
    path.write_text(json.dumps(value), encoding="utf-8")
    try:
        source = open_source(path)
    except DraftError:
        return
    assert all(isinstance(each, Item | Problem) for each in source)
