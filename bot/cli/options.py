"""The options that several verbs take, and what they stand for."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.terminal import err, fail
from knowledge import Answerer, load_folder, shipped_folder

if TYPE_CHECKING:
    from bot.config import Settings
    from knowledge import FactBase

SETTINGS = Path("config.toml")

# Whether a path can be read is found out, and said, by whoever reads it: exit code 1, not wrong usage.
KnowledgeOption = Annotated[
    Path | None,
    typer.Option(
        "--knowledge",
        metavar="DIR",
        readable=False,
        help="Take the facts from this folder (default: that of the settings, else the shipped one).",
    ),
]
ConfigOption = Annotated[
    Path | None,
    typer.Option(
        "--config",
        metavar="FILE",
        readable=False,
        help="Take the settings from this file (default: ./config.toml, if there).",
    ),
]
FolderConfigOption = Annotated[
    Path | None,
    typer.Option(
        "--config",
        metavar="FILE",
        readable=False,
        help="Where no DIR is named, take the folder from this settings file (default: ./config.toml, if there).",
    ),
]


def read_settings(config: Path | None) -> Settings:
    """Load the settings, or say what is wrong with them and leave."""
    from bot.config import ConfigError, load_settings

    try:
        return load_settings(config)
    except ConfigError as error:
        fail(str(error))


def load_base(knowledge: Path | None, config: Path | None) -> FactBase:
    """Load a fact base straight from its folder: no database, no token, no Discord."""
    has_settings = config is not None or SETTINGS.exists()
    folder = knowledge or (read_settings(config).knowledge.path if has_settings else shipped_folder())
    with err().status(f"Reading {folder} …"):
        return load_folder(folder)


def load_answerer(knowledge: Path | None, config: Path | None) -> Answerer:
    """Make an answerer straight from a folder."""
    base = load_base(knowledge, config)
    with err().status("Learning the questions …"):
        return Answerer(base)
