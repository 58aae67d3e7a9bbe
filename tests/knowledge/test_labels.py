"""A file of labelled questions: what is read from it, and which lines are refused."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from knowledge.labels import LabelledQuestion, QuestionsError, read_questions

ANSWERABLE: dict[str, Any] = {
    "id": "en-1",
    "lang": "en",
    "style": "plain",
    "question": "Who came?",
    "expect": "answer",
    "need": "all",
    "evidence": [["she came", "came she"], ["on Monday"]],
}
REFUSABLE: dict[str, Any] = {
    "id": "un-1",
    "lang": "hi-Latn",
    "kind": "near_miss",
    "question": "kaun?",
    "expect": "abstain",
    "why": "nobody is named",
}


def write(folder: Path, *lines: str) -> Path:
    file = folder / "labels.jsonl"
    file.write_bytes("\n".join(lines).encode("utf-8", "surrogatepass"))
    return file


def complaint(file: Path) -> str:
    with pytest.raises(QuestionsError) as caught:
        read_questions(file)
    return str(caught.value)


def test_labels_are_read_as_they_stand(tmp_path: Path) -> None:
    file = write(tmp_path, json.dumps(ANSWERABLE), "", json.dumps(REFUSABLE), "")

    assert read_questions(file) == (
        LabelledQuestion(
            id="en-1",
            language="en",
            question="Who came?",
            must_answer=True,
            kind="plain",
            style="plain",
            needs_all=True,
            evidence=(("she came", "came she"), ("on Monday",)),
        ),
        LabelledQuestion(
            id="un-1",
            language="hi-Latn",
            question="kaun?",
            must_answer=False,
            kind="near_miss",
            style="near_miss",
            reason="nobody is named",
        ),
    )


def test_line_separators_and_half_pairs_inside_a_question_end_no_line(tmp_path: Path) -> None:
    text = "a\u2028b\u0085c\ud83d"

    (question,) = read_questions(write(tmp_path, json.dumps(REFUSABLE | {"question": text}, ensure_ascii=False)))

    assert question.question == text


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("{", "is not JSON: "),
        ("[" * 100_000, "is not JSON: "),
        ("[]", "is not an object such as "),
        (json.dumps(ANSWERABLE | {"id": 3}), '"id" is missing or no text'),
        (json.dumps({**ANSWERABLE, "question": None}), '"question" is missing or no text'),
        (json.dumps(ANSWERABLE | {"expect": "maybe"}), '"expect" is \'maybe\'; write "answer" or "abstain"'),
        (json.dumps(ANSWERABLE | {"need": "some"}), '"need" is \'some\'; write "any"'),
        (json.dumps(ANSWERABLE | {"evidence": []}), '"evidence" is missing; write groups'),
        (json.dumps(ANSWERABLE | {"evidence": [[]]}), '"evidence" is missing; write groups'),
        (json.dumps(ANSWERABLE | {"evidence": ["flat"]}), '"evidence" is missing; write groups'),
    ],
)
def test_a_faulty_line_is_named_with_what_is_wrong(line: str, expected: str, tmp_path: Path) -> None:
    file = write(tmp_path, json.dumps(REFUSABLE), line)

    assert complaint(file).startswith(f"{file}: line 2: {expected}")


def test_all_faulty_lines_are_named_at_once(tmp_path: Path) -> None:
    file = write(tmp_path, "{", json.dumps(REFUSABLE), "[]")

    assert [fault.split(":")[1] for fault in complaint(file).splitlines()] == [" line 1", " line 3"]


def test_a_file_without_a_question_is_refused(tmp_path: Path) -> None:
    assert complaint(write(tmp_path, "", "")).endswith("holds no question; write one JSON object a line")


def test_an_unreadable_file_is_named(tmp_path: Path) -> None:
    file = tmp_path / "labels.jsonl"
    file.write_bytes(b"\xff")

    assert complaint(file) == f"{file}: is not UTF-8 text (byte 0)"
    assert complaint(tmp_path / "none").startswith(f"{tmp_path / 'none'}: cannot be read (")


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="needs a file without an end")
def test_a_file_without_an_end_is_not_read_to_it() -> None:
    assert complaint(Path("/dev/zero")) == "/dev/zero: is larger than 32 MiB; split it into smaller files"
