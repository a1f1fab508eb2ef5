"""The page docs/performance.md, from what was measured."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

from figures import GOALS, GROWTH, GROWTH_LIMIT, START, Goal

MEASURED_AT = 100_000
_INTRODUCTION = """\
# Performance

How long gitcab takes on estates of up to a million configuration items (CIs), beside the validators that people
use for YAML files today. `make bench` measures anew and writes this page; `make bench LARGE=1` adds a million.
Whether a change makes gitcab slower is seen before that: the tests compare what the hot paths do, in calls and
database steps, with what is kept in `tests/benchmarks/operation_counts.json`, on any machine.
"""
_FAIRNESS = """\
## What is compared with what

- The estates are made from a seed by `benchmarks/estates.py`: services on applications, databases and virtual
  machines on servers in racks, with redundancy groups, quorums and requests for change, about 650 bytes a file.
  A few items are named by very many others, most by a few.
- gitcab judges every record by its schema, its class, what it names, and the rules on the whole estate. The
  peers judge each CI by `schemas/records/ConfigurationItem.json` alone; yamllint looks at the YAML only. None of
  them finds a dangling reference. All of them accept every file: a run that stops at an error is no measure.
- Commands that are compared run in turn, in one go; the first round is thrown away, and the median of the others
  counts. From 10,000 CIs on check-jsonschema and yamllint, which take minutes, run once.
- "Cold" is without gitcab's index, which is removed before each run; the index is built and written within the
  time. The operating system has read the files before, for all of them. "Warm" is with the index.
- networkx is timed for building the graph and asking it, without starting Python, importing it or reading the
  records. gitcab is always timed as a whole process.
- `git clone` and the checkout, which stands for `actions/checkout`, take from a repository on the same disk; over
  a network both take longer, the checkout by more.
- Memory is of all processes of a command together at its peak; pages that they share count for each of them.
"""


def page(results: Mapping[str, Any], machine: Mapping[str, str], versions: Mapping[str, str]) -> str:
    """The page; `results` by size and group as bench.py keeps them."""
    sizes = sorted(results, key=int)
    parts = [
        _INTRODUCTION,
        _table(("machine", ""), machine.items()),
        _table(("program", "version"), versions.items()),
        f"## Goals, at {MEASURED_AT:,} CIs\n",
        _table(("what", "gitcab", "the other", "ratio", "at most", "met"), _goals(results.get(str(MEASURED_AT), {}))),
        "How the warm figures grow with the estate, all of it at hand and three files or one CI asked about:\n",
        _table(("what", "from", "to", "times", "at most", "met"), _growth(results, sizes)),
        "## Seconds\n\nThe median, and the fastest and slowest run.\n",
        _table(("what", *(f"{int(size):,} CIs" for size in sizes)), _seconds(results, sizes)),
        "## Memory\n",
        _table(("what", *(f"{int(size):,} CIs" for size in sizes)), _memory(results, sizes)),
        "## Commands\n",
        _commands(results, sizes),
        _FAIRNESS,
        "## When\n",
        _table(("CIs", "group", "measured", "gitcab's commit", "runs", "load before"), _occasions(results, sizes)),
    ]
    return "\n".join(parts)


def _goals(groups: Mapping[str, Any]) -> Iterator[Sequence[str]]:
    for goal in GOALS:
        ours, other = ratio_of(goal, groups)
        if ours and other:
            unit = _bytes if goal.of == "memory" else _time
            yield goal.what, unit(ours), unit(other), f"{ours / other:.3g}", f"{goal.limit:g}", _met(ours / other, goal)


def ratio_of(goal: Goal, groups: Mapping[str, Any]) -> tuple[float, float]:
    """Our figure and the best of the others', or zeros where they were not measured."""
    of_group = groups.get(goal.group)
    if not of_group:
        return 0, 0
    figures = (
        of_group["memory"] if goal.of == "memory" else {one["command"]: one["median"] for one in of_group["taken"]}
    )
    others = [figures[name] for name in goal.others if name in figures]
    return figures.get(goal.ours, 0), min(others, default=0)


def _met(ratio: float, goal: Goal) -> str:
    return "yes" if ratio <= goal.limit else "**no**"


def _growth(results: Mapping[str, Any], sizes: Sequence[str]) -> Iterator[Sequence[str]]:
    for group, name in GROWTH:
        known = [(size, one) for size in sizes for one in _taken(results, size, group) if one["command"] == name]
        for (small, before), (large, after) in pairwise(known):
            times = after["median"] / before["median"]
            row = f"{_time(before['median'])} at {int(small):,}", f"{_time(after['median'])} at {int(large):,}"
            yield name, *row, f"{times:.2f}", f"{GROWTH_LIMIT}", "yes" if times <= GROWTH_LIMIT else "**no**"


def _seconds(results: Mapping[str, Any], sizes: Sequence[str]) -> Iterator[Sequence[str]]:
    for group, name in _names(results, sizes):
        cells = []
        for size in sizes:
            found = [one for one in _taken(results, size, group) if one["command"] == name]
            cells.append(_spread(found[0]) if found else "")
        yield f"{name} (beside {group})" if name == START else name, *cells


def _spread(taken: Mapping[str, Any]) -> str:
    fastest, slowest = min(taken["seconds"]), max(taken["seconds"])
    return f"{_time(taken['median'])} ({_time(fastest)} to {_time(slowest)})" if slowest > fastest else _time(slowest)


def _memory(results: Mapping[str, Any], sizes: Sequence[str]) -> Iterator[Sequence[str]]:
    for group, name in _names(results, sizes):
        cells = [results[size].get(group, {}).get("memory", {}).get(name, 0) for size in sizes]
        if any(cells):
            yield name, *(_bytes(one) if one else "" for one in cells)


def _commands(results: Mapping[str, Any], sizes: Sequence[str]) -> str:
    shown = {
        one["command"]: one["shown"]
        for size in sizes
        for group in results[size]
        for one in _taken(results, size, group)
    }
    return "".join(f"- {name}: `{line}`\n" for name, line in shown.items())


def _occasions(results: Mapping[str, Any], sizes: Sequence[str]) -> Iterator[Sequence[str]]:
    for size in sizes:
        for group, measured in results[size].items():
            when = measured["date"], measured["commit"], str(measured["runs"]), f"{measured['load']:.1f}"
            yield f"{int(size):,}", group, *when


def _names(results: Mapping[str, Any], sizes: Sequence[str]) -> list[tuple[str, str]]:
    named = (
        (group, one["command"]) for size in sizes for group in results[size] for one in _taken(results, size, group)
    )
    return list(dict.fromkeys(named))


def _taken(results: Mapping[str, Any], size: str, group: str) -> Sequence[Mapping[str, Any]]:
    taken: Sequence[Mapping[str, Any]] = results[size].get(group, {}).get("taken", ())
    return taken


def _table(head: Sequence[str], rows: Any) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def _time(seconds: float) -> str:
    return f"{seconds:.3f} s" if seconds < 1 else f"{seconds:.2f} s" if seconds < 100 else f"{seconds:.0f} s"


def _bytes(number: float) -> str:
    return f"{number / 1_000_000:.0f} MB"
