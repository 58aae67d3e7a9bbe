"""The verb `ask`: a question from the terminal, a script or a conversation."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.options import FolderConfigOption, KnowledgeOption, load_answerer
from bot.cli.terminal import is_interactive, misuse

if TYPE_CHECKING:
    from knowledge import Answerer, Language


def ask(  # noqa: PLR0913 - one parameter an option
    question: Annotated[
        list[str] | None, typer.Argument(metavar="QUESTION", help="The question; quotes are not needed.")
    ] = None,
    *,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print JSON; without a QUESTION, answer JSON Lines from standard input.")
    ] = False,
    knowledge: KnowledgeOption = None,
    lang: Annotated[
        str | None, typer.Option("--lang", metavar="xx", help="Answer in this language (default: the question's).")
    ] = None,
    why: Annotated[bool, typer.Option("--why", help="Show how the answer came about.")] = False,
    config: FolderConfigOption = None,
) -> None:
    """Ask a question, and get the answer with its quote and source.

    Without a question it opens a conversation, or reads the question from standard input.

    For example:

      visitbot ask Which dialogue did Motegi take part in?

      visitbot ask --why "Who launched the AI Dialogue?"

      visitbot ask --json < questions.jsonl > answers.jsonl
    """
    if as_json and why:
        misuse("--why", "shows a person how an answer came about; leave out --json")
    answerer = load_answerer(knowledge, config)
    language = _known_language(answerer, lang)
    text = " ".join(question) if question else None
    if as_json:
        _answer_scripts(answerer, text, language)
    elif text is None and is_interactive():
        from bot.cli.conversation import converse

        converse(answerer, language, why=why)
    else:
        from bot.cli.showing import show_answer

        text = sys.stdin.buffer.read().decode("utf-8", "replace").strip() if text is None else text
        show_answer(answerer.answer(text, language), answerer.base, why=why)


def _known_language(answerer: Answerer, lang: str | None) -> Language | None:
    if lang is None:
        return None
    language = answerer.base.language_for(lang)
    if language is None:
        known = ", ".join(answerer.base.languages)
        misuse("--lang", f"the facts are not worded in {lang!r}; they are in {known}")
    return language


def _answer_scripts(answerer: Answerer, text: str | None, language: Language | None) -> None:
    from bot.cli.contract import Request, answer_request, to_line
    from bot.cli.scripting import answer_lines

    if text is None:
        answer_lines(answerer, sys.stdin.buffer, sys.stdout.buffer, language)
    else:
        sys.stdout.buffer.write(to_line(answer_request(answerer, Request(None, text), language)))
        sys.stdout.buffer.flush()
