from __future__ import annotations

import datetime as dt
import io
import zipfile
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from knowledge.changes import compare
from knowledge.errors import FolderError, UploadError
from knowledge.folder import load_folder, shipped_folder, to_zip, write_folder
from knowledge.model import FactId, Status
from knowledge.uploading import LARGEST, LARGEST_UNPACKED, About, read_upload

if TYPE_CHECKING:
    from knowledge.model import FactBase

HILLTOWN = Path(__file__).parent.parent / "bot" / "hilltown"


@cache
def base() -> FactBase:
    return load_folder(HILLTOWN)


def packed(files: dict[str, bytes]) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return data.getvalue()


@pytest.mark.parametrize("folder", [HILLTOWN, shipped_folder()], ids=["hilltown", "visit"])
def test_an_exported_base_is_read_as_the_same_base(folder: Path, tmp_path: Path) -> None:
    given_base = load_folder(folder)

    write_folder(given_base, tmp_path / "copy")

    assert load_folder(tmp_path / "copy") == given_base
    assert read_upload("base.zip", to_zip(given_base), base()) == given_base
    assert (tmp_path / "copy" / given_base.sources[0].file).read_bytes() == (
        folder / given_base.sources[0].file
    ).read_bytes()


def test_a_zip_may_hold_the_folder_itself() -> None:
    with zipfile.ZipFile(io.BytesIO(to_zip(base()))) as archive:
        inside = {f"hilltown/{name}": archive.read(name) for name in archive.namelist()}

    assert read_upload("hilltown.zip", packed(inside), base()) == base()


def test_a_topics_file_takes_the_place_of_the_topics_facts() -> None:
    rooms = (HILLTOWN / "facts" / "rooms.toml").read_text(encoding="utf-8")

    after = read_upload("rooms.toml", rooms.replace("The reading room is blue.", "The room is blue.").encode(), base())

    assert after.wording(after.fact_by_id[FactId("reading-room")], after.default_language).statement == (
        "The room is blue."
    )
    assert len(after.facts) == len(base().facts)


@pytest.mark.parametrize("name", ["rooms.TOML", "Rooms.toml", "my rooms.toml", ".rooms.toml", "...toml"])
def test_a_topics_file_is_known_by_its_topic_whatever_its_name(name: str) -> None:
    rooms = (HILLTOWN / "facts" / "rooms.toml").read_text(encoding="utf-8")

    after = read_upload(name, rooms.replace("The reading room is blue.", "The room is blue.").encode(), base())

    assert after.topics == base().topics
    assert compare(base(), after).changed


def test_a_new_topic_stands_beside_the_others() -> None:
    topic = '[topic]\nid = "news"\ntitle = "News"\n[[fact]]\nid = "mayor"\nsource = "valley-news"\n'
    fact = 'quote = "Mayor Ada Finch said."\nstatement = "The mayor is Ada Finch."\nquestions = ["Who is the mayor?"]\n'

    after = read_upload("news.toml", (topic + fact).encode(), base())

    assert {topic.id for topic in after.topics} == {"opening", "rooms", "news"}


def test_a_new_text_puts_facts_whose_quote_is_gone_up_for_review() -> None:
    source = base().sources[0]
    text = source.text.replace("painted blue", "painted green")

    after = read_upload(f"{source.id}.txt", text.encode(), base())

    assert [fact.id for fact in after.facts if fact.status is Status.REVIEW] == ["reading-room"]


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("facts.zip", b"x" * (LARGEST + 1), "facts.zip is larger than 1 MiB"),
        ("facts.zip", b"no zip", "facts.zip cannot be unpacked (File is not a zip file)"),
        ("facts.exe", b"", "facts.exe is no zip, .toml or .txt file"),
        ("a.zip", packed({"../base.toml": b""}), "a.zip holds '../base.toml', which leads out of the folder"),
        ("a.zip", packed({"/base.toml": b""}), "a.zip holds '/base.toml', which leads out of the folder"),
        ("a.zip", packed({"C:\\base.toml": b""}), "which leads out of the folder"),
        ("a.zip", packed({"big": b"\0" * (LARGEST_UNPACKED + 1)}), "a.zip unpacks to more than 8 MiB"),
        ("a.zip", packed({f"{n}": b"" for n in range(501)}), "a.zip holds more than 500 files"),
        (
            "other.txt",
            b"text",
            "other.txt is the text of no source (valley-news.txt): name it after the one it replaces",
        ),
        ("valley-news.txt", b"\xff\xfe", "valley-news.txt is not UTF-8 (byte 1)"),
        ("valley-news.txt", b" \n", "valley-news.txt is empty"),
        ("valley-news.txt", "text".encode("utf-16-le"), "valley-news.txt is no plain text"),
        ("a.zip", packed({"base.toml": b"", "./Base.toml": b""}), "a.zip holds './Base.toml' more than once"),
        ("a.zip", packed({"facts": b"", "facts/a.toml": b""}), "a.zip cannot be unpacked (File exists)"),
        ("a.zip", packed({"x" * 300: b""}), "a.zip cannot be unpacked (File name too long)"),
    ],
)
def test_a_file_that_cannot_be_taken_is_told_in_one_sentence(name: str, data: bytes, sentence: str) -> None:
    with pytest.raises(UploadError) as caught:
        read_upload(name, data, base())

    assert sentence in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("rooms.toml", b"a = " + b"[" * 5000, "is nested too deep"),
        ("rooms.toml", b".".join([b"a"] * 400_000) + b" = 1", "is nested too deep"),
        ("rooms.toml", b"[" + b" . ".join([b"'a'"] * 150_000) + b"]", "is nested too deep"),
        ("rooms.toml", b"a" * 1_000_000 + b" = 1", "is not known"),
        ("rooms.toml", b"\xff", "is not UTF-8"),
        ("rooms.toml", "[topic]".encode("utf-16-le"), "is no plain text"),
        ("a.zip", packed({"readme": b""}), "base.toml"),
    ],
)
def test_facts_that_are_none_are_refused_by_the_folders_own_rules(name: str, data: bytes, sentence: str) -> None:
    with pytest.raises(FolderError) as caught:
        read_upload(name, data, base())

    assert sentence in str(caught.value)


def test_a_zip_whose_bytes_were_spoilt_is_refused() -> None:
    data = bytearray(to_zip(base()))
    for at in range(60, 200):
        data[at] ^= 0xFF
    with pytest.raises(UploadError, match=r"base[.]zip cannot be unpacked"):
        read_upload("base.zip", bytes(data), base())


def test_a_zip_in_an_unusual_packing_or_with_a_link_is_refused() -> None:
    link = zipfile.ZipInfo("base.toml")
    link.external_attr = 0o120777 << 16
    for entry, packing in ((link, zipfile.ZIP_STORED), (zipfile.ZipInfo("base.toml"), zipfile.ZIP_LZMA)):
        data = io.BytesIO()
        with zipfile.ZipFile(data, "w") as archive:
            archive.writestr(entry, "/etc/passwd", packing)
        with pytest.raises(UploadError, match=r"'base.toml', which is a link or packed in an unusual way"):
            read_upload("base.zip", data.getvalue(), base())


RADIO = About("Hill Radio", "Hilltown", dt.date(2026, 3, 8), "en", url="https://radio.example/1")


def test_a_new_source_comes_with_what_is_told_of_it(tmp_path: Path) -> None:
    text = "On air: the library is open.\r\n"
    after = read_upload("Radio 1.txt", text.encode(), base(), RADIO)
    source = after.sources[-1]

    assert (source.id, source.publisher, source.date, source.text) == ("radio-1", "Hill Radio", RADIO.date, text)
    write_folder(after, tmp_path / "copy")
    assert load_folder(tmp_path / "copy") == after
    assert (tmp_path / "copy" / source.file).read_bytes() == text.encode()


def test_a_new_version_takes_its_new_date() -> None:
    text = base().sources[0].text
    after = read_upload(f"{base().sources[0].id}.txt", text.encode(), base(), RADIO)

    assert (after.sources[0].date, after.sources[0].publisher) == (RADIO.date, base().sources[0].publisher)


@pytest.mark.parametrize(
    ("name", "about", "told"),
    [
        ("radio.txt", None, "is the text of no source .*tell publisher, place, date and language of a new one"),
        ("radio.txt", replace(RADIO, language="fr"), "no language 'fr': it has en"),
        ("radio.txt", replace(RADIO, publisher=" "), "needs its publisher and its place"),
        ("radio.txt", replace(RADIO, url="radio"), "'radio' is not a web address"),
        ("Valley News!.txt", RADIO, "would have the id of another source, valley-news"),
        ("ra\ndio.txt", RADIO, "name is too long or cannot be printed"),
        (f"{'r' * 100}.txt", RADIO, "name is too long or cannot be printed"),
    ],
)
def test_a_new_source_that_cannot_be_taken_is_refused(name: str, about: About | None, told: str) -> None:
    with pytest.raises(UploadError, match=told):
        read_upload(name, b"On air.", base(), about)
