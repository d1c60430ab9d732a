import gc

import pytest

from neutral_gate.model.collector import LARGE, without_collection


def test_the_search_waits_for_a_large_page_and_goes_on_afterwards():
    assert gc.isenabled()
    with without_collection(LARGE, tidy=True):
        assert not gc.isenabled()
    assert gc.isenabled()


def test_it_goes_on_after_a_fault():
    with pytest.raises(ValueError, match="broken"), without_collection(LARGE):
        raise ValueError("broken")
    assert gc.isenabled()


def test_a_small_page_changes_nothing():
    with without_collection(LARGE - 1):
        assert gc.isenabled()


def test_where_it_was_off_it_stays_off():
    gc.disable()
    try:
        with without_collection(LARGE):
            assert not gc.isenabled()
        assert not gc.isenabled()
    finally:
        gc.enable()
