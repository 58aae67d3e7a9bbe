"""What one /ask costs, beside a bot that replies with a constant card: `python -m tests.bench.serving`.

Both run on the same simulated Discord in turns, so that what counts is their ratio; what the notes on the questions
cost to write is in it, and how much of it all is the matcher's is told. The questions are the base's own, as whoever
picks one from the completion asks them, and those that people put in words of their own. SimCord looks every 50 ms
whether a bot has more to say, and each time at every clock that a bot has running: both are taken out. Autocomplete is
timed in process, without Discord, by the processor time of its thread, on the base that ships and on one that is grown
from it.
"""

from __future__ import annotations

import asyncio
import gc
import itertools
import statistics
import tempfile
import time
from contextlib import AsyncExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple
from unittest import mock

import simcord
from discord.ext import tasks
from rich.console import Console
from rich.table import Table

from bot.client import VisitBot
from bot.config import LimitSettings, Settings, StoreSettings
from knowledge import open_library, open_sqlite_store, read_questions, shipped_folder
from knowledge.matching.suggesting import Suggester
from tests.bench.constant import ConstantBot
from tests.bench.fit import QUESTIONS
from tests.bench.growing import grown

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from discord.ext import commands

    from knowledge import Answer, Answerer, FactBase, Language, Library

ROUNDS = 8
ASKED_A_ROUND = 120
TYPED = 60
MOST_OFFERED = 25
LARGE = 15_000
"""Questions of the large base."""

NO_WAIT = 1e-6


class _Env(simcord.Env):
    """Looks at once whether a bot has more to say."""

    async def _settle_internal(self, *, idle: float = NO_WAIT, **more: Any) -> None:  # noqa: ANN401 - as the base has it
        await super()._settle_internal(idle=idle, **more)


class _Cost(NamedTuple):
    """Milliseconds for one command."""

    by_clock: float
    by_processor: float
    matching: float = 0.0
    """Those of the processor that go into finding the answer."""


class _Round(NamedTuple):
    """What one command cost, asked in four ways, one after the other."""

    picked: _Cost
    constant: _Cost
    worded: _Cost
    again: _Cost


class _Matching:
    """Stands before an answerer and adds up its processor time."""

    def __init__(self, answerer: Answerer) -> None:
        self._answer = answerer.answer
        self.seconds = 0.0

    def answer(self, question: str, language: Language | None = None) -> Answer:
        """Answer as the answerer does."""
        start = time.thread_time()
        try:
            return self._answer(question, language)
        finally:
            self.seconds += time.thread_time() - start


async def measure() -> dict[str, float]:
    """Give the figures that the table shows."""
    async with AsyncExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        limits = LimitSettings(member_per_minute=10**9, channel_per_minute=10**9)
        settings = Settings(store=StoreSettings(path=folder / "facts.sqlite3"), limits=limits)
        store = await stack.enter_async_context(open_sqlite_store(settings.store.path))
        library = await open_library(store, shipped_folder())
        base = library.snapshot.base
        serving = await _serving(settings, library)
        return serving | _typing("on the base that ships", base) | _typing("on the large one", grown(base, LARGE))


async def _serving(settings: Settings, library: Library) -> dict[str, float]:
    base, answerer = library.snapshot.base, library.snapshot.answerer
    stored, worded = itertools.cycle(_questions(base)), itertools.cycle(_in_own_words())
    card = answerer.answer(next(stored))
    rounds = []
    for _ in range(ROUNDS):
        picked, own = (list(itertools.islice(questions, ASKED_A_ROUND)) for questions in (stored, worded))
        rounds.append(
            _Round(
                await _cost(VisitBot(settings, library), library, picked),
                await _cost(ConstantBot(card, base, VisitBot(settings, library).intents), library, picked),
                await _cost(VisitBot(settings, library), library, own),
                await _cost(VisitBot(settings, library), library, own),
            )
        )
    figures = {
        "/ask a second, picked from the completion": [1000 / one.picked.by_clock for one in rounds],
        "the constant card's": [1000 / one.constant.by_clock for one in rounds],
        "ratio by the clock": [one.constant.by_clock / one.picked.by_clock for one in rounds],
        "ratio by processor time": [one.constant.by_processor / one.picked.by_processor for one in rounds],
        "the same in people's own words": [one.constant.by_processor / one.worded.by_processor for one in rounds],
        "the same without the matcher": [
            one.constant.by_processor / (one.worded.by_processor - one.worded.matching) for one in rounds
        ],
        "the same for what was asked before": [one.constant.by_processor / one.again.by_processor for one in rounds],
        "processor ms for one /ask, picked": [one.picked.by_processor for one in rounds],
        "of which the matcher's": [one.picked.matching for one in rounds],
        "processor ms for one in own words": [one.worded.by_processor for one in rounds],
        "of which is the matcher's": [one.worded.matching for one in rounds],
        "the constant card's ms": [one.constant.by_processor for one in rounds],
    }
    return {what: statistics.median(found) for what, found in figures.items()}


async def _cost(bot: commands.Bot, library: Library, questions: Sequence[str]) -> _Cost:
    """Start a simulated Discord, of which there can be one at a time, and ask as fast as it answers."""
    env = _Env(bot, check_errors=False)
    guild = env.create_guild("Bench")
    channel = guild.create_text_channel("questions")
    member = guild.add_member(env.create_user("member"))
    await env.start()
    _stop_clocks(bot)
    try:
        return await _cost_of_asking(member, channel, library, questions)
    finally:
        await env.shutdown()
        await bot.close()


def _stop_clocks(bot: commands.Bot) -> None:
    for cog in bot.cogs.values():
        for name, member in vars(type(cog)).items():
            if isinstance(member, tasks.Loop):
                getattr(cog, name).cancel()


async def _cost_of_asking(
    member: simcord.MemberActor, channel: simcord.ChannelHandle, library: Library, questions: Sequence[str]
) -> _Cost:
    matching = _Matching(library.snapshot.answerer)
    with mock.patch.object(library.snapshot.answerer, "answer", matching.answer), _collecting_only_new_garbage():
        wall, start = time.perf_counter(), time.process_time()
        for question in questions:
            await member.slash(channel, "ask", question=question)
        await library.feedback.write()
        seconds = (time.perf_counter() - wall, time.process_time() - start, matching.seconds)
    return _Cost(*(1000 * each / ASKED_A_ROUND for each in seconds))


@contextmanager
def _collecting_only_new_garbage() -> Iterator[None]:
    """Spare the one and the other a walk through the base, and through what SimCord keeps of the rounds before."""
    gc.collect()
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()


def _typing(where: str, base: FactBase) -> dict[str, float]:
    """Time the completion of questions while they are typed, letter by letter."""
    suggester, questions = Suggester(base), _questions(base)
    typed = [question[:end] for question in questions[:: len(questions) // TYPED] for end in range(len(question) + 1)]
    times = []
    for text in typed:
        start = time.thread_time()
        suggester.suggest(text, base.default_language, MOST_OFFERED)
        times.append(1000 * (time.thread_time() - start))
    return {
        f"autocomplete {where}, ms, median": statistics.median(times),
        f"autocomplete {where}, ms, p99": statistics.quantiles(times, n=100)[-1],
    }


def _questions(base: FactBase) -> Sequence[str]:
    return [question for fact in base.active_facts for question in base.wording(fact, base.default_language).questions]


def _in_own_words() -> Sequence[str]:
    return [q.question for q in read_questions(QUESTIONS) if q.must_answer and q.language == "en"]


def main() -> None:
    """Print the table."""
    table = Table("what", "value")
    for what, value in asyncio.run(measure()).items():
        table.add_row(what, f"{value:.2f}")
    Console().print(table)


if __name__ == "__main__":
    main()
