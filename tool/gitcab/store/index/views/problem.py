"""Problems: the causes, known or not, of incidents."""

from gitcab.store.index.views._view import WHERE_IT_LIES, WHOLE, Column, View, defaulted, fields, of_kind, part

VIEW = View(
    "A problem.",
    (
        Column("id", "r.id", "Its id."),
        Column("title", "r.name", "What it is about."),
        Column("state", "r.state", "new, assess, root_cause_analysis, fix_in_progress, resolved, closed or canceled."),
        defaulted("priority", "'medium'", "low, medium, high or critical."),
        *fields(("team", "The team that deals with it.")),
        defaulted("assigned_to", "'[]'", "JSON list of the logins of those who deal with it."),
        defaulted("fixed_by", "'[]'", "JSON list of the changes that mend it."),
        Column("cause", part("r.fields", "known_error.cause"), "The cause once it is found."),
        Column("workaround", part("r.fields", "known_error.workaround"), "How to live with it meanwhile."),
        WHOLE,
        *WHERE_IT_LIES,
    ),
    of_kind("Problem"),
)
