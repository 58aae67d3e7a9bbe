"""A reading is compared by its words, what they mean, and their letters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from knowledge.matching.features import features_of, hints_of, letters_of, words_of

if TYPE_CHECKING:
    from knowledge.matching.reading import Reader


def test_words_are_compared_alone_and_in_pairs(reader: Reader) -> None:
    assert {"who", "cut", "^ who", "who cut", "cut $"} <= set(words_of(reader.read("Who cut?")))


def test_what_was_told_before_hints_by_its_words_alone(reader: Reader) -> None:
    assert not any(" " in hint for hint in hints_of(reader.read("who cut")) if not hint.startswith("="))


def test_latin_words_have_runs_of_three_letters_with_their_ends() -> None:
    assert letters_of("fair") == ("~<fa", "~fai", "~air", "~ir>")


def test_japanese_ones_have_shorter_runs_and_no_ends() -> None:
    assert letters_of("図書館") == ("~図", "~書", "~館", "~図書", "~書館", "~図書館")


def test_a_reading_has_all_of_them(reader: Reader) -> None:
    assert {"cut", "who cut", "~<cu", "~ut>"} <= set(features_of(reader.read("Who cut?")))
