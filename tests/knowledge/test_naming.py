from __future__ import annotations

from functools import cache

import pytest

from knowledge.answering import Answerer
from knowledge.folder import load_folder, shipped_folder
from knowledge.model import FactId
from knowledge.naming import Persons, spelled_like, strangers_in


@cache
def answerer() -> Answerer:
    return Answerer(load_folder(shipped_folder()))


@pytest.mark.parametrize(
    ("claim", "strangers"),
    [
        ("Putin rode the Delhi Metro with Motegi.", ("Putin",)),
        ("Motegi rode the Mumbai Metro with Rahul Gandhi", ("Mumbai", "Rahul Gandhi")),
        ("पुतिन ने मोतेगी के साथ दिल्ली मेट्रो में सफर किया", ("पुतिन",)),
        ("プーチンは茂木外相とデリーメトロに乗った", ("プーチン",)),
        ("Motegi rode the Delhi Metro on Friday in February", ()),
        ("Yesterday Motegi met Modi", ()),
        ("Motegi Rides Delhi Metro With Putin", ()),
        ("", ()),
    ],
)
def test_a_name_that_the_sources_never_mention_is_a_stranger(claim: str, strangers: tuple[str, ...]) -> None:
    assert strangers_in(claim, answerer()) == strangers


@pytest.mark.parametrize(
    ("claim", "fact", "exchanged"),
    [
        ("Jaishankar rode the Delhi Metro", "metro-companion", ("Jaishankar", "Toshimitsu Motegi")),
        ("Jaishankar rode the Delhi Metro with Motegi", "metro-companion", ("Jaishankar", "Keiichi Ono")),
        ("Jaishankar posted on X", "mofa-post", None),
        ("Keiichi Ono met Modi", "visit-programme", ("Keiichi Ono", "Toshimitsu Motegi")),
        ("जयशंकर ने दिल्ली मेट्रो में सफर किया", "metro-companion", ("जयशंकर", "तोशिमित्सु मोतेगी")),
        ("ジャイシャンカルはデリーメトロに乗った", "metro-companion", ("ジャイシャンカル", "茂木敏充外相")),
        ("Motegi rode the Delhi Metro with Ambassador Ono", "metro-companion", None),
        (
            "Jaishankar and Modi rode the Delhi Metro",
            "metro-companion",
            ("Modi, Jaishankar", "Keiichi Ono, Toshimitsu Motegi"),
        ),
    ],
)
def test_somebody_in_another_ones_place_is_told(claim: str, fact: str, exchanged: tuple[str, str] | None) -> None:
    base = answerer().base
    citation = base.cite(base.fact_by_id[FactId(fact)])

    assert Persons(base).in_place_of(claim, citation, answerer()) == exchanged


def test_people_are_left_out_by_the_spelling_that_a_claim_has() -> None:
    assert Persons(answerer().base).left_out_of("PM Modi rode it with S. Jaishankar") == "rode it with"


@pytest.mark.parametrize(
    ("text", "name", "spelled"),
    [
        ("नमस्ते", "S. Jaishankar", "एस. जयशंकर"),
        ("こんにちは", "S. Jaishankar", "ジャイシャンカル外相"),
        ("Hello", "S. Jaishankar", "S. Jaishankar"),
        ("नमस्ते", "Nobody Known", "Nobody Known"),
    ],
)
def test_a_name_is_spelled_as_the_reader_writes(text: str, name: str, spelled: str) -> None:
    assert spelled_like(text, name, answerer().base) == spelled
