from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.bot.payloads import speak_in
from tests.bot.reading import labels_of, response_of, text_of

if TYPE_CHECKING:
    from simcord import InteractionResult

    from tests.bot.conftest import Town

COMMAND = "Check against the sources"
IN_EVERY_LANGUAGE = pytest.mark.parametrize("language", ["en", "hi", "ja"])


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
    assert "**“The reading room is painted blue.”**" in text
    assert "**“The library opened with 4,000 books.”**" in text


async def test_a_message_about_something_else_is_told_so(town: Town) -> None:
    result = await check(town, "Zorblatt won the football cup in Brazil.")

    assert "never mention" in text_of(result.response)
    assert "\n> " not in text_of(result.response)


async def test_a_message_without_text_gets_a_hint(town: Town) -> None:
    message = await town.newcomer("ben").send(town.channel, "", attachments=[("picture.png", b"\x89PNG")])

    result = await town.ann.context_menu(town.channel, COMMAND, message)

    assert text_of(result.response).startswith("There is no text here that I can read.")


@IN_EVERY_LANGUAGE
async def test_the_words_of_a_forwarded_message_are_checked(
    town: Town, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    sentences = speak_in(monkeypatch, language)
    ben = town.newcomer("ben")
    said = await ben.send(town.channel, "The village library opened on Sunday.")
    market = town.guild.create_text_channel("market")
    forwarded = await ben.forward(said, market)

    result = await town.ann.context_menu(market, COMMAND, forwarded)

    assert sentences.corrected_pair.format(asked="Sunday", holds="Saturday") in text_of(result.response)


async def test_markup_and_mentions_of_the_message_never_come_back(town: Town) -> None:
    result = await check(town, f"**The reading room** is painted blue, <@{town.ann.id}> @everyone!")

    assert "@" not in text_of(result.response)


@IN_EVERY_LANGUAGE
async def test_the_check_speaks_the_readers_language(
    town: Town, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    sentences = speak_in(monkeypatch, language)

    result = await check(town, "The village library opened on Sunday.")

    assert sentences.corrected_pair.format(asked="Sunday", holds="Saturday") in text_of(result.response)


@IN_EVERY_LANGUAGE
async def test_a_claim_with_a_name_that_no_source_has_is_told_so_with_the_quote(
    town: Town, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    sentences = speak_in(monkeypatch, language)

    result = await check(town, "The garden behind the Zorblatt reading room is open to everyone.")

    text = text_of(result.response)
    assert sentences.never_mentioned.format(terms=sentences.term.format(term="Zorblatt")) in text
    assert "> the garden behind it is open to everyone" in text


async def test_what_somebodys_message_claims_is_not_kept_though_the_answer_did_not_help(town: Town) -> None:
    shown = await check(town, "The village library opened on Sunday.")
    assert "“The village library opened on Sunday.”" in text_of(shown.response)

    await town.ann.click(response_of(shown), label="Not helpful")

    assert await town.library.feedback.gaps() == []
    assert len(await town.library.feedback.votes(1)) == 1


@IN_EVERY_LANGUAGE
async def test_too_many_checks_are_put_off(town: Town, monkeypatch: pytest.MonkeyPatch, language: str) -> None:
    sentences = speak_in(monkeypatch, language)
    message = await town.newcomer("ben").send(town.channel, "The reading room is painted blue.")
    for _ in range(town.settings.limits.member_per_minute):
        await town.ann.context_menu(town.channel, COMMAND, message)

    result = await town.ann.context_menu(town.channel, COMMAND, message)

    assert result.ephemeral
    assert text_of(result.response) == sentences.too_many.format(seconds=60)


@IN_EVERY_LANGUAGE
async def test_why_tells_what_a_correction_rests_on(town: Town, monkeypatch: pytest.MonkeyPatch, language: str) -> None:
    sentences = speak_in(monkeypatch, language)
    shown = await check(town, "The village library opened on Sunday.")

    why = await town.ann.click(response_of(shown), label=sentences.button_why)

    assert text_of(why.response).splitlines()[-1] == sentences.why_decided.format(check=sentences.checks["figures"])
