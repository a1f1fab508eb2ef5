"""How far the findings on one record reach: to items that are several relations away, and no further than they must."""

import pytest
import yaml

from gitcab.rules.indexed import judge_nearby, judge_whole
from gitcab.store.index.estate import estate_of
from gitcab.store.loading import load
from gitcab.store.memory_tree import MemoryTree
from support.memory_views import keep_in, lay, mirror
from support.outlines import all_findings
from support.rule_cases import estate_files

SCHEMAS = {path: text for path, text in estate_files().items() if path.startswith("schemas/")}


def team(id, members=("dortiz",), **fields):
    return {"kind": "Team", "id": id, "name": id, "members": list(members), **fields}


def item(id, item_class="server", *, owner="crew", stage="operational", **relations):
    more = {name: relations.pop(name) for name in ("quorum", "formerly", "description") if name in relations}
    status = {"operational": "in_use", "end_of_life": "retired", "design": "build"}[stage]
    record = {"kind": "ConfigurationItem", "class": item_class, "id": id, "name": id, "owner": owner}
    record |= {"environment": "production", "criticality": "high"}
    return {**record, "life_cycle": {"stage": stage, "status": status}, "relations": relations, **more}


def files(*records):
    found = dict(SCHEMAS)
    for record in (team("crew"), *records):
        folder = "teams" if record["kind"] == "Team" else record["class"]
        found[f"cmdb/{folder}/{record['id']}.yaml"] = yaml.safe_dump(record, sort_keys=False)
    return found


FAR = [item(f"far-{n}", depends_on=[f"far-{n + 1}"]) for n in range(5)] + [item("far-5")]
RING = [item("a", depends_on=["b"]), item("b", depends_on=["c"]), item("c", depends_on=["d"])]
TWO_RINGS = [
    *(item("p", depends_on=["q"]), item("q", depends_on=["p", "m"])),
    *(item("x", depends_on=["y"]), item("y", depends_on=["x", "m"])),
]
GROUP = item("pool-user", depends_on=[{"at_least": 1, "of": ["vm-1", "vm-2"]}])
MACHINES = [item(f"vm-{n}", "virtual_machine", virtualized_by=[f"host-{n}"]) for n in (1, 2)]
HOSTS = [item("host-1", hosted_on=["frame"]), item("frame")]
OLD_TEAMS = [team("old", succeeded_by="newer"), team("newer")]
PAIRS = {
    "a ring is closed": ([*RING, item("d")], [*RING, item("d", depends_on=["a"])]),
    "a ring is opened": (
        [*RING, item("d", depends_on=["a"])],
        [RING[0], item("b"), RING[2], item("d", depends_on=["a"])],
    ),
    "two rings part": (
        [item("m", depends_on=["p", "x"]), *TWO_RINGS],
        [item("m"), *TWO_RINGS],
    ),
    "a host moves": (
        [GROUP, *MACHINES, *HOSTS, item("host-2")],
        [GROUP, *MACHINES, *HOSTS, item("host-2", hosted_on=["frame"])],
    ),
    "a host becomes a cluster": (
        [GROUP, *MACHINES, *HOSTS, item("host-2", hosted_on=["frame"]), item("blade", depends_on=["frame"])],
        [GROUP, *MACHINES, *HOSTS, item("host-2", hosted_on=["frame"]), item("blade", member_of=["frame"])],
    ),
    "who names what is retired goes into service": (
        [item("gone", stage="end_of_life"), item("user", stage="design", depends_on=["gone"])],
        [item("gone", stage="end_of_life"), item("user", depends_on=["gone"])],
    ),
    "a member goes out of service": (
        [item("pool", "cluster"), item("one", member_of=["pool"])],
        [item("pool", "cluster"), item("one", stage="design", member_of=["pool"])],
    ),
    "the only one that names an item names another": (
        [item("alone"), item("other"), item("user", depends_on=["alone"])],
        [item("alone"), item("other"), item("user", depends_on=["other"])],
    ),
    "an id that is alike appears": (
        [item("user", depends_on=["databse-1"]), item("x", depends_on=["user"])],
        [item("user", depends_on=["databse-1"]), item("x", depends_on=["user"]), item("database-1")],
    ),
    "a former id is given up": (
        [item("new", formerly=["old"]), item("user", depends_on=["old"])],
        [item("new"), item("user", depends_on=["old"])],
    ),
    "the first of two with one id goes": (
        [item("web", "database", depends_on=["base"]), item("web", depends_on=["lone"]), item("base"), item("lone")],
        [item("web", depends_on=["lone"]), item("base"), item("lone")],
    ),
    "the successor of a successor": (
        [*OLD_TEAMS, item("user", owner="old"), team("newest")],
        [OLD_TEAMS[0], team("newer", succeeded_by="newest"), item("user", owner="old"), team("newest")],
    ),
    "a team loses its members": (
        [team("two"), item("svc", "business_service", owner="two", depends_on=["far-0"])],
        [team("two", ()), item("svc", "business_service", owner="two", depends_on=["far-0"])],
    ),
    "a person leaves": ([team("two", ["mchen"]), team("led", lead="mchen")], [team("two"), team("led", lead="mchen")]),
}


BROKEN = "kind: Team\nid: [two\n"
STRANGERS = [team("led", lead="mchen"), team("other", lead="asmith")]
BROKEN_PAIRS = {
    "a team's file is mended": (["cmdb/teams/two.yaml"], [], [team("two", ["asmith"])]),
    "one of two is mended": (["cmdb/teams/one.yaml", "cmdb/teams/two.yaml"], ["cmdb/teams/one.yaml"], [team("two")]),
    "the file of a team goes": (["cmdb/teams/two.yaml"], [], []),
    "another broken file has its name": (
        ["cmdb/teams/two.yaml"],
        ["cmdb/teams/two.yaml", "cmdb/virtual_machine/two.yaml"],
        [],
    ),
}


def judged(before, after):
    """The findings on what lies over the mirror, and the paths that were judged for them."""
    view = mirror(before)
    whole = judge_whole(view, estate_of(view))
    keep_in(view, whole.findings)
    later = lay(view, before, after)
    near = judge_nearby(later, estate_of(later), whole.joined)
    kept = [one for one in later.findings() if one.place.path not in near.paths]
    return tuple(sorted((*kept, *near.findings), key=lambda one: one.sort_key)), near.paths


@pytest.mark.parametrize("name", PAIRS)
def test_it_reaches_far_enough_and_no_further(name):
    first, second = (files(*FAR, *records) for records in PAIRS[name])
    careful = [all_findings(load(MemoryTree(each))) for each in (first, second)]
    assert careful[0] != careful[1], "the pair shows nothing"
    for before, after, expected in ((first, second, careful[1]), (second, first, careful[0])):
        found, paths = judged(before, after)
        assert found == expected
        assert not any("far-3" in path or "far-4" in path for path in paths)


@pytest.mark.parametrize("name", BROKEN_PAIRS)
def test_a_team_that_cannot_be_read_concerns_those_who_name_people(name):
    broken, still_broken, mended = BROKEN_PAIRS[name]
    records = [*FAR, *STRANGERS, item("user", owner="two")]
    first = {**files(*records), **dict.fromkeys(broken, BROKEN)}
    second = {**files(*records, *mended), **dict.fromkeys(still_broken, BROKEN)}
    for before, after in ((first, second), (second, first)):
        found, paths = judged(before, after)
        assert found == all_findings(load(MemoryTree(after)))
        assert not any("far-" in path for path in paths)


def test_what_others_do_not_see_concerns_nobody_else():
    before = files(*FAR, *RING, item("d"))
    after = files(*FAR, *RING, item("d", description="The last of four."))
    assert judged(before, after)[1] == {"cmdb/server/d.yaml"}
