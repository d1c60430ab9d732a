"""Words inside pictures. What needs the program Tesseract is skipped where it is not installed."""

from __future__ import annotations

import shutil
import stat
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont

from neutral_gate.images import ocr
from neutral_gate.images.facts import read_facts
from neutral_gate.images.ocr import WordReader, paragraphs
from neutral_gate.model import ImageFacts

needs_tesseract = pytest.mark.skipif(shutil.which("tesseract") is None, reason="the program tesseract is not installed")
HEAD = "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext\n"


def poster(path: Path, *lines: str, size: tuple[int, int] = (1000, 600), colours: tuple[str, str] = ("white", "black")):
    picture = Image.new("RGB", size, colours[0])
    pen, font = ImageDraw.Draw(picture), ImageFont.load_default(size[1] // 10)
    for number, line in enumerate(lines):
        pen.text((size[0] // 12, size[1] // 10 + number * size[1] // 7), line, fill=colours[1], font=font)
    picture.save(path)
    return path


def test_the_answer_is_cut_into_paragraphs_with_a_box_for_each_word() -> None:
    rows = (
        "4\t1\t1\t1\t1\t0\t0\t0\t9\t9\t-1\t\n"
        "5\t1\t1\t1\t1\t1\t20\t40\t60\t20\t96.1\tFree\n"
        "5\t1\t1\t1\t2\t1\t20\t80\t60\t20\t91\tjabs\n"
        "5\t1\t1\t1\t2\t2\t90\t80\t60\t20\t12\tzzz\n"
        "5\t1\t1\t1\t2\t3\t90\t80\t60\t20\t95\t|\n"
        '5\t1\t2\t1\t1\t1\t20\t200\t60\t20\t88\t"Book\n'
        "5\t1\t2\t1\t1\t2\tx\t200\t60\t20\t88\tnow\n"
    )

    first, second = paragraphs(HEAD + rows, scale=2.0)

    assert (first.text, second.text) == ("Free jabs", '"Book')
    assert [(first.text[box.start : box.end], box.left, box.top) for box in first.boxes] == [
        ("Free", 10, 20),
        ("jabs", 10, 40),
    ]
    assert paragraphs("") == ()


@needs_tesseract
@pytest.mark.parametrize("colours", [("white", "black"), ("#005eb8", "white"), ("#ffdd00", "black")])
def test_a_poster_is_read(tmp_path: Path, colours: tuple[str, str]) -> None:
    path = poster(tmp_path / "jabs.png", "Free flu jabs", "Book before October", colours=colours)

    facts = WordReader()(path, read_facts(path))

    text = " ".join(part.text for part in facts.words)
    assert text == "Free flu jabs Book before October"
    box = facts.words[0].boxes[0]
    assert 60 < box.left < 120
    assert 40 < box.top < 120


@needs_tesseract
def test_a_small_picture_is_read_larger_and_its_boxes_are_its_own(tmp_path: Path) -> None:
    path = poster(tmp_path / "jabs.png", "Free flu jabs", size=(400, 240))

    facts = WordReader()(path, read_facts(path))

    assert "flu jabs" in facts.words[0].text
    assert all(box.left + box.width <= 400 and box.top + box.height <= 240 for box in facts.words[0].boxes)


@needs_tesseract
def test_an_answer_is_kept_by_the_content_of_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = poster(tmp_path / "jabs.png", "Free flu jabs")
    known = read_facts(path)
    first = WordReader(tmp_path / "cache")(path, known)
    again = WordReader(tmp_path / "cache")
    monkeypatch.setattr(again, "_read", lambda *_: pytest.fail("it was read twice"))

    assert again(path, known) == first
    (kept,) = (tmp_path / "cache").iterdir()
    kept.write_text("[{", encoding="utf-8")
    assert WordReader(tmp_path / "cache")(path, known) == first


def program(tmp_path: Path, script: str) -> str:
    path = tmp_path / "reader"
    path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return str(path)


def test_a_program_that_never_ends_is_stopped_and_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "TIME", 0.3)
    reader = WordReader(program=program(tmp_path, '[ "$1" = --version ] || exec sleep 20'))
    path = poster(tmp_path / "jabs.png", "Free flu jabs")

    facts = reader(path, read_facts(path))

    assert facts.words == ()
    assert "longer than" in reader.unread[0]


def test_a_program_that_fails_is_told(tmp_path: Path) -> None:
    reader = WordReader(program=program(tmp_path, '[ "$1" = --version ] || exit 3'))
    path = poster(tmp_path / "jabs.png", "Free flu jabs")

    assert reader(path, read_facts(path)).words == ()
    assert str(path) in reader.unread[0]


def test_without_the_program_nothing_changes(tmp_path: Path) -> None:
    reader = WordReader(program="no-such-program")
    path = poster(tmp_path / "jabs.png", "Free flu jabs")
    known = read_facts(path)

    assert reader.missing
    assert reader(path, known) == known


@pytest.mark.parametrize(
    "facts",
    [
        ImageFacts(size=9, format="PNG", width=9000, height=9000),
        ImageFacts(size=9, format="PNG", width=900, height=900, problem="bomb"),
        ImageFacts(size=9, format="PNG", width=900, height=20),
        ImageFacts(size=9, format="SVG", width=900, height=900),
    ],
)
def test_what_is_never_read(tmp_path: Path, facts: ImageFacts) -> None:
    reader = WordReader(program=program(tmp_path, f"touch {tmp_path}/called"))

    assert reader(tmp_path / "x.png", facts) == facts
    assert not (tmp_path / "called").exists()
