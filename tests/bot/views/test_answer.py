from __future__ import annotations

from typing import TYPE_CHECKING

from tests.bot.reading import labels_of, response_of, text_of

if TYPE_CHECKING:
    from simcord import InteractionResult

    from tests.bot.conftest import Town


async def ask_opening(town: Town, *, private: bool = False) -> InteractionResult:
    return await town.ann.slash(town.channel, "ask", question="When did the library open?", private=private)


async def test_a_button_answers_with_its_fact(town: Town) -> None:
    shown = await ask_opening(town)
    assert labels_of(response_of(shown)) == ["How long did Hilltown wait for the library?"]

    result = await town.ann.click(response_of(shown), label="How long did Hilltown wait for the library?")

    assert text_of(result.response) == (
        "Hilltown waited ten years for its library, according to Mayor Ada Finch.\n"
        "> “We **waited ten years** for this,” Mayor Ada Finch said.\n"
        "-# Said by: Mayor Ada Finch\n"
        "-# Valley News, 7 March 2026, paragraph 2"
    )
    assert not result.ephemeral


async def test_a_button_still_answers_after_a_restart(town: Town) -> None:
    shown = await ask_opening(town)
    await town.restart()

    result = await town.ann.click(response_of(shown), label="How long did Hilltown wait for the library?")

    assert text_of(result.response).startswith("Hilltown waited ten years")


async def test_a_bystanders_press_is_answered_to_the_bystander_alone(town: Town) -> None:
    shown = await ask_opening(town)

    result = await town.newcomer("ben").click(response_of(shown), label="How long did Hilltown wait for the library?")

    assert result.ephemeral


async def test_a_private_answers_buttons_answer_privately(town: Town) -> None:
    shown = await ask_opening(town, private=True)

    result = await town.ann.click(response_of(shown), label="How long did Hilltown wait for the library?")

    assert result.ephemeral


async def test_a_fact_that_is_gone_gets_a_clear_sentence(town: Town) -> None:
    shown = await ask_opening(town)
    file = town.settings.knowledge.path / "facts" / "opening.toml"
    text = file.read_text(encoding="utf-8").replace('\nrelated = ["waiting"]', "")
    file.write_text(text[: text.rindex("[[fact]]")], encoding="utf-8")
    await town.library.apply(await town.library.preview(), who="test", why="retire a fact")

    result = await town.ann.click(response_of(shown), label="How long did Hilltown wait for the library?")

    assert text_of(result.response) == "That fact is no longer in the fact base. Please ask your question again."
    assert result.ephemeral
