"""How a long-running verb is asked to stop: Ctrl-C in a terminal, SIGTERM from a supervisor."""

from __future__ import annotations

import asyncio
import contextlib
import signal

EXIT_CODES = {signal.SIGINT: 130, signal.SIGTERM: 0}
"""Interrupted, or ended as asked."""


def stop_signal() -> asyncio.Future[int]:
    """Promise the exit code with which the process is asked to end; call it inside the running loop.

    Where a loop takes no signal handlers (Windows), Ctrl-C cancels the main task instead.
    """
    loop = asyncio.get_running_loop()
    asked: asyncio.Future[int] = loop.create_future()

    def ask(code: int) -> None:
        if not asked.done():
            asked.set_result(code)

    for number, code in EXIT_CODES.items():
        with contextlib.suppress(NotImplementedError):
            loop.add_signal_handler(number, ask, code)
    return asked
