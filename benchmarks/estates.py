"""Makes an estate of any size in a git repository of its own, the same bytes for the same seed.

Run: python benchmarks/estates.py 100000 FOLDER. On `main` lies one commit with the schemas of this repository,
the items of `layers.py`, teams, a policy and requests for change; `gitcab validate` has nothing to say about
them. The branch `change` edits three items: an attribute, a description and a relation. The ids that
benchmarks ask about stand in `estate.json` in git's folder; so does what the estate was made from.
"""

import argparse
import json
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from random import Random
from typing import IO, NamedTuple

from layers import Group, Item, Layers, described, named
from reach import Reach

ROOT = Path(__file__).resolve().parents[1]
STARTER = ROOT / "tool/gitcab/starter"
SCHEMAS = ("schemas/relations.yaml", "schemas/classes/*.yaml", "schemas/records/*.json")
SMALLEST, LARGEST = 500, 1_000_000
COMMITTED = 1_790_000_000  # seconds since 1970: autumn 2026
STATES = ("new", "assess", "authorize", "scheduled", "implement", "review", "closed", "canceled")
_FINDINGS = (
    ("environment: production\n", ""),
    ("  engine: ", "  no_such_attribute: 1\n  engine: "),
    ("  runs_on: [", "  depends_on: [no-such-item]\n  runs_on: ["),
)


class Asked(NamedTuple):
    """What an estate is made from: how many items, from which seed, with how many changes and findings."""

    size: int
    seed: int = 7
    changes: int = 10
    findings: int = 0


class Writer:
    """Writes commits to `git fast-import`."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._write = stream.write

    def commit(self, branch: str, message: str, after: str = "") -> None:
        """Begins a commit on that branch; the files that follow are its changes."""
        who = f"Maria Chen <mchen@district.example> {COMMITTED} +0000"
        begun = f"commit refs/heads/{branch}\ncommitter {who}\ndata {len(message)}\n{message}\n"
        self._write((begun + (f"from {after}\n" if after else "")).encode())

    def file(self, path: str, text: str) -> None:
        """A file of the commit that was begun."""
        content = text.encode()
        self._write(b"M 100644 inline %s\ndata %d\n%s\n" % (path.encode(), len(content), content))


def teams(asked: Asked) -> int:
    """How many teams there are."""
    return max(4, min(200, asked.size // 500))


def team_files(asked: Asked) -> Iterator[tuple[str, str]]:
    """Teams of four; the first is the board."""
    for number in range(teams(asked)):
        members = ", ".join(f"user-{number}-{letter}" for letter in "abcd")
        roles = "roles: [cab, ecab, change_manager]\n" if number == 0 else ""
        text = f"kind: Team\nid: team-{number}\nname: Team {number}\nmembers: [{members}]\n{roles}"
        yield f"cmdb/teams/team-{number}.yaml", f"{schema_line('Team', 2)}{text}"


def schema_line(kind: str, depth: int) -> str:
    """The first line, by which editors find the schema."""
    return f"# yaml-language-server: $schema={'../' * depth}schemas/records/{kind}.json\n"


def item_text(item: Item, asked: Asked, random: Random) -> str:
    """The file of an item."""
    owner = random.randrange(teams(asked))
    environment = random.choices(("production", "staging", "test"), (8, 1, 1))[0]
    criticality = random.choices(("low", "medium", "high", "critical"), (3, 5, 2, 1))[0]
    quorum = f"quorum: {quorum_of(item, asked)}\n" if item.item_class == "cluster" else ""
    attributes = "".join(f"  {name}: {value}\n" for name, value in item.attributes.items())
    return (
        f"{schema_line('ConfigurationItem', 3)}kind: ConfigurationItem\nclass: {item.item_class}\nid: {item.id}\n"
        f"name: {item.item_class.replace('_', ' ').capitalize()} {item.number} of the district\n"
        f"owner: team-{owner}\noperated_by: team-{(owner + 1) % teams(asked)}\n"
        f"description: {described(random)}\ntags: [generated, batch-{item.number % 16}]\n"
        f"environment: {environment}\ncriticality: {criticality}\n"
        f"life_cycle: {{stage: operational, status: in_use}}\n{quorum}{relations_text(item)}"
        f"{f'attributes:{chr(10)}{attributes}' if attributes else ''}"
        f'verified_on: "2026-{1 + item.number % 10:02d}-{1 + item.number % 28:02d}"\n'
    )


def quorum_of(item: Item, asked: Asked) -> int:
    """How many members of a cluster must be up: all but two, and one at least."""
    each = Layers(asked.size, asked.seed).counts
    members = len(range(item.number, each["server"] // 2, each["cluster"]))
    return max(1, members - 2)


def relations_text(item: Item) -> str:
    """The relations of an item: a list in one line, or a line for each where there are groups."""
    lines = ["relations:\n"] if item.relations else []
    for relation, targets in item.relations.items():
        if any(isinstance(target, Group) for target in targets):
            lines.append(f"  {relation}:\n")
            lines.extend(f"    - {target_text(target)}\n" for target in targets)
        else:
            lines.append(f"  {relation}: [{', '.join(map(target_text, targets))}]\n")
    return "".join(lines)


def target_text(target: str | Group) -> str:
    """What is named: an item or a group of them."""
    if isinstance(target, Group):
        return f"{{at_least: {target.at_least}, of: [{', '.join(target.of)}]}}"
    return target


def rfc_file(number: int, asked: Asked) -> tuple[str, str]:
    """A request for change of one virtual machine; its state is one of all in turn."""
    state, day, team = STATES[number % len(STATES)], 1 + number % 28, number % teams(asked)
    rfc = f"RFC-2026-11-{day:02d}-change-{number}"
    machine = named("virtual_machine", number % Layers(asked.size, asked.seed).counts["virtual_machine"])
    ends = {
        "closed": "review: {close_code: successful, backed_out: false}\n",
        "canceled": "cancellation: {reason: Nobody needs it any more.}\n",
    }
    text = (
        f"kind: RequestForChange\nid: {rfc}\ntitle: More memory for {machine}\ntype: normal\nstate: {state}\n"
        f"requested_by: user-{team}-a\nassigned_to: [user-{team}-b]\n"
        "justification: The nightly jobs take until the schools open.\nurgency: medium\nconfiguration_items:\n"
        f"  - id: {machine}\n    effect: outage\n    minutes: 20\n    patch: {{attributes: {{memory_gb: 64}}}}\n"
        f'schedule: {{start: "2026-12-{day:02d}T22:00", end: "2026-12-{day:02d}T23:30", time_zone: America/Chicago}}\n'
        "plans:\n  implementation: [Stop it, give it the memory, start it.]\n  test: [Look at its memory.]\n"
        f"  backout: {{steps: [Take the memory back.], minutes: 10}}\n{ends.get(state, '')}"
    )
    return f"changes/2026/{rfc}.yaml", f"{schema_line('RequestForChange', 2)}{text}"


def rule_files() -> Iterator[tuple[str, str]]:
    """The schemas of this repository, by which the estate is judged, and the policy that `gitcab init` writes."""
    yield "changes/policy.yaml", (STARTER / "changes/policy.yaml").read_text()
    for pattern in SCHEMAS:
        for path in sorted(ROOT.glob(pattern)):
            yield path.relative_to(ROOT).as_posix(), path.read_text()


def edits(asked: Asked) -> dict[str, tuple[str, str]]:
    """By id, what the branch `change` replaces in an item's file."""
    each = Layers(asked.size, asked.seed).counts
    network = named("network", each["network"] - 1)
    return {
        named("virtual_machine", each["virtual_machine"] // 2): (
            "  patch_group: ",
            '  support_ends: "2029-06-30"\n  patch_group: ',
        ),
        named("application", each["application"] // 2): ("description: ", "description: Moved in the autumn. "),
        named("business_service", each["business_service"] // 2): ("  uses: [", f"  uses: [{network}, "),
    }


def write(asked: Asked, writer: Writer) -> dict[str, object]:
    """Both branches; gives what benchmarks want to know of them."""
    layers, random, asked_for = Layers(asked.size, asked.seed), Random(asked.seed + 1), edits(asked)
    reach, changed, size = Reach(layers.counts), {}, 0
    writer.commit("main", "The estate")
    for path, text in [*rule_files(), *team_files(asked), *(rfc_file(one, asked) for one in range(asked.changes))]:
        writer.file(path, text)
    for item in layers.items():
        text = item_text(item, asked, random)
        if item.item_class == "database" and item.number < asked.findings:
            text = with_finding(text, item.number)
        if item.id in asked_for:
            changed[item.path] = text.replace(*asked_for[item.id], 1)
        reach.add(item)
        size += len(text)
        writer.file(item.path, text)
    writer.commit("change", "Three items are edited", after="refs/heads/main")
    for path, text in changed.items():
        writer.file(path, text)
    return {**asked._asdict(), **examples(layers.counts, reach), "changed": list(changed), "item_bytes": size}


def examples(counts: Mapping[str, int], reach: Reach) -> dict[str, object]:
    """A server that about 200 items hang on, at every size, and the hub, with how many that are."""
    count, first = reach.counter(), counts["server"] // 2
    servers = [named("server", one) for one in range(first, min(first + 200, counts["server"]))]
    typical = min(servers, key=lambda one: abs(count(one) - 200))
    hub = named("network", 0)
    return {"typical": typical, "typical_reach": count(typical), "hub": hub, "hub_reach": count(hub)}


def with_finding(text: str, number: int) -> str:
    """The file of a database with one finding in it, of three sorts in turn."""
    found = [text.replace(f"environment: {one}\n", "environment: production\n") for one in ("staging", "test")]
    plain = next((one for one in found if one != text), text)
    return plain.replace(*_FINDINGS[number % len(_FINDINGS)], 1)


def make(asked: Asked, folder: Path, bare: bool = False) -> dict[str, object]:
    """Makes the repository in a folder that is empty or absent; bare, or with `main` checked out.

    Gives what stands in its `estate.json`.
    """
    git = ("git", "-C", str(folder))
    folder.mkdir(parents=True, exist_ok=True)
    subprocess.run([*git, "init", "-q", "--template=", "-b", "main", *(["--bare"] if bare else [])], check=True)
    importing = [*git, "-c", "core.ignoreCase=false", "fast-import", "--quiet", "--done", "--date-format=raw"]
    with subprocess.Popen(importing, stdin=subprocess.PIPE) as fast_import:
        assert fast_import.stdin is not None
        told = write(asked, Writer(fast_import.stdin))
        fast_import.stdin.write(b"done\n")
    if fast_import.returncode:
        raise SystemExit(f"git fast-import failed with {fast_import.returncode}")
    (folder / ("" if bare else ".git") / "estate.json").write_text(json.dumps(told, indent=2) + "\n")
    if not bare:
        subprocess.run([*git, "checkout", "-q", "main"], check=True)
    return told


def main(arguments: Iterable[str] | None = None) -> None:
    """Makes an estate and tells where and what."""
    parser = argparse.ArgumentParser(description="Makes an estate in a git repository of its own.")
    parser.add_argument("size", type=int, help=f"how many configuration items, {SMALLEST} to {LARGEST:,}")
    parser.add_argument("folder", type=Path, help="where; empty or absent")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--changes", type=int, help="requests for change; one for 100 items, 1,000 at most")
    parser.add_argument("--findings", type=int, default=0, help="how many items `gitcab validate` complains of")
    parser.add_argument("--bare", action="store_true", help="without a work tree")
    given = parser.parse_args(None if arguments is None else list(arguments))
    if not SMALLEST <= given.size <= LARGEST:
        parser.error(f"the size lies between {SMALLEST} and {LARGEST:,}")
    if given.folder.exists() and any(given.folder.iterdir()):
        parser.error(f"{given.folder} is not empty")
    changes = min(1_000, given.size // 100) if given.changes is None else given.changes
    told = make(Asked(given.size, given.seed, changes, given.findings), given.folder, given.bare)
    print(f"{given.folder}: {json.dumps(told)}")


if __name__ == "__main__":
    main()
