"""By what a database is known as an index, before anything is loaded that reads its rows."""

FORMAT = 1
"""What `PRAGMA user_version` says: another number means tables of another shape."""

APPLICATION_ID = 0x67636162
"""What `PRAGMA application_id` says ("gcab"), so that a foreign database is known as one."""

INSERT_META = "INSERT OR REPLACE INTO meta VALUES(?, ?)"
"""What the index says of itself: a key and a value."""
