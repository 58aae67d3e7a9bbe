"""What questions are compared by: strings, of which each tells its kind by its first letter."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import chain, pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from knowledge.matching.reading import Reading

LETTERS = "~"
"""What the features begin with that are letters of a word; all others are words or built from words."""

_JAPANESE = re.compile("[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]")


def features_of(reading: Reading) -> Iterable[str]:
    """Give all features of a reading: its words and the letters of them."""
    return chain(words_of(reading), *map(letters_of, spelt_in(reading)))


def words_of(reading: Reading) -> list[str]:
    """Give stems and what they mean, and pairs of neighbouring stems."""
    stems = reading.stems
    return [*hints_of(reading), *[f"{one} {other}" for one, other in pairwise(("^", *stems, "$"))]]


def hints_of(reading: Reading) -> list[str]:
    """Give stems, the names that were found, Hindi sounds, and senses."""
    names = [f"={name}" for name in sorted(reading.names)]
    sounds = [f"&{sound}" for sound in reading.sounds if sound]
    return [*reading.stems, *names, *sounds, *[f"%{sense}" for senses in reading.senses for sense in senses]]


def spelt_in(reading: Reading) -> Sequence[str]:
    """Give the words of a reading whose letters are compared; Japanese ones uncut."""
    return reading.text.split() if _JAPANESE.search(reading.text) else reading.words


@lru_cache(maxsize=50_000)
def letters_of(word: str) -> tuple[str, ...]:
    """Cut a word into runs of three neighbouring letters, or of one to three where it is Japanese."""
    if _JAPANESE.search(word):
        return tuple(LETTERS + word[i : i + n] for n in (1, 2, 3) for i in range(len(word) - n + 1))
    word = f"<{word}>"
    return tuple(LETTERS + word[i : i + 3] for i in range(len(word) - 2))
