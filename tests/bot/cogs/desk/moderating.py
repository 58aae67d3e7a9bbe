"""What a moderator does at the desk, for the tests beside this file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from knowledge import FactId, Language
from tests.bot.reading import custom_id_of, response_of

if TYPE_CHECKING:
    from simcord import InteractionResult, MemberActor, ResponseMessage

    from tests.bot.conftest import Town

ROOM = FactId("reading-room")
FORM = {
    "statement": "The reading room is blue.",
    "quote": "The reading room is painted blue",
    "questions": "What colour is the reading room?\npaint of the reading room",
}


async def facts(town: Town, mia: MemberActor, command: str, **options: object) -> InteractionResult:
    return await mia.slash(town.channel, f"facts {command}", **options)


def fields_of(shown: InteractionResult) -> list[dict[str, object]]:
    assert shown.modal is not None
    return [part["component"] for part in shown.modal["components"]]


async def submit(mia: MemberActor, shown: InteractionResult, *values: str | None) -> InteractionResult:
    """Fill a form, its fields in order; those that are not given stay as they are."""
    given = {
        str(field["custom_id"]): value if value is not None else str(field.get("value") or "")
        for field, value in zip(fields_of(shown), [*values, None, None, None, None, None], strict=False)
    }
    return await mia.submit_modal(shown, given)


async def upload(town: Town, mia: MemberActor, name: str, data: bytes, **about: str) -> InteractionResult:
    """Send a file with the form, and what it tells of a new source."""
    form = await facts(town, mia, "upload")
    file, *fields = fields_of(form)
    values = [about.get(key, "") for key in ("publisher", "place", "date", "language")]
    told = {str(field["custom_id"]): value for field, value in zip(fields, values, strict=True)}
    return await mia.submit_modal(form, {str(file["custom_id"]): (name, data), **told})


async def publish(mia: MemberActor, shown: InteractionResult) -> None:
    await mia.click(response_of(shown), label="Apply")


async def card_with(town: Town, mia: MemberActor, place: str) -> ResponseMessage:
    """Bring up a card of the desk."""
    if place == "refuse":
        return response_of(await facts(town, mia, "refuse", text="Who won?"))
    if place == "write on":
        return response_of(await submit(mia, await facts(town, mia, "edit", which=ROOM), None, "No such quote"))
    if place == "conflict":
        old = (town.settings.knowledge.path / "facts" / "rooms.toml").read_bytes()
        await publish(mia, await submit(mia, await facts(town, mia, "edit", which=ROOM), "The room is blue."))
        return response_of(await upload(town, mia, "rooms.toml", old))
    if place == "marks":
        await town.ann.slash(town.channel, "ask", question="What colour is the reading room?")
        shown = await facts(town, mia, "retire", which=ROOM)
        await publish(mia, shown)
        return response_of(shown)
    town.library.feedback.lament("Who is the mayor of Hilltown?", Language("en"))
    card = response_of(await facts(town, mia, "gaps"))
    return response_of(await mia.select(card, ["0"], custom_id=custom_id_of(card, "gap:"))) if place == "gap" else card
