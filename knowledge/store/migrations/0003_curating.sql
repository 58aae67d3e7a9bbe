-- What a change is held against before it is published.
BEGIN IMMEDIATE;

-- The folder as it was last taken over: what it changed since, and what the store did, is told from this. Empty until
-- the next refresh of a database that was made before this table; till then the last revision from a folder counts.
CREATE TABLE taken (
    kind TEXT NOT NULL,
    id TEXT NOT NULL,
    record TEXT NOT NULL CHECK (json_valid(record)),
    PRIMARY KEY (kind, id)
) STRICT, WITHOUT ROWID;

-- Questions that must be refused, whatever facts are in force.

CREATE TABLE refusal (
    text TEXT PRIMARY KEY CHECK (text <> ''),
    language TEXT NOT NULL
) STRICT;

PRAGMA user_version = 3;

COMMIT;
