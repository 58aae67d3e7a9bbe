"""Facts, sources and questions: the front door. These are the names that `bot` may use."""

from __future__ import annotations

from knowledge.answering import Answerer
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

__all__ = [
    "Answer",
    "Answered",
    "Answerer",
    "Candidate",
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
    "NotCovered",
    "Outcome",
    "Part",
    "Source",
    "StaleRevisionError",
    "StoreDamagedError",
    "StoreError",
    "Talk",
    "Trace",
    "Unsure",
    "load_folder",
    "shipped_folder",
]
