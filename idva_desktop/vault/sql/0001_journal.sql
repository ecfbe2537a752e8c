-- The journal, the keys of its scopes, and the fixed projections.
-- The projections of records are generated from their declarations; see vault/projections.py.

CREATE TABLE devices (
    number INTEGER PRIMARY KEY,
    device BLOB NOT NULL UNIQUE,
    n INTEGER NOT NULL,
    digest BLOB NOT NULL
) STRICT;

CREATE TABLE scopes (
    number INTEGER PRIMARY KEY,
    owner TEXT NOT NULL UNIQUE,
    scope TEXT NOT NULL,
    box BLOB NOT NULL UNIQUE,
    epoch INTEGER NOT NULL,
    key BLOB NOT NULL
) STRICT;

CREATE TABLE envelopes (
    seq INTEGER PRIMARY KEY,
    device INTEGER NOT NULL REFERENCES devices (number),
    n INTEGER NOT NULL,
    scope INTEGER NOT NULL REFERENCES scopes (number),
    body BLOB NOT NULL,
    UNIQUE (device, n)
) STRICT;

CREATE INDEX envelopes_of_scope ON envelopes (scope, seq);

CREATE TRIGGER envelopes_are_never_altered BEFORE UPDATE ON envelopes
BEGIN
    SELECT RAISE (ABORT, 'the journal is only appended to');
END;

CREATE TRIGGER envelopes_are_never_removed BEFORE DELETE ON envelopes
BEGIN
    SELECT RAISE (ABORT, 'the journal is only appended to');
END;

-- Acts that say something about a record without changing it, such as a reading.
CREATE TABLE notices (
    seq INTEGER PRIMARY KEY REFERENCES envelopes (seq),
    about TEXT NOT NULL
) STRICT;

CREATE INDEX notices_about ON notices (about, seq);

CREATE TABLE members (
    member BLOB PRIMARY KEY,
    name TEXT NOT NULL UNIQUE COLLATE NOCASE,
    roles TEXT NOT NULL,
    public_key BLOB NOT NULL,
    heads BLOB NOT NULL
) STRICT, WITHOUT ROWID;

-- Keys of the vault itself, sealed under the key of a scope.
CREATE TABLE sealed (
    name TEXT PRIMARY KEY,
    scope INTEGER NOT NULL REFERENCES scopes (number),
    content BLOB NOT NULL
) STRICT, WITHOUT ROWID;

-- One row a form; overwritten while the person types and deleted on save.
CREATE TABLE drafts (
    draft TEXT NOT NULL,
    member BLOB NOT NULL,
    form TEXT NOT NULL,
    answers BLOB NOT NULL,
    cursor TEXT NOT NULL,
    saved_at TEXT NOT NULL,
    PRIMARY KEY (member, draft)
) STRICT, WITHOUT ROWID;

-- What each generated projection looks like, so that a changed declaration is noticed.
CREATE TABLE projections (
    kind TEXT PRIMARY KEY,
    declared TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Kinds and questions that an act named and no declaration knew; they wait for a rebuild.
CREATE TABLE unseen (
    kind TEXT NOT NULL,
    question TEXT NOT NULL,
    PRIMARY KEY (kind, question)
) STRICT, WITHOUT ROWID;

-- Names and references only.
CREATE TABLE search_entries (
    number INTEGER PRIMARY KEY,
    record_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    owner TEXT NOT NULL,
    words TEXT NOT NULL,
    UNIQUE (record_id, kind)
) STRICT;

CREATE VIRTUAL TABLE search_index USING fts5 (
    words, content = 'search_entries', content_rowid = 'number', tokenize = 'trigram'
);

CREATE TRIGGER search_entry_added AFTER INSERT ON search_entries
BEGIN
    INSERT INTO search_index (rowid, words) VALUES (new.number, new.words);
END;

CREATE TRIGGER search_entry_removed AFTER DELETE ON search_entries
BEGIN
    INSERT INTO search_index (search_index, rowid, words)
    VALUES ('delete', old.number, old.words);
END;
