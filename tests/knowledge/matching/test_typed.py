"""Words that a base lacks come back as they were typed."""

from __future__ import annotations

from knowledge.matching.typed import as_typed


def test_unknown_words_come_back_as_typed() -> None:
    assert as_typed(["bürgermeister", "circus"], "Did the CIRCUS, er, circus meet?") == ("bürgermeister", "circus")
    assert as_typed(["入場", "場料", "天気"], "入場料と天気は") == ("入場料", "天気")


def test_what_belongs_to_a_known_word_is_not_unknown() -> None:
    assert as_typed(["台湾", "湾問"], "台湾問題は", ["問題"]) == ("台湾",)
    assert as_typed(["間続"], "何時間続いた", ["時間", "続い"]) == ()
    assert as_typed(["circus", "間続"], "circus 間続", ["時間", "open"]) == ("circus", "間続")
