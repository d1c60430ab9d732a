"""One written form that the recogniser looks for."""

from __future__ import annotations

from neutral_gate.model.records import dataclass


@dataclass(frozen=True, slots=True)
class Term:
    """One written form of a party, person, office, organisation or topic.

    Attributes:
        form: As it is normally written, such as "Liberal Democrats"; words are joined by one space.
        classes: What rule patterns may call it, such as `party`, `candidate` or `government`; the first is its own
            class, the later ones are wider.
        entity: Who or what it stands for: all forms of one party or person share it.
        weak: True for a form that is also a common word or name, such as "Labour": it counts in political company only.
        capital: True where it counts only with a capital letter where the form has one, or in all capitals.
        source: Where the form comes from: a file, a register or a list that the body gave.
    """

    form: str
    classes: tuple[str, ...]
    entity: str
    weak: bool = False
    capital: bool = True
    source: str = ""
