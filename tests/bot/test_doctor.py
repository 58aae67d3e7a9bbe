from __future__ import annotations

from typing import TYPE_CHECKING

import discord
import pytest

from bot.config import ModerationSettings
from bot.doctor import examine_discord
from tests.bot.conftest import FOR_EVERYBODY, MODERATED_GUILD

if TYPE_CHECKING:
    from tests.bot.conftest import Town


async def told(town: Town, *, guild: int = MODERATED_GUILD, channel: int | None = None) -> list[tuple[bool, str]]:
    moderation = ModerationSettings(guilds=(guild,), audit_channel=channel)
    settings = town.settings.model_copy(update={"moderation": moderation})
    return [(finding.is_well, finding.told) for finding in await examine_discord(town.bot, settings)]


async def test_a_server_and_a_channel_that_are_there_are_well(town: Town) -> None:
    assert await told(town, channel=town.channel.id) == [
        (True, "Hilltown has /facts"),
        (True, f"{len(FOR_EVERYBODY) + 1}, as the bot sent them"),
        (True, "#square can be written to"),
    ]


@pytest.mark.parametrize("channel", [None, 5])
async def test_what_cannot_be_reached_is_told_with_the_remedy(town: Town, channel: int | None) -> None:
    found = await told(town, guild=7, channel=channel)

    assert found[0][0] is False
    assert found[0][1].startswith("cannot be reached (status 404): add the bot to it")
    assert [is_well for is_well, _ in found] == [False, True, *([False] if channel else [])]


async def test_a_channel_that_is_closed_to_the_bot_is_told(town: Town) -> None:
    closed = discord.PermissionOverwrite(send_messages=False)
    channel = town.guild.create_text_channel("closed", overwrites={town.guild.default_role: closed})

    [_, _, found] = await told(town, channel=channel.id)

    assert found == (False, "the bot lacks there: send_messages, attach_files: give it these permissions")


async def test_commands_that_another_program_replaced_are_told(town: Town) -> None:
    await town.bot.http.bulk_upsert_global_commands(town.bot.application_id or 0, [])

    assert (False, "Discord's are not those that the bot sent: start the bot again") in await told(town)


async def test_a_server_where_the_bot_lacks_permissions_is_told(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.doctor.NEEDED", discord.Permissions(administrator=True))

    found, *_ = await told(town)

    assert found == (False, "the bot lacks in Hilltown: administrator: give its role these permissions")
