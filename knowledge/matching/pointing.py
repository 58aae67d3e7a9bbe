"""Questions that only point to what was said before: "and when was that?"."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from knowledge.matching.language import load_language
from knowledge.matching.phrases import Phrases
from knowledge.text import LONGEST, normalise

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from knowledge.model import Fact, Language


def only_points(question: str, languages: Sequence[Language]) -> bool:
    """Tell whether a text holds nothing but question words and words such as "that" and "there"."""
    text = normalise(question[:LONGEST])
    return any(map(str.isalnum, text)) and _empty_words(tuple(languages)).are_all_of(text)


def stands_by(fact: Fact, others: Iterable[Fact]) -> bool:
    """Tell whether a fact may be what a question points to behind others: on their topic or passage, or related."""
    return any(fact.topic == other.topic or fact.id in other.related or fact.overlaps(other) for other in others)


@lru_cache
def _empty_words(languages: tuple[Language, ...]) -> Phrases:
    return Phrases(phrase for language in languages for phrase in _phrases(language))


def _phrases(language: Language) -> Iterator[str]:
    data = load_language(language)
    yield from (*data.openers, *data.joiners, *data.pointers)
    for kind in data.asked_for.values():
        yield from kind
