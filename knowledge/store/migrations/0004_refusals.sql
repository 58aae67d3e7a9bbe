-- Questions that must be refused become part of the base: a record like the others, with its history.
BEGIN IMMEDIATE;

-- A table's CHECK cannot be changed, so the table is made anew.
CREATE TABLE change_of_any_kind (
    revision INTEGER NOT NULL REFERENCES revision (number),
    kind TEXT NOT NULL CHECK (kind IN ('outline', 'source', 'topic', 'fact', 'term', 'refusal')),
    id TEXT NOT NULL,
    before TEXT CHECK (before IS NULL OR json_valid(before)),  -- NULL where the revision added the record
    after TEXT CHECK (after IS NULL OR json_valid(after)),     -- NULL where it removed it
    PRIMARY KEY (revision, kind, id),
    CHECK (before IS NOT after)
) STRICT, WITHOUT ROWID;

INSERT INTO change_of_any_kind SELECT * FROM change;

DROP TABLE change;

ALTER TABLE change_of_any_kind RENAME TO change;

-- What is on the list already enters the base with a revision of its own. SQLite cannot take its fingerprint.
INSERT INTO revision (number, made_at, who, why, fingerprint, from_folder)
SELECT max(number) + 1, strftime('%Y-%m-%dT%H:%M:%SZ'), 'upgrade', 'The refusals become part of the facts', '', 0
FROM revision
HAVING max(number) IS NOT NULL AND EXISTS (SELECT 1 FROM refusal);

INSERT INTO change (revision, kind, id, before, after)
SELECT (SELECT max(number) FROM revision), 'refusal', text, NULL, json_object('text', text, 'language', language)
FROM refusal
WHERE EXISTS (SELECT 1 FROM revision);

DROP TABLE refusal;

CREATE TABLE refusal (
    id TEXT PRIMARY KEY CHECK (id <> ''),
    record TEXT NOT NULL CHECK (json_extract(record, '$.text') = id)
) STRICT;

INSERT INTO refusal (id, record) SELECT id, after FROM change WHERE kind = 'refusal';

PRAGMA user_version = 4;

COMMIT;
