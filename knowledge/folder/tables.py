"""Read a TOML table key by key: what is missing, empty, of a wrong type or unknown is noted, then read as empty."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from enum import StrEnum
from typing import TYPE_CHECKING, Any, TypeVar

from knowledge.faults import did_you_mean, shown

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from knowledge.faults import Spot

_Value = TypeVar("_Value")
_Choice = TypeVar("_Choice", bound=StrEnum)

_TYPES: Mapping[type, str] = {
    str: "a text",
    bool: "true or false",
    int: "a whole number",
    float: "a number",
    list: "a list",
    dict: "a table",
    dt.date: "a date",
    dt.datetime: "a date with a time",
    dt.time: "a time",
}
# Control characters, those that turn the direction of writing, and those that are drawn as nothing; the joiners of
# Indic and other scripts are letters' own.
_HIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u115f\u1160\u180e\u200b\u202a-\u202e\u2060-\u2069\u2800\u3164\ufeff\uffa0\U000e0000-\U000e007f]"
)
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]+)*")


class Table:
    """One table of a file. Read every key that it may have, then `close` it, which refuses all others."""

    def __init__(self, data: Mapping[str, Any], spot: Spot, prefix: str = "") -> None:
        self.spot = spot
        self._data = data
        self._prefix = prefix
        self._known: dict[str, None] = {}
        self._optional: set[str] = set()

    def text(self, key: str) -> str:
        """Read a text that must be there; "" where it is not."""
        return self._filled(self._prefix + key, self._value(key, str, "a text"), self._fill(key))

    def optional_text(self, key: str) -> str | None:
        """Read a text that may be left out, but not left empty."""
        return (self.text(key) or None) if self._may_have(key) else None

    def passage(self, key: str) -> str:
        """Read words of a source, which may hold whatever it holds."""
        text = self._value(key, str, "a text")
        if text is not None and not text.strip():
            self.spot.note(f"{self._prefix}{key} is empty", self._fill(key))
        return text if text and text.strip() else ""

    def optional_passage(self, key: str) -> str | None:
        """Read words of a source that may be left out, but not left empty."""
        return (self.passage(key) or None) if self._may_have(key) else None

    def texts(self, key: str) -> tuple[str, ...]:
        """Read a list that must hold at least one text."""
        items = self._value(key, list, "a list of texts")
        if items == []:
            self.spot.note(f"{self._prefix}{key} is empty", self._fill(key))
        return tuple(self._filled_each(self._prefix + key, items or []))

    def optional_texts(self, key: str) -> tuple[str, ...]:
        """Read a list of texts that may be left out, but not left empty."""
        return self.texts(key) if self._may_have(key) else ()

    def number(self, key: str) -> int | None:
        """Read a whole number that must be there."""
        return self._value(key, int, "a whole number")

    def date(self, key: str) -> dt.date | None:
        """Read a date that must be there."""
        return self._value(key, dt.date, "a date such as 2026-01-31, without quotation marks")

    def choice(self, key: str, choices: type[_Choice], default: _Choice) -> _Choice:
        """Read one of a few words; `default` where there is none of them."""
        word, known = self.text(key), [choice.value for choice in choices]
        if word and word not in known:
            self.spot.note(f"{key} {shown(word)} is not known", did_you_mean(word, known))
        return choices(word) if word in known else default

    def optional_choice(self, key: str, choices: type[_Choice], default: _Choice) -> _Choice:
        """Read one of a few words that may be left out."""
        return self.choice(key, choices, default) if self._may_have(key) else default

    def table(self, key: str) -> Table | None:
        """Read a table that must be there."""
        data = self._value(key, dict, f"a table, [{key}]")
        return None if data is None else Table(data, self.spot)

    def optional_table(self, key: str) -> Table | None:
        """Read a table that may be left out; messages name its keys after it, such as `hi.title`."""
        if key in self._known:  # "id" is a key of every part, and the code of Indonesian
            return None
        data = self._value(key, dict, "a table") if self._may_have(key) else None
        return None if data is None else Table(data, self.spot, f"{key}.")

    def tables(self, key: str, named_by: str) -> tuple[Table, ...]:
        """Read an array of at least one table; messages name each by the text under `named_by`, or by its number."""
        items = self._value(key, list, f"one table or more, each headed [[{key}]]")
        if items == []:
            self.spot.note(f"{key} is empty", f"write one table or more, each headed [[{key}]]")
        return tuple(self._tables(key, named_by, items or []))

    def close(self, languages: Sequence[str] | None = None) -> None:
        """Refuse every key that was not read.

        Where the table may have one for each of `languages`, a table that is named like a language is refused as such;
        it is passed over where the languages themselves could not be read.
        """
        for key in [key for key in self._data if key not in self._known]:
            is_language = isinstance(self._data[key], dict) and _LANGUAGE.fullmatch(key)
            if languages is None or not is_language:
                self.spot.note(f"key {shown(self._prefix + key)} is not known", did_you_mean(key, list(self._known)))
            elif languages:
                self._refuse_language(key, languages)

    def _refuse_language(self, key: str, languages: Sequence[str]) -> None:
        if key == languages[0]:
            self.spot.note(f"the table {key} is for the default language", "write its keys outside that table")
        else:
            self.spot.note(f"language {shown(key)} is not known", did_you_mean(key, languages))

    def _has(self, key: str) -> bool:
        self._known[key] = None
        return key in self._data

    def _may_have(self, key: str) -> bool:
        self._optional.add(key)
        return self._has(key)

    def _fill(self, key: str) -> str:
        return "fill it in or leave it out" if key in self._optional else "fill it in"

    def _value(self, key: str, kind: type[_Value], wanted: str) -> _Value | None:
        if self._has(key):
            return self._typed(self._prefix + key, self._data[key], kind, wanted)
        self.spot.note(f"{self._prefix}{key} is missing", f"give {wanted}")
        return None

    def _typed(self, name: str, value: object, kind: type[_Value], wanted: str) -> _Value | None:
        if type(value) is kind:  # exactly: to Python, true is a number and a time of day has a date
            return value
        self.spot.note(f"{name} is {_TYPES[type(value)]}", f"give {wanted}")
        return None

    def _filled(self, name: str, text: str | None, remedy: str) -> str:
        """Note a text that has nothing to read in it, or what no reader could see."""
        hidden = _HIDDEN.search(text or "")
        if hidden:
            sort = "control" if unicodedata.category(hidden[0]) == "Cc" else "invisible"
            self.spot.note(f"{name} holds the {sort} character U+{ord(hidden[0]):04X}", "take it out")
        elif text is not None and not text.strip():
            self.spot.note(f"{name} is empty", remedy)
        return text if text and text.strip() and not hidden else ""

    def _filled_each(self, name: str, items: Sequence[object]) -> Iterator[str]:
        for number, item in enumerate(items, 1):
            label = f"{name}, number {number},"
            text = self._filled(label, self._typed(label, item, str, "a text"), "fill it in or take it out")
            if text:
                yield text

    def _tables(self, key: str, named_by: str, items: Sequence[object]) -> Iterator[Table]:
        for number, item in enumerate(items, 1):
            data = self._typed(f"{key}, number {number},", item, dict, f"a table headed [[{key}]]")
            if data is not None:
                name = data.get(named_by)
                named = shown(name) if isinstance(name, str) and name.strip() else f"number {number}"
                yield Table(data, self.spot.at(f"{key} {named}"))
