"""What one /ask costs, beside a bot that replies with a constant card: `python -m tests.bench.serving`.

Both run on the same simulated Discord in turns, so that what counts is their ratio. SimCord looks every 50 ms whether a
bot has more to say, and so waits as long for a bot that is done at once, and hardly for one that writes to its store:
that wait is taken out for both. Autocomplete is timed in process, without Discord, by the processor time of its thread.
"""

from __future__ import annotations

import asyncio
import itertools
import statistics
import tempfile
import time
from contextlib import AsyncExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import discord
import simcord
from discord import app_commands
from rich.console import Console
from rich.table import Table

from bot.client import VisitBot
from bot.config import LimitSettings, Settings, StoreSettings
from bot.views.answer import AnswerView
from knowledge import open_library, open_sqlite_store, shipped_folder

if TYPE_CHECKING:
    from collections.abc import Sequence

    from knowledge import Answerer, Library

ROUNDS = 8
ASKED_A_ROUND = 60
TYPED = 300


NO_WAIT = 1e-6


class _Env(simcord.Env):
    """Looks at once whether a bot has more to say."""

    async def _settle_internal(self, *, idle: float = NO_WAIT, **more: Any) -> None:  # noqa: ANN401 - as the base has it
        await super()._settle_internal(idle=idle, **more)


class _Rate(NamedTuple):
    """Commands a second."""

    by_clock: float
    by_processor: float


class ConstantBot(discord.Client):
    """Replies to every /ask with one card, made beforehand."""

    def __init__(self, library: Library) -> None:
        super().__init__(intents=discord.Intents(guilds=True), max_messages=None)
        self.tree = app_commands.CommandTree(self)
        snapshot = library.snapshot
        answer = snapshot.answerer.answer(_questions(snapshot.answerer)[0])
        self._view = AnswerView.of_answer(answer, snapshot.base, asker=1)

    async def setup_hook(self) -> None:
        """Offer the command."""

        @self.tree.command()
        async def ask(interaction: discord.Interaction, question: str) -> None:  # noqa: ARG001 - a command's option
            """Reply."""
            await interaction.response.send_message(view=self._view)

        await self.tree.sync()


async def measure() -> dict[str, float]:
    """Give the shares and times that the table shows."""
    async with AsyncExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        limits = LimitSettings(member_per_minute=10**9, channel_per_minute=10**9)
        settings = Settings(store=StoreSettings(path=folder / "facts.sqlite3"), limits=limits)
        store = await stack.enter_async_context(open_sqlite_store(settings.store.path))
        library = await open_library(store, shipped_folder())
        questions = itertools.cycle(_questions(library.snapshot.answerer))
        rates = []
        for _ in range(ROUNDS):
            mine = await _rate(VisitBot(settings, library), questions)
            rates.append((mine, await _rate(ConstantBot(library), questions)))
        typing = _typing_ms(library.snapshot.answerer)
        return {
            "/ask a second": statistics.median(mine.by_clock for mine, _ in rates),
            "the constant card's": statistics.median(other.by_clock for _, other in rates),
            "ratio by the clock": statistics.median(mine.by_clock / other.by_clock for mine, other in rates),
            "ratio by processor time": statistics.median(
                mine.by_processor / other.by_processor for mine, other in rates
            ),
            "autocomplete, ms, median": statistics.median(typing),
            "autocomplete, ms, p99": statistics.quantiles(typing, n=100)[-1],
        }


async def _rate(bot: discord.Client, questions: itertools.cycle[str]) -> _Rate:
    """Start a simulated Discord, of which there can be one at a time, and ask as fast as it answers."""
    env = _Env(bot, check_errors=False)
    guild = env.create_guild("Bench")
    channel = guild.create_text_channel("questions")
    member = guild.add_member(env.create_user("member"))
    await env.start()
    try:
        wall, start = time.perf_counter(), time.process_time()
        for _, question in zip(range(ASKED_A_ROUND), questions, strict=False):
            await member.slash(channel, "ask", question=question)
        return _Rate(ASKED_A_ROUND / (time.perf_counter() - wall), ASKED_A_ROUND / (time.process_time() - start))
    finally:
        await env.shutdown()
        await bot.close()


def _typing_ms(answerer: Answerer) -> list[float]:
    times = []
    for question in _questions(answerer)[:TYPED]:
        start = time.thread_time()
        answerer.suggest(question[: len(question) // 2])
        times.append(1000 * (time.thread_time() - start))
    return times


def _questions(answerer: Answerer) -> Sequence[str]:
    facts = answerer.base.active_facts
    return [
        question for fact in facts for question in answerer.base.wording(fact, answerer.base.default_language).questions
    ]


def main() -> None:
    """Print the table."""
    table = Table("what", "value")
    for what, value in asyncio.run(measure()).items():
        table.add_row(what, f"{value:.2f}")
    Console().print(table)


if __name__ == "__main__":
    main()
