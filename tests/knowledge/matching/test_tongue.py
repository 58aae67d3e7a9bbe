"""The language of a question shows in its script and words."""

from __future__ import annotations

from datetime import date

import pytest

from knowledge.matching.tongue import Tongues
from knowledge.model import Fact, FactBase, FactId, Language, Source, SourceId, TopicId, Wording


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("When did the library open?", "en"),
        ("पुस्तकालय कब खुला?", "hi"),
        ("library kab khuli?", "hi"),
        ("図書館はいつ開きましたか", "ja"),
        ("フィンチ AI", "ja"),
        ("", "en"),
        ("🤝", "en"),
        ("Когда открыли", "en"),
    ],
)
def test_the_language_is_told(library_base: FactBase, question: str, language: str) -> None:
    assert Tongues(library_base).language_of(question) == language


def asked_in(**questions: str) -> FactBase:
    """Give a base of one fact, asked for once in each language."""
    wordings = {Language(code): Wording("It opened.", (question,)) for code, question in questions.items()}
    source = Source(SourceId("s"), "s.txt", "0", "News", "Hilltown", date(2026, 1, 1), Language("en"), "It opened.")
    fact = Fact(FactId("f"), TopicId("t"), source.id, "It opened.", wordings)
    return FactBase("b", "B", "All.", tuple(wordings), (source,), (), (fact,))


@pytest.mark.parametrize(
    ("base", "question", "language"),
    [
        (asked_in(ja="図書館はいつ開きましたか", en="When did the library open?"), "When did it open?", "en"),
        (
            asked_in(en="When did the library open?", fr="Quand la bibliothèque a-t-elle ouvert ?"),
            "la bibliothèque",
            "fr",
        ),
        (asked_in(en="When did the library open?", ru="Когда открылась библиотека?"), "Где библиотека?", "ru"),
        (asked_in(en="When did the library open?", ar="متى افتتحت المكتبة؟"), "أين المكتبة؟", "ar"),
        (asked_in(en="When did the library open?", ko="도서관은 언제 열렸나요?"), "도서관 어디", "ko"),
        (asked_in(ja="図書館はいつ開きましたか"), "When did it open?", "ja"),
    ],
)
def test_any_language_is_told_by_its_script_or_words(base: FactBase, question: str, language: str) -> None:
    assert Tongues(base).language_of(question) == language
