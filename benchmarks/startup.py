"""How long `gitcab --version` takes, as a multiple of importing click. The goal is at most 2.5.

Run: .venv/bin/python benchmarks/startup.py
"""

import subprocess
import sys
from pathlib import Path
from statistics import median
from time import perf_counter

ROUNDS = 15
GOAL = 2.5


def seconds(*command: str) -> float:
    """How long that command takes, the median of some rounds after one to warm up."""
    taken = []
    for _ in range(ROUNDS + 1):
        start = perf_counter()
        subprocess.run(command, stdout=subprocess.DEVNULL, check=True)
        taken.append(perf_counter() - start)
    return median(taken[1:])


def main() -> None:
    """Measure and tell."""
    gitcab = str(Path(sys.executable).with_name("gitcab"))
    unit = seconds(sys.executable, "-c", "import click")
    print(f"python -c 'import click'   {unit * 1000:5.0f} ms")
    for option in ("--version", "--help"):
        taken = seconds(gitcab, option)
        print(f"gitcab {option:<19} {taken * 1000:5.0f} ms, {taken / unit:.2f} times that; the goal is {GOAL}")


if __name__ == "__main__":
    main()
