"""The moderators' desk, from Discord: writing, changing and retiring facts, history, files, gaps, counts."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bot.config import ModerationSettings
from knowledge import (
    FactId,
    Language,
    Rehearsal,
    Status,
    Wording,
    load_folder,
    open_library,
    open_sqlite_store,
    to_zip,
    with_fact,
    with_status,
)
from knowledge.rehearsing import Lost
from tests.bot.conftest import MODERATED_GUILD
from tests.bot.payloads import Payload, change_interactions
from tests.bot.reading import components_of, custom_id_of, custom_ids_of, labels_of, options_of, response_of, text_of
from tests.knowledge.store.conftest import held

if TYPE_CHECKING:
    from simcord import InteractionResult, MemberActor, ResponseMessage

    from tests.bot.conftest import Town

ROOM = FactId("reading-room")
FORM = {
    "statement": "The reading room is blue.",
    "quote": "The reading room is painted blue",
    "questions": "What colour is the reading room?\npaint of the reading room",
}


@pytest.fixture
def mia(town: Town) -> MemberActor:
    return town.newcomer("mia", manage_guild=True)


async def facts(town: Town, mia: MemberActor, command: str, **options: object) -> InteractionResult:
    return await mia.slash(town.channel, f"facts {command}", **options)


def fields_of(shown: InteractionResult) -> list[dict[str, object]]:
    assert shown.modal is not None
    return [part["component"] for part in shown.modal["components"]]


async def submit(mia: MemberActor, shown: InteractionResult, *values: str | None) -> InteractionResult:
    """Fill a form, its fields in order; those that are not given stay as they are."""
    given = {
        str(field["custom_id"]): value if value is not None else str(field.get("value") or "")
        for field, value in zip(fields_of(shown), [*values, None, None, None, None, None], strict=False)
    }
    return await mia.submit_modal(shown, given)


async def upload(town: Town, mia: MemberActor, name: str, data: bytes, **about: str) -> InteractionResult:
    """Send a file with the form, and what it tells of a new source."""
    form = await facts(town, mia, "upload")
    file, *fields = fields_of(form)
    values = [about.get(key, "") for key in ("publisher", "place", "date", "language")]
    told = {str(field["custom_id"]): value for field, value in zip(fields, values, strict=True)}
    return await mia.submit_modal(form, {str(file["custom_id"]): (name, data), **told})


async def publish(mia: MemberActor, shown: InteractionResult) -> None:
    await mia.click(response_of(shown), label="Apply")


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


async def test_two_moderators_at_once_lose_nothing(town: Town, mia: MemberActor) -> None:
    ben = town.newcomer("ben", manage_guild=True)
    first, second = await facts(town, mia, "edit", which=ROOM), await facts(town, ben, "edit", which=ROOM)
    await publish(mia, await submit(mia, first, "The room is blue."))

    shown = await submit(ben, second, "Blue is the room.")

    text = text_of(shown.response)
    assert text.startswith("Somebody has changed this fact while you wrote.")
    assert "“The room is blue.” → “Blue is the room.”" in text
    await publish(ben, shown)
    newest, before, _ = await town.library.history(ROOM)
    assert (newest.who, before.who) == (f"discord: ben ({ben.id})", f"discord: mia ({mia.id})")


async def test_a_retired_fact_is_no_longer_answered_with_and_its_public_answers_can_be_marked(
    town: Town, mia: MemberActor
) -> None:
    await town.ann.slash(town.channel, "ask", question="What colour is the reading room?")
    shown = await facts(town, mia, "retire", which=ROOM)
    await publish(mia, shown)
    assert town.library.snapshot.base.fact_by_id[ROOM].status is Status.RETIRED
    assert labels_of(response_of(shown)) == ["Mark 1 public answers as corrected"]

    await mia.click(response_of(shown), label="Mark 1 public answers as corrected")

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

    await mia.click(response_of(shown), label="Mark 1 public answers as corrected")

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


async def test_the_base_is_exported_as_a_folder_that_is_taken_over_again(
    town: Town, mia: MemberActor, tmp_path: object
) -> None:
    del tmp_path
    result = await facts(town, mia, "export")

    [file] = response_of(result).attachments
    data = await file.read()
    assert zipfile.ZipFile(io.BytesIO(data)).namelist()[0] == "base.toml"
    assert data == to_zip(load_folder(town.settings.knowledge.path))


async def test_a_file_is_previewed_and_taken_over(town: Town, mia: MemberActor) -> None:
    rooms = (town.settings.knowledge.path / "facts" / "rooms.toml").read_bytes()
    rooms = rooms.replace(b"The reading room is blue.", b"The room is blue.")

    shown = await upload(town, mia, "rooms.toml", rooms)
    await publish(mia, shown)

    assert town.library.snapshot.base.fact_by_id[ROOM].wordings[Language("en")].statement == "The room is blue."


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("facts.exe", b"x", "facts.exe is no zip, .toml or .txt file"),
        ("facts.zip", b"x", "facts.zip cannot be unpacked"),
        ("rooms.toml", b"x", "This cannot be published yet:\n- facts/rooms.toml: is not TOML"),
    ],
)
async def test_a_file_that_cannot_be_taken_is_told_and_changes_nothing(
    town: Town, mia: MemberActor, name: str, data: bytes, sentence: str
) -> None:
    result = await upload(town, mia, name, data)

    assert sentence in text_of(result.response)
    assert town.library.snapshot.revision == 1


async def test_a_zip_of_another_base_is_told_and_changes_nothing(town: Town, mia: MemberActor) -> None:
    other = replace(town.library.snapshot.base, id="oakham")

    result = await upload(town, mia, "oakham.zip", to_zip(other))

    assert 'base.toml: its id is "oakham", and the facts in force are those of' in text_of(result.response)
    assert town.library.snapshot.revision == 1


async def test_a_new_source_comes_with_what_is_known_of_it(town: Town, mia: MemberActor) -> None:
    about = {"publisher": "Oakham Herald", "place": "Oakham", "date": "2026-03-09", "language": "en"}

    shown = await upload(town, mia, "herald.txt", b"Oakham envies Hilltown.\n", **about)
    await publish(mia, shown)

    source = town.library.snapshot.base.sources[-1]
    assert (source.publisher, source.date.isoformat(), source.text) == (
        "Oakham Herald",
        "2026-03-09",
        "Oakham envies Hilltown.\n",
    )


@pytest.mark.parametrize(
    ("about", "sentence"),
    [
        ({"publisher": "Oakham Herald"}, "A new source needs publisher, place, date and language"),
        (
            {"publisher": "Oakham Herald", "place": "Oakham", "date": "soon", "language": "en"},
            "soon is no date: write it as year-month-day",
        ),
    ],
)
async def test_a_source_without_what_has_to_be_known_is_told(
    town: Town, mia: MemberActor, about: dict[str, str], sentence: str
) -> None:
    result = await upload(town, mia, "herald.txt", b"Oakham envies Hilltown.\n", **about)

    assert sentence in text_of(result.response)
    assert town.library.snapshot.revision == 1


async def test_a_member_with_the_role_that_the_settings_name_is_a_moderator(town: Town) -> None:
    curator = town.guild.create_role("curators")
    cara = town.guild.add_member(town.env.create_user("cara"), roles=[curator])
    moderation = ModerationSettings(guilds=(MODERATED_GUILD,), roles=(curator.id,))
    town.settings = town.settings.model_copy(update={"moderation": moderation})
    await town.restart()
    command = town.env.backend.find_command("facts", MODERATED_GUILD)
    assert command is not None
    town.guild.set_command_permissions(int(command["id"]), {cara: True, town.ann: True})

    allowed = await facts(town, cara, "stats")
    refused = await facts(town, town.ann, "stats")

    assert text_of(allowed.response) == "Nothing has been asked yet."
    assert text_of(refused.response).startswith("This takes the permission Manage Server")
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


async def test_where_folder_and_desk_changed_the_same_fact_the_moderator_chooses(town: Town, mia: MemberActor) -> None:
    form = await facts(town, mia, "edit", which=ROOM)
    await publish(mia, await submit(mia, form, "The room is blue."))
    file = town.settings.knowledge.path / "facts" / "rooms.toml"
    file.write_text(file.read_text(encoding="utf-8").replace("The reading room is blue.", "It is blue."), "utf-8")

    shown = await facts(town, mia, "refresh")
    assert "Changed here, and otherwise in the folder or file: reading-room." in text_of(shown.response)
    card = response_of(shown)
    await mia.select(card, [ROOM], custom_id=custom_id_of(card, "from-folder:"))
    await publish(mia, shown)

    assert town.library.snapshot.base.fact_by_id[ROOM].wordings[Language("en")].statement == "It is blue."


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


async def test_every_change_is_told_to_the_channel_that_audits(town: Town, mia: MemberActor) -> None:
    audit = town.guild.create_text_channel("audit")
    moderation = ModerationSettings(guilds=(MODERATED_GUILD,), audit_channel=audit.id)
    town.settings = town.settings.model_copy(update={"moderation": moderation})
    await town.restart()

    await publish(mia, await submit(mia, await facts(town, mia, "edit", which=ROOM), "The room is blue."))

    text = text_of(audit.last_message)
    assert text.startswith(f"Revision 2, by discord: mia ({mia.id}): /facts edit reading-room")
    assert "“The reading room is blue.” → “The room is blue.”" in text


@pytest.mark.parametrize("command", ["refresh", "export", "gaps", "stats", "lint", "history", "refuse"])
async def test_an_administrator_of_another_server_reaches_no_command(
    town: Town, mia: MemberActor, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    change_interactions(monkeypatch, {"guild_id": "999"})

    result = await facts(town, mia, command)

    assert text_of(result.response).startswith("This takes the permission Manage Server")
    assert len(town.env.errors) == 1


async def test_a_form_that_is_sent_without_the_permission_changes_nothing(
    town: Town, mia: MemberActor, monkeypatch: pytest.MonkeyPatch
) -> None:
    form = await facts(town, mia, "edit", which=ROOM)
    change_interactions(monkeypatch, {"member": {"permissions": "0"}})

    result = await submit(mia, form, "The room is blue.")

    assert text_of(result.response).startswith("This takes the permission Manage Server")
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
    topics = await mia.autocomplete(town.channel, "facts add", "topic", "room")

    assert [choice["value"] for choice in offered] == [ROOM]
    assert [choice["value"] for choice in topics] == ["rooms"]


async def test_a_preview_waits_where_another_process_holds_the_database(town: Town, mia: MemberActor) -> None:
    shown = await facts(town, mia, "retire", which=ROOM)
    with held(town.settings.store.path, "BEGIN IMMEDIATE"):
        await mia.click(response_of(shown), label="Apply")
    assert town.library.snapshot.revision == 1

    await publish(mia, shown)

    assert town.library.snapshot.revision == 2


async def test_a_change_that_was_overtaken_is_shown_again_for_what_stands_now(town: Town, mia: MemberActor) -> None:
    ben = town.newcomer("ben", manage_guild=True)
    shown = await submit(mia, await facts(town, mia, "edit", which=ROOM), "The room is blue.")
    await publish(ben, await submit(ben, await facts(town, ben, "edit", which=ROOM), "Blue is the room."))

    await publish(mia, shown)
    text = text_of(response_of(shown))
    await publish(mia, shown)

    assert text.startswith("Somebody else has published a change since this preview. Nothing of yours is lost")
    assert "“Blue is the room.” → “The room is blue.”" in text
    assert [revision.who for revision in await town.library.history(ROOM)] == [
        f"discord: mia ({mia.id})",
        f"discord: ben ({ben.id})",
        "folder",
    ]


async def test_what_a_form_left_alone_stays_as_somebody_else_made_it(town: Town, mia: MemberActor) -> None:
    ben = town.newcomer("ben", manage_guild=True)
    first, second = await facts(town, mia, "edit", which=ROOM), await facts(town, ben, "edit", which=ROOM)
    await publish(mia, await submit(mia, first, None, "The reading room is painted blue, and the garden"))
    await publish(mia, await facts(town, mia, "retire", which=ROOM))

    shown = await submit(ben, second, "Blue is the room.")
    await publish(ben, shown)

    fact = town.library.snapshot.base.fact_by_id[ROOM]
    assert (fact.quote, fact.status) == ("The reading room is painted blue, and the garden", Status.RETIRED)
    assert fact.wordings[Language("en")].statement == "Blue is the room."


async def test_a_change_from_the_terminal_under_an_open_form_is_told(town: Town, mia: MemberActor) -> None:
    form = await facts(town, mia, "edit", which=ROOM)
    async with open_sqlite_store(town.settings.store.path) as store:
        terminal = await open_library(store, town.settings.knowledge.path)
        change = await terminal.draft(lambda base: with_status(base, ROOM, Status.RETIRED))
        await terminal.apply(change, who="terminal", why="")

    text = text_of((await submit(mia, form, "Blue is the room.")).response)

    assert text.startswith("Somebody has changed this fact while you wrote.")
    assert "en.statement: “The reading room is blue.” → “Blue is the room.”" in text


async def test_a_file_does_not_undo_what_was_changed_on_discord_unless_that_is_chosen(
    town: Town, mia: MemberActor
) -> None:
    old = (town.settings.knowledge.path / "facts" / "rooms.toml").read_bytes()
    await publish(mia, await submit(mia, await facts(town, mia, "edit", which=ROOM), "The room is blue."))

    shown = await upload(town, mia, "rooms.toml", old)
    card = response_of(shown)
    text = text_of(card)
    await mia.select(card, [ROOM], custom_id=custom_id_of(card, "from-folder:"))
    await publish(mia, shown)

    assert "Changed here, and otherwise in the folder or file: reading-room." in text
    assert "- reading-room, en.statement: “The room is blue.” → “The reading room is blue.”" in text
    assert "Added: 0 · changed: 0 · removed: 0." in text
    statement = town.library.snapshot.base.fact_by_id[ROOM].wordings[Language("en")].statement
    assert statement == "The reading room is blue."


async def test_a_new_text_of_a_source_shows_which_facts_go_to_review(town: Town, mia: MemberActor) -> None:
    text = town.library.snapshot.base.sources[0].text.replace("painted blue", "painted green")

    shown = await upload(town, mia, "valley-news.txt", text.encode())
    seen = text_of(shown.response)
    await publish(mia, shown)

    heading = "**No longer answered from, until somebody has looked: the source's new text does not hold their quote**"
    assert f"{heading}\n- reading-room: “The reading room is painted blue”" in seen
    assert "Beside the facts, these differ: sources (valley-news, valley-news-v1)." in seen
    assert town.library.snapshot.base.fact_by_id[ROOM].status is Status.REVIEW
    asked = await town.ann.slash(town.channel, "ask", question="What colour is the reading room?")
    assert "painted" not in text_of(asked.response)


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

    await mia.click(response_of(shown), label="Mark 1 public answers as corrected")

    assert text_of(response_of(shown)) == "Marked: 1. Not reachable any more: 0."
    note = town.channel.last_message
    assert text_of(note).startswith("**Correction, ")
    assert note is not None
    assert note.reference is not None


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


async def test_why_tells_how_a_refusal_is_lifted(town: Town, mia: MemberActor) -> None:
    await publish(mia, await facts(town, mia, "refuse", text="Who won the cup in the hills?"))

    text = text_of((await facts(town, mia, "why", text="Who won the cup in the hills?")).response)

    assert "To change that: " in text


PRESSES = {
    "refresh:": "refuse",
    "from-folder:": "conflict",
    "write-on:": "write on",
    "mark:": "marks",
    "gap:": "gaps",
    "gap-add:": "gap",
    "gap-write:": "gap",
    "gap-refuse:": "gap",
    "gap-dismiss:": "gap",
}
"""Every button and menu of the desk, by the start of its id, and where it stands."""
STRANGERS: dict[str, Payload] = {
    "without the permission": {"member": {"permissions": "0"}},
    "an administrator of another server": {"guild_id": "999", "member": {"permissions": str((1 << 50) - 1)}},
    "another moderator": {"member": {"user": {"id": "77", "username": "max"}}},
}


async def card_with(town: Town, mia: MemberActor, place: str) -> ResponseMessage:
    """Bring up a card of the desk."""
    if place == "refuse":
        return response_of(await facts(town, mia, "refuse", text="Who won?"))
    if place == "write on":
        return response_of(await submit(mia, await facts(town, mia, "edit", which=ROOM), None, "No such quote"))
    if place == "conflict":
        old = (town.settings.knowledge.path / "facts" / "rooms.toml").read_bytes()
        await publish(mia, await submit(mia, await facts(town, mia, "edit", which=ROOM), "The room is blue."))
        return response_of(await upload(town, mia, "rooms.toml", old))
    if place == "marks":
        await town.ann.slash(town.channel, "ask", question="What colour is the reading room?")
        shown = await facts(town, mia, "retire", which=ROOM)
        await publish(mia, shown)
        return response_of(shown)
    town.library.feedback.lament("Who is the mayor of Hilltown?", Language("en"))
    card = response_of(await facts(town, mia, "gaps"))
    return response_of(await mia.select(card, ["0"], custom_id=custom_id_of(card, "gap:"))) if place == "gap" else card


@pytest.mark.parametrize("stranger", STRANGERS)
@pytest.mark.parametrize("start", PRESSES)
async def test_what_a_stranger_presses_does_nothing(
    town: Town, mia: MemberActor, monkeypatch: pytest.MonkeyPatch, start: str, stranger: str
) -> None:
    card = await card_with(town, mia, PRESSES[start])
    [id_] = [one for one in custom_ids_of(card) if one.startswith(start)][:1]
    revision, gaps = town.library.snapshot.revision, await town.library.feedback.gaps()
    change_interactions(monkeypatch, STRANGERS[stranger])

    if options := options_of(card, id_):
        result = await mia.select(card, [next(iter(options))], custom_id=id_)
    else:
        result = await mia.click(card, custom_id=id_)

    sentence = "Only the moderator who asked" if stranger == "another moderator" else "This takes the permission"
    assert text_of(result.response).startswith(sentence)
    assert (town.library.snapshot.revision, await town.library.feedback.gaps()) == (revision, gaps)


@pytest.mark.parametrize("stranger", ["without the permission", "an administrator of another server"])
@pytest.mark.parametrize("form", ["add", "upload", "write on", "reason"])
async def test_what_a_stranger_sends_by_a_form_does_nothing(
    town: Town, mia: MemberActor, monkeypatch: pytest.MonkeyPatch, form: str, stranger: str
) -> None:
    if form == "add":
        opened = await facts(town, mia, "add", topic="rooms")
    elif form == "upload":
        opened = await facts(town, mia, "upload")
    elif form == "write on":
        opened = await mia.click(await card_with(town, mia, form), label="Write on")
    else:
        monkeypatch.setattr("knowledge.curating.rehearse", lambda *_: Rehearsal(lost=(Lost("Who?", ROOM, None),)))
        opened = await mia.click(await card_with(town, mia, "refuse"), label="Publish all the same")
    change_interactions(monkeypatch, STRANGERS[stranger])

    if form == "upload":
        result = await mia.submit_modal(opened, {str(fields_of(opened)[0]["custom_id"]): ("rooms.toml", b"x")})
    else:
        result = await submit(mia, opened, "A statement.", "A quote.", "A question?")

    assert text_of(result.response).startswith("This takes the permission")
    assert town.library.snapshot.revision == 1


async def test_a_file_that_says_only_what_was_changed_here_leaves_nothing_to_apply(
    town: Town, mia: MemberActor
) -> None:
    card = await card_with(town, mia, "conflict")

    assert labels_of(card) == ["Leave as it is"]


async def test_a_fact_that_a_restoring_took_away_under_an_open_form_is_not_lost(town: Town, mia: MemberActor) -> None:
    ben = town.newcomer("ben", manage_guild=True)
    wordings = {Language("en"): Wording("The room is blue.", ("Is it painted at all?",))}
    new = replace(town.library.snapshot.base.fact_by_id[ROOM], id=FactId("paint"), wordings=wordings)
    await town.library.apply(
        await town.library.draft(lambda base: with_fact(base, new)), who="x", why="", override=True
    )
    form = await facts(town, mia, "edit", which="paint")
    await publish(ben, await facts(town, ben, "restore", revision=1))

    shown = await submit(mia, form, "It is blue.")

    text = text_of(shown.response)
    assert text.startswith("Somebody has changed this fact while you wrote.")
    assert "**Added**\n- paint: It is blue." in text


async def test_an_overtaken_change_undoes_nothing_that_it_is_not_about(town: Town, mia: MemberActor) -> None:
    ben = town.newcomer("ben", manage_guild=True)
    shown = await submit(mia, await facts(town, mia, "edit", which=ROOM), "The room is blue.")
    form = await facts(town, ben, "edit", which=ROOM)
    await publish(ben, await submit(ben, form, None, "The reading room is painted blue, and the garden"))

    await publish(mia, shown)
    await publish(mia, shown)

    fact = town.library.snapshot.base.fact_by_id[ROOM]
    assert fact.quote == "The reading room is painted blue, and the garden"
    assert fact.wordings[Language("en")].statement == "The room is blue."


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
