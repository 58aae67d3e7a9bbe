"""Keeps the fact base in force and its history: the only place with SQL."""

from knowledge.store.aside import set_aside
from knowledge.store.backups import (
    back_up,
    backup_name,
    backups_in,
    form_of,
    made_at,
    newest_good,
    put_back,
    require_backup,
    thin_out,
)
from knowledge.store.migrating import newest_form
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
    "back_up",
    "backup_name",
    "backups_in",
    "fingerprint_of",
    "form_of",
    "made_at",
    "newest_form",
    "newest_good",
    "open_sqlite_store",
    "put_back",
    "require_backup",
    "set_aside",
    "thin_out",
]
