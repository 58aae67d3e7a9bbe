-- What questions teach, with nothing that tells who asked: counts, the texts that found no answer, votes on answers,
-- and where answers stand in public.
BEGIN IMMEDIATE;

-- How often questions came to an outcome, by day and by the fact that was shown ('' where none was).
CREATE TABLE tally (
    day TEXT NOT NULL CHECK (day = date(day)),
    outcome TEXT NOT NULL,
    fact TEXT NOT NULL,
    times INTEGER NOT NULL CHECK (times > 0),
    PRIMARY KEY (day, outcome, fact)
) STRICT, WITHOUT ROWID;

CREATE TABLE gap (
    text TEXT NOT NULL CHECK (text <> ''),
    cause TEXT NOT NULL CHECK (cause IN ('not_covered', 'unsure', 'unhelpful')),
    language TEXT NOT NULL,
    times INTEGER NOT NULL CHECK (times > 0),
    last_day TEXT NOT NULL CHECK (last_day = date(last_day)),  -- when it was last asked: what it expires by
    PRIMARY KEY (text, cause)
) STRICT, WITHOUT ROWID;

CREATE INDEX gap_by_day ON gap (last_day);

-- One vote a member and message. A claim is a fingerprint under this database's own key: it lets members take their
-- votes back, and names nobody.
CREATE TABLE vote (
    claim TEXT NOT NULL,
    message INTEGER NOT NULL,
    fact TEXT NOT NULL,
    is_helpful INTEGER NOT NULL CHECK (is_helpful IN (0, 1)),
    reason TEXT NOT NULL,  -- '' where none was given
    day TEXT NOT NULL CHECK (day = date(day)),
    PRIMARY KEY (claim, message)
) STRICT, WITHOUT ROWID;

CREATE INDEX vote_by_day ON vote (day);

CREATE TABLE claim_key (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    key BLOB NOT NULL
) STRICT;

INSERT INTO claim_key (id, key) VALUES (1, randomblob(32));

-- Public answers, so that they can be marked when a fact of theirs is withdrawn.
CREATE TABLE posted (
    message INTEGER NOT NULL,
    fact TEXT NOT NULL,
    channel INTEGER NOT NULL,
    day TEXT NOT NULL CHECK (day = date(day)),
    PRIMARY KEY (message, fact)
) STRICT, WITHOUT ROWID;

CREATE INDEX posted_by_fact ON posted (fact);

CREATE INDEX posted_by_day ON posted (day);

PRAGMA user_version = 2;

COMMIT;
