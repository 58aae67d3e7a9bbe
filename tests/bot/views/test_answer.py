from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.bot.payloads import change_interactions, speak_in
from tests.bot.reading import custom_id_of, labels_of, options_of, response_of, text_of

if TYPE_CHECKING:
    from simcord import InteractionResult, MemberActor

    from tests.bot.conftest import Town

WAITING = "How long did Hilltown wait for the library?"
WHICH = "What is said about the library?"


async def ask_opening(town: Town, *, private: bool = False) -> InteractionResult:
    return await town.ann.slash(town.channel, "ask", question="When did the library open?", private=private)


async def pick_waiting(member: MemberActor, shown: InteractionResult) -> InteractionResult:
    card = response_of(shown)
    return await member.select(card, ["waiting"], custom_id=custom_id_of(card, "pick:"))


async def test_what_is_related_stands_in_a_menu(town: Town) -> None:
    shown = await ask_opening(town)

    assert options_of(shown.response) == {"waiting": WAITING}


async def test_a_pick_is_answered_with_its_fact(town: Town) -> None:
    result = await pick_waiting(town.ann, await ask_opening(town))

    assert text_of(result.response) == (
        f"-# “{WAITING}”\n"
        "Mayor Ada Finch:\n"
        "Hilltown waited ten years for its library, according to Mayor Ada Finch.\n"
        "> “We **waited ten years** for this,” Mayor Ada Finch said.\n"
        "-# Valley News, 7 March 2026, paragraph 2, in English"
    )
    assert not result.ephemeral


@pytest.mark.parametrize("language", ["en", "hi", "ja"])
async def test_what_somebody_said_opens_with_who_it_was(
    town: Town, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    sentences = speak_in(monkeypatch, language)

    result = await pick_waiting(town.ann, await ask_opening(town))

    assert text_of(result.response).splitlines()[1] == sentences.said_by.format(name="Mayor Ada Finch")


async def test_a_pick_is_still_answered_after_a_restart(town: Town) -> None:
    shown = await ask_opening(town)
    await town.restart()

    result = await pick_waiting(town.ann, shown)

    assert "Hilltown waited ten years" in text_of(result.response)


async def test_a_bystanders_pick_is_answered_to_the_bystander_alone(town: Town) -> None:
    shown = await ask_opening(town)

    result = await pick_waiting(town.newcomer("ben"), shown)

    assert result.ephemeral


async def test_a_private_answers_pick_is_answered_privately(town: Town) -> None:
    result = await pick_waiting(town.ann, await ask_opening(town, private=True))

    assert result.ephemeral


async def test_a_button_answers_with_its_fact(town: Town) -> None:
    await town.ann.send_dm("hi")
    greeting = town.ann.user.dm_channel.last_message
    assert greeting is not None

    result = await town.ann.user.click(greeting, label="How many books does the library have?")

    assert "4,000 books" in text_of(result.response)


async def test_a_fact_that_is_gone_gets_a_clear_sentence(town: Town) -> None:
    shown = await ask_opening(town)
    file = town.settings.knowledge.path / "facts" / "opening.toml"
    text = file.read_text(encoding="utf-8").replace('\nrelated = ["waiting"]', "")
    file.write_text(text[: text.rindex("[[fact]]")], encoding="utf-8")
    await town.library.apply(await town.library.preview(), who="test", why="retire a fact")

    result = await pick_waiting(town.ann, shown)

    assert text_of(result.response) == "That fact is no longer in the fact base. Please ask your question again."
    assert result.ephemeral


async def test_what_can_be_done_stands_under_the_card(town: Town) -> None:
    assert labels_of((await ask_opening(town)).response) == [
        "Show in context",
        "Helpful",
        "Not helpful",
        "Why this answer",
        "Remove",
    ]
    assert labels_of((await ask_opening(town, private=True)).response)[-1] == "Share in the channel"


async def test_a_refusal_can_be_explained_and_removed_but_not_voted_on(town: Town) -> None:
    result = await town.ann.slash(town.channel, "ask", question="Who won the football world cup in Brazil?")

    assert labels_of(result.response)[-2:] == ["Why this answer", "Remove"]
    assert "Helpful" not in labels_of(result.response)


@pytest.mark.parametrize(
    ("locale", "label", "source"),
    [
        ("hi", "संदर्भ में देखें", "Valley News, 7 मार्च 2026, अनुच्छेद 1, उद्धरण अंग्रेज़ी में"),
        ("ja", "前後の文を見る", "Valley News、2026年3月7日、第1段落（原文：英語）"),
        ("de", "Show in context", "Valley News, 7 March 2026, paragraph 1, in English"),
    ],
)
async def test_the_bots_own_words_are_in_the_readers_locale_and_the_statement_in_the_questions_language(
    town: Town, monkeypatch: pytest.MonkeyPatch, locale: str, label: str, source: str
) -> None:
    change_interactions(monkeypatch, {"locale": locale})

    shown = await ask_opening(town)

    assert labels_of(shown.response)[0] == label
    assert text_of(shown.response).endswith(f"-# {source}")
    assert "The village library opened on a Saturday." in text_of(shown.response)
