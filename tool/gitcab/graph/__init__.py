"""From the inventory to the dependency graph, and what it answers: impact, points of failure.

Relations are read as influences (`influence`, `wiring`), and states run along them in rounds (`rounds`,
`spread`): in what is looked up on the way (`downstream`), or in a region that is drawn beforehand because it
is asked many times (`region`). What a command asks stands in a module of its own: `impact`, `rfc_impact`,
`dependencies`, `points_of_failure`, `cycles`, `drawing`. Cycles and orders are networkx's work, which is
loaded for them alone.
"""
