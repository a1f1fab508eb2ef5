"""Teams: who owns items and who may approve what."""

from gitcab.store.index.views._view import WHERE_IT_LIES, WHOLE, Column, View, defaulted, fields, of_kind

VIEW = View(
    "A team.",
    (
        Column("id", "r.id", "Its id."),
        Column("name", "r.name", "Its name, for people."),
        *fields(("description", "What it does."), ("lead", "The login of whoever leads it.")),
        defaulted("roles", "'[]'", "JSON list of its roles on the board, as cab or service_desk."),
        *fields(
            ("on_call", "How to reach it at night; NULL where nobody can be reached."),
            ("contact", "How to reach it by day."),
            ("github_team", "organisation/team, as GitHub writes it."),
            ("succeeded_by", "The team that took over; NULL while it exists."),
        ),
        WHOLE,
        *WHERE_IT_LIES,
    ),
    of_kind("Team"),
)
