"""Remembering what a method gave, without keeping its owner from being let go."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, ParamSpec, TypeVar, cast
from weakref import WeakMethod

if TYPE_CHECKING:
    from collections.abc import Callable

Given = ParamSpec("Given")
Got = TypeVar("Got")


def remembering(method: Callable[Given, Got], most: int) -> Callable[Given, Got]:
    """Give a method of an object that holds what this gives: it remembers what the method gave lately.

    With the method itself, it would hold the object that holds it, and such a circle stays until Python looks for
    garbage: tens of megabytes of a base that was replaced, let go at a stretch while everybody waits.
    """
    held = WeakMethod(method)

    def ask(*given: Given.args, **named: Given.kwargs) -> Got:
        alive = held()
        assert alive is not None, "only the owner asks"  # noqa: S101
        return alive(*given, **named)

    return cast("Callable[Given, Got]", lru_cache(most)(ask))
