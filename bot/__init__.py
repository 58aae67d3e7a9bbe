"""The Discord half: commands, cards and buttons around the fact base that `knowledge` answers from."""

__version__ = "0.2.0"
