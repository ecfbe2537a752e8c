-- Answers on which two acts disagree that did not know of each other; found by replay.
CREATE TABLE conflicts (
    owner TEXT NOT NULL,
    kind TEXT NOT NULL,
    record_id TEXT NOT NULL,
    question TEXT NOT NULL,
    PRIMARY KEY (owner, kind, record_id, question)
) STRICT, WITHOUT ROWID;
