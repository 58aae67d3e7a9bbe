"""What the real connection does when Discord falters; the simulated Discord has no connection to break."""

from __future__ import annotations

import asyncio
import logging
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import pytest

from bot.client import VisitBot
from bot.config import ModerationSettings
from tests.bot.loopback import IDENTIFY, RESUME, Loopback, loopback

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.config import Settings
    from knowledge import Library

QUESTION = "What colour is the reading room?"
STATEMENT = "The reading room is blue."
SECONDS = 10.0
"""Far more than anything here takes."""


@pytest.fixture
async def here(settings: Settings, library: Library, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Loopback]:
    """Run the bot on a Discord on loopback, signed in."""
    settings = settings.model_copy(update={"moderation": ModerationSettings()})
    async with loopback(monkeypatch) as here, running(VisitBot(settings, library)):
        assert (await first(here.signed_in))["op"] == IDENTIFY
        yield here


@asynccontextmanager
async def running(bot: VisitBot) -> AsyncIterator[None]:
    task = asyncio.create_task(bot.start("a.token.of-nobody"))
    try:
        yield
    finally:
        await bot.close()
        await task


async def first(queue: asyncio.Queue[dict[str, object]]) -> dict[str, object]:
    async with asyncio.timeout(SECONDS):
        return await queue.get()


async def is_answered_once(here: Loopback) -> bool:
    await here.say(QUESTION)
    card = await first(here.posted)
    await asyncio.sleep(0.1)
    return STATEMENT in str(card) and here.posted.empty()


async def test_after_a_drop_the_session_goes_on_and_what_is_asked_then_is_answered_once(
    here: Loopback, caplog: pytest.LogCaptureFixture
) -> None:
    assert await is_answered_once(here)
    with caplog.at_level(logging.WARNING):
        here.drop()
        resumed = await first(here.signed_in)

        assert resumed["op"] == RESUME
        assert resumed["d"] == {"seq": 2, "session_id": "session-1", "token": "a.token.of-nobody"}
        assert await is_answered_once(here)
    assert caplog.records == []


async def test_where_the_session_is_gone_the_bot_signs_in_anew(here: Loopback) -> None:
    here.accepts_resume = False
    here.drop()

    assert [(await first(here.signed_in))["op"] for _ in range(2)] == [RESUME, IDENTIFY]
    assert await is_answered_once(here)


@pytest.mark.parametrize(
    "refusal",
    [(429, {"message": "You are being rate limited.", "retry_after": 0.05, "global": False}), (500, {"message": "No"})],
    ids=["429", "500"],
)
async def test_a_reply_that_discord_does_not_take_at_once_is_sent_again(
    here: Loopback, refusal: tuple[int, dict[str, object]], caplog: pytest.LogCaptureFixture
) -> None:
    here.refusals.append(refusal)

    assert await is_answered_once(here)
    assert [record for record in caplog.records if record.name.startswith("bot")] == []


async def test_a_direct_message_that_is_closed_meanwhile_is_let_go_quietly(
    here: Loopback, caplog: pytest.LogCaptureFixture
) -> None:
    here.refusals.append((403, {"code": 50007, "message": "Cannot send messages to this user"}))
    with caplog.at_level(logging.ERROR):
        await here.say(QUESTION)

        assert await is_answered_once(here)
    assert caplog.records == []
