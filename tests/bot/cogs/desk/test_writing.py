"""Facts are written, changed and put back into force in forms."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from knowledge import FactId, Language, Status, Wording, with_fact, with_status
from tests.bot.cogs.desk.moderating import FORM, ROOM, facts, fields_of, publish, submit, upload
from tests.bot.payloads import change_interactions
from tests.bot.reading import response_of, text_of

if TYPE_CHECKING:
    from simcord import MemberActor

    from tests.bot.conftest import Town


async def test_a_form_opens_with_the_fact_as_it_stands(town: Town, mia: MemberActor) -> None:
    shown = await facts(town, mia, "edit", which=ROOM)

    assert [field.get("value") for field in fields_of(shown)][:3] == list(FORM.values())


@pytest.mark.parametrize(
    ("picked", "statement"),
    [
        ({}, "The reading room is blue."),  # it is not worded in Japanese: the form opens with what there is
        ({"language": "ja"}, None),
        ({"language": "fr"}, "The reading room is blue."),
    ],
)
async def test_a_form_opens_in_the_language_that_is_picked(
    town: Town, mia: MemberActor, monkeypatch: pytest.MonkeyPatch, picked: dict[str, str], statement: str | None
) -> None:
    change_interactions(monkeypatch, {"locale": "ja"})

    shown = await facts(town, mia, "edit", which=ROOM, **picked)

    assert fields_of(shown)[0].get("value") == statement


async def test_a_wording_in_another_language_is_shown_as_its_readers_will_see_it(town: Town, mia: MemberActor) -> None:
    offered = await mia.autocomplete(town.channel, "facts edit", "language", "jap")
    form = await facts(town, mia, "edit", which=ROOM, language=offered[0]["value"])

    shown = await submit(mia, form, "読書室は青い。", None, "読書室は何色？")

    assert "**As members will see it:**\n読書室は青い。" in text_of(shown.response)


async def test_a_changed_fact_is_previewed_as_members_will_see_it_and_published(town: Town, mia: MemberActor) -> None:
    form = await facts(town, mia, "edit", which=ROOM)

    shown = await submit(mia, form, "The room is blue.")

    text = text_of(shown.response)
    assert shown.ephemeral
    assert "- reading-room, en.statement: “The reading room is blue.” → “The room is blue.”" in text
    assert "**As members will see it:**\nThe room is blue.\n> The reading room is painted **blue**" in text
    await publish(mia, shown)
    assert "The room is blue." in text_of(
        (await town.ann.slash(town.channel, "ask", question="What colour is the reading room?")).response
    )
    newest = (await town.library.history())[0]
    assert (newest.who, newest.why) == (f"discord: mia ({mia.id})", "/facts edit reading-room")


async def test_a_fact_under_review_is_answered_from_again_with_another_quote(town: Town, mia: MemberActor) -> None:
    review = await town.library.draft(lambda base: with_status(base, ROOM, Status.REVIEW))
    await town.library.apply(review, who="test", why="the source changed", override=True)
    form = await facts(town, mia, "edit", which=ROOM)

    await publish(mia, await submit(mia, form, "The room is blue.", "The reading room is painted blue, and the garden"))

    assert town.library.snapshot.base.fact_by_id[ROOM].status is Status.ACTIVE


async def test_a_new_fact_is_written_and_answered_from(town: Town, mia: MemberActor) -> None:
    form = await facts(town, mia, "add", topic="opening")

    shown = await submit(
        mia,
        form,
        "The mayor is Ada Finch.",
        "Mayor Ada Finch said.",
        "Who is the mayor of Hilltown?\nname of the mayor",
    )
    await publish(mia, shown)

    fact = town.library.snapshot.base.fact_by_id[FactId("the-mayor-is-ada-finch")]
    assert (fact.topic, fact.source) == ("opening", "valley-news")
    assert fact.wordings[Language("en")].questions == ("Who is the mayor of Hilltown?", "name of the mayor")


async def test_a_quote_that_is_not_in_the_source_is_told_with_the_closest_passage_and_nothing_is_lost(
    town: Town, mia: MemberActor
) -> None:
    form = await facts(town, mia, "edit", which=ROOM)

    shown = await submit(mia, form, "The room is blue.", "The reading room is painted green")

    text = text_of(shown.response)
    assert text.startswith("This cannot be published yet:\n- ")
    assert "closest passage" in text
    again = await mia.click(response_of(shown), label="Write on")
    assert [field.get("value") for field in fields_of(again)][:2] == [
        "The room is blue.",
        "The reading room is painted green",
    ]
    assert town.library.snapshot.revision == 1


@pytest.mark.parametrize("command", ["edit", "retire", "add"])
async def test_a_fact_or_topic_that_there_is_not_gets_a_clear_sentence(
    town: Town, mia: MemberActor, command: str
) -> None:
    option = "topic" if command == "add" else "which"

    result = await facts(town, mia, command, **{option: "no*such"})

    assert text_of(result.response) == "There is no fact no such. Pick one from the list that opens while you type."


async def test_facts_and_topics_are_offered_while_one_types(town: Town, mia: MemberActor) -> None:
    offered = await mia.autocomplete(town.channel, "facts edit", "which", "blue")
    asked = await mia.autocomplete(town.channel, "facts edit", "which", "when did the")
    topics = await mia.autocomplete(town.channel, "facts add", "topic", "room")

    assert [choice["value"] for choice in offered] == [ROOM]
    assert asked[0]["value"] == "opening-day"
    assert [choice["value"] for choice in topics] == ["rooms"]


async def test_a_near_miss_is_shown_from_the_source_that_comes_closest(town: Town, mia: MemberActor) -> None:
    about = {"publisher": "Oakham Herald", "place": "Oakham", "date": "2026-03-09", "language": "en"}
    await publish(mia, await upload(town, mia, "herald.txt", b"Oakham envies the people of Hilltown.\n", **about))
    form = await facts(town, mia, "add", topic="opening")

    shown = await submit(mia, form, "Oakham envies.", "Oakham envies the folk of Hilltown.", "Who envies?")

    text = text_of(shown.response)
    assert 'the closest passage there is "Oakham envies the people of Hilltown."' in text
    assert 'first differs at character 19: "people" there, "folk" here' in text


async def test_a_fact_that_no_form_can_hold_is_not_cut_but_left_to_a_file(town: Town, mia: MemberActor) -> None:
    questions = tuple(f"What colour is the reading room number {number}?" for number in range(120))
    fact = town.library.snapshot.base.fact_by_id[ROOM]
    many = replace(fact, wordings={Language("en"): Wording("The room is blue.", questions)})
    await town.library.apply(
        await town.library.draft(lambda base: with_fact(base, many)), who="test", why="", override=True
    )

    result = await facts(town, mia, "edit", which=ROOM)

    assert text_of(result.response).startswith("reading-room is longer than a form can hold.")


async def test_two_new_facts_with_one_beginning_are_both_kept(town: Town, mia: MemberActor) -> None:
    ben = town.newcomer("ben", manage_guild=True)
    fields = ("The mayor is Ada Finch.", "Mayor Ada Finch said.")
    first = await submit(mia, await facts(town, mia, "add", topic="opening"), *fields, "Who is the mayor?")
    second = await submit(ben, await facts(town, ben, "add", topic="rooms"), *fields, "Name the mayor of the village")
    await publish(ben, second)

    await publish(mia, first)
    await publish(mia, first)

    ids = {fact.id for fact in town.library.snapshot.base.facts}
    assert {"the-mayor-is-ada-finch", "the-mayor-is-ada-finch-2"} <= ids
