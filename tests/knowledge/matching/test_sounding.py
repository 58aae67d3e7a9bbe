"""The many spellings of a Hindi word sound alike, and different words do not."""

from __future__ import annotations

import pytest

from knowledge.matching.sounding import sound_of


@pytest.mark.parametrize(
    ("hindi", "typed"),
    [
        ("शहर", ["shahar", "sheher", "shehar"]),
        ("मुलाकात", ["mulakat", "mulaqaat", "mulaakaat"]),
        ("क्षेत्रों", ["kshetron", "kshetro", "kshetroon"]),
        ("सवारी", ["sawari", "savari", "sawaari"]),
    ],
)
def test_spellings_sound_alike(hindi: str, typed: list[str]) -> None:
    assert {sound_of(word) for word in typed} == {sound_of(hindi)}


def test_different_words_sound_different() -> None:
    assert len({sound_of(word) for word in ("शहर", "सवारी", "मुलाकात", "क्षेत्र")}) == 4


def test_other_scripts_have_no_sound() -> None:
    assert sound_of("地下鉄") == sound_of("метро") == ""
