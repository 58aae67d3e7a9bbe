"""What every test starts from: an environment that holds no settings of the bot, and no token."""

from __future__ import annotations

import os

import pytest


@pytest.fixture(autouse=True)
def _no_settings_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in list(os.environ):
        if name.startswith("VISITBOT_") or name == "DISCORD_TOKEN":
            monkeypatch.delenv(name)
