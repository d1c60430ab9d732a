"""--fetch-images and --browser on the command line."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from neutral_gate.browser import looking
from neutral_gate.cli.main import run
from neutral_gate.images import remote
from neutral_gate.net import Fetched, FetchError

HALF = "https://pictures.example.org/half.png"
AT = ("--at", "2024-09-10")
Answers = Callable[[dict[str, bytes]], list[str]]


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("NEUTRAL_GATE_CACHE", str(tmp_path / "cache"))


@pytest.fixture
def web(monkeypatch: pytest.MonkeyPatch) -> Answers:
    """Stands in for the guarded client, which has its own tests; gives the addresses that were asked for."""

    def serve(bodies: dict[str, bytes]) -> list[str]:
        asked: list[str] = []

        def fetch(url: str, **_: Any) -> Fetched:
            asked.append(url)
            if url not in bodies:
                raise FetchError("pictures.example.org answered with the number 404.", "It is not there.", status=404)
            return Fetched(bodies[url], "", url, "image/png")

        monkeypatch.setattr(remote, "_guarded", lambda: fetch)
        return asked

    return serve


def png() -> bytes:
    out = BytesIO()
    Image.effect_noise((300, 200), 40).save(out, "PNG")
    return out.getvalue()


def check(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, list[dict[str, Any]], list[str]]:
    code = run([*words, *AT, "--format", "json"])
    told = json.loads(capsys.readouterr().out)
    return code, [finding for draft in told["drafts"] for finding in draft["findings"]], told.get("notices", [])


def write(html: str, settings: str = '[body]\nimage_hosts = ["pictures.example.org"]\n') -> None:
    Path("page.html").write_text(html)
    Path("neutral-gate.toml").write_text(settings)


def test_a_broken_picture_on_an_allowed_host_blocks(web: Answers, capsys: pytest.CaptureFixture[str]) -> None:
    asked = web({HALF: png()[:400]})
    write(f'<img src="{HALF}" alt="People at long tables">')
    code, findings, _ = check(capsys, "check", "page.html", "--fetch-images")
    assert asked == [HALF]
    assert code == 1
    assert [each["rule"] for each in findings if each["severity"] == "block"] == ["image/unreadable"]


def test_nothing_is_fetched_without_the_option(web: Answers, capsys: pytest.CaptureFixture[str]) -> None:
    asked = web({HALF: png()[:400]})
    write(f'<img src="{HALF}" alt="People at long tables">')
    code, findings, _ = check(capsys, "check", "page.html")
    assert (code, asked) == (0, [])
    assert not [each for each in findings if each["rule"].startswith("image/")]


def test_what_was_fetched_is_not_kept_for_a_run_without_it(web: Answers, capsys: pytest.CaptureFixture[str]) -> None:
    web({HALF: png()[:400]})
    write(f'<img src="{HALF}" alt="People at long tables">')
    assert check(capsys, "check", "page.html")[0] == 0
    assert check(capsys, "check", "page.html", "--fetch-images")[0] == 1
    assert check(capsys, "check", "page.html")[0] == 0


def test_a_picture_that_cannot_be_had_is_a_note(web: Answers, capsys: pytest.CaptureFixture[str]) -> None:
    web({})
    write(f'<img src="{HALF}" alt="People at long tables">')
    code, findings, _ = check(capsys, "check", "page.html", "--fetch-images")
    (found,) = [each for each in findings if each["rule"] == "image/not-fetched"]
    assert (code, found["severity"], found["excerpt"]) == (0, "note", HALF)
    assert "404" in found["message"]


def test_own_domains_may_be_asked(web: Answers, capsys: pytest.CaptureFixture[str]) -> None:
    asked = web({})
    write(f'<img src="{HALF}" alt="a hall">', '[body]\ndomains = ["www.example.org"]\n')
    check(capsys, "check", "page.html", "--fetch-images")
    assert asked == [HALF]


def test_the_verb_images_takes_pages_too(web: Answers, capsys: pytest.CaptureFixture[str]) -> None:
    asked = web({HALF: png()[:400]})
    write('<base href="https://pictures.example.org/"><p>Vote for Jane Doe</p><img src="half.png"><a href="/x"></a>')
    code, findings, _ = check(capsys, "images", "page.html", "--fetch-images")
    assert asked == [HALF]
    assert code == 1
    assert [each["rule"] for each in findings] == ["image/unreadable"]


def test_a_changed_background_is_noticed_though_results_are_kept(capsys: pytest.CaptureFixture[str]) -> None:
    write('<p style="background:url(back.png)">Open at nine</p>')
    Path("back.png").write_bytes(png())
    assert check(capsys, "check", "page.html")[0] == 0
    Path("back.png").write_bytes(png()[:400])
    assert check(capsys, "check", "page.html")[0] == 1


def test_without_the_parts_of_the_browser_the_run_goes_on_and_says_so(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(looking, "find_spec", lambda name: None)
    write("<p>Open at nine</p>")
    code, _, notices = check(capsys, "check", "page.html", "--browser")
    assert code == 0
    assert looking.MISSING in notices


@pytest.mark.skipif(
    not (shutil.which("chromium") and find_spec("playwright") and find_spec("axe_playwright_python")),
    reason="Chromium, or the Python packages of the extra [browser], are not installed",
)
def test_a_page_is_looked_at_in_the_browser(capsys: pytest.CaptureFixture[str]) -> None:
    write('<link rel="stylesheet" href="site.css"><p class="pale">Open at nine</p>')
    # Whom this selector means is left to browsers.
    Path("site.css").write_text("p:not(:has(img)){color:#bbb}")
    assert "access/contrast" not in [each["rule"] for each in check(capsys, "check", "page.html")[1]]
    _, findings, notices = check(capsys, "check", "page.html", "--browser", "--fail-on", "warn")
    (found,) = [each for each in findings if each["rule"] == "access/contrast"]
    assert (found["start"]["line"], found["start"]["column"]) == (1, 40)
    assert not [each for each in notices if "browser" in each]
    Path("site.css").unlink()
    _, findings, notices = check(capsys, "check", "page.html", "--browser")
    assert "without its style sheet site.css" in "".join(notices)
    assert "access/contrast" not in [each["rule"] for each in findings]
