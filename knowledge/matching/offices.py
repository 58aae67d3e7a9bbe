"""People and the offices that they go by: who "the Prime Minister" may be, and who is called so and is none."""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations, pairwise
from typing import TYPE_CHECKING

from knowledge.model import Kind
from knowledge.text import script_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from knowledge.matching.names import Spelling
    from knowledge.model import Term
    from knowledge.text import NormalText

NOBODY: frozenset[str] = frozenset()


class Offices:
    """Who may be meant by each spelling of a person or an office.

    An office is a term of kind "other" that somebody goes by together with a name: "Prime Minister" in "Prime Minister
    Ann". Who holds it is told by that alone.
    """

    def __init__(
        self,
        terms: Sequence[Term],
        names: Mapping[tuple[str, ...], AbstractSet[str]],
        particles: frozenset[str],
        articles: frozenset[str],
    ) -> None:
        """Know terms by their spellings, cut into words; `particles` say nothing, `articles` stand before an office."""
        self._articles = articles
        self._persons = frozenset(term.name for term in terms if term.kind is Kind.PERSON)
        places = {term.name for term in terms if term.kind is Kind.PLACE}
        of_places = {words for words, named in names.items() if not places.isdisjoint(named)}
        others = {term.name for term in terms if term.kind is Kind.OTHER}
        for words, named in names.items():
            if not of_places.isdisjoint(_parts_of(words)):  # "India-Japan" is none, nor is what has it in its name
                others -= named
        self._meant = self._find_meant(names, others)
        offices = (words for words, people in self._meant.items() if not people <= self._persons)
        self._of_titles = particles.union(*offices, *of_places)
        """Words of offices and of the places that they are for: what is made of nothing else names nobody."""

    def _find_meant(
        self, names: Mapping[tuple[str, ...], AbstractSet[str]], others: set[str]
    ) -> Mapping[tuple[str, ...], frozenset[str]]:
        holders: dict[str, set[str]] = defaultdict(set)
        for words, named in names.items():
            for part in _parts_of(words):
                for office in others.intersection(names.get(part, ())):
                    holders[office] |= named & self._persons
        meant = {office: {office, *persons} for office, persons in holders.items() if persons}
        meant |= {person: {person} for person in self._persons}
        known = ((words, named) for words, named in names.items() if named <= meant.keys())
        return {words: frozenset(person for name in named for person in meant[name]) for words, named in known}

    def people_of(self, words: tuple[str, ...]) -> frozenset[str]:
        """Give whom a spelling may mean: a person, or an office and whoever holds it; nobody where it is neither."""
        return self._meant.get(words, NOBODY)

    def are_mistitled(self, words: tuple[str, ...], people: Sequence[Spelling], text: NormalText) -> bool:
        """Tell whether the words of a text call somebody by an office of others: "Mayor Ann", "Ann, the Mayor"."""
        return any(
            one.people.isdisjoint(other.people) and self._is_title_beside(words, one, other, text)
            for one, other in pairwise(people)
        )

    def _is_title_beside(self, words: tuple[str, ...], one: Spelling, other: Spelling, text: NormalText) -> bool:
        """Tell whether an office stands right before a name, or behind: where an article does, or in Japanese.

        There no space is between them: with one, "クレイ 町長" are two keywords.
        """
        between = words[one.end : other.start]
        is_japanese = script_of(words[one.start]) == "japanese"
        if is_japanese and f"{words[one.end - 1][-1]}{words[other.start][0]}" not in text:
            return False
        is_behind = bool(between) or is_japanese
        title, name = (other, one) if is_behind else (one, other)
        is_beside = len(between) < 2 and self._articles.issuperset(between)  # noqa: PLR2004 - one article
        return is_beside and self._is_title(words, title) and not self._is_title(words, name)

    def _is_title(self, words: tuple[str, ...], spelling: Spelling) -> bool:
        return self._of_titles.issuperset(words[spelling.start : spelling.end])


def _parts_of(words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    return (words[start:end] for start, end in combinations(range(len(words) + 1), 2))
