"""What a check of a picture finds."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from neutral_gate.images.inline import is_inline, shown_address
from neutral_gate.model import Draft, Image, Span
from neutral_gate.model.image_facts import ImageFacts
from neutral_gate.model.records import dataclass, field
from neutral_gate.rules.context import Context
from neutral_gate.rules.reading import Reading


@dataclass(frozen=True, slots=True)
class Found:
    """One thing that is wrong with a picture.

    Attributes:
        excerpt: The picture's address, or the words at fault.
        where: Its place in the source.
        message: What to say in place of the rule's message, or "".
        evidence: The figures that it rests on.
        mild: True where it is a note only.
    """

    excerpt: str
    where: Span
    message: str = ""
    evidence: dict[str, object] = field(default_factory=dict)
    mild: bool = False


@dataclass(frozen=True, slots=True)
class Shown:
    """A picture as a draft shows it.

    Attributes:
        image: The image of the draft.
        facts: What is known about its file, or None.
        draft: The draft.
        reading: The draft's own words.
        context: What holds for the draft.
        first: False where the draft has shown the same file before.
    """

    image: Image
    facts: ImageFacts | None
    draft: Draft
    reading: Reading
    context: Context
    first: bool = True

    @property
    def name(self) -> str:
        """The name of its file, without folders, query and fragment; "" for a picture that stands in the page."""
        if is_inline(self.image.src):
            return ""
        return self.image.src.split("?")[0].split("#")[0].rstrip("/").rpartition("/")[2]

    def found(self, message: str = "", mild: bool = False, **evidence: object) -> Found:
        """A finding at the picture's address."""
        where = self.image.src_where if self.image.src_where.end > self.image.src_where.start else self.image.where
        address = shown_address(self.image.src)
        return Found(address, where, message, {"image": address, **evidence}, mild)


Check = Callable[[Shown], Iterator[Found]]


def weight_words(size: int) -> str:
    """A number of bytes in words: "4.2 MB", "310 kB"."""
    if size >= 999_500:
        return f"{size / 1_000_000:.1f} MB"
    return f"{max(round(size / 1000), 1)} kB" if size >= 1000 else f"{size} bytes"
