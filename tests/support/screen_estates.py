"""Estates as files in which much can be wrong: small random ones, and the little district with mistakes."""

from collections.abc import Mapping
from functools import cache
from random import Random

import yaml

from gitcab.store.starter import starter_files
from support.little_district import RECORDS
from support.rule_cases import estate_files

CLASSES = ("server", "database", "virtual_machine", "business_service", "application", "cluster")
RELATIONS = (
    "depends_on",
    "depends_on",
    "runs_on",
    "hosted_on",
    "virtualized_by",
    "member_of",
    "uses",
    "part_of",
    "located_in",
    "replicates_to",
)
STAGES = ("operational", "operational", "operational", "operational", "end_of_life", "design")
STATUSES = {"operational": "in_use", "end_of_life": "retired", "design": "build"}
TEAMS = {
    "crew": "kind: Team\nid: crew\nname: Crew\nmembers: [dortiz]\nformerly: [old-crew]\n",
    "empty": "kind: Team\nid: empty\nname: Nobody\n",
    "gone": "kind: Team\nid: gone\nname: Gone\nmembers: [mchen]\nlead: Ghost\nsucceeded_by: crew\n",
}


def random_estate_files(seed: int) -> dict[str, str]:
    """Eight items of all classes with relations at random, three teams, and the schemas that are shipped."""
    random = Random(seed)
    files = {path: text for path, text in estate_files().items() if path.startswith("schemas/")}
    files |= {f"cmdb/teams/{name}.yaml": text for name, text in TEAMS.items()}
    ids = list("abcdefgh")
    for one in ids:
        record = _item(random, one, ids)
        folder = record["class"] if random.random() < 0.97 else "server"
        name = one if random.random() < 0.97 else f"{one}-2"
        files[f"cmdb/{folder}/{name}.yaml"] = yaml.safe_dump(record, sort_keys=False)
    return files


def _item(random: Random, id: str, ids: list[str]) -> dict[str, object]:
    stage = random.choice(STAGES)
    record: dict[str, object] = {
        "kind": "ConfigurationItem",
        "class": random.choice(CLASSES),
        "id": id if random.random() < 0.95 else random.choice((*ids, id.upper())),
        "name": id.title(),
        "owner": random.choice(("crew",) * 9 + ("old-crew", "empty", "gone", "nobody")),
        "environment": "production",
        "criticality": "high",
        "life_cycle": {"stage": stage, "status": STATUSES[stage]},
        "relations": _relations(random, ids),
    }
    if random.random() < 0.1:
        record["operated_by"] = random.choice(("crew", "gone", "nobody"))
    if random.random() < 0.25:
        record["quorum"] = random.choice((1, 1, 2, 3))
    if random.random() < 0.1:
        record["formerly"] = [random.choice((f"old-{id}", "old-a", *ids))]
    return record


def _relations(random: Random, ids: list[str]) -> dict[str, list[object]]:
    relations: dict[str, list[object]] = {}
    for _ in range(random.choice((0, 1, 1, 2, 3))):
        targets = relations.setdefault(random.choice(RELATIONS), [])
        of = random.choices((*ids, *ids, *ids, "old-a", "old-b", "missing"), k=random.choice((1, 2, 2, 3)))
        if random.random() < 0.3:
            targets.append({"at_least": random.choice((1, 1, 2)), "of": of})
        else:
            targets.append(of[0])
    return relations


EDITS = (
    ("{stage: operational, status: in_use}", "{stage: end_of_life, status: retired}"),
    ("owner: data-team", "owner: apps-team"),
    ("owner: apps-team", "owner: nobody"),
    ("class: server", "class: database"),
    ("class: virtual_machine", "class: business_service"),
    ("id: vm-1", "id: vm-9"),
    ("id: vm-1", "id: VM-1"),
    ("id: vm-1", "id: dns-1"),
    ("id: data-team", "id: data-crew"),
    ("[vm-1]", "[dns-1, vm-1, grades]"),
    ("[vm-1]", "[sis-database]"),
    ("[dns-1, dns-2]", "[dns-1, dns-1, vm-1]"),
    ("formerly: [ns-2]\n", ""),
    ("formerly: [ns-2]\n", "formerly: [dns-1]\n"),
    ("members: [akhan]", "members: []"),
    ("roles:", "succeeded_by: apps-team\nroles:"),
    ("roles:", "lead: nobody\nroles:"),
    ("kind: ConfigurationItem", "kind: ConfigurationItm"),
    ("kind: Team", "kind: Tean"),
    ("criticality: high\n", ""),
    ("relations:", "quorum: 2\nrelations:"),
    ("depends_on:", "member_of:"),
    ("id: ", "# gitcab: ignore[orphan] a spare\nid: "),
)
"""Mistakes to make in the little district: what stands there, and what is written instead."""


@cache
def district() -> Mapping[str, str]:
    """The little district with the schemas that are shipped."""
    return {**{path: text.decode() for path, text in starter_files()}, **RECORDS}


def mutated(files: Mapping[str, str], random: Random, times: int = 3) -> dict[str, str]:
    """The files with so many mistakes, some of which may not fit anywhere; now and then a file is missing."""
    changed = dict(files)
    for _ in range(times):
        path = random.choice(sorted(path for path in changed if path.startswith(("cmdb/", "changes/"))))
        fitting = [one for one in EDITS if one[0] in changed[path]]
        if not fitting or random.random() < 0.1:
            del changed[path]
        else:
            changed[path] = changed[path].replace(*random.choice(fitting))
    return changed


def exchanged(seed: int, other: int) -> tuple[dict[str, str], dict[str, str]]:
    """A random estate before and after it lost some files and got two of another one's."""
    random = Random(other)
    before, strange = random_estate_files(seed), random_estate_files(other)
    after = {path: text for path, text in before.items() if random.random() < 0.95 or "schemas/" in path}
    for path in random.sample(sorted(path for path in strange if path.startswith("cmdb/")), 2):
        after[path] = strange[path]
    return before, after
