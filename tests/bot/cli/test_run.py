"""`run`: what it says where it cannot start, and how it ends. Discord is played by a server on loopback."""

from __future__ import annotations

import os
import signal
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.bot.cli.conftest import Visitbot

TOKEN = "MTIzNDU2Nzg5MDEyMzQ1Njc4OTA.GaBcDe.abcdefghijklmnopqrstuvwxyz0123456789AB"  # noqa: S105 - made up
REDIRECT = 'import discord.http\ndiscord.http.Route.BASE = "http://127.0.0.1:{port}"\n'
"""Makes the program's own discord.py speak to another server, from before its first line on."""


class Discord(ThreadingHTTPServer):
    """Answers every request with one status, or with nothing until it is closed."""

    daemon_threads = True

    def __init__(self, status: int | None) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.status = status
        self.asked = threading.Event()
        self.closing = threading.Event()


class _Handler(BaseHTTPRequestHandler):
    server: Discord

    def do_GET(self) -> None:
        self.server.asked.set()
        if self.server.status is None:
            self.server.closing.wait()
            return
        self.send_response(self.server.status)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def discord_says(visitbot: Visitbot, base: Path, request: pytest.FixtureRequest) -> Iterator[Discord]:
    """Play Discord, and prepare the program to be run against it on the small base."""
    (visitbot.folder / "config.toml").write_text(f'[knowledge]\npath = "{base.as_posix()}"\n', encoding="utf-8")
    with Discord(request.param) as server:
        (visitbot.folder / "sitecustomize.py").write_text(REDIRECT.format(port=server.server_port), encoding="utf-8")
        visitbot.path = visitbot.folder
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield server
        server.closing.set()
        server.shutdown()
        thread.join()


def test_without_a_token_it_says_where_to_put_one(visitbot: Visitbot) -> None:
    done = visitbot("run")

    assert (done.code, done.out) == (1, "")
    assert done.err.startswith("There is no bot token: put it into the environment variable DISCORD_TOKEN")


def test_wrong_settings_are_named(visitbot: Visitbot) -> None:
    (visitbot.folder / "config.toml").write_text("[log]\nlevle = 1\n", encoding="utf-8")

    done = visitbot("run")

    assert done == (1, "", "config.toml: log.levle: there is no such key; did you mean log.level?\n")


@pytest.mark.parametrize("discord_says", [401], indirect=True)
def test_a_refused_token_is_said_and_not_repeated(visitbot: Visitbot, discord_says: Discord) -> None:
    done = visitbot("run", DISCORD_TOKEN=TOKEN)

    assert discord_says.asked.is_set()
    assert (done.code, done.out) == (1, "")
    assert done.err.splitlines()[-1].startswith("Discord does not accept the bot's token: ")
    assert "Traceback" not in done.err
    assert TOKEN not in done.err


@pytest.mark.parametrize("discord_says", [401], indirect=True)
def test_an_unreachable_discord_is_said(visitbot: Visitbot, discord_says: Discord) -> None:
    nowhere = REDIRECT.format(port=discord_says.server_port).replace("127.0.0.1", "nowhere.invalid")
    (visitbot.folder / "sitecustomize.py").write_text(nowhere, encoding="utf-8")

    done = visitbot("run", DISCORD_TOKEN=TOKEN)

    assert done.code == 1
    assert done.err.splitlines()[-1].startswith("Discord cannot be reached (")
    assert "Traceback" not in done.err


@pytest.mark.skipif(os.name == "nt", reason="signals as POSIX has them")
@pytest.mark.parametrize("discord_says", [None], indirect=True)
@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 0), (signal.SIGINT, 130)])
def test_it_ends_when_asked_to(visitbot: Visitbot, discord_says: Discord, number: signal.Signals, code: int) -> None:
    with visitbot.start("run", DISCORD_TOKEN=TOKEN) as process:
        assert discord_says.asked.wait(60)
        process.send_signal(number)
        out, err = process.communicate(timeout=60)

    assert (process.returncode, out) == (code, b"")
    assert b"Traceback" not in err


@pytest.mark.parametrize("discord_says", [401], indirect=True)
def test_a_damaged_database_stops_it_until_it_is_told_to_start_afresh(
    visitbot: Visitbot, discord_says: Discord
) -> None:
    database = visitbot.folder / "visitbot.sqlite3"
    database.write_bytes(b"no database" * 1000)

    refused = visitbot("run", DISCORD_TOKEN=TOKEN)
    assert refused.code == 1
    assert "The database visitbot.sqlite3 is damaged" in refused.err
    assert "visitbot run --start-afresh" in refused.err
    assert not discord_says.asked.is_set()

    visitbot("run", "--start-afresh", DISCORD_TOKEN=TOKEN)
    assert discord_says.asked.is_set()
    assert database.read_bytes().startswith(b"SQLite format 3")
    (kept,) = visitbot.folder.glob("visitbot.damaged-*.sqlite3")
    assert kept.read_bytes() == b"no database" * 1000
