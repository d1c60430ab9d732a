import pytest

from neutral_gate.model import Role

pytestmark = pytest.mark.usefixtures("engine")


def blocks(one, source):
    return [(block.role.value, block.text) for block in one(source, "page.html").blocks]


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("<p>vote <b>Lab</b>our</p>", "vote Labour"),
        ("<p>vote <a href=x>for <em>us</em></a> now</p>", "vote for us now"),
        ("<p>vote&nbsp;now</p>", "vote\xa0now"),
        ("<p>vo&shy;te</p>", "vo\u00adte"),
        ("<p>vo<wbr>te</p>", "vote"),
        ("<p>vo<!-- hidden -->te</p>", "vote"),
        ("<p>vote<br>now</p>", "vote\nnow"),
        ("<p>\n  vote\n  \t now  </p>", "vote now"),
        ("<p>vote <span> now</span></p>", "vote now"),
        ("<p>it&rsquo;s &quot;here&quot;</p>", 'it’s "here"'),
        ("<p>use <code>x = 1</code>now</p>", "use now"),
        ("<p>see<img src=a alt=b>this</p>", "see this"),
        ("<p>he said <q>yes <q>no</q></q>.</p>", "he said “yes ‘no’”."),
        ("<p>a < b & c</p>", "a < b & c"),
        ("<p>so<sup>2</sup></p>", "so2"),
        ("<p>{{ name }} is {% if x %}open{% endif %}</p>", "is open"),
        ("<p>we are {# not #} open {%- comment -%}not{%- endcomment %} now {% comment %}</p>", "we are open now"),
    ],
)
def test_a_phrase_cut_up_by_marks_is_one_block(one, source, text):
    found = [block.text for block in one(source, "page.html").blocks if block.role is Role.PARAGRAPH]

    assert found == [text]


def test_every_kind_of_block_has_its_role(one):
    source = (
        "<title>T</title><h1>A</h1><h6>B</h6><p>C</p><ul><li>D</li></ul><dl><dt>E</dt><dd>F</dd></dl>"
        "<table><caption>G</caption><tr><th>H</th><td>I</td></tr></table>"
        "<figure><img src=x alt=J><figcaption>K</figcaption></figure><blockquote>L</blockquote>"
        "<details><summary>M</summary>N</details><fieldset><legend>O</legend><label>P</label>"
        "<button>Q</button><select><option>R</option></select></fieldset><div>S</div>"
        "<p role=heading aria-level=4>U</p>"
    )
    assert blocks(one, source) == [
        ("title", "T"), ("heading", "A"), ("heading", "B"), ("paragraph", "C"), ("list_item", "D"),
        ("list_item", "E"), ("list_item", "F"), ("caption", "G"), ("cell", "H"), ("cell", "I"), ("alt", "J"),
        ("caption", "K"), ("quote", "L"), ("label", "M"), ("paragraph", "N"), ("label", "O"), ("label", "P"),
        ("label", "Q"), ("label", "R"), ("paragraph", "S"), ("heading", "U"),
    ]  # fmt: skip
    assert [block.level for block in one(source, "page.html").blocks if block.level] == [1, 6, 4]


def test_words_in_attributes_are_read(one):
    source = (
        "<meta name=description content=A><meta property=og:title content=B><meta name=twitter:site content=@c>"
        "<meta name=author content=C>"
        "<p title=D>E <abbr title=F>G</abbr></p><input placeholder=H aria-label=I><input type=submit value=J>"
        "<input type=hidden value=K><img src=x alt='' title=L><a href=x aria-label=M>N</a><div alt=O>P</div>"
    )
    assert blocks(one, source) == [
        ("meta", "A"), ("meta", "B"), ("meta", "C"), ("tooltip", "D"), ("paragraph", "E G"), ("tooltip", "F"),
        ("label", "H"), ("label", "I"), ("label", "J"), ("tooltip", "L"), ("label", "M"), ("paragraph", "N"),
        ("paragraph", "P"),
    ]  # fmt: skip


def test_words_that_components_and_links_show_are_read(one):
    source = (
        "<a-card heading='A b' label=C theme='d e'>F</a-card><div heading=G>H</div>"
        "<p>{{< notice text='I j' alt='S t' >}} K <a href='mailto:?subject=L%20m&amp;body=N'>O</a></p>"
        "<link rel=x href='https://x.com/?text=P'><a href='https://a.example/?text=Q'>R</a>"
    )
    assert blocks(one, source) == [
        ("label", "A b"), ("label", "C"), ("paragraph", "F"), ("paragraph", "H"), ("label", "I j"),
        ("alt", "S t"),        ("paragraph", "K O"), ("label", "L m"), ("label", "N"), ("paragraph", "R"),
    ]  # fmt: skip


def test_navigation_code_scripts_and_comments_are_not_prose(one):
    source = (
        "<nav><a href=/a>Menu</a></nav><div role=navigation>Crumbs</div><script>var words</script><style>p{}</style>"
        "<template>T</template><pre>code</pre><kbd>Ctrl</kbd><samp>out</samp><!-- note --><p hidden>gone</p>"
        "<svg><path/><text>shown</text></svg><p>Words</p>"
        "<footer><p>Charity 123</p><ul><li><a href=/b>Terms</a></li></ul></footer>"
    )
    assert blocks(one, source) == [("label", "shown"), ("paragraph", "Words"), ("paragraph", "Charity 123")]
    assert [link.href for link in one(source, "page.html").links] == ["/a", "/b"]


@pytest.mark.parametrize(
    "source",
    [
        "<nav><ul><li><a href=x>Menu</a></ul><p>Vote for the garden</p>",
        "<pre>code<p>Vote for the garden</p>",
        "<p>press <code>x</p><p>Vote for the garden</p>",
        "<noscript><p>Vote for the garden</p></noscript>",
        "<div style='display:none'>Vote for the garden</div>",
        "<div aria-hidden=true>Vote for the garden</div>",
        "<details><p>Vote for the garden</p></details>",
        "<div hidden=until-found>Vote for the garden</div>",
        "<footer><ul><li>Vote for the garden</li></ul></footer>",
        "<table>Vote for the garden<tr><td>x</table>",
        "<svg><g><p>Vote for the garden",
    ],
)
def test_words_that_a_reader_can_see_are_read(one, source):
    assert "Vote for the garden" in [text for _, text in blocks(one, source)]


def test_quotations_are_marked(one):
    draft = one("<blockquote><p>A</p><ul><li>B</li></ul></blockquote><p>C</p>", "page.html")

    assert [(block.role.value, block.quoted) for block in draft.blocks] == [
        ("quote", True), ("list_item", True), ("paragraph", False)
    ]  # fmt: skip


def test_two_line_breaks_part_a_paragraph(one):
    assert blocks(one, "<p>A<br><br/>B<br>C</p>") == [("paragraph", "A"), ("paragraph", "B\nC")]


def test_languages_are_inherited(one):
    draft = one("<html lang=en><p>A</p><div lang=cy><p>B</p></div><p>C</p>", "page.html")

    assert [(block.text, block.lang) for block in draft.blocks] == [("A", "en"), ("B", "cy"), ("C", "en")]


def test_the_path_names_the_elements_around(one):
    draft = one("<main><table><tr><td><p>A</table><img src=x alt=B></main>C", "page.html")

    assert [block.path for block in draft.blocks] == [("main", "table", "tr", "td", "p"), ("main", "img"), ()]


def test_paragraphs_in_cells_and_items_keep_the_role_around_them(one):
    source = "<li><p>A</p></li><table><tr><td><div>B</div></td></tr></table><figcaption><p>C</p></figcaption>"

    assert [role for role, _ in blocks(one, source)] == ["list_item", "cell", "caption"]


@pytest.mark.parametrize("source", ["<p>&nbsp;</p>", "<p> \n</p>", "<p>&#8203;</p>", "<p>&shy; </p>", "<p><br></p>"])
def test_what_cannot_be_seen_is_no_block(one, source):
    assert blocks(one, source) == []


def test_blocks_come_in_the_order_of_the_source(one):
    draft = one("<p title=A>B <img src=x alt=C> D</p><p>E</p>", "page.html")

    assert [block.text for block in draft.blocks] == ["A", "B D", "C", "E"]


def test_a_drawing_speaks_through_its_title(one):
    draft = one("<svg role=img><title>A map</title><desc>Of Marlbury</desc></svg>", "page.html")

    assert [(block.role.value, block.text) for block in draft.blocks] == [("alt", "A map"), ("alt", "Of Marlbury")]
    assert draft.images[0].alt == "A map"


def test_facts_of_the_page(one):
    draft = one(
        "<!doctype html><title>Tea</title><meta name=author content='A Writer'>"
        "<meta property='article:published_time' content='2024-06-10T09:00:00+01:00'><h1>Cake</h1>",
        "page.html",
    )
    assert (draft.title, draft.author, draft.whole_document) == ("Tea", "A Writer", True)
    assert draft.published is not None
    assert draft.published.isoformat() == "2024-06-10T09:00:00+01:00"
    assert one("<h1>Cake</h1>", "page.html").title == "Cake"
    assert not one("<h1>Cake</h1>", "page.html").whole_document
    assert one("<html><h1>Cake</h1>", "page.html").whole_document


def test_front_matter_above_a_page_is_read(one):
    draft = one("---\ntitle: Tea\nkind: page\n---\n<p>Words &amp; more</p>", "page.html")

    assert (draft.title, draft.kind) == ("Tea", "page")
    assert [block.text for block in draft.blocks] == ["Tea", "Words & more"]
