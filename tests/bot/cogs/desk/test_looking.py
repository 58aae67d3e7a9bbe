"""Moderators see why, how often, and what could be tidied up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.bot.cogs.desk.moderating import facts, publish
from tests.bot.reading import components_of, response_of, text_of

if TYPE_CHECKING:
    from simcord import MemberActor

    from tests.bot.conftest import Town


async def test_why_shows_what_each_check_saw(town: Town, mia: MemberActor) -> None:
    text = text_of((await facts(town, mia, "why", text="When did the library open?")).response)

    assert "- negation: passed (none)" in text
    assert "To change that: give opening-day other questions" in text


async def test_stats_are_a_picture_with_alt_text_and_the_same_as_text(town: Town, mia: MemberActor) -> None:
    await town.ann.slash(town.channel, "ask", question="What colour is the reading room?")
    await town.ann.slash(town.channel, "ask", question="Who won the cup in Brazil?")

    message = response_of(await facts(town, mia, "stats"))

    lines = text_of(message).splitlines()
    assert [lines[0], lines[1], lines[-1]] == ["answered: 1", "not covered: 1", "Asked for most: The rooms (1)"]
    assert lines[2].startswith("Week from ")
    assert lines[2].endswith(": answered 1, not covered 1")
    [item] = [item for part in components_of(message) for item in part.get("items", [])]
    assert item["description"].endswith("The most on one day: 2.")


async def test_before_anything_is_asked_there_are_no_stats(town: Town, mia: MemberActor) -> None:
    assert text_of((await facts(town, mia, "stats")).response) == "Nothing has been asked yet."


async def test_lint_tells_what_could_be_tidied_up(town: Town, mia: MemberActor) -> None:
    text = text_of((await facts(town, mia, "lint")).response)

    assert "Without questions in hi: " in text


async def test_why_tells_how_a_refusal_is_lifted(town: Town, mia: MemberActor) -> None:
    await publish(mia, await facts(town, mia, "refuse", text="Who won the cup in the hills?"))

    text = text_of((await facts(town, mia, "why", text="Who won the cup in the hills?")).response)

    assert "To change that: " in text
