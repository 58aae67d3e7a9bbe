from __future__ import annotations

import asyncio
import logging
import re
from typing import TYPE_CHECKING, Any

import discord
import pytest

from bot.client import CLOSING_SECONDS, VisitBot
from bot.config import ModerationSettings
from bot.wording import load_sentences
from tests.bot.conftest import FOR_EVERYBODY, MODERATED_GUILD, pings_nobody
from tests.bot.payloads import speak_in
from tests.bot.reading import response_of

if TYPE_CHECKING:
    from bot.config import Settings
    from knowledge import Library
    from tests.bot.conftest import Town

EVERYWHERE = {"contexts": [0, 1, 2], "integration_types": [0, 1]}
LOCALES = {"en-US", "en-GB", "hi", "ja"}
NAME = re.compile(r"[-_'\w\u0900-\u097f]+")
"""The characters of a slash command's name: letters and digits of any script, with Devanagari's vowel signs."""
FACTS_IN_SERVERS = {"contexts": [0], "integration_types": [0]}


def sent_definitions(town: Town) -> dict[str, list[dict[str, Any]]]:
    """Give the definitions that were sent, by the end of the path that they were sent to."""
    return {
        request.path.partition("/applications/")[2].partition("/")[2]: request.json or []
        for request in town.env.http_requests
        if request.method == "PUT"
    }


IN_EVERY_LANGUAGE = pytest.mark.parametrize("language", ["en", "hi", "ja"])


async def test_commands_say_where_they_may_be_used(town: Town) -> None:
    sent = sent_definitions(town)

    everywhere = sent["commands"]
    [facts] = sent[f"guilds/{MODERATED_GUILD}/commands"]
    assert {command["name"] for command in everywhere} == {*FOR_EVERYBODY, "Check against the sources"}
    for command in everywhere:
        assert {key: sorted(command[key]) for key in EVERYWHERE} == EVERYWHERE
    assert {key: sorted(facts[key]) for key in FACTS_IN_SERVERS} == FACTS_IN_SERVERS
    assert facts["default_member_permissions"] == discord.Permissions(manage_guild=True).value


async def test_every_name_is_one_that_discord_takes_and_translated(town: Town) -> None:
    for definitions in sent_definitions(town).values():
        for part in with_options(definitions):
            names = [part["name"], *part["name_localizations"].values()]
            assert set(part["name_localizations"]) == LOCALES
            is_menu = part.get("type") == discord.AppCommandType.message.value
            assert all(1 <= len(name) <= 32 for name in names)
            assert is_menu or all(NAME.fullmatch(name) and name == name.lower() for name in names)


async def test_every_description_is_short_and_translated(town: Town) -> None:
    for definitions in sent_definitions(town).values():
        for part in with_options(definitions):
            if part.get("type") != discord.AppCommandType.message.value:
                assert 1 <= len(part["description"]) <= 100
                assert set(part["description_localizations"]) == LOCALES
                assert all(1 <= len(text) <= 100 for text in part["description_localizations"].values())


async def test_no_two_commands_share_a_name_in_any_language(town: Town) -> None:
    for definitions in sent_definitions(town).values():
        for locale in LOCALES:
            names = [part["name_localizations"][locale] for part in definitions]
            assert len(names) == len(set(names))


def with_options(definitions: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Give commands with all that stands below them."""
    return definitions + [part for one in definitions for part in with_options(one.get("options", []))]


async def test_every_translation_belongs_to_a_name_or_description(town: Town) -> None:
    parts = [part for definitions in sent_definitions(town).values() for part in with_options(definitions)]
    described = {part[key] for part in parts for key in ("name", "description") if key in part}

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


@IN_EVERY_LANGUAGE
async def test_a_command_that_the_bot_no_longer_has_gets_a_clear_sentence(
    town: Town, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    sentences = speak_in(monkeypatch, language)
    town.bot.tree.remove_command("ask")

    result = await town.ann.slash(town.channel, "ask", question="Anybody?")

    assert len(town.env.errors) == 1
    assert response_of(result).content == sentences.command_changed


@IN_EVERY_LANGUAGE
async def test_what_goes_wrong_is_told_in_the_readers_language(
    town: Town, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    sentences = speak_in(monkeypatch, language)
    break_matcher(town, monkeypatch)

    result = await town.ann.slash(town.channel, "ask", question="Anybody?")

    assert len(town.env.errors) == 1
    assert response_of(result).content.startswith(sentences.unexpected.partition("{")[0])


@IN_EVERY_LANGUAGE
@pytest.mark.parametrize(
    ("refusal", "told"), [((403, 50013), "out_of_reach"), ((429, 0), "discord_trouble"), ((500, 0), "discord_trouble")]
)
async def test_what_discord_refuses_is_told_in_the_readers_language(
    town: Town, monkeypatch: pytest.MonkeyPatch, language: str, refusal: tuple[int, int], told: str
) -> None:
    sentences, (status, code) = speak_in(monkeypatch, language), refusal
    town.env.inject_error("POST", "/interactions/*/callback", status=status, code=code, message="No")

    result = await town.ann.slash(town.channel, "ask", question="What colour is the reading room?")

    assert response_of(result).content.startswith(getattr(sentences, told).partition("{")[0])
    assert len(town.env.errors) == 1


def break_matcher(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_args: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(type(town.library.snapshot.answerer), "answer", broken)


async def test_without_moderated_servers_there_is_no_desk(town: Town) -> None:
    town.settings = town.settings.model_copy(update={"moderation": ModerationSettings()})

    await town.restart()

    assert "CurateCog" not in town.bot.cogs


async def test_an_interaction_that_has_expired_is_let_go_quietly(town: Town, caplog: pytest.LogCaptureFixture) -> None:
    town.env.inject_error("POST", "/interactions/*/callback", status=404, code=10062, message="Unknown interaction")

    with caplog.at_level(logging.WARNING, "bot"):
        await town.ann.slash(town.channel, "ask", question="What colour is the reading room?")
    assert len(town.env.errors) == 1

    assert [record for record in caplog.records if record.name.startswith("bot")] == []


async def test_a_command_that_discord_refuses_is_answered_with_a_reference_and_logged_once(
    town: Town, caplog: pytest.LogCaptureFixture
) -> None:
    town.env.inject_error("POST", "/interactions/*/callback", status=403, code=50013, message="Missing Permissions")

    with caplog.at_level(logging.WARNING, "bot"):
        result = await town.ann.slash(town.channel, "ask", question="What colour is my secret?")

    [record] = [record for record in caplog.records if record.name.startswith("bot")]
    reference = response_of(result).content.rpartition(" ")[2].rstrip(").")
    assert record.getMessage() == f"Discord refused {reference} in ask: status 403, code 50013"
    assert result.ephemeral
    assert len(town.env.errors) == 1


async def test_a_removed_answer_is_removed_once(town: Town, caplog: pytest.LogCaptureFixture) -> None:
    shown = await town.ann.slash(town.channel, "ask", question="When did the library open?")
    town.env.inject_error("DELETE", "/webhooks/*", status=404, code=10008, message="Unknown Message")

    with caplog.at_level(logging.WARNING, "bot"):
        await town.ann.click(response_of(shown), label="Remove")

    assert [record for record in caplog.records if record.name.startswith("bot")] == []


async def test_an_error_in_a_listener_is_told_in_the_language_of_the_message(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    break_matcher(town, monkeypatch)

    await town.ann.send_dm("図書館はいつ開館しましたか")

    message = town.ann.user.dm_channel.last_message
    assert message is not None
    assert message.content.startswith("こちら側で問題が発生しました。")
    assert len(town.env.errors) == 1
