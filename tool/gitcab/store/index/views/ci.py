"""Configuration items of the estate, those left out that a change only proposes."""

from gitcab.store.index.views._view import IS_ITEM, WHERE_IT_LIES, Column, View

VIEW = View(
    "A configuration item.",
    (
        Column("id", "r.id", "Its id."),
        Column("name", "r.name", "Its name, for people."),
        Column("class", "r.class", "Its class, a file in `schemas/classes/`."),
        Column("owner", "r.owner", "The team that answers for it."),
        Column(
            "operated_by", "coalesce(r.operated_by, r.owner)", "The team that runs it; the owner where none is named."
        ),
        Column("environment", "r.environment", "production, staging, test or development."),
        Column("criticality", "r.criticality", "low, medium, high or critical."),
        Column("stage", "r.state", "Where in its life cycle it is, as operational or end_of_life."),
        Column("status", "r.status", "The status within that stage, as in_use."),
        Column("quorum", "r.quorum", "How many of those that are `member_of` it must be up; NULL where all must."),
        Column("description", "r.description", "What it is, in words."),
        Column("verified_on", "r.verified_on", "The day on which somebody last compared it with reality."),
        Column("tags", "coalesce(r.tags, '[]')", "JSON list of its tags; the table `tag` has one row for each."),
        Column("attributes", "coalesce(r.attributes, '{}')", "JSON of its attributes: `attributes ->> '$.version'`."),
        Column("formerly", "coalesce(r.formerly, '[]')", "JSON list of the ids that it had before."),
        *WHERE_IT_LIES,
    ),
    f"FROM record r WHERE {IS_ITEM}",
)
