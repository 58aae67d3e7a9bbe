"""A conversation at the prompt: question after question, until an empty line."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

from bot.cli.showing import show_answer
from bot.cli.terminal import out
from knowledge import Answer, Answered, Candidate, Choice, NotCovered, Part, Unsure

if TYPE_CHECKING:
    from knowledge import Answerer, FactBase, Language

PROMPT = "? "


def converse(answerer: Answerer, language: Language | None, *, why: bool) -> None:
    """Answer what is typed; a number picks from the choices that the last reply offered."""
    with contextlib.suppress(ImportError):
        import readline  # noqa: F401 - importing it gives the prompt its history and line editing
    base = answerer.base
    out().print(f"{base.title}. {base.scope}\nAsk away; an empty line leaves.")
    spoken, choices = language or base.default_language, ()
    while typed := _read():
        picked = pick(typed, choices)
        answer = choose(picked, base, spoken) if picked else answerer.answer(typed, language)
        spoken, choices = answer.language, offered(answer)
        show_answer(answer, base, why=why)


def pick(typed: str, choices: tuple[Choice, ...]) -> Choice | None:
    """Take a typed number for the choice that stands under it, counted from 1."""
    number = int(typed) if typed.isascii() and typed.isdigit() else 0
    return choices[number - 1] if 1 <= number <= len(choices) else None


def offered(answer: Answer) -> tuple[Choice, ...]:
    """List what a reply offers to choose from."""
    outcome = answer.lead.outcome
    return outcome.choices if isinstance(outcome, Unsure | NotCovered) else ()


def choose(choice: Choice, base: FactBase, language: Language) -> Answer:
    """Answer with the very fact that was picked."""
    cited = base.cite(base.fact_by_id[choice.id])
    part = Part(choice.question, Answered((cited,)), (Candidate(choice.id, 1.0),), 1.0)
    return Answer(choice.question, language, (part,))


def _read() -> str:
    try:
        return input(PROMPT).strip()
    except EOFError:
        out().print()
        return ""
