"""Which file an image's address stands for: never one outside the folders that were named."""

from __future__ import annotations

from pathlib import Path

import pytest

from neutral_gate.images.gather import gather
from neutral_gate.images.locate import find_images, is_local, locate
from neutral_gate.model import Draft, Image, ImageFacts, Span, UsageError


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site with a page in a folder, and a secret beside the site."""
    site = tmp_path / "site"
    for name in ("news/page.html", "news/hall.jpg", "news/more/a b.png", "img/logo.svg"):
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_bytes(b"x")
    (tmp_path / "secret.png").write_bytes(b"x")
    return site


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("hall.jpg", "news/hall.jpg"),
        ("./hall.jpg?v=3#top", "news/hall.jpg"),
        (" hall.jpg ", "news/hall.jpg"),
        ("more/a%20b.png", "news/more/a b.png"),
        ("more/../hall.jpg", "news/hall.jpg"),
        ("../img/logo.svg", "img/logo.svg"),
        ("/img/logo.svg", "img/logo.svg"),
        ("img/logo.svg", "img/logo.svg"),
    ],
)
def test_files_next_to_the_page_and_in_a_given_folder(site: Path, address: str, name: str) -> None:
    assert locate(address, site / "news" / "page.html", [site]) == (site / name).resolve()


@pytest.mark.parametrize(
    "address",
    [
        "../../secret.png",
        "/../secret.png",
        "..%2f..%2fsecret.png",
        "/%2e%2e/secret.png",
        "more/../../../secret.png",
        "file:///etc/passwd",
        "/etc/passwd",
        "..\\..\\secret.png",
        "hall.jpg\0.png",
        "link.png",
        "",
        ".",
        "none.png",
        "https://www.example.org/hall.jpg",
        "//www.example.org/hall.jpg",
        "data:image/png;base64,AAAA",
        "C:/hall.jpg",
        "{{ page.image }}",
        "x" * 2000,
        "/".join("x" * 300 for _ in range(3)),
    ],
)
def test_nothing_outside_and_nothing_remote(site: Path, address: str) -> None:
    (site / "news" / "link.png").symlink_to(site.parent / "secret.png")

    assert locate(address, site / "news" / "page.html", [site]) is None


def test_without_a_given_folder_only_the_pages_own_counts(site: Path) -> None:
    page = site / "news" / "page.html"

    assert locate("../img/logo.svg", page) is None
    assert locate("/hall.jpg", page) is None
    assert locate("hall.jpg", page) is not None
    assert locate("hall.jpg", None) is None


def test_what_is_local() -> None:
    assert is_local("a/b.png")
    assert not is_local("mailto:a@example.org")


def test_pictures_of_a_folder_in_order_each_once(site: Path) -> None:
    (site / ".hidden.png").write_bytes(b"x")
    (site / "again").symlink_to(site / "news")

    found = [path.relative_to(site).as_posix() for path in find_images([site, site / "img" / "logo.svg"])]

    assert sorted(found) == ["again/hall.jpg", "again/more/a b.png", "img/logo.svg"]
    assert [path.name for path in find_images([site], leave_out=[site / "news"])] == ["logo.svg"]


def test_a_folder_without_pictures_and_one_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no picture in the folder"):
        list(find_images([tmp_path]))
    with pytest.raises(UsageError, match="no file or folder"):
        list(find_images([tmp_path / "none"]))


def draft_of(page: Path, *addresses: str) -> Draft:
    nowhere = Span(0, 0)
    images = tuple(Image(address, "", nowhere, nowhere, nowhere) for address in addresses)
    return Draft("", "html", path=str(page), images=images)


def test_facts_are_gathered_by_address(site: Path, drawn) -> None:
    (site / "news" / "hall.jpg").write_bytes(drawn("JPEG"))
    draft = draft_of(site / "news" / "page.html", "hall.jpg", "https://www.example.org/a.png", "none.png", "hall.jpg")

    facts = gather(draft)

    assert list(facts) == ["hall.jpg"]
    assert facts["hall.jpg"].width == 64
    assert gather(draft, also=lambda path, known: ImageFacts(size=1))["hall.jpg"].size == 1
