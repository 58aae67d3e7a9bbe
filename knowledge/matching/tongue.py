"""Telling the language of a question, by its script and, where it is romanised, by its words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from knowledge.matching.language import load_language
from knowledge.text import normalise, script_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from knowledge.model import FactBase, Language

SCRIPTS = {"hi": "devanagari", "mr": "devanagari", "ne": "devanagari", "ja": "japanese"}
"""The script of each language that is not written in Latin letters."""

ENOUGH = 1 / 3
"""Share of a question's words from which it is taken for romanised."""


class Tongues:
    """The languages of one base."""

    def __init__(self, base: FactBase) -> None:
        self._default = base.default_language
        self._by_script = {SCRIPTS[language]: language for language in base.languages if language in SCRIPTS}
        own = frozenset(_latin_words(base, self._default))
        self._romanised = {
            language: frozenset(_latin_words(base, language)) - own for language in self._by_script.values()
        }

    def language_of(self, text: str) -> Language:
        """Tell which of the base's languages a text is in; the default one where nothing tells."""
        by_script = self._by_script.get(script_of(text))
        if by_script is not None:
            return by_script
        words = normalise(text).split()
        for language, romanised in self._romanised.items():
            if words and sum(word in romanised for word in words) >= ENOUGH * len(words):
                return language
        return self._default


def _latin_words(base: FactBase, language: Language) -> Iterator[str]:
    """Give the words in Latin letters that a language's questions, and its question words, are written with."""
    wordings = [fact.wordings[language] for fact in base.active_facts if language in fact.wordings]
    texts: list[str] = [normalise(question) for wording in wordings for question in wording.questions]
    texts += [phrase for phrases in load_language(language).asked_for.values() for phrase in phrases]
    return (word for text in texts for word in text.split() if word.isascii() and word.isalpha())
