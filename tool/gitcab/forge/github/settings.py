"""How a repository is set up, as far as the token may see it."""

from typing import Any
from urllib.parse import quote

from gitcab.forge.github.client import Client
from gitcab.forge.github.picking import pick
from gitcab.forge.unavailable import ForgeUnavailable
from gitcab.model.checkup import BranchRules, Settings

_HIDDEN = (403, 404)


def read_settings(client: Client, repository: str, branch: str) -> Settings:
    """The settings that the gate relies on, of `owner/name`. Raises ForgeUnavailable.

    Which accounts may pass the rulesets by is told to administrators only, one ruleset at a time,
    and not read.
    """
    rules = client.every(f"/repos/{repository}/rules/branches/{quote(branch, safe='')}", _rule)
    rights = _seen(client, f"/repos/{repository}/actions/permissions/workflow")
    owners = _seen(client, f"/repos/{repository}/codeowners/errors")
    return Settings(
        _together(rules),
        None if rights is None else pick(rights, "default_workflow_permissions", str) != "read",
        None if rights is None else pick(rights, "can_approve_pull_request_reviews", bool),
        None if owners is None else tuple(_error(one) for one in pick(owners, "errors", list)),
    )


_Rule = tuple[str, dict[str, Any]]


def _rule(answer: Any) -> _Rule:
    """Its sort and its parameters, which only some rules have."""
    sort = pick(answer, "type", str)
    return sort, pick(answer, "parameters", dict) if sort == "required_status_checks" else {}


def _together(rules: list[_Rule]) -> BranchRules:
    """What all active rules of a branch demand together."""
    sorts = {sort for sort, _ in rules}
    checks = [parameters for sort, parameters in rules if sort == "required_status_checks"]
    named = (one for each in checks for one in pick(each, "required_status_checks", list))
    return BranchRules(
        required=frozenset(pick(one, "context", str) for one in named),
        by_pull_request="pull_request" in sorts,
        fresh="merge_queue" in sorts
        or any(each.get("strict_required_status_checks_policy") is True for each in checks),
        no_force_push="non_fast_forward" in sorts,
        no_deletion="deletion" in sorts,
    )


def _seen(client: Client, path: str) -> Any:
    try:
        return client.get(path).content
    except ForgeUnavailable as error:
        if error.status not in _HIDDEN:
            raise
        return None


def _error(answer: Any) -> str:
    return f"line {pick(answer, 'line', int)}: {pick(answer, 'kind', str)}"
