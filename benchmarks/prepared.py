"""Estates made ready for measuring, and kept below `.cache/` until they are no longer wanted."""

import json
import pickle
import shutil
import subprocess
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

from estates import Asked, make
from layers import Item, Layers
from reach import impact_of

ROOT = Path(__file__).resolve().parents[1]
KEPT = ROOT / ".cache/bench"
MADE_BY = ("estates.py", "layers.py", "reach.py")


class Prepared(NamedTuple):
    """An estate with its work tree, what is known of it, and what the peers are given."""

    folder: Path
    told: dict[str, Any]
    schema: Path
    edges: Path

    @property
    def size(self) -> int:
        """How many configuration items it has."""
        return int(self.told["size"])

    @property
    def index(self) -> Path:
        """Where gitcab keeps what it knows."""
        return self.folder / ".git/gitcab"

    def drop_index(self) -> None:
        """Makes the next command start from nothing."""
        shutil.rmtree(self.index, ignore_errors=True)

    def checkout(self, branch: str) -> None:
        """Checks a branch out, and has git look at every file once, so that later looks are quick."""
        git(self.folder, "checkout", "--quiet", branch)
        git(self.folder, "status")

    def folders_of_items(self) -> list[str]:
        """The folders with items, without that of the teams."""
        return sorted(f"cmdb/{path.name}" for path in (self.folder / "cmdb").iterdir() if path.name != "teams")


def git(folder: Path, *arguments: str) -> str:
    """What git prints there; its own ids stand for whoever runs it."""
    ran = subprocess.run(["git", "-C", str(folder), *arguments], check=True, capture_output=True, text=True)
    return ran.stdout.strip()


def prepared(size: int) -> Prepared:
    """The estate of that size, made unless it is there; one that an older generator made is another."""
    sources = b"".join((ROOT / "benchmarks" / name).read_bytes() for name in MADE_BY)
    name = f"{size}-{sha256(sources).hexdigest()[:8]}"
    folder, pairs = KEPT / f"estate-{name}", KEPT / f"edges-{name}.pickle"
    told = folder / ".git/estate.json"
    if not told.exists():
        shutil.rmtree(folder, ignore_errors=True)
        make(Asked(size, changes=min(1_000, size // 100)), folder)
    estate = Prepared(folder, json.loads(told.read_text()), KEPT / "schema.json", pairs)
    shutil.copy(folder / "schemas/records/ConfigurationItem.json", estate.schema)
    if not estate.edges.exists():
        _whole(estate.edges, pickle.dumps(edges(Layers(size, estate.told["seed"]).items())))
    return estate


def edges(items: Iterable[Item]) -> list[tuple[str, str]]:
    """Each path of impact, from cause to effect."""
    return [edge for item in items for edge in impact_of(item)]


def _whole(path: Path, content: bytes) -> None:
    """Writes a file that is there as a whole or not at all."""
    written = path.with_suffix(".new")
    written.write_bytes(content)
    written.replace(path)
