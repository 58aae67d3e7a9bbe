"""Where several change facts at once, or desk and folder differ, nothing is lost."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from knowledge import FactId, Language, Status, Wording, open_library, open_sqlite_store, with_fact, with_status
from tests.bot.cogs.desk.moderating import ROOM, card_with, facts, publish, submit, upload
from tests.bot.reading import custom_id_of, labels_of, response_of, text_of
from tests.knowledge.store.conftest import held

if TYPE_CHECKING:
    from simcord import MemberActor

    from tests.bot.conftest import Town


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
