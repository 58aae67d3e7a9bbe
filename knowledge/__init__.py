"""Facts, sources and questions: the front door. These are the names that `bot` may use."""

from __future__ import annotations

from knowledge.answering import Answerer
from knowledge.changes import Changes
from knowledge.curating import Library, Preview, Snapshot, open_library
from knowledge.errors import (
    Fault,
    FolderError,
    KnowledgeError,
    StaleRevisionError,
    StoreDamagedError,
    StoreError,
)
from knowledge.folder import load_folder, shipped_folder
from knowledge.model import (
    Answer,
    Answered,
    Candidate,
    Chat,
    Check,
    Choice,
    Citation,
    Corrected,
    Fact,
    FactBase,
    FactId,
    Language,
    NotCovered,
    Outcome,
    Part,
    Source,
    Talk,
    Trace,
    Unsure,
)
from knowledge.store import open_sqlite_store, set_aside

__all__ = [
    "Answer",
    "Answered",
    "Answerer",
    "Candidate",
    "Changes",
    "Chat",
    "Check",
    "Choice",
    "Citation",
    "Corrected",
    "Fact",
    "FactBase",
    "FactId",
    "Fault",
    "FolderError",
    "KnowledgeError",
    "Language",
    "Library",
    "NotCovered",
    "Outcome",
    "Part",
    "Preview",
    "Snapshot",
    "Source",
    "StaleRevisionError",
    "StoreDamagedError",
    "StoreError",
    "Talk",
    "Trace",
    "Unsure",
    "load_folder",
    "open_library",
    "open_sqlite_store",
    "set_aside",
    "shipped_folder",
]
