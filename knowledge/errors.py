"""What can go wrong with facts, sources and their store.

KnowledgeError
├── FolderError          a fact-base folder was refused; carries every fault found in it
├── UploadError          a file that cannot be taken as facts, whatever is in it
├── UnrehearsedError     a change would break what is answered now, and nobody said that it shall
└── StoreError           the database cannot be used; names its file and the remedy
    ├── StoreDamagedError      the file is not a sound database
    ├── StoreTooNewError       a later program wrote it
    ├── StoreLockedError       another process holds it
    ├── StoreUnwritableError   it is read-only, or the disk is full
    └── StaleRevisionError     the base moved on since a change was previewed
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


class KnowledgeError(Exception):
    """Something a user can mend; its text is one clear sentence, or one a fault."""


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One thing wrong in a fact-base folder, with what would be right."""

    file: str
    """Path inside the folder, with forward slashes."""
    place: str
    """The fact, source or term at fault, such as `fact "metro-ride"`; empty where it is the whole file."""
    problem: str
    remedy: str

    def __str__(self) -> str:
        """Say where, what and what would be right, in one line."""
        place = f"{self.place}: " if self.place else ""
        return f"{self.file}: {place}{self.problem}; {self.remedy}"


class FolderError(KnowledgeError):
    """A folder that is not a sound fact base; `faults` holds all that is wrong with it."""

    def __init__(self, folder: Path, faults: Sequence[Fault]) -> None:
        self.folder = folder
        self.faults = tuple(sorted(faults))
        super().__init__("\n".join(str(fault) for fault in self.faults))


class UploadError(KnowledgeError):
    """A file that cannot be taken as facts."""


class UnrehearsedError(KnowledgeError):
    """A change would break what is answered now, and nobody gave a reason for making it all the same."""


class StoreError(KnowledgeError):
    """The database cannot be used as it is; says which file and what to do."""

    def __init__(self, file: Path, message: str) -> None:
        self.file = file
        super().__init__(message)


class StoreDamagedError(StoreError):
    """The file is not a sound database."""


class StoreTooNewError(StoreError):
    """The file was written by a later version of the program."""


class StoreLockedError(StoreError):
    """Another process holds the database."""


class StoreUnwritableError(StoreError):
    """The file or its folder is read-only, or the disk is full."""


class StaleRevisionError(StoreError):
    """The base in force is no longer the one a change was made against."""
