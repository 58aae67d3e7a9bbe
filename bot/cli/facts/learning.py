"""The verbs `facts gaps`, `refuse`, `why`, `stats` and `lint`: what questions teach, and what could be tidied up."""

from __future__ import annotations

import asyncio
from pathlib import Path  # noqa: TC003 - typer reads the annotations
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.facts.deciding import Decision, OverrideOption, WhyOption, YesOption, decide
from bot.cli.opening import opened_library
from bot.cli.options import ConfigOption, read_settings
from bot.cli.showing import show_answer
from bot.cli.terminal import misuse, printable
from bot.desk import gaps_text, stats_text, tally_rows, what_would_change
from bot.echo import echo
from bot.wording import sentences_in
from knowledge import FactId, Refusal, find_fact, gather, with_question, with_refusal, without_refusal
from knowledge import lint as tidy

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.config import Settings
    from knowledge import Tally

QUESTION_LONGEST = 300
MOST_DRAWN = 90


def gaps(  # noqa: PLR0913 - each is an option
    *,
    dismiss: Annotated[
        str | None, typer.Option("--dismiss", metavar="TEXT", help="Forget a question, and those like it.")
    ] = None,
    add: Annotated[
        str | None, typer.Option("--add", metavar="TEXT", help="Let a question be answered by a fact; name it by --to.")
    ] = None,
    to: Annotated[str | None, typer.Option("--to", metavar="FACT", help="The fact that --add adds it to.")] = None,
    yes: YesOption = False,
    override: OverrideOption = "",
    why: WhyOption = "A question added to a fact",
    config: ConfigOption = None,
) -> None:
    """List the questions that found no answer or none that helped, alike ones together, the most asked first.

    For example:

      visitbot facts gaps

      visitbot facts gaps --dismiss "how tall is the minister"

      visitbot facts gaps --add "who was on the underground" --to metro-ride

    A new fact for a question is written with `facts add`, one that is out of scope is named with `facts refuse`.
    """
    if (add is None) != (to is None):
        misuse("--add", "a question is added to a fact: give both --add and --to.")
    if add is not None and to is not None:
        decision = Decision(why, yes=yes, override=override)
        asyncio.run(_add(read_settings(config), add, FactId(to), decision))
    else:
        asyncio.run(_gaps(read_settings(config), dismiss))


async def _gaps(settings: Settings, dismissed: str | None) -> None:
    sentences = sentences_in("en")
    async with opened_library(settings) as library:
        groups = gather(await library.feedback.gaps(), library.snapshot.base.refusals)
        if dismissed is None:
            _print(gaps_text(groups, sentences))
            return
        meant = next((group.texts for group in groups if dismissed in group.texts), ())
        for text in meant:
            await library.feedback.dismiss(text)
        _print([sentences.gap_dismissed.format(text=text) for text in meant] or [sentences.gaps_none])


async def _add(settings: Settings, text: str, id_: FactId, decision: Decision) -> None:
    async with opened_library(settings) as library:
        language = library.snapshot.answerer.language_of(text)
        preview = await library.draft(lambda base: with_question(base, find_fact(id_, base), text, language))
        await decide(library, preview, decision)
        if library.snapshot.base == preview.base:
            await library.feedback.dismiss(text)


def refuse(  # noqa: PLR0913 - each is an option
    text: Annotated[str | None, typer.Argument(help="The question; without one, all are listed.")] = None,
    *,
    lift: Annotated[bool, typer.Option("--lift", help="Let the question be answered again.")] = False,
    yes: YesOption = False,
    override: OverrideOption = "",
    why: WhyOption = "Named in the terminal",
    config: ConfigOption = None,
) -> None:
    """Name a question that must be refused; others that are put like it are refused with it.

    For example:

      visitbot facts refuse

      visitbot facts refuse "What did the dinner cost?"

      visitbot facts refuse --lift "What did the dinner cost?"
    """
    asked = echo(text or "", QUESTION_LONGEST)
    if text is not None and not asked:
        misuse("TEXT", "there is no question in it that could be refused.")
    decision = Decision(why, yes=yes, override=override)
    asyncio.run(_refuse(read_settings(config), asked, decision, lift=lift))


async def _refuse(settings: Settings, text: str, decision: Decision, *, lift: bool) -> None:
    async with opened_library(settings) as library:
        refusal = Refusal(text, library.snapshot.answerer.language_of(text))
        if not text:
            refused = [known.text for known in library.snapshot.base.refusals]
            _print(refused or [sentences_in("en").refusals_none])
        elif lift:
            preview = await library.draft(lambda base: without_refusal(base, text))
            await decide(library, preview, decision, same=sentences_in("en").not_refused)
        else:
            await decide(library, await library.draft(lambda base: with_refusal(base, refusal)), decision)


def why(
    text: Annotated[str, typer.Argument(help="The question.")],
    *,
    config: ConfigOption = None,
) -> None:
    """Show how the facts in force answer a question: the words as read, the candidates, and what each check saw.

    For example:

      visitbot facts why "Who rode the metro?"
    """
    asyncio.run(_why(read_settings(config), text))


async def _why(settings: Settings, text: str) -> None:
    async with opened_library(settings) as library:
        answer = library.ask(text)
        show_answer(answer, library.snapshot.base, why=True)
        _print([what_would_change(answer, sentences_in("en"))])


def stats(
    *,
    days: Annotated[int, typer.Option("--days", min=1, max=3650, metavar="N", help="So many days back.")] = 30,
    picture: Annotated[
        Path | None, typer.Option("--picture", metavar="FILE.png", help="Draw the days as bars, too; at most 90.")
    ] = None,
    config: ConfigOption = None,
) -> None:
    """Show how questions went, what was asked for most, and how much of it helped.

    For example:

      visitbot facts stats --days 7

      visitbot facts stats --picture stats.png
    """
    tallies = asyncio.run(_stats(read_settings(config), days))
    if picture is not None:
        _draw(tallies, days, picture)


async def _stats(settings: Settings, days: int) -> Sequence[Tally]:
    async with opened_library(settings) as library:
        tallies, votes = await library.feedback.tallies(days), await library.feedback.votes(days)
    _print(stats_text(tallies, votes, library.snapshot.base, sentences_in("en")))
    return tallies


def _draw(tallies: Sequence[Tally], days: int, picture: Path) -> None:
    from bot.drawing import draw_tallies

    rows = tally_rows(tallies, min(days, MOST_DRAWN))
    picture.write_bytes(draw_tallies(rows))
    alt = sentences_in("en").stats_picture.format(days=len(rows), most=max(map(sum, rows)))
    _print([f"{picture}: {alt}"])


def lint(*, config: ConfigOption = None) -> None:
    """List what could be tidied up in facts that are sound: nothing of it forbids anything.

    For example:

      visitbot facts lint
    """
    asyncio.run(_lint(read_settings(config)))


async def _lint(settings: Settings) -> None:
    sentences = sentences_in("en")
    async with opened_library(settings) as library:
        found = tidy(library.snapshot.answerer, await library.feedback.asked())
    _print([sentences.lint_heading.format(count=len(found)), *found] if found else [sentences.lint_clean])


def _print(lines: Iterable[str]) -> None:
    for line in lines:
        typer.echo(printable(line))
