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
    logging.getLogger("discord.client").addFilter(_is_not_about_voice)


def _is_not_about_voice(record: logging.LogRecord) -> bool:
    """Tell whether a record is worth a line: that voice needs more packages is nothing to a bot that never speaks."""
    return "voice will NOT be supported" not in record.getMessage()


def _handler() -> logging.Handler:
    if sys.stderr.isatty():
        from rich.console import Console
        from rich.logging import RichHandler

        return RichHandler(console=Console(stderr=True), show_path=False)
    handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter(PLAIN))
    return handler
