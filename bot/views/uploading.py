"""The form by which a moderator brings in facts, or a source, as a file."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, NoReturn, cast

import discord
from discord import ui

from bot.echo import echo, shorten
from bot.errors import report
from bot.moderation import require_moderator
from bot.views.form import propose
from knowledge import LARGEST_UPLOAD, About, Upload, UploadError

if TYPE_CHECKING:
    from bot.views.curating import Curating
    from bot.wording import Sentences

LABEL_LONGEST = 45


class UploadForm(ui.Modal):
    """Takes a file and, for the text of a new source, what is known of it; previews what comes of them."""

    def __init__(self, sentences: Sentences) -> None:
        super().__init__(title=shorten(sentences.upload_title, LABEL_LONGEST))
        self.file: ui.FileUpload[Any] = ui.FileUpload(min_values=1, max_values=1)
        self.publisher: ui.TextInput[Any] = ui.TextInput(required=False, max_length=200)
        self.place: ui.TextInput[Any] = ui.TextInput(required=False, max_length=200)
        self.date: ui.TextInput[Any] = ui.TextInput(required=False, max_length=10, placeholder="2026-01-17")
        self.language: ui.TextInput[Any] = ui.TextInput(required=False, max_length=16, placeholder="en")
        self.add_item(
            ui.Label(
                text=shorten(sentences.upload_file, LABEL_LONGEST),
                description=shorten(sentences.upload_kinds, 100),
                component=self.file,
            )
        )
        for text, field in (
            (sentences.upload_publisher, self.publisher),
            (sentences.upload_place, self.place),
            (sentences.upload_date, self.date),
            (sentences.upload_language, self.language),
        ):
            self.add_item(ui.Label(text=shorten(text, LABEL_LONGEST), component=field))

    async def on_submit(self, interaction: discord.Interaction) -> None:
        """Preview what the file would change."""
        try:
            await self._preview(interaction)
        except Exception as error:  # noqa: BLE001 - every error becomes a reply in one place
            await report(interaction, error)

    async def _preview(self, interaction: discord.Interaction) -> None:
        client = cast("Curating", interaction.client)
        require_moderator(interaction, client.settings.moderation)
        await interaction.response.defer(ephemeral=True, thinking=True)
        file: discord.Attachment = self.file.values[0]
        name = echo(file.filename, 60)
        if file.size > LARGEST_UPLOAD:
            _refuse(f"{name} is larger than {LARGEST_UPLOAD // 2**20} MiB: split it, or use the folder.")
        about, library = self._about(), client.library
        upload = Upload(file.filename, await file.read(), about)
        await propose(interaction, lambda chosen: library.preview_upload(upload, chosen), f"/facts upload {name}")

    def _about(self) -> About | None:
        """Give what the form tells of a new source; `None` where it tells nothing."""
        told = [field.value.strip() for field in (self.publisher, self.place, self.date, self.language)]
        if not any(told):
            return None
        publisher, place, date, language = told
        if not all(told):
            _refuse("A new source needs publisher, place, date and language: fill in all four, or none.")
        try:
            return About(publisher, place, dt.date.fromisoformat(date), language)
        except ValueError:
            _refuse(f"{echo(date, 20)} is no date: write it as year-month-day, such as 2026-01-17.")


def _refuse(message: str) -> NoReturn:
    raise UploadError(message)
