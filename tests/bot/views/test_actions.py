from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.wording import sentences_in
from knowledge import Cause, FactId
from tests.bot.payloads import speak_in
from tests.bot.reading import custom_id_of, labels_of, options_of, response_of, text_of

if TYPE_CHECKING:
    from simcord import InteractionResult

    from tests.bot.conftest import Town

OPENING = "When did the library open?"
OPENING_DAY = FactId("opening-day")


async def ask(town: Town, question: str = OPENING, *, private: bool = False) -> InteractionResult:
    return await town.ann.slash(town.channel, "ask", question=question, private=private)


async def press(town: Town, shown: InteractionResult, label: str) -> InteractionResult:
    return await town.ann.click(response_of(shown), label=label)


@pytest.mark.parametrize("restart", [False, True])
async def test_the_context_is_the_whole_paragraph_with_the_quote_bold(town: Town, *, restart: bool) -> None:
    shown = await ask(town)
    if restart:
        await town.restart()

    result = await press(town, shown, "Show in context")

    assert result.ephemeral
    quote = "The village library opened on Saturday with 4,000 books."
    assert f"**{quote}**" in text_of(result.response)
    paragraph = town.library.snapshot.base.sources[0].text.splitlines()[0]
    assert text_of(result.response).replace("**", "").startswith(f"> {paragraph}\n")
    assert text_of(result.response).endswith("-# Valley News, 7 March 2026, paragraph 1, in English")


async def test_a_helpful_answer_is_noted_privately(town: Town) -> None:
    shown = await ask(town)

    result = await press(town, shown, "Helpful")

    assert result.ephemeral
    assert text_of(result.response) == "Noted, without your name. Thank you."
    [vote] = await town.library.feedback.votes(1)
    assert (vote.fact, vote.is_helpful, vote.reason) == ("opening-day", True, "")
    assert await town.library.feedback.gaps() == []


async def test_an_answer_that_does_not_help_is_asked_about_and_kept_with_its_question(town: Town) -> None:
    shown = await ask(town)
    asked = await press(town, shown, "Not helpful")
    assert asked.ephemeral
    assert text_of(asked.response) == "Noted, without your name. If you like, say what was wrong."
    menu = response_of(asked)

    await town.ann.select(menu, ["short"], custom_id=custom_id_of(menu, "reason:"))

    [vote] = await town.library.feedback.votes(1)
    assert (vote.is_helpful, vote.reason) == (False, "short")
    [gap] = await town.library.feedback.gaps()
    assert (gap.text, gap.cause) == (OPENING, Cause.UNHELPFUL)


@pytest.mark.parametrize("language", ["en", "hi", "ja"])
async def test_votes_are_acknowledged_and_asked_about_in_the_readers_language(
    town: Town, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    sentences = speak_in(monkeypatch, language)
    shown = await ask(town)

    kept = await press(town, shown, sentences.button_helpful)
    asked = await press(town, shown, sentences.button_unhelpful)
    question, reasons = text_of(asked.response), options_of(response_of(asked))
    thanked = await town.ann.select(
        response_of(asked), ["short"], custom_id=custom_id_of(response_of(asked), "reason:")
    )

    assert text_of(kept.response) == sentences.vote_kept
    assert question == sentences.vote_reason
    assert reasons == dict(sentences.vote_reasons)
    assert text_of(thanked.response) == sentences.vote_reason_kept


@pytest.mark.parametrize("language", ["en", "hi", "ja"])
async def test_all_that_can_be_done_with_an_answer_is_told_in_the_readers_language(
    town: Town, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    sentences = speak_in(monkeypatch, language)
    shown = await ask(town, private=True)

    why = await press(town, shown, sentences.button_why)
    context = await press(town, shown, sentences.button_context)
    shared = await press(town, shown, sentences.button_share)
    # What a channel sees is in the language of the question.
    refused = await town.newcomer("ben").click(response_of(shared), label=sentences_in("en").button_remove)

    assert text_of(why.response).startswith(f"**{sentences.why_heading}**")
    assert sentences.why_passed.format(check=sentences.checks["negation"]) in text_of(why.response)
    assert sentences.languages["en"] in text_of(context.response).splitlines()[-1]
    assert text_of(shared.response) == text_of(shown.response)
    assert response_of(refused).content == sentences.not_asker


async def test_everybody_votes_for_themselves(town: Town) -> None:
    shown = await ask(town)
    await press(town, shown, "Helpful")
    await town.newcomer("ben").click(response_of(shown), label="Not helpful")

    assert sorted(vote.is_helpful for vote in await town.library.feedback.votes(1)) == [False, True]


@pytest.mark.parametrize("verb", ["context", "helpful", "unhelpful", "why"])
async def test_what_a_bystander_may_do_outlives_a_restart_and_is_answered_privately(town: Town, verb: str) -> None:
    shown = await ask(town)
    await town.restart()

    result = await town.newcomer("ben").click(response_of(shown), custom_id=custom_id_of(shown.response, f"{verb}:"))

    assert result.ephemeral
    assert text_of(result.response)
    assert len(await town.library.feedback.votes(1)) == (verb in {"helpful", "unhelpful"})


async def test_the_reason_of_a_vote_is_taken_after_a_restart(town: Town) -> None:
    menu = response_of(await press(town, await ask(town), "Not helpful"))
    await town.restart()

    await town.ann.select(menu, ["old"], custom_id=custom_id_of(menu, "reason:"))

    assert [vote.reason for vote in await town.library.feedback.votes(1)] == ["old"]


async def test_an_answer_is_shared_and_removed_after_a_restart(town: Town) -> None:
    shown = await ask(town, private=True)
    await town.restart()
    shared = await press(town, shown, "Share in the channel")
    assert not shared.ephemeral
    await town.restart()

    refused = await town.newcomer("ben").click(response_of(shared), label="Remove")
    await press(town, shared, "Remove")

    assert response_of(refused).content == "Only the person who asked can do that."
    assert town.channel.history() == []


@pytest.mark.parametrize("restart", [False, True])
async def test_why_explains_the_question_that_the_card_shows(town: Town, *, restart: bool) -> None:
    shown = await ask(town)
    if restart:
        await town.restart()

    result = await press(town, shown, "Why this answer")

    assert result.ephemeral
    text = text_of(result.response)
    assert text.startswith("**How this answer came about**\nRead as: when · did · the · library · open")
    assert f"{OPENING}" in text
    assert "- negation: passed" in text
    assert text.splitlines()[-1].startswith("Decided by: ")


async def test_a_private_answer_is_shared_as_it_stands(town: Town) -> None:
    shown = await ask(town, private=True)

    result = await press(town, shown, "Share in the channel")

    assert not result.ephemeral
    assert text_of(result.response) == text_of(shown.response)
    assert labels_of(result.response) == ["Show in context", "Helpful", "Not helpful", "Why this answer", "Remove"]
    [posted] = await town.library.feedback.posted(OPENING_DAY)
    assert posted.channel == town.channel.id


async def test_a_shared_answers_buttons_work(town: Town) -> None:
    shared = await press(town, await ask(town, private=True), "Share in the channel")

    result = await press(town, shared, "Why this answer")

    assert text_of(result.response).startswith("**How this answer came about**")


async def test_who_asked_removes_the_answer(town: Town) -> None:
    shown = await ask(town)
    assert await town.library.feedback.posted(OPENING_DAY)

    await press(town, shown, "Remove")

    assert town.channel.history() == []
    assert await town.library.feedback.posted(OPENING_DAY) == []


async def test_a_removed_answer_is_not_pointed_to(town: Town) -> None:
    await press(town, await ask(town), "Remove")

    again = await ask(town)

    assert "on a Saturday" in text_of(again.response)
    assert not again.ephemeral


async def test_a_shared_answer_is_pointed_to_when_it_is_asked_for_again(town: Town) -> None:
    shared = await press(town, await ask(town, private=True), "Share in the channel")

    again = await ask(town)

    assert again.ephemeral
    assert text_of(again.response).endswith(f"/{response_of(shared).id}")


async def test_sharing_counts_as_asking(town: Town) -> None:
    sentences = sentences_in("en")
    shown = await ask(town, private=True)
    for _ in range(town.settings.limits.member_per_minute - 1):
        await press(town, shown, sentences.button_share)

    refused = await press(town, shown, sentences.button_share)

    assert refused.ephemeral
    assert text_of(refused.response) == sentences.too_many.format(seconds=60)


async def test_what_is_shared_in_a_direct_message_is_not_noted_by_its_channel(town: Town) -> None:
    await town.ann.send_dm("hi")
    shown = await town.ann.user.slash("ask", question=OPENING, private=True)

    await town.ann.user.click(response_of(shown), label="Share in the channel")

    assert await town.library.feedback.posted(OPENING_DAY) == []


async def test_a_bystander_cannot_remove_it(town: Town) -> None:
    shown = await ask(town)

    result = await town.newcomer("ben").click(response_of(shown), label="Remove")

    assert result.ephemeral
    assert response_of(result).content == "Only the person who asked can do that."
    assert len(town.channel.history()) == 1


async def test_who_manages_messages_can_remove_it(town: Town) -> None:
    shown = await ask(town)

    await town.newcomer("mia", manage_messages=True).click(response_of(shown), label="Remove")

    assert town.channel.history() == []
