import gzip

import pytest

from neutral_gate.sources import open_source, site, sitemap

HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
PAGE = '<!doctype html><html lang="en"><title>Open</title><body><h1>Open</h1>'
HOST = "https://www.body.example"


def urls(*entries):
    """A sitemap: addresses, or pairs of an address and further elements."""
    pairs = [(each, "") if isinstance(each, str) else each for each in entries]
    return HEAD + "".join(f"<url><loc>{address}</loc>{more}</url>" for address, more in pairs) + "</urlset>"


@pytest.fixture
def folder(write, tmp_path):
    def folder(**files):
        for name, content in files.items():
            write(content, f"in/{name}")
        return tmp_path / "in"

    return folder


def test_pages_get_their_address_and_date(folder, read):
    text = urls(
        (f"{HOST}/news/open/", "<lastmod>2024-07-03T23:30:00Z</lastmod>"),
        (f"{HOST}/about", "<lastmod>2024-06-10</lastmod>"),
        f"{HOST}/",
    )
    files = {"sitemap.xml": text, "news/open/index.html": PAGE, "about.html": PAGE, "index.html": PAGE}
    items, problems = read(folder(**files))
    assert problems == []
    found = {item.place: item for item in items}
    assert [found[name].url for name in sorted(found)] == [f"{HOST}/about", f"{HOST}/", f"{HOST}/news/open/"]
    assert found["news/open/index.html"].published.isoformat() == "2024-07-04T00:30:00+01:00"
    assert found["news/open/index.html"].zone_assumed == ""
    assert found["about.html"].zone_assumed == "Europe/London"
    assert found["index.html"].published is None
    assert {item.account for item in items} == {"body.example"}
    assert found["news/open/index.html"].draft.kind == "news"


@pytest.mark.parametrize(
    ("name", "address"),
    [
        ("www.body.example/a/b.html", f"{HOST}/a/b"),
        ("body.example/a/b/index.html", f"{HOST}/a/b/"),
        ("a/b.aspx", f"{HOST}/a/b.aspx"),
        ("caf\N{LATIN SMALL LETTER E WITH ACUTE}.html", f"{HOST}/caf%C3%A9"),
        ("index.php?id=7", f"{HOST}/index.php?id=7"),
    ],
)
def test_files_as_programs_name_them(folder, read, name, address):
    items, problems = read(folder(**{"sitemap.xml": urls(address), name: PAGE}))
    assert ([item.url for item in items], problems) == ([address], [])


def test_what_the_page_says_of_itself_comes_first(folder, read):
    page = PAGE.replace(
        "<title>",
        f'<link rel="canonical" href="{HOST}/other">'
        '<meta property="article:published_time" content="2024-05-01T09:00Z">'
        "<title>",
    )
    text = urls((f"{HOST}/a", "<lastmod>2024-06-10</lastmod>"), (f"{HOST}/other", "<lastmod>2024-06-11</lastmod>"))
    items, problems = read(folder(**{"sitemap.xml": text, "a.html": page}))
    assert (items[0].url, items[0].published.isoformat()) == (f"{HOST}/other", "2024-05-01T10:00:00+01:00")
    assert [problem.place for problem in problems] == [f"sitemap.xml, {HOST}/a"]


def test_the_day_of_news_counts_and_the_address_of_a_picture_does_not(folder, read):
    more = (
        "<lastmod>2024-06-30</lastmod><news:news><news:publication_date>2024-06-10T09:00:00+01:00"
        f"</news:publication_date></news:news><image:image><image:loc>{HOST}/a.jpg</image:loc></image:image>"
    )
    items, problems = read(folder(**{"sitemap.xml": urls((f"{HOST}/a", more)), "a.html": PAGE}))
    assert (problems, items[0].url, items[0].published.day) == ([], f"{HOST}/a", 10)


def test_pages_that_were_not_saved_are_problems(folder, read, monkeypatch):
    monkeypatch.setattr(site, "_TOLD", 2)
    text = urls(*(f"{HOST}/{number}" for number in range(6)))
    items, problems = read(folder(**{"sitemap.xml": text, "0.html": PAGE}))
    assert len(items) == 1
    assert [problem.place for problem in problems] == [
        f"sitemap.xml, {HOST}/1",
        f"sitemap.xml, {HOST}/2",
        "sitemap.xml",
    ]
    assert "3 more pages" in problems[-1].problem


def test_a_sitemap_alone_says_what_to_do(write, read):
    for data in (urls(f"{HOST}/a"), gzip.compress(urls(f"{HOST}/a").encode())):
        items, problems = read(write(data))
        assert (items, ["lists 1 pages" in problem.problem for problem in problems]) == ([], [True])
        assert "--fetch" in problems[0].mend


def test_an_index_and_packed_sitemaps(folder, read):
    index = (
        '<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
        f"<sitemap><loc>{HOST}/pages.xml.gz</loc></sitemap></sitemapindex>"
    )
    packed = gzip.compress(urls(f"{HOST}/a").encode())
    items, problems = read(folder(**{"sitemap.xml": index, "pages.xml.gz": packed, "a.html": PAGE}))
    assert ([item.url for item in items], problems) == ([f"{HOST}/a"], [])


def test_beside_a_sitemap_a_feed_does_not_hide_the_pages(folder):
    feed = '<rss version="2.0"><channel><title>News</title><item><title>Tea</title></item></channel></rss>'
    source = open_source(folder(**{"sitemap.xml": urls(f"{HOST}/a"), "a.html": PAGE, "feed": feed}))
    assert source.kind == "feed+page+sitemap"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (urls(f"{HOST}/a")[:-20] + "<<", "badly formed"),
        ('<!DOCTYPE urlset [<!ENTITY a "b">]>' + urls("&a;")[38:], "declares entities"),
        (urls(f"{HOST}/a").replace("UTF-8", "x-none"), "badly formed"),
    ],
)
def test_broken_ones_are_problems_and_pages_are_still_read(folder, read, text, said):
    items, problems = read(folder(**{"sitemap.xml": text, "a.html": PAGE}))
    assert len(items) == 1
    assert [said in problem.problem for problem in problems][:1] == [True]


def test_a_packed_one_that_unpacks_to_too_much_is_a_problem(folder, read):
    packed = gzip.compress(HEAD.encode() + b" " * (70 << 20))
    items, problems = read(folder(**{"sitemap.xml.gz": packed, "a.html": PAGE}))
    assert len(items) == 1
    assert ["unpacks to far more" in problem.problem for problem in problems] == [True]


def test_no_more_addresses_are_kept_than_a_site_has(folder, read, monkeypatch):
    monkeypatch.setattr(sitemap, "MAX_ADDRESSES", 3)
    _, problems = read(folder(**{"sitemap.xml": urls(*(f"{HOST}/{n}" for n in range(9))), "0.html": PAGE}))
    assert "first 3 addresses" in problems[0].problem
