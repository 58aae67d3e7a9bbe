"""How a long-running verb is asked to stop: Ctrl-C in a terminal, SIGTERM from a supervisor."""

from __future__ import annotations

import asyncio
import contextlib
import signal
import threading
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine

Result = TypeVar("Result")

EXIT_CODES = {signal.SIGINT: 130, signal.SIGTERM: 0}
"""Interrupted, or ended as asked."""


def stop_signal() -> asyncio.Future[int]:
    """Promise the exit code with which the process is asked to end; call it inside the running loop.

    From then on, no thread that is still at work keeps the process from ending. Where a loop takes no signal handlers
    (Windows), Ctrl-C cancels the main task instead.
    """
    loop = asyncio.get_running_loop()
    loop.set_default_executor(_LeavingExecutor())
    asked: asyncio.Future[int] = loop.create_future()

    def ask(code: int) -> None:
        if not asked.done():
            asked.set_result(code)

    for number, code in EXIT_CODES.items():
        with contextlib.suppress(NotImplementedError):
            loop.add_signal_handler(number, ask, code)
    return asked


async def unless_stopped(stop: asyncio.Future[int], work: Coroutine[Any, Any, Result]) -> Result | None:
    """Do some work to its end; `None` where it was broken off because the process is to stop."""
    task = asyncio.create_task(work)
    await asyncio.wait((task, stop), return_when=asyncio.FIRST_COMPLETED)
    if task.done():
        return task.result()
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    return None


class _LeavingExecutor(ThreadPoolExecutor):
    """Does each piece of work in a thread of its own, which nobody waits for when the program ends."""

    def submit(self, call: Callable[..., Any], /, *args: object, **kwargs: object) -> Future[Any]:
        """Start the work at once."""
        future = Future[Any]()
        threading.Thread(target=_work, args=(future, partial(call, *args, **kwargs)), daemon=True).start()
        return future


def _work(future: Future[Any], call: Callable[[], Any]) -> None:
    if future.set_running_or_notify_cancel():
        try:
            future.set_result(call())
        except BaseException as error:  # noqa: BLE001 - whoever waits for the work gets it
            future.set_exception(error)
