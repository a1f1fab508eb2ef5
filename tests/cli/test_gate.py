"""`gitcab gate`: what allows, what holds, what nobody can tell, and that one exit code says so."""

import json

import pytest

from support.little_district import RECORDS, SIS, UPGRADE, little_district
from support.pull_requests import PullRequests

RFC = f"changes/2026/{UPGRADE}.yaml"
CLOSED = "changes/2026/RFC-2026-10-01-replace-ns-2.yaml"
DNS = "cmdb/server/dns-1.yaml"
POLICY = """\
kind: Policy
approvals:
  - {name: Nobody need agree, when: {}, require: {approvals: 0}}
  - {name: Nor to corrections, when: {touches: ["cmdb/**"]}, require: {approvals: 0}}
corrections:
  - {fields: [description], require: {approvals: 0}}
"""


@pytest.fixture
def desk(tmp_path, gitcab):
    return PullRequests(little_district(tmp_path / "district", {"changes/policy.yaml": POLICY}), gitcab)


def replaced(path, *pairs):
    text = RECORDS[path]
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new)
    return {path: text}


def rules(answer):
    return [one["rule"] for one in answer["findings"] if one["severity"] == "error"]


def test_what_the_policy_asks_nobody_for_is_allowed(desk):
    desk.open(1, "mchen", replaced(RFC, ("minutes: 15", "minutes: 20")))
    code, answer = desk.answer(1)
    assert (code, answer["decision"], rules(answer)) == (0, "allowed", [])
    assert answer["changes"][0]["edit"] == ["authorisation"]
    assert desk.gate(1).out.startswith("May be merged (")


def test_without_facts_it_is_never_a_yes(desk):
    desk.open(1, "mchen", replaced(DNS, ("owner:", "description: One\nowner:")))
    ran = desk.gitcab("gate", "--base", "main", "--head", "pr-1", cwd=desk.repository.path)
    assert ran.code == 3
    assert ran.out.startswith("Cannot tell: who has approved was not looked at")
    desk.push(1, replaced(DNS, ("owner:", "criticallity: low\nowner:")))
    ran = desk.gitcab("gate", "--base", "main", "--head", "pr-1", cwd=desk.repository.path)
    assert ran.code == 1
    assert ran.out.startswith("Refused: 1 error in records")


def test_two_sides_or_facts_are_asked_for(desk):
    ran = desk.gitcab("gate", "--base", "main", cwd=desk.repository.path)
    assert ran.code == 2
    assert "--pull-request FACTS" in ran.err


@pytest.mark.parametrize(
    ("files", "rule", "words"),
    [
        ({CLOSED: None}, "rfc-removed", "was deleted"),
        ({CLOSED: None, f"changes/2027/{CLOSED[13:]}": RECORDS[CLOSED]}, "rfc-removed", "was moved from"),
        (replaced(CLOSED, ("lessons: Label", "lessons: Burn")), "closed-record-edited", "closed for good"),
        (replaced(RFC, ("state: scheduled", "state: new")), "illegal-transition", "cannot go from"),
        (replaced(SIS, ('"16.4"', '"17.1"')), "unexplained-edit", f"{UPGRADE} touches it and is in 'scheduled'"),
        (replaced(DNS, ("class: server", "class: sever")), "unknown-class", "sever"),
    ],
)
def test_what_is_refused_and_why(desk, files, rule, words):
    desk.open(1, "mchen", {path: text for path, text in files.items() if text is not None})
    desk.repository.checkout("pr-1")
    if gone := [path for path, text in files.items() if text is None]:
        desk.repository.commit("Remove", delete=gone)
    desk.repository.checkout("main")
    code, answer = desk.answer(1)
    assert (code, answer["decision"]) == (1, "refused")
    assert rule in rules(answer)
    assert any(words in one["message"] for one in answer["findings"] if one["rule"] == rule)
    assert all(one["hint"] for one in answer["findings"])


def test_a_conflict_of_texts_is_refused_and_nothing_else_is_judged(desk):
    desk.open(1, "mchen", replaced(DNS, ("name: Dns 1", "name: One")))
    desk.repository.commit("Main goes on", replaced(DNS, ("name: Dns 1", "name: Two")))
    code, answer = desk.answer(1)
    assert (code, rules(answer), answer["findings"][0]["path"]) == (1, ["text-conflict"], DNS)
    assert answer["summary"][0] == "Refused: 1 conflict of text"
    assert answer["changes"] == []


@pytest.mark.parametrize(("mode", "words"), [("120000", "symbolic link"), ("160000", "submodule")])
@pytest.mark.parametrize("path", ["cmdb/server/link.yaml", "docs/anywhere"])
def test_links_and_submodules_are_refused_wherever_they_are(desk, mode, words, path):
    repository = desk.repository
    target = repository.blob("/etc/passwd") if mode == "120000" else repository.head()
    desk.open(1, "mchen")
    repository.checkout("pr-1")
    repository.git("update-index", "--add", "--cacheinfo", f"{mode},{target},{path}")
    repository.git("commit", "--quiet", "--message", "Odd")
    repository.git("reset", "--quiet", "--hard")
    repository.checkout("main")
    code, answer = desk.answer(1)
    assert (code, answer["decision"]) == (1, "refused")
    assert next(one["message"] for one in answer["findings"] if one["rule"] == "odd-path").startswith(f"a {words}")


def test_a_comment_that_silences_a_rule_counts_from_the_base_only(desk):
    silenced = "operated_by: data-team  # gitcab: ignore[team-succeeded] for now\nowner:"
    gone = {"cmdb/teams/data-team.yaml": RECORDS["cmdb/teams/data-team.yaml"] + "succeeded_by: apps-team\n"}
    desk.open(1, "mchen", {**replaced(DNS, ("owner:", silenced)), **gone})
    assert "team-succeeded" in [one["rule"] for one in desk.answer(1)[1]["findings"] if one["path"] == DNS]


def test_a_draft_waits(desk):
    desk.open(1, "mchen", replaced(RFC, ("minutes: 15", "minutes: 20")), draft=True)
    code, answer = desk.answer(1)
    assert (code, answer["decision"]) == (1, "pending")


def test_a_misspelt_id_becomes_a_suggestion_on_its_line(desk):
    desk.open(1, "mchen", replaced(SIS, ("[vm-1]", "[vm-l]"), ("tags: [student-records]", "tags: [students]")))
    _, answer = desk.answer(1)
    assert [(one["path"], one["replacement"]) for one in answer["suggestions"]] == [
        (SIS, "relations: {runs_on: [vm-1]}")
    ]
    assert answer["suggestions"][0]["body"] == "```suggestion\nrelations: {runs_on: [vm-1]}\n```"


def test_another_pull_request_whose_head_is_not_there_is_remarked_on(desk):
    desk.open(1, "mchen", replaced(RFC, ("minutes: 15", "minutes: 20")))
    facts = desk.facts(1)
    facts["open_pull_requests"] = [{"number": 7, "head": {"sha": "7" * 40}, "draft": False}]
    ran = told(desk, facts)
    assert ran.code == 0
    assert json.loads(ran.out)["remarks"][0].startswith("#7 was not looked at")


def told(desk, facts, *options):
    path = desk.repository.path.parent / "facts.json"
    path.write_text(json.dumps(facts))
    return desk.gitcab("gate", "--pull-request", path, "--format", "json", *options, cwd=desk.repository.path)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda facts, main: facts["commits"].pop(), "facts differ from git"),
        (lambda facts, main: facts["base"].update(sha="f" * 40), "there is no revision"),
        (lambda facts, main: facts.pop("reviews"), "'reviews' is missing"),
    ],
)
def test_facts_that_are_not_those_of_git_tell_nothing(desk, change, words):
    desk.open(1, "mchen", replaced(RFC, ("minutes: 15", "minutes: 20")))
    facts = desk.facts(1)
    change(facts, desk.repository.head())
    ran = told(desk, facts)
    assert (ran.code, ran.out) == (3, "")
    assert words in ran.err


def test_a_base_that_has_moved_since_differs_from_git(desk):
    desk.open(1, "mchen", replaced(RFC, ("minutes: 15", "minutes: 20")))
    facts = desk.facts(1)
    desk.repository.commit("Main goes on", {"README.md": "More\n"})
    assert told(desk, facts).code == 0  # the base is its tip as of the facts
    ran = told(desk, facts, "--base", "main")
    assert ran.code == 3
    assert "the facts differ from git: their base is" in ran.err


def test_without_a_policy_in_the_base_or_a_common_history_nobody_can_tell(desk):
    repository = desk.repository
    repository.commit("No policy", delete=["changes/policy.yaml"])
    desk.open(1, "mchen", {"changes/policy.yaml": POLICY})
    ran = desk.gate(1)
    assert (ran.code, "there is no policy in the base" in ran.err) == (3, True)
    repository.git("checkout", "--quiet", "--orphan", "elsewhere")
    repository.commit("Another beginning")
    ran = desk.gitcab("gate", "--base", "main", "--head", "elsewhere", cwd=repository.path)
    assert (ran.code, "no common history" in ran.err) == (3, True)


def test_a_file_that_nobody_can_read_keeps_it_from_being_allowed(desk):
    desk.repository.commit("Broken", {"cmdb/server/broken.yaml": "kind: [\n"})
    desk.open(1, "mchen", replaced(RFC, ("minutes: 15", "minutes: 20")))
    code, answer = desk.answer(1)
    assert (code, answer["decision"]) == (3, "unknown")
    assert "broken.yaml could not be read" in answer["unknown"][0]


def test_what_the_head_says_of_the_policy_counts_for_nothing(desk):
    strict = POLICY.replace("approvals: 0", "approvals: 1, from: [ecab]")
    desk.repository.commit("Strict", {"changes/policy.yaml": strict})
    lax = {**replaced(RFC, ("minutes: 15", "minutes: 20")), "changes/policy.yaml": POLICY}
    desk.open(1, "mchen", lax)
    assert desk.answer(1)[1]["decision"] == "pending"


TEXT = "@everyone </details> ::error::x %0A `b` | <img src=x onerror=y> ##[error]z"


@pytest.mark.parametrize("format_name", ["text", "markdown", "github", "json", "sarif"])
def test_text_from_records_obeys_nobody(desk, format_name):
    desk.open(1, "mchen", replaced(RFC, ("title: Upgrade the SIS database", f"title: {json.dumps(TEXT)}")))
    ran = desk.gate(1, "--format", format_name)
    lines = ran.out.splitlines()
    assert not any(line.lstrip().startswith("::") for line in lines)
    assert "##[error]" not in ran.out
    if format_name == "markdown":
        assert ran.out.count("</details>") - 1 == ran.out.count("<details>")
        assert lines[1].startswith("``@everyone </details>")


def test_it_reads_a_bare_clone(desk):
    desk.open(1, "mchen", replaced(RFC, ("minutes: 15", "minutes: 20")))
    clone = desk.repository.bare_clone()
    ran = desk.gitcab("gate", "--repo", clone.path, "--base", "main", "--head", "pr-1")
    assert ran.code == 3
    assert "Upgrade the SIS database" in ran.out
