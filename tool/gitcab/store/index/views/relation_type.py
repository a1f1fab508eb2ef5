"""What the relations mean, from `schemas/relations.yaml`."""

from gitcab.store.index.views._view import ONCE, Column, View, part

VIEW = View(
    "A name of relations, and how impact travels along them.",
    (
        Column("relation", "j.key", "The name, as depends_on."),
        Column("inverse", part("j.value", "inverse"), "How it reads from the other side, as used_by."),
        Column("meaning", part("j.value", "meaning"), "What it says."),
        Column(
            "impact",
            part("j.value", "impact"),
            "target_to_source (when the target fails, the source feels it), source_to_target, both or none.",
        ),
        Column("strength", part("j.value", "strength"), "hard, or soft: what is down arrives as degraded."),
    ),
    f"FROM meta m, json_each(m.value, '$.relations') j WHERE m.key = 'demands' {ONCE}",
)
