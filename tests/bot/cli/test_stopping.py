"""How the long-running verbs end, with work still going on."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys

import pytest

from bot.cli.stopping import stop_signal, unless_stopped

STOPPED_AT_WORK = """
import asyncio, os, signal, time
from bot.cli.stopping import stop_signal, unless_stopped

async def main():
    stop = stop_signal()
    asyncio.get_running_loop().call_later(0.2, os.kill, os.getpid(), signal.SIGTERM)
    done = await unless_stopped(stop, asyncio.to_thread(time.sleep, 3600))
    return done, stop.result()

print(asyncio.run(main()))
"""


async def test_work_comes_to_its_end_where_nobody_stops_it() -> None:
    stop = stop_signal()

    assert await unless_stopped(stop, asyncio.to_thread(sum, [1, 2], start=3)) == 6
    with pytest.raises(ZeroDivisionError):
        await unless_stopped(stop, asyncio.to_thread(divmod, 1, 0))


async def test_work_that_is_stopped_is_cleared_up() -> None:
    stop = asyncio.get_running_loop().create_future()
    cleared = []

    async def work() -> int:
        try:
            stop.set_result(130)
            await asyncio.Event().wait()
        finally:
            cleared.append(True)
        return 1

    assert await unless_stopped(stop, work()) is None
    assert cleared == [True]


@pytest.mark.skipif(os.name == "nt", reason="signals as POSIX has them")
def test_a_thread_at_work_keeps_nobody_from_leaving() -> None:
    done = subprocess.run([sys.executable, "-c", STOPPED_AT_WORK], capture_output=True, timeout=60, check=False)

    assert (done.returncode, done.stdout, done.stderr) == (0, b"(None, 0)\n", b"")
