"""The verbs below `facts`: what the moderators' desk does on Discord, from the terminal."""

from __future__ import annotations

import asyncio
import getpass
from dataclasses import replace
from pathlib import Path  # noqa: TC003 - typer reads the types of its options
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from bot.changes import beside, describe
from bot.cli.opening import opened_library
from bot.cli.options import ConfigOption, read_settings
from bot.cli.refresh import confirm, refresh
from bot.cli.terminal import fail, out, printable
from bot.cli.why import show_why
from bot.desk import gaps_text, history_text, stats_text
from bot.wording import sentences_in
from knowledge import (
    Fact,
    FactId,
    Refusal,
    Status,
    TopicId,
    Wording,
    gather,
    lint,
    read_upload,
    to_zip,
    with_fact,
    with_status,
    write_folder,
)

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from knowledge import FactBase, Language, Library, Preview

EN = "en"
STATS_DAYS = 30

facts = typer.Typer(no_args_is_help=True, help="Look after the facts in force, as /facts does on Discord.")

FactArgument = Annotated[str, typer.Argument(metavar="FACT", help="The id of a fact.")]
YesOption = Annotated[bool, typer.Option("--yes", "-y", help="Publish without asking.")]
OverrideOption = Annotated[
    str, typer.Option("--override", metavar="REASON", help="Publish although the self-test forbids it.")
]
StatementOption = Annotated[str | None, typer.Option("--statement", help="The answer, in one plain sentence.")]
QuoteOption = Annotated[str | None, typer.Option("--quote", help="The quote, word for word as in the source.")]
QuestionOption = Annotated[list[str] | None, typer.Option("--question", help="A question that asks for it; repeat it.")]
SaidByOption = Annotated[str | None, typer.Option("--said-by", help="Whose words these are; '' for nobody's.")]
HighlightOption = Annotated[str | None, typer.Option("--highlight", help="The words that settle it; '' for none.")]
LangOption = Annotated[str | None, typer.Option("--lang", help="The language of statement and questions.")]

facts.command("refresh")(refresh)


@facts.command()
def history(
    fact: Annotated[str | None, typer.Argument(metavar="[FACT]", help="Only the changes of this fact.")] = None,
    *,
    config: ConfigOption = None,
) -> None:
    """Show who changed what, when and why, with before and after; newest first."""

    async def show(library: Library) -> None:
        _print(history_text(await library.history(FactId(fact) if fact else None), sentences_in(EN)))

    _with_library(config, show)


@facts.command()
def restore(
    revision: Annotated[int, typer.Argument(help="Its number, as `facts history` shows it.")],
    *,
    yes: YesOption = False,
    override: OverrideOption = "",
    config: ConfigOption = None,
) -> None:
    """Bring back an earlier revision, as a new one."""

    async def bring_back(library: Library) -> None:
        why = sentences_in(EN).history_restored.format(revision=revision)
        await _publish(library, await library.restore(revision), why, yes=yes, override=override)

    _with_library(config, bring_back)


@facts.command()
def export(
    target: Annotated[Path, typer.Argument(help="A folder to make, or a file that ends in .zip.")],
    *,
    config: ConfigOption = None,
) -> None:
    """Write the base in force as a folder, or as a zip of one."""

    async def write(library: Library) -> None:
        base = library.snapshot.base
        if target.suffix == ".zip":
            await asyncio.to_thread(target.write_bytes, to_zip(base))
        elif target.exists() and (not target.is_dir() or any(target.iterdir())):
            fail(f"{target} is there already: name a new folder, or a file that ends in .zip.")
        else:
            await asyncio.to_thread(write_folder, base, target)
        typer.echo(f"{len(base.facts)} facts of revision {library.snapshot.revision} written to {target}.")

    _with_library(config, write)


@facts.command()
def upload(
    file: Annotated[Path, typer.Argument(help="A .zip of a base, a topic's .toml, or a source's new .txt.")],
    *,
    yes: YesOption = False,
    override: OverrideOption = "",
    config: ConfigOption = None,
) -> None:
    """Take over facts from a file."""

    async def take(library: Library) -> None:
        base = read_upload(file.name, await asyncio.to_thread(file.read_bytes), library.snapshot.base)
        await _propose(library, lambda _: base, f"facts upload {file.name}", yes=yes, override=override)

    _with_library(config, take)


@facts.command()
def add(  # noqa: PLR0913 - a fact's fields
    topic: Annotated[str, typer.Option("--topic", help="The id of the topic that it belongs to.")],
    fact: FactArgument,
    *,
    statement: StatementOption = None,
    quote: QuoteOption = None,
    question: QuestionOption = None,
    said_by: SaidByOption = None,
    highlight: HighlightOption = None,
    yes: YesOption = False,
    override: OverrideOption = "",
    config: ConfigOption = None,
) -> None:
    """Write a new fact."""

    async def write(library: Library) -> None:
        base = library.snapshot.base
        if fact in base.fact_by_id:
            fail(f"There is a fact {fact} already: change it with `facts edit {fact}`, or give another id.")
        if not (statement and quote and question):
            fail("A fact needs --statement, --quote and at least one --question.")
        source = next((one.id for one in base.sources if quote in one.text), base.sources[0].id)
        wordings = {base.default_language: Wording(statement, tuple(question))}
        new = Fact(FactId(fact), TopicId(topic), source, quote, wordings, highlight or None, said_by or None)
        await _propose(library, lambda base: with_fact(base, new), f"facts add {fact}", yes=yes, override=override)

    _with_library(config, write)


@facts.command()
def edit(  # noqa: PLR0913 - a fact's fields
    fact: FactArgument,
    *,
    statement: StatementOption = None,
    quote: QuoteOption = None,
    question: QuestionOption = None,
    said_by: SaidByOption = None,
    highlight: HighlightOption = None,
    lang: LangOption = None,
    yes: YesOption = False,
    override: OverrideOption = "",
    config: ConfigOption = None,
) -> None:
    """Change a fact; what is not named stays as it is, and questions that are named replace all others."""

    async def change(library: Library) -> None:
        base = library.snapshot.base
        old = _known(fact, base)
        language = _language(lang, base)
        wording = old.wordings.get(language) or Wording("", ())
        wording = Wording(statement or wording.statement, tuple(question or wording.questions))
        new = replace(
            old,
            quote=quote or old.quote,
            wordings={**old.wordings, language: wording},
            said_by=old.said_by if said_by is None else said_by or None,
            highlight=old.highlight if highlight is None else highlight or None,
        )
        await _propose(library, lambda base: with_fact(base, new), f"facts edit {fact}", yes=yes, override=override)

    _with_library(config, change)


@facts.command()
def retire(
    fact: FactArgument, *, yes: YesOption = False, override: OverrideOption = "", config: ConfigOption = None
) -> None:
    """Stop answering with a fact; it is kept."""

    async def take_out(library: Library) -> None:
        id_ = _known(fact, library.snapshot.base).id
        change = lambda base: with_status(base, id_, Status.RETIRED)  # noqa: E731 - handed on at once
        await _propose(library, change, f"facts retire {fact}", yes=yes, override=override)

    _with_library(config, take_out)


@facts.command()
def gaps(*, config: ConfigOption = None) -> None:
    """Show what could not be answered or did not help, alike questions together."""

    async def show(library: Library) -> None:
        _print(gaps_text(gather(await library.feedback.gaps()), sentences_in(EN)))

    _with_library(config, show)


@facts.command()
def refuse(
    text: Annotated[
        str | None, typer.Argument(metavar="[QUESTION]", help="Refuse it from now on; lists all else.")
    ] = None,
    *,
    lift: Annotated[bool, typer.Option("--lift", help="Let it be answered again.")] = False,
    config: ConfigOption = None,
) -> None:
    """Name a question that must be refused, whatever is published; or list them."""

    async def keep(library: Library) -> None:
        sentences = sentences_in(EN)
        if text is None:
            _print([refusal.text for refusal in await library.refusals()] or [sentences.refusals_none])
        elif lift:
            was_there = await library.allow(text)
            _print([sentences.allowed_now.format(text=text) if was_there else sentences.not_refused])
        else:
            await library.refuse(Refusal(text, library.snapshot.answerer.language_of(text)))
            _print([sentences.refused_now.format(text=text)])

    _with_library(config, keep)


@facts.command()
def why(question: Annotated[str, typer.Argument(help="The question.")], *, config: ConfigOption = None) -> None:
    """Show how an answer comes about from the facts in force."""

    async def show(library: Library) -> None:
        show_why(library.ask(question), out())

    _with_library(config, show)


@facts.command()
def stats(*, config: ConfigOption = None) -> None:
    """Show what was asked in the last 30 days, and how it went."""

    async def show(library: Library) -> None:
        tallies, votes = await library.feedback.tallies(STATS_DAYS), await library.feedback.votes(STATS_DAYS)
        _print(stats_text(tallies, votes, sentences_in(EN)))

    _with_library(config, show)


@facts.command("lint")
def lint_(*, config: ConfigOption = None) -> None:
    """Show what could be tidied up."""

    async def show(library: Library) -> None:
        found = await asyncio.to_thread(lint, library.snapshot.answerer)
        _print(found or [sentences_in(EN).lint_clean])

    _with_library(config, show)


def _with_library(config: Path | None, work: Callable[[Library], Awaitable[None]]) -> None:
    """Open the facts in force, do something with them, and close them again."""
    settings = read_settings(config)

    async def run() -> None:
        async with opened_library(settings) as library:
            await work(library)

    asyncio.run(run())


async def _propose(
    library: Library, change: Callable[[FactBase], FactBase], reason: str, *, yes: bool, override: str
) -> None:
    await _publish(library, await library.draft(change), reason, yes=yes, override=override)


async def _publish(library: Library, preview: Preview, reason: str, *, yes: bool, override: str) -> None:
    """Show what would change and what it would break, ask, and put it in force."""
    sentences = sentences_in(EN)
    if preview.changes.is_empty:
        typer.echo(sentences.desk_no_change)
        return
    lines = [
        line for group in describe(preview.changes, sentences) for line in (group.heading, *_indented(group.lines))
    ]
    lines += filter(None, [beside(preview.changes, sentences)])
    for lost in preview.rehearsal.lost:
        lines.append(sentences.desk_lost.format(question=lost.question, fact=lost.fact, found=lost.found or "-"))
    lines += [sentences.desk_breach.format(text=one.text, fact=one.fact) for one in preview.rehearsal.breaches]
    _print(lines)
    if not yes:
        confirm()
    why = f"{reason}: {override}" if override else reason
    who = f"terminal: {getpass.getuser()}"
    revision = await library.apply(preview, who=who, why=why, override=bool(override))
    typer.echo(sentences.refresh_applied.format(revision=revision))


def _indented(lines: Sequence[str]) -> list[str]:
    return [f"  {line}" for line in lines]


def _print(lines: Sequence[str]) -> None:
    for line in lines:
        typer.echo(printable(line))


def _known(fact: str, base: FactBase) -> Fact:
    found = base.fact_by_id.get(FactId(fact))
    return found if found is not None else _unknown(fact)


def _unknown(fact: str) -> NoReturn:
    fail(f"There is no fact {fact}: `facts history` and `facts export` show the ids.")


def _language(tag: str | None, base: FactBase) -> Language:
    language = base.language_for(tag) if tag else base.default_language
    if language is None:
        fail(f"The base has no language {tag}: it has {', '.join(base.languages)}.")
    return language
