"""`ask`, as scripts and people use it: real processes, nothing but pipes around them."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.bot.cli.conftest import Visitbot

KEYS = [
    "id",
    "question",
    "language",
    "status",
    "facts",
    "choices",
    "unknown_terms",
    "message",
    "candidates",
    "confidence",
    "took_ms",
]
FULL = Path("/dev/full")
FACT_KEYS = ["id", "statement", "quote", "highlight", "said_by", "source", "score"]
REPLY = """\
The library lends tools and seeds as well as books.
  > The library lends tools and seeds as well as books.
  Oakham Herald, 5 May 2021, paragraph 3, in English
"""


def records(out: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in out.splitlines()]


def test_a_question_is_answered_as_a_person_reads_it(visitbot: Visitbot, base: Path) -> None:
    done = visitbot("ask", "--knowledge", str(base), "What", "does", "the", "library", "lend?")

    assert done == (0, REPLY, "")


def test_a_question_may_come_by_the_pipe(visitbot: Visitbot, base: Path) -> None:
    done = visitbot("ask", "--knowledge", str(base), given=b"What does the library lend?\n")

    assert done == (0, REPLY, "")


def test_json_has_the_keys_of_the_contract_in_their_order(visitbot: Visitbot, base: Path) -> None:
    done = visitbot("ask", "--json", "--knowledge", str(base), "Who cut the ribbon?")

    (record,) = records(done.out)
    (fact,) = record["facts"]
    assert (done.code, done.err) == (0, "")
    assert list(record) == KEYS
    assert list(fact) == FACT_KEYS
    assert list(fact["source"]) == ["id", "publisher", "date", "paragraph"]
    assert list(record["candidates"][0]) == ["id", "score"]


def test_json_says_what_the_base_holds(visitbot: Visitbot, base: Path) -> None:
    done = visitbot("ask", "--json", "--knowledge", str(base), "Who cut the ribbon?")

    (record,) = records(done.out)
    (fact,) = record["facts"]
    assert (record["id"], record["question"], record["language"]) == (None, "Who cut the ribbon?", "en")
    assert (record["status"], record["choices"], record["unknown_terms"]) == ("answered", [], [])
    assert fact["quote"] == "Mayor Ruth Adler cut the ribbon, the Oakham Herald wrote."
    assert (fact["id"], fact["highlight"], fact["said_by"]) == ("ribbon", None, "Oakham Herald")
    assert fact["source"] == {
        "id": "herald-2021-05-05",
        "publisher": "Oakham Herald",
        "date": "2021-05-05",
        "paragraph": 2,
    }
    assert record["candidates"][0]["id"] == "ribbon"
    assert 0 <= record["confidence"] <= 1
    assert record["took_ms"] >= 0


def test_an_answer_speaks_the_language_that_is_asked_for(visitbot: Visitbot, base: Path) -> None:
    done = visitbot("ask", "--json", "--knowledge", str(base), "--lang", "ja", "What does the library lend?")

    (record,) = records(done.out)
    assert record["language"] == "ja"
    assert record["facts"][0]["statement"] == "図書館は本のほかに工具と種も貸し出しています。"


def test_a_language_that_the_base_lacks_is_wrong_usage(visitbot: Visitbot, base: Path) -> None:
    done = visitbot("ask", "--knowledge", str(base), "--lang", "xx", "Who?", COLUMNS="200")

    assert (done.code, done.out) == (2, "")
    assert "the facts are not worded in 'xx'; they are in en, ja" in done.err


def test_lines_are_answered_in_order_and_none_ends_the_run(visitbot: Visitbot, base: Path) -> None:
    lines = [
        b'{"id": "q1", "question": "Who cut the ribbon?", "weather": "fine"}',
        b"not json",
        b"[1, 2]",
        b'{"id": 7, "quest": "?"}',
        b'{"id": {"a": [1]}, "question": 5}',
        b'{"id": 8, "question": "x", "lang": 3}',
        b"\xff\xfe",
        b"",
        b"[" * 100_000,
        b'{"id": NaN, "question": "x"}',
        b'{"id": 1e999, "question": "x"}',
        b'{"question": "Who cut the ribbon?"}',
        b'{"id": "odd", "question": "Who cut the ribbon?", "weight": 1e999, "height": ' + b"9" * 5000 + b"}",
        b'{"id": "q2", "question": "What does the library lend?", "lang": "ja"}',
        b'{"id": null, "question": "When did the village library open?"}',
    ]

    done = visitbot("ask", "--json", "--knowledge", str(base), given=b"\n".join(lines))

    got = [(record["id"], record["status"]) for record in records(done.out)]
    assert (done.code, done.err) == (0, "")
    assert got == [
        ("q1", "answered"),
        (None, "error"),
        (None, "error"),
        (7, "error"),
        ({"a": [1]}, "error"),
        (8, "error"),
        (None, "error"),
        (None, "error"),
        (None, "error"),
        (None, "error"),
        (None, "error"),
        (None, "error"),
        ("odd", "answered"),
        ("q2", "answered"),
        (None, "answered"),
    ]


def test_an_error_says_what_is_wrong_with_the_line(visitbot: Visitbot, base: Path) -> None:
    done = visitbot(
        "ask", "--json", "--knowledge", str(base), given=b'{"id": "a"}\n{"id": "b", "question": "", "lang": 1}'
    )

    assert records(done.out) == [
        {"id": "a", "status": "error", "message": '"question" is missing or no text'},
        {
            "id": "b",
            "status": "error",
            "message": '"lang" is no text; write a language code such as "en", or leave it out',
        },
    ]


@pytest.mark.parametrize(
    "question",
    [
        "\ud83d who cut the ribbon?",
        "who cut \udc00",
        "\x00\x01\x1b[31m\x7f",
        "\u2028\u202e\ufeff\ufffe",
        "💥" * 500,
        "",
        "   ",
    ],
)
def test_any_text_is_a_question_and_comes_back_unchanged(visitbot: Visitbot, base: Path, question: str) -> None:
    line = json.dumps({"id": "q", "question": question}).encode()

    done = visitbot("ask", "--json", "--knowledge", str(base), given=line)

    (record,) = records(done.out)
    assert record["question"] == question
    assert record["status"] in {"answered", "corrected", "unsure", "not_covered", "chat"}


def test_raw_control_characters_and_half_pairs_are_read_too(visitbot: Visitbot, base: Path) -> None:
    given = b'{"id": "q", "question": "a\x07b\xed\xa0\xbd"}\n'

    done = visitbot("ask", "--json", "--knowledge", str(base), given=given)

    assert records(done.out)[0]["question"] == "a\x07b\ud83d"


def test_a_narrower_language_tag_finds_its_language_and_an_unknown_one_is_a_hint_lost(
    visitbot: Visitbot, base: Path
) -> None:
    given = b'{"id": 1, "question": "tools?", "lang": "ja-Latn"}\n{"id": 2, "question": "tools?", "lang": "xx"}\n'

    done = visitbot("ask", "--json", "--knowledge", str(base), given=given)

    assert [record["language"] for record in records(done.out)] == ["ja", "en"]


def test_a_huge_line_costs_only_itself(visitbot: Visitbot, base: Path) -> None:
    huge = json.dumps({"id": "huge", "question": "x" * 40_000_000}).encode()

    done = visitbot("ask", "--json", "--knowledge", str(base), given=huge + b'\n{"id": 2, "question": "tools"}\n')

    assert records(done.out)[0] == {"id": None, "status": "error", "message": "the line is longer than 33554432 bytes"}
    assert [record["id"] for record in records(done.out)] == [None, 2]


def test_the_language_of_the_run_holds_where_a_line_names_none_of_the_base(visitbot: Visitbot, base: Path) -> None:
    given = b'{"id": 1, "question": "tools?"}\n{"id": 2, "question": "tools?", "lang": "xx"}\n'

    done = visitbot("ask", "--json", "--lang", "ja", "--knowledge", str(base), given=given)

    assert [record["language"] for record in records(done.out)] == ["ja", "ja"]


@pytest.mark.parametrize("question", ["Who cut the ribbon?", "Where is my order?", "hello", "", "..."])
def test_the_best_facts_are_named_whatever_the_outcome(visitbot: Visitbot, base: Path, question: str) -> None:
    done = visitbot("ask", "--json", "--knowledge", str(base), question)

    (record,) = records(done.out)
    assert {candidate["id"] for candidate in record["candidates"]} == {"library-lends", "library-opened", "ribbon"}


def ask_once(process: subprocess.Popen[bytes]) -> dict[str, Any]:
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(b'{"id": "q", "question": "Who cut the ribbon?"}\n')
    process.stdin.flush()
    record: dict[str, Any] = json.loads(process.stdout.readline())
    return record


def test_a_line_is_answered_before_the_next_one_comes(visitbot: Visitbot, base: Path) -> None:
    with visitbot.start("ask", "--json", "--knowledge", str(base)) as process:
        first = ask_once(process)
        second = ask_once(process)
        _, err = process.communicate(timeout=60)

    assert (first["status"], second["status"]) == ("answered", "answered")
    assert (process.returncode, err) == (0, b"")


@pytest.fixture
def heeded_interruptions() -> Iterator[None]:
    """Undo what a shell does to jobs in the background: they ignore interruptions, and so does all that they start."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.skipif(sys.platform == "win32", reason="signals as POSIX has them")
@pytest.mark.usefixtures("heeded_interruptions")
def test_an_interruption_ends_it_without_a_traceback(visitbot: Visitbot, base: Path) -> None:
    with visitbot.start("ask", "--json", "--knowledge", str(base)) as process:
        ask_once(process)
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=60)

    assert (process.returncode, out, err) == (130, b"", b"")


@pytest.mark.skipif(sys.platform == "win32", reason="pipes as POSIX has them")
def test_a_reader_who_leaves_early_ends_it_quietly(visitbot: Visitbot, base: Path) -> None:
    with visitbot.start("ask", "--json", "--knowledge", str(base)) as process:
        ask_once(process)
        assert process.stdout is not None
        process.stdout.close()
        assert process.stdin is not None
        process.stdin.write(b'{"id": 1, "question": "Who?"}\n{"id": 2, "question": "Who?"}\n')
        process.stdin.close()
        assert process.stderr is not None
        err = process.stderr.read()

    assert (process.returncode, err) == (1, b"")


@pytest.mark.skipif(not FULL.exists(), reason="needs a device that is always full")
def test_a_full_disk_is_said(visitbot: Visitbot, base: Path) -> None:
    command = [sys.executable, "-m", "bot", "ask", "--json", "--knowledge", str(base), "Who?"]
    with FULL.open("wb") as full:
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, env=visitbot.environment, check=False)

    assert (done.returncode, done.stderr) == (1, b"The system refuses: No space left on device.\n")


def test_why_shows_the_words_the_candidates_and_the_checks(visitbot: Visitbot, base: Path) -> None:
    done = visitbot("ask", "--why", "--knowledge", str(base), "Who cut the ribbon?")

    assert done.code == 0
    assert done.out.startswith("Oakham Herald:\nMayor Ruth Adler cut the ribbon.\n")
    for heading in ("Words ", "Outcome     answered", "Decided by", "Candidate", "ribbon ", "Check "):
        assert f"\n{heading}" in done.out


def test_why_is_for_people(visitbot: Visitbot, base: Path) -> None:
    assert visitbot("ask", "--why", "--json", "--knowledge", str(base), "Who?").code == 2


def test_a_folder_that_is_no_fact_base_is_refused_with_all_faults(visitbot: Visitbot, base: Path) -> None:
    (base / "sources" / "herald.txt").write_text("Drifted.\n", encoding="utf-8")

    done = visitbot("ask", "--json", "--knowledge", str(base), "Who cut the ribbon?")

    assert (done.code, done.out) == (1, "")
    assert "base.toml: source" in done.err
    assert 'facts/opening.toml: fact "ribbon": ' in done.err
    assert "Traceback" not in done.err


@pytest.mark.usefixtures("base")
def test_the_folder_may_come_from_a_settings_file(visitbot: Visitbot) -> None:
    (visitbot.folder / "some.toml").write_text('[knowledge]\npath = "../oakham"\n', encoding="utf-8")

    done = visitbot("ask", "--config", "some.toml", "What does the library lend?")

    assert done == (0, REPLY, "")


def test_what_would_steer_a_terminal_is_taken_out(visitbot: Visitbot, base: Path) -> None:
    done = visitbot("ask", "--knowledge", str(base), "zzqq\x1b[31mzz \udcff \x9b5m")

    assert done.code == 0
    assert not {"\x1b", "\x9b"} & set(done.out)


@pytest.mark.skipif(os.name == "nt", reason="closes a stream as a POSIX shell does")
@pytest.mark.parametrize("options", ["", "--json"])
@pytest.mark.parametrize("closed", ["<&-", ">&-", "<&- >&-", "2>&-"])
def test_a_closed_stream_is_an_empty_one(visitbot: Visitbot, base: Path, options: str, closed: str) -> None:
    command = f"exec {sys.executable} -m bot ask {options} --knowledge {base} {closed}"

    done = subprocess.run(
        ["/bin/sh", "-c", command],
        env=visitbot.environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )

    assert (done.returncode, done.stderr) == (0, "")
