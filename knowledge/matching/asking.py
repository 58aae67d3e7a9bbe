"""What a question asks for, and whether it claims or denies something: told by the words of its language."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from knowledge.matching.phrases import Phrases
from knowledge.matching.senses import NOTHING
from knowledge.text import NormalText, script_of, tokenise

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from knowledge.matching.language import LanguageData

LONGEST_NAME = 5
"""Words that the name of the thing asked for may have."""


class Asking:
    """The words of several languages that ask, claim and deny."""

    def __init__(self, languages: Sequence[LanguageData], stem: Callable[[str], str]) -> None:
        kinds = dict.fromkeys(kind for data in languages for kind in data.asked_for)
        self._rank = {kind: -place for place, kind in enumerate(kinds)}
        self._kind_of = {
            phrase: kind
            for kind in reversed(kinds)  # a phrase of two kinds is of the first
            for data in languages
            for phrase in data.asked_for.get(kind, ())
        }
        self._asking = Phrases(self._kind_of)
        self._negations = Phrases(phrase for data in languages for phrase in data.negation)
        self._no_denials = Phrases(phrase for data in languages for phrase in data.no_denial)
        self._restricting = Phrases(phrase for data in languages for phrase in data.restricting)
        yes_no = [word for data in languages for word in data.yes_no]
        self._yes_no = frozenset(yes_no)
        self._endings = tuple(word for word in yes_no if script_of(word) == "japanese")
        self._openers = frozenset(word for data in languages for word in data.openers) | self._yes_no
        self._which = frozenset(word for data in languages for word in data.which)
        self.ends = frozenset(word for data in languages for word in data.ends)
        """Words that the name of the thing asked for ends before: they say nothing by themselves."""
        self._classes = frozenset(stem(word) for data in languages for word in data.classes)
        self.joiners = frozenset(word for data in languages for word in data.joiners)
        """Words between two questions of one message."""
        self._alternatives = Phrases(phrase for data in languages for phrase in data.alternatives)
        self._being = frozenset(word for data in languages for word in data.being)
        personal = "|".join(re.escape(word) for data in languages for word in data.personal) or "(?!)"
        self._personal = re.compile(rf"\b(?:{personal})\b", re.IGNORECASE)
        self._linking = frozenset(word for data in languages for word in data.linking)
        self._adding = frozenset(phrase for data in languages for phrase in data.name_joiners if " " not in phrase)
        self._articles = frozenset(word for data in languages for word in data.articles)
        self._speaking = frozenset(word for data in languages for word in data.speaking)
        polite = [phrase for data in languages for phrase in data.polite]
        words = {word for phrase in polite for word in tokenise(NormalText(phrase))}
        self._calling = (self.joiners | words) - self._openers
        self._leading = self._calling | self.ends - self._openers
        endings = "|".join(re.escape(ending) for data in languages for ending in data.told_endings) or "(?!)"
        self._story = re.compile(endings)
        self._requesting = {phrase.split()[0] for phrase in polite if " " in phrase}
        requests = "|".join(re.escape(phrase) for phrase in polite if " " in phrase) or "(?!)"
        self._request = re.compile(rf"(?<!\S)(?:{requests})(?=\s)", re.IGNORECASE)

    def kind_in(self, text: str) -> str:
        """Tell the kind that the longest phrase asks for, so "how many days" is no count; empty where none does."""
        found = ((letters, self._rank[kind], kind) for kind, letters in self._kinds_in(text))
        return max(found, default=(0, 0, ""))[-1]

    def times_asked(self, text: str) -> int:
        """Count the phrases of a text that ask for something."""
        return sum(1 for _ in self._asking.found_in(text))

    def _kinds_in(self, text: str) -> list[tuple[str, int]]:
        return [(self._kind_of[phrase], letters) for phrase, letters in self._asking.found_in(text)]

    def thing_in(self, words: Sequence[str], stems: Sequence[str]) -> tuple[str, ...]:
        """Find the thing asked for by name: what stands between "which" and the verb, or the one word behind it."""
        if self._which.isdisjoint(words):
            return ()
        start = next(i + 1 for i, word in enumerate(words) if word in self._which)
        behind = range(start, min(start + LONGEST_NAME, len(words)))
        end = next((i for i in behind if words[i] in self.ends), min(start + 1, len(words)))
        return tuple(stem for stem in stems[start:end] if stem not in self._classes)

    def counts_in(self, words: Sequence[str]) -> frozenset[str]:
        """Give the words that stand right behind "which": a number there counts what is asked for."""
        return frozenset(word for before, word in pairwise(words) if before in self._which)

    def is_yes_or_no(self, words: Sequence[str], normal: NormalText, kind: str) -> bool:
        """Tell whether a question opens or ends with a word that wants yes or no, as its language has it.

        At the opening such a word may mean "what", too, elsewhere: क्या.
        """
        opens = bool(words) and words[0] in self._yes_no and kind in {"", "thing"}
        return opens or (not kind and normal.endswith(self._endings))

    def times_claimed(self, words: Sequence[str]) -> int:
        """Count the words that may open a question which wants yes or no."""
        return sum(word in self._yes_no for word in words)

    def opens(self, words: Sequence[str]) -> bool:
        """Tell whether a word that asks comes first, behind no more than "and", "so please tell me" or "on"."""
        return next((word for word in words if word not in self._leading), "") in self._openers

    def offers(self, text: str) -> bool:
        """Tell whether a text offers things to choose from: "on Friday or on Saturday"."""
        return self._alternatives.stand_in(text)

    def is_being(self, words: Sequence[str]) -> bool:
        """Tell whether words say of those named beside them no more than that one is the other."""
        return self._being.issuperset(words)

    def is_called(self, words: Sequence[str]) -> bool:
        """Tell whether whoever is named behind some words is spoken to: "hey", "and thanks"."""
        return self._calling.issuperset(words)

    def leads_on(self, words: Sequence[str]) -> bool:
        """Tell whether what stands before a comma belongs to the question behind it, and is no story of the asker's."""
        return bool(words) and words[0] in self._linking and not self.speaks_of_asker(words)

    def joined_in(self, words: Sequence[str], stems: Sequence[str]) -> tuple[tuple[str, str], ...]:
        """Give the stems that "and" stands between, articles left out: "the park and the lake"."""
        if self._adding.isdisjoint(words):
            return ()
        pairs = [pair for pair in zip(words, stems, strict=True) if pair[0] not in self._articles]
        places = (place for place, (word, _) in enumerate(pairs) if word in self._adding and 0 < place < len(pairs) - 1)
        return tuple((pairs[place - 1][1], pairs[place + 1][1]) for place in places)

    def named_in_full(self, text: str, person: str) -> str:
        """Put a person's name in the place of "he" or "she"."""
        return self._personal.sub(lambda _: person, text, count=1)

    def speaks_of_asker(self, words: Sequence[str]) -> bool:
        """Tell whether words are about whoever asks, or whoever is asked: "my exam", "we missed it"."""
        return not self._speaking.isdisjoint(words)

    def requests_in(self, text: str) -> list[re.Match[str]]:
        """Find the polite phrases of several words, such as "tell me", that more is said behind."""
        if self._requesting.isdisjoint(text.casefold().split()):  # so it is with most texts
            return []
        return list(self._request.finditer(text))

    def stories_in(self, text: str) -> list[re.Match[str]]:
        """Find what a story of the asker's ends with, where no space is set: "ですが、"."""
        return list(self._story.finditer(text))

    def restrictions_in(self, text: str) -> frozenset[str]:
        """Give the phrases of a text which claim that nothing else is so, or nothing before it or above it."""
        return frozenset(phrase for phrase, _ in self._restricting.found_in(text)) or NOTHING

    def denies(self, text: str) -> bool:
        """Tell whether a text turns a claim into its opposite."""
        return self._negations.stand_in(text) and self._negations.stand_in(self._no_denials.left_out_of(text))
