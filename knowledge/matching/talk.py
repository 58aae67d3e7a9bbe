"""Telling talk (a greeting, thanks, a call for help, a word about the bot) from a question about the subject."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

from rapidfuzz import fuzz, process

from knowledge.matching.language import load_language
from knowledge.model import Talk
from knowledge.text import NormalText, normalise

if TYPE_CHECKING:
    from collections.abc import Sequence

    from knowledge.model import Language

SURE = 88.0
"""Likeness, 0 to 100, from which a message is one of the known phrases; lets one slip of the finger pass."""
MOST_LONGER = 200 / SURE - 1
"""How many times as long the longer of two texts may be that are so alike, for likeness counts shared letters."""

LONGEST = 60
"""Letters of a message that may be several pieces of talk: "hello, how are you?"."""
_PAUSE = re.compile(r"[,.!?;।…、。！？]+")

LEAST_WORDS, MORE_WORDS = 3, 2
"""Words of a phrase that may be heard within a message, and words that may stand around it."""
LONGEST_GREETING = 2
"""Words of talk that other talk may follow without a pause: "hey bot how are you"."""


class Listener:
    """Knows the small talk of a base's languages."""

    def __init__(self, languages: Sequence[Language]) -> None:
        self._talk_by_phrase = {
            phrase: Talk(kind)
            for language in languages
            for kind, phrases in load_language(language).talk.items()
            for phrase in phrases
        }
        self._shorthand = {
            short: full for language in languages for short, full in load_language(language).shorthand.items()
        }
        self._phrases = sorted(self._talk_by_phrase, key=len)
        self._lengths = list(map(len, self._phrases))

    def hear(self, text: str) -> Talk | None:
        """Tell what kind of talk a message is, or nothing where it may be a question."""
        normal = normalise(text)
        if not normal:
            return Talk.EMPTY
        heard = self._hear_whole(normal) or self._hear_shorthand(normal)
        return heard or (self._hear_pieces(text) if len(text) <= LONGEST else None)

    def _hear_shorthand(self, normal: NormalText) -> Talk | None:
        """Hear a message with its shorthand written out: "who r u", "how's your day"."""
        words = normal.split()
        full = [self._shorthand.get(word.replace("'", ""), word) for word in words]
        return self._hear_whole(NormalText(" ".join(filter(None, full)))) if full != words else None

    def _hear_pieces(self, text: str) -> Talk | None:
        """Hear a message that is talk piece by piece."""
        pieces = [piece for piece in _PAUSE.split(text) if piece.strip()]
        if len(pieces) == 1:
            return None
        heard = [self._hear_whole(normal) for piece in pieces if (normal := normalise(piece))]
        return heard[0] if heard and all(heard) else None

    def _hear_whole(self, normal: NormalText) -> Talk | None:
        phrases = self._about_as_long(len(normal))
        found = process.extractOne(normal, phrases, scorer=fuzz.ratio, processor=None, score_cutoff=SURE)
        if found:
            return self._talk_by_phrase[found[0]]
        words = normal.split()
        return self._hear_within(words) or self._hear_behind_greeting(words)

    def _about_as_long(self, length: int) -> Sequence[str]:
        """Give the phrases that a text of some length could be, so that few are compared with a long question."""
        first = bisect_left(self._lengths, length / MOST_LONGER)
        return self._phrases[first : bisect_right(self._lengths, length * MOST_LONGER)]

    def _hear_within(self, words: Sequence[str]) -> Talk | None:
        """Hear a phrase with a word or two more around it, as in "are you an AI or what"."""
        spans = (
            " ".join(words[start : start + length])
            for length in range(len(words) - 1, max(len(words) - MORE_WORDS, LEAST_WORDS) - 1, -1)
            for start in range(len(words) - length + 1)
        )
        return next((self._talk_by_phrase[span] for span in spans if span in self._talk_by_phrase), None)

    def _hear_behind_greeting(self, words: Sequence[str]) -> Talk | None:
        """Hear talk that follows other talk: "hey bot how are you doing today"."""
        for count in range(1, min(LONGEST_GREETING, len(words) - 1) + 1):
            if " ".join(words[:count]) in self._talk_by_phrase:
                heard = self._hear_whole(NormalText(" ".join(words[count:])))
                if heard:
                    return heard
        return None
