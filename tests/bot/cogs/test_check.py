from __future__ import annotations

from typing import TYPE_CHECKING

from tests.bot.payloads import change_interactions
from tests.bot.reading import labels_of, text_of

if TYPE_CHECKING:
    import pytest
    from simcord import InteractionResult

    from tests.bot.conftest import Town

COMMAND = "Check against the sources"


async def check(town: Town, text: str) -> InteractionResult:
    message = await town.newcomer("ben").send(town.channel, text)
    return await town.ann.context_menu(town.channel, COMMAND, message)


async def test_a_claim_gets_its_quote_privately_and_can_be_shared(town: Town) -> None:
    result = await check(town, "I was there! The reading room is painted blue. Lovely.")

    assert result.ephemeral
    assert "> The reading room is painted **blue**" in text_of(result.response)
    assert "Share in the channel" in labels_of(result.response)


async def test_a_claim_with_another_day_is_told_what_the_source_says(town: Town) -> None:
    result = await check(town, "The village library opened on Sunday.")

    text = text_of(result.response)
    assert "The source says “Saturday”, not “Sunday”." in text
    assert "> The village library opened **on Saturday** with 4,000 books." in text


async def test_several_claims_are_checked_apart(town: Town) -> None:
    result = await check(town, "The reading room is painted blue.\nThe library opened with 4,000 books.")

    text = text_of(result.response)
    assert "**The reading room is painted blue.**" in text
    assert "**The library opened with 4,000 books.**" in text


async def test_a_message_about_something_else_is_told_so(town: Town) -> None:
    result = await check(town, "Zorblatt won the football cup in Brazil.")

    assert "never mention" in text_of(result.response)
    assert "\n> " not in text_of(result.response)


async def test_a_message_without_text_gets_a_hint(town: Town) -> None:
    message = await town.newcomer("ben").send(town.channel, "", attachments=[("picture.png", b"\x89PNG")])

    result = await town.ann.context_menu(town.channel, COMMAND, message)

    assert text_of(result.response).startswith("There is no text here that I can read.")


async def test_markup_and_mentions_of_the_message_never_come_back(town: Town) -> None:
    result = await check(town, f"**The reading room** is painted blue, <@{town.ann.id}> @everyone!")

    assert "@" not in text_of(result.response)


async def test_the_check_speaks_the_readers_language(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    change_interactions(monkeypatch, {"locale": "ja"})

    result = await check(town, "The village library opened on Sunday.")

    assert "出典では「Sunday」ではなく「Saturday」とされています。" in text_of(result.response)
