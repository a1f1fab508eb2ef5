"""`gitcab cab publish` against the fake GitHub and real git: what it fetches, decides and writes."""

import json
from pathlib import Path

import pytest

from support.fake_github import Fault, serving
from support.forge_scene import District

DATA = Path(__file__).parents[1] / "data/github"
NEEDED = ("dortiz", "akhan", "hpatel", "rstone")


@pytest.fixture
def district(tmp_path):
    return District(tmp_path)


@pytest.fixture
def github(district, monkeypatch):
    """The fake, and the environment of a workflow that runs there."""
    with serving(district.world) as fake:
        monkeypatch.setenv("GITHUB_API_URL", fake.url)
        monkeypatch.setenv("GITHUB_TOKEN", district.world.token)
        monkeypatch.setenv("GITHUB_REPOSITORY", district.world.repository)
        yield fake
    assert fake.complaints == []


@pytest.fixture
def publish(gitcab, district):
    return lambda *arguments: gitcab("cab", "publish", *arguments, "--repo", district.clone.path)


@pytest.fixture
def event(tmp_path):
    """Writes a payload, in which everything but the keys given is GitHub's example."""

    def written(name, **keys):
        payload = json.loads((DATA / f"{name}.json").read_text()) | keys
        payload["repository"]["full_name"] = "district/it"
        path = tmp_path / "event.json"
        path.write_text(json.dumps(payload))
        return path

    return written


def states(district):
    return [(one["state"], one["sha"]) for one in district.world.statuses]


def test_it_waits_then_allows(github, district, publish):
    head = district.ask_for_upgrade()
    ran = publish(12)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("Waiting for apps-team, board, cab and 1 more (1 of 4); risk high")
    pull = district.world.pulls[12]
    assert pull.labels == ["gitcab: pending", "gitcab: risk high"]
    assert {"akhan", "hpatel"} <= set(pull.requested)
    for login in NEEDED:
        district.world.review(login)
    assert publish(12).code == 0
    assert states(district) == [("pending", head), ("success", head)]
    assert pull.labels == ["gitcab: risk high", "gitcab: allowed"]
    (comment,) = pull.comments
    assert "**May be merged (4 of 4)" in comment["body"]


def test_the_status_leads_to_the_run_that_wrote_it(github, district, publish, monkeypatch):
    district.ask_for_upgrade()
    monkeypatch.setenv("GITHUB_SERVER_URL", "https://github.com")
    monkeypatch.setenv("GITHUB_RUN_ID", "77")
    publish(12)
    assert district.world.statuses[0]["target_url"] == "https://github.com/district/it/actions/runs/77"


def test_a_check_run_in_the_place_of_the_status(github, district, publish):
    district.ask_for_upgrade()
    assert publish(12, "--as-check").code == 0
    assert [(one["name"], one["status"]) for one in district.world.checks] == [("gitcab", "in_progress")]
    assert district.world.statuses == []


def test_only_objects_are_fetched(github, district, publish):
    head = district.ask_for_upgrade(**{"setup.py": b"raise SystemExit", ".gitattributes": b"* filter=x\n"})
    refs = district.clone.git("for-each-ref")
    publish(12)
    assert district.clone.git("cat-file", "-t", head) == "commit"
    assert district.clone.git("for-each-ref") == refs
    assert district.clone.git("status", "--porcelain") == ""


@pytest.mark.parametrize("fault", [Fault("/reviews", 403), Fault("/commits", 404), Fault("/graphql", 200)])
def test_what_cannot_be_told_takes_an_earlier_yes_back(github, district, publish, fault):
    head = district.ask_for_upgrade()
    for login in NEEDED:
        district.world.review(login)
    publish(12)
    github.faults.append(fault)
    ran = publish(12)
    assert ran.code == 3
    assert ran.err.startswith("gitcab: cannot tell: GitHub")
    assert states(district) == [("success", head), ("error", head)]


def test_what_changes_while_it_is_decided_is_decided_again(github, district, publish):
    head = district.ask_for_upgrade()
    *_, last = [district.world.review(login) for login in NEEDED]
    after_reading = Fault("GET /repos/district/it/pulls/12$", skip=2, after=lambda world: world.dismiss(last))
    github.faults.append(after_reading)
    assert publish(12).code == 0
    assert github.faults == []
    assert states(district) == [("pending", head)]


def test_what_never_rests_is_not_decided(github, district, publish):
    head = district.ask_for_upgrade()
    changes = [
        Fault("GET /repos/district/it/pulls/12$", skip=2 * n, after=lambda world: world.label("x")) for n in (1, 2, 3)
    ]
    github.faults.extend(changes)
    ran = publish(12)
    assert ran.code == 3
    assert "keeps changing while it is decided" in ran.err
    assert states(district) == [("error", head)]


def test_who_has_looked_is_not_asked_again(github, district, publish):
    district.ask_for_upgrade()
    district.world.review("hpatel", "COMMENTED")
    publish(12)
    assert "hpatel" not in district.world.pulls[12].requested
    assert "rstone" in district.world.pulls[12].requested


def test_commits_that_cannot_be_fetched(github, district, publish):
    head = district.ask_for_upgrade()
    district.clone.git("remote", "set-url", "origin", "file:///nowhere")
    assert publish(12).code == 3
    assert states(district) == [("error", head)]


def test_a_branch_that_is_not_guarded_never_gets_a_yes(github, district, publish):
    head = district.ask_for_upgrade()
    district.world.pulls[12].base_ref = "play"
    ran = publish(12)
    assert (ran.code, ran.out) == (0, "")
    assert "another branch than main" in ran.err
    assert states(district) == [("error", head)]


def test_all_that_are_open(github, district, publish):
    heads = [district.ask_for_upgrade(number) for number in (12, 14)]
    district.world.open_pull(13, state="closed")
    ran = publish("--open", "--format", "json")
    assert ran.code == 0
    assert states(district) == [("pending", head) for head in heads]


def test_one_that_is_closed(github, district, publish):
    district.ask_for_upgrade()
    district.world.pulls[12].state = "closed"
    assert (publish(12).code, district.world.statuses) == (0, [])


def test_events_say_which(github, district, publish, event):
    head = district.ask_for_upgrade()
    named = {"number": 12, "head": {"sha": head}}
    for path in (
        event("pull_request.opened", pull_request=named),
        event("pull_request_review.submitted", pull_request=named),
        event("workflow_run.completed", workflow_run={"head_sha": head}),
    ):
        assert publish("--event", path).code == 0
    assert states(district) == [("pending", head)] * 3


def test_a_run_on_another_commit_than_the_head_decides_nothing(github, district, publish, event):
    old = district.ask_for_upgrade()
    district.world.push(sha="f" * 40)
    assert publish("--event", event("workflow_run.completed", workflow_run={"head_sha": old})).code == 0
    assert district.world.statuses == []


def test_an_event_of_another_repository(github, publish, event, monkeypatch):
    monkeypatch.setenv("GITHUB_REPOSITORY", "district/other")
    assert publish("--event", event("pull_request.opened")).code == 3


@pytest.mark.parametrize("payload", ["[]", "{", "{}"])
def test_an_event_that_says_nothing(github, publish, tmp_path, payload):
    (tmp_path / "event.json").write_text(payload)
    assert publish("--event", tmp_path / "event.json").code == 3


@pytest.mark.parametrize("arguments", [(), (12, "--open")])
def test_which_pull_requests_must_be_said(publish, arguments):
    assert publish(*arguments).code == 2


@pytest.fixture
def group(district, event):
    """The merge queue's group of one pull request: its commits, and the event."""
    head = district.ask_for_upgrade()
    base, merged = district.queue()
    return merged, head, event("merge_group.checks_requested", merge_group={"base_sha": base, "head_sha": merged})


def test_a_group_in_the_merge_queue_waits_for_each_of_its_pull_requests(github, district, publish, group):
    merged, head, payload = group
    assert publish("--event", payload).code == 0
    assert states(district) == [("pending", head), ("pending", merged)]


def test_a_group_in_the_merge_queue_may_be_merged(github, district, publish, group):
    merged, head, payload = group
    for login in NEEDED:
        district.world.review(login)
    assert publish("--event", payload).code == 0
    assert states(district) == [("success", head), ("success", merged)]


def test_a_group_with_a_commit_of_nobody_is_held(github, district, publish, event):
    district.origin.checkout("gh-readonly-queue", new=True)
    stray = district.origin.commit("Stray")
    district.origin.checkout("main")
    base = district.origin.head()
    payload = event("merge_group.checks_requested", merge_group={"base_sha": base, "head_sha": stray})
    assert publish("--event", payload).code == 3
    assert states(district) == [("error", stray)]


def test_facts_can_bring_the_commits_along_for_the_same_answer_offline(github, district, publish, gitcab, tmp_path):
    district.ask_for_upgrade()
    here = ("--repo", district.clone.path)
    facts = tmp_path / "facts.json"
    facts.write_text(gitcab("cab", "facts", "12", *here).out)
    assert gitcab("gate", "--pull-request", facts, *here).code == 3
    facts.write_text(gitcab("cab", "facts", "12", "--fetch", *here).out)
    offline = gitcab("gate", "--pull-request", facts, *here)
    assert (offline.code, offline.out) == (1, publish(12).out)


def test_a_misspelt_name_is_suggested_on_its_line_and_only_once(github, district, publish):
    new = (
        b"kind: ConfigurationItem\nclass: server\nid: web-9\nname: Web 9\nowner: apps-taem\n"
        b"life_cycle: {stage: operational, status: in_use}\nrelations: {depends_on: [grades-db]}\n"
    )
    district.ask_for_upgrade(**{"cmdb/server/web-9.yaml": new})
    for _ in range(2):
        assert publish(12).code == 0
    (comment,) = district.world.pulls[12].line_comments
    assert (comment["path"], comment["line"]) == ("cmdb/server/web-9.yaml", 5)
    assert comment["body"] == "`there is no team 'apps-taem'`\n\n```suggestion\nowner: apps-team\n```"
