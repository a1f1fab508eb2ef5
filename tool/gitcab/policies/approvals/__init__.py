"""Whose approval counts, for what: groups, ballots, owners, and who fills which seat."""
