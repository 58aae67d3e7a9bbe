"""The one place where an exception becomes a reply.

BotError
├── NotModeratorError     somebody else than a moderator tried to look after the facts
├── NotAskerError         somebody else than the asker tried to share or remove an answer
├── NotYourButtonError    a moderator pressed a button that another one was given
├── NoReasonError         a change that the self-test forbids was to be published without a reason
└── StalePreviewError     a preview was decided on already, replaced, or lost in a restart
"""

from __future__ import annotations

import contextlib
import logging
import secrets
from typing import TYPE_CHECKING

import discord
from discord import app_commands

from bot.echo import shorten
from bot.listing import fitting
from bot.markdown import shown
from bot.wording import sentences_in
from knowledge import FolderError, KnowledgeError, StaleRevisionError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.wording import Sentences
    from knowledge import Fault

log = logging.getLogger(__name__)

CONTENT_LONGEST = 2000
"""Characters that Discord allows in a plain message."""
TROUBLE_LONGEST = 1000


class BotError(Exception):
    """Something that a member cannot do, or not any more."""


class NotModeratorError(BotError):
    """Somebody else than a moderator of a moderated server tried to look after the facts."""


class NotAskerError(BotError):
    """Somebody else than the asker tried to share or remove an answer."""


class NotYourButtonError(BotError):
    """A moderator pressed a button that another one was given."""


class NoReasonError(BotError):
    """A change that the self-test forbids was to be published without a reason."""


class StalePreviewError(BotError):
    """A preview was decided on already, replaced, or lost in a restart."""


async def report(interaction: discord.Interaction, error: Exception) -> None:
    """Tell whoever caused an error, privately, in the language of their Discord."""
    if _is_over(error):
        log.info("Nobody waits for %s any more", _name(interaction))
        return
    text = explain(error, sentences_in(str(interaction.locale)), where=_name(interaction))
    # Where even this cannot be said, the interaction has expired and nobody is waiting.
    with contextlib.suppress(discord.HTTPException):
        if interaction.response.is_done():
            await interaction.followup.send(text, ephemeral=True)
        else:
            await interaction.response.send_message(text, ephemeral=True)


async def report_event(event: str, message: discord.Message | None, error: Exception, sentences: Sentences) -> None:
    """Log a listener's error, and tell whoever wrote the message that caused it, where there was one."""
    if _is_over(error):
        log.info("Nobody waits for %s any more", event)
        return
    text = explain(error, sentences, where=event)
    if message is not None:
        with contextlib.suppress(discord.HTTPException):
            await message.channel.send(text)


def explain(error: Exception, sentences: Sentences, *, where: str) -> str:
    """Put an error into one clear sentence; an unexpected one is logged under the reference that is given."""
    match error:
        case app_commands.CommandInvokeError(original=Exception() as original):
            text = explain(original, sentences, where=where)
        case BotError() | app_commands.CheckFailure():
            text = _not_allowed(error, sentences)
        case app_commands.CommandNotFound() | app_commands.CommandSignatureMismatch():
            text = sentences.command_changed
        case StaleRevisionError():
            text = sentences.refresh_stale
        case FolderError(faults=faults):
            text = _refusal(faults, sentences)
        case discord.HTTPException():
            text = _discords_refusal(error, sentences, where)
        case KnowledgeError():
            text = sentences.trouble.format(message=shorten(shown(str(error)), TROUBLE_LONGEST))
        case _:
            text = sentences.unexpected.format(reference=_log_unexpected(error, where))
    return text


def _not_allowed(error: Exception, sentences: Sentences) -> str:
    match error:
        case NotAskerError():
            return sentences.not_asker
        case NotYourButtonError():
            return sentences.not_your_button
        case NoReasonError():
            return sentences.desk_no_reason
        case StalePreviewError():
            return sentences.desk_stale
        case _:
            return sentences.not_moderator


def _is_over(error: Exception) -> bool:
    """Tell whether what was to be answered has expired, was answered, or is deleted."""
    error = getattr(error, "original", error)
    return isinstance(error, discord.NotFound | discord.InteractionResponded)


def log_refusal(error: discord.HTTPException, where: str) -> str:
    """Log that Discord refused something, and give the reference under which it stands there."""
    reference = secrets.token_hex(4)
    log.warning("Discord refused %s in %s: status %s, code %s", reference, where, error.status, error.code)
    return reference


def _discords_refusal(error: discord.HTTPException, sentences: Sentences, where: str) -> str:
    reference = log_refusal(error, where)
    is_closed = isinstance(error, discord.Forbidden)
    return (sentences.out_of_reach if is_closed else sentences.discord_trouble).format(reference=reference)


def _log_unexpected(error: Exception, where: str) -> str:
    """Keep the traceback under a short reference; who asked, and what, stays out of the log."""
    reference = secrets.token_hex(4)
    log.error("Unexpected error %s in %s", reference, where, exc_info=error)
    return reference


def _refusal(faults: Sequence[Fault], sentences: Sentences) -> str:
    """List the faults of a folder, as many as a message holds."""
    head = sentences.refresh_refused.format(count=len(faults))
    lines = [f"- {shown(str(fault))}" for fault in faults]
    return "\n".join([head, *fitting(lines, CONTENT_LONGEST - len(head) - 1, sentences)])


def _name(interaction: discord.Interaction) -> str:
    return interaction.command.qualified_name if interaction.command else interaction.type.name
