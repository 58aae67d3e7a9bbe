"""Sends Discord the command definitions, but only when they differ from those that it holds."""

from __future__ import annotations

import hashlib
import json
import logging
from typing import TYPE_CHECKING, Any

import discord

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from discord import app_commands

log = logging.getLogger(__name__)

GLOBAL = "global"


Sent = dict[str, dict[str, Any]]
"""What was sent, by scope: a fingerprint of the definitions and the ids that Discord gave them."""


class DefinitionRecord:
    """Remembers what was last sent, an entry an application, in a small JSON file beside the database."""

    def __init__(self, file: Path) -> None:
        self._file = file

    def sent_by(self, application: int) -> Sent:
        """Give what an application sent; nothing where the record is missing or unreadable."""
        sent = self._read().get(str(application))
        return sent if isinstance(sent, dict) else {}

    def keep(self, application: int, sent: Sent) -> None:
        """Keep what was sent; where that fails, the next start merely sends it once more."""
        record = self._read() | {str(application): sent}
        try:
            self._file.write_text(json.dumps(record, indent=1), encoding="utf-8")
        except OSError as error:
            log.warning("%s: the record of command definitions cannot be kept: %s", self._file, error.strerror)

    def _read(self) -> dict[str, Any]:
        try:
            record = json.loads(self._file.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return record if isinstance(record, dict) else {}


async def send_definitions(
    tree: app_commands.CommandTree[Any], guilds: Iterable[int], record: DefinitionRecord
) -> None:
    """Bring Discord's commands in line with the tree's, everywhere and in the servers that are named."""
    application = tree.client.application_id or 0
    before = record.sent_by(application)
    after: Sent = {}
    scopes = [GLOBAL, *map(str, guilds)]
    abandoned = [scope for scope in before if scope not in scopes and scope.isdigit()]
    for scope in scopes + abandoned:
        try:
            after[scope] = await _bring_in_line(tree, scope, before.get(scope))
        except discord.HTTPException as error:
            # Answering goes on without them; the next start tries again.
            log.warning("The command definitions (%s) were not taken: %s", scope, error)
    after = {scope: sent for scope, sent in after.items() if scope in scopes}
    if after != before:
        record.keep(application, after)


async def _bring_in_line(
    tree: app_commands.CommandTree[Any], scope: str, sent: dict[str, Any] | None
) -> dict[str, Any]:
    guild = None if scope == GLOBAL else discord.Object(int(scope))
    fingerprint = await _fingerprint(tree, guild)
    if sent and sent.get("fingerprint") == fingerprint:
        # Another program with the same token may have replaced them, and a new application has none.
        held = sorted(command.id for command in await tree.fetch_commands(guild=guild))
        if held == sent.get("commands"):
            return sent
    commands = await tree.sync(guild=guild)
    log.info("Sent %d command definitions (%s)", len(commands), scope)
    return {"fingerprint": fingerprint, "commands": sorted(command.id for command in commands)}


async def _fingerprint(tree: app_commands.CommandTree[Any], guild: discord.Object | None) -> str:
    commands = tree.get_commands(guild=guild)
    translator = tree.translator
    payload = [
        await command.get_translated_payload(tree, translator) if translator else command.to_dict(tree)
        for command in commands
    ]
    text = json.dumps(payload, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()
