"""The verb `doctor`: looks whether all is well."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.options import ConfigOption, read_settings
from bot.cli.terminal import printable

if TYPE_CHECKING:
    from bot.config import Settings
    from bot.doctor import Finding


def doctor(
    *,
    offline: Annotated[bool, typer.Option("--offline", help="Leave Discord out.")] = False,
    config: ConfigOption = None,
) -> None:
    """Look at all that a running bot needs, each with its remedy; exit code 1 where anything is not well.

    What a bot can do without, and is not set, is noted, and is well.

    For example:

      visitbot doctor

      visitbot doctor --offline
    """
    findings = asyncio.run(_examine(read_settings(config), offline=offline))
    for finding in findings:
        typer.echo(printable(f"{_mark(finding)} {finding.name}: {finding.told}"))
    raise typer.Exit(0 if all(finding.is_well for finding in findings) else 1)


def _mark(finding: Finding) -> str:
    if finding.is_left_out:
        return "note"
    return "ok  " if finding.is_well else "BAD "


async def _examine(settings: Settings, *, offline: bool) -> list[Finding]:
    from bot.doctor import examine

    findings = await examine(settings)
    has_token = findings[0].is_well
    return findings if offline or not has_token else findings + await _ask_discord(settings)


async def _ask_discord(settings: Settings) -> list[Finding]:
    """Sign in without going online, and look at what the settings name."""
    import aiohttp
    import discord

    from bot.doctor import Finding, examine_discord

    async with discord.Client(intents=discord.Intents.none()) as client:
        try:
            await client.login(settings.bot_token().get_secret_value())
            return [Finding.well("Discord", f"signed in as {client.user}"), *await examine_discord(client, settings)]
        except discord.LoginFailure:
            remedy = "Discord does not accept the token: copy it again from the application's page, under Bot"
        except (discord.HTTPException, aiohttp.ClientError, OSError) as error:
            remedy = f"cannot be reached ({error}): check the network, then try again"
        return [Finding.ill("Discord", remedy)]
