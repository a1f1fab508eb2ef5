"""What is written to GitHub: one comment, one verdict on the commit, requests and labels; GitHub's limits kept."""

import pytest

from gitcab.forge.github.check import Check, Status, publish_check, publish_status
from gitcab.forge.github.comment import MARKER, publish_comment
from gitcab.forge.github.labels import set_labels
from gitcab.forge.github.requesting import request_reviews
from gitcab.forge.github.suggesting import LineComment, publish_line_comments
from gitcab.forge.unavailable import ForgeUnavailable
from gitcab.model.finding import Finding, Severity
from gitcab.model.source import Place
from support.fake_github import Fault, cut_off
from support.fake_github_state import BOT

HOME = "district/it"
SHA = "a" * 40


def bodies(world):
    return [each["body"] for each in world.pulls[12].comments]


def written(github):
    return [line.split()[0] for line in github.log if not line.startswith("GET") and "/graphql" not in line]


def test_one_comment_is_edited_in_place(world, github, client):
    publish_comment(client, HOME, 12, "Waiting for 2 of 3.\n")
    world.comment("dortiz", "Looks good to me.")
    publish_comment(client, HOME, 12, "Allowed.\n")
    assert bodies(world) == [f"{MARKER}\nAllowed.\n", "Looks good to me."]
    assert written(github) == ["POST", "PATCH"]


def test_what_it_says_already_is_not_sent_again(world, github, client):
    for _ in range(3):
        publish_comment(client, HOME, 12, "Allowed.\n")
    assert written(github) == ["POST"]


@pytest.mark.parametrize("login", ["mallory", "mallory[bot]", "dependabot[bot]"])
def test_a_marker_of_somebody_else_is_not_taken_for_ours(world, client, login):
    world.comment(login, f"{MARKER}\nAllowed!")
    publish_comment(client, HOME, 12, "Refused.")
    assert bodies(world) == [f"{MARKER}\nAllowed!", f"{MARKER}\nRefused."]


def test_a_comment_of_our_account_that_only_quotes_the_marker_is_another(world, client):
    world.comment(BOT, f"> {MARKER}")
    publish_comment(client, HOME, 12, "Refused.")
    assert bodies(world) == [f"> {MARKER}", f"{MARKER}\nRefused."]


def test_our_comment_is_found_behind_many_others(world, client):
    for number in range(150):
        world.comment("dortiz", f"Remark {number}")
    publish_comment(client, HOME, 12, "One")
    publish_comment(client, HOME, 12, "Two")
    assert bodies(world)[150:] == [f"{MARKER}\nTwo"]


@pytest.mark.parametrize("fault", [{"status": 502}, {"sends": cut_off}])
def test_a_comment_that_may_be_there_is_not_sent_twice(world, github, client, fault):
    github.faults.append(Fault("POST .*comments", **fault))
    with pytest.raises(ForgeUnavailable):
        publish_comment(client, HOME, 12, "Refused.")
    publish_comment(client, HOME, 12, "Refused.")
    assert bodies(world) == [f"{MARKER}\nRefused."]


def test_a_comment_that_a_limit_refused_is_sent_again(world, github, client, waited):
    github.faults.append(Fault("POST .*comments", 403, "secondary rate limit", {"Retry-After": "3"}))
    publish_comment(client, HOME, 12, "Refused.")
    assert bodies(world) == [f"{MARKER}\nRefused."]
    assert waited == [3]


@pytest.mark.parametrize("line", ["| a | table |\n", "𝄞" * 99 + "\n", "no break"])
def test_a_long_comment_is_cut_and_says_so(world, client, line):
    text = line * 10_000
    publish_comment(client, HOME, 12, text)
    (body,) = bodies(world)
    assert len(body) <= 60_000
    note, _, kept = body.removeprefix(f"{MARKER}\n").partition("\n\n")
    assert note.startswith("> Cut to GitHub's limit: ")
    assert text.startswith(kept)
    lines = (len(text) - len(kept)) // len(line) if line.endswith("\n") else 1
    assert f" {lines} more lines" in note


def test_a_status_is_set_within_its_limit(world, client):
    status = Status("gitcab", "pending", "Waiting for " + "database-team, " * 20, "https://district.example/run/1")
    publish_status(client, HOME, SHA, status)
    (sent,) = world.statuses
    assert (sent["sha"], sent["context"], sent["state"]) == (SHA, "gitcab", "pending")
    assert len(sent["description"]) <= 140
    assert sent["description"].endswith("…")


def findings(count):
    severities = [Severity.ERROR, Severity.WARNING, Severity.NOTE]
    return tuple(
        Finding(
            Place(f"cmdb/{number}.yaml", number + 1), "unknown-ci", severities[number % 3], "no such CI", "write one"
        )
        for number in range(count)
    )


@pytest.mark.parametrize(("count", "requests"), [(0, 1), (1, 1), (50, 1), (51, 2), (120, 3)])
def test_a_check_has_all_its_annotations(world, github, client, count, requests):
    publish_check(client, HOME, SHA, Check("gitcab", "failure", "Held", "Two conflicts", findings(count)))
    (check,) = world.checks
    assert (check["name"], check["head_sha"], check["conclusion"]) == ("gitcab", SHA, "failure")
    assert [note["path"] for note in check["annotations"]] == [f"cmdb/{number}.yaml" for number in range(count)]
    assert [note["annotation_level"] for note in check["annotations"][:3]] == ["failure", "warning", "notice"][:count]
    assert len(written(github)) == requests


def test_a_check_is_concluded_by_its_last_request_only(world, github, client):
    github.faults.append(Fault("PATCH .*check-runs", 500))
    with pytest.raises(ForgeUnavailable):
        publish_check(client, HOME, SHA, Check("gitcab", "success", "Allowed", "", findings(60)))
    assert "conclusion" not in world.checks[0]
    assert world.checks[0]["status"] == "in_progress"


def test_an_undecided_check_is_in_progress(world, client):
    publish_check(client, HOME, SHA, Check("gitcab", None, "Waiting", "For two", details_url="https://d.example/1"))
    assert "conclusion" not in world.checks[0]
    assert world.checks[0]["details_url"] == "https://d.example/1"


def test_a_check_with_a_long_summary_is_within_the_limits(world, client):
    publish_check(client, HOME, SHA, Check("gitcab", "success", "long " * 100, "word\n" * 20_000))
    output = world.checks[0]["output"]
    assert len(output["title"]) <= 255
    assert len(output["summary"]) <= 60_000


def test_those_who_are_still_needed_are_asked_once(world, github, client):
    world.teams["database-team"] = ["dortiz"]
    world.pulls[12].requested.append("DOrtiz")
    assert request_reviews(client, HOME, 12, ["dOrtiz", "lnguyen"], ["database-team"]) == ()
    assert request_reviews(client, HOME, 12, ["dortiz", "lnguyen"], ["database-team"]) == ()
    assert world.pulls[12].requested == ["DOrtiz", "lnguyen"]
    assert world.pulls[12].requested_teams == ["database-team"]
    assert written(github) == ["POST"]


def test_who_may_not_be_asked_hinders_nobody_else(world, client):
    assert request_reviews(client, HOME, 12, ["mchen", "stranger", "lnguyen"], ["no-team"]) == (
        "mchen",
        "stranger",
        "no-team",
    )
    assert world.pulls[12].requested == ["lnguyen"]


def test_nobody_to_ask(github, client):
    assert request_reviews(client, HOME, 12, []) == ()
    assert written(github) == []


def test_a_request_that_github_does_not_take(github, client):
    github.faults.append(Fault("POST .*requested_reviewers", 403, "Resource not accessible by integration"))
    with pytest.raises(ForgeUnavailable, match="403"):
        request_reviews(client, HOME, 12, ["lnguyen"])


def test_our_labels_follow_and_others_stay(world, client):
    world.label("urgent", "docs", "gitcab: waiting", "GitCAB: Odd ..?#%2e")
    set_labels(client, HOME, 12, {"gitcab: allowed", "Urgent"})
    assert world.pulls[12].labels == ["urgent", "docs", "gitcab: allowed"]


def test_labels_that_are_there_already(world, github, client):
    world.label("gitcab: waiting")
    set_labels(client, HOME, 12, {"gitcab: waiting"})
    assert written(github) == []


def test_a_label_that_somebody_else_took_away_meanwhile(world, github, client):
    world.label("gitcab: waiting")
    github.faults.append(Fault("DELETE", before=lambda world: world.pulls[12].labels.clear()))
    set_labels(client, HOME, 12, set())
    assert world.pulls[12].labels == []


def line_comments(world):
    return [(each["path"], each["line"], each["body"]) for each in world.pulls[12].line_comments]


def test_a_line_is_commented_once(world, github, client):
    one = LineComment("cmdb/server/web-1.yaml", 6, "`there is no team 'dta'`\n\n```suggestion\nowner: data\n```\n")
    for _ in range(2):
        assert publish_line_comments(client, HOME, 12, world.pulls[12].head, [one]) == ()
    assert line_comments(world) == [(one.path, 6, one.text.strip())]
    world.pulls[12].line_comments[0]["body"] = one.text.replace("\n", "\r\n")
    assert publish_line_comments(client, HOME, 12, world.pulls[12].head, [one]) == ()
    assert written(github) == ["POST"]


def test_a_line_that_is_not_in_the_diff_is_given_back_and_stops_no_other(world, client):
    world.change("cmdb/server/web-1.yaml")
    outside, inside = LineComment("README.md", 1, "x"), LineComment("cmdb/server/web-1.yaml", 1, "y")
    assert publish_line_comments(client, HOME, 12, world.pulls[12].head, [outside, inside]) == (outside,)
    assert line_comments(world) == [("cmdb/server/web-1.yaml", 1, "y")]


def test_no_more_than_twenty_lines_at_a_time(world, client):
    many = [LineComment("a.yaml", number, f"{number}") for number in range(1, 31)]
    publish_line_comments(client, HOME, 12, world.pulls[12].head, many)
    assert len(world.pulls[12].line_comments) == 20


def test_a_refusal_of_another_kind_is_told(world, github, client):
    github.faults.append(Fault("POST .*/pulls/12/comments", status=403))
    with pytest.raises(ForgeUnavailable):
        publish_line_comments(client, HOME, 12, world.pulls[12].head, [LineComment("a.yaml", 1, "x")])
