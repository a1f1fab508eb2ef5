"""`gitcab rfc finish`: what it writes into cmdb/, what it refuses, and that it is all or nothing."""

from contextlib import suppress

import pytest

from gitcab.store import journal, writing
from support.little_district import SIS, UPGRADE, little_district

PATH = f"changes/2026/{UPGRADE}.yaml"
NOW = ("--now", "2026-12-06T05:40:59Z")
NEW = f"changes/2026/{UPGRADE}/new/vm-2.yaml"
MACHINE = """\
# yaml-language-server: $schema=../../../../schemas/records/ConfigurationItem.json
kind: ConfigurationItem
class: virtual_machine
id: vm-2
name: Second machine   # beside the first
owner: data-team
environment: production
criticality: high
life_cycle: {stage: operational, status: in_use}
"""
ADDED = """\
  - add:
      kind: ConfigurationItem
      class: virtual_machine
      id: vm-3
      name: Third machine
      owner: data-team
      environment: production
      criticality: high
      life_cycle: {stage: operational, status: in_use}
  - add_from: new/
  - id: grades
    effect: none
    unrelate: {depends_on: [ns-2]}
  - retire: dns-2
schedule:"""
AFTER = "cmdb/virtual_machine/vm-2.yaml"


@pytest.fixture
def district(tmp_path):
    """The upgrade is under way; it also adds two machines and retires the second name server."""
    repository = little_district(tmp_path / "district", {NEW: MACHINE})
    edit(repository, "state: scheduled", "state: implement")
    edit(repository, "schedule:", ADDED)
    return repository


def edit(repository, old, new, path=PATH):
    text = read(repository, path)
    assert old in text
    repository.commit("Edit", {path: text.replace(old, new)})


def read(repository, path):
    return (repository.path / path).read_text()


def finish(repository, gitcab, *options):
    return gitcab("rfc", "finish", UPGRADE, *options, *NOW, cwd=repository.path)


def changed(repository):
    """The paths that differ from the last commit, those that are new included."""
    return set(
        repository.git("status", "--porcelain", "--untracked-files=all", "--no-renames").replace("?? ", " M ").split()
    ) - {"M", "D"}


def test_everything_is_brought_up_to_date(district, gitcab):
    before = read(district, SIS), read(district, "cmdb/server/dns-2.yaml"), read(district, PATH)
    ran = finish(district, gitcab)
    assert ran.code == 0, ran.err
    assert read(district, SIS) == before[0].replace("{runs_on: [vm-1]}", "{}").replace("16.4", "17.1")
    retired = "life_cycle: {stage: end_of_life, status: retired}"
    assert read(district, "cmdb/server/dns-2.yaml") == before[1].replace(
        "life_cycle: {stage: operational, status: in_use}", retired
    )
    assert "    - at_least: 1   # either will do\n      of: [dns-1]\n" in read(
        district, "cmdb/business_service/grades.yaml"
    )
    assert read(district, AFTER) == MACHINE.replace("../../../../", "../../")
    assert "name: Third machine" in read(district, "cmdb/virtual_machine/vm-3.yaml")
    assert read(district, PATH) == before[2].replace("state: implement", "state: review") + (
        "review:\n  end: 2026-12-05T23:40\n  backed_out: false\n"
    )
    assert changed(district) == {
        *(PATH, SIS, NEW, AFTER, "cmdb/virtual_machine/vm-3.yaml"),
        *("cmdb/server/dns-2.yaml", "cmdb/business_service/grades.yaml"),
    }
    assert 'attributes.version: "16.4" -> "17.1"' in ran.out
    assert "implement -> review: legal, recording" in ran.out
    assert gitcab("validate", "--base", "HEAD", cwd=district.path).code == 0


def test_what_was_backed_out_leaves_cmdb_as_it_is(district, gitcab):
    ran = finish(district, gitcab, "--backed-out", "true")
    assert ran.code == 0
    assert changed(district) == {PATH}
    assert "backed_out: true" in read(district, PATH)


def test_of_what_was_partly_backed_out_only_what_was_applied_is_written(district, gitcab):
    ran = finish(district, gitcab, "--backed-out", "partial", "--applied", "sis-database", "--applied", "vm-2")
    assert ran.code == 0, ran.err
    assert changed(district) == {PATH, SIS, NEW, AFTER}
    assert "applied: [sis-database, vm-2]\n" in read(district, PATH)


def test_deviations_are_what_is_true(district, gitcab):
    deviation = 'review:\n  deviations:\n    - {id: sis-database, patch: {attributes: {version: "17.2"}}, why: Newer}\n'
    district.commit("Reviewed", {PATH: read(district, PATH) + deviation})
    assert finish(district, gitcab).code == 0
    assert 'version: "17.2"' in read(district, SIS)


@pytest.mark.parametrize(
    "deviation", ["", 'review: {deviations: [{id: sis-database, patch: {attributes: {version: "17.2"}}}]}\n']
)
def test_something_else_than_the_patch_expects_is_refused_with_both_values(district, gitcab, deviation):
    edit(district, "    minutes: 15", '    minutes: 15\n    was: {attributes: {version: "16.2"}}')
    district.commit("Reviewed", {PATH: read(district, PATH) + deviation})
    ran = finish(district, gitcab)
    if deviation:
        assert ran.code == 0
    else:
        assert ran.code == 1
        assert "expects 16.2 and finds 16.4 in attributes.version" in ran.err
        assert changed(district) == set()


def test_what_the_patch_would_write_anyway_is_no_surprise(district, gitcab):
    edit(district, "    minutes: 15", '    minutes: 15\n    was: {attributes: {version: "16.4"}}')
    edit(district, '"16.4"', '"17.1"', SIS)
    assert finish(district, gitcab).code == 0


def test_an_id_that_is_taken_is_refused(district, gitcab):
    district.commit("Meanwhile", {AFTER: MACHINE.replace("../../../../", "../../")})
    ran = finish(district, gitcab)
    assert (ran.code, changed(district)) == (1, set())
    assert "'vm-2' is to be added and exists already" in ran.err


def test_what_would_not_be_valid_is_not_written(district, gitcab):
    deviation = "review: {deviations: [{id: sis-database, patch: {criticality: severe}}]}\n"
    district.commit("Reviewed", {PATH: read(district, PATH) + deviation})
    ran = finish(district, gitcab)
    assert (ran.code, changed(district)) == (1, set())
    assert "nothing was written" in ran.err


def test_a_hold_ends_with_the_work(district, gitcab):
    edit(district, "type: normal", "on_hold: {reason: Lunch, since: 2026-12-05T22:30}\ntype: normal")
    assert finish(district, gitcab).code == 0
    assert "on_hold: null" in read(district, PATH)


class Killed(BaseException):
    """What no code of ours catches."""


@pytest.mark.parametrize("writes", range(0, 10, 3))
@pytest.mark.parametrize("linked", [False, True], ids=["clone", "worktree"])
def test_killed_midway_the_next_commands_say_so_and_complete_it(
    district, gitcab, tmp_path, monkeypatch, writes, linked
):
    if linked:
        district.git("worktree", "add", "--quiet", "-b", "other", str(tmp_path / "linked"))
        district.path = tmp_path / "linked"
    left = [writes]
    with monkeypatch.context() as patch:
        real = writing._replace

        def replace(target, content):
            left[0] -= 1
            if left[0] < 0:
                raise Killed
            real(target, content)

        patch.setattr(writing, "_replace", replace)
        with suppress(Killed):
            finish(district, gitcab)
    if 0 < len(changed(district)) < 7:
        ran = gitcab("validate", cwd=district.path)
        assert ran.code == 3
        assert "gitcab recover" in ran.err
        assert gitcab("validate", "--rev", "HEAD", cwd=district.path).code == 0
        assert gitcab("recover", cwd=district.path).code == 0
    assert len(changed(district)) in (0, 7)
    assert gitcab("validate", cwd=district.path).code == 0


def test_a_writing_command_completes_it_first(district, gitcab, monkeypatch):
    with monkeypatch.context() as patch:

        def only_the_first(top, contents):
            real(top, dict([next(iter(contents.items()))]))
            raise Killed

        real = journal.write_files
        patch.setattr(journal, "write_files", only_the_first)
        with pytest.raises(Killed):
            finish(district, gitcab)
    ran = gitcab("rfc", "close", UPGRADE, "--code", "successful", cwd=district.path)
    assert ran.code == 0, ran.err
    assert f"completed what was cut off: {SIS}" in ran.err
    assert "state: closed" in read(district, PATH)
    assert len(changed(district)) == 7
