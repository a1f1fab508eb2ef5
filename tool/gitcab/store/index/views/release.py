"""Releases: changes that go live together or not at all."""

from gitcab.store.index.views._view import WHERE_IT_LIES, WHOLE, Column, View, fields, of_kind

VIEW = View(
    "A release.",
    (
        Column("id", "r.id", "Its id."),
        Column("title", "r.name", "What it is about."),
        Column("state", "r.state", "planning, go, no_go, released or canceled."),
        *fields(
            ("owner", "The team that answers for it."),
            ("release_manager", "The login of whoever decides that it goes."),
            ("description", "What it is for."),
        ),
        WHOLE,
        *WHERE_IT_LIES,
    ),
    of_kind("Release"),
)
