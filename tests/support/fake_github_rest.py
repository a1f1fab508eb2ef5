"""The REST half of the fake: what each operation does to the world, and the little that it says of it."""

from collections.abc import Callable
from typing import Any

from support.fake_github_state import Pull, World, account

Outcome = tuple[int, Any]
FILES, COMMITS = 3000, 250
LONGEST_COMMENT, LONGEST_DESCRIPTION, MOST_ANNOTATIONS = 65_536, 140, 50

_REPOSITORY = "/repos/{owner}/{repo}"
_PULL = f"{_REPOSITORY}/pulls/{{pull_number}}"
_ISSUE = f"{_REPOSITORY}/issues/{{issue_number}}"

OPERATIONS: dict[tuple[str, str], Callable[..., Outcome]] = {}


def _operation(method: str, path: str) -> Callable[[Callable[..., Outcome]], Callable[..., Outcome]]:
    def kept(function: Callable[..., Outcome]) -> Callable[..., Outcome]:
        OPERATIONS[method, path] = function
        return function

    return kept


def refused(status: int, message: str) -> Outcome:
    return status, {"message": message, "documentation_url": "https://docs.github.com/rest"}


def _told(pull: Pull, world: World) -> dict[str, Any]:
    return {
        "number": pull.number,
        "state": pull.state,
        "draft": pull.draft,
        "user": account(pull.author),
        "labels": [{"name": name} for name in pull.labels],
        "created_at": pull.created_at,
        "updated_at": pull.updated_at,
        "merged_at": pull.merged_at,
        "base": {"ref": pull.base_ref, "sha": world.branches.get(pull.base_ref, "0" * 40)},
        "head": {"ref": pull.head_ref, "sha": pull.head},
    }


@_operation("get", f"{_REPOSITORY}/pulls")
def _pulls(world: World, body: None, **_: str) -> Outcome:
    return 200, [_told(pull, world) for pull in world.pulls.values() if pull.state == "open"]


@_operation("get", _PULL)
def _pull(world: World, body: None, pull_number: int, **_: str) -> Outcome:
    return 200, _told(world.pulls[pull_number], world)


@_operation("get", f"{_PULL}/commits")
def _commits(world: World, body: None, pull_number: int, **_: str) -> Outcome:
    return 200, [
        {"sha": each["sha"], "author": account(each["author"]) or {}, "committer": account(each["committer"]) or {}}
        for each in world.pulls[pull_number].commits[:COMMITS]
    ]


@_operation("get", f"{_PULL}/reviews")
def _reviews(world: World, body: None, pull_number: int, **_: str) -> Outcome:
    return 200, list(world.pulls[pull_number].reviews)


@_operation("get", f"{_PULL}/comments")
def _line_comments(world: World, body: None, pull_number: int, **_: str) -> Outcome:
    return 200, world.pulls[pull_number].line_comments


@_operation("post", f"{_PULL}/comments")
def _comment_line(world: World, body: dict[str, Any], pull_number: int, **_: str) -> Outcome:
    """Only lines of files that the pull request changes can be commented; here those of `files`, where it has any."""
    pull = world.pulls[pull_number]
    if pull.files and body["path"] not in {each["filename"] for each in pull.files}:
        return refused(422, "Validation Failed: pull_request_review_thread.path is invalid")
    made = {key: body[key] for key in ("body", "path", "line", "commit_id")} | {"id": next(world.ids)}
    pull.line_comments.append(made)
    return 201, made


@_operation("get", f"{_PULL}/files")
def _files(world: World, body: None, pull_number: int, **_: str) -> Outcome:
    return 200, world.pulls[pull_number].files[:FILES]


@_operation("get", f"{_PULL}/requested_reviewers")
def _requested(world: World, body: None, pull_number: int, **_: str) -> Outcome:
    pull = world.pulls[pull_number]
    return 200, {
        "users": [account(login) for login in pull.requested],
        "teams": [{"slug": slug, "name": slug} for slug in pull.requested_teams],
    }


@_operation("post", f"{_PULL}/requested_reviewers")
def _request(world: World, body: dict[str, Any], pull_number: int, **_: str) -> Outcome:
    pull = world.pulls[pull_number]
    logins, teams = body.get("reviewers", []), body.get("team_reviewers", [])
    if pull.author in logins:
        return refused(422, "Review cannot be requested from pull request author.")
    if not set(logins) <= world.collaborators or not set(teams) <= world.teams.keys():
        return refused(422, "Reviews may only be requested from collaborators.")
    pull.requested.extend(logins)
    pull.requested_teams.extend(teams)
    return 201, _told(pull, world)


@_operation("post", f"{_ISSUE}/comments")
def _comment(world: World, body: dict[str, Any], issue_number: int, **_: str) -> Outcome:
    if len(body["body"]) > LONGEST_COMMENT:
        return refused(422, "Body is too long (maximum is 65536 characters)")
    return 201, world.comment(world.viewer, body["body"], issue_number)


@_operation("patch", f"{_REPOSITORY}/issues/comments/{{comment_id}}")
def _edit(world: World, body: dict[str, Any], comment_id: int, **_: str) -> Outcome:
    every = (each for pull in world.pulls.values() for each in pull.comments)
    found = next(each for each in every if each["id"] == comment_id)
    found |= {"body": body["body"], "updated_at": world.tick()}
    return 200, found


@_operation("get", f"{_ISSUE}/labels")
def _labels(world: World, body: None, issue_number: int, **_: str) -> Outcome:
    return 200, [{"name": name} for name in world.pulls[issue_number].labels]


@_operation("post", f"{_ISSUE}/labels")
def _label(world: World, body: dict[str, Any], issue_number: int, **_: str) -> Outcome:
    world.label(*body["labels"], number=issue_number)
    return _labels(world, None, issue_number)


@_operation("delete", f"{_ISSUE}/labels/{{name}}")
def _unlabel(world: World, body: None, issue_number: int, name: str, **_: str) -> Outcome:
    if name not in world.pulls[issue_number].labels:
        return refused(404, "Label does not exist")
    world.pulls[issue_number].labels.remove(name)
    return _labels(world, None, issue_number)


@_operation("post", f"{_REPOSITORY}/statuses/{{sha}}")
def _status(world: World, body: dict[str, Any], sha: str, **_: str) -> Outcome:
    if len(body.get("description") or "") > LONGEST_DESCRIPTION:
        return refused(422, "description is too long (maximum is 140 characters)")
    world.statuses.append({**body, "sha": sha})
    return 201, body


@_operation("post", f"{_REPOSITORY}/check-runs")
def _check(world: World, body: dict[str, Any], **_: str) -> Outcome:
    notes = list(body.get("output", {}).get("annotations", ()))
    world.checks.append({**body, "id": next(world.ids), "annotations": notes})
    return 201, _check_told(world.checks[-1])


@_operation("patch", f"{_REPOSITORY}/check-runs/{{check_run_id}}")
def _edit_check(world: World, body: dict[str, Any], check_run_id: int, **_: str) -> Outcome:
    found = next(each for each in world.checks if each["id"] == check_run_id)
    notes = found["annotations"] + body.get("output", {}).get("annotations", [])
    found |= {**body, "annotations": notes}
    return 200, _check_told(found)


def _check_told(check: dict[str, Any]) -> dict[str, Any]:
    return {name: check[name] for name in ("id", "name", "head_sha", "status")}


@_operation("get", f"{_REPOSITORY}/commits/{{commit_sha}}/pulls")
def _pulls_with(world: World, body: None, commit_sha: str, **_: str) -> Outcome:
    having = (pull for pull in world.pulls.values() if commit_sha in [each["sha"] for each in pull.commits])
    return 200, [_told(pull, world) for pull in having]


@_operation("get", f"{_REPOSITORY}/rules/branches/{{branch}}")
def _rules(world: World, body: None, branch: str, **_: str) -> Outcome:
    return 200, world.rules.get(branch, [])


@_operation("get", f"{_REPOSITORY}/rulesets/{{ruleset_id}}")
def _ruleset(world: World, body: None, ruleset_id: int, **_: str) -> Outcome:
    seen = {"bypass_actors": world.bypass_actors} if world.is_admin else {}
    return 200, {"id": ruleset_id, "name": "The board", "enforcement": "active", **seen}


@_operation("get", f"{_REPOSITORY}/actions/permissions/workflow")
def _token_rights(world: World, body: None, **_: str) -> Outcome:
    return (200, world.token_rights) if world.is_admin else refused(403, "Resource not accessible by integration")


@_operation("get", f"{_REPOSITORY}/codeowners/errors")
def _code_owners(world: World, body: None, **_: str) -> Outcome:
    return 200, {"errors": world.code_owner_errors}


@_operation("get", "/orgs/{org}/teams/{team_slug}/members")
def _members(world: World, body: None, team_slug: str, **_: str) -> Outcome:
    return 200, [account(login) for login in world.teams[team_slug]]
