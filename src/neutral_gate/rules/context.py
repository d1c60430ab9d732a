"""What holds for one draft on its day, apart from its words."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, datetime

from neutral_gate.lexicon.lexicon import Lexicon
from neutral_gate.model import ImageFacts, Post, Strictness
from neutral_gate.model.records import dataclass, field
from neutral_gate.rules.reading import Reading, read_blocks


@dataclass(frozen=True, slots=True)
class Context:
    """What a rule may know besides the draft.

    Attributes:
        lexicon: The compiled lexicon, the body's own names and people in it.
        kind: The kind that the draft is judged as.
        at: The moment that it is judged for.
        strictness: The strictest active window's, or None outside any window.
        body_type: The body's type, or None for a public body in general.
        levels: The body's own rule levels by rule id or family, for this situation.
        own_accounts: The body's own handles, folded, without "@".
        staff: Names of own staff, folded, that are never taken for a candidate's.
        advisory: True where only windows of neighbours are active, so that findings count one step less.
        levels_outside: The body's own rule levels outside any window, below which no advisory finding goes.
        contests: Names of all known candidates of each contest, as the people list has them.
        images: What is known about the files of the draft's images, by the address that the draft gives.
        polls: Polling days of the active windows.
    """

    lexicon: Lexicon
    kind: str
    at: datetime
    strictness: Strictness | None
    body_type: str | None = None
    levels: Mapping[str, str] = field(default_factory=dict)
    own_accounts: frozenset[str] = frozenset()
    staff: frozenset[str] = frozenset()
    advisory: bool = False
    levels_outside: Mapping[str, str] = field(default_factory=dict)
    contests: tuple[frozenset[str], ...] = ()
    images: Mapping[str, ImageFacts] = field(default_factory=dict)
    polls: tuple[date, ...] = ()
    _posts: dict[int, Reading] = field(default_factory=dict)

    def read(self, post: Post) -> Reading:
        """The words of a post that the draft reposts, quotes or answers; read once."""
        reading = self._posts.get(id(post))
        if reading is None:
            reading = self._posts[id(post)] = read_blocks(post.blocks, self.lexicon, post=True)
        return reading

    def others(self) -> Collection[Reading]:
        """The readings of posts that the draft reposts, quotes or answers, as far as they have been read."""
        return self._posts.values()

    @property
    def situation(self) -> str:
        """The key of a rule's severity table: a window's strictness, or "outside"."""
        return self.strictness or "outside"

    @property
    def social(self) -> bool:
        """True where the draft is a post on a social channel."""
        return self.kind in ("post", "repost", "reply", "quote")
