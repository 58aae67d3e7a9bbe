"""Facts, sources and questions: the front door. These are the names that `bot` may use."""

from __future__ import annotations

from knowledge.answering import Answerer, answer_with
from knowledge.browsing import Dated, Day, Person, people, timeline
from knowledge.changes import Changes
from knowledge.checking import check
from knowledge.curating import Library, Preview, Snapshot, open_library
from knowledge.drafting import NewText, with_fact, with_source_text, with_status
from knowledge.errors import (
    Fault,
    FolderError,
    KnowledgeError,
    StaleRevisionError,
    StoreDamagedError,
    StoreError,
    StoreLockedError,
    UnrehearsedError,
    UploadError,
)
from knowledge.evaluating import Score, Verdict, evaluate, tabulate
from knowledge.feedback import Feedback
from knowledge.folder import load_folder, shipped_folder, to_zip, write_folder
from knowledge.following import follow
from knowledge.gathering import GapGroup, gather
from knowledge.labels import LabelledQuestion, read_questions
from knowledge.linting import lint
from knowledge.merging import Conflict
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
    Refusal,
    Source,
    Status,
    Talk,
    Topic,
    TopicId,
    Trace,
    Unsure,
    Wording,
    status_of,
)
from knowledge.rehearsing import Rehearsal
from knowledge.store import Cause, Gap, Posted, Revision, Tally, Vote, open_sqlite_store, set_aside
from knowledge.uploading import read_upload

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
    "Conflict",
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
    "GapGroup",
    "KnowledgeError",
    "LabelledQuestion",
    "Language",
    "Library",
    "NewText",
    "NotCovered",
    "Outcome",
    "Part",
    "Person",
    "Posted",
    "Preview",
    "Refusal",
    "Rehearsal",
    "Revision",
    "Score",
    "Snapshot",
    "Source",
    "StaleRevisionError",
    "Status",
    "StoreDamagedError",
    "StoreError",
    "StoreLockedError",
    "Talk",
    "Tally",
    "Topic",
    "TopicId",
    "Trace",
    "UnrehearsedError",
    "Unsure",
    "UploadError",
    "Verdict",
    "Vote",
    "Wording",
    "answer_with",
    "check",
    "evaluate",
    "follow",
    "gather",
    "lint",
    "load_folder",
    "open_library",
    "open_sqlite_store",
    "people",
    "read_questions",
    "read_upload",
    "set_aside",
    "shipped_folder",
    "status_of",
    "tabulate",
    "timeline",
    "to_zip",
    "with_fact",
    "with_source_text",
    "with_status",
    "write_folder",
]
