"""Who does what: the doers that a text names, told by where their language puts them beside the verb.

English has them behind an auxiliary ("did Ann open the fair") or "by" ("opened by Ann"), Hindi and Japanese mark them
with a particle (ने, が), far from the verb.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from knowledge.text import NormalText, script_of, tokenise

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from knowledge.matching.language import LanguageData
    from knowledge.matching.names import Names

ANYTHING = ""
"""In a verb's place: whatever it is that somebody does."""
SAYING = "say"
"""In a verb's place: what is told to be somebody's words."""

LONGEST_JOINER = 2
"""Words between the names of people who do something together: "along with"."""
LEAST_TOLD = 3
"""Times that it must be told who does anything at all, before nobody else is taken to do it."""


class Deed(NamedTuple):
    """Somebody, or some together, and what they do."""

    doers: frozenset[str]
    verb: str
    """Its stem, `ANYTHING` or `SAYING`."""
    is_sure: bool
    """Whether it is a verb for certain, not merely the word behind a name."""


def is_swapped(deed: Deed, told: Mapping[str, Counter[str]]) -> bool:
    """Tell whether others do what somebody is said to do, where it is `told` who does what and how often so."""
    doers = told.get(deed.verb, Counter())
    return doers.total() >= (LEAST_TOLD if deed.verb == ANYTHING else 1) and deed.doers.isdisjoint(doers)


class Roles:
    """The words of several languages that tell who does something."""

    def __init__(self, languages: Sequence[LanguageData], names: Names, stem: Callable[[str], str]) -> None:
        self._names = names
        self._stem = stem
        self._empty = frozenset(word for data in languages for word in (*data.ends, *data.joiners, *data.which))
        """Words that are no verbs, and behind which nobody is told to do anything: "with Ann", "which mayor"."""
        self._leads = frozenset(word for data in languages for word in data.doer_leads)
        self._agents = frozenset(word for data in languages for word in data.agent_leads)
        self._passing = frozenset(word for data in languages for word in data.passing) - self._leads - self._agents
        self._saying = frozenset(stem(word) for data in languages for word in data.saying)
        forms = ((form, verb) for data in languages for verb, listed in data.verb_forms.items() for form in listed)
        self._verbs = dict(forms)
        self._speakers = [tokenise(NormalText(phrase)) for data in languages for phrase in data.speaker_leads]
        self._joining = [_Mark(phrase) for data in languages for phrase in data.name_joiners]
        self._marks = [(_Mark(phrase), ANYTHING) for data in languages for phrase in data.doer_marks]
        self._marks += [(_Mark(phrase), SAYING) for data in languages for phrase in data.speaker_marks]

    def deeds_in(self, words: tuple[str, ...]) -> tuple[Deed, ...]:
        """Find whom words tell to do something, and what."""
        found = (self._deed_at(words, *place) for place in self._together(words))
        return tuple(deed for deed in found if deed)

    def _together(self, words: tuple[str, ...]) -> list[tuple[frozenset[str], int, int]]:
        """Find the people named and where, those joined by "and" as one."""
        found: list[tuple[frozenset[str], int, int]] = []
        for persons, start, end in self._names.people_in(words):
            if found and self._are_joined(words, found[-1][2], start):
                before, first, _ = found.pop()
                found.append((before | persons, first, end))
            else:
                found.append((persons, start, end))
        return found

    def _are_joined(self, words: Sequence[str], end: int, start: int) -> bool:
        return start - end <= LONGEST_JOINER and any(mark.stands_behind(words, end) for mark in self._joining)

    def _deed_at(self, words: tuple[str, ...], persons: frozenset[str], start: int, end: int) -> Deed | None:
        """Tell what those who are named between two places do; None where nothing tells."""
        before = self._passed(words, range(start - 1, -1, -1))
        lead = words[before] if before is not None else ""
        if any(words[:start][-len(phrase) :] == phrase for phrase in self._speakers):
            return Deed(persons, SAYING, is_sure=True)
        if lead in self._agents and before:
            return Deed(persons, self._verb(words[before - 1]), is_sure=True)
        marked = next((verb for mark, verb in self._marks if mark.stands_behind(words, end)), None)
        if marked is not None:
            return Deed(persons, marked, is_sure=True)
        is_sure = lead in self._leads
        behind = self._passed(words, range(end, len(words)))
        if behind is None or words[behind] in self._empty or (lead in self._empty and not is_sure):
            return None
        return Deed(persons, self._verb(words[behind]), is_sure)

    def _passed(self, words: Sequence[str], places: Iterable[int]) -> int | None:
        """Give the first of the places whose word is not one that may stand between a doer and what is done."""
        return next((place for place in places if words[place] not in self._passing), None)

    def _verb(self, word: str) -> str:
        stem = self._stem(self._verbs.get(word, word))
        return SAYING if stem in self._saying else stem


class _Mark:
    """A word or particle behind a name."""

    def __init__(self, phrase: str) -> None:
        self._is_japanese = script_of(phrase) == "japanese"
        self._letters = phrase.replace(" ", "")
        self._count = len(phrase.split())

    def stands_behind(self, words: Sequence[str], end: int) -> bool:
        """Tell whether it stands behind a name that ends at a place; Japanese comes in pairs that overlap."""
        if not self._is_japanese:
            return "".join(words[end : end + self._count]) == self._letters
        first = words[end] if end < len(words) else ""
        run = first[first[:1] == words[end - 1][-1:] :] + "".join(word[1:] for word in words[end + 1 : end + 6])
        return run.startswith(self._letters)
