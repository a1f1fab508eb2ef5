"""How a repository is set up, as far as the token may see it."""

from typing import Any
from urllib.parse import quote

from gitcab.forge.github.client import Client
from gitcab.forge.github.picking import pick
from gitcab.forge.unavailable import ForgeUnavailable
from gitcab.model.checkup import BranchRules, Settings

_HIDDEN = (403, 404)


def read_settings(client: Client, repository: str, branch: str) -> Settings:
    """The settings that the gate relies on, of `owner/name`. Raises ForgeUnavailable."""
    rules = client.every(f"/repos/{repository}/rules/branches/{quote(branch, safe='')}", _rule)
    rights = _seen(client, f"/repos/{repository}/actions/permissions/workflow")
    owners = _seen(client, f"/repos/{repository}/codeowners/errors")
    return Settings(
        _together(rules),
        _bypassed(client, repository, {number for _, _, number in rules}),
        None if rights is None else pick(rights, "default_workflow_permissions", str) != "read",
        None if rights is None else pick(rights, "can_approve_pull_request_reviews", bool),
        None if owners is None else tuple(_error(one) for one in pick(owners, "errors", list)),
    )


_Rule = tuple[str, dict[str, Any], int]


def _rule(answer: Any) -> _Rule:
    """Its sort, its parameters, which only some rules have, and the number of the ruleset it stands in."""
    sort = pick(answer, "type", str)
    parameters = pick(answer, "parameters", dict) if sort == "required_status_checks" else {}
    return sort, parameters, pick(answer, "ruleset_id", int)


def _together(rules: list[_Rule]) -> BranchRules:
    """What all active rules of a branch demand together."""
    sorts = {sort for sort, _, _ in rules}
    checks = [parameters for sort, parameters, _ in rules if sort == "required_status_checks"]
    named = (one for each in checks for one in pick(each, "required_status_checks", list))
    return BranchRules(
        required=frozenset(pick(one, "context", str) for one in named),
        by_pull_request="pull_request" in sorts,
        fresh="merge_queue" in sorts
        or any(each.get("strict_required_status_checks_policy") is True for each in checks),
        no_force_push="non_fast_forward" in sorts,
        no_deletion="deletion" in sorts,
    )


def _bypassed(client: Client, repository: str, numbers: set[int]) -> bool | None:
    """Whether anybody may pass one of the rulesets by; GitHub leaves that out for those who may not edit it."""
    answers = [_seen(client, f"/repos/{repository}/rulesets/{number}") for number in sorted(numbers)]
    if not all(answer and "bypass_actors" in answer for answer in answers):
        return None
    return any(pick(answer, "bypass_actors", list) for answer in answers)


def _seen(client: Client, path: str) -> Any:
    try:
        return client.get(path).content
    except ForgeUnavailable as error:
        if error.status not in _HIDDEN:
            raise
        return None


def _error(answer: Any) -> str:
    return f"line {pick(answer, 'line', int)}: {pick(answer, 'kind', str)}"
