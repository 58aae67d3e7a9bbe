"""The preview of a refresh, and the buttons by which the moderator who asked for it decides."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, Any, Protocol, Self, cast

import discord
from discord import ui

from bot.changes import beside, describe
from bot.errors import NotYourButtonError, StalePreviewError, report
from bot.listing import fitting
from bot.markdown import shown
from bot.moderation import require_moderator
from bot.wording import sentences_in
from knowledge import StoreLockedError

if TYPE_CHECKING:
    import re

    from bot.config import Settings
    from bot.wording import Sentences
    from knowledge import Changes, Library, Preview

TEXT_LONGEST = 3800
"""Characters of a preview; Discord allows 4000."""

APPLY, LEAVE = "apply", "leave"
BUTTON_ID = r"refresh:(?P<verb>apply|leave):(?P<moderator>[0-9]{1,20}):(?P<key>[0-9a-f]{8})"


class PendingPreviews:
    """The previews that wait for a decision: the latest of each moderator."""

    def __init__(self) -> None:
        self._waiting: dict[int, tuple[str, Preview]] = {}

    def keep(self, moderator: int, preview: Preview) -> str:
        """Let a preview wait; gives the key under which it may be taken, once."""
        key = secrets.token_hex(4)
        self._waiting[moderator] = (key, preview)
        return key

    def take(self, moderator: int, key: str) -> Preview | None:
        """Take the preview back; `None` where it was decided on, replaced, or lost in a restart."""
        waiting_key, preview = self._waiting.get(moderator, ("", None))
        if waiting_key != key:
            return None
        del self._waiting[moderator]
        return preview

    def put_back(self, moderator: int, key: str, preview: Preview) -> None:
        """Let a preview that could not be applied wait again, unless a later one waits by now."""
        self._waiting.setdefault(moderator, (key, preview))


class _Curating(Protocol):
    """What a button needs of the client that received it."""

    library: Library
    settings: Settings
    previews: PendingPreviews


class PreviewView(ui.LayoutView):
    """What would change, and the two ways to decide."""

    def __init__(self, changes: Changes, sentences: Sentences, *, moderator: int, key: str) -> None:
        super().__init__(timeout=None)
        buttons = ui.ActionRow[Any](
            RefreshButton(APPLY, moderator, key, sentences), RefreshButton(LEAVE, moderator, key, sentences)
        )
        self.add_item(ui.Container(ui.TextDisplay(preview_text(changes, sentences)), buttons))
        self.stop()  # the buttons carry what they need in their ids


class NoticeView(ui.LayoutView):
    """One sentence; it takes the place of a preview that was decided on."""

    def __init__(self, text: str) -> None:
        super().__init__(timeout=None)
        self.add_item(ui.TextDisplay(shown(text)))


class RefreshButton(ui.DynamicItem[ui.Button[Any]], template=BUTTON_ID):
    """Applies a preview or leaves all as it is; only for the moderator who asked for the preview."""

    def __init__(self, verb: str, moderator: int, key: str, sentences: Sentences) -> None:
        label = sentences.refresh_apply if verb == APPLY else sentences.refresh_cancel
        style = discord.ButtonStyle.primary if verb == APPLY else discord.ButtonStyle.secondary
        super().__init__(ui.Button(label=label, style=style, custom_id=f"refresh:{verb}:{moderator}:{key}"))
        self.verb = verb
        self.moderator = moderator
        self.key = key

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction, item: ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        """Read a button back from its id."""
        del item
        sentences = sentences_in(interaction.locale.value)
        return cls(match["verb"], int(match["moderator"]), match["key"], sentences)

    async def callback(self, interaction: discord.Interaction) -> Any:  # noqa: ANN401 - as the base has it
        """Decide, or say what went wrong: discord.py itself would only log it."""
        try:
            await self._decide(interaction)
        except Exception as error:  # noqa: BLE001 - every error becomes a reply in one place
            await report(interaction, error)

    async def _decide(self, interaction: discord.Interaction) -> None:
        client = cast("_Curating", interaction.client)
        require_moderator(interaction, client.settings.moderation.guilds)
        if interaction.user.id != self.moderator:
            raise NotYourButtonError
        # Applying rebuilds the matcher, which may take longer than Discord waits.
        await interaction.response.defer()
        preview = client.previews.take(self.moderator, self.key)
        text = await self._carry_out(client, preview, interaction)
        await interaction.edit_original_response(view=NoticeView(text))

    async def _carry_out(self, client: _Curating, preview: Preview | None, interaction: discord.Interaction) -> str:
        sentences = sentences_in(interaction.locale.value)
        if self.verb == LEAVE:
            return sentences.refresh_cancelled
        if preview is None:
            raise StalePreviewError
        try:
            revision = await client.library.apply(preview, who=_signature(interaction.user), why="/facts refresh")
        except StoreLockedError:  # the one failure that another press may overcome
            client.previews.put_back(self.moderator, self.key, preview)
            raise
        return sentences.refresh_applied.format(revision=revision)


def preview_text(changes: Changes, sentences: Sentences) -> str:
    """Show changes in Discord's markup, as many as there is room for."""
    head = sentences.refresh_found.format(
        added=len(changes.added), changed=len(changes.changed), removed=len(changes.removed)
    )
    lines = list(filter(None, [head, shown(beside(changes, sentences))]))
    for group in describe(changes, sentences):
        lines += [f"**{shown(group.heading)}**", *(f"- {shown(line)}" for line in group.lines)]
    return "\n".join(fitting(lines, TEXT_LONGEST, sentences))


def _signature(user: discord.User | discord.Member) -> str:
    return f"discord: {user.name} ({user.id})"
