from __future__ import annotations

import ast
import datetime as dt
import re
from dataclasses import fields
from pathlib import Path
from string import Formatter

import pytest

import bot
from bot.wording import Sentences, load_sentences, sentences_for, sentences_in
from knowledge.answering import Answerer
from knowledge.folder import load_folder
from knowledge.following import FOLLOWED

KEYS = [field.name for field in fields(Sentences)]
TABLES = ("help_commands", "languages", "vote_reasons", "checks", "outcomes")
TEXTS = [key for key in KEYS if key not in {"months", "commands", *TABLES}]
LANGUAGES = ("en", "hi", "ja")


def holes(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def test_every_language_has_its_sentences() -> None:
    assert set(load_sentences()) == set(LANGUAGES)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("key", TEXTS)
def test_a_sentence_has_the_same_holes_in_every_language(key: str, language: str) -> None:
    text = getattr(sentences_in(language), key)

    assert holes(text) == holes(getattr(sentences_in("en"), key))
    assert text or key == "term_joint"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("table", TABLES)
def test_a_table_has_the_same_keys_in_every_language(table: str, language: str) -> None:
    texts = getattr(sentences_in(language), table)

    assert set(texts) == set(getattr(sentences_in("en"), table))
    assert all(texts.values())


def test_every_check_has_a_name_that_readers_see_and_no_other_has() -> None:
    answerer = Answerer(load_folder(Path(__file__).parent / "hilltown"))
    asked = ["What colour is the reading room?", "hello", "", "Is it?", "Who won?", "\u200b"]
    parts = [part for question in asked for part in answerer.answer(question).parts]
    ran = {check.name for part in parts for check in part.trace.checks}
    decided = {part.trace.decided_by for part in parts} | {
        FOLLOWED,
        "choice",
        "confidence",
        "content",
        "nothing to read",
    }

    assert set(sentences_in("en").checks) == ran | decided


def is_read_from_sentences(node: ast.Attribute) -> bool:
    return re.search(r"\bsentences(_(in|for)\(.*\))?$", ast.unparse(node.value)) is not None


def test_every_sentence_is_used() -> None:
    folder = Path(bot.__file__).parent
    files = [file for file in folder.rglob("*.py") if file.name != "wording.py"]
    nodes = [node for file in files for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))]
    used = {node.attr for node in nodes if isinstance(node, ast.Attribute) and is_read_from_sentences(node)}

    assert set(KEYS) - {"months", "date", "languages"} - used == set()  # what `day` and `language` are made of


@pytest.mark.parametrize(("language", "day"), [("en", "7 March 2026"), ("hi", "7 मार्च 2026"), ("ja", "2026年3月7日")])
def test_a_day_is_written_as_the_language_writes_it(language: str, day: str) -> None:
    assert sentences_in(language).day(dt.date(2026, 3, 7)) == day


def test_a_language_without_a_name_goes_by_its_code() -> None:
    assert sentences_in("ja").language("hi") == "ヒンディー語"
    assert sentences_in("en").language("xx") == "xx"


@pytest.mark.parametrize(
    ("locale", "language", "spoken"),
    [("ja", "hi", "ja"), ("en-GB", "hi", "en"), ("de", "hi", "hi"), (None, "ja", "ja")],
)
def test_the_readers_locale_goes_before_the_questions_language(locale: str | None, language: str, spoken: str) -> None:
    assert sentences_for(locale, language) is load_sentences()[spoken]


@pytest.mark.parametrize("language", LANGUAGES)
def test_there_are_twelve_months(language: str) -> None:
    assert len(set(sentences_in(language).months)) == 12


@pytest.mark.parametrize(
    ("code", "language"), [("en-US", "en"), ("hi", "hi"), ("ja", "ja"), ("pt-BR", "en"), ("", "en")]
)
def test_a_language_without_sentences_gets_the_english_ones(code: str, language: str) -> None:
    assert sentences_in(code) is load_sentences()[language]
