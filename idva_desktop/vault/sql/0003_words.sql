-- Words of notes and other free answers: which record holds them, and an index without the words.
CREATE TABLE word_entries (
    number INTEGER PRIMARY KEY,
    record_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    owner TEXT NOT NULL,
    digest BLOB NOT NULL,
    UNIQUE (record_id, kind)
) STRICT;

-- The words come folded and parted by spaces, so that a space alone ends one.
CREATE VIRTUAL TABLE word_index USING fts5 (
    words, content = '', contentless_delete = 1, prefix = '2 3',
    tokenize = "unicode61 remove_diacritics 2 categories 'L* N* M* P* S* C*'"
);

CREATE TRIGGER word_entry_removed AFTER DELETE ON word_entries
BEGIN
    DELETE FROM word_index WHERE rowid = old.number;
END;

CREATE INDEX word_entries_of_owner ON word_entries (owner);

CREATE INDEX search_entries_of_owner ON search_entries (owner);

-- What is searched of each kind; where it differs from what is declared, the kind is read again.
CREATE TABLE searched (
    kind TEXT PRIMARY KEY,
    declared TEXT NOT NULL
) STRICT, WITHOUT ROWID
