"""Where `python -m bot` and `visitbot` start."""

from __future__ import annotations

from bot.cli.app import app


def main() -> None:
    """Run the verb that the arguments name, and leave with its exit code."""
    app(prog_name="visitbot")


if __name__ == "__main__":
    main()
