"""The words and links of the small pieces of HTML that networks send instead of text."""

from __future__ import annotations

from html.parser import HTMLParser

_BREAKS = {"p": "\n\n", "div": "\n\n", "blockquote": "\n\n", "ul": "\n\n", "ol": "\n\n", "li": "\n", "br": "\n"}
_UNSEEN = frozenset({"script", "style", "template"})


def html_text(markup: str) -> tuple[str, tuple[tuple[str, str], ...]]:
    """The text of a piece of HTML and its links, without mentions and hashtags.

    Args:
        markup: Such as `<p>Flu clinics at <a href="https://a.example">a.example</a></p>`.

    Returns:
        The text, with a line break for each break and an empty line between paragraphs, and the address and text of
        each link.
    """
    if "<" not in markup and "&" not in markup:
        return markup.strip(), ()
    reader = _Reader()
    reader.feed(markup)
    reader.close()
    lines = [line.strip() for line in "".join(reader.pieces).split("\n")]
    text = "\n".join(line for place, line in enumerate(lines) if line or (place and lines[place - 1]))
    return text.strip(), tuple(reader.links)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self.links: list[tuple[str, str]] = []
        self._link = ""
        self._link_from = 0
        self._unseen = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.pieces.append(_BREAKS.get(tag, ""))
        self._unseen += tag in _UNSEEN
        if tag == "a":
            given = dict(attrs)
            person = "mention" in (given.get("class") or "").split() or "tag" in (given.get("rel") or "").split()
            self._link = "" if person else (given.get("href") or "")
            self._link_from = len(self.pieces)

    def handle_endtag(self, tag: str) -> None:
        if tag == "a" and self._link:
            self.links.append((self._link, "".join(self.pieces[self._link_from :]).strip()))
            self._link = ""
        self._unseen = max(0, self._unseen - (tag in _UNSEEN))
        self.pieces.append(_BREAKS.get(tag, "") if tag != "br" else "")

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self.pieces.append(data.replace("\n", " ").replace("\r", " "))
