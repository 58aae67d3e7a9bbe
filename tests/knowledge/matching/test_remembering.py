"""What is remembered is asked once, and keeps nobody alive."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING
from weakref import ref

import pytest

from knowledge import Answerer
from knowledge.matching.remembering import remembering

if TYPE_CHECKING:
    from collections.abc import Iterator

    from knowledge.model import FactBase


class Doubler:
    """Counts how often it is really asked."""

    def __init__(self) -> None:
        self.times = 0
        self.double = remembering(self._double, 10)

    def _double(self, number: int) -> int:
        self.times += 1
        return 2 * number


@pytest.fixture
def without_search_for_garbage() -> Iterator[None]:
    gc.disable()
    yield
    gc.enable()


def test_the_same_is_asked_once() -> None:
    doubler = Doubler()

    assert (doubler.double(2), doubler.double(2), doubler.double(3)) == (4, 4, 6)
    assert doubler.times == 2


@pytest.mark.usefixtures("without_search_for_garbage")
def test_an_owner_is_let_go_at_once() -> None:
    doubler = Doubler()
    doubler.double(2)
    left = ref(doubler)
    del doubler

    assert left() is None


@pytest.mark.usefixtures("without_search_for_garbage")
def test_all_that_an_answerer_learned_is_let_go_with_it(library_base: FactBase) -> None:
    answerer = Answerer(library_base)
    answerer.answer("Who cut the riboon?")
    answerer.suggest("who")
    parts, deciding = vars(answerer), vars(vars(answerer)["_decider"])
    left = [
        ref(part) for part in (parts["_reader"], deciding["_index"].view, deciding["_witness"], parts["_suggester"])
    ]
    del answerer, parts, deciding

    assert [part() for part in left] == [None] * len(left)
