"""What is measured: groups of commands that run in turn, and the goals that are reckoned from them."""

import json
import os
import shutil
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from measuring import Command
from peers import Peers
from prepared import KEPT, ROOT, Prepared, git

GITCAB = str(Path(sys.executable).with_name("gitcab"))
YAMLLINT_RULES = "{extends: default, rules: {line-length: disable, document-start: disable}}"
MANY = 10_000  # from so many items on, peers that take minutes run once

COLD, AJV, SOURCEMETA = "gitcab validate, cold", "ajv-cli", "sourcemeta"
CHECK_JSONSCHEMA, YAMLLINT = "check-jsonschema", "yamllint"
WARM, STATUS = "gitcab validate, warm", "git status"
BASE, BASE_REV = "gitcab validate --base, in the work tree", "gitcab validate --base --rev"
START = "import click, pydantic, networkx"
TYPICAL, HUB, NETWORKX = "gitcab impact, typical", "gitcab impact, hub", "networkx, hub"
GATE, GATE_BLOBLESS, CHECKOUT = "clone and gate", "clone without blobs and gate", "checkout"


class Goal(NamedTuple):
    """A ratio that must not be exceeded: our figure against the fastest of others', or against our own at a tenth."""

    what: str
    group: str
    ours: str
    others: tuple[str, ...]
    limit: float
    of: str = "time"


GOALS = (
    Goal("cold `validate` against the faster of ajv-cli and sourcemeta", "cold", COLD, (AJV, SOURCEMETA), 0.5),
    Goal("the same against check-jsonschema", "cold", COLD, (CHECK_JSONSCHEMA,), 0.015),
    Goal("peak memory of that run against sourcemeta's", "cold", COLD, (SOURCEMETA,), 0.4, "memory"),
    Goal("warm `validate`, nothing changed, against `git status`", "warm", WARM, (STATUS,), 3),
    Goal("warm `validate --base main --rev` of 3 files against the imports", "rev", BASE_REV, (START,), 1),
    Goal("the same in a work tree with the branch checked out", "branch", BASE, (START,), 1),
    Goal("warm `impact` of a typical CI against the imports", "impact", TYPICAL, (START,), 1.25),
    Goal("warm `impact` of a hub against networkx", "impact", HUB, (NETWORKX,), 1),
    Goal("clone and `gate` against a checkout alone", "workflow", GATE, (CHECKOUT,), 1),
    Goal("the same, cloned without blobs", "workflow", GATE_BLOBLESS, (CHECKOUT,), 1),
)
GROWTH = (("rev", BASE_REV), ("branch", BASE), ("impact", TYPICAL))
GROWTH_LIMIT = 1.5
LARGE_GROUPS = ("warm", "rev", "branch", "impact")  # what is measured at a million as well


def cold(estate: Prepared, peers: Peers) -> list[Command]:
    """Everything from nothing, and the peers that look at each file by its schema."""
    folders = estate.folders_of_items()
    names = ",".join(folder.removeprefix("cmdb/") for folder in folders)
    slow = 1 if estate.size >= MANY else None
    here, schema = estate.folder, os.path.relpath(estate.schema, estate.folder)
    ajv = ["validate", "--strict=false", "--spec=draft7", "-s", schema, "-d", f"cmdb/{{{names}}}/**/*.yaml"]
    sourcemeta = ["validate", "--fast", schema, *folders, "--extension", ".yaml"]
    listed = f"git ls-files -z {' '.join(folders)} | xargs -0 -s 2000000"
    check, check_shown = f"{listed} {peers.check_jsonschema}", f"{listed} check-jsonschema"
    lint = ["-d", YAMLLINT_RULES, "--strict", *folders]
    return [
        Command(COLD, "gitcab validate", [GITCAB, "validate"], here, before=estate.drop_index),
        Command(AJV, f"ajv {_shown(ajv)}", [peers.ajv, *ajv], here),
        Command(SOURCEMETA, f"jsonschema {_shown(sourcemeta)}", [peers.sourcemeta, *sourcemeta], here),
        _shell(CHECK_JSONSCHEMA, f"{check_shown} --schemafile {schema}", f"{check} --schemafile {schema}", here, slow),
        Command(YAMLLINT, f"yamllint {_shown(lint)}", [peers.yamllint, *lint], here, runs=slow),
    ]


def warm(estate: Prepared, peers: Peers) -> list[Command]:
    """Nothing has changed since the last time."""
    here = estate.folder
    return [
        Command(WARM, "gitcab validate", [GITCAB, "validate"], here),
        Command(STATUS, "git status", ["git", "status"], here),
    ]


def rev(estate: Prepared, peers: Peers) -> list[Command]:
    """A branch that edits three items, asked about from a work tree of `main`."""
    ours = [GITCAB, "validate", "--base", "main", "--rev", "change"]
    return [
        Command(BASE_REV, "gitcab validate --base main --rev change", ours, estate.folder),
        _imports(estate.folder),
    ]


def branch(estate: Prepared, peers: Peers) -> list[Command]:
    """The same branch, checked out."""
    return [
        Command(BASE, "gitcab validate --base main", [GITCAB, "validate", "--base", "main"], estate.folder),
        _imports(estate.folder),
    ]


def impact(estate: Prepared, peers: Peers) -> list[Command]:
    """What one item's failure reaches; networkx is given the pairs and timed without its start."""
    here, typical, hub = estate.folder, estate.told["typical"], estate.told["hub"]
    graph = [sys.executable, str(ROOT / "benchmarks/networkx_region.py"), str(estate.edges), hub]
    return [
        Command(TYPICAL, f"gitcab impact {typical}", [GITCAB, "impact", typical], here),
        _imports(here),
        Command(HUB, f"gitcab impact {hub}", [GITCAB, "impact", hub], here),
        Command(NETWORKX, f"python benchmarks/networkx_region.py EDGES {hub}", graph, here, prints_seconds=True),
    ]


def workflow(estate: Prepared, peers: Peers) -> list[Command]:
    """What a workflow does to decide, against what `actions/checkout` does before anything is decided."""
    scratch = KEPT / "workflow"
    facts = KEPT / f"facts-{estate.size}.json"
    facts.write_text(json.dumps(facts_of(estate)))
    for setting in ("allowFilter", "allowAnySHA1InWant"):
        git(estate.folder, "config", f"uploadpack.{setting}", "true")
    given = f'ORIGIN=file://{estate.folder} FACTS={facts} RECORDS={scratch}; gitcab() {{ {GITCAB} "$@"; }}; '
    clone = 'git clone --quiet --bare --no-single-branch {} "$ORIGIN" "$RECORDS"'  # as action.yml does
    gate = ' && gitcab gate --repo "$RECORDS" --pull-request "$FACTS"'
    checkout = (
        'git init --quiet "$RECORDS" && cd "$RECORDS" && git fetch --quiet --no-tags --depth=1 "$ORIGIN"'
        " +refs/heads/main:refs/remotes/origin/main && git checkout --quiet --force -B main refs/remotes/origin/main"
    )
    lines = {
        GATE: clone.format("--depth=2") + gate,
        GATE_BLOBLESS: clone.format("--depth=100 --filter=blob:none") + gate,
        CHECKOUT: checkout,
    }
    return [
        _shell(name, line, given + line, KEPT)._replace(before=lambda: _emptied(scratch), accepts=(0, 1))
        for name, line in lines.items()
    ]


GROUPS: dict[str, Callable[[Prepared, Peers], list[Command]]] = {
    "cold": cold,
    "warm": warm,
    "rev": rev,
    "branch": branch,
    "impact": impact,
    "workflow": workflow,
}
CHECKED_OUT = {"branch": "change"}  # by group; `main` else


def facts_of(estate: Prepared) -> dict[str, object]:
    """A pull request of the branch `change`, as GitHub would tell of it."""
    shas = {name: git(estate.folder, "rev-parse", name) for name in ("main", "change")}
    return {
        "schema": "gitcab.facts/1",
        "repository": "district/it",
        "number": 1,
        "author": "user-1-a",
        "draft": False,
        "labels": [],
        "opened_at": "2026-11-20T09:00:00Z",
        "base": {"ref": "main", "sha": shas["main"]},
        "head": {"ref": "change", "sha": shas["change"]},
        "commits": [{"sha": shas["change"], "author": "user-1-a", "committer": "user-1-a", "co_authors": []}],
        "reviews": [],
        "open_pull_requests": [],
        "as_of": "2026-11-21T12:00:00Z",
    }


def _imports(folder: Path) -> Command:
    return Command(START, f'python -c "{START}"', [sys.executable, "-c", START], folder)


def _shell(name: str, shown: str, line: str, folder: Path, runs: int | None = None) -> Command:
    return Command(name, shown, ["bash", "-c", line], folder, runs=runs)


def _shown(arguments: Sequence[str]) -> str:
    return " ".join(f"'{one}'" if set(one) & set("{}* ") else one for one in arguments)


def _emptied(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
