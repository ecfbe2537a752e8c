CREATE TABLE attachment_parts (
    attachment TEXT NOT NULL,
    part INTEGER NOT NULL,
    owner TEXT NOT NULL,
    content BLOB NOT NULL,
    PRIMARY KEY (attachment, part)
) STRICT;

CREATE TABLE conflicts (
    owner TEXT NOT NULL,
    kind TEXT NOT NULL,
    record_id TEXT NOT NULL,
    question TEXT NOT NULL,
    PRIMARY KEY (owner, kind, record_id, question)
) STRICT, WITHOUT ROWID;

CREATE TABLE devices (
    number INTEGER PRIMARY KEY,
    device BLOB NOT NULL UNIQUE,
    n INTEGER NOT NULL,
    digest BLOB NOT NULL
) STRICT;

CREATE TABLE drafts (
    draft TEXT NOT NULL,
    member BLOB NOT NULL,
    form TEXT NOT NULL,
    answers BLOB NOT NULL,
    cursor TEXT NOT NULL,
    saved_at TEXT NOT NULL,
    PRIMARY KEY (member, draft)
) STRICT, WITHOUT ROWID;

CREATE TABLE envelopes (
    seq INTEGER PRIMARY KEY,
    device INTEGER NOT NULL REFERENCES devices (number),
    n INTEGER NOT NULL,
    scope INTEGER NOT NULL REFERENCES scopes (number),
    body BLOB NOT NULL,
    UNIQUE (device, n)
) STRICT;

CREATE TABLE erased_later (
    box BLOB PRIMARY KEY,
    epoch INTEGER NOT NULL,
    body BLOB NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE erasing (
    box BLOB PRIMARY KEY,
    epoch INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE members (
    member BLOB PRIMARY KEY,
    name TEXT NOT NULL UNIQUE COLLATE NOCASE,
    roles TEXT NOT NULL,
    public_key BLOB NOT NULL,
    heads BLOB NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE notices (
    seq INTEGER PRIMARY KEY REFERENCES envelopes (seq),
    about TEXT NOT NULL
) STRICT;

CREATE TABLE projections (
    kind TEXT PRIMARY KEY,
    declared TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE scopes (
    number INTEGER PRIMARY KEY,
    owner TEXT NOT NULL UNIQUE,
    scope TEXT NOT NULL,
    box BLOB NOT NULL UNIQUE,
    epoch INTEGER NOT NULL,
    key BLOB NOT NULL
) STRICT;

CREATE TABLE sealed (
    name TEXT PRIMARY KEY,
    scope INTEGER NOT NULL REFERENCES scopes (number),
    content BLOB NOT NULL
) STRICT, WITHOUT ROWID;

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

CREATE TABLE searched (
    kind TEXT PRIMARY KEY,
    declared TEXT NOT NULL
) STRICT, WITHOUT ROWID
;

CREATE TABLE unseen (
    kind TEXT NOT NULL,
    question TEXT NOT NULL,
    PRIMARY KEY (kind, question)
) STRICT, WITHOUT ROWID;

CREATE TABLE word_entries (
    number INTEGER PRIMARY KEY,
    record_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    owner TEXT NOT NULL,
    digest BLOB NOT NULL,
    UNIQUE (record_id, kind)
) STRICT;

CREATE VIRTUAL TABLE word_index USING fts5 (
    words, content = '', contentless_delete = 1, prefix = '2 3',
    tokenize = "unicode61 remove_diacritics 2 categories 'L* N* M* P* S* C*'"
);

CREATE INDEX attachment_parts_of_scope ON attachment_parts (owner);

CREATE TRIGGER envelopes_are_never_altered BEFORE UPDATE ON envelopes
BEGIN
    SELECT RAISE (ABORT, 'the journal is only appended to');
END;

CREATE TRIGGER envelopes_are_never_removed BEFORE DELETE ON envelopes
BEGIN
    SELECT RAISE (ABORT, 'the journal is only appended to');
END;

CREATE INDEX envelopes_of_scope ON envelopes (scope, seq);

CREATE INDEX notices_about ON notices (about, seq);

CREATE INDEX search_entries_of_owner ON search_entries (owner);

CREATE TRIGGER search_entry_added AFTER INSERT ON search_entries
BEGIN
    INSERT INTO search_index (rowid, words) VALUES (new.number, new.words);
END;

CREATE TRIGGER search_entry_removed AFTER DELETE ON search_entries
BEGIN
    INSERT INTO search_index (search_index, rowid, words)
    VALUES ('delete', old.number, old.words);
END;

CREATE INDEX word_entries_of_owner ON word_entries (owner);

CREATE TRIGGER word_entry_removed AFTER DELETE ON word_entries
BEGIN
    DELETE FROM word_index WHERE rowid = old.number;
END;
