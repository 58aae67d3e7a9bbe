"""A fact-base folder <-> FactBase: everything that is wrong with a folder is found before any of it is used."""

from knowledge.folder.loading import load_folder, shipped_folder
from knowledge.folder.writing import to_zip, write_folder

__all__ = ["load_folder", "shipped_folder", "to_zip", "write_folder"]
