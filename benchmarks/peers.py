"""The validators that are measured beside gitcab, and what else the page says of the machine."""

import json
import os
import platform
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).resolve().parent
ENVIRONMENT = HERE.parent / ".cache/peers"
NODE = HERE / "node/node_modules"


class Peers(NamedTuple):
    """Where each of them is."""

    ajv: str
    sourcemeta: str
    check_jsonschema: str
    yamllint: str


def found() -> Peers:
    """The peers that `make bench` has installed; ends the benchmark where one is missing.

    Of sourcemeta's wheel the program itself is run: the Python script around it would cost it a start.
    """
    machine = {"aarch64": "arm64", "amd64": "x86_64"}.get(platform.machine().lower(), platform.machine())
    program = f"jsonschema-{platform.system().lower()}-{machine}"
    sourcemeta = next(ENVIRONMENT.glob(f"lib/python*/site-packages/sourcemeta_jsonschema/{program}"), None)
    places = (NODE / ".bin/ajv", sourcemeta, ENVIRONMENT / "bin/check-jsonschema", ENVIRONMENT / "bin/yamllint")
    if not all(place and place.exists() for place in places):
        sys.exit("the peers are not installed; run `make bench`, which installs them")
    return Peers(*map(str, places))


def versions() -> dict[str, str]:
    """The version of each program that is measured or that they stand on."""
    listed = _printed(ENVIRONMENT / "bin/pip", "--disable-pip-version-check", "list", "--format=json")
    packages = {one["name"].lower().replace("_", "-"): one["version"] for one in json.loads(listed)}
    node = {name: json.loads((NODE / name / "package.json").read_text())["version"] for name in ("ajv-cli", "ajv")}
    ours = ("gitcab", "yaml-rs", "jsonschema-rs", "click", "pydantic", "networkx")
    return {
        **{name: version(name) for name in ours},
        **{name: packages[name] for name in ("sourcemeta-jsonschema", "check-jsonschema", "yamllint")},
        **node,
        "Node.js": _printed("node", "--version").lstrip("v"),
        "Python": platform.python_version(),
        "git": _printed("git", "--version").split()[2],
    }


def machine() -> dict[str, str]:
    """What it ran on: processor, cores, memory, kernel."""
    processor = [line for line in _lines("/proc/cpuinfo") if line.startswith("model name")]
    memory = [int(line.split()[1]) for line in _lines("/proc/meminfo") if line.startswith("MemTotal")]
    return {
        "processor": processor[0].partition(": ")[2] if processor else platform.processor() or platform.machine(),
        "cores": str(len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()),
        "memory": f"{memory[0] / 1_048_576:.0f} GiB" if memory else "unknown",
        "kernel": f"{platform.system()} {platform.release()}",
    }


def commit() -> str:
    """The commit of gitcab that is measured, and whether files differ from it."""
    told = ["git", "-C", str(HERE), "describe", "--always", "--abbrev=12", "--dirty", "--exclude=*"]
    return subprocess.run(told, check=True, capture_output=True, text=True).stdout.strip()


def _printed(*command: str | Path) -> str:
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


def _lines(path: str) -> list[str]:
    return Path(path).read_text().splitlines() if Path(path).exists() else []
