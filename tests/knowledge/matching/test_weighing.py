"""Words weigh by what they say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from knowledge.matching.weighing import Weigher
from knowledge.model import Language

if TYPE_CHECKING:
    from knowledge.matching.index import Index


def test_everyday_words_weigh_less_than_rare_ones(index: Index) -> None:
    weigh = Weigher([Language("en")], index)

    assert weigh("today", "today") < weigh("ticket", "ticket") <= weigh("zeppelin", "zeppelin") == 1.0


def test_particles_weigh_less_than_kanji_and_katakana(index: Index) -> None:
    weigh = Weigher([Language("ja")], index)

    assert weigh("まで", "まで") < weigh("空港", "空港") < weigh("ロンドン", "ロンドン")


def test_what_a_verb_begins_with_weighs_more_than_an_ending(index: Index) -> None:
    weigh = Weigher([Language("ja")], index)

    assert weigh("が食", "が食") == weigh("べた", "べた") < weigh("食べ", "食べ") < weigh("泊ま", "泊ま")
    assert weigh("泊ま", "泊ま") <= weigh("空港", "空港")


def test_what_the_base_thinks_much_of_gives_no_more_to_go_on_than_elsewhere(index: Index) -> None:
    weigh = Weigher([Language("en")], index)

    assert weigh.content("who", "who") < weigh("who", "who")
    assert weigh.content("zeppelin", "zeppelin") == 1.0
