"""The verb `facts` and those below it."""

from __future__ import annotations

import typer

from bot.cli.facts.learning import gaps, lint, refuse, stats, why
from bot.cli.facts.past import export, history, restore
from bot.cli.facts.refreshing import refresh, upload
from bot.cli.facts.writing import add, edit, retire

HELP = """Look after the facts in the database, as /facts does on Discord.

For example:

  visitbot facts refresh

  visitbot facts add --help
"""

facts = typer.Typer(no_args_is_help=True, help=HELP)
for verb in (refresh, upload, add, edit, retire, history, restore, export, gaps, refuse, why, stats, lint):
    facts.command()(verb)
