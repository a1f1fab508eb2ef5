"""The real workflow files, from an event to the status and the comment, on a fake GitHub and real git."""

import json

import pytest

from support.act import ROOT, Runner
from support.fake_github import Fault, serving
from support.forge_scene import District

DATA = ROOT / "tests/data/github"
OURS = ROOT / ".github/workflows"
STARTER = ROOT / "tool/gitcab/starter/.github/workflows"
REPOSITORY = {"full_name": "district/it", "default_branch": "main"}
NEEDED = ("dortiz", "akhan", "hpatel", "rstone")
CARELESS = """\
on: pull_request_target
jobs:
  greet:
    runs-on: ubuntu-24.04
    steps:
      - run: echo "${{ github.event.pull_request.title }}"
"""


@pytest.fixture
def district(tmp_path):
    return District(tmp_path / "district")


@pytest.fixture
def github(district):
    with serving(district.world) as fake:
        yield fake
    assert fake.complaints == []


@pytest.fixture
def runner(district, github, tmp_path):
    return Runner(tmp_path / "runner", district.clone.path, district.origin.path, github)


def payload(name, **keys):
    """GitHub's own example of the event, in our repository."""
    example = json.loads((DATA / f"{name}.json").read_text())
    example["repository"] |= REPOSITORY
    for key, more in keys.items():
        example[key] |= more
    return example


def asked(name, head, **more):
    about = {"number": 12, "head": {"sha": head, "ref": "work-12"}, **more}
    return payload(name.replace("closed", "opened"), pull_request=about)


def states(district):
    return [(one["state"], one["sha"]) for one in district.world.statuses]


def test_from_a_review_to_the_status_and_the_comment(district, runner):
    head = district.ask_for_upgrade()
    assert runner.run(STARTER / "cab.yml", "pull_request_target", asked("pull_request.opened", head)).ok
    for login in NEEDED:
        district.world.review(login)
    poke = runner.run(STARTER / "review.yml", "pull_request_review", asked("pull_request_review.submitted", head))
    assert (poke.ok, poke.calls) == (True, "")
    run = payload("workflow_run.completed", workflow_run={"head_sha": head, "pull_requests": []})
    assert runner.run(STARTER / "cab.yml", "workflow_run", run).ok
    assert states(district) == [("pending", head), ("success", head)]
    (comment,) = district.world.pulls[12].comments
    assert "**May be merged (4 of 4)" in comment["body"]


def test_approve_then_push(district, runner):
    district.ask_for_upgrade()
    for login in NEEDED:
        district.world.review(login)
    pushed = district.push_to_upgrade({"effect": "outage", "minutes": 180})
    assert runner.run(OURS / "cab.yml", "pull_request_target", asked("pull_request.synchronize", pushed)).ok
    assert states(district) == [("pending", pushed)]


def test_nothing_of_the_head_is_run_and_no_text_reaches_a_shell(district, runner, tmp_path):
    trap = f"touch {tmp_path}/PWNED"
    base = district.origin.head()
    head = district.ask_for_upgrade(
        **{
            "setup.py": f"import os; os.system({trap!r})\n".encode(),
            "requirements/run.txt": b"evil==1\n",
            ".gitattributes": b"* filter=trap diff=trap merge=trap\n",
            ".github/workflows/cab.yml": f"on: pull_request_target\njobs: {{x: {{steps: [{trap}]}}}}\n".encode(),
        }
    )
    told = asked("pull_request.opened", head, title=f'x"; {trap}; echo "', labels=[{"name": f"$({trap})"}])
    told["pull_request"]["head"]["ref"] = f"`{trap}`"
    ran = runner.run(OURS / "cab.yml", "pull_request_target", told)
    assert ran.ok, ran.log
    installed = [line for line in ran.calls.splitlines() if line.startswith("pip ")]
    assert {line.rpartition(" ")[2] for line in installed} == {base}
    assert not (tmp_path / "PWNED").exists()
    assert states(district)[-1][0] != "success"


def test_the_trap_is_one(district, runner, tmp_path):
    careless = tmp_path / "careless.yml"
    careless.write_text(CARELESS)
    told = asked("pull_request.opened", district.ask_for_upgrade(), title=f'x"; touch {tmp_path}/PWNED; echo "')
    assert runner.run(careless, "pull_request_target", told).ok
    assert (tmp_path / "PWNED").exists()


def test_what_cannot_be_told_fails_the_run_and_the_status(district, github, runner):
    head = district.ask_for_upgrade()
    github.faults.append(Fault("/reviews", 404))
    ran = runner.run(STARTER / "cab.yml", "pull_request_target", asked("pull_request.opened", head))
    assert not ran.ok
    assert "cannot tell" in ran.log
    assert states(district) == [("error", head)]
    assert district.world.token not in ran.log


def test_a_merge_queue(district, runner):
    head = district.ask_for_upgrade()
    for login in NEEDED:
        district.world.review(login)
    base, merged = district.queue(12)
    group = payload("merge_group.checks_requested", merge_group={"base_sha": base, "head_sha": merged})
    assert runner.run(STARTER / "cab.yml", "merge_group", group).ok
    assert states(district) == [("success", head), ("success", merged)]


def test_time_decides_anew(district, runner):
    head = district.ask_for_upgrade()
    told = {"schedule": "17 * * * *", "repository": REPOSITORY}
    assert runner.run(STARTER / "schedule.yml", "schedule", told, "--job", "decide").ok
    assert states(district) == [("pending", head)]


def test_a_change_from_the_browser(district, runner, tmp_path):
    fields = {
        "action": "new",
        "title": f'Look at dns-1"; touch {tmp_path}/PWNED; echo "$(touch {tmp_path}/PWNED)',
        "configuration_items": "dns-1=none",
        "why": "It is slow.",
    }
    told = {"inputs": fields, "sender": {"login": "bharris", "id": 4711}, "repository": REPOSITORY}
    ran = runner.run(STARTER / "change.yml", "workflow_dispatch", told)
    assert ran.ok, ran.log
    ref = district.origin.git("for-each-ref", "--format=%(refname)", "refs/heads/rfc/")
    shown = district.origin.git("show", "--format=%an <%ae>%n%B", "--name-only", ref)
    assert shown.startswith("github-actions[bot] <41898282+github-actions[bot]@users.noreply.github.com>")
    assert "Co-authored-by: bharris <4711+bharris@users.noreply.github.com>" in shown
    assert not (tmp_path / "PWNED").exists()


def test_calendars_and_reports(district, runner):
    ran = runner.run(STARTER / "publish.yml", "push", {"ref": "refs/heads/main", "repository": REPOSITORY})
    assert ran.ok, ran.log


def test_what_was_merged_leaves_evidence_and_is_audited(district, runner):
    head = district.ask_for_upgrade()
    for login in NEEDED:
        district.world.review(login)
    merged = district.merge()
    told = asked("pull_request.closed", head, merged=True, merge_commit_sha=merged)
    kept = runner.run(STARTER / "evidence.yml", "pull_request_target", told)
    assert kept.ok, kept.log
    assert head in district.origin.git("rev-list", "--parents", "--max-count=1", "refs/gitcab/evidence")
    push = {"ref": "refs/heads/main", "repository": REPOSITORY}
    assert runner.run(STARTER / "audit.yml", "push", push).ok
    past_the_gate = district.origin.commit("Past the gate", {"cmdb/server/dns-1.yaml": b"{}\n"})
    audit = runner.run(STARTER / "audit.yml", "push", push)
    assert not audit.ok
    assert past_the_gate[:12] in audit.log


def test_what_was_closed_unmerged_leaves_evidence_too(district, runner):
    head = district.ask_for_upgrade()
    district.world.pulls[12].state = "closed"
    told = asked("pull_request.closed", head, merged=False, merge_commit_sha=None)
    kept = runner.run(STARTER / "evidence.yml", "pull_request_target", told)
    assert kept.ok, kept.log
    assert district.origin.git("rev-parse", "refs/gitcab/evidence") != ""
