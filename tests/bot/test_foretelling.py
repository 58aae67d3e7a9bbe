from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING, cast

from bot.changes import beside, describe
from bot.foretelling import change_lines, conflict_lines
from bot.wording import sentences_in
from knowledge import Changes, Conflict
from tests.knowledge.store.bases import fact

if TYPE_CHECKING:
    from collections.abc import Iterable

    from knowledge import Preview

EN = sentences_in("en")
LONG = "It opened on a long day. " * 12


def conflicts(*pairs: Conflict) -> Preview:
    return cast("Preview", SimpleNamespace(conflicts=pairs))


def told(lines: Iterable[str]) -> str:
    return "\n".join(lines)


def test_a_fact_that_one_side_took_out_is_shown_by_a_dash() -> None:
    gone, new = fact(1, "It opened."), fact(2, "It closed.")

    lines = told(conflict_lines(conflicts(Conflict(gone.id, None, gone), Conflict(new.id, new, None)), EN))

    assert lines == f"{gone.id}: “It opened.” → –\n{new.id}: – → “It closed.”"


def test_in_full_nothing_of_a_value_is_cut() -> None:
    changes = Changes((), ((fact(1, "It opened."), fact(1, LONG)),), ())

    assert LONG.strip() in told(change_lines(changes, EN))
    assert LONG.strip() not in told(describe(changes, EN)[0].lines)


def test_what_differs_beside_the_facts_is_named_and_cut_where_that_is_asked_for() -> None:
    changes = Changes((), (), (), sources=("ani-1", "ani-2"), base=True)

    assert beside(changes, EN) == "Beside the facts, these differ: base.toml, sources (ani-1, ani-2)."
    assert beside(changes, EN, 12) == "Beside the facts, these differ: base.toml,…."
