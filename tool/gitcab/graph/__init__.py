"""From the inventory to a networkx graph, and what it answers: impact, points of failure."""
