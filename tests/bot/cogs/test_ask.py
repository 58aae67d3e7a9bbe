from __future__ import annotations

import logging
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, NamedTuple

import pytest

from bot.wording import sentences_in
from knowledge import FactId
from tests.bot.payloads import change_interactions, speak_in
from tests.bot.reading import labels_of, response_of, text_of

if TYPE_CHECKING:
    from pathlib import Path

    import discord

    from tests.bot.conftest import Town


class Talk(NamedTuple):
    """One language's way through a conversation."""

    language: str
    books: str
    and_when: str
    saturday: str
    and_who: str
    when: str


IN_EVERY_LANGUAGE = pytest.mark.parametrize(
    "talk",
    [
        Talk(
            "en",
            "How many books does the library have?",
            "and when was that?",
            "on a Saturday",
            "and who?",
            "When did the library open?",
        ),
        Talk("hi", "पुस्तकालय में कितनी किताबें हैं?", "और वह कब था?", "शनिवार", "और कौन?", "पुस्तकालय कब खुला?"),
        Talk(
            "ja",
            "図書館には本が何冊ありますか",
            "それはいつでしたか",
            "土曜日",
            "それは誰ですか",
            "図書館はいつ開館しましたか",
        ),
    ],
    ids=lambda talk: talk.language,
)
READING_ROOM = (
    "-# “What colour is the reading room?”\n"
    "The reading room is blue.\n"
    "> The reading room is painted **blue**\n"
    "-# Valley News, 7 March 2026, paragraph 3, in English"
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
        "-# “पुस्तकालय में कितनी किताबें हैं?”\n"
        "पुस्तकालय 4,000 किताबों के साथ खुला।\n"
        "> The village library opened on Saturday with **4,000 books**.\n"
        "-# Valley News, 7 March 2026, paragraph 1, in English"
    )


async def test_what_the_sources_never_mention_is_refused_without_a_citation(town: Town) -> None:
    result = await town.ann.slash(town.channel, "ask", question="Who won the football world cup in Brazil?")

    text = text_of(result.response)
    assert "-# Covered: The opening of the village library in Hilltown, up to March 2026." in text
    assert "paragraph" not in text
    assert "\n> " not in text


@pytest.mark.parametrize(
    ("language", "question", "asked", "terms"),
    [
        (
            "en",
            "How many books does the library have and who won the trophy?",
            "who won the trophy?",
            ["won", "trophy"],
        ),
        ("hi", "पुस्तकालय में कितनी किताबें हैं और कप किसने जीता?", "कप किसने जीता?", ["कप", "जीता"]),
        (
            "ja",
            "図書館には本が何冊ありますか、誰がワールドカップで優勝しましたか？",
            "誰がワールドカップで優勝しましたか？",
            ["ワールドカップ", "優勝"],
        ),
    ],
)
async def test_a_half_that_the_sources_leave_open_is_told_beside_the_one_that_is_answered(  # noqa: PLR0913, PLR0917 - its cases
    town: Town, monkeypatch: pytest.MonkeyPatch, language: str, question: str, asked: str, terms: list[str]
) -> None:
    sentences = speak_in(monkeypatch, language)
    shown = await town.ann.slash(town.channel, "ask", question=question)

    text = text_of(shown.response)
    named = sentences.term_joint.join(sentences.term.format(term=term) for term in terms)
    assert "> The village library opened on Saturday with **4,000 books**." in text
    assert f"**{sentences.question.format(question=asked)}**\n{sentences.never_mentioned.format(terms=named)}" in text

    why = await town.ann.click(response_of(shown), label=sentences.button_why)

    assert asked in text_of(why.response)


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


def close_channel(town: Town, code: int, times: int | None = None) -> None:
    path = f"/channels/{town.channel.id}/messages"
    town.env.inject_error("POST", path, status=403, code=code, message="No", times=times)


@IN_EVERY_LANGUAGE
@pytest.mark.parametrize("code", [50001, 50013])
async def test_in_a_channel_that_is_closed_to_the_bot_who_asks_is_told_once_in_a_direct_message(
    town: Town, caplog: pytest.LogCaptureFixture, talk: Talk, code: int
) -> None:
    close_channel(town, code)
    with caplog.at_level(logging.WARNING, "bot"):
        for _ in range(2):
            await town.ann.send(town.channel, f"{town.own_mention} {talk.books}")

    [record] = [record for record in caplog.records if record.name.startswith("bot")]
    reference = record.getMessage().split()[2]
    assert record.getMessage() == f"Discord refused {reference} in channel {town.channel.id}: status 403, code {code}"
    [told] = town.ann.user.dm_channel.history()
    place = f"<#{town.channel.id}>"
    assert text_of(told) == sentences_in(talk.language).closed_channel.format(channel=place, reference=reference)


async def test_where_direct_messages_are_closed_too_nothing_more_is_said(
    town: Town, caplog: pytest.LogCaptureFixture
) -> None:
    close_channel(town, 50013)
    town.env.inject_error("POST", "/channels/*/messages", status=403, code=50007, message="No", times=None)

    with caplog.at_level(logging.WARNING, "bot"):
        await town.ann.send(town.channel, f"{town.own_mention} What colour is the reading room?")

    assert len([record for record in caplog.records if record.name.startswith("bot")]) == 1
    assert town.env.errors == []


async def test_a_channel_that_was_open_meanwhile_is_told_of_again(town: Town, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING, "bot"):
        for number, is_closed in enumerate([True, False, True]):
            if is_closed:
                close_channel(town, 50013, times=1)
            await town.ann.send(town.channel, f"{town.own_mention} What colour is reading room {number}?")

    assert len([record for record in caplog.records if record.name.startswith("bot")]) == 2


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


@pytest.mark.parametrize(("locale", "romanised"), [("en-GB", False), ("hi", True)])
async def test_suggestions_in_the_language_of_the_members_discord_come_first(
    town: Town, folder: Path, monkeypatch: pytest.MonkeyPatch, locale: str, *, romanised: bool
) -> None:
    file = folder / "facts" / "opening.toml"
    asked = "पुस्तकालय कब खुला?"
    file.write_text(file.read_text(encoding="utf-8").replace(asked, f'{asked}", "library kab khuli'), encoding="utf-8")
    await town.library.apply(await town.library.preview(), who="test", why="romanised", override=True)
    change_interactions(monkeypatch, {"locale": locale})

    choices = await town.ann.autocomplete(town.channel, "ask", "question", "library")

    assert (choices[0]["value"] == "library kab khuli") == romanised, choices


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
    assert (
        text_of(result.response).splitlines()[1].startswith("The garden behind the reading room is open to everyone.")
    )


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


@IN_EVERY_LANGUAGE
async def test_a_question_that_points_back_is_understood_in_a_direct_message(town: Town, talk: Talk) -> None:
    await town.ann.send_dm(talk.books)

    await town.ann.send_dm(talk.and_when)

    assert talk.saturday in text_of(town.ann.user.dm_channel.last_message)


async def test_a_private_answer_in_a_direct_message_is_pointed_back_to(town: Town) -> None:
    await town.ann.send_dm("hello")
    await town.ann.user.slash("ask", question="How many books does the library have?", private=True)

    await town.ann.send_dm("and when was that?")

    assert "on a Saturday" in text_of(town.ann.user.dm_channel.last_message)


@IN_EVERY_LANGUAGE
async def test_after_ten_minutes_a_question_that_points_back_asks_which_is_meant(town: Town, talk: Talk) -> None:
    await town.ann.send_dm(talk.books)
    await town.env.advance_time(601)

    await town.ann.send_dm(talk.and_when)

    text = text_of(town.ann.user.dm_channel.last_message)
    assert sentences_in(talk.language).unsure in text
    assert "\n> " not in text


@pytest.mark.parametrize("restart", [False, True])
async def test_a_reply_to_an_answer_points_back_to_it(town: Town, *, restart: bool) -> None:
    await town.ann.send(town.channel, f"{town.own_mention} How many books does the library have?")
    card = town.channel.last_message
    if restart:
        await town.restart()

    await town.ann.send(town.channel, f"{town.own_mention} and when was that?", reply_to=card)

    assert "on a Saturday" in text_of(town.channel.last_message)


async def test_a_reply_to_the_bots_own_message_needs_no_mention(town: Town) -> None:
    await town.ann.send(town.channel, f"{town.own_mention} How many books does the library have?")

    await town.ann.send(town.channel, "and when was that?", reply_to=town.channel.last_message)

    assert "on a Saturday" in text_of(town.channel.last_message)


async def test_a_reply_to_a_commands_answer_whose_text_discord_keeps_back_is_told_so(town: Town) -> None:
    await town.ann.slash(town.channel, "ask", question="How many books does the library have?")
    card = town.channel.last_message

    await town.ann.send(town.channel, "and when was that?", reply_to=card)
    assert text_of(town.channel.last_message) == sentences_in("en").reply_hidden
    await town.ann.send(town.channel, f"{town.own_mention} and when was that?", reply_to=card)

    assert "on a Saturday" in text_of(town.channel.last_message)


async def test_a_message_that_is_forwarded_to_the_bot_is_checked(town: Town) -> None:
    said = await town.ann.send(town.channel, "The village library opened on Sunday.")
    await town.ann.send_dm("hello")

    await _forward_to_the_bot(town, said)

    text = text_of(town.ann.user.dm_channel.last_message)
    assert "The source says “Saturday”, not “Sunday”." in text
    await town.library.feedback.write()
    assert [tally.outcome for tally in await town.library.feedback.tallies(1)] == ["chat"]


async def test_a_reply_without_words_to_a_message_in_a_direct_message_checks_that(town: Town) -> None:
    said = await town.ann.send(town.channel, "The village library opened on Sunday.")
    await town.ann.send_dm("hello")
    forwarded = await _forward_to_the_bot(town, said)

    reference = {"channel_id": str(forwarded.channel.id), "message_id": str(forwarded.id)}

    await town.ann.send_dm(town.own_mention, reference=reference)

    assert "The source says “Saturday”, not “Sunday”." in text_of(town.ann.user.dm_channel.last_message)


async def _forward_to_the_bot(town: Town, message: discord.Message) -> discord.Message:
    forwarded = await town.ann.forward(message, town.ann.user.dm_channel)
    assert forwarded.message_snapshots
    return forwarded


@IN_EVERY_LANGUAGE
async def test_a_bare_mention_that_replies_to_a_message_kept_back_is_told_how_to_have_it_checked(
    town: Town, talk: Talk
) -> None:
    town.env.backend.get_guild(town.guild.id).preferred_locale = talk.language
    await town.restart()
    said = await town.newcomer("ben").send(town.channel, "The village library opened on Sunday.")

    await town.ann.send(town.channel, town.own_mention, reply_to=said)

    sentences = sentences_in(talk.language)
    command = sentences.commands.get("Check against the sources", "Check against the sources")
    assert text_of(town.channel.last_message) == sentences.message_hidden.format(check=command)


async def test_a_reply_to_somebody_else_is_left_alone(town: Town) -> None:
    said = await town.newcomer("ben").send(town.channel, "Nice library!")

    await town.ann.send(town.channel, "What colour is the reading room?", reply_to=said)

    assert len(town.channel.history()) == 2


@IN_EVERY_LANGUAGE
async def test_a_reply_points_back_in_every_language(town: Town, talk: Talk) -> None:
    await town.ann.send(town.channel, f"{town.own_mention} {talk.books}")

    await town.ann.send(town.channel, f"{town.own_mention} {talk.and_when}", reply_to=town.channel.last_message)

    assert talk.saturday in text_of(town.channel.last_message)


@IN_EVERY_LANGUAGE
async def test_a_question_that_points_back_to_nothing_told_offers_what_could_be_meant(town: Town, talk: Talk) -> None:
    await town.ann.send_dm(talk.books)

    await town.ann.send_dm(talk.and_who)

    text = text_of(town.ann.user.dm_channel.last_message)
    sentences = sentences_in(talk.language)
    assert sentences.not_covered in text or sentences.unsure in text
    assert talk.when in labels_of(town.ann.user.dm_channel.last_message)


async def test_what_others_talk_about_in_a_channel_is_not_pointed_back_to(town: Town) -> None:
    await town.ann.send(town.channel, f"{town.own_mention} How many books does the library have?")

    await town.newcomer("ben").send(town.channel, f"{town.own_mention} and when was that?")

    assert "on a Saturday" not in text_of(town.channel.last_message)


@IN_EVERY_LANGUAGE
async def test_the_same_question_in_a_channel_points_to_the_earlier_answer(
    town: Town, monkeypatch: pytest.MonkeyPatch, talk: Talk
) -> None:
    sentences = speak_in(monkeypatch, talk.language)
    await town.ann.slash(town.channel, "ask", question=talk.books)
    earlier = town.channel.last_message
    assert earlier is not None
    sentence = sentences.asked_before.format(link=earlier.jump_url)

    again = await town.newcomer("ben").slash(town.channel, "ask", question=f" {talk.books.rstrip('?').lower()}")
    await town.ann.send(town.channel, f"{town.own_mention} {talk.books}")

    assert again.ephemeral
    assert text_of(again.response) == sentence
    assert text_of(town.channel.last_message) == sentence


async def test_a_private_answer_is_given_though_the_channel_has_it(town: Town) -> None:
    await town.ann.slash(town.channel, "ask", question="What colour is the reading room?")

    result = await town.ann.slash(town.channel, "ask", question="What colour is the reading room?", private=True)

    assert text_of(result.response) == READING_ROOM


async def test_after_five_minutes_the_question_is_answered_again(town: Town) -> None:
    await town.ann.slash(town.channel, "ask", question="What colour is the reading room?")
    await town.env.advance_time(301)

    result = await town.ann.slash(town.channel, "ask", question="What colour is the reading room?")

    assert text_of(result.response) == READING_ROOM


async def test_an_edited_mention_is_answered_once_more_in_its_reply(town: Town) -> None:
    asked = await town.ann.send(town.channel, f"{town.own_mention} How many books does the library have?")

    await town.ann.edit(asked, f"{town.own_mention} What colour is the reading room?")
    assert text_of(town.channel.last_message) == READING_ROOM
    await town.ann.edit(asked, f"{town.own_mention} When did the library open?")

    assert text_of(town.channel.last_message) == READING_ROOM
    assert len(town.channel.history()) == 2


async def test_after_an_edit_what_is_shown_counts(town: Town) -> None:
    asked = await town.ann.send(town.channel, f"{town.own_mention} How many books does the library have?")
    reply = town.channel.last_message
    assert reply is not None

    await town.ann.edit(asked, f"{town.own_mention} What colour is the reading room?")

    feedback = town.library.feedback
    assert await feedback.posted(FactId("book-count")) == []
    assert [posted.message for posted in await feedback.posted(FactId("reading-room"))] == [reply.id]
    again = await town.ann.slash(town.channel, "ask", question="What colour is the reading room?")
    assert again.ephemeral
    assert text_of(again.response).endswith(reply.jump_url)
    other = await town.ann.slash(town.channel, "ask", question="How many books does the library have?")
    assert not other.ephemeral


async def test_after_an_edit_in_a_direct_message_the_new_answer_is_pointed_back_to(town: Town) -> None:
    asked = await town.ann.send_dm("What colour is the reading room?")

    town.env.backend.edit_message(asked.channel.id, asked.id, {"content": "How many books does the library have?"})
    await town.env.settle()
    await town.ann.send_dm("and when was that?")

    assert "on a Saturday" in text_of(town.ann.user.dm_channel.last_message)


async def test_an_answer_that_a_moderator_deleted_is_not_pointed_to(town: Town) -> None:
    await town.ann.slash(town.channel, "ask", question="What colour is the reading room?")
    card = town.channel.last_message
    assert card is not None
    await town.newcomer("mia", manage_messages=True).delete(card)

    result = await town.ann.slash(town.channel, "ask", question="What colour is the reading room?")

    assert text_of(result.response) == READING_ROOM


async def test_an_edit_that_changes_no_word_is_left_alone(town: Town) -> None:
    asked = await town.ann.send(town.channel, f"{town.own_mention} What colour is the reading room?")
    before = len(town.env.http_requests)

    await town.ann.edit(asked, f"{town.own_mention}   What colour is the reading room?")

    assert len(town.env.http_requests) == before


async def flood(town: Town) -> None:
    for number in range(town.settings.limits.member_per_minute):
        await town.ann.slash(town.channel, "ask", question=f"What colour is room {number}?", private=True)


@IN_EVERY_LANGUAGE
async def test_too_many_questions_are_put_off_privately(
    town: Town, monkeypatch: pytest.MonkeyPatch, talk: Talk
) -> None:
    sentences = speak_in(monkeypatch, talk.language)
    await flood(town)

    result = await town.ann.slash(town.channel, "ask", question="What colour is the reading room?")
    other = await town.newcomer("ben").slash(town.channel, "ask", question="What colour is the reading room?")

    assert result.ephemeral
    assert text_of(result.response) == sentences.too_many.format(seconds=60)
    assert "The reading room is blue." in text_of(other.response)


@IN_EVERY_LANGUAGE
async def test_too_many_questions_in_a_channel_are_put_off_privately(
    town: Town, monkeypatch: pytest.MonkeyPatch, talk: Talk
) -> None:
    sentences = speak_in(monkeypatch, talk.language)
    limits = town.settings.limits.model_copy(update={"channel_per_minute": 2})
    town.settings = town.settings.model_copy(update={"limits": limits})
    await town.restart()
    for name in ("ben", "cara"):
        await town.newcomer(name).slash(town.channel, "ask", question=talk.books, private=True)

    result = await town.ann.slash(town.channel, "ask", question=talk.books)

    assert result.ephemeral
    assert text_of(result.response) == sentences.too_many.format(seconds=60)


async def test_after_a_minute_questions_are_answered_again(town: Town) -> None:
    await flood(town)
    await town.env.advance_time(61)

    result = await town.ann.slash(town.channel, "ask", question="What colour is the reading room?")

    assert text_of(result.response) == READING_ROOM


@IN_EVERY_LANGUAGE
async def test_too_many_mentions_are_put_off_once_in_a_direct_message(town: Town, talk: Talk) -> None:
    await flood(town)

    for _ in range(3):
        await town.ann.send(town.channel, f"{town.own_mention} {talk.books}")

    [told] = town.ann.user.dm_channel.history()
    assert text_of(told) == sentences_in(talk.language).too_many.format(seconds=60)


async def test_what_came_of_questions_is_counted_without_who_asked(town: Town) -> None:
    await town.ann.slash(town.channel, "ask", question="What colour is the reading room?")
    await town.ann.send_dm("Who won the football world cup in Brazil?")

    feedback = town.library.feedback
    assert {tally.outcome: tally.times for tally in await feedback.tallies(1)} == {"answered": 1, "not_covered": 1}
    assert [gap.text for gap in await feedback.gaps()] == ["Who won the football world cup in Brazil?"]


async def test_a_store_that_cannot_be_written_keeps_nobody_waiting(town: Town) -> None:
    with closing(sqlite3.connect(town.settings.store.path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        await town.ann.slash(town.channel, "ask", question="What colour is the reading room?")

        assert "blue" in text_of(town.channel.last_message)
        assert await town.library.feedback.tallies(1) == []

    assert [tally.outcome for tally in await town.library.feedback.tallies(1)] == ["answered"]


async def test_only_public_answers_are_remembered_by_their_message(town: Town) -> None:
    await town.ann.slash(town.channel, "ask", question="What colour is the reading room?", private=True)
    await town.ann.send_dm("What colour is the reading room?")
    assert await town.library.feedback.posted(FactId("reading-room")) == []

    await town.ann.send(town.channel, f"{town.own_mention} What colour is the reading room?")

    reply = town.channel.last_message
    assert reply is not None
    assert [posted.message for posted in await town.library.feedback.posted(FactId("reading-room"))] == [reply.id]


async def test_a_mention_in_a_channel_that_is_gone_is_let_go_quietly(
    town: Town, caplog: pytest.LogCaptureFixture
) -> None:
    town.env.inject_error("POST", f"/channels/{town.channel.id}/messages", status=404, code=10003)

    with caplog.at_level(logging.WARNING, "bot"):
        await town.ann.send(town.channel, f"{town.own_mention} What colour is the reading room?")

    assert [record for record in caplog.records if record.name.startswith("bot")] == []
