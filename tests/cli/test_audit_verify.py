"""`gitcab audit record` and `gitcab audit verify`: a clone alone decides it all again, and finds what was altered."""

import json
import shutil

import pytest

from support.evidence_scene import EMERGENCY, EVIDENCE, KEY, PATH, PUBLIC, TEAMS, Desk, kept_district
from support.little_district import RECORDS, SIS, little_district
from support.repositories import ScratchRepository


@pytest.fixture(scope="module")
def unsigned(tmp_path_factory):
    return kept_district(tmp_path_factory.mktemp("unsigned") / "district").path


@pytest.fixture(scope="module")
def all_signed(tmp_path_factory):
    """The same; the pull request that was given up is left out, as it is never signed here."""
    repository = kept_district(tmp_path_factory.mktemp("signed") / "district", KEY)
    repository.git("update-ref", EVIDENCE, f"{EVIDENCE}^")
    return repository.path


def copied(path, tmp_path):
    folder = tmp_path / path.parent.name
    shutil.copytree(path, folder)
    return ScratchRepository(folder)


@pytest.fixture
def district(unsigned, tmp_path):
    return copied(unsigned, tmp_path)


@pytest.fixture
def signed(all_signed, tmp_path):
    return copied(all_signed, tmp_path)


def verify(gitcab, repository, *options):
    ran = gitcab("audit", "verify", "--format", "json", *options, cwd=repository.path)
    return ran.code, json.loads(ran.out)


def found(gitcab, repository, *options):
    code, told = verify(gitcab, repository, *options)
    assert code == (1 if told["findings"] else 0)
    return [(one["sort"], one.get("number")) for one in told["findings"]]


def rewritten(repository, piece, **changes):
    """The chain with one file of a piece changed, and all later pieces written anew upon it."""
    chain = repository.git("rev-list", "--first-parent", "--max-count=3", EVIDENCE).split()
    parent = None
    for commit in reversed(chain[: chain.index(piece) + 1]):
        parent = _again(repository, commit, parent, changes if commit == piece else {})
    repository.git("update-ref", EVIDENCE, parent)


def _again(repository, commit, parent, changes):
    listed = [line.split("\t") for line in repository.git("ls-tree", commit).splitlines()]
    blobs = {name: entry.split()[2] for entry, name in listed}
    for name, content in changes.items():
        blobs[name.replace("_", ".")] = repository.blob(content) if content else None
    entries = "".join(f"100644 blob {blob}\t{name}\0" for name, blob in sorted(blobs.items()) if blob)
    parents = repository.git("rev-parse", f"{commit}^@").split()
    parents = [parent, *parents[1:]] if parent else parents
    options = [word for one in parents for word in ("-p", one)]
    return repository.git("commit-tree", repository.git("mktree", "-z", stdin=entries), *options, "-m", "Again")


def of_number(repository, number):
    subjects = repository.git("log", "--first-parent", "--format=%H %s", EVIDENCE).splitlines()
    return next(line.split()[0] for line in subjects if line.split()[1] == f"#{number}")


def shown(repository, commit, name):
    return repository.git("show", f"{commit}:{name}")


def test_all_is_as_it_was_decided(gitcab, district):
    ran = gitcab("audit", "verify", cwd=district.path)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == (
        "Everything is as it was decided.\n"
        "2 commits looked at, 3 decisions decided again; none is signed, so whoever may\n"
        "write the evidence could have written another.\n"
    )


def test_the_evidence_alone_brings_all_that_a_clone_needs(gitcab, district, tmp_path):
    for branch in ("pr-1", "pr-2", "pr-3"):
        district.git("branch", "-D", branch)
    clone = ScratchRepository(tmp_path / "clone")
    district.git("clone", "--quiet", "--single-branch", district.path.as_uri(), str(clone.path))
    missing = gitcab("audit", "verify", cwd=clone.path)
    assert missing.code == 3
    assert f"git fetch origin {EVIDENCE}:{EVIDENCE}" in missing.err
    clone.git("fetch", "--quiet", "origin", f"{EVIDENCE}:{EVIDENCE}")
    assert found(gitcab, clone) == []


def test_what_was_reviewed_before_a_force_push_is_kept(gitcab, tmp_path):
    desk = Desk(tmp_path / "district")
    desk.pulls.open(1, "mchen", {PATH: EMERGENCY})
    for login in ("akhan", "dortiz", "hpatel", "rstone"):
        desk.pulls.review(1, login)
    reviewed = desk.repository.git("rev-parse", "pr-1")
    desk.repository.checkout("pr-1")
    desk.repository.git("commit", "--quiet", "--amend", "--message", "The same in other words")
    desk.repository.checkout("main")
    desk.merge(1)
    assert reviewed in desk.repository.git("rev-parse", f"{EVIDENCE}^@").split()
    clone = ScratchRepository(tmp_path / "clone")
    desk.repository.git("clone", "--quiet", "--single-branch", desk.repository.path.as_uri(), str(clone.path))
    clone.git("fetch", "--quiet", "origin", f"{EVIDENCE}:{EVIDENCE}")
    assert found(gitcab, clone) == []


def test_what_is_kept(district):
    piece = of_number(district, 1)
    statement = json.loads(shown(district, piece, "evidence.json"))
    assert (statement["schema"], statement["status"], statement["signed"]) == ("gitcab.evidence/1", "allowed", False)
    assert statement["merge"] == district.git("rev-parse", "main~1")
    assert statement["base"] == district.git("rev-parse", "main~2")
    assert statement["before"] is None
    assert set(statement["versions"]) == {"gitcab", "git", "python"}
    assert json.loads(shown(district, piece, "verdict.json"))["schema"] == "gitcab.verdict/1"
    assert district.git("rev-parse", f"{piece}^@").split() == [statement["base"], statement["head"]]
    later = of_number(district, 2)
    assert district.git("rev-parse", f"{later}^1") == piece
    assert district.git("fsck", "--strict", "--no-dangling") == ""


def test_the_same_merge_is_kept_once(gitcab, district):
    file = district.path.parent / "facts.json"
    file.write_text(shown(district, of_number(district, 1), "facts.json"))
    tip = district.git("rev-parse", EVIDENCE)
    arguments = ("audit", "record", "--pull-request", file, "--merge", "main~1")
    ran = gitcab(*arguments, cwd=district.path)
    assert (ran.code, ran.out.startswith("It was kept before")) == (0, True)
    assert district.git("rev-parse", EVIDENCE) == tip
    assert gitcab(*arguments, "--closed", cwd=district.path).code == 2


def test_a_push_past_the_gate(gitcab, district):
    district.commit("Nothing that is governed", {"docs/x.md": "-"})
    assert found(gitcab, district) == []
    district.commit("Quietly", {SIS: RECORDS[SIS].replace("16.4", "16.5")})
    code, told = verify(gitcab, district)
    assert code == 1
    assert [one["sort"] for one in told["findings"]] == ["no_evidence", "unexplained"]
    assert told["findings"][0]["message"] == f"'Quietly' changes {SIS}, and nobody's approval is recorded"
    assert told["findings"][1]["message"] == "no request for change explains the edit of sis-database"
    assert found(gitcab, district, "--since", "HEAD") == []


def test_other_content_than_was_judged(gitcab, district):
    district.write({"cmdb/teams/apps-team.yaml": TEAMS["cmdb/teams/apps-team.yaml"] + "contact: x\n"})
    district.git("add", "--all")
    tree = district.git("write-tree")
    parents = district.git("rev-parse", "main~1^@").split()
    merge = district.git("commit-tree", tree, "-p", parents[0], "-p", parents[1], "-m", "Merge and more")
    old = district.git("rev-parse", "main~1")
    district.git("reset", "--hard", "--quiet", merge)
    piece = of_number(district, 1)
    statement = shown(district, piece, "evidence.json").replace(old, merge)
    rewritten(district, piece, evidence_json=statement)
    assert ("other_content", 1) in found(gitcab, district)


def test_a_branch_that_was_rewritten(gitcab, district):
    district.git("reset", "--hard", "--quiet", "main~1")
    assert found(gitcab, district) == [("elsewhere", 2)]


def test_a_merge_that_was_not_allowed(gitcab, tmp_path):
    desk = Desk(tmp_path / "district")
    desk.pulls.open(1, "mchen", {PATH: EMERGENCY})
    desk.merge(1)
    assert found(gitcab, desk.repository) == [("not_allowed", 1)]


@pytest.mark.parametrize(("merged_at", "allowed"), [("10:04:00", True), ("10:03:59", False)])
def test_an_approval_after_the_merge_comes_too_late(gitcab, tmp_path, merged_at, allowed):
    desk = Desk(tmp_path / "district")
    desk.pulls.open(1, "mchen", {PATH: EMERGENCY})
    for login in ("akhan", "dortiz", "hpatel", "rstone"):
        desk.pulls.review(1, login)
    desk.merge(1, merged_at=f"2026-11-21T{merged_at}Z")
    assert found(gitcab, desk.repository) == ([] if allowed else [("not_allowed", 1)])
    facts = json.loads(shown(desk.repository, EVIDENCE, "facts.json"))
    assert facts["as_of"] == facts["merged_at"] == f"2026-11-21T{merged_at}Z"


def test_a_gap_where_a_piece_was_dropped(gitcab, district):
    newest, closed = of_number(district, 3), of_number(district, 2)
    district.git("update-ref", EVIDENCE, f"{closed}^1", newest)
    assert found(gitcab, district) == [("no_evidence", None), ("unexplained", None)]


def test_an_approval_that_was_invented(gitcab, district):
    piece = of_number(district, 1)
    facts = json.loads(shown(district, piece, "facts.json"))
    facts["reviews"][1]["state"] = "changes_requested"
    rewritten(district, piece, facts_json=json.dumps(facts))
    assert ("tampered", 1) in found(gitcab, district)
    assert ("differs", 1) in found(gitcab, district)
    assert ("not_allowed", 1) in found(gitcab, district)


def test_a_verdict_that_was_rewritten_with_its_statement(gitcab, district):
    piece = of_number(district, 1)
    verdict = shown(district, piece, "verdict.json").replace("dortiz", "rstone")
    blob = district.blob(verdict)
    statement = json.loads(shown(district, piece, "evidence.json"))
    rewritten(district, piece, verdict_json=verdict, evidence_json=json.dumps({**statement, "verdict": blob}))
    assert ("differs", 1) in found(gitcab, district)


@pytest.mark.parametrize(("field", "value"), [("number", 99), ("head", {"ref": "x", "sha": "f" * 40})])
def test_facts_of_another_pull_request(gitcab, district, field, value):
    piece = of_number(district, 2)
    facts = json.dumps({**json.loads(shown(district, piece, "facts.json")), field: value})
    statement = json.loads(shown(district, piece, "evidence.json"))
    statement["facts"] = district.blob(facts)
    rewritten(district, piece, facts_json=facts, evidence_json=json.dumps(statement))
    (told,) = {
        one["message"]
        for one in verify(gitcab, district)[1]["findings"]
        if one["sort"] == "tampered" and one["number"] == 2
    }
    assert told == "the evidence is not as it was written: its facts are of another pull request, base or head"


def test_a_statement_that_says_other_than_its_verdict(gitcab, district):
    piece = of_number(district, 2)
    statement = shown(district, piece, "evidence.json").replace('"status": "allowed"', '"status": "refused"')
    rewritten(district, piece, evidence_json=statement)
    assert ("differs", 2) in found(gitcab, district)


@pytest.mark.parametrize("content", ["", "[]", "{", '{"schema": "gitcab.evidence/1", "schema": 1}'])
def test_a_statement_that_cannot_be_read_breaks_the_chain(gitcab, district, content):
    rewritten(district, of_number(district, 2), evidence_json=content)
    sorts = found(gitcab, district, "--since", "main~2")
    assert ("tampered", None) in sorts
    assert ("no_evidence", None) in sorts


def test_commits_that_it_does_not_follow(gitcab, district):
    piece = of_number(district, 2)
    tree = district.git("rev-parse", f"{piece}^{{tree}}")
    alone = district.git("commit-tree", tree, "-p", of_number(district, 1), "-m", "Forged")
    district.git("update-ref", EVIDENCE, alone)
    assert ("tampered", 2) in found(gitcab, district)


def test_what_cannot_be_decided_again_is_no_answer(gitcab, district):
    piece = of_number(district, 1)
    facts = json.loads(shown(district, piece, "facts.json"))
    facts["commits"] = []
    rewritten(district, piece, facts_json=json.dumps(facts))
    code, told = verify(gitcab, district)
    assert code == 3
    assert "unknown" in [one["sort"] for one in told["findings"]]


def test_signatures(gitcab, signed, district):
    assert verify(gitcab, signed)[1]["signed"] == 2
    assert found(gitcab, signed, "--key", PUBLIC) == []
    assert found(gitcab, district, "--key", PUBLIC) == [("unsigned", 3), ("unsigned", 2), ("unsigned", 1)]


def test_whoever_lacks_the_key_cannot_write_it_anew(gitcab, signed):
    piece = of_number(signed, 2)
    statement = json.loads(shown(signed, piece, "evidence.json"))
    rewritten(signed, piece, evidence_json=json.dumps({**statement, "repository": "other/one"}))
    assert found(gitcab, signed) == []
    assert found(gitcab, signed, "--key", PUBLIC) == [("tampered", 2)]


def test_a_signature_that_is_gone_is_missed_without_a_key_too(gitcab, signed):
    rewritten(signed, of_number(signed, 2), signature_json="")
    assert found(gitcab, signed) == [("tampered", 2)]


def test_without_any_evidence(gitcab, tmp_path):
    ran = gitcab("audit", "verify", cwd=little_district(tmp_path / "district").path)
    assert ran.code == 3
    assert "no evidence" in ran.err
