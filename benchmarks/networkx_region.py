"""How long networkx takes to build the whole graph of an estate and to tell what one item's failure reaches.

Run: python benchmarks/networkx_region.py EDGES ID, where EDGES is a pickle of pairs (cause, effect). Prints the
seconds of building and asking alone: starting Python, importing networkx and reading the pairs are given away.
"""

import pickle
import sys
from pathlib import Path
from time import perf_counter

import networkx as nx


def main() -> None:
    """Build, ask, tell."""
    edges = pickle.loads(Path(sys.argv[1]).read_bytes())
    start = perf_counter()
    graph = nx.DiGraph(edges)
    nx.descendants(graph, sys.argv[2])
    print(perf_counter() - start)


if __name__ == "__main__":
    main()
