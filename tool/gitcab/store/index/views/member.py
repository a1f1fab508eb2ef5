"""Members of teams."""

from gitcab.store.index.views._view import Column, View, is_kind, part

VIEW = View(
    "A member of a team.",
    (
        Column("team", "r.id", "The team."),
        Column("login", "j.value", "The member's login, as it is written."),
        Column("is_lead", f"lower(j.value) IS lower({part('r.fields', 'lead')})", "1 for whoever leads the team."),
    ),
    f"FROM record r, json_each(r.fields, '$.members') j WHERE {is_kind('Team')}",
)
