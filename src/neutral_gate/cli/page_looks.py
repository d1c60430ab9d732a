"""The looks of pages in a browser, for the verbs that are asked for them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from neutral_gate.model import Draft
from neutral_gate.model.browser_facts import MEMO

if TYPE_CHECKING:
    from neutral_gate.browser.looking import Looker

_UNSTYLED = "{path} was looked at in the browser without its style sheet {sheet}, so its looks were not checked. {mend}"
_MEND = "Put the file beside the page, or add its host to `image_hosts` in your settings and use --fetch-images."


class PageLooks:
    """Has pages looked at and lays down in each what was seen; loads nothing before the first page.

    Args:
        folders: Folders that the files of pages may lie in, besides that of each page and that of its settings.
        fetch: True to fetch style sheets and pictures from hosts that are allowed.

    Attributes:
        said: Plain sentences about what could not be looked at.
    """

    def __init__(self, folders: Sequence[Path], fetch: bool) -> None:
        self._folders = tuple(folders)
        self._fetch = fetch
        self._lookers: dict[frozenset[str], Looker] = {}
        self.said: tuple[str, ...] = ()

    def look(self, draft: Draft, settings: Sequence[Path], hosts: Collection[str]) -> None:
        """Looks at a page; nothing happens to a draft that is none.

        Args:
            draft: The draft.
            settings: The settings files that hold for it.
            hosts: The hosts that style sheets and pictures may come from.
        """
        if draft.page is None or draft.format != "html":
            return
        from neutral_gate.browser.looking import MISSING, Looker

        allowed = frozenset(hosts) if self._fetch else frozenset()
        looker = self._lookers.get(allowed)
        if looker is None:
            for other in self._lookers.values():  # one browser at a time
                other.close()
            looker = self._lookers[allowed] = Looker(allowed)
        facts = looker.look(draft, (*self._folders, *(file.parent for file in settings)))
        if facts is None:
            self._say(MISSING)
            return
        if facts.problem:
            self._say(facts.problem)
        for sheet in facts.unstyled[:1]:
            self._say(_UNSTYLED.format(path=draft.path, sheet=sheet, mend=_MEND))
        draft.page.memo[MEMO] = facts

    def close(self) -> None:
        """Ends the browser."""
        for looker in self._lookers.values():
            looker.close()

    def _say(self, sentence: str) -> None:
        if sentence not in self.said:
            self.said = (*self.said, sentence)
