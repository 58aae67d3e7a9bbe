"""The verbs `facts add`, `facts edit` and `facts retire`: a change of one fact."""

from __future__ import annotations

import asyncio
import sys
import tomllib
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bot.cli.facts.deciding import Decision, OverrideOption, WhyOption, YesOption, decide
from bot.cli.opening import opened_library
from bot.cli.options import ConfigOption, read_settings
from bot.cli.terminal import fail, misuse
from knowledge import Status, changed_fact, find_fact, new_fact, refuse_deep_keys, with_fact, with_status

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from bot.config import Settings
    from knowledge import Fact, FactBase

FactArgument = Annotated[str, typer.Argument(metavar="FACT", help="The id of the fact.")]
StatementOption = Annotated[str | None, typer.Option("--statement", help="The answer in one plain sentence.")]
QuoteOption = Annotated[str | None, typer.Option("--quote", help="What the source says, word for word.")]
QuestionOption = Annotated[
    list[str] | None, typer.Option("--question", help="How people ask for it; give the option once for each.")
]
SaidByOption = Annotated[str | None, typer.Option("--said-by", metavar="NAME", help="Whose words these are.")]
HighlightOption = Annotated[
    str | None, typer.Option("--highlight", metavar="WORDS", help="The words of the quote that settle the question.")
]
LangOption = Annotated[str | None, typer.Option("--lang", metavar="xx", help="A further language of the base.")]
TopicOption = Annotated[str | None, typer.Option("--topic", metavar="TOPIC", help="The id of its topic.")]
StdinOption = Annotated[
    bool, typer.Option("--stdin", help="Read a fact's keys as TOML from standard input; options go before them.")
]

LARGEST = 1 << 20
"""Bytes of standard input that are read."""


def add(  # noqa: PLR0913 - each is an option
    fact: Annotated[str | None, typer.Argument(metavar="FACT", help="Its id (default: made of the statement).")] = None,
    *,
    topic: TopicOption = None,
    statement: StatementOption = None,
    quote: QuoteOption = None,
    question: QuestionOption = None,
    said_by: SaidByOption = None,
    highlight: HighlightOption = None,
    stdin: StdinOption = False,
    yes: YesOption = False,
    override: OverrideOption = "",
    why: WhyOption = "Added in the terminal",
    config: ConfigOption = None,
) -> None:
    """Add a fact: checks it against its source, shows it, asks, then publishes it.

    The source is found by the quote and the id made of the statement, where they are not given. Further keys, such as
    the wordings in other languages, come with --stdin.

    For example:

      visitbot facts add --topic metro --statement "…" --quote "…" --question "…"

      visitbot facts add --stdin < fact.toml
    """
    options = _given(
        id=fact, topic=topic, statement=statement, quote=quote, questions=question, said_by=said_by, highlight=highlight
    )
    table = _table(options, reads=stdin)

    def change(base: FactBase) -> FactBase:
        return with_fact(base, new_fact(table, base))

    _publish(config, change, Decision(why, yes=yes, override=override))


def edit(  # noqa: PLR0913 - each is an option
    fact: FactArgument,
    *,
    topic: TopicOption = None,
    statement: StatementOption = None,
    quote: QuoteOption = None,
    question: QuestionOption = None,
    said_by: SaidByOption = None,
    highlight: HighlightOption = None,
    lang: LangOption = None,
    stdin: StdinOption = False,
    yes: YesOption = False,
    override: OverrideOption = "",
    why: WhyOption = "Edited in the terminal",
    config: ConfigOption = None,
) -> None:
    """Change a fact: what is given takes the place of what it has; an empty text takes it out.

    With --lang, statement and questions are those in that language.

    For example:

      visitbot facts edit metro-ride --question "Who rode the metro?" --question "metro ride"

      visitbot facts edit metro-ride --stdin < changes.toml
    """
    options = _given(
        topic=topic, statement=statement, quote=quote, questions=question, said_by=said_by, highlight=highlight
    )
    table = {key: value or None for key, value in _table(options, reads=stdin).items()}

    def change(base: FactBase) -> FactBase:
        old = find_fact(fact, base)
        return with_fact(base, changed_fact(old, _in_language(table, lang, old, base), base))

    _publish(config, change, Decision(why, yes=yes, override=override))


def retire(
    fact: FactArgument,
    *,
    yes: YesOption = False,
    override: OverrideOption = "",
    why: WhyOption = "Retired in the terminal",
    config: ConfigOption = None,
) -> None:
    """Answer from a fact no more; it is kept.

    For example:

      visitbot facts retire metro-ride --why "The source took it back"
    """

    def change(base: FactBase) -> FactBase:
        return with_status(base, find_fact(fact, base).id, Status.RETIRED)

    _publish(config, change, Decision(why, yes=yes, override=override))


def _given(**options: object) -> dict[str, Any]:
    """Keep the options that were given; of questions, at least one."""
    return {key: value for key, value in options.items() if value is not None and value != []}


def _in_language(table: Mapping[str, Any], lang: str | None, fact: Fact, base: FactBase) -> dict[str, Any]:
    """Put statement and questions under the language that they are in."""
    language = base.language_for(lang) if lang else base.default_language
    if language is None:
        fail(f"The base has no language {lang}: it has {', '.join(base.languages)}.")
    if language == base.default_language:
        return dict(table)
    old = fact.wordings.get(language)
    before = {"statement": old.statement, "questions": list(old.questions)} if old else {}
    wording = {key: table[key] for key in ("statement", "questions") if table.get(key)}
    return {**{key: table[key] for key in table if key not in wording}, language: {**before, **wording}}


def _table(options: Mapping[str, Any], *, reads: bool) -> dict[str, Any]:
    """Join what standard input and the options give."""
    if not reads and not options:
        misuse("what the fact shall hold", "give it with options, or with --stdin and TOML.")
    return {**(_read_table() if reads else {}), **options}


def _read_table() -> dict[str, Any]:
    """Read the keys of one fact, as they are or under the heading [[fact]]."""
    data = sys.stdin.buffer.read(LARGEST + 1)
    if len(data) > LARGEST:
        fail("Standard input is larger than 1 MiB: one fact is smaller.")
    try:
        text = data.decode("utf-8-sig")
        refuse_deep_keys(text)
        table = tomllib.loads(text)
    except RecursionError:
        fail("Standard input is nested too deep: write it flat, as the format shows.")
    except ValueError as error:  # a TOML error, a number of thousands of digits, or no UTF-8
        fail(f"Standard input is not TOML ({error}): write the keys of one [[fact]].")
    facts = table.get("fact", [table])
    if not isinstance(facts, list) or len(facts) != 1 or not isinstance(facts[0], dict):
        fail("Standard input holds more than one fact: take a file of facts over with `visitbot facts refresh FILE`.")
    topic = table.get("topic") if "fact" in table else None
    named = {"topic": topic["id"]} if isinstance(topic, dict) and "id" in topic else {}
    return {**named, **facts[0]}


def _publish(config: Path | None, change: Callable[[FactBase], FactBase], decision: Decision) -> None:
    asyncio.run(_decide(read_settings(config), change, decision))


async def _decide(settings: Settings, change: Callable[[FactBase], FactBase], decision: Decision) -> None:
    async with opened_library(settings) as library:
        await decide(library, await library.draft(change), decision)
