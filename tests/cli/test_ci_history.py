import json

import pytest

from support.little_district import SIS, little_district

MOVED = "cmdb/database/core/sis-database.yaml"
RENAMED = "cmdb/database/core/student-database.yaml"


@pytest.fixture(scope="module")
def district(tmp_path_factory):
    """A database that is edited, moved, edited on a branch, and renamed so that git sees no rename."""
    district = little_district(tmp_path_factory.mktemp("district") / "work")
    text = (district.path / SIS).read_text()
    text = text.replace('"16.4"', '"17.1"').replace("high", "critical")
    district.commit("Upgrade", {SIS: text})
    district.commit("Move", {MOVED: text}, delete=[SIS])
    district.commit("Reformat", {MOVED: text.replace("# quoted", "# in quotes")})
    renamed = "kind: ConfigurationItem\nid: student-database\nformerly: [sis-database]\nclass: database\n" + (
        "name: D\nowner: data-team\nlife_cycle: {stage: operational, status: in_use}\n"
    )
    district.commit("Rename", {RENAMED: renamed}, delete=[MOVED])
    district.commit("Elsewhere", {"README.md": "Hello\n"})
    return district


def history(gitcab, *arguments):
    ran = gitcab("ci", "history", *arguments, "--format", "json")
    assert (ran.code, ran.err) == (0, "")
    return [(row["subject"], row["what changed"]) for row in json.loads(ran.out)["rows"]]


def test_newest_first_field_by_field_through_moves_and_renames(gitcab, district):
    told = history(gitcab, "student-database", "--repo", district.path)
    assert [subject for subject, _ in told] == ["Rename", "Reformat", "Move", "Upgrade", "The first commit"]
    changes = dict(told)
    assert changes["Upgrade"] == "criticality: high -> critical; attributes.version: 16.4 -> 17.1"
    assert changes["Reformat"] == "comments or layout"
    assert changes["Move"] == f"moved from {SIS}"
    assert "id: sis-database -> student-database" in changes["Rename"]
    assert changes["The first commit"] == "added"


def test_a_former_id_and_a_bare_clone_will_do(gitcab, district):
    bare = district.bare_clone()
    told = history(gitcab, "sis-database", "--rev", "main", "--repo", bare.path)
    assert told == history(gitcab, "student-database", "--repo", district.path)


def test_the_history_of_an_older_revision_ends_there(gitcab, district):
    told = history(gitcab, "sis-database", "--rev", "main~4", "--repo", district.path)
    assert [subject for subject, _ in told] == ["Upgrade", "The first commit"]


def test_a_change_on_a_branch_is_told_as_what_it_was(gitcab, tmp_path):
    district = little_district(tmp_path)
    district.checkout("side", new=True)
    item = "cmdb/server/dns-1.yaml"
    text = (district.path / item).read_text()
    district.commit("On the branch", {item: text.replace("production", "staging")})
    district.checkout("main")
    district.commit("On main", {item: text.replace("Dns 1", "Resolver")})
    district.merge("side")
    told = dict(history(gitcab, "dns-1", "--repo", district.path))
    assert told["On the branch"] == "environment: production -> staging"
    assert told["On main"] == "name: Dns 1 -> Resolver"


def test_a_shallow_clone_does_not_claim_that_the_item_was_added(gitcab, district):
    clone = district.bare_clone("shallow.git", "--depth=1")
    assert history(gitcab, "vm-1", "--rev", "main", "--repo", clone.path) == [
        ("Elsewhere", "as old as this shallow clone reaches")
    ]


def test_what_is_not_committed_has_no_history(gitcab, tmp_path):
    district = little_district(tmp_path)
    district.write(
        {"cmdb/server/dns-3.yaml": (district.path / "cmdb/server/dns-1.yaml").read_text().replace("dns-1", "dns-3")}
    )
    ran = gitcab("ci", "history", "dns-3", cwd=tmp_path)
    assert (ran.code, ran.out) == (0, "0 commits\n")


def test_an_unknown_item_is_a_usage_error(gitcab, district):
    assert gitcab("ci", "history", "vm-11", "--repo", district.path).code == 2
