-- The fact base in force, and every change that led to it.
--
-- A record is kept as JSON: its form is that of knowledge/model.py, and what SQL must see of it is drawn out in generated
-- columns. What a record leaves out has the default that the model gives it.
BEGIN IMMEDIATE;

PRAGMA application_id = 0x76627374;  -- "vbst": tells this database from another program's

CREATE TABLE revision (
    number INTEGER PRIMARY KEY CHECK (number > 0),
    made_at TEXT NOT NULL CHECK (made_at = strftime('%Y-%m-%dT%H:%M:%SZ', made_at)),
    who TEXT NOT NULL CHECK (who <> ''),
    why TEXT NOT NULL,
    fingerprint TEXT NOT NULL,  -- of all records in force: shows damage that SQLite cannot see
    from_folder INTEGER NOT NULL CHECK (from_folder IN (0, 1))  -- 1: the base is as a folder held it
) STRICT;

-- What the base says of itself, and the order in which it holds its parts: one row.
CREATE TABLE outline (
    id TEXT PRIMARY KEY CHECK (id = 'outline'),
    record TEXT NOT NULL CHECK (json_valid(record))
) STRICT;

CREATE TABLE source (
    id TEXT PRIMARY KEY,
    record TEXT NOT NULL CHECK (json_extract(record, '$.id') = id)
) STRICT;

CREATE TABLE topic (
    id TEXT PRIMARY KEY,
    record TEXT NOT NULL CHECK (json_extract(record, '$.id') = id)
) STRICT;

CREATE TABLE fact (
    id TEXT PRIMARY KEY,
    record TEXT NOT NULL CHECK (json_extract(record, '$.id') = id),
    source TEXT NOT NULL GENERATED ALWAYS AS (json_extract(record, '$.source')) STORED REFERENCES source (id),
    topic TEXT NOT NULL GENERATED ALWAYS AS (json_extract(record, '$.topic')) STORED REFERENCES topic (id)
) STRICT;

CREATE INDEX fact_by_source ON fact (source);

CREATE INDEX fact_by_topic ON fact (topic);

-- The vocabulary. Two terms may share a name; the id tells them apart.
CREATE TABLE term (
    id TEXT PRIMARY KEY,
    record TEXT NOT NULL CHECK (json_valid(record))
) STRICT;

CREATE TABLE change (
    revision INTEGER NOT NULL REFERENCES revision (number),
    kind TEXT NOT NULL CHECK (kind IN ('outline', 'source', 'topic', 'fact', 'term')),
    id TEXT NOT NULL,
    before TEXT CHECK (before IS NULL OR json_valid(before)),  -- NULL where the revision added the record
    after TEXT CHECK (after IS NULL OR json_valid(after)),     -- NULL where it removed it
    PRIMARY KEY (revision, kind, id),
    CHECK (before IS NOT after)
) STRICT, WITHOUT ROWID;

PRAGMA user_version = 1;

COMMIT;
