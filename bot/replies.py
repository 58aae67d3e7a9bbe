"""An answer as Discord shows it: cards of marked-up text, within Discord's limits whatever they hold."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.echo import shorten
from bot.markdown import quoted, shown, small
from bot.speech import said_by_line, source_line
from knowledge import Answered, Chat, Corrected, NotCovered, Unsure

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.speech import Speech, Turn
    from knowledge import Choice, Citation, FactBase, FactId, Outcome

TEXT_LONGEST = 4000
"""Characters that Discord allows in all the texts of a message together."""

# A quote is never cut, so when a card would grow too long everything else gives way, step by step. The last step fits
# even three quotes of 320 marks, each escaped.
_STEPS = (1000, 400, 200, 100, 50, 20)


@dataclass(frozen=True, slots=True)
class Section:
    """One question's share of a card, in Discord's markup; no text is empty, but for a heading."""

    heading: str
    """The question; empty where nothing was asked."""
    texts: tuple[str, ...]
    facts: tuple[FactId, ...] = ()
    """The facts that are quoted, in order."""
    lead_in: str = ""
    """The sentence above the choices; may be empty."""
    choices: tuple[Choice, ...] = ()

    @property
    def all_texts(self) -> tuple[str, ...]:
        """All that is written, from the top down."""
        return tuple(filter(None, (self.heading, *self.texts, self.lead_in)))


@dataclass(frozen=True, slots=True)
class Card:
    """What a reply shows."""

    colour: int
    sections: tuple[Section, ...]
    closing: str = ""

    @property
    def length(self) -> int:
        """Count the characters of all texts, as Discord does."""
        return sum(len(text) for section in self.sections for text in section.all_texts) + len(self.closing)

    @property
    def facts(self) -> tuple[FactId, ...]:
        """The facts that are quoted, in order, each once."""
        return tuple(dict.fromkeys(fact for section in self.sections for fact in section.facts))


def render(speech: Speech, base: FactBase) -> Card:
    """Set what is said as a card that fits, every quote whole."""
    cards = (_render(_Setter(speech, base, step)) for step in _STEPS)
    return next(card for card in cards if card.length <= TEXT_LONGEST)


def _render(setter: _Setter) -> Card:
    speech = setter.speech
    closing = "\n".join(small(setter.text(sentence)) for sentence in speech.closing)
    return Card(_colour(speech.turns[0].outcome), tuple(map(setter.section, speech.turns)), closing)


def _colour(outcome: Outcome) -> int:
    match outcome:
        case Answered():
            return 0x2E8B57
        case Corrected():
            return 0xD98E04
        case Unsure():
            return 0x3B7DD8
        case NotCovered() | Chat():
            return 0x80848E


@dataclass(frozen=True, slots=True)
class _Setter:
    """Sets turns in Discord's markup, no text of its own longer than a limit."""

    speech: Speech
    base: FactBase
    longest: int

    def text(self, plain: str) -> str:
        """Escape a plain text, cut so that marks and all it stays within the limit."""
        plain = " ".join(plain.split())
        text = shown(plain)
        while len(text) > self.longest:
            plain = shorten(plain, len(plain) - max(1, (len(text) - self.longest) // 2))
            text = shown(plain)
        return text

    def section(self, turn: Turn) -> Section:
        facts = tuple(citation.fact.id for citation in turn.citations)
        return Section(self._heading(turn), tuple(self._texts(turn)), facts, self.text(turn.lead_in), turn.choices)

    def _heading(self, turn: Turn) -> str:
        """Show what was asked: small above one answer, bold where several are to be told apart."""
        if not turn.heading:
            return ""
        text = self.text(turn.heading)
        sentences = self.speech.sentences
        return (
            small(sentences.question.format(question=text))
            if self.speech.is_single
            else f"**{sentences.question.format(question=text)}**"
        )

    def _texts(self, turn: Turn) -> Iterator[str]:
        if turn.sentence:
            yield self.text(turn.sentence)
        for citation in turn.citations:
            yield self._quote(citation)
            yield self._note(citation)

    def _quote(self, citation: Citation) -> str:
        """Set the answer and the quote; what somebody said opens with who it was, for it is never the bot's word."""
        statement = self.base.wording(citation.fact, self.speech.language).statement
        said_by = shown(said_by_line(citation, self.base, self.speech.sentences))
        quote = quoted(citation.fact.quote, citation.fact.highlight)
        return "\n".join(filter(None, (said_by, self.text(statement), quote)))

    def _note(self, citation: Citation) -> str:
        """Name the source, apart from the quote so that no reader's screen draws it into that."""
        return small(shown(" ".join(source_line(citation, self.speech.sentences).split())))
