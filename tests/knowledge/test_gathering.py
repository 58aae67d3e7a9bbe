from __future__ import annotations

import datetime as dt

from knowledge.gathering import GapGroup, gather
from knowledge.model import Language, Refusal
from knowledge.store import Cause, Gap

EN = Language("en")
TODAY = dt.date(2026, 3, 7)


def gap(text: str, times: int, cause: Cause = Cause.NOT_COVERED) -> Gap:
    return Gap(text, cause, EN, times, TODAY)


def test_alike_questions_stand_together_under_the_most_asked() -> None:
    gaps = [gap("Who paid for the library?", 3), gap("When does it close?", 2), gap("who paid for library", 2)]

    assert gather(gaps) == (
        GapGroup(("Who paid for the library?", "who paid for library"), EN, frozenset({Cause.NOT_COVERED}), 5),
        GapGroup(("When does it close?",), EN, frozenset({Cause.NOT_COVERED}), 2),
    )


def test_one_question_with_two_causes_is_one() -> None:
    [group] = gather([gap("Who?", 1), gap("Who?", 4, Cause.UNSURE)])

    assert group.texts == ("Who?",)
    assert group.causes == {Cause.NOT_COVERED, Cause.UNSURE}
    assert group.times == 5


def test_what_is_refused_on_purpose_is_no_gap() -> None:
    gaps = [gap("Who paid for the library?", 3), gap("When does it close?", 2)]

    assert [group.texts for group in gather(gaps, [Refusal("who paid for the library", EN)])] == [
        ("When does it close?",)
    ]


def test_without_gaps_there_are_no_groups() -> None:
    assert gather([]) == ()
