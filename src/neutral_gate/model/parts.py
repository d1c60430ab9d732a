"""The parts of a draft, each tied to its exact place in the source."""

from __future__ import annotations

from bisect import bisect_right
from enum import StrEnum

from neutral_gate.model.records import dataclass, field


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open stretch of the source, in Unicode code points from its beginning."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Box:
    """A stretch of words on a picture.

    Attributes:
        start: Where it starts in the text that was read.
        end: Where it ends.
        left: Pixels from the left edge of the picture as shown.
        top: Pixels from its upper edge.
        width: Pixels.
        height: Pixels.
    """

    start: int
    end: int
    left: int
    top: int
    width: int
    height: int


class Role(StrEnum):
    """What a block of text is in its draft."""

    TITLE = "title"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list_item"
    CELL = "cell"
    CAPTION = "caption"
    QUOTE = "quote"
    ALT = "alt"
    TOOLTIP = "tooltip"
    META = "meta"
    LABEL = "label"
    HASHTAG = "hashtag"
    PICTURE = "picture"


@dataclass(frozen=True, slots=True)
class SourceMap:
    """Maps offsets in a block's text to offsets in the source.

    The text is cut into runs; run `k` starts at `text[k]` in the text and covers `source[k]` to `source_end[k]` in the
    source. A run is as long in both (copied letter for letter), or else one replacement, such as an entity, whose
    letters all stand for the whole stretch of the source.
    """

    text: tuple[int, ...]
    source: tuple[int, ...]
    source_end: tuple[int, ...]
    length: int

    def span(self, start: int, end: int) -> Span:
        """The stretch of the source behind `text[start:end]`; an empty stretch maps to an empty one."""
        if not self.text:
            return Span(0, 0)
        if end <= start:
            place = self._start(min(start, max(self.length - 1, 0)))
            return Span(place, place)
        return Span(self._start(start), self._end(end - 1))

    def _start(self, offset: int) -> int:
        run = bisect_right(self.text, offset) - 1
        return self.source[run] + (offset - self.text[run] if self._copied(run) else 0)

    def _end(self, offset: int) -> int:
        run = bisect_right(self.text, offset) - 1
        return self.source[run] + (offset - self.text[run]) + 1 if self._copied(run) else self.source_end[run]

    def _copied(self, run: int) -> bool:
        after = self.text[run + 1] if run + 1 < len(self.text) else self.length
        return after - self.text[run] == self.source_end[run] - self.source[run]

    @classmethod
    def identity(cls, start: int, length: int) -> SourceMap:
        """The map of a text that stands letter for letter in the source from `start` on."""
        return cls((0,), (start,), (start + length,), length)


class SourceMapBuilder:
    """Collects the text of a block piece by piece, together with where each piece came from."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._text: list[int] = []
        self._source: list[int] = []
        self._source_end: list[int] = []
        self.length = 0

    def add(self, piece: str, start: int, end: int | None = None) -> None:
        """Adds a piece of text.

        Args:
            piece: The decoded text.
            start: Where it stands in the source.
            end: Where its stretch in the source ends; by default it is as long as the piece. A piece whose length
                differs from its stretch maps as one whole.
        """
        if not piece:
            return
        stop = start + len(piece) if end is None else end
        self._pieces.append(piece)
        self._text.append(self.length)
        self._source.append(start)
        self._source_end.append(stop)
        self.length += len(piece)

    def build(self) -> tuple[str, SourceMap]:
        """The whole text and its map."""
        return "".join(self._pieces), SourceMap(
            tuple(self._text), tuple(self._source), tuple(self._source_end), self.length
        )


@dataclass(frozen=True, slots=True)
class Block:
    """A run of text that is read together.

    Attributes:
        text: As a reader sees it: entities decoded, tags and emphasis marks gone, soft hyphens kept (the text floor
            drops them).
        role: What it is in the draft.
        where: Map back to the source.
        level: Heading level 1 to 6, else 0.
        quoted: True inside a block quotation or a quoted or reposted post.
        lang: Language tag that holds here, or "".
        path: Names of the elements around it, outermost first, such as ("main", "table").
        boxes: For words that were read out of a picture: where on it each of them stands.
    """

    text: str
    role: Role
    where: SourceMap
    level: int = 0
    quoted: bool = False
    lang: str = ""
    path: tuple[str, ...] = ()
    boxes: tuple[Box, ...] = ()


@dataclass(frozen=True, slots=True)
class Image:
    """An image of a draft. `alt` is None where the author gave none and "" where it is marked as decorative."""

    src: str
    alt: str | None
    where: Span
    src_where: Span
    alt_where: Span
    caption: str = ""
    attributes: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Link:
    """A link of a draft: its decoded address and the text a reader sees."""

    href: str
    text: str
    where: Span
    href_where: Span


@dataclass(frozen=True, slots=True)
class Embed:
    """Content that is fetched from elsewhere when the page is shown, or shared from here on its own.

    Attributes:
        what: "iframe", "script", "blockquote", "widget" or "setting".
        address: The decoded address it loads or shares, or "".
        label: Its title, class or the name of the setting.
        text: Text that stands inside it.
        where: Its place in the source.
    """

    what: str
    address: str
    label: str
    text: str
    where: Span
    attributes: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Post:
    """Another account's post that a draft reposts, quotes or answers.

    Attributes:
        account: Its handle as written, "@" included where it was given.
        name: Display name.
        blocks: Its text.
        where: Its place in the source.
        account_where: The handle's place in the source, or the name's where there is no handle.
    """

    account: str
    name: str
    blocks: tuple[Block, ...]
    where: Span
    account_where: Span
