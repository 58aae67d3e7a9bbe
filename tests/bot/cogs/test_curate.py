from __future__ import annotations

from typing import TYPE_CHECKING

import discord
import pytest
import simcord
from discord import app_commands

from tests.bot.conftest import FOR_EVERYBODY, MODERATED_GUILD
from tests.bot.payloads import change_interactions
from tests.bot.reading import labels_of, response_of, text_of
from tests.knowledge.store.conftest import held

if TYPE_CHECKING:
    from pathlib import Path

    from simcord import InteractionResult, MemberActor

    from tests.bot.conftest import Town

GREEN = "The reading room is green."


def change_folder(folder: Path) -> None:
    """Add a fact, change one and remove one."""
    rooms = folder / "facts" / "rooms.toml"
    text = rooms.read_text(encoding="utf-8").replace('"The reading room is blue."', '"The room is blue."')
    start, end = text.index('[[fact]]\nid = "catalogue"'), text.index('[[fact]]\nid = "garden"')
    fact = """
[[fact]]
id = "room-behind"
source = "valley-news"
quote = "the garden behind it"
statement = "The garden is behind the reading room."
questions = ["What lies behind the room?"]
"""
    rooms.write_text(text[:start] + text[end:] + fact, encoding="utf-8")


async def refresh(town: Town, moderator: MemberActor) -> InteractionResult:
    return await moderator.slash(town.channel, "facts refresh")


async def room_is(town: Town) -> str:
    result = await town.ann.slash(town.channel, "ask", question="What colour is the reading room?")
    return text_of(result.response).splitlines()[1]


@pytest.fixture
def mia(town: Town) -> MemberActor:
    """A moderator."""
    return town.newcomer("mia", manage_guild=True)


async def test_a_refresh_shows_what_was_added_changed_and_removed(town: Town, mia: MemberActor) -> None:
    change_folder(town.settings.knowledge.path)

    result = await refresh(town, mia)

    assert result.ephemeral
    assert text_of(result.response).splitlines() == [
        "Added: 1 · changed: 1 · removed: 1. Nothing is in force until you apply it.",
        "**Added**",
        "- room-behind: The garden is behind the reading room.",
        "**Changed**",
        "- reading-room, en.statement: “The reading room is blue.” → “The room is blue.”",
        "**Removed**",
        "- catalogue: The catalogue lists \\*stars\\* and more.",
    ]
    assert labels_of(result.response) == ["Apply", "Leave as it is"]
    assert await room_is(town) == "The reading room is blue."


async def test_a_refresh_tells_what_differs_beside_the_facts(town: Town, mia: MemberActor) -> None:
    base = town.settings.knowledge.path / "base.toml"
    base.write_text(base.read_text(encoding="utf-8").replace("up to March", "until March"), encoding="utf-8")

    result = await refresh(town, mia)

    assert text_of(result.response).splitlines()[1] == "Beside the facts, these differ: base.toml."
    assert labels_of(result.response) == ["Apply", "Leave as it is"]


async def test_applying_puts_the_changes_in_force(town: Town, mia: MemberActor) -> None:
    change_folder(town.settings.knowledge.path)
    shown = await refresh(town, mia)

    await mia.click(response_of(shown), label="Apply")

    assert text_of(response_of(shown)) == "Applied as revision 2. Answers are given from it now."
    assert labels_of(response_of(shown)) == []
    assert await room_is(town) == "The room is blue."


async def test_a_preview_waits_where_another_process_holds_the_database(town: Town, mia: MemberActor) -> None:
    change_folder(town.settings.knowledge.path)
    shown = await refresh(town, mia)
    with held(town.settings.store.path, "BEGIN IMMEDIATE"):
        result = await mia.click(response_of(shown), label="Apply")
    assert "is locked by another process" in response_of(result).content or "locked" in result.followups[0].content

    await mia.click(response_of(shown), label="Apply")

    assert text_of(response_of(shown)) == "Applied as revision 2. Answers are given from it now."


async def test_leaving_changes_nothing(town: Town, mia: MemberActor) -> None:
    change_folder(town.settings.knowledge.path)
    shown = await refresh(town, mia)

    await mia.click(response_of(shown), label="Leave as it is")

    assert text_of(response_of(shown)) == "Left as it was. Nothing has changed."
    assert await room_is(town) == "The reading room is blue."


async def test_an_unchanged_folder_leaves_nothing_to_apply(town: Town, mia: MemberActor) -> None:
    result = await refresh(town, mia)

    assert text_of(result.response).startswith("The folder holds nothing new")
    assert labels_of(result.response) == []


async def test_a_folder_with_faults_is_refused_with_all_of_them(town: Town, mia: MemberActor) -> None:
    rooms = town.settings.knowledge.path / "facts" / "rooms.toml"
    text = rooms.read_text(encoding="utf-8").replace("painted blue", "painted green").replace("open to", "closed to")
    rooms.write_text(text, encoding="utf-8")

    result = await refresh(town, mia)

    assert [type(error).__name__ for error in town.env.errors] == ["CommandInvokeError"]
    assert result.ephemeral
    text = text_of(result.response)
    assert text.startswith("The folder was refused; the facts in force stay as they are. Faults: ")
    assert '\n- facts/rooms.toml: fact "reading-room": ' in text
    assert '\n- facts/rooms.toml: fact "garden": ' in text
    assert await room_is(town) == "The reading room is blue."


async def test_a_folder_of_another_base_is_refused_in_one_sentence(town: Town, mia: MemberActor) -> None:
    file = town.settings.knowledge.path / "base.toml"
    file.write_text(file.read_text(encoding="utf-8").replace("hilltown-library", "oakham"), encoding="utf-8")

    result = await refresh(town, mia)

    assert [type(error).__name__ for error in town.env.errors] == ["CommandInvokeError"]
    assert '\n- base.toml: its id is "oakham"' in text_of(result.response)
    assert town.library.snapshot.base.id == "hilltown-library"
    assert await room_is(town) == "The reading room is blue."


async def test_a_preview_that_the_facts_have_outrun_is_told(town: Town, mia: MemberActor) -> None:
    change_folder(town.settings.knowledge.path)
    shown = await refresh(town, mia)
    await town.library.apply(await town.library.preview(), who="terminal", why="meanwhile")

    await mia.click(response_of(shown), label="Apply")

    text = text_of(response_of(shown))
    assert text.startswith("Somebody else has published a change since this preview.")
    assert text.endswith("\nThis changes nothing.")


@pytest.mark.parametrize("restarted", [False, True])
async def test_a_preview_is_decided_on_once_and_not_after_a_restart(
    town: Town, mia: MemberActor, *, restarted: bool
) -> None:
    change_folder(town.settings.knowledge.path)
    shown = await refresh(town, mia)
    if restarted:
        await town.restart()
    else:
        await refresh(town, mia)

    result = await mia.click(response_of(shown), label="Apply")

    assert text_of(result.followups[0]).startswith("This was decided on already, or you have opened another one")
    assert await room_is(town) == "The reading room is blue."


async def test_a_member_without_the_permission_is_not_even_shown_the_command(town: Town) -> None:
    assert town.ann.available_commands(town.channel) == FOR_EVERYBODY
    with pytest.raises(simcord.SetupError, match="not visible"):
        await refresh(town, town.ann)


async def test_another_server_does_not_have_the_command(town: Town) -> None:
    elsewhere = town.env.create_guild("Elsewhere")
    boss = elsewhere.add_member(
        town.env.create_user("boss"),
        roles=[elsewhere.create_role("boss", permissions=discord.Permissions.all())],
    )

    assert boss.available_commands(elsewhere.create_text_channel("hall")) == FOR_EVERYBODY


async def test_a_member_who_slips_past_discords_own_check_is_refused(town: Town) -> None:
    command = town.env.backend.find_command("facts", MODERATED_GUILD)
    assert command is not None
    town.guild.set_command_permissions(int(command["id"]), {town.ann: True})

    result = await refresh(town, town.ann)

    assert [type(getattr(error, "original", error)) for error in town.env.errors] == [app_commands.CheckFailure]
    assert result.ephemeral
    assert text_of(result.response).startswith("This takes the permission Manage Server")


async def test_a_moderator_who_lost_the_permission_cannot_apply(
    town: Town, mia: MemberActor, monkeypatch: pytest.MonkeyPatch
) -> None:
    change_folder(town.settings.knowledge.path)
    shown = await refresh(town, mia)
    change_interactions(monkeypatch, {"member": {"permissions": "0"}})

    result = await mia.click(response_of(shown), label="Apply")

    assert text_of(result.response).startswith("This takes the permission Manage Server")
    assert await room_is(town) == "The reading room is blue."


async def test_another_moderator_cannot_decide_on_a_preview(
    town: Town, mia: MemberActor, monkeypatch: pytest.MonkeyPatch
) -> None:
    change_folder(town.settings.knowledge.path)
    shown = await refresh(town, mia)
    max_ = town.newcomer("max", manage_guild=True)
    change_interactions(monkeypatch, {"member": {"user": {"id": str(max_.id), "username": "max"}}})

    result = await mia.click(response_of(shown), label="Apply")

    assert text_of(result.response).startswith("Only the moderator who asked")
    assert await room_is(town) == "The reading room is blue."


async def test_moderators_read_the_preview_in_the_language_of_their_discord(
    town: Town, mia: MemberActor, monkeypatch: pytest.MonkeyPatch
) -> None:
    change_interactions(monkeypatch, {"locale": "ja"})

    result = await refresh(town, mia)

    assert (
        text_of(result.response)
        == "フォルダーに新しい内容はないため、適用するものはありません。ここで行った変更はそのまま残ります。"
    )
