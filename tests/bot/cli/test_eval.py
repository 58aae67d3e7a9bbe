"""`eval`: the table of a labelled file, as people and scripts read it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.bot.cli.conftest import Visitbot

LABELS = [
    {
        "id": "en-1",
        "lang": "en",
        "style": "plain",
        "question": "Who cut the ribbon?",
        "expect": "answer",
        "need": "any",
        "evidence": [["Mayor Ruth Adler cut the ribbon"]],
    },
    {
        "id": "en-2",
        "lang": "en",
        "style": "plain",
        "question": "What does the library lend?",
        "expect": "answer",
        "need": "any",
        "evidence": [["something else"]],
    },
    {
        "id": "ho-1",
        "lang": "en",
        "kind": "lone_surrogate",
        "question": "\ud83d zebra?",
        "expect": "abstain",
        "must": "must abstain",
    },
]
TABLE = """\
abstain                               1 /    1  100.0 %
all                                   2 /    3   66.7 %
answer                                1 /    2   50.0 %
answer en                             1 /    2   50.0 %
answer en plain                       1 /    2   50.0 %
hostile abstain                       1 /    1  100.0 %
faults 0
"""
MISS = """\
MISS en-2 [plain] 'What does the library lend?'
     got ('answered', ['The library lends tools and seeds as well as books.'])
     want [['something else']]
"""


@pytest.fixture
def labels(tmp_path: Path) -> Path:
    file = tmp_path / "labels.jsonl"
    file.write_text("".join(json.dumps(label) + "\n" for label in LABELS), encoding="utf-8")
    return file


def test_the_table_counts_by_what_was_expected_language_and_kind(visitbot: Visitbot, base: Path, labels: Path) -> None:
    done = visitbot("eval", str(labels), "--knowledge", str(base))

    assert done == (0, TABLE, "")


def test_misses_are_shown_on_request(visitbot: Visitbot, base: Path, labels: Path) -> None:
    done = visitbot("eval", str(labels), "--misses", "--knowledge", str(base))

    assert done == (0, MISS + TABLE, "")


def test_the_table_as_json(visitbot: Visitbot, base: Path, labels: Path) -> None:
    done = visitbot("eval", str(labels), "--json", "--knowledge", str(base))

    table = json.loads(done.out)
    assert table["faults"] == 0
    assert table["all"] == {"right": 2, "of": 3, "share": 0.6667}


def test_faulty_lines_are_named_by_number(visitbot: Visitbot, base: Path, tmp_path: Path) -> None:
    file = tmp_path / "bad.jsonl"
    file.write_text(f"{json.dumps(LABELS[0])}\n\n{{\n", encoding="utf-8")

    done = visitbot("eval", str(file), "--knowledge", str(base))

    assert (done.code, done.out) == (1, "")
    assert done.err.startswith(f"{file}: line 3: is not JSON: ")
