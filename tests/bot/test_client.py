from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING, Any

import discord

from bot.client import CLOSING_SECONDS, VisitBot
from bot.config import ModerationSettings
from bot.wording import load_sentences
from tests.bot.conftest import MODERATED_GUILD, pings_nobody
from tests.bot.reading import response_of

if TYPE_CHECKING:
    import pytest

    from bot.config import Settings
    from knowledge import Library
    from tests.bot.conftest import Town

ASK_EVERYWHERE = {"contexts": [0, 1, 2], "integration_types": [0, 1]}
FACTS_IN_SERVERS = {"contexts": [0], "integration_types": [0]}


def sent_definitions(town: Town) -> dict[str, list[dict[str, Any]]]:
    """Give the definitions that were sent, by the end of the path that they were sent to."""
    return {
        request.path.partition("/applications/")[2].partition("/")[2]: request.json or []
        for request in town.env.http_requests
        if request.method == "PUT"
    }


async def test_commands_say_where_they_may_be_used(town: Town) -> None:
    sent = sent_definitions(town)

    [ask] = sent["commands"]
    [facts] = sent[f"guilds/{MODERATED_GUILD}/commands"]
    assert {key: sorted(ask[key]) for key in ASK_EVERYWHERE} == ASK_EVERYWHERE
    assert {key: sorted(facts[key]) for key in FACTS_IN_SERVERS} == FACTS_IN_SERVERS
    assert facts["default_member_permissions"] == discord.Permissions(manage_guild=True).value


async def test_every_description_is_short_and_translated(town: Town) -> None:
    for definitions in sent_definitions(town).values():
        for part in with_options(definitions):
            assert 1 <= len(part["description"]) <= 100
            assert set(part["description_localizations"]) == {"hi", "ja"}


def with_options(definitions: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Give commands with all that stands below them."""
    return definitions + [part for one in definitions for part in with_options(one.get("options", []))]


async def test_every_translation_belongs_to_a_description(town: Town) -> None:
    parts = [part for definitions in sent_definitions(town).values() for part in with_options(definitions)]
    described = {part["description"] for part in parts}

    assert {language: set(sentences.commands) for language, sentences in load_sentences().items()} == {
        "en": set(),
        "hi": described,
        "ja": described,
    }


async def test_the_bot_asks_for_no_privileged_intent(town: Town) -> None:
    intents = town.bot.intents

    assert {name for name, is_on in intents if is_on} == {"guilds", "guild_messages", "dm_messages"}


async def test_nothing_the_bot_sends_can_ping(town: Town) -> None:
    assert town.bot.allowed_mentions is not None
    assert pings_nobody({"allowed_mentions": town.bot.allowed_mentions.to_dict()})


async def test_building_a_bot_sends_nothing(settings: Settings, library: Library) -> None:
    bot = VisitBot(settings, library)

    assert not bot.is_ready()
    assert bot.http.token is None
    await bot.close()


async def test_closing_does_not_wait_for_a_discord_that_no_longer_answers(
    settings: Settings, library: Library, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async def never(_client: discord.Client) -> None:
        await asyncio.Event().wait()

    monkeypatch.setattr("bot.client.CLOSING_SECONDS", 0)
    monkeypatch.setattr(discord.Client, "close", never)
    bot = VisitBot(settings, library)

    with caplog.at_level(logging.WARNING, "bot"):
        await bot.close()

    assert CLOSING_SECONDS < 4
    assert "leaving without it" in caplog.text


async def test_an_error_in_a_listener_is_answered_with_a_reference(
    town: Town, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    break_matcher(town, monkeypatch)

    await town.ann.send_dm("What colour is my secret?")

    [error] = town.env.errors
    message = town.ann.user.dm_channel.last_message
    assert message is not None
    reference = message.content.rpartition(" ")[2].removesuffix(".")
    assert isinstance(error, ZeroDivisionError)
    assert f"Unexpected error {reference} in on_message" in caplog.text
    assert "secret" not in caplog.text
    assert str(town.ann.id) not in caplog.text


async def test_an_error_in_a_command_is_answered_privately_with_a_reference(
    town: Town, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    break_matcher(town, monkeypatch)

    result = await town.ann.slash(town.channel, "ask", question="What colour is my secret?")

    assert len(town.env.errors) == 1
    assert result.ephemeral
    reference = response_of(result).content.rpartition(" ")[2].removesuffix(".")
    assert f"Unexpected error {reference} in ask" in caplog.text
    assert "secret" not in caplog.text


async def test_a_command_that_the_bot_no_longer_has_gets_a_clear_sentence(town: Town) -> None:
    town.bot.tree.remove_command("ask")

    result = await town.ann.slash(town.channel, "ask", question="Anybody?")

    assert len(town.env.errors) == 1
    assert response_of(result).content == "This command has changed. Please reload Discord and try again."


def break_matcher(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_args: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(type(town.library.snapshot.answerer), "answer", broken)


async def test_without_moderated_servers_there_is_no_desk(town: Town) -> None:
    town.settings = town.settings.model_copy(update={"moderation": ModerationSettings()})

    await town.restart()

    assert set(town.bot.cogs) == {"AskCog"}
