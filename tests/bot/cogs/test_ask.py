from __future__ import annotations

import logging
from typing import TYPE_CHECKING

import pytest

from tests.bot.payloads import change_interactions
from tests.bot.reading import labels_of, text_of

if TYPE_CHECKING:
    from tests.bot.conftest import Town

READING_ROOM = (
    "The reading room is blue.\n> The reading room is painted **blue**\n-# Valley News, 7 March 2026, paragraph 3"
)
LONG_QUESTION = (
    "Who may visit the garden that lies behind the blue reading room of the village library, "
    "and is it really open to everyone?"
)


async def test_ask_answers_with_statement_quote_and_source(town: Town) -> None:
    result = await town.ann.slash(town.channel, "ask", question="What colour is the reading room?")

    assert text_of(result.response) == READING_ROOM
    assert not result.ephemeral


async def test_a_private_answer_is_seen_by_the_asker_alone(town: Town) -> None:
    result = await town.ann.slash(town.channel, "ask", question="What colour is the reading room?", private=True)

    assert result.ephemeral
    assert text_of(result.response) == READING_ROOM


async def test_a_quotes_marks_are_shown_and_not_obeyed(town: Town) -> None:
    result = await town.ann.slash(town.channel, "ask", question="What does the catalogue list?")

    assert (
        "> The catalogue lists **\\*stars\\***, \\`code\\`, \\|\\|secrets\\|\\|, \\# heads, \\> arrows, "
        "\\[links\\](http\\://a\\_b.example/) and \\<\\@42\\> \\@everyone."
    ) in text_of(result.response)


async def test_ask_answers_in_a_direct_message_too(town: Town) -> None:
    await town.ann.send_dm("hello")

    result = await town.ann.user.slash("ask", question="What colour is the reading room?")

    assert text_of(result.response) == READING_ROOM


async def test_ask_answers_where_only_its_user_installed_it(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    await town.ann.send_dm("hello")
    change_interactions(
        monkeypatch, {"context": 2, "authorizing_integration_owners": {"1": str(town.ann.id)}, "channel": {"type": 3}}
    )

    result = await town.ann.user.slash("ask", question="What colour is the reading room?")

    assert text_of(result.response) == READING_ROOM


async def test_a_question_in_hindi_is_answered_in_hindi_with_the_quote_as_it_stands(town: Town) -> None:
    result = await town.ann.slash(town.channel, "ask", question="पुस्तकालय में कितनी किताबें हैं?")

    assert text_of(result.response) == (
        "पुस्तकालय 4,000 किताबों के साथ खुला।\n"
        "> The village library opened on Saturday with **4,000 books**.\n"
        "-# Valley News, 7 मार्च 2026, अनुच्छेद 1"
    )


async def test_what_the_sources_never_mention_is_refused_without_a_citation(town: Town) -> None:
    result = await town.ann.slash(town.channel, "ask", question="Who won the football world cup in Brazil?")

    text = text_of(result.response)
    assert "-# What they cover: The opening of the village library in Hilltown, up to March 2026." in text
    assert "Valley News" not in text
    assert "\n> " not in text


async def test_markup_in_a_question_never_comes_back(town: Town) -> None:
    question = "Does **Zorblatt** <@42> @everyone [own](https://evil.example) the library?"

    result = await town.ann.slash(town.channel, "ask", question=question)

    text = text_of(result.response)
    assert "**Zorblatt" not in text
    assert "evil" not in text
    assert "@" not in text


async def test_a_direct_message_is_answered_without_a_command(town: Town) -> None:
    await town.ann.send_dm("What colour is the reading room?")

    message = town.ann.user.dm_channel.last_message
    assert text_of(message) == READING_ROOM


async def test_hello_in_a_direct_message_is_greeted_with_what_can_be_asked(town: Town) -> None:
    await town.ann.send_dm("hi")

    message = town.ann.user.dm_channel.last_message
    assert text_of(message).startswith("Hello! Ask me about the opening of Hilltown's library")
    assert labels_of(message) == ["How many books does the library have?", "What does the catalogue list?"]


async def test_a_direct_message_without_text_gets_a_hint(town: Town) -> None:
    channel = town.ann.user.dm_channel
    picture = town.env.backend.store_attachments(channel.id, [("picture.png", b"\x89PNG")])
    await town.ann.send_dm("", attachments=picture)

    assert text_of(town.ann.user.dm_channel.last_message).startswith("There is no text here that I can read.")


async def test_a_mention_is_replied_to_without_a_ping(town: Town) -> None:
    asked = await town.ann.send(town.channel, f"{town.own_mention} What colour is the reading room?")

    reply = town.channel.last_message
    assert reply is not None
    assert text_of(reply) == READING_ROOM
    assert reply.reference is not None
    assert reply.reference.message_id == asked.id
    assert reply.mentions == []


async def test_a_bare_mention_gets_help(town: Town) -> None:
    await town.ann.send(town.channel, town.own_mention)

    assert text_of(town.channel.last_message).startswith("Ask in your own words about")


async def test_messages_that_are_not_for_the_bot_are_left_alone(town: Town) -> None:
    await town.ann.send(town.channel, "What colour is the reading room?")
    robot = town.guild.add_member(town.env.create_user("robot", bot=True))
    await robot.send(town.channel, f"{town.own_mention} What colour is the reading room?")
    await town.guild.create_webhook(town.channel).send(f"{town.own_mention} What colour is the reading room?")

    assert len(town.channel.history()) == 3


async def test_a_channel_that_is_closed_to_the_bot_is_noted_once_without_the_question(
    town: Town, caplog: pytest.LogCaptureFixture
) -> None:
    town.env.inject_error(
        "POST",
        f"/channels/{town.channel.id}/messages",
        status=403,
        code=50013,
        message="Missing Permissions",
        times=None,
    )
    with caplog.at_level(logging.WARNING, "bot"):
        for _ in range(2):
            await town.ann.send(town.channel, f"{town.own_mention} What colour is the reading room?")

    assert [record.getMessage() for record in caplog.records if record.name.startswith("bot")] == [
        f"Mentioned in channel {town.channel.id}, but not allowed to write there"
    ]


async def test_where_the_history_is_closed_to_the_bot_it_answers_without_a_reference(town: Town) -> None:
    town.env.inject_error("POST", f"/channels/{town.channel.id}/messages", status=400, code=160002)

    await town.ann.send(town.channel, f"{town.own_mention} What colour is the reading room?")

    reply = town.channel.last_message
    assert reply is not None
    assert text_of(reply) == READING_ROOM
    assert reply.reference is None


async def test_suggestions_are_the_bases_own_questions(town: Town) -> None:
    choices = await town.ann.autocomplete(town.channel, "ask", "question", "how many b")

    assert choices[0] == {
        "name": "How many books does the library have?",
        "value": "How many books does the library have?",
    }


async def test_before_anything_is_typed_suggestions_are_in_the_language_of_the_members_discord(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    change_interactions(monkeypatch, {"locale": "ja"})

    choices = await town.ann.autocomplete(town.channel, "ask", "question", "")

    assert "図書館には本が何冊ありますか" in [choice["value"] for choice in choices]


@pytest.mark.parametrize("typed", ["", "a", "garden", "図書館", "x" * 3000, "\ud800", "पुस्तकालय"])
async def test_suggestions_keep_within_discords_limits(town: Town, typed: str) -> None:
    choices = await town.ann.autocomplete(town.channel, "ask", "question", typed)

    assert len(choices) <= 25
    assert all(0 < len(choice[key]) <= 100 for choice in choices for key in ("name", "value"))


async def test_a_suggestion_too_long_to_send_still_finds_its_fact(town: Town) -> None:
    choices = await town.ann.autocomplete(town.channel, "ask", "question", LONG_QUESTION[:60])
    choice = next(choice for choice in choices if choice["name"].startswith(LONG_QUESTION[:90]))

    result = await town.ann.slash(town.channel, "ask", question=choice["value"])

    assert len(choice["name"]) <= 100
    assert text_of(result.response).startswith("The garden behind the reading room is open to everyone.")


async def test_a_suggestion_answers_its_fact_word_for_word(town: Town) -> None:
    for choice in await town.ann.autocomplete(town.channel, "ask", "question", ""):
        result = await town.ann.slash(town.channel, "ask", question=choice["value"])

        assert "Valley News" in text_of(result.response), choice


async def test_a_reply_is_a_card_of_components_without_timestamps(town: Town) -> None:
    await town.ann.send(town.channel, f"{town.own_mention} When did the library open?")

    message = town.channel.last_message
    assert message is not None
    assert message.flags.components_v2
    assert "<t:" not in text_of(message)
