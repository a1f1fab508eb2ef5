"""The index: one SQLite file in git's folder that mirrors one tree's records; a question costs what it touches."""
