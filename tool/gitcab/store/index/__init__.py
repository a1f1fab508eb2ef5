"""The index: one SQLite file in git's folder that mirrors a tree's records; so a question costs what it touches."""
