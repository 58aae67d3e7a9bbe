"""Nobody without the permission reaches the desk."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.config import ModerationSettings
from knowledge import Rehearsal
from knowledge.rehearsing import Lost
from tests.bot.cogs.desk.moderating import ROOM, card_with, facts, fields_of, submit
from tests.bot.conftest import MODERATED_GUILD
from tests.bot.payloads import Payload, change_interactions
from tests.bot.reading import custom_ids_of, options_of, text_of

if TYPE_CHECKING:
    from simcord import MemberActor

    from tests.bot.conftest import Town


PRESSES = {
    "refresh:": "refuse",
    "from-folder:": "conflict",
    "write-on:": "write on",
    "mark:": "marks",
    "gap:": "gaps",
    "gap-add:": "gap",
    "gap-write:": "gap",
    "gap-refuse:": "gap",
    "gap-dismiss:": "gap",
}
"""Every button and menu of the desk, by the start of its id, and where it stands."""
STRANGERS: dict[str, Payload] = {
    "without the permission": {"member": {"permissions": "0"}},
    "an administrator of another server": {"guild_id": "999", "member": {"permissions": str((1 << 50) - 1)}},
    "another moderator": {"member": {"user": {"id": "77", "username": "max"}}},
}


@pytest.mark.parametrize("command", ["refresh", "export", "gaps", "stats", "lint", "history", "refuse"])
async def test_an_administrator_of_another_server_reaches_no_command(
    town: Town, mia: MemberActor, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    change_interactions(monkeypatch, {"guild_id": "999"})

    result = await facts(town, mia, command)

    assert text_of(result.response).startswith("This takes the permission Manage Server")
    assert len(town.env.errors) == 1


async def test_a_form_that_is_sent_without_the_permission_changes_nothing(
    town: Town, mia: MemberActor, monkeypatch: pytest.MonkeyPatch
) -> None:
    form = await facts(town, mia, "edit", which=ROOM)
    change_interactions(monkeypatch, {"member": {"permissions": "0"}})

    result = await submit(mia, form, "The room is blue.")

    assert text_of(result.response).startswith("This takes the permission Manage Server")
    assert town.library.snapshot.revision == 1


@pytest.mark.parametrize("stranger", STRANGERS)
@pytest.mark.parametrize("start", PRESSES)
async def test_what_a_stranger_presses_does_nothing(
    town: Town, mia: MemberActor, monkeypatch: pytest.MonkeyPatch, start: str, stranger: str
) -> None:
    card = await card_with(town, mia, PRESSES[start])
    [id_] = [one for one in custom_ids_of(card) if one.startswith(start)][:1]
    revision, gaps = town.library.snapshot.revision, await town.library.feedback.gaps()
    change_interactions(monkeypatch, STRANGERS[stranger])

    if options := options_of(card, id_):
        result = await mia.select(card, [next(iter(options))], custom_id=id_)
    else:
        result = await mia.click(card, custom_id=id_)

    sentence = "Only the moderator who asked" if stranger == "another moderator" else "This takes the permission"
    assert text_of(result.response).startswith(sentence)
    assert (town.library.snapshot.revision, await town.library.feedback.gaps()) == (revision, gaps)


@pytest.mark.parametrize("stranger", ["without the permission", "an administrator of another server"])
@pytest.mark.parametrize("form", ["add", "upload", "write on", "reason"])
async def test_what_a_stranger_sends_by_a_form_does_nothing(
    town: Town, mia: MemberActor, monkeypatch: pytest.MonkeyPatch, form: str, stranger: str
) -> None:
    if form == "add":
        opened = await facts(town, mia, "add", topic="rooms")
    elif form == "upload":
        opened = await facts(town, mia, "upload")
    elif form == "write on":
        opened = await mia.click(await card_with(town, mia, form), label="Write on")
    else:
        monkeypatch.setattr("knowledge.curating.rehearse", lambda *_: Rehearsal(lost=(Lost("Who?", ROOM, None),)))
        opened = await mia.click(await card_with(town, mia, "refuse"), label="Publish all the same")
    change_interactions(monkeypatch, STRANGERS[stranger])

    if form == "upload":
        result = await mia.submit_modal(opened, {str(fields_of(opened)[0]["custom_id"]): ("rooms.toml", b"x")})
    else:
        result = await submit(mia, opened, "A statement.", "A quote.", "A question?")

    assert text_of(result.response).startswith("This takes the permission")
    assert town.library.snapshot.revision == 1


async def test_a_member_with_the_role_that_the_settings_name_is_a_moderator(town: Town) -> None:
    curator = town.guild.create_role("curators")
    cara = town.guild.add_member(town.env.create_user("cara"), roles=[curator])
    moderation = ModerationSettings(guilds=(MODERATED_GUILD,), roles=(curator.id,))
    town.settings = town.settings.model_copy(update={"moderation": moderation})
    await town.restart()
    command = town.env.backend.find_command("facts", MODERATED_GUILD)
    assert command is not None
    town.guild.set_command_permissions(int(command["id"]), {cara: True, town.ann: True})

    allowed = await facts(town, cara, "stats")
    refused = await facts(town, town.ann, "stats")

    assert text_of(allowed.response) == "Nothing has been asked yet."
    assert text_of(refused.response).startswith("This takes the permission Manage Server")
    assert len(town.env.errors) == 1
