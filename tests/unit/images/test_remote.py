"""Pictures on other hosts: fetched under guard, once each, within limits, and never a crash."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import pytest

from neutral_gate.images import remote
from neutral_gate.images.gather import gather
from neutral_gate.images.remote import RemoteImages, absolute, page_address
from neutral_gate.model import Draft, UsageError
from neutral_gate.net import Fetched, FetchError
from neutral_gate.readers import read

HALL = "https://pictures.example.org/hall.png"


class Web:
    """Stands in for the guarded client, which has its own tests: bodies by address, and what was asked."""

    def __init__(self, **bodies: bytes) -> None:
        self.bodies = {f"https://pictures.example.org/{name}.png": body for name, body in bodies.items()}
        self.asked: list[str] = []
        self.options: list[dict[str, Any]] = []

    def __call__(self, url: str, **options: Any) -> Fetched:
        self.asked.append(url)
        self.options.append(options)
        if url not in self.bodies:
            raise FetchError("It answered with the number 404.", "Check the address.", status=404)
        return Fetched(self.bodies[url], "", url, "image/png")


def page(html: str) -> Draft:
    return read(html.encode(), "-")[0] if html.startswith("<!") else read(html.encode(), "page.html")[0]


def test_a_picture_on_an_allowed_host_is_looked_at(drawn: Callable[..., bytes]) -> None:
    web = Web(hall=drawn("PNG", (320, 200)))
    facts = gather(page(f'<img src="{HALL}" alt="The hall">'), remote=RemoteImages(web), hosts=["*.example.org"])
    assert (facts[HALL].format, facts[HALL].width, facts[HALL].problem) == ("PNG", 320, "")
    assert web.options[0]["allow_hosts"] == {"*.example.org"}
    assert web.options[0]["max_bytes"] == remote.MAX_BYTES
    assert web.options[0]["timeout"] <= remote.SECONDS


def test_nothing_is_fetched_unless_asked(drawn: Callable[..., bytes]) -> None:
    assert gather(page(f'<img src="{HALL}" alt="The hall">'), hosts=["*.example.org"]) == {}


def test_each_picture_is_fetched_once_a_run(drawn: Callable[..., bytes]) -> None:
    web = Web(hall=drawn("PNG"))
    images = RemoteImages(web)
    first = gather(page(f'<img src="{HALL}" alt="a"><img src="{HALL}#x" alt="b">'), remote=images, hosts=["a.org"])
    again = gather(page(f'<img src="{HALL}" alt="c">'), remote=images, hosts=["a.org"])
    assert web.asked == [HALL]
    assert first[HALL] == first[f"{HALL}#x"] == again[HALL]


def test_a_picture_that_cannot_be_had_says_why() -> None:
    facts = gather(page(f'<img src="{HALL}" alt="a">'), remote=RemoteImages(Web()), hosts=["*.example.org"])
    assert facts[HALL].problem == "unfetched"
    assert facts[HALL].reason == "It answered with the number 404. Check the address."


def test_an_answer_that_is_no_picture_is_a_broken_picture() -> None:
    web = Web(hall=b"<!DOCTYPE html><title>Sign in</title>")
    facts = gather(page(f'<img src="{HALL}" alt="a">'), remote=RemoteImages(web), hosts=["*.example.org"])
    assert facts[HALL].problem == "unreadable"


def test_without_any_host_nothing_is_asked() -> None:
    web = Web()
    facts = gather(page(f'<img src="{HALL}" alt="a">'), remote=RemoteImages(web))
    assert web.asked == []
    assert "image_hosts" in facts[HALL].reason


def test_the_host_of_the_page_itself_is_allowed(drawn: Callable[..., bytes]) -> None:
    web = Web(hall=drawn("PNG"))
    html = '<link rel="canonical" href="https://pictures.example.org/news/"><img src="/hall.png" alt="a">'
    facts = gather(page(html), remote=RemoteImages(web))
    assert facts["/hall.png"].format == "PNG"
    assert web.options[0]["allow_hosts"] == {"pictures.example.org"}


def test_a_real_guard_refuses_what_a_page_asks_for_inside_the_network() -> None:
    addresses = [
        "http://127.0.0.1/a.png",
        "http://[::1]/a.png",
        "http://169.254.169.254/a.png",
        "http://localhost/a.png",
    ]
    html = "".join(f'<img src="{address}" alt="a">' for address in addresses)
    hosts = ["127.0.0.1", "::1", "169.254.169.254", "localhost"]
    facts = gather(page(html), remote=RemoteImages(), hosts=hosts)
    assert {address: facts[address].problem for address in addresses} == dict.fromkeys(addresses, "unfetched")
    assert all("open internet" in facts[address].reason for address in addresses)


def test_a_run_has_an_end(monkeypatch: pytest.MonkeyPatch, drawn: Callable[..., bytes]) -> None:
    monkeypatch.setattr(remote, "MAX_PICTURES", 3)
    web = Web(**{f"p{number}": drawn("PNG") for number in range(5)})
    html = "".join(f'<img src="{url}" alt="a">' for url in web.bodies)
    facts = gather(page(html), remote=RemoteImages(web), hosts=["*.example.org"])
    assert len(web.asked) == 3
    assert sum(each.problem == "unfetched" for each in facts.values()) == 2


def test_the_time_of_a_run_has_an_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remote, "TOTAL_SECONDS", 0.0)
    web = Web()
    facts = gather(page(f'<img src="{HALL}" alt="a">'), remote=RemoteImages(web), hosts=["*.example.org"])
    assert web.asked == []
    assert "as many pictures as it may" in facts[HALL].reason


def test_several_are_fetched_at_once() -> None:
    both = threading.Barrier(2, timeout=5)

    def fetch(url: str, **_: Any) -> Fetched:
        both.wait()
        return Fetched(b"", "", url, "image/png")

    html = f'<img src="{HALL}" alt="a"><img src="{HALL}?2" alt="a">'
    facts = gather(page(html), remote=RemoteImages(fetch), hosts=["*.example.org"])
    assert [each.problem for each in facts.values()] == ["empty", "empty"]


def test_missing_parts_stop_the_run_with_a_plain_sentence() -> None:
    def fetch(url: str, **_: Any) -> Fetched:
        raise UsageError("Nothing can be fetched.", "Install it.")

    with pytest.raises(UsageError):
        gather(page(f'<img src="{HALL}" alt="a">'), remote=RemoteImages(fetch), hosts=["*.example.org"])


def test_a_video_of_a_post_is_not_fetched() -> None:
    post = b'{"text": "Look", "media": [{"type": "video", "src": "https://pictures.example.org/a.mp4"}]}'
    web = Web()
    assert gather(read(post, "post.json")[0], remote=RemoteImages(web), hosts=["*.example.org"]) == {}
    assert web.asked == []


@pytest.mark.parametrize(
    ("address", "base", "full"),
    [
        ("https://a.org/x y.png", "", "https://a.org/x%20y.png"),
        ("//a.org/x.png", "", "https://a.org/x.png"),
        ("x.png", "", ""),
        ("x.png", "https://a.org/news/", "https://a.org/news/x.png"),
        ("/x.png#top", "https://a.org/news/", "https://a.org/x.png"),
        ("data:image/png;base64,AAAA", "https://a.org/", ""),
        ("file:///etc/passwd", "https://a.org/", ""),
        ("https://[", "https://a.org/", ""),
    ],
)
def test_addresses_become_full(address: str, base: str, full: str) -> None:
    assert absolute(address, base) == full


def test_a_page_names_its_own_address() -> None:
    assert page_address(page('<base href="https://a.org/b/"><p>Hello')) == "https://a.org/b/"
    assert page_address(page('<base href="/b/"><p>Hello')) == ""
    assert page_address(page("<p>Hello")) == ""
