"""What the bot says to an answer, before it takes the form of a terminal's or of Discord's text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.echo import echo, shorten
from bot.wording import sentences_for
from knowledge import Answered, Chat, Choice, Corrected, NotCovered, Status, Talk, Unsure, spelled_like

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bot.wording import Sentences
    from knowledge import Answer, Citation, Fact, FactBase, Language, Outcome, Part

MOST_TURNS = 3
MOST_CITATIONS = 3
MOST_CHOICES = 5
MOST_EXAMPLES = 3
MOST_RELATED = 3

HEADING_LONGEST = 200
_NAME_LONGEST = 60
_TERM_LONGEST = 40
_MOST_TERMS = 3


@dataclass(frozen=True, slots=True)
class Turn:
    """What is said to one question: a sentence of the bot's, then what the sources say, then what can be asked."""

    outcome: Outcome
    heading: str = ""
    """The question, fit to be shown again; empty where nothing was asked."""
    sentence: str = ""
    citations: tuple[Citation, ...] = ()
    lead_in: str = ""
    """The sentence above the choices."""
    choices: tuple[Choice, ...] = ()


@dataclass(frozen=True, slots=True)
class Speech:
    """What is said to a whole message. All of it is plain text."""

    language: Language
    """The language of the question and of the statements."""
    sentences: Sentences
    """The bot's own, in the language of the reader."""
    turns: tuple[Turn, ...]
    closing: tuple[str, ...] = ()

    @property
    def is_single(self) -> bool:
        """Tell whether only one question is spoken to."""
        return len(self.turns) == 1


def speak(answer: Answer, base: FactBase, locale: str | None = None) -> Speech:
    """Put an answer into sentences: the bot's own in the reader's locale, the facts' in the question's language."""
    sentences = sentences_for(locale, answer.language)
    parts = _within_reach(answer.parts)
    speaker = _Speaker(base, answer.language, sentences, is_single=len(answer.parts) == 1)
    closing = [*_limits(parts, base, sentences)]
    if len(parts) < len(answer.parts):
        closing.append(sentences.rest_later)
    return Speech(answer.language, sentences, tuple(map(speaker.turn, parts)), tuple(closing))


def _limits(parts: tuple[Part, ...], base: FactBase, sentences: Sentences) -> Iterator[str]:
    """Tell, with a refusal or with help, what is covered and by how many sources."""
    outcomes = [part.outcome for part in parts]
    is_refusal = any(isinstance(outcome, NotCovered) for outcome in outcomes)
    if is_refusal:
        yield sentences.about_scope.format(scope=base.scope)
    if is_refusal or any(outcome in (Chat(Talk.HELP), Chat(Talk.ABOUT_BOT)) for outcome in outcomes):
        yield from one_source_line(base, sentences)


def one_source_line(base: FactBase, sentences: Sentences) -> list[str]:
    """Warn that all rests on one source, where it does."""
    if len(base.sources) != 1:
        return []
    publisher = shorten(base.sources[0].publisher, _NAME_LONGEST)
    return [sentences.one_source.format(publisher=publisher, date=sentences.day(base.sources[0].date))]


def source_line(citation: Citation, sentences: Sentences) -> str:
    """Name the source of a quote: publisher, day and paragraph."""
    return sentences.source.format(
        publisher=shorten(citation.source.publisher, _NAME_LONGEST),
        date=sentences.day(citation.source.date),
        paragraph=citation.paragraph,
        language=sentences.language(citation.source.language),
    )


def name_shown(name: str, base: FactBase, sentences: Sentences) -> str:
    """Give a name on one line, as the readers of the sentences spell it where the vocabulary knows how."""
    return shorten(" ".join(spelled_like(sentences.help, name, base).split()), _NAME_LONGEST)


def said_by_line(citation: Citation, base: FactBase, sentences: Sentences) -> str:
    """Name whose words a quote gives; empty where they are the source's own."""
    name = name_shown(citation.fact.said_by or "", base, sentences)
    return sentences.said_by.format(name=name) if name else ""


def _within_reach(parts: tuple[Part, ...]) -> tuple[Part, ...]:
    """Take the parts that one reply can hold, from the first."""
    taken: list[Part] = []
    cited = 0
    for part in parts[:MOST_TURNS]:
        cited += len(_citations(part.outcome))
        if taken and cited > MOST_CITATIONS:
            break
        taken.append(part)
    return tuple(taken)


def _citations(outcome: Outcome) -> tuple[Citation, ...]:
    match outcome:
        case Answered(citations):
            return citations[:MOST_CITATIONS]
        case Corrected(citation):
            return (citation,)
        case _:
            return ()


@dataclass(frozen=True, slots=True)
class _Speaker:
    """Words outcomes in one language, from one base."""

    base: FactBase
    language: Language
    sentences: Sentences
    is_single: bool

    def turn(self, part: Part) -> Turn:
        outcome = part.outcome
        heading = "" if isinstance(outcome, Chat) else echo(part.text, HEADING_LONGEST)
        lead_in, choices = self._choices(outcome)
        choices = choices[:MOST_CHOICES]
        sentence = self._sentence(outcome)
        return Turn(outcome, heading, sentence, _citations(outcome), lead_in if choices else "", choices)

    def _sentence(self, outcome: Outcome) -> str:
        match outcome:
            case Answered():
                return ""
            case Corrected(asked=asked, holds=holds):
                return self._correction(echo(asked, _TERM_LONGEST), holds)
            case Unsure():
                return self.sentences.unsure
            case NotCovered(unknown_terms):
                return self._silence(unknown_terms)
            case Chat(talk):
                return self._talk(talk).format(title=self.base.title)

    def _correction(self, asked: str, holds: str) -> str:
        if asked and holds:
            return self.sentences.corrected_pair.format(asked=asked, holds=holds)
        return self._silence([asked]) if asked else self.sentences.corrected

    def _silence(self, unknown_terms: Iterable[str]) -> str:
        terms = [term for term in (echo(term, _TERM_LONGEST) for term in unknown_terms) if term]
        if not terms:
            return self.sentences.not_covered
        named = self.sentences.term_joint.join(self.sentences.term.format(term=term) for term in terms[:_MOST_TERMS])
        return self.sentences.never_mentioned.format(terms=named)

    def _talk(self, talk: Talk) -> str:
        sentences = self.sentences
        told = {
            Talk.GREETING: sentences.greeting,
            Talk.FAREWELL: sentences.farewell,
            Talk.THANKS: sentences.thanks,
            Talk.HELP: sentences.help,
            Talk.ABOUT_BOT: sentences.about_bot,
            Talk.REMARK: sentences.remark,
            Talk.EMPTY: sentences.empty,
        }
        return told[talk]

    def _choices(self, outcome: Outcome) -> tuple[str, tuple[Choice, ...]]:
        match outcome:
            case Answered() | Corrected():
                return self.sentences.related, self._related(_citations(outcome))
            case Unsure(choices):
                return "", choices
            case NotCovered(choices=choices):
                return self.sentences.nearby, choices
            case Chat(Talk.THANKS | Talk.FAREWELL):
                return "", ()
            case Chat():
                return self.sentences.examples, self._examples()

    def _related(self, citations: tuple[Citation, ...]) -> tuple[Choice, ...]:
        """Offer what a fact names as related, but only where there is one question to follow up."""
        if not self.is_single:
            return ()
        cited = {citation.fact.id for citation in citations}
        ids = dict.fromkeys(id_ for citation in citations for id_ in citation.fact.related if id_ not in cited)
        related = [self.base.fact_by_id[id_] for id_ in ids if id_ in self.base.fact_by_id]
        active = [fact for fact in related if fact.status is Status.ACTIVE]
        return tuple(map(self._choice, active[:MOST_RELATED]))

    def _examples(self) -> tuple[Choice, ...]:
        """Offer the first fact of each topic."""
        firsts = {fact.topic: fact for fact in reversed(self.base.active_facts)}
        return tuple(self._choice(fact) for fact in reversed(firsts.values()))[:MOST_EXAMPLES]

    def _choice(self, fact: Fact) -> Choice:
        wording = self.base.wording(fact, self.language)
        return Choice(fact.id, wording.questions[0] if wording.questions else wording.statement)
