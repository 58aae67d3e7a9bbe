"""Where only a member has installed the bot: a server without it, or a private channel, with nothing but interactions.

There Discord takes a first response and at most five follow-ups to each, and nothing that goes by the bot's own token.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest

from knowledge import FactId
from tests.bot.conftest import FOR_EVERYBODY
from tests.bot.payloads import change_interactions
from tests.bot.reading import custom_id_of, options_of, response_of, text_of

if TYPE_CHECKING:
    from simcord import HttpLogEntry, InteractionResult

    from tests.bot.conftest import Town

MOST_FOLLOW_UPS = 5
GROUP, GUILD = 2, 0
"""Contexts of an interaction, as Discord numbers them."""
OPTIONS = {"ask": {"question": "When did the library open?"}, "fact": {"which": "garden"}}
IN_BOTH = pytest.mark.parametrize("context", [GROUP, GUILD])
VERBS = ("context", "helpful", "unhelpful", "why", "share", "remove")


@pytest.fixture
async def away(town: Town, monkeypatch: pytest.MonkeyPatch) -> Town:
    await town.ann.send_dm("hello")
    town.env.http_requests.clear()
    change_interactions(monkeypatch, {"authorizing_integration_owners": {"1": str(town.ann.id)}})
    return town


async def slash(
    town: Town, monkeypatch: pytest.MonkeyPatch, context: int, name: str, **more: object
) -> InteractionResult:
    options: dict[str, Any] = {**OPTIONS.get(name, {}), **more}
    if context == GUILD:
        return await town.ann.slash(town.channel, name, **options)
    change_interactions(monkeypatch, {"context": GROUP, "channel": {"type": 3}})
    result: InteractionResult = await town.ann.user.slash(name, **options)
    return result


def follow_ups(requests: list[HttpLogEntry]) -> Counter[str]:
    """Count the follow-ups to each interaction; fails where anything else than a response was sent."""
    counts: Counter[str] = Counter()
    for request in requests:
        kind, *rest = request.path.strip("/").split("/")
        assert kind in {"interactions", "webhooks"}, request
        if kind == "webhooks" and request.method == "POST":
            counts[rest[1]] += 1
    return counts


@IN_BOTH
@pytest.mark.parametrize("name", FOR_EVERYBODY)
async def test_every_command_is_answered_with_few_responses(
    away: Town, monkeypatch: pytest.MonkeyPatch, name: str, context: int
) -> None:
    result = await slash(away, monkeypatch, context, name)

    assert text_of(result.response)
    assert max(follow_ups(away.env.http_requests).values(), default=0) <= MOST_FOLLOW_UPS


@IN_BOTH
@pytest.mark.parametrize("verb", VERBS)
async def test_every_button_of_a_card_works_with_few_responses(
    away: Town, monkeypatch: pytest.MonkeyPatch, verb: str, context: int
) -> None:
    shown = await slash(away, monkeypatch, context, "ask", private=verb == "share")
    card = response_of(shown)
    presser = away.ann if context == GUILD else away.ann.user

    result = await presser.click(card, custom_id=custom_id_of(card, f"{verb}:"))

    assert verb == "remove" or text_of(result.response)
    assert max(follow_ups(away.env.http_requests).values(), default=0) <= MOST_FOLLOW_UPS
    if context == GROUP:
        assert await away.library.feedback.posted(FactId("opening-day")) == []


@IN_BOTH
async def test_what_is_related_can_be_asked(away: Town, monkeypatch: pytest.MonkeyPatch, context: int) -> None:
    card = response_of(await slash(away, monkeypatch, context, "ask"))
    presser = away.ann if context == GUILD else away.ann.user

    result = await presser.select(card, [next(iter(options_of(card)))], custom_id=custom_id_of(card, "pick:"))

    assert "waited ten years" in text_of(result.response)
    assert sum(follow_ups(away.env.http_requests).values()) <= MOST_FOLLOW_UPS
