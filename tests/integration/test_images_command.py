"""Pictures on the command line: the folder audit, mended copies, pictures of pages, and the words in them."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from PIL import Image, ImageDraw, ImageFont

from neutral_gate.cli.main import run
from neutral_gate.images import ocr

SCHEMA = Path(__file__).parents[2] / "schemas" / "decision.schema.json"
AT = ("--at", "2024-09-10")
needs_tesseract = pytest.mark.skipif(shutil.which("tesseract") is None, reason="the program tesseract is not installed")


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("NEUTRAL_GATE_CACHE", str(tmp_path / "cache"))


def photo(name: str, size: tuple[int, int] = (320, 240), **options: Any) -> Path:
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.merge("RGB", [Image.effect_noise(size, 40) for _ in range(3)]).save(path, **options)
    return path


def placed() -> Image.Exif:
    """EXIF data that say where a photo was taken, and that it lies on its side."""
    exif = Image.Exif()
    exif[0x0112] = 6
    exif.get_ifd(0x8825).update({1: "N", 2: (52.0, 3.0, 4.0), 3: "W", 4: (1.0, 2.0, 3.0)})
    return exif


def poster(name: str, *lines: str) -> Path:
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    picture = Image.new("RGB", (1000, 700), "#005eb8")
    pen, font = ImageDraw.Draw(picture), ImageFont.load_default(64)
    for number, line in enumerate(lines):
        pen.text((80, 80 + number * 110), line, fill="white", font=font)
    picture.save(path)
    return path


def as_json(capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(capsys.readouterr().out)
    Draft202012Validator(json.loads(SCHEMA.read_text("utf-8"))).validate(data)
    return data


def by_file(data: dict[str, Any]) -> dict[str, list[str]]:
    return {
        Path(draft["path"]).name: [each["rule"] for each in draft["findings"] if each["severity"] != "note"]
        for draft in data["drafts"]
    }


def test_a_folder_of_good_pictures(capsys: pytest.CaptureFixture[str]) -> None:
    photo("site/hall.jpg")
    photo("site/more/street.png", (60, 40))

    assert run(["images", "site", *AT]) == 0
    assert "2 drafts are clear." in capsys.readouterr().out


def test_every_kind_of_trouble_is_found_file_by_file(capsys: pytest.CaptureFixture[str]) -> None:
    photo("site/hall.jpg", exif=placed())
    photo("site/plan.bmp")
    photo("site/logo.png").rename("site/logo.gif")
    whole = photo("site/half.jpg").read_bytes()
    Path("site/half.jpg").write_bytes(whole[: len(whole) // 2])
    Path("site/empty.png").write_bytes(b"")
    Path("site/page.jpg").write_text("<html>Please sign in</html>", "utf-8")
    Path("site/tail.jpg").write_bytes(whole + b"<?php echo 1; ?>")
    frames = [Image.new("RGB", (400, 300), colour) for colour in ("black", "white")]
    frames[0].save("site/open-day.gif", save_all=True, append_images=frames[1:], duration=80, loop=0)

    assert run(["images", "site", "--format", "json", *AT]) == 1

    assert by_file(as_json(capsys)) == {
        "empty.png": ["image/unreadable"],
        "half.jpg": ["image/unreadable"],
        "hall.jpg": ["image/personal-data"],
        "logo.gif": ["image/format"],
        "open-day.gif": ["image/animated", "image/flashing"],
        "page.jpg": ["image/unreadable"],
        "plan.bmp": ["image/format"],
        "tail.jpg": ["image/second-file"],
    }


def test_a_link_in_the_folder_is_followed_and_judged(capsys: pytest.CaptureFixture[str]) -> None:
    photo("elsewhere/hall.jpg", exif=placed())
    Path("site").mkdir()
    Path("site/hall.jpg").symlink_to(Path("elsewhere/hall.jpg").resolve())

    run(["images", "site", "--format", "json", *AT])

    assert by_file(as_json(capsys)) == {"hall.jpg": ["image/personal-data"]}


def test_mended_copies_and_untouched_originals(capsys: pytest.CaptureFixture[str]) -> None:
    original = photo("site/2024/hall.jpg", (2400, 1800), exif=placed()).read_bytes()
    photo("site/fine.jpg")

    assert run(["images", "site", "--fix", "ready", "--verbose", *AT]) == 0

    said = " ".join(capsys.readouterr().out.split())
    assert "site/2024/hall.jpg was copied to ready/2024/hall.jpg: turned the right way up, personal data" in said
    assert "site/fine.jpg was not copied: it is fine as it is." in said
    assert "1 mended copy was written. The originals were not touched." in said
    assert Path("site/2024/hall.jpg").read_bytes() == original
    with Image.open("ready/2024/hall.jpg") as copy:
        assert copy.size == (1800, 2400)
        assert not copy.getexif()
    assert [path.name for path in Path("ready").rglob("*.*")] == ["hall.jpg"]

    assert run(["images", "site", "--fix", "ready", *AT]) == 0
    assert "ready/2024/hall.jpg is there already" in " ".join(capsys.readouterr().out.split())


def test_copies_inside_the_folder_are_not_checked_again(capsys: pytest.CaptureFixture[str]) -> None:
    photo("site/hall.jpg", exif=placed())

    for _ in range(2):
        assert run(["images", "site", "--fix", "site/ready", "--format", "json", *AT]) == 0
        assert list(by_file(as_json(capsys))) == ["hall.jpg"]


@pytest.mark.parametrize("target", ["site", "site/../site", "link", "site/hall.jpg"])
def test_copies_never_land_among_the_originals(capsys: pytest.CaptureFixture[str], target: str) -> None:
    before = photo("site/hall.jpg", exif=placed()).read_bytes()
    Path("link").symlink_to("site")

    assert run(["images", "site", "--fix", target, *AT]) == 2
    assert "What to do:" in capsys.readouterr().err
    assert Path("site/hall.jpg").read_bytes() == before


def test_a_folder_that_cannot_be_written_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    photo("site/hall.jpg", exif=placed())
    Path("ready").mkdir()
    Path("ready/hall.jpg").symlink_to(Path("ready/none/x.jpg"))
    Path("blocked").write_text("", "utf-8")

    assert run(["images", "site", "--fix", "blocked/ready", *AT]) == 2
    assert "cannot be written" in " ".join(capsys.readouterr().out.split())


def test_no_folder_and_a_folder_without_pictures(capsys: pytest.CaptureFixture[str]) -> None:
    Path("site").mkdir()

    assert [run(["images", *words]) for words in ([], ["none"], ["site"])] == [2, 2, 2]
    assert "There is no picture in the folder site." in capsys.readouterr().err


def test_pictures_next_to_a_page_are_judged_with_it(capsys: pytest.CaptureFixture[str]) -> None:
    photo("site/news/hall.jpg", (800, 600))
    photo("secret.jpg", exif=placed())
    Path("site/news/page.html").write_text(
        '<p>The hall is open.</p>\n<img src="hall.jpg" alt="A long hall" width="400" height="400">'
        '<img src="../../secret.jpg" alt="A door"><img src="https://www.example.org/a.png" alt="A tree">',
        "utf-8",
    )

    assert run(["check", "site/news/page.html", "--select", "image", "--format", "json", *AT]) == 0

    (finding,) = as_json(capsys)["drafts"][0]["findings"]
    assert (finding["rule"], finding["start"]["line"], finding["start"]["column"]) == ("image/aspect", 2, 11)


def test_folders_of_the_command_line_and_of_the_settings_may_hold_pictures(capsys: pytest.CaptureFixture[str]) -> None:
    photo("site/img/hall.jpg", exif=placed())
    Path("site/news").mkdir()
    Path("site/news/page.md").write_text("![A long hall](/img/hall.jpg)\n", "utf-8")

    run(["check", "site", "--select", "image", "--format", "json", *AT])
    assert by_file(as_json(capsys))["page.md"] == ["image/personal-data"]
    run(["check", "site/news/page.md", "--select", "image", "--format", "json", *AT])
    assert by_file(as_json(capsys))["page.md"] == []
    Path("site/neutral-gate.toml").write_text('[body]\ntype = "council"\n', "utf-8")
    run(["check", "site/news/page.md", "--select", "image", "--format", "json", *AT])
    assert by_file(as_json(capsys))["page.md"] == ["image/personal-data"]


@needs_tesseract
def test_a_poster_that_asks_for_votes_is_blocked_and_an_ordinary_one_is_not(capsys: pytest.CaptureFixture[str]) -> None:
    poster("site/poster.png", "Vote Labour", "on 4 July")
    poster("site/fair.png", "Summer fair", "Saturday 6 July")

    assert run(["images", "site", "--ocr", "--format", "json", *AT]) == 1

    data = as_json(capsys)
    assert by_file(data)["fair.png"] == []
    assert "neutrality/vote-advocacy" in by_file(data)["poster.png"]
    (vote,) = [each for each in data["drafts"][1]["findings"] if each["rule"] == "neutrality/vote-advocacy"]
    left, top, width, height = vote["evidence"]["box"]
    assert 60 < left < 110
    assert 70 < top < 130
    assert width > 200
    assert height > 30


@needs_tesseract
def test_without_ocr_no_word_is_read(capsys: pytest.CaptureFixture[str]) -> None:
    poster("site/poster.png", "Vote Labour", "on 4 July")

    assert run(["images", "site", *AT]) == 0


@needs_tesseract
def test_words_of_a_poster_on_a_page_that_its_alternative_text_leaves_out(capsys: pytest.CaptureFixture[str]) -> None:
    poster("jabs.png", "Free flu jabs for", "everybody over 65.", "Book at your pharmacy", "before 31 October")
    Path("page.html").write_text('<p>News</p><img src="jabs.png" alt="Poster about health">', "utf-8")

    assert run(["check", "page.html", "--ocr", "--select", "image", "--format", "json", *AT]) == 0
    assert by_file(as_json(capsys))["page.html"] == ["image/text-not-in-alt"]
    assert run(["images", "jabs.png", "--ocr", "--format", "json", *AT]) == 0  # on its own that is a reminder only
    (finding,) = as_json(capsys)["drafts"][0]["findings"]
    assert (finding["rule"], finding["severity"]) == ("image/text-not-in-alt", "note")


def test_where_the_program_is_missing_the_report_says_so(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ocr.shutil, "which", lambda name: None)
    photo("site/hall.jpg")

    assert run(["images", "site", "--ocr", "--format", "json", *AT]) == 0
    assert any("Tesseract is not installed" in each for each in as_json(capsys)["notices"])


def test_pillow_is_loaded_for_local_pictures_only(tmp_path: Path) -> None:
    photo("hall.jpg")
    Path("remote.md").write_text("![A hall](https://www.example.org/hall.jpg)\n\n![A](none.png)\n", "utf-8")
    Path("local.md").write_text("![A long hall](hall.jpg)\n", "utf-8")
    code = "import sys; from neutral_gate.cli.main import run; run(sys.argv[1:]); print('PIL' in sys.modules)"

    said = []
    for name in ("remote.md", "local.md"):
        command = [sys.executable, "-c", code, "check", name, *AT]
        done = subprocess.run(command, capture_output=True, text=True, check=True, env=os.environ)
        said.append(done.stdout.split()[-1])
    assert said == ["False", "True"]
