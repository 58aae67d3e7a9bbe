"""A fact-base folder <-> FactBase: everything that is wrong with a folder is found before any of it is used."""

from knowledge.folder.files import parse_toml, refuse_deep_keys
from knowledge.folder.loading import load_folder, read_fact_table, shipped_folder
from knowledge.folder.writing import as_table, to_zip, topic_files, write_folder

__all__ = [
    "as_table",
    "load_folder",
    "parse_toml",
    "read_fact_table",
    "refuse_deep_keys",
    "shipped_folder",
    "to_zip",
    "topic_files",
    "write_folder",
]
