"""Where the log goes: to the error stream, dressed on a terminal and plain elsewhere."""

from __future__ import annotations

import logging
import sys

PLAIN = "%(asctime)s %(levelname)s %(name)s: %(message)s"


def set_up_logging(level: str) -> None:
    """Log from `level` on. discord.py's own debug lines are left out: they hold messages and their authors."""
    logging.basicConfig(level=level.upper(), handlers=[_handler()], force=True)
    if level == "debug":
        logging.getLogger("discord").setLevel(logging.INFO)
    logging.getLogger("discord.client").addFilter(_for_people)


def _for_people(record: logging.LogRecord) -> bool:
    """Leave out that voice needs more packages, and say in a line that a connection was lost: both are no defects."""
    if record.exc_info and "reconnect" in record.getMessage():
        record.msg, record.args = f"{record.getMessage()}: {record.exc_info[1]}", ()
        record.levelno, record.levelname, record.exc_info = logging.WARNING, "WARNING", None
    return "voice will NOT be supported" not in record.getMessage()


def _handler() -> logging.Handler:
    if sys.stderr.isatty():
        from rich.console import Console
        from rich.logging import RichHandler

        return RichHandler(console=Console(stderr=True), show_path=False)
    handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter(PLAIN))
    return handler
