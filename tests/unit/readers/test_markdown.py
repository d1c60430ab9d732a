import pytest


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("# A\n\n## B ##\n\nC\n===\n\nD\n---", [("heading", text) for text in "ABCD"]),
        ("one\ntwo\n\nthree", [("paragraph", "one two"), ("paragraph", "three")]),
        ("a *b* __c__ ***d*** ~~e~~ f_g_h", [("paragraph", "a b c d e f_g_h")]),
        ("**vote** *for* la**bour**", [("paragraph", "vote for labour")]),
        ("a * b _ c 2*3", [("paragraph", "a * b _ c 2*3")]),
        (r"\*a\* \[b\] \\ \x", [("paragraph", r"*a* [b] \ \x")]),
        ("&pound;5 &amp; &#8217; &bogus;", [("paragraph", "£5 & ’ &bogus;")]),
        ("a `code *x*` b ``c ` d`` e", [("paragraph", "a b e")]),
        ("- a\n- b\n  - c\n\n1. d\n2. e", [("list_item", text) for text in "abcde"]),
        ("- a\n\n  b\n- [ ] c\n- [x] d", [("list_item", text) for text in "abcd"]),
        ("> a\nb\n>\n> - c\n\nd", [("quote", "a b"), ("list_item", "c"), ("paragraph", "d")]),
        ("| a | b |\n|---|:-:|\n| c \\| d | **e** |", [("cell", text) for text in ("a", "b", "c | d", "e")]),
        ("a | b\n--|--\nc | d\n\ne", [("cell", text) for text in "abcd"] + [("paragraph", "e")]),
        ("line one  \nline two\\\nline three", [("paragraph", "line one\nline two\nline three")]),
        ("a\n\n```py\nb\n```\n\n~~~\nc\n~~~\n\nd", [("paragraph", "a"), ("paragraph", "d")]),
        ("a\n\n    x = 1;\n\nb", [("paragraph", "a"), ("paragraph", "b")]),
        ("a\n\n    This line was moved in.", [("paragraph", "a"), ("paragraph", "This line was moved in.")]),
        ("a <!-- b --> c\n\n<!-- d\n\ne -->\n\nf", [("paragraph", "a c"), ("paragraph", "f")]),
        ("***\na\n- - -\nb", [("paragraph", "a"), ("paragraph", "b")]),
        ("a[^1] b\n\n[^1]: The note.\n    Goes on.\n", [("paragraph", "a b"), ("paragraph", "The note. Goes on.")]),
        ("{{ x }} a {% if y %}b{% endif %} <%= z %>c", [("paragraph", "a b c")]),
        ("a {# x #} b {% comment %}y{% endcomment %} c {%comment%} d", [("paragraph", "a b c d")]),
        ("{{< note >}}\na\n{{< /note >}}", [("paragraph", "a")]),
        ("# A {#top .x}\n\nb{: .lead}\n{: #id}", [("heading", "A"), ("paragraph", "b")]),
        ("a {b} {{c", [("paragraph", "a {b} {{c")]),
        ("x < y and a > b, 3<4", [("paragraph", "x < y and a > b, 3<4")]),
        ("<b>a</b> <span class=x>b</span> c<br>d", [("paragraph", "a b c\nd")]),
        ("<div>\na **b**\n</div>\n\nc", [("paragraph", "a **b**"), ("paragraph", "c")]),
        ("<details>\n<summary>a</summary>\n\nb *c*\n\n</details>", [("label", "a"), ("paragraph", "b c")]),
        ("Use the <script> tag\nand vote\n\nNext", [("paragraph", "Use the tag and vote"), ("paragraph", "Next")]),
        ("<script>\nx\n\ny\n</script>\n\nz", [("paragraph", "z")]),
        ("\ta\n\n- \tb\n\n\tc d e f", [("list_item", "b"), ("list_item", "c d e f")]),
        ("[a]: /x\n\nb", [("paragraph", "b")]),
        ("[a] b [c]", [("paragraph", "[a] b [c]")]),
    ],
)  # fmt: skip
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_blocks(texts, source, expected, line_end):
    assert texts(source.replace("\n", line_end)) == expected


def cut(draft, span):
    return draft.source[span.start : span.end]


@pytest.mark.parametrize(
    ("source", "href", "text", "written"),
    [
        ("[a](/x)", "/x", "a", "/x"),
        ('[a *b*](</x y> "t")', "/x y", "a b", "/x y"),
        ("[a](/x_(b)?c=1&amp;d)", "/x_(b)?c=1&d", "a", "/x_(b)?c=1&amp;d"),
        (r"[a](/x\)y)", "/x)y", "a", r"/x\)y"),
        ("[a][r]\n\n[R]: https://a.example 'T'", "https://a.example", "a", "https://a.example"),
        ("[r][]\n\n[r]: <b>", "b", "r", "b"),
        ("[the\nr]\n\n[The R]:\n  /x", "/x", "the r", "/x"),
        ("<https://a.example/?b>", "https://a.example/?b", "https://a.example/?b", "https://a.example/?b"),
        ("<a@b.example>", "mailto:a@b.example", "a@b.example", "a@b.example"),
        ("see https://a.example/x.", "https://a.example/x", "https://a.example/x", "https://a.example/x"),
        ("[![alt](/i.png)](/x)", "/x", "alt", "/x"),
        ('<a href="/x?a&amp;b">c</a>', "/x?a&b", "c", "/x?a&amp;b"),
        ("> [a\n> b](/x)", "/x", "a b", "/x"),
    ],
)
def test_links(one, source, href, text, written):
    draft = one(source)
    (link,) = draft.links

    assert (link.href, link.text) == (href, text)
    assert cut(draft, link.href_where) == written


def test_a_link_title_is_a_tooltip(texts):
    assert texts('[a](/x "the *title*")') == [("paragraph", "a"), ("tooltip", "the *title*")]


@pytest.mark.parametrize("source", ["[a](x y)", "[a] (x)", "[a](<x)", "[a](x 'y)", "\\[a](x)", "[a][b]", "`[a](x)`"])
def test_what_is_no_link(one, source):
    assert one(source).links == ()


def test_images_have_alt_title_and_places(one):
    draft = one('Look ![A *red* \\[ `bus`](/a%20b.png "T") there ![](/c.png)')
    first, second = draft.images

    assert (first.src, first.alt, second.alt) == ("/a%20b.png", "A red [ bus", "")
    assert cut(draft, first.src_where) == "/a%20b.png"
    assert cut(draft, first.alt_where) == "A *red* \\[ `bus"
    assert cut(draft, first.where) == '![A *red* \\[ `bus`](/a%20b.png "T")'
    assert [(block.role.value, block.text) for block in draft.blocks] == [
        ("paragraph", "Look there"),
        ("alt", "A red [ bus"),
        ("tooltip", "T"),
    ]


def test_an_html_image_in_markdown_is_an_image(one):
    (image,) = one("Words <img src=/x.png> more").images

    assert (image.src, image.alt) == ("/x.png", None)


def test_embeds_in_markdown_are_seen(one):
    draft = one(
        '<iframe src="//v.example/1" title="Film"></iframe>\n\n'
        '<blockquote class="twitter-tweet"><p>Tea</p><a href="//x.example/u/status/1">P</a></blockquote>\n'
        '<script async src="//w.example"></script>\n\n{{< tweet user="own" id="1" >}}\n'
    )
    assert [(embed.what, embed.address) for embed in draft.embeds] == [
        ("iframe", "//v.example/1"),
        ("blockquote", "//x.example/u/status/1"),
        ("script", "//w.example"),
        ("widget", ""),
    ]
    assert draft.embeds[3].attributes == {"user": "own", "id": "1"}
    assert draft.blocks[1].quoted


def test_a_figure_shortcode_is_an_image_with_words(one):
    draft = one('{{< figure src="/a.png" alt="A red bus" caption="On Mill Lane" >}}')

    assert [(image.src, image.alt, image.caption) for image in draft.images] == [
        ("/a.png", "A red bus", "On Mill Lane")
    ]
    assert [(block.role.value, block.text) for block in draft.blocks] == [
        ("alt", "A red bus"),
        ("caption", "On Mill Lane"),
    ]


def test_a_quotation_is_quoted_and_what_follows_is_not(one):
    draft = one("> a\n\nb\n\n> > c")

    assert [block.quoted for block in draft.blocks] == [True, False, True]


def test_the_title_is_the_first_heading_of_level_one(one):
    assert one("## Small\n\n# Big\n").title == "Big"


@pytest.mark.parametrize("source", ["#", "##", " #", "Words.\n\n#", "- a\n#"])
def test_an_empty_heading_may_end_a_file(source, texts):
    assert [text for _, text in texts(source)] == [each for each in ("Words.", "a") if each in source]


def test_a_mark_of_a_byte_order_is_no_part_of_the_heading(texts):
    assert texts("\ufeff# A") == [("heading", "A")]


def test_the_path_names_the_elements_around(one):
    draft = one("- a\n\n  > b\n\n| c |\n|---|\n| d |")

    assert [block.path for block in draft.blocks] == [
        ("ul", "li", "p"), ("ul", "li", "blockquote", "p"), ("table", "tr", "th"), ("table", "tr", "td")
    ]  # fmt: skip
