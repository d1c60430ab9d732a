import pytest

PAGE = """<!doctype html><html lang="en-GB"><head><title>Flu clinics</title>
<link rel="canonical" href="https://www.own.example/news/flu">
<meta property="article:published_time" content="2024-07-03T23:30:00+00:00"></head>
<body><main><h1>Flu clinics</h1><p>Come along.</p><img src="a.png"></main></body></html>"""


def test_a_saved_page_is_one_item(one):
    item = one(PAGE)
    assert (item.draft.kind, item.platform, item.account, item.language) == ("news", "web", "own.example", "en-GB")
    assert item.url == "https://www.own.example/news/flu"
    assert item.published.isoformat() == "2024-07-04T00:30:00+01:00"
    assert "Come along." in [block.text for block in item.draft.blocks]
    assert [image.alt for image in item.draft.images] == [None]
    assert item.draft.whole_document


@pytest.mark.parametrize(
    ("head", "url", "kind"),
    [
        ("<!-- saved from url=(0031)https://own.example/about -->", "https://own.example/about", "page"),
        ('<meta property="og:url" content="https://own.example/blog/tea">', "https://own.example/blog/tea", "page"),
        ('<meta property="og:url" content="https://[broken/">', "https://[broken/", "page"),
        ("", "", "page"),
    ],
)
def test_where_a_page_came_from(one, head, url, kind):
    item = one(f"<html><head>{head}</head><body><p>Tea</p></body></html>")
    assert (item.url, item.draft.kind, item.published) == (url, kind, None)


def test_a_folder_of_pages(write, read, tmp_path):
    for name in ("a/index.html", "b.html", "c.txt"):
        write(PAGE, f"site/{name}")
    items, problems = read(tmp_path / "site")
    assert problems == []
    assert [item.place for item in items] == ["b.html", "c.txt", "a/index.html"]


def test_one_page_that_cannot_be_read_is_told(write, read, tmp_path):
    write(PAGE, "site/a.html")
    write("<html><body>" + "<div>" * 5_000, "site/b.html")
    write(PAGE.encode() + b"\xff\xfe", "site/c.html")
    items, problems = read(tmp_path / "site")
    assert [item.place for item in items] == ["a.html"]
    assert [problem.place for problem in problems] == ["b.html", "c.html"]


def test_the_page_that_explains_an_export_is_no_post(write, read, tmp_path):
    write(PAGE, "export/Your archive.html")
    write('window.YTD.tweets.part0 = [{"tweet": {"id_str": "1", "full_text": "Tea"}}]', "export/data/tweets.js")
    items, _ = read(tmp_path / "export")
    assert [item.platform for item in items] == ["x"]


def test_samples_of_microformats_are_pages(social, read):
    for path in (social / "granary").glob("*.html"):
        items, problems = read(path)
        assert ([item.draft.kind for item in items], problems) == (["page"], []), path.name
