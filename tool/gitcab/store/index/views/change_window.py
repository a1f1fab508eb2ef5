"""Change windows: freezes, and maintenance windows."""

from gitcab.store.index.views._view import WHERE_IT_LIES, WHOLE, Column, View, defaulted, fields, instant, of_kind

VIEW = View(
    "A stretch of time in which nothing may change, or in which changes should be made.",
    (
        Column("id", "r.id", "Its id."),
        Column("title", "r.name", "What it is about."),
        *fields(("type", "freeze or maintenance.")),
        defaulted("strictness", "'hard'", "hard or soft."),
        *fields(("owner", "The team that answers for it.")),
        instant("start_utc", "start", "When it begins, in UTC; of one that repeats, the first time."),
        instant("end_utc", "end", "When it ends, in UTC; of one that repeats, the first time."),
        *fields(("time_zone", "The zone in which it is written."), ("rrule", "How it repeats (RFC 5545); NULL: once.")),
        defaulted("selector", "'{}'", "JSON of the items it is about: classes, tags, ids, services, environments."),
        defaulted("exceptions", "'[]'", "JSON list of the changes that may run all the same."),
        WHOLE,
        *WHERE_IT_LIES,
    ),
    of_kind("ChangeWindow"),
)
