"""`try`: the page is served on loopback with the bot behind it, and ends when asked to."""

from __future__ import annotations

import json
import os
import signal
import socket
import urllib.request
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    import subprocess
    from pathlib import Path

    from tests.bot.cli.conftest import Visitbot


def address(process: subprocess.Popen[bytes]) -> str:
    """Read the address that is printed."""
    assert process.stdout is not None
    return next(line.decode().strip() for line in process.stdout if line.startswith(b"http://"))


def open_page(url: str) -> dict[str, Any]:
    """Open the page as a browser does, and give what it shows."""
    origin, _, key = url.partition("/#")
    headers = {"X-Simcord-Capability": key, "Content-Type": "application/json"}
    request = urllib.request.Request(f"{origin}/api/pages", b"{}", headers)  # noqa: S310 - loopback
    with urllib.request.urlopen(request, timeout=60) as response:  # noqa: S310
        shown: dict[str, Any] = json.load(response)
    return shown


@pytest.mark.parametrize(("arguments", "viewers"), [((), ("newcomer",)), (("--channel",), ("member", "moderator"))])
def test_the_page_opens_with_a_greeting(
    visitbot: Visitbot, base: Path, arguments: tuple[str, ...], viewers: tuple[str, ...]
) -> None:
    with visitbot.start("try", "--no-browser", "--knowledge", str(base), *arguments) as process:
        url = address(process)
        page = json.dumps(open_page(url))
        process.terminate()

    assert url.startswith("http://127.0.0.1:")
    assert "Hello! Ask me about Oakham's village library" in page
    assert all(f'"{viewer}"' in page for viewer in viewers)


@pytest.mark.skipif(os.name == "nt", reason="signals as POSIX has them")
@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 0)])
def test_it_ends_when_asked_to_and_leaves_nothing(
    visitbot: Visitbot, base: Path, number: signal.Signals, code: int
) -> None:
    with visitbot.start("try", "--no-browser", "--knowledge", str(base)) as process:
        address(process)
        process.send_signal(number)
        _, err = process.communicate(timeout=60)

    assert (process.returncode, err) == (code, b"")
    assert list(visitbot.folder.iterdir()) == []


def test_a_port_that_is_taken_is_said(visitbot: Visitbot, base: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = visitbot("try", "--no-browser", "--knowledge", str(base), "--port", str(port))

    assert done == (1, "", f"The page cannot be served: preview could not bind port {port}.\n")


def test_without_simcord_it_says_how_to_install_it(visitbot: Visitbot, tmp_path: Path) -> None:
    (tmp_path / "without").mkdir()
    (tmp_path / "without" / "simcord.py").write_text("raise ModuleNotFoundError(name=__name__)\n", encoding="utf-8")
    visitbot.path = tmp_path / "without"

    done = visitbot("try", "--no-browser")

    assert (done.code, done.out) == (1, "")
    assert done.err.endswith("In the bot's own folder: pip install '.[try]'\n")


def test_facts_with_faults_are_refused_before_a_page_opens(visitbot: Visitbot, base: Path) -> None:
    (base / "base.toml").unlink()

    done = visitbot("try", "--no-browser", "--knowledge", str(base))

    assert (done.code, done.out) == (1, "")
    assert "base.toml" in done.err
    assert "Traceback" not in done.err
