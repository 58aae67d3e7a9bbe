"""What is published is rehearsed, told, kept in history, and marked where it was answered with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.config import ModerationSettings
from knowledge import Rehearsal, Status
from knowledge.rehearsing import Lost
from tests.bot.cogs.desk.moderating import ROOM, facts, publish, submit
from tests.bot.conftest import MODERATED_GUILD
from tests.bot.reading import labels_of, response_of, text_of

if TYPE_CHECKING:
    import pytest
    from simcord import MemberActor

    from tests.bot.conftest import Town


async def test_a_retired_fact_is_no_longer_answered_with_and_its_public_answers_can_be_marked(
    town: Town, mia: MemberActor
) -> None:
    await town.ann.slash(town.channel, "ask", question="What colour is the reading room?")
    shown = await facts(town, mia, "retire", which=ROOM)
    await publish(mia, shown)
    assert town.library.snapshot.base.fact_by_id[ROOM].status is Status.RETIRED
    assert labels_of(response_of(shown)) == ["Mark public answers as corrected: 1"]

    await mia.click(response_of(shown), label="Mark public answers as corrected: 1")

    assert text_of(response_of(shown)) == "Marked: 1. Not reachable any more: 0."
    answer = text_of(town.channel.last_message)
    assert answer.startswith("**Correction, ")
    assert "> The reading room is painted **blue**" in answer


async def test_an_answer_that_is_gone_cannot_be_marked_and_that_is_told(town: Town, mia: MemberActor) -> None:
    asked = await town.ann.slash(town.channel, "ask", question="What colour is the reading room?")
    shown = await facts(town, mia, "retire", which=ROOM)
    await publish(mia, shown)
    town.env.inject_error("GET", "/channels/*/messages/*", status=404, code=10008)
    assert asked.response

    await mia.click(response_of(shown), label="Mark public answers as corrected: 1")

    assert text_of(response_of(shown)) == "Marked: 0. Not reachable any more: 1."


async def test_history_shows_before_and_after_and_a_revision_is_brought_back(town: Town, mia: MemberActor) -> None:
    form = await facts(town, mia, "edit", which=ROOM)
    await publish(mia, await submit(mia, form, "The room is blue."))

    listed = text_of((await facts(town, mia, "history", which=ROOM)).response)
    shown = await facts(town, mia, "restore", revision=1)
    await publish(mia, shown)

    assert listed.startswith("2\\. ")
    assert "“The reading room is blue.” → “The room is blue.”" in listed
    assert town.library.snapshot.revision == 3
    assert (await town.library.history())[0].why == "Revision 1 brought back"


async def test_a_revision_that_there_is_not_gets_a_clear_sentence(town: Town, mia: MemberActor) -> None:
    result = await facts(town, mia, "restore", revision=7)

    assert "There is no revision 7: the revisions are 1 to 1." in text_of(result.response)
    assert len(town.env.errors) == 1


async def test_the_self_test_forbids_a_change_until_a_reason_is_given(town: Town, mia: MemberActor) -> None:
    question = "Who won? What colour is the reading room?"
    shown = await facts(town, mia, "refuse", text=question)
    assert f"“{question}” must be refused, and reading-room would answer it." in text_of(shown.response)
    assert labels_of(response_of(shown)) == ["Publish all the same", "Leave as it is"]

    reason = await mia.click(response_of(shown), label="Publish all the same")
    await submit(mia, reason, "The list is out of date")

    assert town.library.snapshot.revision == 2
    assert (await town.library.history())[0].why == "/facts refuse: The list is out of date"


async def test_every_change_is_told_to_the_channel_that_audits(town: Town, mia: MemberActor) -> None:
    audit = town.guild.create_text_channel("audit")
    moderation = ModerationSettings(guilds=(MODERATED_GUILD,), audit_channel=audit.id)
    town.settings = town.settings.model_copy(update={"moderation": moderation})
    await town.restart()

    await publish(mia, await submit(mia, await facts(town, mia, "edit", which=ROOM), "The room is blue."))

    text = text_of(audit.last_message)
    assert text.startswith(f"Revision 2, by discord: mia ({mia.id}): /facts edit reading-room")
    assert "“The reading room is blue.” → “The room is blue.”" in text


async def test_what_a_preview_has_no_room_for_is_in_a_file_and_in_the_audit_post(town: Town, mia: MemberActor) -> None:
    audit = town.guild.create_text_channel("audit")
    moderation = ModerationSettings(guilds=(MODERATED_GUILD,), audit_channel=audit.id)
    town.settings = town.settings.model_copy(update={"moderation": moderation})
    await town.restart()
    long = "The reading room, which everybody in the village likes to sit in while it rains outside, is blue all over."

    shown = await submit(mia, await facts(town, mia, "edit", which=ROOM), long)
    [file] = response_of(shown).attachments
    await publish(mia, shown)

    told = f"reading-room, en.statement: “The reading room is blue.” → “{long}”"
    assert told in (await file.read()).decode()
    assert response_of(shown).attachments == []
    assert audit.last_message is not None
    assert told in (await audit.last_message.attachments[0].read()).decode()


async def test_an_audit_channel_that_cannot_be_written_to_is_told(
    town: Town, mia: MemberActor, caplog: pytest.LogCaptureFixture
) -> None:
    moderation = ModerationSettings(guilds=(MODERATED_GUILD,), audit_channel=5)
    town.settings = town.settings.model_copy(update={"moderation": moderation})
    await town.restart()
    shown = await submit(mia, await facts(town, mia, "edit", which=ROOM), "The room is blue.")

    await publish(mia, shown)

    assert "\nThe channel where changes are posted could not be written to" in text_of(response_of(shown))
    assert "The channel that audits cannot be written to: status 404" in caplog.text


async def test_a_reason_of_blanks_publishes_nothing(
    town: Town, mia: MemberActor, monkeypatch: pytest.MonkeyPatch
) -> None:
    lost = Rehearsal(lost=(Lost("What colour is it?", ROOM, None),))
    monkeypatch.setattr("knowledge.curating.rehearse", lambda *_: lost)
    shown = await submit(mia, await facts(town, mia, "edit", which=ROOM), "The room is blue.")
    assert "- “What colour is it?” would no longer find reading-room" in text_of(shown.response)
    blank = await submit(mia, await mia.click(response_of(shown), label="Publish all the same"), "  ")
    assert town.library.snapshot.revision == 1

    await submit(mia, await mia.click(response_of(shown), label="Publish all the same"), " It is a test ")

    assert text_of(blank.response).startswith("To publish it all the same takes a reason in words")
    assert (await town.library.history())[0].why == "/facts edit reading-room: It is a test"


async def test_other_questions_for_a_fact_make_no_public_answer_wrong(town: Town, mia: MemberActor) -> None:
    await town.ann.slash(town.channel, "ask", question="What colour is the reading room?")
    shown = await submit(mia, await facts(town, mia, "edit", which=ROOM), None, None, "What colour has the room?")

    await publish(mia, shown)

    assert labels_of(response_of(shown)) == []


async def test_an_answer_with_no_room_for_a_note_gets_it_in_reply(town: Town, mia: MemberActor) -> None:
    await town.ann.slash(town.channel, "ask", question="What colour is the reading room?")
    shown = await facts(town, mia, "retire", which=ROOM)
    await publish(mia, shown)
    town.env.inject_error("PATCH", "/channels/*/messages/*", status=400, code=50035)

    await mia.click(response_of(shown), label="Mark public answers as corrected: 1")

    assert text_of(response_of(shown)) == "Marked: 1. Not reachable any more: 0."
    note = town.channel.last_message
    assert text_of(note).startswith("**Correction, ")
    assert note is not None
    assert note.reference is not None
