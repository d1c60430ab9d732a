import pytest


def test_a_short_first_line_is_the_heading_and_the_title(one):
    draft = one("Play area reopens\n\nThe swings are back. Come along.\n", "news.txt")

    assert [(block.role.value, block.level, block.text) for block in draft.blocks] == [
        ("heading", 1, "Play area reopens"),
        ("paragraph", 0, "The swings are back. Come along."),
    ]
    assert draft.title == "Play area reopens"


@pytest.mark.parametrize("first", ["This is a sentence.", "- an item", "> quoted", "x" * 101, "Is it a question?"])
def test_other_first_lines_are_no_heading(one, first):
    draft = one(f"{first}\n\nMore words here.", "news.txt")

    assert [block for block in draft.blocks if block.level] == []
    assert draft.title == ""


def test_a_single_line_is_a_paragraph(texts):
    assert texts("Vote for the best garden", "a.txt") == [("paragraph", "Vote for the best garden")]


def test_wrapped_lines_are_one_paragraph(texts):
    wrapped = (
        "Our advice line is open from nine in the morning until four in the\nafternoon, Monday to Friday. "
        "Call us and we will ring you back on the\nsame day."
    )

    assert texts(wrapped, "a.txt") == [("paragraph", wrapped.replace("\n", " "))]


def test_entries_on_lines_of_their_own_do_not_run_together(texts):
    assert texts("Placement: Facebook\nBudget: £150\nAudience: adults\n\nText: Call us.", "a.txt") == [
        ("paragraph", "Placement: Facebook"),
        ("paragraph", "Budget: £150"),
        ("paragraph", "Audience: adults"),
        ("paragraph", "Text: Call us."),
    ]


def test_short_lines_without_a_full_stop_stand_alone(texts):
    assert [text for _, text in texts("Corn Hall\nMill Lane\nMarlbury MB1 2AB", "a.txt")] == [
        "Corn Hall",
        "Mill Lane",
        "Marlbury MB1 2AB",
    ]


@pytest.mark.parametrize("bullet", ["-", "*", "•", "–", "1.", "2)", "(3)"])
def test_list_items_are_blocks_of_their_own(texts, bullet):
    assert texts(f"Dates:\n\n{bullet} Tuesday, 10am\n{bullet} Friday,\n  2pm", "a.txt") == [
        ("heading", "Dates:"),
        ("list_item", "Tuesday, 10am"),
        ("list_item", "Friday, 2pm"),
    ]


def test_quoted_lines_are_quoted(one):
    draft = one("They wrote to us:\n> The ward was clean\n> and calm.\nWe thank them.", "a.txt")

    assert [(block.role.value, block.quoted, block.text) for block in draft.blocks] == [
        ("paragraph", False, "They wrote to us:"),
        ("quote", True, "The ward was clean and calm."),
        ("paragraph", False, "We thank them."),
    ]


def test_rules_drawn_with_signs_part_paragraphs(texts):
    assert texts("one\n-----\ntwo\n* * *\nthree", "a.txt") == [
        ("heading", "one"),
        ("paragraph", "two"),
        ("paragraph", "three"),
    ]


def test_addresses_become_links_and_hashtags_stay(one):
    draft = one("Read it at https://www.marlbury.example/a_(b). #BinDay\nSee www.tarnside.example!", "a.txt")

    assert [(link.href, draft.source[link.where.start : link.where.end]) for link in draft.links] == [
        ("https://www.marlbury.example/a_(b)", "https://www.marlbury.example/a_(b)"),
        ("http://www.tarnside.example", "www.tarnside.example"),
    ]
    assert "#BinDay" in draft.blocks[0].text


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\u2028"])
def test_every_kind_of_line_end_works(texts, end):
    assert texts(f"Heading{end}{end}One.{end}{end}Two.", "a.txt") == [
        ("heading", "Heading"),
        ("paragraph", "One."),
        ("paragraph", "Two."),
    ]


def test_front_matter_above_text_is_read(one):
    draft = one("---\nkind: advert\nbody: council\n---\nText: Call us.", "a.txt")

    assert (draft.kind, draft.body) == ("advert", "council")
    assert draft.blocks[0].where.source == (draft.source.index("Text"),)
