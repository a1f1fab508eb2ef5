"""Estates for counting: one of a thousand items, and the same with thousands of others beside it."""

import os
import re
import subprocess
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

ESTATES = Path(__file__).parents[2] / "benchmarks/estates.py"
LONG_AGO = 1_767_261_600  # 2026-01-01: no file looks as if it had been written while git looked at it
_TEAM = re.compile(rb"team-[0-9]+")
_NUMBER = re.compile(rb"-(?=[0-9]{6}\b)")


def made_estate(folder: Path, size: int, *options: str) -> Path:
    """An estate as the benchmarks make it."""
    subprocess.run([sys.executable, ESTATES, str(size), str(folder), *options], check=True, capture_output=True)
    return aged(folder)


def grown_estate(folder: Path, estate: Path, size: int) -> Path:
    """That estate with so many items more, none of which knows one of the first."""
    others = made_estate(folder / "others", size, "--seed", "8", "--changes", "0")
    items = [path for path in sorted((others / "cmdb").rglob("*.yaml")) if path.parent.name != "teams"]
    more = {_renamed(path.relative_to(others)): _as_another(path.read_bytes()) for path in items}
    grown = folder / "grown"
    git(folder, "clone", "--quiet", "--no-checkout", str(estate), str(grown))
    changed = git(estate, "diff", "--name-only", "main", "change").split()
    edits = {path: git(estate, "show", f"change:{path}").encode() + b"\n" for path in changed}
    script = [*_commit("main", "refs/remotes/origin/main", more), *_commit("change", "refs/heads/main", edits)]
    git(grown, "fast-import", "--quiet", "--force", stdin=b"".join(script))
    git(grown, "checkout", "--quiet", "--force", "main")
    (grown / ".git/estate.json").write_bytes((estate / ".git/estate.json").read_bytes())
    return aged(grown)


def aged(estate: Path) -> Path:
    """The estate, its files having been written long ago, and git knowing it."""
    for path in (*estate.rglob("*"), estate):
        if ".git" not in path.parts:
            os.utime(path, (LONG_AGO, LONG_AGO))
    git(estate, "status")
    return estate


def git(folder: Path, *arguments: str, stdin: bytes = b"") -> str:
    command = ["git", "-C", str(folder), *arguments]
    return subprocess.run(command, input=stdin, check=True, capture_output=True).stdout.decode().strip()


def _as_another(content: bytes) -> bytes:
    """The item with ids that the first estate has not, and with its teams."""
    return _TEAM.sub(b"team-1", _NUMBER.sub(b"-7", content))


def _renamed(path: Path) -> str:
    return _NUMBER.sub(b"-7", (path.parent.parent / f"7{path.parent.name}" / path.name).as_posix().encode()).decode()


def _commit(branch: str, after: str, files: Mapping[str, bytes]) -> Iterable[bytes]:
    who = f"Maria Chen <mchen@district.example> {LONG_AGO} +0000"
    yield f"commit refs/heads/{branch}\ncommitter {who}\ndata 4\nMore\nfrom {after}\n".encode()
    for path, content in files.items():
        yield b"M 100644 inline %s\ndata %d\n%s\n" % (path.encode(), len(content), content)
