from __future__ import annotations

import gc
import weakref
from collections.abc import Iterator
from contextlib import closing

import pytest

from neutral_gate.audit.garbage import swept_between


class Ring:
    """Something that holds itself, so that only the collector can free it."""

    def __init__(self) -> None:
        self.me = self


@pytest.fixture(autouse=True)
def collector() -> Iterator[None]:
    gc.enable()
    yield
    gc.unfreeze()
    gc.enable()


def test_the_collector_rests_during_a_batch_and_frees_between_them() -> None:
    left: list[weakref.ref[Ring]] = []
    for _ in swept_between(range(3)):
        assert not gc.isenabled()
        assert all(each() is None for each in left)
        left.append(weakref.ref(Ring()))
        assert left[-1]() is not None

    assert gc.isenabled()
    assert gc.get_freeze_count() == 0


def test_it_is_on_again_after_an_error() -> None:
    def fail(number: int) -> None:
        raise ValueError(number)

    with pytest.raises(ValueError, match="0"), closing(swept_between(range(3))) as batches:
        list(map(fail, batches))

    assert gc.isenabled()
    assert gc.get_freeze_count() == 0


def test_it_stays_off_where_it_was_off() -> None:
    gc.disable()

    assert list(swept_between("ab")) == ["a", "b"]
    assert not gc.isenabled()


def test_where_it_is_off_what_was_looked_at_once_is_not_looked_at_again() -> None:
    gc.disable()
    ring = weakref.ref(Ring())
    assert ring() is not None

    for _ in swept_between("a"):
        assert ring() is None

    assert gc.get_freeze_count() > 0
