"""Our records do what those of the standard library do: the same classes are made with both, and compared."""

from __future__ import annotations

import copy
import dataclasses
import pickle
import typing
from collections.abc import Mapping
from dataclasses import FrozenInstanceError

import pytest

from neutral_gate.model import records


class Both:
    """Holds classes made the same way by us and by the standard library."""

    @staticmethod
    def frozen(make, field):
        @make(frozen=True, slots=True, order=True)
        class Place:
            """A place."""

            line: int
            name: str = "here"
            more: Mapping[str, int] = field(default_factory=dict, compare=False, repr=False)

            @property
            def twice(self) -> int:
                return 2 * self.line

        return Place

    @staticmethod
    def open(make, field):
        @make(slots=True)
        class Place:
            line: int
            names: list[str] = field(default_factory=list)

            def __post_init__(self) -> None:
                self.names.append("first")

        return Place

    @staticmethod
    def wide(make, field):
        @make(frozen=True)
        class Place:
            line: int
            name: str = "here"

        return Place


OURS = (records.dataclass, records.field)
THEIRS = (dataclasses.dataclass, dataclasses.field)
KINDS = [Both.frozen, Both.open, Both.wide]


@records.dataclass(frozen=True, slots=True)
class Kept:
    """At the top of a module, so that it can be pickled."""

    line: int
    names: tuple[str, ...] = ()


class Pair(records.NamedTuple):
    """A pair."""

    line: int
    name: str = "here"

    @property
    def both(self) -> str:
        return f"{self.line}{self.name}"


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("made", [1, 30])
def test_records_are_made_compared_and_shown_as_the_standard_library_does(kind, made: int) -> None:
    ours, theirs = kind(*OURS), kind(*THEIRS)
    for number in range(made):  # the first few are made in another way than those after them
        one, other = ours(number), theirs(number)
        assert repr(one) == repr(other)
        assert dataclasses.asdict(one) == dataclasses.asdict(other)
        assert one == ours(line=number)
        assert one != ours(number + 1)
        assert one != other
        assert (ours.__hash__ is None) == (theirs.__hash__ is None)
        assert hasattr(one, "__dict__") == hasattr(other, "__dict__")
    assert [each.name for each in dataclasses.fields(ours)] == [each.name for each in dataclasses.fields(theirs)]
    assert ours.__match_args__ == theirs.__match_args__ == records.names_of(ours)
    assert ours.__doc__ == theirs.__doc__ or kind is not Both.frozen


@pytest.mark.parametrize("made", [1, 30])
@pytest.mark.parametrize(("given", "named"), [((), {}), ((1, "a", {}, 2), {}), ((1,), {"line": 2}), ((1,), {"x": 2})])
def test_wrong_arguments_are_refused(made: int, given, named) -> None:
    ours = Both.frozen(*OURS)
    for number in range(made):
        ours(number)
    with pytest.raises(TypeError):
        ours(*given, **named)


def test_what_is_frozen_has_a_hash_and_an_order_and_cannot_be_changed() -> None:
    ours = Both.frozen(*OURS)
    one = ours(1, more={"a": 1})
    assert {one: 1}[ours(1)] == 1
    assert sorted([ours(2), ours(1, "z"), ours(1)]) == [ours(1), ours(1, "z"), ours(2)]
    assert ours(1) <= ours(1) < ours(2)
    assert ours(2) >= ours(2) > ours(1)
    with pytest.raises(TypeError):
        _ = ours(1) < 2
    for change in (lambda: setattr(one, "line", 2), lambda: delattr(one, "line"), lambda: setattr(one, "other", 2)):
        with pytest.raises(FrozenInstanceError):
            change()
    assert one.twice == 2


def test_each_record_has_a_list_of_its_own() -> None:
    ours = Both.open(*OURS)
    one, other = ours(1), ours(1, [])
    assert one.names is not other.names
    assert one.names == other.names == ["first"]
    one.line = 3
    assert one != other


def test_a_record_with_changes() -> None:
    ours = Both.frozen(*OURS)
    one = ours(1, "there", {"a": 1})
    for replace in (records.replace, dataclasses.replace):
        changed = replace(one, line=5)
        assert (changed.line, changed.name, changed.more) == (5, "there", {"a": 1})
        with pytest.raises(TypeError):
            replace(one, lines=5)


def test_records_are_copied_and_pickled() -> None:
    one = Kept(1, ("a",))
    for other in (copy.copy(one), copy.deepcopy(one), *(pickle.loads(pickle.dumps(one, each)) for each in range(2, 6))):
        assert other == one
        assert type(other) is Kept


def test_a_class_takes_the_fields_of_the_one_above() -> None:
    @records.dataclass(frozen=True, slots=True)
    class More(Kept):
        last: int = 0

    assert More(1, (), 2).last == 2
    assert records.names_of(More) == ("line", "names", "last")
    assert More(1) == More(1, (), 0) != Kept(1)


def test_named_tuples_are_those_of_the_standard_library() -> None:
    class Theirs(typing.NamedTuple):
        line: int
        name: str = "here"

    one = Pair(1)
    assert one == Theirs(1) == (1, "here")
    assert one.both == "1here"
    assert one._replace(line=2) == Pair(2, "here")
    assert repr(one) == "Pair(line=1, name='here')"
    assert Pair.__doc__ == "A pair."
    assert Pair._field_defaults == Theirs._field_defaults
    assert type(pickle.loads(pickle.dumps(one))) is Pair
    with pytest.raises(TypeError):
        Pair()
