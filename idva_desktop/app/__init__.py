"""Start, command line and settings."""
