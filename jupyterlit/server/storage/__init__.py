"""What sessions leave behind: records and checkpoints in memory, SQLite or Redis."""
