"""Facts, sources and questions: the front door. These are the names that `bot` may use."""

from __future__ import annotations

from knowledge.answering import Answerer, answer_with
from knowledge.browsing import Dated, Day, Person, people, timeline
from knowledge.changes import Changes
from knowledge.checking import check
from knowledge.curating import Library, Preview, Snapshot, open_library
from knowledge.errors import (
    Fault,
    FolderError,
    KnowledgeError,
    StaleRevisionError,
    StoreDamagedError,
    StoreError,
    StoreLockedError,
)
from knowledge.evaluating import Score, Verdict, evaluate, tabulate
from knowledge.feedback import Feedback
from knowledge.folder import load_folder, shipped_folder
from knowledge.following import follow
from knowledge.labels import LabelledQuestion, read_questions
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
    Topic,
    Trace,
    Unsure,
    status_of,
)
from knowledge.store import Cause, Gap, Posted, Tally, Vote, open_sqlite_store, set_aside

__all__ = [
    "Answer",
    "Answered",
    "Answerer",
    "Candidate",
    "Cause",
    "Changes",
    "Chat",
    "Check",
    "Choice",
    "Citation",
    "Corrected",
    "Dated",
    "Day",
    "Fact",
    "FactBase",
    "FactId",
    "Fault",
    "Feedback",
    "FolderError",
    "Gap",
    "KnowledgeError",
    "LabelledQuestion",
    "Language",
    "Library",
    "NotCovered",
    "Outcome",
    "Part",
    "Person",
    "Posted",
    "Preview",
    "Score",
    "Snapshot",
    "Source",
    "StaleRevisionError",
    "StoreDamagedError",
    "StoreError",
    "StoreLockedError",
    "Talk",
    "Tally",
    "Topic",
    "Trace",
    "Unsure",
    "Verdict",
    "Vote",
    "answer_with",
    "check",
    "evaluate",
    "follow",
    "load_folder",
    "open_library",
    "open_sqlite_store",
    "people",
    "read_questions",
    "set_aside",
    "shipped_folder",
    "status_of",
    "tabulate",
    "timeline",
]
