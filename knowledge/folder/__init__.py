"""A fact-base folder -> FactBase: everything that is wrong with the folder is found before any of it is used."""

from knowledge.folder.loading import load_folder, shipped_folder

__all__ = ["load_folder", "shipped_folder"]
