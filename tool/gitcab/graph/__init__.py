"""From the inventory to a networkx graph, and what it answers: impact, points of failure.

Relations are read as influences (`influence`, `wiring`), the asked-for region of them is drawn as a
graph (`region`), and states run through it in rounds (`spread`). What a command asks stands
in a module of its own: `impact`, `rfc_impact`, `dependencies`, `points_of_failure`, `cycles`, `drawing`.
"""
