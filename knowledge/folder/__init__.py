"""A fact-base folder <-> FactBase: everything that is wrong with a folder is found before any of it is used."""

from knowledge.folder.loading import load_folder, read_fact_table, shipped_folder
from knowledge.folder.writing import as_table, to_zip, write_folder

__all__ = ["as_table", "load_folder", "read_fact_table", "shipped_folder", "to_zip", "write_folder"]
