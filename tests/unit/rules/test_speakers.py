import pytest

from neutral_gate.lexicon.lexicon import load_lexicon
from neutral_gate.readers import read
from neutral_gate.rules.reading import read_blocks


@pytest.fixture(scope="module")
def lexicon():
    return load_lexicon()


def quoted(lexicon, text, name="draft.txt"):
    """The quotations of a draft that are a politician's."""
    (draft,) = read(text.encode(), name)
    found = {}
    for sentence in read_blocks(draft.blocks, lexicon).sentences:
        for start, end in sentence.political_quotes:
            found[id(sentence.block), start] = sentence.block.text[start:end]
    return list(found.values())


def told(lexicon, text):
    (draft,) = read(text.encode(), "draft.txt")
    return [
        sentence.text(start, end)
        for sentence in read_blocks(draft.blocks, lexicon).sentences
        for start, end in sentence.political_reports
    ]


WORDS = '"The path is open all year."'


@pytest.mark.parametrize(
    "text",
    [
        f"Cllr Orla Penny said: {WORDS}",
        f"{WORDS} said Cllr Orla Penny.",
        f"{WORDS} Cllr Orla Penny, cabinet member for parks, said.",
        f"Orla Penny, the council's deputy leader, said: {WORDS}",
        f"Cllr Orla Penny: {WORDS}",
        f"{WORDS} (Cllr Orla Penny)",
        f"Cllr Orla Penny came on Monday. She said: {WORDS}",
        f"Cllr Orla Penny came on Monday.\n\nShe added: {WORDS}",
        f"Cllr Orla Penny spoke first:\n\n{WORDS}",
        f"{WORDS}\n\nCllr Orla Penny, leader of the council",
        f"{WORDS}\n\nOrla Penny, who was MP for Tarnwick until May",
        f"Cllr Orla Penny was asked about it. Her answer: {WORDS}",
        f"Asked about it, Cllr Orla Penny answered: {WORDS}",
        f"The transport minister told staff: {WORDS}",
        f"In the words of the Home Secretary: {WORDS}",
        f"{WORDS} said Mayor Orla Penny.",
        f"{WORDS} said the minister, Ann Poole.",
        f"Cllr Orla Penny cut the ribbon. Later Ms Penny said: {WORDS}",
    ],
)
def test_a_politician_says_it(lexicon, text):
    assert quoted(lexicon, text) == [WORDS]


@pytest.mark.parametrize(
    "text",
    [
        f"Gardener Lee Poole said: {WORDS} Cllr Orla Penny cut the ribbon.",
        f"{WORDS} gardener Lee Poole told Cllr Orla Penny.",
        f"Gardener Lee Poole told the transport minister: {WORDS}",
        f"Cllr Orla Penny met gardener Lee Poole, who said: {WORDS}",
        f"The council thanked Cllr Orla Penny and a spokesman said: {WORDS}",
        f"Councillor training: {WORDS}",
        f"The new sign reads {WORDS} Cllr Orla Penny is the ward councillor.",
        f"The minister of the parish church said: {WORDS}",
        f"The head teacher, Ms Penny, said: {WORDS}",
        f"The Lord Mayor said: {WORDS}",
        f"{WORDS} said Glenys Mayor, who runs the group.",
        f"Tom Minister, 71, said: {WORDS}",
        f"{WORDS} said Septimus Mayor, our lift engineer.",
        f"Nurse Lee Poole was asked about it. Her answer: {WORDS}",
    ],
)
def test_somebody_else_says_it(lexicon, text):
    assert quoted(lexicon, text) == []


def test_of_two_quotations_each_has_its_speaker(lexicon):
    text = 'Nurse Lee Poole said: "We open the doors at six." Cllr Orla Penny said: "The bus stops at the door."'

    assert quoted(lexicon, text) == ['"The bus stops at the door."']


def test_a_block_quotation_ends_with_its_speaker(lexicon):
    page = "<blockquote><p>The path is open.</p><footer><cite>Cllr Orla Penny</cite></footer></blockquote>"
    other = (
        "<p>Cllr Orla Penny is your councillor.</p><blockquote><p>Good soup.</p><footer>A visitor</footer></blockquote>"
    )

    assert quoted(lexicon, page, "draft.html") == ["The path is open."]
    assert quoted(lexicon, other, "draft.html") == []


def test_a_line_of_plain_text_signs_a_block_quotation_where_it_begins_with_the_name(lexicon):
    page = "<blockquote><p>People asked me for it.</p></blockquote><p>{}</p>"

    assert quoted(lexicon, page.format("Cllr Orla Penny, parks"), "draft.html") == ["People asked me for it."]
    assert quoted(lexicon, page.format("Lee Poole, parks"), "draft.html") == []
    assert quoted(lexicon, page.format("Cllr Orla Penny cut the ribbon on Monday."), "draft.html") == []


def test_in_a_table_the_name_stands_before_the_words(lexicon):
    rows = (
        f'<tr><td>Cllr Orla Penny</td><td>{WORDS}</td></tr><tr><td>Lee Poole</td><td>"I like the new path."</td></tr>'
    )

    assert quoted(lexicon, f"<table>{rows}</table>", "draft.html") == [WORDS]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Cllr Orla Penny said that the path was open.", "Cllr Orla Penny said"),
        ("According to the Health Secretary, the app is ready.", "According to the Health Secretary"),
        ("The path is open, says Cllr Orla Penny.", "says Cllr Orla Penny"),
    ],
)
def test_words_are_told_without_quotation_marks(lexicon, text, words):
    assert words in told(lexicon, text)


@pytest.mark.parametrize(
    "text",
    [
        "Councillors said that the report should come back in July.",
        "Gardener Lee Poole told Cllr Orla Penny about the roses.",
        "Cllr Orla Penny chairs the meeting.",
        "The Prime Minister announced that the election will be on 4 July.",
    ],
)
def test_no_politicians_words_are_told(lexicon, text):
    assert told(lexicon, text) == []


@pytest.mark.parametrize(
    "after",
    [
        "Those were the words of the junior health minister in May.",
        "So says the transport minister.",
        "The Health Secretary told us that in May.",
        "That was how the cabinet member for roads put it.",
        "The advice comes from the leader of the council.",
    ],
)
def test_the_sentence_after_a_quotation_names_its_speaker(lexicon, after):
    assert quoted(lexicon, f"News\n\n{WORDS}\n\n{after}") == [WORDS]


@pytest.mark.parametrize(
    "after",
    [
        "Those were the words of a patient on Ward 4.",
        "So says the surveyor, who measured it.",
        "The minister is away in May.",
        "That is why the minister came.",
    ],
)
def test_a_sentence_after_a_quotation_need_not_name_its_speaker(lexicon, after):
    assert quoted(lexicon, f"News\n\n{WORDS}\n\n{after}") == []


def test_a_second_verb_has_the_same_speaker(lexicon):
    assert quoted(lexicon, f"The Health Secretary tried it and said: {WORDS}") == [WORDS]


def test_what_a_politician_was_told_is_not_what_he_said(lexicon):
    assert told(lexicon, "The transport minister was told on Friday that the lift is late.") == []


@pytest.mark.parametrize(
    "after",
    [
        "The signature below it is that of Cllr Orla Penny.",
        "It is signed Cllr Orla Penny.",
        "The name under it is Cllr Orla Penny, who sits for Mill ward.",
        "That line came from the pen of Cllr Orla Penny.",
    ],
)
def test_a_signature_tells_who_wrote_a_quotation(lexicon, after):
    assert quoted(lexicon, f"The last card is short. {WORDS} {after}") == [WORDS]
    assert quoted(lexicon, f"The last card is short.\n\n{WORDS}\n\n{after}") == [WORDS]


@pytest.mark.parametrize(
    "after",
    [
        "It is signed Tom Reddy, who taught Cllr Orla Penny to swim.",
        'The next one is signed, and "Good soup" is all it says. Cllr Orla Penny opens the show.',
        "Its name was chosen by Cllr Orla Penny.",
    ],
)
def test_somebody_elses_signature_is_none_of_a_politician(lexicon, after):
    assert quoted(lexicon, f"The last card is short. {WORDS} {after}") == []


def test_a_verb_beside_a_quotation_counts_more_than_a_signature(lexicon):
    assert quoted(lexicon, f"{WORDS} said Lee Poole. The petition is signed by Cllr Orla Penny.") == []
