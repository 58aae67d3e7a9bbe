"""Puts a proposal in force: the revision, the post for the channel that audits, and what follows from it."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, cast

from discord import ui

from bot.markdown import shown
from bot.views.auditing import post_audit
from bot.views.curating import Curating, signature
from bot.views.foreseen import preview_text, whole_text
from bot.views.lasting import notice
from bot.views.marking import MarkButton, answers_to_mark
from bot.wording import sentences_in
from knowledge import StoreError, StoreLockedError

if TYPE_CHECKING:
    import discord

    from bot.views.curating import Proposal
    from bot.wording import Sentences
    from knowledge import Posted

log = logging.getLogger(__name__)


async def publish(interaction: discord.Interaction, proposal: Proposal, key: str, *, override: str) -> None:
    """Put a proposal in force, tell the channel that audits, and offer to mark public answers that it made wrong.

    Raises StaleRevisionError where the base has moved on since the preview, and StoreError.
    """
    client, sentences = cast("Curating", interaction.client), sentences_in(interaction.locale.value)
    who, why = signature(interaction.user), f"{proposal.why}: {override}" if override else proposal.why
    try:
        revision = await client.library.apply(proposal.preview, who=who, why=why, override=bool(override))
    except StoreLockedError:  # the one failure that another press may overcome
        client.proposals.put_back(interaction.user.id, key, proposal)
        raise
    # From here on it is in force: whatever else goes wrong may not look as if it were not.
    head = sentences.audit_line.format(revision=revision, who=who, why=why)
    lines = [sentences.refresh_applied.format(revision=revision)]
    if not await _audit(client, proposal, head, sentences):
        lines.append(sentences.audit_lost)
    posts = await _follow(client, proposal)
    view = notice(*map(shown, lines))
    if posts:
        mark_key = client.marks.keep(interaction.user.id, posts)
        view.add_item(ui.ActionRow(MarkButton(interaction.user.id, mark_key, len(posts), sentences)))
    await interaction.edit_original_response(view=view, attachments=[])


async def _follow(client: Curating, proposal: Proposal) -> tuple[Posted, ...]:
    """Strike the questions that are settled off the list, and find the public answers that are wrong by now."""
    try:
        for text in proposal.settles:
            await client.library.feedback.dismiss(text)
        return await answers_to_mark(proposal.preview.changes, client.library.feedback)
    except StoreError as error:
        log.warning("A change is in force, but what follows from it was not seen to: %s", error)
        return ()


async def _audit(client: Curating, proposal: Proposal, head: str, sentences: Sentences) -> bool:
    """Post what changed to the channel that the settings name; tells whether it could be posted, where it is to be."""
    channel = client.settings.moderation.audit_channel
    if not channel:
        return True
    text = f"{shown(head)}\n{preview_text(proposal.preview, sentences)}"
    whole = whole_text(proposal.preview, sentences)
    return await post_audit(client.get_partial_messageable(channel), text, whole)
