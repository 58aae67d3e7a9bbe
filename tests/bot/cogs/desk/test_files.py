"""The base leaves as a folder and comes back from files."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from knowledge import Language, Status, load_folder, to_zip
from tests.bot.cogs.desk.moderating import ROOM, facts, publish, upload
from tests.bot.reading import response_of, text_of

if TYPE_CHECKING:
    from simcord import MemberActor

    from tests.bot.conftest import Town


async def test_the_base_is_exported_as_a_folder_that_is_taken_over_again(
    town: Town, mia: MemberActor, tmp_path: object
) -> None:
    del tmp_path
    result = await facts(town, mia, "export")

    [file] = response_of(result).attachments
    data = await file.read()
    assert zipfile.ZipFile(io.BytesIO(data)).namelist()[0] == "base.toml"
    assert data == to_zip(load_folder(town.settings.knowledge.path))


async def test_a_file_is_previewed_and_taken_over(town: Town, mia: MemberActor) -> None:
    rooms = (town.settings.knowledge.path / "facts" / "rooms.toml").read_bytes()
    rooms = rooms.replace(b"The reading room is blue.", b"The room is blue.")

    shown = await upload(town, mia, "rooms.toml", rooms)
    await publish(mia, shown)

    assert town.library.snapshot.base.fact_by_id[ROOM].wordings[Language("en")].statement == "The room is blue."


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("facts.exe", b"x", "facts.exe is no zip, .toml or .txt file"),
        ("facts.zip", b"x", "facts.zip cannot be unpacked"),
        ("rooms.toml", b"x", "This cannot be published yet:\n- facts/rooms.toml: is not TOML"),
    ],
)
async def test_a_file_that_cannot_be_taken_is_told_and_changes_nothing(
    town: Town, mia: MemberActor, name: str, data: bytes, sentence: str
) -> None:
    result = await upload(town, mia, name, data)

    assert sentence in text_of(result.response)
    assert town.library.snapshot.revision == 1


async def test_a_zip_of_another_base_is_told_and_changes_nothing(town: Town, mia: MemberActor) -> None:
    other = replace(town.library.snapshot.base, id="oakham")

    result = await upload(town, mia, "oakham.zip", to_zip(other))

    assert 'base.toml: its id is "oakham", and the facts in force are those of' in text_of(result.response)
    assert town.library.snapshot.revision == 1


async def test_a_new_source_comes_with_what_is_known_of_it(town: Town, mia: MemberActor) -> None:
    about = {"publisher": "Oakham Herald", "place": "Oakham", "date": "2026-03-09", "language": "en"}

    shown = await upload(town, mia, "herald.txt", b"Oakham envies Hilltown.\n", **about)
    await publish(mia, shown)

    source = town.library.snapshot.base.sources[-1]
    assert (source.publisher, source.date.isoformat(), source.text) == (
        "Oakham Herald",
        "2026-03-09",
        "Oakham envies Hilltown.\n",
    )


@pytest.mark.parametrize(
    ("about", "sentence"),
    [
        ({"publisher": "Oakham Herald"}, "A new source needs publisher, place, date and language"),
        (
            {"publisher": "Oakham Herald", "place": "Oakham", "date": "soon", "language": "en"},
            "soon is no date: write it as year-month-day",
        ),
    ],
)
async def test_a_source_without_what_has_to_be_known_is_told(
    town: Town, mia: MemberActor, about: dict[str, str], sentence: str
) -> None:
    result = await upload(town, mia, "herald.txt", b"Oakham envies Hilltown.\n", **about)

    assert sentence in text_of(result.response)
    assert town.library.snapshot.revision == 1


async def test_a_new_text_of_a_source_shows_which_facts_go_to_review(town: Town, mia: MemberActor) -> None:
    text = town.library.snapshot.base.sources[0].text.replace("painted blue", "painted green")

    shown = await upload(town, mia, "valley-news.txt", text.encode())
    seen = text_of(shown.response)
    await publish(mia, shown)

    heading = "**No longer answered from, until somebody has looked: the source's new text does not hold their quote**"
    assert f"{heading}\n- reading-room: “The reading room is painted blue”" in seen
    assert "Beside the facts, these differ: sources (valley-news, valley-news-v1)." in seen
    assert town.library.snapshot.base.fact_by_id[ROOM].status is Status.REVIEW
    asked = await town.ann.slash(town.channel, "ask", question="What colour is the reading room?")
    assert "painted" not in text_of(asked.response)
