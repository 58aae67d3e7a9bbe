from __future__ import annotations

import logging
from pathlib import Path

import discord
import pytest
from discord import app_commands

from bot.errors import CONTENT_LONGEST, NoReasonError, NotModeratorError, NotYourButtonError, StalePreviewError, explain
from bot.wording import sentences_in
from knowledge import Fault, FolderError, StaleRevisionError, StoreDamagedError

EN = sentences_in("en")
FILE = Path("facts.sqlite3")


def said(error: Exception) -> str:
    return explain(error, EN, where="test")


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (NotModeratorError(), EN.not_moderator),
        (app_commands.CheckFailure(), EN.not_moderator),
        (NotYourButtonError(), EN.not_your_button),
        (StalePreviewError(), EN.desk_stale),
        (NoReasonError(), EN.desk_no_reason),
        (StaleRevisionError(FILE, "moved on"), EN.refresh_stale),
        (app_commands.CommandNotFound("old", []), EN.command_changed),
        (
            StoreDamagedError(FILE, "facts.sqlite3 is *damaged*."),
            "That did not work: facts.sqlite3 is \\*damaged\\*.",
        ),
    ],
)
def test_a_known_error_gets_its_sentence(error: Exception, sentence: str, caplog: pytest.LogCaptureFixture) -> None:
    assert said(error) == sentence
    assert caplog.records == []


def test_an_unexpected_error_is_logged_under_the_reference_that_is_given(
    caplog: pytest.LogCaptureFixture,
) -> None:
    with caplog.at_level(logging.ERROR):
        sentence = said(ValueError("inner detail"))

    [record] = caplog.records
    assert record.getMessage().split()[2] in sentence
    assert record.exc_info is not None
    assert "inner detail" not in sentence


def test_each_unexpected_error_has_a_reference_of_its_own() -> None:
    assert said(ValueError()) != said(ValueError())


@pytest.mark.parametrize("count", [1, 5, 400])
def test_faults_are_listed_as_far_as_a_message_holds(count: int) -> None:
    faults = [Fault("facts/a.toml", f'fact "f-{n}"', "its quote is *gone*", "put it back") for n in range(count)]

    text = said(FolderError(Path("facts"), faults))

    listed = text.count("\n- facts/a.toml: fact")
    assert len(text) <= CONTENT_LONGEST
    assert f"Faults: {count}." in text
    assert listed == count or text.endswith(f"\n… and {count - listed} more")


@pytest.mark.parametrize(
    ("status", "kind", "sentence"),
    [
        (403, discord.Forbidden, "I am not allowed to do that here."),
        (429, discord.HTTPException, "Discord did not take that just now."),
        (500, discord.DiscordServerError, "Discord did not take that just now."),
    ],
)
def test_what_discord_refuses_is_told_with_the_reference_that_is_logged(
    status: int, kind: type[discord.HTTPException], sentence: str, caplog: pytest.LogCaptureFixture
) -> None:
    refusal = kind(Refused(status), {"code": 0, "message": "no"})

    with caplog.at_level(logging.WARNING):
        text = said(refusal)

    [record] = caplog.records
    assert text.startswith(sentence)
    assert record.getMessage().split()[2] in text
    assert record.exc_info is None


class Refused:
    """A response, as far as discord.py's errors read it."""

    reason = "refused"

    def __init__(self, status: int) -> None:
        self.status = status
