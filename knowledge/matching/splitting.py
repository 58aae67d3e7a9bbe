"""Taking a message apart: which of its clauses ask something, and where two questions stand in one."""

from __future__ import annotations

import re
from itertools import islice, pairwise
from typing import TYPE_CHECKING, NamedTuple

from knowledge.text import LONGEST, RAW_LONGEST, strip_markup_around_mentions

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from knowledge.matching.reading import Reader, Reading

MOST_CLAUSES = 12
MOST_CUTS = 3
"""Clauses of a message, and joining words of a clause, that are looked at; more is no question but a flood."""
LEAST_TOLD = 60
"""Letters of a clause without a pause that may tell something before it asks."""
MOST_WORDS = 60
"""Words of a clause within which one question may end and the next begin."""
LEAST_OFFERED = 4
"""Words before an "or" that may be a question by themselves."""
OPENING = 60
"""Letters behind a comma that tell whether a question opens there."""

# A full stop ends a clause only behind a longer word or a number within it, so that "S. Jaishankar", "H.E." and the
# "1." that a line of a list begins with stay whole.
_END = re.compile(r"(?<=[?？!！।。\n;{}|])|(?<=\w{3}[.…])(?=\s)|(?<=\w \d\.)(?=\s)|(?<=\w \d\d\.)(?=\s)")
# What a line of a list begins with.
_LISTED = re.compile(r"^(?:\(?\d{1,2}[.)]|\(?[a-hA-H]\)|[-*•])\s+")
_QUESTION_MARK = re.compile(r"[?？]")
_SPACES = re.compile(r"[^\S\n]+")
_WHOLE = re.compile(r"[^?？!！।。\n;{}|.…,:–—<>\[\]&/\\]*[?？]?")
"""Most of what is asked: one clause without a pause or markup."""
_JOINT = re.compile("[,、&]")
_PAUSE = re.compile(r"(?<=[,:–—])\s+")
_ANNOUNCING = (":", "–", "—")
"""Behind these what was announced follows, whatever it opens with: "I need to know: opening day"."""
# Japanese sets no spaces: there a comma ends a word.
_WORD = re.compile(r"[^\s、]+、?")


class Clause(NamedTuple):
    """A part of a message that asks something."""

    text: str
    before: str = ""
    """What was told just before it, which it may point to: "There was a third man. Who was he?"."""


def clauses_that_ask(text: str, reader: Reader) -> list[Clause]:
    """Give the clauses of a message that ask something; the whole message where none can be told apart."""
    text = _SPACES.sub(" ", text[:RAW_LONGEST]).strip()[:LONGEST]
    if _WHOLE.fullmatch(text):
        # In few letters of Latin nobody tells a story first; in few Japanese ones they do.
        return [Clause(text) if len(text) < LEAST_TOLD and text.isascii() else _without_lead_in(text, "", reader)]
    plain = _SPACES.sub(" ", strip_markup_around_mentions(text))
    clauses = [_LISTED.sub("", clause.strip()) for clause in _END.split(plain)]
    clauses = [clause for clause in clauses if any(map(str.isalnum, clause))][:MOST_CLAUSES]
    asking = [i for i, clause in enumerate(clauses) if _asks(clause, reader)] or _told_of_others(clauses, reader)
    told = ["" if i in asking else clause for i, clause in enumerate(clauses)]
    return [_without_lead_in(clauses[i], told[i - 1] if i else "", reader) for i in asking] or [Clause(text)]


def _told_of_others(clauses: Sequence[str], reader: Reader) -> list[int]:
    """Find what to ask where no clause asks: the only one, or the one that is not about the asker.

    So "opening day" is in "I missed the news. opening day".
    """
    if len(clauses) == 1:
        return [0]
    others = [i for i, clause in enumerate(clauses) if not reader.asking.speaks_of_asker(reader.read(clause).words)]
    return others if len(others) == 1 else []


def _asks(clause: str, reader: Reader) -> bool:
    return bool(_QUESTION_MARK.search(clause) or reader.read(clause).asks_for)


def _without_lead_in(clause: str, before: str, reader: Reader) -> Clause:
    """Set what comes before the question itself apart: "I could not find it, so: when did it open?"."""
    for told, start in _lead_ins(clause, reader):
        question = clause[start:].lstrip()
        lead_in = reader.read(clause[:start])
        is_told = not _is_question(lead_in) and not reader.asking.leads_on(lead_in.words)
        asked = reader.read(question).words
        opens = reader.asking.opens(asked) and not reader.is_polite(asked)
        is_announced = clause[:told].endswith(_ANNOUNCING) and reader.asking.speaks_of_asker(lead_in.words)
        if is_told and (opens or is_announced) and not _is_put_between(clause[:start], question, reader):
            return Clause(question, f"{before} {clause[:told].rstrip()}".strip())
    return _without_story(clause, before, reader)


def _is_question(reading: Reading) -> bool:
    return bool(reading.asks_for) or (reading.claims and len(reading.words) >= LEAST_OFFERED)


def _without_story(clause: str, before: str, reader: Reader) -> Clause:
    """Set a story apart that ends without a space, where something is asked behind it."""
    stories = reader.asking.stories_in(clause)
    question = clause[stories[-1].end() :] if stories else ""
    reading = reader.read(question)
    if not reading.asks_for and not reading.claims:
        return Clause(clause, before)
    return Clause(question, f"{before} {clause[: stories[-1].end()]}".strip())


def _lead_ins(clause: str, reader: Reader) -> list[tuple[int, int]]:
    """Tell where what is told may end and where the question may begin behind it, the last places first.

    Between them is a pause, or a request such as "tell me"; one at the very start is left out in reading.
    """
    pauses = [(pause.start(), pause.end()) for pause in _PAUSE.finditer(clause)]
    requests = [(found.start(), found.end()) for found in reader.asking.requests_in(clause) if found.start()]
    return sorted(pauses[-MOST_CUTS:] + requests[-MOST_CUTS:], key=lambda place: -place[1])


def _is_put_between(start: str, end: str, reader: Reader) -> bool:
    """Tell whether one question goes on: "Did the two, Ann and Ben, talk?", "Did they talk, or did they not?"."""
    goes_on = reader.read(end).claims or reader.asking.offers(end.partition(" ")[0])
    return goes_on and reader.asking.opens(reader.read(start).words)


def halves(clause: str, reader: Reader) -> list[tuple[str, str]]:
    """Give the ways of cutting a clause in two so that a question stands on either side, each with its mark."""
    words = reader.read(clause).words
    has_joint = _JOINT.search(clause) or not reader.asking.joiners.isdisjoint(words)
    if not has_joint or reader.times_asked(clause) + reader.asking.times_claimed(words) < 2:  # noqa: PLR2004 - two halves
        return []
    cuts = [
        (clause[:end], clause[end:start], clause[start:]) for end, start in islice(_joints(clause, reader), MOST_CUTS)
    ]
    return [(_as_question(left), _as_question(right)) for left, at, right in cuts if _are_two(left, at, right, reader)]


def _are_two(left: str, joint: str, right: str, reader: Reader) -> bool:
    """Tell whether a question stands on either side of a joint.

    Of two that want yes or no each opens with the word for it, and "or" joins one to choose from.
    """
    first, second = reader.read(left), reader.read(right)
    if first.asks_for and second.asks_for:
        return True
    is_choice = reader.asking.offers(joint.strip().casefold())
    return _is_question(first) and _is_question(second) and reader.asking.opens(second.words) and not is_choice


def _joints(clause: str, reader: Reader) -> Iterator[tuple[int, int]]:
    """Tell where one question may end and the next begin: about a joining word, or behind a comma."""
    words = list(islice(_WORD.finditer(clause), MOST_WORDS))
    for word, following in pairwise(words):
        if _is_joiner(word, reader):
            if word is not words[0]:
                yield word.start(), word.end()
        elif word[0].endswith("、") or (word[0].endswith(",") and _opens(clause[word.end() :], following, reader)):
            yield word.end(), word.end()


def offered_in(clause: str, reader: Reader) -> list[str]:
    """Give a yes-or-no question once with each of the two things that it offers to choose from.

    "Was it set up by the town or by the school?" is "Was it set up by the town?" and "Was it set up by the school?": as
    many words as the second has are what it stands in the place of.
    """
    reading = reader.read(clause)
    if not reading.claims or reading.negated:
        return []
    words = clause.rstrip(" ?？").split()
    at = next((i for i, word in enumerate(words) if reader.asking.offers(word.casefold())), len(words) - 1)
    first, second = words[:at], words[at + 1 :]
    if len(first) < LEAST_OFFERED or not second:
        return []
    other = [" ".join([*first[: -len(second)], *second])] if len(second) < len(first) else []
    return [f"{each.rstrip(',')}?" for each in [" ".join(first), *other]]


def without_joiner(clause: str, reader: Reader) -> str:
    """Give a question without the "and" that it opens with, which may mean "else" to those who read on."""
    first = _WORD.match(clause)
    return clause[first.end() :].lstrip() if first and _is_joiner(first, reader) else clause


def _is_joiner(word: re.Match[str], reader: Reader) -> bool:
    return word[0] == "&" or word[0].strip(",").casefold() in reader.asking.joiners


def _opens(rest: str, first: re.Match[str], reader: Reader) -> bool:
    """Tell whether a question opens behind a comma; where a joining word stands first, the cut is made there."""
    return not _is_joiner(first, reader) and reader.asking.opens(reader.read(rest[:OPENING]).words)


def _as_question(half: str) -> str:
    half = half.strip(" ,、")
    return half if _QUESTION_MARK.search(half[-1:]) else f"{half.rstrip('.…।。!！;')}?"
