import pytest

from neutral_gate.lexicon.lexicon import load_lexicon
from neutral_gate.readers import read
from neutral_gate.rules.reading import is_prose, read_blocks


@pytest.mark.parametrize(
    ("html", "prose"),
    [
        ("<p>Bins go out at seven.</p>", True),
        ("<details><summary>Bins go out at seven.</summary></details>", True),
        ("<button>Bins go out at seven.</button>", True),
        ("<table><caption>Bins go out at seven.</caption><tr><td>1</td></tr></table>", True),
        ("<figure><img src='a.jpg' alt=''><figcaption>Bins go out at seven.</figcaption></figure>", True),
        ("<img src='a.jpg' alt='Bins go out at seven.'>", False),
        ("<a href='/a' title='Bins go out at seven.'></a>", False),
    ],
)
def test_prose_is_what_a_reader_sees_as_text(html, prose):
    (draft,) = read(f"<main>{html}</main>".encode(), "page.html")
    found = [each for each in read_blocks(draft.blocks, load_lexicon()).sentences if "seven" in each.block.text]
    assert [is_prose(each) for each in found] == [prose]


def test_the_description_of_a_page_leads_and_is_prose():
    page = b"<html><head><meta name='description' content='Bins go out at seven.'></head><body><p>Hi</p></body></html>"
    (draft,) = read(page, "page.html")
    described = read_blocks(draft.blocks, load_lexicon()).sentences[0]
    assert described.lead
    assert is_prose(described)
