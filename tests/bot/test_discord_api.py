from __future__ import annotations

import pytest
from simcord import HttpLogEntry

from tests.bot.discord_api import WITHOUT_IT, ApiDescription, api_description

pytestmark = pytest.mark.skipif(api_description() is None, reason=WITHOUT_IT)


@pytest.fixture
def description() -> ApiDescription:
    description = api_description()
    assert description is not None
    return description


def fault_of(description: ApiDescription, method: str, path: str, body: object) -> list[str]:
    return description.faults([HttpLogEntry(method, path, {}, body, None)])


def test_a_sound_message_is_let_through(description: ApiDescription) -> None:
    assert fault_of(description, "POST", "/channels/1/messages", {"content": "hello"}) == []


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("PUT", "/applications/1/commands", [{"name": "ask", "description": "x" * 101}]),
        ("POST", "/channels/1/messages", {"components": [{"type": 10, "content": ""}]}),
        ("POST", "/channels/1/messages", {"components": [{"type": 17, "components": []}]}),
        (
            "POST",
            "/interactions/1/token/callback",
            {"type": 8, "data": {"choices": [{"name": "x" * 101, "value": "x"}]}},
        ),
    ],
)
def test_a_body_that_discord_would_refuse_is_found(
    description: ApiDescription, method: str, path: str, body: object
) -> None:
    [fault] = fault_of(description, method, path, body)

    assert fault.startswith(f"{method} {path}: $")
