"""`dataclass`, `field`, `replace` and `NamedTuple` as in the standard library, made in a tenth of the time.

A run of the command makes some fifty such classes before it reads its first word. The standard library writes and
compiles six functions for each, and loads `inspect` for it. Here all but `__init__` are shared, and `__init__` is
compiled when a class turns out to have many objects. `dataclasses.fields`, `asdict` and `replace` work on such classes
too. What is seldom used is not there: fields for keywords alone, fields without a place in `__init__`, class variables.
"""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING


def names_of(cls: type) -> tuple[str, ...]:
    """The names of a record's fields, in order."""
    found: tuple[str, ...] = cls.__match_args__  # type: ignore[attr-defined]
    return found


if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass
    from dataclasses import field as field
    from dataclasses import replace as replace
    from typing import NamedTuple as NamedTuple

else:
    from collections import namedtuple

    _MISSING = object()
    _put = object.__setattr__
    _BY_HAND = 12

    class field:  # noqa: N801 - a function in the standard library
        """What is special about a field."""

        __slots__ = ("compare", "default", "default_factory", "repr")

        def __init__(self, *, default=_MISSING, default_factory=_MISSING, compare=True, repr=True):  # noqa: A002
            self.default, self.default_factory, self.compare, self.repr = default, default_factory, compare, repr

    def dataclass(*, frozen=False, slots=False, order=False, eq=True):
        """A decorator that makes a record of a class with annotations.

        Args:
            frozen: Whether nothing can be changed; such records have a hash.
            slots: Whether records have their fields and nothing else.
            order: Whether records can be sorted by their fields, in order.
            eq: Whether records with the same fields are equal.
        """

        def make(cls):
            fields = {}
            for base in reversed(cls.__mro__[1:]):
                fields.update(base.__dict__.get("_fields_of_record", {}))
            own = cls.__annotations__
            for name in own:
                given = cls.__dict__.get(name, _MISSING)
                fields[name] = given if isinstance(given, field) else field(default=given)
            space = {"__match_args__": tuple(fields), "_fields_of_record": fields, "__replace__": replace}
            space["__dataclass_fields__"] = _StandardFields()
            space["_key_of_record"] = _key([name for name, each in fields.items() if each.compare])
            if "__repr__" not in cls.__dict__:
                space["__repr__"] = _repr
            if eq:
                space.setdefault("__eq__", cls.__dict__.get("__eq__", _eq))
                if "__hash__" not in cls.__dict__ or cls.__dict__["__hash__"] is None:
                    space["__hash__"] = _hash if frozen else None
            if order:
                space.update(__lt__=_lt, __le__=_le, __gt__=_gt, __ge__=_ge)
            if frozen:
                space.update(__setattr__=_frozen, __delattr__=_frozen)
                if slots:
                    space.update(__getstate__=_state, __setstate__=_set_state)
            made = _with_slots(cls, own, space) if slots else _without_slots(cls, own, space)
            made.__init__ = _first_init(made, fields, frozen)
            return made

        return make

    def _with_slots(cls, own, space):
        """A class anew, because slots cannot be added to one that is there."""
        kept = {name: value for name, value in cls.__dict__.items() if name not in own}
        kept.pop("__dict__", None)
        kept.pop("__weakref__", None)
        made = type(cls)(cls.__name__, cls.__bases__, {**kept, **space, "__slots__": tuple(own)})
        made.__qualname__ = cls.__qualname__
        return made

    def _without_slots(cls, own, space):
        for name in own:
            if isinstance(cls.__dict__.get(name), field):
                delattr(cls, name)
        for name, value in space.items():
            setattr(cls, name, value)
        return cls

    def replace(record, /, **changes):
        """The same record with some fields changed."""
        for name in record.__match_args__:
            if name not in changes:
                changes[name] = getattr(record, name)
        return record.__class__(**changes)

    def _first_init(cls, fields, frozen):
        """An `__init__` for the first few records, after which one is compiled: most classes have no more of them."""
        names = tuple(fields)
        left = _BY_HAND

        def __init__(self, *args, **kwargs):  # noqa: N807
            nonlocal left
            left -= 1
            if left < 0 or len(args) > len(names):
                if cls.__init__ is __init__:
                    cls.__init__ = _init(cls, fields, frozen)
                cls.__init__(self, *args, **kwargs)
                return
            for name, value in zip(names, args, strict=False):
                _put(self, name, value)
            for name in names[len(args) :]:
                if name in kwargs:
                    value = kwargs.pop(name)
                else:
                    about = fields[name]
                    value = about.default if about.default_factory is _MISSING else about.default_factory()
                    if value is _MISSING:
                        raise TypeError(f"{cls.__name__}.__init__() is missing the argument {name!r}")
                _put(self, name, value)
            if kwargs:
                raise TypeError(f"{cls.__name__}.__init__() has no place for the argument {next(iter(kwargs))!r}")
            if hasattr(self, "__post_init__"):
                self.__post_init__()

        return __init__

    def _init(cls, fields, frozen):
        """Writes the `__init__` of a class: the one function for which each class needs its own."""
        space = {"_put": _put, "_MISSING": _MISSING}
        head, lines = [], []
        for name, each in fields.items():
            value = name
            if each.default_factory is not _MISSING:
                space[f"_new_{name}"] = each.default_factory
                head.append(f"{name}=_MISSING")
                value = f"_new_{name}() if {name} is _MISSING else {name}"
            elif each.default is not _MISSING:
                space[f"_default_{name}"] = each.default
                head.append(f"{name}=_default_{name}")
            else:
                head.append(name)
            lines.append(f" _put(self,{name!r},{value})" if frozen else f" self.{name}={value}")
        if hasattr(cls, "__post_init__"):
            lines.append(" self.__post_init__()")
        source = f"def __init__(self,{','.join(head)}):\n" + ("\n".join(lines) or " pass")
        exec(source, space)  # noqa: S102 - the names are those of the class
        made = space["__init__"]
        made.__qualname__ = f"{cls.__qualname__}.__init__"
        made.__module__ = cls.__module__
        return made

    def _key(names):
        """A function that gives the values of fields as a tuple."""
        if len(names) > 1:
            return staticmethod(attrgetter(*names))
        if names:
            one = attrgetter(*names)
            return staticmethod(lambda record: (one(record),))
        return staticmethod(lambda record: ())

    def _eq(self, other):
        if other.__class__ is not self.__class__:
            return NotImplemented
        key = self._key_of_record
        return key(self) == key(other)

    def _hash(self):
        return hash(self._key_of_record(self))

    def _lt(self, other):
        return self._key_of_record(self) < other._key_of_record(other) if _same(self, other) else NotImplemented

    def _le(self, other):
        return self._key_of_record(self) <= other._key_of_record(other) if _same(self, other) else NotImplemented

    def _gt(self, other):
        return self._key_of_record(self) > other._key_of_record(other) if _same(self, other) else NotImplemented

    def _ge(self, other):
        return self._key_of_record(self) >= other._key_of_record(other) if _same(self, other) else NotImplemented

    def _same(one, other):
        return one.__class__ is other.__class__

    def _repr(self):
        shown = (name for name, each in self._fields_of_record.items() if each.repr)
        return f"{self.__class__.__qualname__}({', '.join(f'{name}={getattr(self, name)!r}' for name in shown)})"

    def _frozen(self, name, *value):
        from dataclasses import FrozenInstanceError

        raise FrozenInstanceError(f"cannot change field {name!r}")

    def _state(self):
        return [getattr(self, name) for name in self.__match_args__]

    def _set_state(self, state):
        for name, value in zip(self.__match_args__, state, strict=True):
            _put(self, name, value)

    class _StandardFields:
        """Gives the standard library its own idea of the fields, once it asks for them."""

        def __get__(self, record, cls):
            import dataclasses

            rows = []
            types = {}
            for base in reversed(cls.__mro__[:-1]):
                types.update(base.__annotations__)
            for name, each in cls._fields_of_record.items():
                more = {}
                if each.default is not _MISSING:
                    more["default"] = each.default
                if each.default_factory is not _MISSING:
                    more["default_factory"] = each.default_factory
                kept = dataclasses.field(compare=each.compare, repr=each.repr, **more)
                rows.append((name, types[name], kept))
            made = dataclasses.make_dataclass(cls.__name__, rows).__dataclass_fields__
            cls.__dataclass_fields__ = made
            return made

    class _OfNames(type):
        """Makes a named tuple of a class; the standard library compiles each of its annotations besides."""

        def __new__(cls, name, bases, space):
            if not bases:
                return super().__new__(cls, name, bases, space)
            types = space.get("__annotations__", {})
            defaults = [space[each] for each in types if each in space]
            made = namedtuple(name, types, defaults=defaults, module=space["__module__"])
            for key, value in space.items():
                if key not in types and key not in ("__module__", "__classcell__"):
                    setattr(made, key, value)
            return made

    class NamedTuple(metaclass=_OfNames):
        """See `typing.NamedTuple`."""
