from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.echo import echo, shorten


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("Tesla", "Tesla"),
        ("**Tesla** and __Nokia__", "Tesla and Nokia"),
        ("<@123456> <@!1> <@&5> <#7> <:smile:99> <t:0:R> </ask:1> now", "now"),
        ("@everyone look", "everyone look"),
        ("[free](https://evil.example/x) nitro", "free nitro"),
        ("go to https://evil.example/a?b=c today", "go to today"),
        ("discord.gg/abc www.evil.example steam://run", ""),
        ("a\u202eb\u200bc\u2066d", "abcd"),
        ("line\none\ttwo\x00\x1b[31m", "line one two 31m"),
        ("`code` ||hid|| ~~x~~ # > y", "code hid x y"),
        ("AT&T, C++ 3.5 %", "AT&T, C++ 3.5 %"),
        ("दिल्ली मेट्रो", "दिल्ली मेट्रो"),
        ("東京タワー", "東京タワー"),
        ("\ud800lone", "lone"),
        ("\u3164\u2800 who\u115f", "who"),
        ("z" + "\u0301" * 16 + "o", "\u017a\u0301\u0301o"),
        ("हिंदी में", "हिंदी में"),
    ],
)
def test_a_members_words_lose_all_that_could_dress_or_ping(typed: str, shown: str) -> None:
    assert echo(typed, 80) == shown


@given(st.text(max_size=300), st.integers(1, 60))
def test_any_echo_is_short_and_plain(text: str, limit: int) -> None:
    echoed = echo(text, limit)

    assert len(echoed) <= limit
    assert not set(echoed) & set("\\*_~`|<>#[](){}@\n\r\t")
    assert not {unicodedata.category(char) for char in echoed} & {"Cc", "Cf", "Cs"}


def test_a_long_echo_tells_that_it_was_cut() -> None:
    assert shorten("a question that goes on", 12) == "a question…"
    assert shorten("a question", 10) == "a question"
