import pytest

from neutral_gate.model import DraftError
from neutral_gate.readers import decoding, read

PAGE = '<meta charset="{}"><p>£5 for “tea”</p>'


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_byte_order_mark_tells_the_encoding_and_is_no_part_of_the_text(encoding):
    (draft,) = read("Café opens".encode(encoding), "note.txt")

    assert draft.source == "Café opens"
    assert draft.blocks[0].where.source == (0,)


@pytest.mark.parametrize("named", ["windows-1252", "ISO-8859-1", "latin1"])
def test_a_page_may_name_its_own_character_set(named):
    (draft,) = read(PAGE.format(named).encode("cp1252"), "page.html")

    assert draft.blocks[0].text == "£5 for “tea”"


def test_an_http_equiv_names_it_too():
    source = '<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-15"><p>5 €</p>'
    (draft,) = read(source.encode("iso-8859-15"), "page.html")

    assert draft.blocks[0].text == "5 €"


def test_bytes_that_are_not_utf8_name_the_file_the_byte_and_the_mend():
    with pytest.raises(DraftError) as caught:
        read(b"# Caf\xe9\n", "news.md")

    assert "news.md" in caught.value.problem
    assert "byte 5" in caught.value.problem
    assert "UTF-8" in caught.value.mend


def test_the_byte_is_counted_from_the_start_of_the_file_with_its_mark():
    with pytest.raises(DraftError, match="byte 5"):
        read(b"\xef\xbb\xbfab\xe9", "news.md")


@pytest.mark.parametrize("named", ["zip", "rot13", "unicode_escape", "nonsense", "utf-7"])
def test_an_unknown_character_set_is_refused(named):
    with pytest.raises(DraftError, match="is not read here"):
        read(PAGE.format(named).encode(), "page.html")


@pytest.mark.parametrize("name", ["a.md", "a.html", "a.txt", "a.json", "a.bin"])
def test_a_binary_file_is_refused(name):
    with pytest.raises(DraftError, match="byte 4 is zero"):
        read(b"\x89PNG\x00\x01", name)


def test_a_file_above_the_cap_is_refused(monkeypatch):
    monkeypatch.setattr(decoding, "MAX_BYTES", 10)

    with pytest.raises(DraftError, match="the most that is read"):
        read(b"a" * 11, "long.md")
    assert read(b"a" * 10, "short.md")


def test_line_ends_stay_as_they_are():
    (draft,) = read(b"# One\r\n\r\nTwo\rthree\n", "a.md")

    assert draft.source == "# One\r\n\r\nTwo\rthree\n"
    assert [block.text for block in draft.blocks] == ["One", "Two three"]
