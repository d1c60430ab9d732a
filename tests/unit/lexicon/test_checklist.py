import re
from itertools import product
from pathlib import Path

import pytest

from neutral_gate.lexicon.checklist import LIMIT, PROCESS, checklist_for, process_lines, read_lines, shipped_lines
from neutral_gate.lexicon.clauses import clauses
from neutral_gate.model import KINDS, UsageError

GOOD = """
lines:
  - {id: light, text: Look last., clauses: [A-1], kinds: [any], when: always, weight: 10}
  - {id: heavy, text: Look first., clauses: [A-2, A-3], kinds: [post, event], when: window, weight: 90}
  - {id: calm, text: Look later., clauses: [A-2], kinds: [event], when: outside, weight: 50}
  - {id: image, text: Look at pictures., clauses: [A-4], kinds: [any], when: always, needs: images, weight: 50}
  - {id: tie, text: Look at this too., clauses: [A-4], kinds: [post], when: window, weight: 50}
  - {id: plan, text: Plan., clauses: [A-5], kinds: [process], when: window, weight: 20}
"""


def read(tmp_path: Path, text: str = GOOD):
    path = tmp_path / "checklist.yaml"
    path.write_text(text, encoding="utf-8")
    return read_lines(path)


@pytest.mark.parametrize(
    ("kind", "in_window", "has_images", "expected"),
    [
        ("post", True, True, ("Look first.", "Look at pictures.", "Look at this too.", "Look last.")),
        ("post", True, False, ("Look first.", "Look at this too.", "Look last.")),
        ("post", False, False, ("Look last.",)),
        ("event", False, False, ("Look later.", "Look last.")),
        ("page", True, False, ("Look last.",)),
    ],
)
def test_the_lines_that_fit_come_heaviest_first(tmp_path, kind, in_window, has_images, expected):
    assert checklist_for(kind, in_window, has_images, lines=read(tmp_path)) == expected


@pytest.mark.parametrize(("limit", "expected"), [(2, 2), (1, 1), (0, 0), (-1, 0), (99, 4)])
def test_the_limit_is_kept(tmp_path, limit, expected):
    assert len(checklist_for("post", True, True, limit, read(tmp_path))) == expected


@pytest.mark.parametrize("kind", ["process", "any", "tweet", ""])
def test_an_unknown_kind_is_told(kind):
    with pytest.raises(UsageError, match="no kind of draft"):
        checklist_for(kind, True, True)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("{id: light, ", "{", "entry 1, has no id"),
        ("text: Look last., ", "", "light, has no text"),
        ("clauses: [A-1]", "clauses: A-1", "light, has no list of clauses"),
        ("clauses: [A-1]", "clauses: []", "light, has no list of clauses"),
        ("kinds: [post, event]", "kinds: [tweet]", "heavy, says kinds: tweet"),
        ("kinds: [post, event]", "kinds: [post, process]", "heavy, is for drafts and for the work around them"),
        ("when: outside", "when: sometimes", "calm, says when: sometimes"),
        ("when: outside, ", "", "calm, says when: None"),
        ("needs: images", "needs: sound", "image, says needs: sound"),
        ("weight: 90", "weight: 100", "heavy, has no weight from 1 to 99"),
        ("weight: 90", "weight: much", "heavy, has no weight from 1 to 99"),
        ("weight: 90", "weihgt: 90", "heavy, has an unknown key, weihgt"),
        ("id: heavy", "id: light", "more than one line light"),
        ("lines:", "rows:", "has no lines"),
    ],
)
def test_a_faulty_file_is_told_with_its_place(tmp_path, old, new, said):
    assert old in GOOD
    with pytest.raises(UsageError, match=re.escape(said)) as caught:
        read(tmp_path, GOOD.replace(old, new))
    assert "checklist.yaml" in caught.value.problem
    assert caught.value.mend


def test_the_shipped_lines_are_read_once():
    assert shipped_lines() is shipped_lines()


def test_every_draft_gets_a_short_list_without_repeats():
    for kind, in_window, has_images in product(KINDS, (True, False), (True, False)):
        lines = checklist_for(kind, in_window, has_images)
        assert 1 <= len(lines) <= LIMIT == 6, (kind, in_window, has_images)
        assert len(set(lines)) == len(lines)


def test_every_shipped_line_is_shown_for_each_kind_that_it_names():
    shown = {
        (text, kind)
        for kind, in_window, has_images in product(KINDS, (True, False), (True, False))
        for text in checklist_for(kind, in_window, has_images)
    }
    lines = shipped_lines()
    hidden = [(line.id, kind) for line in lines for kind in line.kinds & set(KINDS) if (line.text, kind) not in shown]
    anywhere = {text for text, _ in shown}
    nowhere = [line.id for line in lines if "any" in line.kinds and line.text not in anywhere]
    assert (hidden, nowhere) == ([], [])


def test_process_lines_are_never_shown_on_a_draft():
    process = {line.text for line in shipped_lines() if PROCESS in line.kinds}
    assert set(process_lines(True)) <= process
    assert set(process_lines(True)) | set(process_lines(False)) == process
    for kind in KINDS:
        assert not process & set(checklist_for(kind, True, True, limit=99))


def test_more_is_to_do_around_publishing_inside_a_window():
    assert set(process_lines(False)) < set(process_lines(True))
    assert process_lines(True)[0].startswith("Agree with your board")


def test_every_shipped_line_is_one_short_sentence_that_says_what_to_do():
    for line in shipped_lines():
        assert re.fullmatch(r"[A-Z][a-z]+ [^.!?]+\.", line.text), line.id
        assert len(line.text) <= 120, (line.id, len(line.text))
        assert re.fullmatch(r"[a-z]+(-[a-z]+)*", line.id), line.id


def test_no_two_shipped_lines_say_the_same():
    texts = [line.text for line in shipped_lines()]
    assert len(set(texts)) == len(texts)


def test_every_clause_that_a_shipped_line_names_exists():
    assert {name for line in shipped_lines() for name in line.clauses} <= set(clauses())


def test_the_heaviest_line_for_a_shared_post_is_to_open_the_account():
    assert checklist_for("repost", True, False)[0].startswith("Open the account")
    assert "picture" not in " ".join(checklist_for("repost", True, False))
