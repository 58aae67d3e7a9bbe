"""Is all well? Each thing that a running bot needs, looked at by itself, with the remedy where it is not."""

from __future__ import annotations

import asyncio
import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self

import discord

from bot.config import ConfigError
from bot.definitions import GLOBAL, DefinitionRecord
from knowledge import (
    FolderError,
    KnowledgeError,
    backups_in,
    check_base,
    form_of,
    in_short,
    load_folder,
    made_at,
    newest_form,
    newest_good,
    open_sqlite_store,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from bot.config import Settings
    from bot.definitions import Sent
    from knowledge import FactBase

NEEDED = discord.Permissions(view_channel=True, send_messages=True, attach_files=True, read_message_history=True)
LATE = 2
"""So many times the hours between two backups, the newest is too old."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at."""

    name: str
    is_well: bool
    told: str
    """What was found, and the remedy where it is not well."""
    is_left_out: bool = False
    """Whether it is something that a bot can do without, and is not set."""

    @classmethod
    def left_out(cls, name: str, told: str) -> Self:
        """Say what is not there, and need not be."""
        return cls(name, is_well=True, told=told, is_left_out=True)

    @classmethod
    def well(cls, name: str, told: str) -> Self:
        """Say that something is as it should be."""
        return cls(name, is_well=True, told=told)

    @classmethod
    def ill(cls, name: str, told: str) -> Self:
        """Say that something is not, with the remedy."""
        return cls(name, is_well=False, told=told)


async def examine(settings: Settings) -> list[Finding]:
    """Look at all that can be seen without Discord."""
    database, in_force = await _database(settings)
    return [
        _token(settings),
        *database,
        await asyncio.to_thread(_folder, settings, in_force),
        _moderation(settings),
        await asyncio.to_thread(_backups, settings),
        _privacy(settings),
    ]


def _token(settings: Settings) -> Finding:
    try:
        settings.bot_token()
    except ConfigError as error:
        return Finding.ill("token", str(error))
    return Finding.well("token", "there is one")


async def _database(settings: Settings) -> tuple[list[Finding], FactBase | None]:
    """Open it, which checks its integrity and form, and hold its facts, which are given too, against the gate."""
    file = settings.store.path
    if not file.parent.is_dir():
        missing = f"there is no folder {file.parent}: make it, or name another [store] path"
        return [Finding.ill("database", missing)], None
    if not file.exists():
        return [Finding.well("database", f"{file} is made at the first start")], None
    form = await asyncio.to_thread(_form, file)
    if 0 < form < newest_form():  # opening it would change it, and a bot of before may be running on it
        told = f"sound, of form {form}: the next start brings it to form {newest_form()}"
        return [Finding.well("database", told)], None
    try:
        async with open_sqlite_store(file) as store:
            edition = await store.latest()
    except KnowledgeError as error:
        good = newest_good(settings.backup.folder) if settings.backup.folder else None
        offer = f" The newest good backup: visitbot restore {good}" if good else ""
        return [Finding.ill("database", f"{error}{offer}")], None
    if edition is None:
        return [Finding.well("database", f"{file} is empty and is filled at the first start")], None
    sound = Finding.well("database", f"sound, of form {newest_form()}, at revision {edition.revision}")
    return [sound, await _facts(edition.base)], edition.base


def _form(file: Path) -> int:
    """Tell a sound database's form; the newest where opening it will say what is wrong."""
    try:
        return form_of(file)
    except KnowledgeError:
        return newest_form()


async def _facts(base: FactBase) -> Finding:
    faults = await asyncio.to_thread(check_base, base)
    if faults:
        return Finding.ill("facts in force", in_short(faults))
    told = f"{len(base.active_facts)} facts prove themselves"
    waiting = [fact.id for fact in base.facts_in_review]
    if waiting:
        return Finding.left_out("facts in force", f"{told}; in review, and not answered from: {', '.join(waiting)}")
    return Finding.well("facts in force", told)


def _folder(settings: Settings, in_force: FactBase | None) -> Finding:
    folder = settings.knowledge.path
    try:
        base = load_folder(folder)
    except FolderError as error:
        remedy = f"{in_short(error.faults)}: see visitbot check --knowledge {folder}"
        return Finding.ill("folder of facts", remedy)
    if in_force and in_force.id != base.id:
        told = f"{folder} holds {base.id}, the database {in_force.id}: name the folder of {in_force.id}"
        return Finding.ill("folder of facts", f"{told} as [knowledge] path")
    return Finding.well("folder of facts", f"{len(base.facts)} facts")


def _moderation(settings: Settings) -> Finding:
    if settings.moderation.guilds:
        return Finding.well("moderators", f"servers named: {len(settings.moderation.guilds)}")
    return Finding.left_out(
        "moderators", "no server is named, so nobody has /facts; [moderation] guilds would name one"
    )


def _backups(settings: Settings) -> Finding:
    folder = settings.backup.folder
    if folder is None:
        return Finding.left_out("backups", "none are made while the bot runs; [backup] folder would say where to")
    if folder.exists() and not folder.is_dir():
        return Finding.ill("backups", f"{folder} is no folder: name one as [backup] folder")
    newest = newest_good(folder)
    if newest is None and backups_in(folder):
        return Finding.ill("backups", f"none of those in {folder} is sound: make one with visitbot backup")
    if newest is None:
        return Finding.well("backups", f"{folder} is filled while the bot runs")
    age = dt.datetime.now(dt.UTC) - made_at(newest)
    if age > LATE * dt.timedelta(hours=settings.backup.every_hours):
        hours = age // dt.timedelta(hours=1)
        return Finding.ill("backups", f"the newest sound one, {newest}, is {hours} hours old: see that the bot runs")
    return Finding.well("backups", f"the newest is {newest}")


def _privacy(settings: Settings) -> Finding:
    if settings.privacy.link:
        return Finding.well("privacy notice", settings.privacy.link)
    return Finding.left_out("privacy notice", "/privacy shows no link; [privacy] link would name one")


async def examine_discord(client: discord.Client, settings: Settings) -> list[Finding]:
    """Look at the servers and channels that the settings name, with a client that is signed in."""
    file = settings.store.path
    sent = DefinitionRecord(file.with_name(f"{file.name}.commands.json")).sent_by(client.application_id or 0)
    findings = [await _guild(client, guild, sent) for guild in settings.moderation.guilds]
    findings.append(await _commands(client, sent))
    if settings.moderation.audit_channel:
        findings.append(await _channel(client, settings.moderation.audit_channel))
    return findings


async def _guild(client: discord.Client, id_: int, sent: Sent) -> Finding:
    name = f"server {id_}"
    try:
        guild = await client.fetch_guild(id_)
        held = await client.http.get_guild_commands(client.application_id or 0, id_)
        member = await guild.fetch_member(client.user.id if client.user else 0)
    except discord.HTTPException as error:
        return Finding.ill(name, f"cannot be reached (status {error.status}): add the bot to it, or leave it out")
    if not held:
        return Finding.ill(name, f"{guild.name} has no /facts yet: start the bot once")
    if _have_drifted(held, sent.get(str(id_))):
        return Finding.ill(name, f"the commands in {guild.name} are not those that the bot sent: start the bot again")
    if missing := _missing(member.guild_permissions):
        return Finding.ill(name, f"the bot lacks in {guild.name}: {missing}: give its role these permissions")
    return Finding.well(name, f"{guild.name} has /facts")


def _missing(permissions: discord.Permissions) -> str:
    return ", ".join(name for name, is_needed in NEEDED if is_needed and not getattr(permissions, name))


async def _commands(client: discord.Client, sent: Sent) -> Finding:
    """Hold the commands that everybody has against those that were sent."""
    try:
        held = await client.http.get_global_commands(client.application_id or 0)
    except discord.HTTPException as error:
        return Finding.ill("commands", f"cannot be read (status {error.status}): try again later")
    if _have_drifted(held, sent.get(GLOBAL)):
        return Finding.ill("commands", "Discord's are not those that the bot sent: start the bot again")
    return Finding.well("commands", f"{len(held)}, as the bot sent them")


def _have_drifted(held: Sequence[Mapping[str, Any]], sent: Mapping[str, Any] | None) -> bool:
    """Tell whether another program with the same token has replaced the commands, or nothing was ever sent."""
    return sent is None or sorted(int(command["id"]) for command in held) != sent.get("commands")


async def _channel(client: discord.Client, id_: int) -> Finding:
    name = f"channel {id_}"
    try:
        found = await client.fetch_channel(id_)
        if not isinstance(found, discord.abc.GuildChannel):
            return Finding.ill(name, "is no channel of a server: name another as audit_channel")
        # Of the server that a client meets with a channel it knows no roles, unless it is online.
        guild = await client.fetch_guild(found.guild.id)
        channel = await guild.fetch_channel(id_)
        member = await guild.fetch_member(client.user.id if client.user else 0)
    except discord.HTTPException as error:
        return Finding.ill(name, f"cannot be reached (status {error.status}): let the bot see it, or name another")
    if missing := _missing(channel.permissions_for(member)):
        return Finding.ill(name, f"the bot lacks there: {missing}: give it these permissions")
    return Finding.well(name, f"#{channel.name} can be written to")
