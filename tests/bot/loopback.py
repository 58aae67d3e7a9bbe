"""A Discord on loopback that speaks just enough for the real connection: sign in, resume, a message and its reply."""

from __future__ import annotations

import asyncio
import json
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

import discord
from aiohttp import WSMsgType, web
from discord.gateway import DiscordWebSocket
from yarl import URL

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable, Mapping

    import pytest

DISPATCH, IDENTIFY, RESUME, INVALID_SESSION, HELLO = 0, 2, 6, 9, 10
USER = {"id": "1", "username": "visitbot", "discriminator": "0", "avatar": None, "bot": True}
ANN = {"id": "2", "username": "ann", "discriminator": "0", "avatar": None}
DM = "3"

Payload = dict[str, Any]


class Loopback:
    """What the bot said on its connection, and the means to answer, to break it off and to refuse."""

    def __init__(self) -> None:
        self.signed_in: asyncio.Queue[Payload] = asyncio.Queue()
        """What each connection began with: IDENTIFY or RESUME."""
        self.posted: asyncio.Queue[Payload] = asyncio.Queue()
        """Messages that the bot sent and that were taken."""
        self.refusals: list[tuple[int, Payload]] = []
        """Statuses and bodies that the next messages are refused with, in turn."""
        self.accepts_resume = True
        self._socket: web.WebSocketResponse | None = None
        self._transport: asyncio.BaseTransport | None = None
        self._sequence = 0
        self._sessions = 0
        self.url = URL()

    async def say(self, text: str) -> None:
        """Let Ann write to the bot in a direct message."""
        message = {
            "id": str(100 + self._sequence),
            "channel_id": DM,
            "author": ANN,
            "content": text,
            "timestamp": "2026-01-17T12:00:00+00:00",
            "edited_timestamp": None,
            "type": 0,
        }
        blank = {"tts": False, "mention_everyone": False, "pinned": False}
        lists: Mapping[str, list[object]] = {key: [] for key in ("mentions", "mention_roles", "attachments", "embeds")}
        await self._dispatch("MESSAGE_CREATE", {**message, **blank, **lists})

    def drop(self) -> None:
        """Break the connection off, without a word."""
        assert isinstance(self._transport, asyncio.Transport)
        self._transport.abort()

    async def gateway(self, request: web.Request) -> web.WebSocketResponse:
        """Greet, take the sign-in, and stay."""
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        self._socket, self._transport = socket, request.transport
        await socket.send_json({"op": HELLO, "d": {"heartbeat_interval": 45_000}, "s": None, "t": None})
        async for frame in socket:
            if frame.type is WSMsgType.TEXT:
                await self._take(frame.json())
        return socket

    async def _take(self, payload: Payload) -> None:
        if payload["op"] == RESUME and self.accepts_resume:
            await self._dispatch("RESUMED", {})
        elif payload["op"] == RESUME:
            assert self._socket is not None
            await self._socket.send_json({"op": INVALID_SESSION, "d": False, "s": None, "t": None})
        elif payload["op"] == IDENTIFY:
            await self._dispatch("READY", self._ready())
        if payload["op"] in {IDENTIFY, RESUME}:
            self.signed_in.put_nowait(payload)

    def _ready(self) -> Payload:
        self._sessions += 1
        session = {"session_id": f"session-{self._sessions}", "resume_gateway_url": str(self.url.with_scheme("ws"))}
        return {"v": 10, "user": USER, "guilds": [], "application": {"id": "1", "flags": 0}, **session}

    async def _dispatch(self, event: str, data: Payload) -> None:
        assert self._socket is not None
        self._sequence += 1
        await self._socket.send_json({"op": DISPATCH, "s": self._sequence, "t": event, "d": data})

    async def post(self, request: web.Request) -> web.Response:
        """Take a message, or refuse it."""
        body = await request.json()
        if self.refusals:
            status, refusal = self.refusals.pop(0)
            return _json(refusal, status)
        self.posted.put_nowait(body)
        lists: Payload = {key: [] for key in ("mentions", "mention_roles", "attachments", "embeds")}
        blank = {"content": "", "timestamp": "2026-01-17T12:00:00+00:00", "edited_timestamp": None, "type": 0}
        flags = {"tts": False, "mention_everyone": False, "pinned": False, "flags": body.get("flags", 0)}
        return _json({"id": "900", "channel_id": DM, "author": USER, **blank, **flags, **lists})


def _always(data: object) -> Callable[[web.Request], Awaitable[web.Response]]:
    async def answer(_: web.Request) -> web.Response:
        return _json(data)

    return answer


def _json(data: object, status: int = 200) -> web.Response:
    # discord.py reads JSON only where this is the whole type, and takes a 429 without Via for a ban.
    headers = {"Content-Type": "application/json", "Via": "1.1 loopback"}
    return web.Response(body=json.dumps(data), status=status, headers=headers)


@asynccontextmanager
async def loopback(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Loopback]:
    """Serve it, and lead discord.py there in place of Discord."""
    here = Loopback()
    application = {"id": "1", "name": "visitbot", "description": "", "bot_public": True, "verify_key": "0"}
    application |= {"bot_require_code_grant": False, "icon": None, "flags": 0, "owner": USER, "team": None}

    app = web.Application()
    app.router.add_get("/users/@me", _always(USER))
    app.router.add_get("/oauth2/applications/@me", _always(application))
    app.router.add_get("/applications/1/commands", _always([]))
    app.router.add_put("/applications/1/commands", _always([]))
    app.router.add_post(f"/channels/{DM}/messages", here.post)
    app.router.add_get("/", here.gateway)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    [address] = runner.addresses
    here.url = URL(f"http://127.0.0.1:{address[1]}/")
    monkeypatch.setattr(discord.http.Route, "BASE", str(here.url).rstrip("/"))
    monkeypatch.setattr(DiscordWebSocket, "DEFAULT_GATEWAY", here.url.with_scheme("ws"))
    try:
        yield here
    finally:
        await runner.cleanup()
