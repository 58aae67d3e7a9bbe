"""A moderator."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from simcord import MemberActor

    from tests.bot.conftest import Town


@pytest.fixture
def mia(town: Town) -> MemberActor:
    return town.newcomer("mia", manage_guild=True)
