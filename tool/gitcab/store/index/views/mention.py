"""Which records the records of all kinds but items name."""

from gitcab.store.index.views._view import Column, View

VIEW = View(
    "A record that a change, incident, problem, release, window, model or team names anywhere.",
    (
        Column("source", "r.id", "The record that names."),
        Column("source_kind", "r.kind", "Its kind, as Incident."),
        Column("kind", "m.kind", "The kind that is named, as ConfigurationItem; Login for a person."),
        Column("id", "m.id", "The id that is named, as it is written."),
    ),
    "FROM record r JOIN reference m ON m.n = r.n WHERE r.proposed_by IS NULL",
)
