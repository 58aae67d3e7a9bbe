"""Where `python -m bot` and `visitbot` start."""

from __future__ import annotations

from bot.cli.app import app
from bot.cli.terminal import prepare_streams


def main() -> None:
    """Run the verb that the arguments name, and leave with its exit code."""
    prepare_streams()
    app(prog_name="visitbot")


if __name__ == "__main__":
    main()
