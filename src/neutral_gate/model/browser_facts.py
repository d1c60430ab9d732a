"""What a browser has seen on a page, as plain data: the rules judge it and open no page."""

from __future__ import annotations

from collections.abc import Mapping

from neutral_gate.model.records import dataclass, field

MEMO = "browser"
"""Key of `Page.memo` under which a face lays down what a browser has seen."""


@dataclass(frozen=True, slots=True)
class Seen:
    """One thing that is wrong on a page as a browser shows it.

    Attributes:
        rule: Id of our rule without its family.
        start: Where the start tag of the element stands in the source, or of the nearest element around it that does;
            -1 where there is none.
        made: True for an element that a script has made, so that it does not stand in the source.
        words: Its words, or its start tag where it has none.
        evidence: The figures that it rests on.
    """

    rule: str
    start: int
    made: bool = False
    words: str = ""
    evidence: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class BrowserFacts:
    """What a browser has seen on a page.

    Attributes:
        seen: What is wrong, in the order of the checks.
        cleared: Elements, by the place of their start tag, that a check found well: by our rule's id without family.
        unstyled: Addresses of style sheets that were not loaded, so that nothing is known about looks.
        problem: Why the page could not be looked at, in plain sentences, or "".
    """

    seen: tuple[Seen, ...] = ()
    cleared: Mapping[str, frozenset[int]] = field(default_factory=dict)
    unstyled: tuple[str, ...] = ()
    problem: str = ""

    @classmethod
    def of(cls, values: Mapping[str, str], source: str) -> BrowserFacts:
        """The facts as an example in a rule file gives them: a rule by the first letters of the element at fault."""
        return cls(tuple(Seen(rule, source.find(letters)) for letters, rule in values.items()))
