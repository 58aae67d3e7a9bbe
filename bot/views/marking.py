"""Public answers whose facts have changed since: found by their messages, and marked in one step."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, Protocol, Self, cast

import discord
from discord import ui

from bot.errors import NotYourButtonError, StalePreviewError
from bot.markdown import shown
from bot.moderation import require_moderator
from bot.views.lasting import Lasting, notice
from bot.wording import sentences_in
from knowledge import Status

if TYPE_CHECKING:
    import re

    from bot.config import Settings
    from bot.pending import Pending
    from bot.wording import Sentences
    from knowledge import Changes, Fact, Feedback, Posted

MOST_MARKED = 50
TOO_MUCH = 400
"""Discord's status for a message that is longer than it may be."""
BUTTON_ID = r"mark:(?P<moderator>[0-9]{1,20}):(?P<key>[0-9a-f]{8})"


class _Marking(Protocol):
    settings: Settings
    marks: Pending[tuple[Posted, ...]]

    def get_partial_messageable(self, id: int) -> discord.PartialMessageable:  # noqa: A002 - as discord.py has it
        """Give a channel to read and write."""


async def answers_to_mark(changes: Changes, feedback: Feedback) -> tuple[Posted, ...]:
    """Find the public answers that showed a fact which was changed or withdrawn, the latest first."""
    facts = [before.id for before, after in changes.changed if _is_wrong_now(before, after)]
    facts += [fact.id for fact in changes.removed]
    posts = {post.message: post for fact in facts for post in await feedback.posted(fact)}
    return tuple(sorted(posts.values(), key=lambda post: -post.message)[:MOST_MARKED])


def _is_wrong_now(before: Fact, after: Fact) -> bool:
    """Tell whether what members were shown of a fact holds no longer; other questions for it make nothing wrong."""
    statements = {language: after.wordings.get(language, wording) for language, wording in before.wordings.items()}
    is_reworded = any(before.wordings[one].statement != statements[one].statement for one in statements)
    shown_of = [(fact.quote, fact.said_by, fact.source) for fact in (before, after)]
    return is_reworded or shown_of[0] != shown_of[1] or after.status is not Status.ACTIVE


class MarkButton(Lasting, ui.DynamicItem[ui.Button[Any]], template=BUTTON_ID):
    """Marks them; only for the moderator who changed the facts."""

    def __init__(self, moderator: int, key: str, count: int, sentences: Sentences) -> None:
        label = sentences.correct_posts.format(count=count)
        super().__init__(ui.Button(label=label, custom_id=f"mark:{moderator}:{key}"))
        self.moderator = moderator
        self.key = key

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction, item: ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        """Read a button back from its id."""
        del item
        return cls(int(match["moderator"]), match["key"], 0, sentences_in(interaction.locale.value))

    async def respond(self, interaction: discord.Interaction) -> None:
        """Mark them, and tell how many could be reached."""
        client = cast("_Marking", interaction.client)
        require_moderator(interaction, client.settings.moderation)
        if interaction.user.id != self.moderator:
            raise NotYourButtonError
        posts = client.marks.take(self.moderator, self.key)
        if posts is None:
            raise StalePreviewError
        await interaction.response.defer()
        sentences = sentences_in(interaction.locale.value)
        marked = sum([await _mark(client, post, sentences) for post in posts])
        text = sentences.corrected_posts.format(count=marked, lost=len(posts) - marked)
        await interaction.edit_original_response(view=notice(text))


async def _mark(client: _Marking, post: Posted, sentences: Sentences) -> bool:
    """Set a note above an answer, or in reply to one that is full; tells whether it could be reached."""
    today = sentences.day(dt.datetime.now(dt.UTC).date())
    note = f"**{shown(sentences.correct_note.format(date=today))}**"
    try:
        message = await client.get_partial_messageable(post.channel).fetch_message(post.message)
        try:
            await message.edit(view=_under(note, message), allowed_mentions=discord.AllowedMentions.none())
        except (ValueError, discord.HTTPException) as error:
            if isinstance(error, discord.HTTPException) and error.status != TOO_MUCH:
                raise
            await message.reply(view=notice(note), allowed_mentions=discord.AllowedMentions.none())
    except discord.HTTPException:  # it was removed, or the bot may not go there any more
        return False
    return True


def _under(note: str, message: discord.Message) -> ui.LayoutView:
    """Set an answer below a note; raises ValueError where it has as many parts as a message may have."""
    view = ui.LayoutView(timeout=None)
    view.add_item(ui.TextDisplay(note))
    for item in ui.LayoutView.from_message(message, timeout=None).children:
        view.add_item(item)
    view.stop()
    return view
