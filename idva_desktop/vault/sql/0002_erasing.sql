-- Scopes whose key was destroyed here and that may still stand in a backup of this folder.
CREATE TABLE erasing (
    box BLOB PRIMARY KEY,
    epoch INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- In a backup: the signed acts, younger than it, that say why the key of a scope is not in it.
CREATE TABLE IF NOT EXISTS erased_later (
    box BLOB PRIMARY KEY,
    epoch INTEGER NOT NULL,
    body BLOB NOT NULL
) STRICT, WITHOUT ROWID;

-- Files of a case, in pieces sealed under the key of its scope; see vault/attachments.py.
CREATE TABLE attachment_parts (
    attachment TEXT NOT NULL,
    part INTEGER NOT NULL,
    owner TEXT NOT NULL,
    content BLOB NOT NULL,
    PRIMARY KEY (attachment, part)
) STRICT;

CREATE INDEX attachment_parts_of_scope ON attachment_parts (owner);
