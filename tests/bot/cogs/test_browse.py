from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.bot.payloads import change_interactions
from tests.bot.reading import components_of, labels_of, options_of, response_of, text_of

if TYPE_CHECKING:
    from pathlib import Path

    from simcord import InteractionResult

    from tests.bot.conftest import Town


async def pick(town: Town, shown: InteractionResult, value: str) -> InteractionResult:
    return await town.ann.select(response_of(shown), [value], custom_id="open-page")


async def test_topics_are_listed_and_lead_to_their_facts_and_these_to_their_quotes(town: Town) -> None:
    shown = await town.ann.slash(town.channel, "topics")
    assert shown.ephemeral
    assert text_of(shown.response) == "## Topics\n- The opening (facts: 3)\n- The rooms (facts: 3)"

    await pick(town, shown, "topic:opening:0")
    assert text_of(shown.response).startswith("## The opening\n- The library opened with 4,000 books.\n")
    fact = await pick(town, shown, "fact:opening-day")

    assert fact.ephemeral
    assert "> The village library opened **on Saturday** with 4,000 books." in text_of(fact.response)
    assert labels_of(fact.response)[-1] == "Share in the channel"


async def test_what_somebody_said_stands_behind_their_name(town: Town) -> None:
    shown = await town.ann.slash(town.channel, "topics")

    await pick(town, shown, "topic:opening:0")

    assert "- Mayor Ada Finch: Hilltown waited ten years" in text_of(shown.response)


async def test_people_are_listed_with_what_they_said(town: Town) -> None:
    shown = await town.ann.slash(town.channel, "people")
    assert "- Ada Finch (quoted: 1, named: 0)" in text_of(shown.response)

    await pick(town, shown, "person:0:0")

    assert text_of(shown.response).startswith("## Ada Finch\n- Mayor Ada Finch: Hilltown waited ten years")


async def test_the_timeline_is_a_picture_with_alt_text_and_the_same_as_a_list(town: Town) -> None:
    shown = await town.ann.slash(town.channel, "timeline")

    message = response_of(shown)
    assert "\n1\\. **7 March 2026**: The village library opened on a Saturday." in text_of(message)
    [item] = [item for part in components_of(message) for item in part.get("items", [])]
    assert item["description"].endswith("each with the numbers of its entries: 2026-03-07: 1")
    assert [file.filename for file in message.attachments] == ["timeline.png"]


DATED = """
[[fact]]
id = "dated-{number}"
source = "valley-news"
quote = "The village library opened on Saturday"
statement = "The library opened on Saturday, March 7."
questions = ["Was it day number {number}?"]
"""


async def test_each_page_of_the_timeline_has_its_own_picture_with_alt_text(town: Town, folder: Path) -> None:
    with (folder / "facts" / "opening.toml").open("a", encoding="utf-8") as file:
        file.writelines(DATED.format(number=number) for number in range(12))
    await town.library.apply(await town.library.preview(), who="test", why="more dates", override=True)
    shown = await town.ann.slash(town.channel, "timeline")
    first = await response_of(shown).attachments[0].read()
    assert _alt_of(shown).endswith("entries: 2026-03-07: 1, 2, 3, 4, 5, 6, 7")

    await town.ann.click(response_of(shown), label="Next")

    assert _alt_of(shown).endswith("entries: 2026-03-07: 8, 9, 10, 11, 12, 13")
    [picture] = response_of(shown).attachments
    assert await picture.read() != first


def _alt_of(shown: InteractionResult) -> str:
    [item] = [item for part in components_of(response_of(shown)) for item in part.get("items", [])]
    return str(item["description"])


async def test_the_source_is_read_paragraph_by_paragraph(town: Town) -> None:
    shown = await town.ann.slash(town.channel, "source")
    paragraphs = town.library.snapshot.base.sources[0].text.splitlines()
    assert f"> {paragraphs[0]}" in text_of(shown.response)
    assert text_of(shown.response).endswith("-# Page 1 of 4")
    assert set(options_of(shown.response)) == {"fact:book-count", "fact:opening-day"}

    await town.ann.click(response_of(shown), label="Next")

    assert f"> {paragraphs[1]}" in text_of(shown.response)
    await town.ann.click(response_of(shown), label="Back")
    assert f"> {paragraphs[0]}" in text_of(shown.response)


async def test_pages_turn_after_a_restart(town: Town) -> None:
    shown = await town.ann.slash(town.channel, "source")
    await town.restart()

    await town.ann.click(response_of(shown), label="Next")

    assert "waited ten years" in text_of(shown.response)


async def test_a_quote_is_shown_bold_where_it_stands(town: Town) -> None:
    result = await town.ann.slash(town.channel, "source", which="garden")

    assert text_of(result.response).startswith(
        "> The reading room is painted blue, and **the garden behind it is open to everyone**."
    )


async def test_a_fact_is_opened_by_its_suggestion_or_by_words(town: Town) -> None:
    choices = await town.ann.autocomplete(town.channel, "fact", "which", "garden")
    assert choices[0]["value"] == "garden"
    assert len({choice["value"] for choice in choices}) == len(choices)

    by_choice = await town.ann.slash(town.channel, "fact", which="garden")
    by_words = await town.ann.slash(town.channel, "fact", which="what does the catalogue list")

    assert "garden behind the reading room" in text_of(by_choice.response)
    assert "The catalogue lists" in text_of(by_words.response)


@pytest.mark.parametrize("which", ["", "\u200b", "🙂"])
async def test_words_that_mean_no_fact_get_a_clear_sentence(town: Town, which: str) -> None:
    result = await town.ann.slash(town.channel, "fact", which=which)

    assert text_of(result.response).startswith("That fact is no longer in the fact base.")


async def test_help_names_every_command(town: Town) -> None:
    text = text_of((await town.ann.slash(town.channel, "help")).response)

    assert [line.split(":")[0] for line in text.splitlines() if line.startswith("- ")] == [
        f"- **/{name}**" for name in ("ask", "topics", "fact", "timeline", "people", "source", "about", "privacy")
    ]
    assert text.endswith("All of it rests on one source: Valley News, 7 March 2026.")


async def test_about_tells_scope_sources_and_cut_off(town: Town) -> None:
    text = text_of((await town.ann.slash(town.channel, "about")).response)

    assert "Covered: The opening of the village library in Hilltown, up to March 2026." in text
    assert "Sources: Valley News, Hilltown, 7 March 2026" in text
    assert "Nothing after 7 March 2026 is known here." in text


@pytest.mark.parametrize(("locale", "heading"), [("hi", "## विषय"), ("ja", "## 話題の一覧")])
async def test_pages_are_in_the_readers_language(
    town: Town, monkeypatch: pytest.MonkeyPatch, locale: str, heading: str
) -> None:
    change_interactions(monkeypatch, {"locale": locale})

    shown = await town.ann.slash(town.channel, "topics")

    assert text_of(shown.response).startswith(heading)


@pytest.mark.parametrize("value", ["fact:gone", "topic:gone:0", "person:99:0", "person:x:0", "nonsense", ""])
async def test_a_menu_of_long_ago_leads_somewhere_all_the_same(
    town: Town, monkeypatch: pytest.MonkeyPatch, value: str
) -> None:
    shown = await town.ann.slash(town.channel, "topics")
    change_interactions(monkeypatch, {"data": {"values": [value]}})

    result = await pick(town, shown, "topic:opening:0")

    text = text_of(result.response or shown.response)
    assert text.startswith(("## ", "That fact is no longer"))


@pytest.fixture
def wordy(folder: Path) -> None:
    """Let the base and its source go by names of thousands of marks."""
    head = (folder / "base.toml").read_text(encoding="utf-8")
    for name in ("the opening of Hilltown's library", "The opening of the village library", "Valley News", "Hilltown"):
        head = head.replace(f'"{name}', f'"{name}{" *" * 2000}', 1)
    (folder / "base.toml").write_text(head, encoding="utf-8")


@pytest.mark.usefixtures("wordy")
@pytest.mark.parametrize("command", ["help", "about", "source", "topics"])
async def test_a_base_of_many_words_fits_into_a_message(town: Town, command: str) -> None:
    shown = await town.ann.slash(town.channel, command)

    assert response_of(shown).ephemeral
    assert 0 < len(text_of(shown.response)) <= 4000
