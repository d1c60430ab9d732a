"""The words of a draft as a report shows them, and where in them a place of its source stands."""

from __future__ import annotations

from collections.abc import Iterator

from neutral_gate.model import Block, Draft, Finding, Role

LONGEST = 20_000
"""Letters that are kept of one item: a report shows a post whole, and of a long page its beginning."""


class Shown:
    """A draft's words, a line for each block, those of other posts behind its own.

    Args:
        draft: The draft.

    Attributes:
        text: The words.
    """

    def __init__(self, draft: Draft) -> None:
        self._paged = draft.settings.get("document_format", ("",))[0] == "pdf"
        # The title among the properties of a document stands before its first page.
        self._before = len(draft.title) if draft.blocks and draft.blocks[0].role is Role.TITLE else 0
        self._blocks: list[tuple[int, Block]] = []
        lines: list[str] = []
        length = 0
        for line, block in _lines(draft):
            if length > LONGEST:
                break
            if block is not None:
                self._blocks.append((length + len(line) - len(block.text), block))
            lines.append(line)
            length += len(line) + 1
        self.text = "\n".join(lines)[:LONGEST]

    def page(self, finding: Finding) -> int | None:
        """The page that a finding stands on; None where it is about the whole, and where there are no pages."""
        if not self._paged or finding.end.offset <= max(finding.start.offset, self._before):
            return None
        return finding.start.line  # a page is a line of the source

    def place(self, start: int, end: int, words: str) -> tuple[int, int]:
        """Where words that stand at `start` to `end` of the source stand here; -1 and -1 where they do not."""
        for here, block in self._blocks:
            first = _offset(block, start)
            if first is None:
                continue
            last = _offset(block, max(end - 1, start))
            stop = here + (last + 1 if last is not None and last >= first else len(block.text))
            first += here
            if first < len(self.text):
                return first, max(min(stop, len(self.text)), first + 1)
        first = self.text.find(words) if words else -1  # such as the account of a reposted post
        return (first, first + len(words)) if first >= 0 else (-1, -1)


def _lines(draft: Draft) -> Iterator[tuple[str, Block | None]]:
    """Each line, and the block whose text stands at its end."""
    page = ""
    for block in draft.blocks:
        here = next((each for each in block.path if each.startswith("page-")), page) if block.path else page
        if here != page:
            page = here
            yield f"[{page.replace('-', ' ')}]", None
        sign = "#" if block.role is Role.HASHTAG and not block.text.startswith("#") else ""
        lead = "Picture: " if block.role is Role.ALT else sign
        yield lead + block.text, block
    for relation, post in draft.related.items():
        who = " ".join(each for each in (post.name, post.account) if each) or "another account"
        yield f"{_RELATION[relation]} {who}:", None
        for block in post.blocks:
            yield block.text, block


_RELATION = {"repost_of": "Repost of", "quote_of": "Quote of", "reply_to": "Answer to"}


def _offset(block: Block, place: int) -> int | None:
    """Where a place of the source stands in a block's text, or None where it does not."""
    where = block.where
    for number, (text, start, end) in enumerate(zip(where.text, where.source, where.source_end, strict=True)):
        if start <= place < end:
            after = where.text[number + 1] if number + 1 < len(where.text) else where.length
            return text + (place - start if after - text == end - start else 0)
    return None
