from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from bot.config import ModerationSettings
from tests.bot.conftest import FOR_EVERYBODY, MODERATED_GUILD

if TYPE_CHECKING:
    from pathlib import Path

    from tests.bot.conftest import Town


def record_file(town: Town) -> Path:
    store = town.settings.store.path
    return store.with_name(f"{store.name}.commands.json")


async def sent_by_restart(town: Town) -> list[str]:
    """Restart the bot; gives the paths to which definitions were sent."""
    before = len(town.env.http_requests)
    await town.restart()
    return [request.path for request in town.env.http_requests[before:] if request.method == "PUT"]


async def test_definitions_are_sent_once(town: Town) -> None:
    assert await sent_by_restart(town) == []
    assert town.ann.available_commands(town.channel) == FOR_EVERYBODY


async def test_definitions_that_differ_are_sent_again(town: Town) -> None:
    record = json.loads(record_file(town).read_text(encoding="utf-8"))
    [scopes] = record.values()
    scopes["global"]["fingerprint"] = "of an older version"
    record_file(town).write_text(json.dumps(record), encoding="utf-8")

    sent = await sent_by_restart(town)

    assert [path.rpartition("/")[2] for path in sent] == ["commands"]
    assert await sent_by_restart(town) == []


async def test_definitions_that_somebody_else_replaced_are_sent_again(town: Town) -> None:
    town.env.backend.register_commands(None, [{"name": "other", "description": "of another program"}])

    assert len(await sent_by_restart(town)) == 1
    assert town.ann.available_commands(town.channel) == FOR_EVERYBODY


async def test_a_server_that_is_no_longer_moderated_loses_its_commands(town: Town) -> None:
    town.settings = town.settings.model_copy(update={"moderation": ModerationSettings()})

    sent = await sent_by_restart(town)

    assert [path.rpartition("/guilds/")[2] for path in sent] == [f"{MODERATED_GUILD}/commands"]
    assert town.newcomer("mia", manage_guild=True).available_commands(town.channel) == FOR_EVERYBODY
    assert await sent_by_restart(town) == []


@pytest.mark.parametrize("content", ["", "[]", "{", '{"1": 2}'])
async def test_an_unreadable_record_only_means_sending_again(town: Town, content: str) -> None:
    record_file(town).write_text(content, encoding="utf-8")

    assert len(await sent_by_restart(town)) == 2


async def test_a_server_without_the_bot_does_not_keep_it_from_answering(
    town: Town, caplog: pytest.LogCaptureFixture
) -> None:
    record_file(town).unlink()
    town.env.inject_error("PUT", f"/applications/*/guilds/{MODERATED_GUILD}/commands", status=403, code=50001)

    await town.restart()

    assert f"The command definitions ({MODERATED_GUILD}) were not taken" in caplog.text
    assert len(await sent_by_restart(town)) == 1
