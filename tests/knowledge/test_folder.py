from __future__ import annotations

import datetime as dt
import hashlib
import json
import os
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from knowledge.errors import Fault, FolderError
from knowledge.folder import load_folder
from knowledge.folder.files import LARGEST
from knowledge.model import FactBase, FactId, Kind, Language, Refusal, SourceId, Status, TopicId

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

CASES = Path(__file__).parent.parent / "cases"
BROKEN = tomllib.loads((CASES / "broken_bases.toml").read_text(encoding="utf-8"))["case"]
FILES = ("base.toml", "sources/valley-news.txt", "facts/opening.toml", "vocabulary.toml", "refusals.toml")

EN, HI, JA = Language("en"), Language("hi"), Language("ja")


def faults_of(folder: Path) -> list[str]:
    with pytest.raises(FolderError) as refused:
        load_folder(folder)
    return str(refused.value).split("\n")


@pytest.mark.parametrize("case", BROKEN, ids=lambda case: case["name"])
def test_broken_base_is_refused_with_every_fault(write_base: Callable[..., Path], case: dict[str, Any]) -> None:
    folder = write_base(*((edit["file"], edit["old"], edit["new"]) for edit in case["edits"]))

    assert faults_of(folder) == case["faults"]


def test_sound_base_is_read_whole(write_base: Callable[..., Path]) -> None:
    base = load_folder(write_base())

    assert (base.id, base.title) == ("hilltown-library", "The village library of Hilltown")
    assert base.languages == (EN, HI, JA)
    assert [source.id for source in base.sources] == ["valley-news", "council"]
    assert [topic.titles for topic in base.topics] == [
        {EN: "The opening", HI: "उद्घाटन", JA: "開館"},
        {EN: "Visiting the library"},
    ]
    assert [fact.id for fact in base.facts] == [
        "opening-day",
        "books",
        "ribbon",
        "waiting",
        "festival",
        "closing-day",
        "fee",
    ]
    assert len(base.terms) == 8


def test_fact_keeps_what_its_table_says(write_base: Callable[..., Path]) -> None:
    fact = load_folder(write_base()).fact_by_id[FactId("opening-day")]

    assert fact.topic == TopicId("opening")
    assert fact.source == SourceId("valley-news")
    assert fact.quote == "The village library of Hilltown opened on Saturday with 4,000 books"
    assert fact.highlight == "opened on Saturday"
    assert fact.said_by is None
    assert fact.related == ("ribbon", "books")
    assert fact.status is Status.ACTIVE
    assert fact.wordings[HI].questions == ("पुस्तकालय कब खुला?", "library kab khuli?")


def test_source_keeps_its_text_as_received(write_base: Callable[..., Path]) -> None:
    folder = write_base()
    source = load_folder(folder).source_by_id[SourceId("council")]

    assert source.text.encode() == (folder / "sources/council.txt").read_bytes()
    assert (source.place, source.date, source.language) == ("Hilltown", dt.date(2026, 3, 9), HI)
    assert (source.title, source.author, source.url) == ("सूचना", None, "https://council.example/notice")


def test_quote_may_hold_whatever_its_source_holds(write_base: Callable[..., Path]) -> None:
    quote = "पुस्तकालय सोमवार को\x0c बंद रहता है।\r\nमुफ़्त प्रवेश।"
    folder = write_base(
        ("facts/visiting.toml", '"पुस्तकालय सोमवार को बंद रहता है।"', json.dumps(quote) + '\nhighlight = "\\f बंद"')
    )
    text = (folder / "sources/council.txt").read_text(encoding="utf-8")
    replace_source(folder, text.replace("पुस्तकालय सोमवार को बंद रहता है।", quote).encode())

    fact = load_folder(folder).fact_by_id[FactId("closing-day")]

    assert (fact.quote, fact.highlight) == (quote, "\x0c बंद")


def test_status_and_kind_are_read(write_base: Callable[..., Path]) -> None:
    base = load_folder(write_base())

    assert base.fact_by_id[FactId("fee")].status is Status.RETIRED
    assert base.fact_by_id[FactId("closing-day")].status is Status.REVIEW
    assert base.terms[2].kind is Kind.PLACE
    assert base.terms[2].aliases == ("हिलटाउन", "ヒルタウン")


def test_refusals_are_read_in_the_order_of_their_texts(write_base: Callable[..., Path]) -> None:
    assert load_folder(write_base()).refusals == (
        Refusal("How much does a chair cost?", EN),
        Refusal("Who painted the ceiling?", EN),
        Refusal("館長は誰ですか？", JA),
    )


def test_refusals_may_be_absent(write_base: Callable[..., Path]) -> None:
    folder = write_base()
    (folder / "refusals.toml").unlink()

    assert load_folder(folder).refusals == ()


def test_vocabulary_may_be_absent(write_base: Callable[..., Path]) -> None:
    folder = write_base()
    (folder / "vocabulary.toml").unlink()

    assert load_folder(folder).terms == ()


def test_term_may_have_no_other_spelling(write_base: Callable[..., Path]) -> None:
    folder = write_base(
        ("vocabulary.toml", 'aliases = ["पठन उत्सव", "読書祭"]\n', ""), ("facts/visiting.toml", "पठन ", "")
    )

    assert load_folder(folder).terms[5].aliases == ()


def test_one_question_may_stand_twice_under_one_fact(write_base: Callable[..., Path]) -> None:
    folder = write_base(
        ("facts/opening.toml", '["Who cut the ribbon?"]', '["Who cut the ribbon?", "who cut the ribbon"]')
    )

    assert isinstance(load_folder(folder), FactBase)


def test_key_of_a_part_that_is_a_language_too_stays_a_key(write_base: Callable[..., Path]) -> None:
    folder = write_base(("base.toml", '"ja"]', '"ja", "id"]'))  # the code of Indonesian

    assert Language("id") in load_folder(folder).languages


def test_mark_that_editors_open_a_file_with_is_passed_over(write_base: Callable[..., Path]) -> None:
    folder = write_base(("facts/visiting.toml", "[topic]", "\ufeff[topic]"))

    assert isinstance(load_folder(folder), FactBase)


def test_lines_may_end_as_on_another_system(write_base: Callable[..., Path]) -> None:
    folder = write_base()
    file = folder / "facts/opening.toml"
    file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))

    assert isinstance(load_folder(folder), FactBase)


def test_hidden_and_other_files_are_passed_over(write_base: Callable[..., Path]) -> None:
    folder = write_base()
    (folder / "facts/.#opening.toml").symlink_to("nobody@nowhere")
    (folder / "facts/notes.md").write_text("Not a fact.", encoding="utf-8")

    assert isinstance(load_folder(folder), FactBase)


def test_folder_that_does_not_exist(tmp_path: Path) -> None:
    faults = faults_of(tmp_path / "none")

    assert faults == [f'base.toml: there is no folder "{tmp_path / "none"}"; name the folder that holds base.toml']


def test_empty_folder_lacks_its_parts(tmp_path: Path) -> None:
    assert faults_of(tmp_path) == [
        'base.toml: "base.toml" does not exist; put the file there or correct its name',
        "facts: the folder cannot be read (No such file or directory); make it, with a TOML file for each topic",
    ]


def test_folder_without_facts(write_base: Callable[..., Path]) -> None:
    folder = write_base()
    for file in (folder / "facts").iterdir():
        file.unlink()

    assert faults_of(folder) == ["facts: the folder holds no facts; put a TOML file there for each topic"]


def test_facts_are_read_even_where_the_base_cannot_be(write_base: Callable[..., Path]) -> None:
    folder = write_base(("base.toml", "format = 1", "format 1"), ("facts/visiting.toml", 'id = "fee"', "id = 7"))

    assert faults_of(folder) == [
        "base.toml: is not TOML at line 1, column 8: Expected '=' after a key in a key/value pair; correct it there",
        "facts/visiting.toml: fact number 3: id is a whole number; give a text",
    ]


@pytest.mark.parametrize("file", ["base.toml", "facts/opening.toml", "vocabulary.toml"])
def test_file_that_is_not_utf8(write_base: Callable[..., Path], file: str) -> None:
    folder = write_base()
    with (folder / file).open("ab") as appended:
        appended.write(b"\n# caf\xe9\n")
    line = (folder / file).read_bytes().count(b"\n")

    assert faults_of(folder)[0] == f"{file}: is not UTF-8: line {line} holds the byte 0xe9; save it as UTF-8"


def test_source_that_is_not_utf8(write_base: Callable[..., Path]) -> None:
    folder = write_base()
    text = "पुस्तकालय\nCaf\xe9 ".encode() + b"\xe9"
    replace_source(folder, text)

    assert faults_of(folder) == ["sources/council.txt: is not UTF-8: line 2 holds the byte 0xe9; save it as UTF-8"]


def test_source_without_a_word(write_base: Callable[..., Path]) -> None:
    folder = write_base()
    replace_source(folder, b" \n")

    assert 'base.toml: source "council": "sources/council.txt" is empty; put the source\'s text there' in faults_of(
        folder
    )


def replace_source(folder: Path, data: bytes) -> None:
    """Put another text in the place of the council's notice, as if it were meant."""
    old = hashlib.sha256((folder / "sources/council.txt").read_bytes()).hexdigest()
    (folder / "sources/council.txt").write_bytes(data)
    head = (folder / "base.toml").read_text(encoding="utf-8")
    (folder / "base.toml").write_text(head.replace(old, hashlib.sha256(data).hexdigest()), encoding="utf-8")


@pytest.mark.parametrize("file", FILES)
def test_link_out_of_the_folder_is_not_followed(write_base: Callable[..., Path], tmp_path: Path, file: str) -> None:
    folder = write_base()
    (folder / file).rename(tmp_path / "elsewhere")
    (folder / file).symlink_to(tmp_path / "elsewhere")

    assert f'"{file}" leads out of the folder; name a file inside the folder' in "\n".join(faults_of(folder))


def test_folder_itself_may_be_a_link(write_base: Callable[..., Path], tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(write_base())

    assert isinstance(load_folder(tmp_path / "link"), FactBase)


def test_links_in_a_circle(write_base: Callable[..., Path]) -> None:
    folder = write_base()
    (folder / "vocabulary.toml").unlink()
    (folder / "vocabulary.toml").symlink_to("vocabulary.toml")

    assert len(faults_of(folder)) == 1


def test_pipe_is_not_waited_for(write_base: Callable[..., Path]) -> None:
    folder = write_base()
    (folder / "vocabulary.toml").unlink()
    os.mkfifo(folder / "vocabulary.toml")

    assert faults_of(folder) == [
        'vocabulary.toml: "vocabulary.toml" is not a file; put a file there or correct its name'
    ]


def test_file_too_large_is_not_read(write_base: Callable[..., Path]) -> None:
    folder = write_base()
    with (folder / "vocabulary.toml").open("ab") as file:
        file.truncate(LARGEST + 1)

    assert faults_of(folder) == [
        'vocabulary.toml: "vocabulary.toml" is larger than 32 MiB; split it into smaller files'
    ]


def test_file_name_too_long_for_the_disk(write_base: Callable[..., Path]) -> None:
    folder = write_base(("base.toml", "sources/council.txt", f"sources/{'x' * 300}.txt"))

    assert "cannot be read (File name too long); make it a file that can be read" in faults_of(folder)[0]


def test_file_name_that_cannot_be_printed(write_base: Callable[..., Path]) -> None:
    folder = write_base()
    Path(os.fsdecode(os.fsencode(folder / "facts") + b"/caf\xe9.toml")).write_bytes(b"")

    assert faults_of(folder) == ['facts: the file name "caf\\udce9.toml" cannot be printed; rename the file']


def test_toml_nested_too_deep(write_base: Callable[..., Path]) -> None:
    folder = write_base()
    (folder / "vocabulary.toml").write_text(f"term = {'[' * 100_000}", encoding="utf-8")

    assert faults_of(folder) == ["vocabulary.toml: is nested too deep; write it flat, as the format shows"]


def test_number_too_long_to_read(write_base: Callable[..., Path]) -> None:
    folder = write_base(("base.toml", "format = 1", f"format = {'1' * 5000}"))

    assert faults_of(folder)[0].startswith("base.toml: is not TOML: Exceeds the limit")


@pytest.mark.parametrize("file", FILES)
@given(data=st.data())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
def test_any_bytes_in_any_file_give_a_base_or_faults(
    tmp_path_factory: pytest.TempPathFactory, write_base: Callable[..., Path], file: str, data: st.DataObject
) -> None:
    folder = write_base(name=tmp_path_factory.mktemp("fuzz").name)
    sound = (folder / file).read_bytes()
    start = data.draw(st.integers(0, len(sound)))
    end = data.draw(st.integers(start, min(len(sound), start + 40)))
    put = data.draw(
        st.one_of(st.binary(max_size=40), st.text(max_size=40).map(lambda text: text.encode("utf-8", "replace")))
    )
    (folder / file).write_bytes(sound[:start] + put + sound[end:])

    for fault in faults_or_none(folder):
        assert fault.problem
        assert fault.remedy
        assert str(fault).isprintable()


def faults_or_none(folder: Path) -> Sequence[Fault]:
    try:
        load_folder(folder)
    except FolderError as refused:
        return refused.faults
    return ()


def test_base_of_fifteen_thousand_questions_loads(write_base: Callable[..., Path]) -> None:
    folder = write_base()
    questions = ", ".join(f'"What is the number of shelf {number}?"' for number in range(15_000))
    file = folder / "facts/opening.toml"
    text = file.read_text(encoding="utf-8").replace('["Who cut the ribbon?"]', f"[{questions}]")
    file.write_text(text, encoding="utf-8")

    assert len(load_folder(folder).fact_by_id[FactId("ribbon")].wordings[EN].questions) == 15_000
