"""Telling the language of a question: by its script, and by the words of those languages that are written in it."""

from __future__ import annotations

import unicodedata
from collections import Counter
from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING

from knowledge.matching.language import load_language
from knowledge.text import LONGEST, normalise, tokenise

if TYPE_CHECKING:
    from collections.abc import Iterator

    from knowledge.model import FactBase, Language

LATIN = "LATIN"
ENOUGH = 1 / 3
"""Share of a question's words from which it is taken for a language that is mostly written in another script."""


class Tongues:
    """The languages of one base."""

    def __init__(self, base: FactBase) -> None:
        self._default = base.default_language
        several = base.languages if len(base.languages) > 1 else ()
        texts = {language: tuple(_texts(base, language)) for language in several}
        self._script = {language: _script_of_language(written) for language, written in texts.items()}
        self._words = {language: frozenset(_words(written)) for language, written in texts.items()}
        latin = frozenset[str]().union(*(self._words[own] for own, script in self._script.items() if script == LATIN))
        self._romanised = {own: self._words[own] - latin for own, script in self._script.items() if script != LATIN}
        """Words of the languages that have a script of their own which none written in Latin has."""

    def language_of(self, text: str) -> Language:
        """Tell which of the base's languages a text is in; the default one where nothing tells."""
        if not self._script:
            return self._default
        script = unicode_script_of(text[:LONGEST])
        # A single letter is a word in any language.
        words = [word for word in tokenise(normalise(text)) if len(word) > 1 or not word.isascii()]
        if script == LATIN:
            enough = ENOUGH * max(len(words), 1)
            for language, own_words in self._romanised.items():
                if sum(map(own_words.__contains__, words)) >= enough:
                    return language
        written = [language for language, own in self._script.items() if own == script] or [self._default]
        if len(written) == 1:
            return written[0]
        return max(written, key=lambda own: sum(word in self._words[own] for word in words))


def unicode_script_of(text: str) -> str:
    """Name the script that most letters of a text are of, as Unicode calls it; a syllable counts for two letters."""
    if text.isascii():
        return LATIN
    counts = _letters_of(text)
    return max(counts, key=lambda script: counts[script] / (2 if script == LATIN else 1), default=LATIN)


def _script_of_language(texts: tuple[str, ...]) -> str:
    """Give the script of a language's own, where enough is written in it: Hindi is romanised a lot, too."""
    counts = _letters_of("".join(texts))
    own = max((script for script in counts if script != LATIN), key=lambda script: counts[script], default=LATIN)
    return own if counts[own] >= ENOUGH / 2 * counts.total() else LATIN


def _letters_of(text: str) -> Counter[str]:
    """Count the letters of each script."""
    counts = Counter(map(_script_of_letter, text))
    del counts[""]
    return counts


@lru_cache(maxsize=10_000)
def _script_of_letter(char: str) -> str:
    """Give the first word of a letter's name; kana and kanji, which are written together, are one script."""
    script = unicodedata.name(char, "").split(" ")[0] if char.isalpha() else ""
    return "CJK" if script in {"HIRAGANA", "KATAKANA"} else script


def _texts(base: FactBase, language: Language) -> Iterator[str]:
    """Give what a language is written like: the base's wordings, its question words, small talk and polite words."""
    for fact in base.active_facts:
        if language in fact.wordings:
            yield from fact.wordings[language].questions
    data = load_language(language)
    yield from chain(*data.asked_for.values(), *data.talk.values(), data.polite)


def _words(texts: tuple[str, ...]) -> Iterator[str]:
    return (word for text in texts for word in tokenise(normalise(text)))
