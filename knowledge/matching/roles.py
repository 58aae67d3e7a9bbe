"""Who does what: the doers that a text names, told by where their language puts them beside the verb.

English has them behind an auxiliary ("did Ann open the fair") or "by" ("opened by Ann"), Hindi and Japanese mark them
with a particle (ने, が), far from the verb.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from knowledge.text import script_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from knowledge.matching.language import LanguageData
    from knowledge.matching.names import Spelling

ANYTHING = ""
"""In a verb's place: whatever it is that somebody does."""
SAYING = "say"
"""In a verb's place: what is told to be somebody's words."""

LONGEST_MARK = 4
"""Words of the longest phrase before or behind a name that tells what it does there."""
LONGEST_RUN = 6
"""Letters of the longest Japanese one."""
LEAST_TOLD = {SAYING: 1, ANYTHING: 3}
"""Times that it must be told who says something, or does anything at all, before nobody else is taken to do it."""
LEAST_TOLD_OF_A_VERB = 2
"""The same of one verb, for "go" may be said of anybody once."""


class Deed(NamedTuple):
    """Somebody, or some together, and what they do."""

    doers: frozenset[str]
    verb: str
    """Its stem, `ANYTHING` or `SAYING`."""
    is_sure: bool
    """Whether it is a verb for certain, not merely the word behind a name."""


def is_swapped(deed: Deed, told: Mapping[str, Counter[str]]) -> bool:
    """Tell whether others do what somebody is said to do, where it is `told` who does what and how often so.

    Of a verb that is hardly told of, those speak who do anything at all. Nobody's words are the publisher's.
    """
    if deed.verb == SAYING and SAYING not in told:
        return True
    for verb in (deed.verb, ANYTHING) if deed.is_sure else (deed.verb,):
        doers = told.get(verb, Counter())
        if doers.total() >= LEAST_TOLD.get(verb, LEAST_TOLD_OF_A_VERB):
            return deed.doers.isdisjoint(doers)
    return False


class Roles:
    """The words of several languages that tell who does something."""

    def __init__(self, languages: Sequence[LanguageData], stem: Callable[[str], str]) -> None:
        self._stem = stem
        self._empty = frozenset(word for data in languages for word in (*data.ends, *data.joiners, *data.which))
        """Words that are no verbs, and behind which nobody is told to do anything: "with Ann", "which mayor"."""
        self._leads = frozenset(word for data in languages for word in data.doer_leads)
        self._agents = frozenset(word for data in languages for word in data.agent_leads)
        self._passing = frozenset(word for data in languages for word in data.passing) - self._leads - self._agents
        self._saying = frozenset(stem(word) for data in languages for word in data.saying)
        self._verbs = {form: verb for data in languages for verb, forms in data.verb_forms.items() for form in forms}
        self._speakers = {tuple(phrase.split()) for data in languages for phrase in data.speaker_leads}
        self._joining = _Marks({phrase: "" for data in languages for phrase in data.name_joiners})
        doing = {phrase: ANYTHING for data in languages for phrase in data.doer_marks}
        self._marks = _Marks(doing | {phrase: SAYING for data in languages for phrase in data.speaker_marks})

    def deeds_in(self, words: tuple[str, ...], people: Iterable[Spelling]) -> tuple[Deed, ...]:
        """Find which of the people named in words do something, and what."""
        found = (self._deed_of(spelling, words) for spelling in self._together(words, people))
        return tuple(deed for deed in found if deed)

    def _together(self, words: tuple[str, ...], people: Iterable[Spelling]) -> list[Spelling]:
        """Give the people named, those joined by "and" as one."""
        found: list[Spelling] = []
        for spelling in people:
            if found and self._are_joined(words, found[-1].end, spelling.start):
                before = found.pop()
                found.append(spelling._replace(people=before.people | spelling.people, start=before.start))
            else:
                found.append(spelling)
        return found

    def _are_joined(self, words: tuple[str, ...], end: int, start: int) -> bool:
        return start - end <= LONGEST_MARK and self._joining.behind(words, end) is not None

    def _deed_of(self, spelling: Spelling, words: tuple[str, ...]) -> Deed | None:
        """Tell what those who are named in one place do; None where nothing tells."""
        people, start, end = spelling.people, spelling.start, spelling.end
        before = self._passed(words, range(start - 1, -1, -1))
        lead = words[before] if before is not None else ""
        behind_lead = before + 1 if before is not None else 0
        if any(words[max(0, behind_lead - n) : behind_lead] in self._speakers for n in range(2, LONGEST_MARK + 1)):
            return Deed(people, SAYING, is_sure=True)
        if lead in self._agents and before:
            return Deed(people, self._verb(words[before - 1]), is_sure=True)
        marked = self._marks.behind(words, end)
        if marked is not None:
            return Deed(people, marked, is_sure=True)
        is_sure = lead in self._leads
        behind = self._passed(words, range(end, len(words)))
        if behind is None or words[behind] in self._empty or (lead in self._empty and not is_sure):
            return None
        return Deed(people, self._verb(words[behind]), is_sure)

    def _passed(self, words: Sequence[str], places: Iterable[int]) -> int | None:
        """Give the first of the places whose word is not one that may stand between a doer and what is done."""
        return next((place for place in places if words[place] not in self._passing), None)

    def _verb(self, word: str) -> str:
        stem = self._stem(self._verbs.get(word, word))
        return SAYING if stem in self._saying else stem


class _Marks:
    """Words and particles behind a name, and what each tells."""

    def __init__(self, marks: Mapping[str, str]) -> None:
        self._spaced = {tuple(phrase.split()): told for phrase, told in marks.items()}
        self._japanese = {phrase: told for phrase, told in marks.items() if script_of(phrase) == "japanese"}

    def behind(self, words: tuple[str, ...], end: int) -> str | None:
        """Give what is told by the mark behind a name that ends at a place; None where there is none."""
        counts = range(1, min(LONGEST_MARK, len(words) - end) + 1)
        spaced = (self._spaced.get(words[end : end + count]) for count in counts)
        told = next((told for told in spaced if told is not None), None)
        return self._in_run(words, end) if told is None else told

    def _in_run(self, words: tuple[str, ...], end: int) -> str | None:
        """Look for a Japanese mark: words come in pairs that overlap, the first of them with the name."""
        if words[end - 1].isascii() or end == len(words):
            return None
        first = words[end].removeprefix(words[end - 1][-1])
        run = first + "".join(word[1:] for word in words[end + 1 : end + LONGEST_RUN])
        return next((told for phrase, told in self._japanese.items() if run.startswith(phrase)), None)
