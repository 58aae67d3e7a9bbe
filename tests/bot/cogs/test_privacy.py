from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from bot.cogs.privacy import PrivacyCog
from bot.config import PrivacySettings
from knowledge import Language
from tests.bot.payloads import change_interactions, speak_in
from tests.bot.reading import labels_of, response_of, text_of

DEFERRED, DEFERRED_UPDATE = 5, 6
"""Kinds of first responses, as Discord numbers them."""

if TYPE_CHECKING:
    from tests.bot.conftest import Town


async def test_without_votes_there_is_nothing_to_erase(town: Town) -> None:
    result = await town.ann.slash(town.channel, "privacy")

    assert result.ephemeral
    assert "for 30 days" in text_of(result.response)
    assert text_of(result.response).endswith("No votes of yours are kept.")
    assert labels_of(result.response) == []


@pytest.mark.parametrize("restart", [False, True])
async def test_a_member_erases_their_votes(town: Town, *, restart: bool) -> None:
    shown = await town.ann.slash(town.channel, "ask", question="When did the library open?")
    await town.ann.click(response_of(shown), label="Helpful")
    await town.newcomer("ben").click(response_of(shown), label="Helpful")
    told = await town.ann.slash(town.channel, "privacy")
    assert "Votes of yours that are kept: 1" in text_of(told.response)
    if restart:
        await town.restart()

    await town.ann.click(response_of(told), label="Erase my votes")

    assert await town.library.feedback.count_votes(town.ann.id) == 0
    assert len(await town.library.feedback.votes(1)) == 1
    again = await town.ann.slash(town.channel, "privacy")
    assert "No votes of yours are kept." in text_of(again.response)


async def test_the_operators_notice_is_linked(town: Town) -> None:
    privacy = PrivacySettings(keep_days=7, link="https://example.org/privacy")
    town.settings = town.settings.model_copy(update={"privacy": privacy})
    await town.restart()

    text = text_of((await town.ann.slash(town.channel, "privacy")).response)

    assert "for 7 days" in text
    assert text.endswith("More: https://example.org/privacy")


@pytest.mark.parametrize(
    ("locale", "sentence"), [("hi", "आपका कोई मत दर्ज नहीं है।"), ("ja", "あなたの評価は保存されていません。")]
)
async def test_privacy_is_told_in_the_readers_language(
    town: Town, monkeypatch: pytest.MonkeyPatch, locale: str, sentence: str
) -> None:
    change_interactions(monkeypatch, {"locale": locale})

    assert text_of((await town.ann.slash(town.channel, "privacy")).response).endswith(sentence)


async def test_what_must_wait_for_the_store_is_deferred_first(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    await town.ann.slash(town.channel, "ask", question="When did the library open?")
    order = []

    async def count(*_args: object) -> int:
        order.extend(callbacks_in(town))
        return 1

    monkeypatch.setattr(type(town.library.feedback), "count_votes", count)
    monkeypatch.setattr(type(town.library.feedback), "erase_votes", count)
    told = await town.ann.slash(town.channel, "privacy")
    await town.ann.click(response_of(told), label="Erase my votes")

    assert order == [DEFERRED, DEFERRED, DEFERRED_UPDATE]


def callbacks_in(town: Town) -> list[int]:
    """Give the kinds of first responses that were sent, but for that to /ask."""
    bodies = [request.json or {} for request in town.env.http_requests if request.path.endswith("/callback")]
    return [body["type"] for body in bodies[1:]]


@pytest.mark.parametrize("language", ["en", "hi", "ja"])
async def test_where_the_store_fails_the_member_is_told_privately(
    town: Town, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    sentences = speak_in(monkeypatch, language)

    async def broken(*_args: object) -> int:
        raise ZeroDivisionError

    monkeypatch.setattr(type(town.library.feedback), "count_votes", broken)

    result = await town.ann.slash(town.channel, "privacy")

    assert len(town.env.errors) == 1
    assert response_of(result).content.startswith(sentences.unexpected.partition("{")[0])


async def test_what_is_older_than_it_may_be_is_forgotten_at_the_start(town: Town) -> None:
    town.library.feedback.lament("Why?", Language("en"))
    await town.library.feedback.write()
    with closing(sqlite3.connect(town.settings.store.path)) as connection, connection:
        connection.execute("UPDATE gap SET last_day = date('now', '-31 days')")

    await town.restart()
    cog = town.bot.get_cog("PrivacyCog")
    assert isinstance(cog, PrivacyCog)
    await cog.forget()

    assert await town.library.feedback.gaps() == []
