"""Measures gitcab beside its peers and writes docs/performance.md.

Run: make bench, or, once that has installed the peers, python benchmarks/bench.py with options: `--sizes 1000`,
`--only cold` and so on measure a part anew; what was measured before stays on the page, with its date. Estates
and results are kept in .cache/bench.
"""

import argparse
import json
import os
import sys
from datetime import UTC, datetime
from typing import Any

import peers
from estates import SMALLEST
from figures import CHECKED_OUT, GROUPS, LARGE_GROUPS
from measuring import Command, alternating, memory, once
from performance_page import page
from prepared import KEPT, ROOT, Prepared, prepared

SIZES = (1_000, 100_000)
LARGE = 1_000_000
RESULTS = KEPT / "results.json"
PAGE = ROOT / "docs/performance.md"


def main() -> None:
    """Measure, keep, write."""
    given = arguments()
    installed = peers.found()
    KEPT.mkdir(parents=True, exist_ok=True)
    for size in (*given.sizes, *((LARGE,) if given.large else ())):
        estate = prepared(size)
        for group in given.only or (LARGE_GROUPS if size == LARGE else GROUPS):
            print(f"{size:,} CIs, {group}", file=sys.stderr)
            keep(size, group, measured(estate, commands_of(estate, installed, group, given.quick), group, given.runs))
    PAGE.write_text(page(kept(), peers.machine(), peers.versions()))
    print(f"written: {PAGE.relative_to(ROOT)}")


def arguments() -> argparse.Namespace:
    """The options."""
    parser = argparse.ArgumentParser(description="Measures gitcab beside its peers and writes docs/performance.md.")
    parser.add_argument("--sizes", type=size_of, nargs="*", default=SIZES, metavar="CIS", help="estates to measure on")
    parser.add_argument("--only", choices=GROUPS, nargs="+", help="the groups to measure; all where not given")
    parser.add_argument("--runs", type=int, default=5, help="how many runs count, after one to warm up")
    parser.add_argument("--quick", action="store_true", help="leave out the peers that take minutes")
    parser.add_argument("--large", action="store_true", help=f"the warm figures at {LARGE:,} CIs as well; takes long")
    return parser.parse_args()


def size_of(text: str) -> int:
    """How many items, written with or without separators."""
    number = int(text.replace(",", "").replace("_", ""))
    if not SMALLEST <= number <= LARGE:
        raise argparse.ArgumentTypeError(f"between {SMALLEST} and {LARGE:,}")
    return number


def commands_of(estate: Prepared, installed: peers.Peers, group: str, is_quick: bool) -> list[Command]:
    """What is run for a group; those that run once because they take minutes are left out where it must be quick."""
    return [one for one in GROUPS[group](estate, installed) if one.runs is None or not is_quick]


def measured(estate: Prepared, commands: list[Command], group: str, runs: int) -> dict[str, Any]:
    """The figures of a group, with the occasion."""
    estate.checkout(CHECKED_OUT.get(group, "main"))
    if group != "cold" and group != "workflow":
        once(commands[0])  # whoever measures it warm has run it before
    load = os.getloadavg()[0]
    taken = alternating(commands, runs)
    peaks = {one.command: one.peak for one in taken}
    needed = {one.name: max(memory(one), peaks[one.name]) for one in commands if group == "cold" and one.runs is None}
    estate.checkout("main")
    return {
        "taken": [{**one._asdict(), "median": one.median} for one in taken],
        "memory": needed,
        "runs": runs,
        "load": load,
        "date": datetime.now(UTC).strftime("%Y-%m-%d"),
        "commit": peers.commit(),
    }


def kept() -> dict[str, Any]:
    """All that was measured, by size and group."""
    results: dict[str, Any] = json.loads(RESULTS.read_text()) if RESULTS.exists() else {}
    return results


def keep(size: int, group: str, figures: dict[str, Any]) -> None:
    """Keeps a group's figures in place of those before; the groups stay in order."""
    results = kept()
    of_size = {**results.get(str(size), {}), group: figures}
    results[str(size)] = {name: of_size[name] for name in GROUPS if name in of_size}
    RESULTS.write_text(json.dumps(results, indent=2) + "\n")


if __name__ == "__main__":
    main()
