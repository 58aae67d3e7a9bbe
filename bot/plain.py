"""An answer as plain text: what the terminal prints, and a script reads as `message`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.speech import said_by_line, source_line, speak

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.speech import Speech, Turn
    from bot.wording import Sentences
    from knowledge import Answer, Citation, FactBase, Language


def plain_text(answer: Answer, base: FactBase) -> str:
    """Word an answer as a person would read it; quotes stand as they are, line by line."""
    speech = speak(answer, base)
    blocks = [block for turn in speech.turns for block in _turn(turn, base, speech)]
    return "\n\n".join([*blocks, *speech.closing])


def _turn(turn: Turn, base: FactBase, speech: Speech) -> Iterator[str]:
    opening = [speech.sentences.question.format(question=turn.heading)] if turn.heading and not speech.is_single else []
    if turn.sentence:
        opening.append(turn.sentence)
    if opening:
        yield "\n".join(opening)
    for citation in turn.citations:
        yield _citation(citation, base, speech.language, speech.sentences)
    if turn.choices:
        yield "\n".join(filter(None, [turn.lead_in, *(f"  - {choice.question}" for choice in turn.choices)]))


def _citation(citation: Citation, base: FactBase, language: Language, sentences: Sentences) -> str:
    lines = [
        said_by_line(citation, base, sentences),
        base.wording(citation.fact, language).statement,
        *(f"  > {line}" for line in citation.fact.quote.split("\n")),
        f"  {source_line(citation, sentences)}",
    ]
    return "\n".join(filter(None, lines))
