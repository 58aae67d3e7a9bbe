"""What could not be answered is dealt with, and questions are refused for good."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from knowledge import FactId, Language
from tests.bot.cogs.desk.moderating import facts, fields_of, publish, submit
from tests.bot.reading import custom_id_of, options_of, response_of, text_of

if TYPE_CHECKING:
    from simcord import MemberActor

    from tests.bot.conftest import Town


async def test_a_gap_is_added_to_a_fact(town: Town, mia: MemberActor) -> None:
    town.library.feedback.lament("which hue has the chamber for readers", Language("en"))
    listed = await facts(town, mia, "gaps")
    assert "1 × which hue has the chamber for readers (not helpful)" in text_of(listed.response)
    card = response_of(listed)

    chosen = response_of(await mia.select(card, ["0"], custom_id=custom_id_of(card, "gap:")))
    fact = next(iter(options_of(chosen)))
    shown = await mia.select(chosen, [fact], custom_id=custom_id_of(chosen, "gap-add:"))
    await publish(mia, shown)

    questions = town.library.snapshot.base.fact_by_id[FactId(fact)].wordings[Language("en")].questions
    assert questions[-1] == "which hue has the chamber for readers"


@pytest.mark.parametrize(("label", "refused"), [("Dismiss", []), ("Out of scope", ["Who won the cup in Brazil?"])])
async def test_a_gap_is_dismissed_or_refused_for_good(
    town: Town, mia: MemberActor, label: str, refused: list[str]
) -> None:
    town.library.feedback.lament("Who won the cup in Brazil?", Language("en"))
    card = response_of(await facts(town, mia, "gaps"))
    chosen = response_of(await mia.select(card, ["0"], custom_id=custom_id_of(card, "gap:")))

    done = await mia.click(chosen, label=label)
    if refused:
        await publish(mia, done)

    assert text_of((await facts(town, mia, "gaps")).response).startswith("Every question found an answer")
    assert [refusal.text for refusal in town.library.snapshot.base.refusals] == refused


async def test_a_fact_is_written_for_a_gap(town: Town, mia: MemberActor) -> None:
    town.library.feedback.lament("Who is the mayor?", Language("en"))
    card = response_of(await facts(town, mia, "gaps"))
    chosen = response_of(await mia.select(card, ["0"], custom_id=custom_id_of(card, "gap:")))

    form = await mia.select(chosen, ["rooms"], custom_id=custom_id_of(chosen, "gap-write:"))

    assert fields_of(form)[2]["value"] == "Who is the mayor?"


async def test_a_question_is_refused_listed_and_allowed_again(town: Town, mia: MemberActor) -> None:
    none = await facts(town, mia, "refuse")
    refused = await facts(town, mia, "refuse", text="Who won?")
    will_refuse = text_of(refused.response)
    await publish(mia, refused)
    listed = await facts(town, mia, "refuse", text="<@1>")
    allowed = await facts(town, mia, "refuse", text="Who won?")
    will_allow = text_of(allowed.response)
    await publish(mia, allowed)

    assert text_of(none.response) == "No question has to be refused yet."
    assert "**Must be refused**\n- Who won?" in will_refuse
    assert text_of(listed.response) == "Who won?"
    assert "**May be answered again**\n- Who won?" in will_allow
    assert town.library.snapshot.base.refusals == ()


@pytest.mark.parametrize("way", ["gap-add:", "gap-write:", "Out of scope"])
async def test_a_question_that_was_seen_to_leaves_the_list(town: Town, mia: MemberActor, way: str) -> None:
    town.library.feedback.lament("Who is the mayor of Hilltown?", Language("en"))
    card = response_of(await facts(town, mia, "gaps"))
    chosen = response_of(await mia.select(card, ["0"], custom_id=custom_id_of(card, "gap:")))
    if way == "Out of scope":
        done = await mia.click(chosen, label=way)
    elif way == "gap-add:":
        done = await mia.select(chosen, [next(iter(options_of(chosen)))], custom_id=custom_id_of(chosen, way))
    else:
        form = await mia.select(chosen, ["rooms"], custom_id=custom_id_of(chosen, way))
        done = await submit(mia, form, "The mayor is Ada Finch.", "Mayor Ada Finch said.")
    assert await town.library.feedback.gaps()

    await publish(mia, done)

    assert town.library.snapshot.revision == 2
    assert not await town.library.feedback.gaps()
