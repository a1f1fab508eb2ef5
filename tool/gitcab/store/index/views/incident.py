"""Incidents: services that were interrupted or worse than agreed."""

from gitcab.store.index.views._view import WHERE_IT_LIES, WHOLE, Column, View, defaulted, fields, instant, of_kind

VIEW = View(
    "An incident.",
    (
        Column("id", "r.id", "Its id."),
        Column("title", "r.name", "What happened."),
        Column("state", "r.state", "new, in_progress, on_hold, resolved, closed or canceled."),
        *fields(("impact", "low, medium or high."), ("urgency", "low, medium or high.")),
        defaulted("major", "0", "1 for a major incident."),
        instant("started_utc", "started", "When it began, in UTC."),
        instant("resolved_utc", "resolved", "When it was over, in UTC; NULL while it lasts."),
        *fields(("team", "The team that deals with it."), ("reported_by", "The login of whoever told of it.")),
        defaulted("assigned_to", "'[]'", "JSON list of the logins of those who deal with it."),
        *fields(
            ("caused_by", "The change that caused it, where one did."),
            ("problem", "The problem behind it, where one is known."),
            ("resolution", "What ended it."),
        ),
        WHOLE,
        *WHERE_IT_LIES,
    ),
    of_kind("Incident"),
)
