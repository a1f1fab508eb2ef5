"""Teams, files, and whom an event means."""

import json

import pytest

from gitcab.forge.github.event import poke_of
from gitcab.forge.github.lists import ChangedFile, changed_files, team_members
from gitcab.forge.github.pull import pull_of, pull_requests_with
from gitcab.forge.github.reviews import review_of
from gitcab.forge.unavailable import ForgeUnavailable
from support.fake_github_shapes import DATA

HOME = "district/it"
PAYLOADS = sorted(path.name for path in DATA.glob("*.*.json"))


def payload(name):
    return json.loads((DATA / name).read_text())


def test_members_of_a_team(world, client):
    world.teams["database-team"] = ["lnguyen", "AChoi", "dortiz"]
    assert team_members(client, "district/database-team") == ("AChoi", "dortiz", "lnguyen")


def test_a_team_that_may_not_be_read(client):
    with pytest.raises(ForgeUnavailable, match="404"):
        team_members(client, "district/nobody")


def test_a_thousand_files(world, client):
    world.change(*(f"cmdb/server/{number}.yaml" for number in range(1000)))
    world.pulls[12].files.append({"filename": "b", "status": "renamed", "previous_filename": "a"})
    files = changed_files(client, HOME, 12)
    assert len(files) == 1001
    assert files[-1] == ChangedFile("b", "renamed", "a")


def test_files_beyond_githubs_limit_are_not_told(world, client):
    world.change(*(f"cmdb/server/{number}.yaml" for number in range(3001)))
    with pytest.raises(ForgeUnavailable, match="3000 files or more"):
        changed_files(client, HOME, 12)


def test_the_pull_requests_of_a_commit(world, client):
    first = world.pulls[12].head
    now = world.push()
    world.open_pull(13, state="closed").commits.append(world.pulls[12].commits[0])
    assert pull_requests_with(client, HOME, first) == {12: now}
    assert pull_requests_with(client, HOME, "f" * 40) == {}


@pytest.mark.parametrize("name", PAYLOADS)
def test_recorded_payloads_say_what_to_look_at(name):
    poke = poke_of(payload(name))
    assert poke.repository.count("/") == 1
    assert len(poke.sha) == 40
    assert (poke.number is not None) == name.startswith("pull_request")
    assert (poke.base is not None) == name.startswith("merge_group")


@pytest.mark.parametrize("event", ["pull_request.opened.json", "pull_request.synchronize.json"])
def test_recorded_pull_requests_are_read(event):
    recorded = payload(event)["pull_request"]
    pull = pull_of(recorded)
    assert (pull.author, pull.head_sha) == (recorded["user"]["login"], recorded["head"]["sha"])
    assert (pull.state, pull.base_ref) == ("open", recorded["base"]["ref"])


@pytest.mark.parametrize(
    ("event", "state"),
    [("pull_request_review.submitted.json", "commented"), ("pull_request_review.dismissed.json", "dismissed")],
)
def test_recorded_reviews_are_read(event, state):
    recorded = payload(event)["review"]
    review = review_of(recorded)
    assert (review["state"], review["commit"]) == (state, recorded["commit_id"])
    assert (review["author"], review["bot"]) == (recorded["user"]["login"], False)


@pytest.mark.parametrize(("login", "sort"), [("renovate[bot]", "User"), ("ci", "Bot"), ("district", "Organization")])
def test_whatever_is_no_person_is_a_bot(login, sort):
    recorded = payload("pull_request_review.submitted.json")["review"]
    assert review_of({**recorded, "user": {"login": login, "id": 1, "type": sort}})["bot"] is True


def test_any_other_payload():
    with pytest.raises(ForgeUnavailable, match="workflow_run"):
        poke_of({"repository": {"full_name": HOME}, "issue": {"number": 1}})
