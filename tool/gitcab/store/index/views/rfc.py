"""Requests for change."""

from gitcab.store.index.views._view import WHERE_IT_LIES, WHOLE, Column, View, defaulted, fields, instant, of_kind, part

VIEW = View(
    "A request for change.",
    (
        Column("id", "r.id", "Its id."),
        Column("title", "r.name", "What it is about."),
        *fields(
            ("type", "standard, normal or emergency."),
            ("model", "The change model that a standard change follows."),
        ),
        Column(
            "state",
            "r.state",
            "Where it stands: new, assess, authorize, scheduled, implement, review, closed, canceled.",
        ),
        Column("is_open", "NOT r.is_history", "1 until it is closed or canceled, then 0."),
        defaulted("urgency", "'low'", "low, medium or high; the priority depends on the impact: `gitcab rfc show`."),
        Column(
            "on_hold",
            part("r.fields", "on_hold.reason"),
            "Why nothing happens at present; NULL where it goes on.",
        ),
        *fields(("requested_by", "The login of whoever asked for it."), ("requested_for", "For whom, in words.")),
        defaulted("assigned_to", "'[]'", "JSON list of the logins of those who carry it out."),
        *fields(("justification", "Why.")),
        defaulted("one_at_a_time", "0", "1 where never two of its items are down together."),
        instant("start_utc", "schedule.start", "When its window begins, in UTC."),
        instant("end_utc", "schedule.end", "When its window ends, in UTC."),
        Column("time_zone", part("r.fields", "schedule.time_zone"), "The zone in which its window is written."),
        defaulted("after", "'[]'", "JSON list of the changes that must be finished before it starts."),
        instant("actual_start_utc", "review.start", "When the work really began, in UTC."),
        instant("actual_end_utc", "review.end", "When the work really ended, in UTC."),
        Column(
            "close_code",
            part("r.fields", "review.close_code"),
            "successful, successful_with_issues or unsuccessful.",
        ),
        Column(
            "backed_out",
            part("r.fields", "review.backed_out"),
            "1, 0 or partial; NULL as long as nobody says.",
        ),
        WHOLE,
        *WHERE_IT_LIES,
    ),
    of_kind("RequestForChange"),
)
