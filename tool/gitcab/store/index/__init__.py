"""The index: one SQLite file in git's own folder that mirrors the records of one tree, so that questions cost what they touch."""
