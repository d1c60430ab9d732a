"""--fetch: a real server is asked by the guarded client, politely, and nothing is asked for twice without need."""

import gzip
import json
import time

import pytest

from neutral_gate.cli import audit_sources
from neutral_gate.cli.main import run
from neutral_gate.model import DraftError
from neutral_gate.sources import Problem, live
from neutral_gate.sources.fetching import Fetcher
from neutral_gate.sources.live import fetch_source, is_address, open_fetched

pytest.importorskip("httpcore", reason="needs the extra `fetch`")
pytest.importorskip("protego", reason="needs the extra `fetch`")

PAGE = '<!doctype html><html lang="en"><title>{0}</title><body><h1>{0}</h1><p>Come to the clinic.'
FEED = (
    '<rss version="2.0"><channel><title>News</title><link>https://www.body-site.org/</link>'
    "<item><title>Tea</title><link>https://www.body-site.org/tea</link><guid>1</guid>"
    "<pubDate>Mon, 10 Jun 2024 09:00:00 GMT</pubDate><description>Tea at ten</description></item></channel></rss>"
)


@pytest.fixture
def audit(site, tmp_path):
    """Fetches an address as an audit does, and reads what came of it: items and problems."""

    def audit(url, **options):
        fetcher = Fetcher(tmp_path / "copies", site.guard(), pause=0.0, **options)
        path = fetch_source(url, tmp_path / "fetched", fetcher)
        found = list(open_fetched(path, tmp_path / "copies"))
        problems = [each for each in found if isinstance(each, Problem)]
        return [each for each in found if not isinstance(each, Problem)], problems

    return audit


def sitemap(site, *pages, kind="urlset", entry="url"):
    found = "".join(f"<{entry}><loc>{each}</loc><lastmod>2024-06-10</lastmod></{entry}>" for each in pages)
    return f'<{kind} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{found}</{kind}>'


def test_what_is_an_address():
    assert is_address("https://a.example")
    assert is_address("HTTP://a.example")
    assert not is_address("ftp://a.example")
    assert not is_address("https.json")


def test_a_page(site, audit):
    url = site.says("/open", PAGE.format("Open"))
    (item,), problems = audit(url)
    assert (problems, item.url, item.place, item.platform, item.account) == ([], url, url, "web", "body-site.org")
    assert item.draft.title == "Open"
    assert site.asked() == ["/robots.txt", "/open"]


def test_a_feed(site, audit):
    (item,), problems = audit(site.says("/feed", FEED))
    assert (problems, item.url, item.published.isoformat()) == (
        [],
        "https://www.body-site.org/tea",
        "2024-06-10T10:00:00+01:00",
    )


def test_a_sitemap_with_its_pages(site, audit, make_pdf):
    pages = [site.says(f"/{name}", PAGE.format(name)) for name in "ab"]
    pages.append(site.says("/report.pdf", make_pdf([["Words"]])))
    items, problems = audit(site.says("/sitemap.xml", sitemap(site, *pages, pages[0])))
    assert problems == []
    assert sorted((item.url, str(item.published)[:10], item.platform) for item in items) == [
        (pages[0], "2024-06-10", "web"),
        (pages[1], "2024-06-10", "web"),
        (pages[2], "2024-06-10", "document"),
    ]
    assert site.asked() == ["/robots.txt", "/sitemap.xml", "/a", "/b", "/report.pdf"]


def test_an_index_of_packed_sitemaps(site, audit):
    page = site.says("/a", PAGE.format("a"))
    packed = site.says("/pages.xml.gz", gzip.compress(sitemap(site, page).encode()))
    index = sitemap(site, packed, kind="sitemapindex", entry="sitemap")
    items, problems = audit(site.says("/sitemap.xml", index))
    assert ([item.url for item in items], problems) == ([page], [])


def test_a_sitemap_that_lists_itself_and_other_sites(site, audit):
    page = site.says("/a", PAGE.format("a"))
    other = site.url("/b", host="www.party-site.org")
    index = site.url("/sitemap.xml")
    text = sitemap(site, index, kind="sitemapindex", entry="sitemap")
    site.says("/loop.xml", text.replace("/sitemap.xml", "/loop.xml"))
    site.says("/sitemap.xml", sitemap(site, page, other))
    items, problems = audit(index)
    assert [item.url for item in items] == [page]
    assert [problem.problem for problem in problems] == [
        "1 addresses of this sitemap are on another site, and were left alone."
    ]
    assert "/b" not in site.asked()
    items, problems = audit(site.url("/loop.xml"))
    assert (items, site.asked()) == ([], ["/robots.txt", "/loop.xml"])


def test_what_has_not_changed_is_not_sent_again(site, audit, tmp_path):
    page = site.says("/a", PAGE.format("a"), ETag='"1"')
    url = site.says("/sitemap.xml", sitemap(site, page), Last_Modified="Mon, 10 Jun 2024 09:00:00 GMT")
    first, _ = audit(url)
    manifest = next((tmp_path / "fetched").glob("*/fetched.json"))
    before = manifest.read_bytes()
    site.requests.clear()
    again, problems = audit(url)
    asked = {path: headers for _, path, headers in site.requests}
    assert asked["/a"]["If-None-Match"] == '"1"'
    assert asked["/sitemap.xml"]["If-Modified-Since"] == "Mon, 10 Jun 2024 09:00:00 GMT"
    assert ([item.draft for item in again], problems) == ([item.draft for item in first], [])
    assert manifest.read_bytes() == before
    site.says("/a", PAGE.format("new"), ETag='"2"')
    changed, _ = audit(url)
    assert changed[0].draft.title == "new"
    assert manifest.read_bytes() != before


def test_a_copy_that_was_damaged_is_fetched_anew(site, audit, tmp_path):
    url = site.says("/a", PAGE.format("a"), ETag='"1"')
    audit(url)
    for copy in (tmp_path / "copies").glob("*.copy"):
        copy.write_bytes(b"half")
    items, _ = audit(url)
    assert items[0].draft.title == "a"


def test_what_the_owner_asks_is_done(site, audit):
    site.says(
        "/robots.txt", "User-agent: *\nDisallow: /private\nAllow: /\n\nUser-agent: neutral-gate\nDisallow: /*.pdf$\n"
    )
    page, report = site.says("/private", PAGE.format("a")), site.says("/report.pdf", b"%PDF-1.7")
    items, problems = audit(site.says("/sitemap.xml", sitemap(site, page, report)))
    assert [item.url for item in items] == [page], "our own lines of a robots.txt count in place of the others"
    assert [(problem.place, "robots.txt" in problem.problem) for problem in problems] == [(report, True)]
    assert "/report.pdf" not in site.asked()


def test_a_redirect_to_what_the_owner_keeps_is_not_kept(site, audit):
    site.says("/robots.txt", "User-agent: *\nDisallow: /private\n")
    site.says("/private", PAGE.format("a"))
    items, problems = audit(site.says("/a", status=302, Location="/private"))
    assert (items, ["robots.txt" in problem.problem for problem in problems]) == ([], [True])


@pytest.mark.parametrize("status", [500, 503])
def test_where_the_owners_wishes_are_not_known_nothing_is_fetched(site, audit, status):
    site.says("/robots.txt", status=status)
    items, problems = audit(site.says("/a", PAGE.format("a")))
    assert (items, ["cannot be found out" in problem.problem for problem in problems]) == ([], [True])
    assert site.asked() == ["/robots.txt"]


def test_requests_to_one_host_are_a_second_apart_or_as_its_owner_asks(site, tmp_path):
    waited = []
    fetcher = Fetcher(tmp_path, site.guard(), sleep=waited.append)
    pages = [site.says(f"/{name}", PAGE.format(name)) for name in "ab"]
    fetcher.get(pages[0])
    fetcher.get(pages[1])
    assert all(0.5 < wait <= 1.0 for wait in waited)
    assert len(waited) == 2, "after robots.txt, and after the first page"
    fetcher.get(pages[0].replace("www.", "second."))
    assert len(waited) == 3, "another host is asked at once, its robots.txt first"
    site.says("/robots.txt", "User-agent: *\nCrawl-delay: 7\n")
    slow = Fetcher(tmp_path, site.guard(), sleep=waited.append)
    slow.get(pages[0])
    slow.get(pages[1])
    assert 6.5 < waited[-1] <= 7.0


def test_the_wait_is_a_real_one(site, tmp_path):
    fetcher = Fetcher(tmp_path, site.guard(), pause=0.2)
    start = time.monotonic()
    fetcher.get(site.says("/a", PAGE.format("a")))
    fetcher.get(site.says("/b", PAGE.format("b")))
    assert time.monotonic() - start >= 0.4


def test_an_owner_who_asks_for_an_hour_is_left_alone(site, audit):
    site.says("/robots.txt", "User-agent: *\nCrawl-delay: 3600\n")
    items, problems = audit(site.says("/a", PAGE.format("a")))
    assert (items, ["3,600 seconds" in problem.problem for problem in problems]) == ([], [True])


def test_a_feed_that_redirects_to_a_private_address_is_a_problem_and_the_rest_is_read(site, audit):
    page = site.says("/a", PAGE.format("a"))
    bad = site.says("/b", status=302, Location=site.url("/secret", host="inside.body-site.org"))
    items, problems = audit(site.says("/sitemap.xml", sitemap(site, page, bad)))
    assert [item.url for item in items] == [page]
    assert [(problem.place, "inside a network" in problem.problem) for problem in problems] == [(bad, True)]
    assert "/secret" not in site.asked()


def test_pages_that_are_gone_and_files_of_no_known_form_are_problems(site, audit):
    gone, picture = site.url("/gone"), site.says("/a.bin", b"\x89PNG\r\n\x1a\n" + bytes(64))
    items, problems = audit(site.says("/sitemap.xml", sitemap(site, gone, picture)))
    assert items == []
    assert [problem.place for problem in problems] == [gone, picture]
    assert "404" in problems[0].problem


def test_no_more_pages_than_a_site_may_have(site, audit, monkeypatch):
    monkeypatch.setattr(live, "MAX_PAGES", 2)
    pages = [site.says(f"/{name}", PAGE.format(name)) for name in "abcd"]
    maps = [site.says("/1.xml", sitemap(site, *pages[:1])), site.says("/2.xml", sitemap(site, *pages[1:]))]
    items, problems = audit(site.says("/sitemap.xml", sitemap(site, *maps, kind="sitemapindex", entry="sitemap")))
    assert [item.url for item in items] == pages[:2], "however many sitemaps list them"
    assert [problem.problem for problem in problems] == ["Only the first 2 pages were fetched, and 2 were not."]


def test_a_redirect_gives_the_address_where_it_ends(site, audit):
    end = site.says("/new", PAGE.format("a"))
    items, problems = audit(site.says("/old", status=301, Location="/new"))
    assert ([item.url for item in items], problems) == ([end], [])


def test_what_is_missing_of_it_says_what_to_do(tmp_path):
    with pytest.raises(DraftError, match="--fetch"):
        open_fetched(tmp_path, tmp_path)


def test_without_fetch_an_address_is_an_error_that_says_what_to_add(tmp_path, capsys):
    assert run(["audit", "https://www.body-site.org/feed", "--out", str(tmp_path / "out"), "--body", "council"]) == 2
    assert "Add --fetch" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_an_audit_of_a_live_site(site, tmp_path, monkeypatch, capsys):
    pytest.importorskip("duckdb", reason="needs the extra `audit`")
    monkeypatch.setattr(audit_sources, "new_fetcher", lambda folder: Fetcher(folder, site.guard(), pause=0.0))
    page = site.says("/a", PAGE.format("a") + " Please vote Labour on Thursday.", ETag='"1"')
    gone = site.url("/gone")
    url = site.says("/sitemap.xml", sitemap(site, page, gone), ETag='"2"')
    words = ["audit", url, "--fetch", "--out", str(tmp_path / "out"), "--body", "council", "--at", "2024-06-20"]
    assert run([*words, "--jobs", "1"]) == 0
    told = json.loads((tmp_path / "out" / "audit.json").read_text())
    assert (told["counts"]["posts"], told["counts"]["block"]) == (1, 1)
    assert told["worst"][0]["url"] == page
    assert [(problem["place"], "404" in problem["problem"]) for problem in told["problems"]] == [(gone, True)]
    capsys.readouterr()
    assert run([*words, "--jobs", "1"]) == 0
    assert "not judged again" in capsys.readouterr().out


def test_an_audit_of_a_feed_that_leads_into_a_network_tells_it_and_does_the_rest(site, tmp_path, monkeypatch):
    pytest.importorskip("duckdb", reason="needs the extra `audit`")
    monkeypatch.setattr(audit_sources, "new_fetcher", lambda folder: Fetcher(folder, site.guard(), pause=0.0))
    secret = site.url("/secret", host="inside.body-site.org")
    bad, good = site.says("/feed", status=302, Location=secret), site.says("/news", FEED)
    words = ["audit", bad, good, "--fetch", "--out", str(tmp_path), "--body", "council", "--at", "2024-06-20"]
    assert run([*words, "--jobs", "1"]) == 0
    told = json.loads((tmp_path / "audit.json").read_text())
    assert told["counts"]["posts"] == 1
    (problem,) = told["problems"]
    assert (problem["place"], "inside a network" in problem["problem"]) == (bad, True)
    assert "/secret" not in site.asked()
