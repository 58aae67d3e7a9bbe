"""Small talk is told from questions."""

from __future__ import annotations

import pytest

from knowledge.matching.talk import Listener
from knowledge.model import Language, Talk

LISTENER = Listener([Language("en"), Language("hi"), Language("ja")])


@pytest.mark.parametrize(
    ("message", "talk"),
    [
        ("Hello!", Talk.GREETING),
        ("helo there", Talk.GREETING),
        ("thank you so much 🙏", Talk.THANKS),
        ("नमस्ते", Talk.GREETING),
        ("नमस्ते, कैसे हो?", Talk.GREETING),
        ("Hi. Thanks a lot!", Talk.THANKS),
        ("shukriya", Talk.THANKS),
        ("こんにちは！", Talk.GREETING),
        ("what can you do?", Talk.HELP),
        ("who made you", Talk.ABOUT_BOT),
        ("bad bot", Talk.REMARK),
        ("who r u", Talk.ABOUT_BOT),
        ("How's your day going?", Talk.GREETING),
        ("hey bot how are you doing today?", Talk.GREETING),
        ("", Talk.EMPTY),
        ("🤝", Talk.EMPTY),
    ],
)
def test_talk_is_heard(message: str, talk: Talk) -> None:
    assert LISTENER.hear(message) is talk


@pytest.mark.parametrize(
    "message",
    ["Who rode the metro?", "hello, who rode the metro?", "metro", "help with the visa", "hey bot who rode the metro"],
)
def test_a_question_is_no_talk(message: str) -> None:
    assert LISTENER.hear(message) is None
