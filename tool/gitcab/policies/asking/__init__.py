"""Whom a requirement asks: teams and roles, the author's team, or each owner of what is touched or hit."""
