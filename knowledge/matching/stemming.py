"""Cutting words to their stems, so that "celebrating" and "celebrations" are one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import Stemmer as Snowball

from knowledge.matching.language import load_language
from knowledge.matching.remembering import remembering

if TYPE_CHECKING:
    from collections.abc import Sequence

    from knowledge.model import Language

_DEVANAGARI = re.compile("[\u0900-\u097f]")


class Stemmer:
    """Cuts inflections with Snowball's rules (Porter 2001), by the script of the word, and knows irregular forms."""

    def __init__(self, languages: Sequence[Language]) -> None:
        names = {
            "en": "english",
            "hi": "hindi",
            "de": "german",
            "fr": "french",
            "es": "spanish",
            "it": "italian",
        }
        latin = next((names[code] for code in languages if code in names and code != "hi"), "english")
        self._latin = Snowball.Stemmer(latin)
        self._devanagari = Snowball.Stemmer("hindi")
        self._cached = remembering(self._cut, 50_000)
        irregular = [load_language(language).irregular for language in languages]
        self._word_of = {form: word for words in irregular for word, forms in words.items() for form in forms}

    def __call__(self, word: str) -> str:
        """Give the stem of a normal word."""
        return self._cached(word)

    def _cut(self, word: str) -> str:
        word = self._word_of.get(word, word)
        stemmer = self._devanagari if _DEVANAGARI.search(word) else self._latin
        return str(stemmer.stemWord(word))
