"""Change models: templates of standard changes."""

from gitcab.store.index.views._view import WHERE_IT_LIES, WHOLE, Column, View, defaulted, fields, of_kind

VIEW = View(
    "A kind of change that is authorised once and then done again and again.",
    (
        Column("id", "r.id", "Its id."),
        Column("title", "r.name", "What it is about."),
        Column("state", "r.state", "draft, proposed, published, pending_retirement or retired."),
        *fields(("owner", "The team that answers for it."), ("allowed", "JSON of what such a change may do.")),
        defaulted("required_plans", "'[]'", "JSON list of the plans that such a change must have."),
        WHOLE,
        *WHERE_IT_LIES,
    ),
    of_kind("ChangeModel"),
)
