"""Where the journal is kept: keys, header, encrypted database, projections, backups."""
