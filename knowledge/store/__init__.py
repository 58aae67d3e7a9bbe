"""Keeps the fact base in force and its history: the only place with SQL."""

from knowledge.store.aside import set_aside
from knowledge.store.opening import open_sqlite_store
from knowledge.store.protocol import Cause, Edition, FeedbackStore, Gap, Posted, Revision, Store, Tally, Vote
from knowledge.store.records import fingerprint_of

__all__ = [
    "Cause",
    "Edition",
    "FeedbackStore",
    "Gap",
    "Posted",
    "Revision",
    "Store",
    "Tally",
    "Vote",
    "fingerprint_of",
    "open_sqlite_store",
    "set_aside",
]
