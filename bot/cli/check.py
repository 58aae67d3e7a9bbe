"""The verb `check`: loads a folder as the bot would, and says all that is wrong with it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import typer

from bot.cli.options import FolderConfigOption, KnowledgeOption, load_base

if TYPE_CHECKING:
    from knowledge import FactBase


def check(knowledge: KnowledgeOption = None, config: FolderConfigOption = None) -> None:
    """Check a fact base: every fault on a line of its own, or one line of counts.

    For example:

      visitbot check

      visitbot check --knowledge my-facts
    """
    typer.echo(count(load_base(knowledge, config)))


def count(base: FactBase) -> str:
    """Sum a base up in one line."""
    questions = Counter[str]()
    for fact in base.facts:
        questions.update({language: len(wording.questions) for language, wording in fact.wordings.items()})
    asked = " + ".join(f"{questions[language]} {language}" for language in base.languages)
    return ", ".join(
        (
            f"{base.id}: {_many(len(base.facts), 'fact')} ({len(base.active_facts)} active)",
            _many(len(base.topics), "topic"),
            _many(len(base.sources), "source"),
            f"{asked} questions",
            _many(len(base.terms), "term"),
            _many(len(base.refusals), "refusal"),
        )
    )


def _many(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
