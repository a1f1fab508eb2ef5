"""GitHub: one thin client of its REST and GraphQL API, what is read with it, and what is written.

Answers are read leniently (fields that are new or lack are passed over) but for those that decide:
there, one that lacks ends the reading.
"""
