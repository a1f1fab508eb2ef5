"""Cuts GitHub's published descriptions down to what the client uses, and writes them to tests/data/github.

Run it after an operation was added, with the three packages unpacked side by side:

    npm install --prefix FOLDER @octokit/openapi @octokit/graphql-schema @octokit/webhooks-examples
    python tests/support/cut_github.py FOLDER/node_modules/@octokit
"""

import gzip
import json
import sys
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from graphql import (
    REMOVE,
    DirectiveDefinitionNode,
    DirectiveNode,
    DocumentNode,
    FieldDefinitionNode,
    InputValueDefinitionNode,
    NamedTypeNode,
    ScalarTypeDefinitionNode,
    TypeDefinitionNode,
    Visitor,
    parse,
    print_ast,
    specified_scalar_types,
    visit,
)

TARGET = Path(__file__).parents[1] / "data/github"

_REPOSITORY = "/repos/{owner}/{repo}"
_PULL = f"{_REPOSITORY}/pulls/{{pull_number}}"
_ISSUE = f"{_REPOSITORY}/issues/{{issue_number}}"
OPERATIONS = {
    f"{_REPOSITORY}/pulls": ("get",),
    _PULL: ("get",),
    f"{_PULL}/commits": ("get",),
    f"{_PULL}/files": ("get",),
    f"{_PULL}/reviews": ("get",),
    f"{_PULL}/comments": ("get", "post"),
    f"{_PULL}/requested_reviewers": ("get", "post"),
    f"{_ISSUE}/comments": ("post",),
    f"{_REPOSITORY}/issues/comments/{{comment_id}}": ("patch",),
    f"{_ISSUE}/labels": ("get", "post"),
    f"{_ISSUE}/labels/{{name}}": ("delete",),
    f"{_REPOSITORY}/statuses/{{sha}}": ("post",),
    f"{_REPOSITORY}/check-runs": ("post",),
    f"{_REPOSITORY}/check-runs/{{check_run_id}}": ("patch",),
    f"{_REPOSITORY}/commits/{{commit_sha}}/pulls": ("get",),
    f"{_REPOSITORY}/rules/branches/{{branch}}": ("get",),
    f"{_REPOSITORY}/rulesets/{{ruleset_id}}": ("get",),
    f"{_REPOSITORY}/actions/permissions/workflow": ("get",),
    f"{_REPOSITORY}/codeowners/errors": ("get",),
    "/orgs/{org}/teams/{team_slug}/members": ("get",),
}
TYPES = {
    *("Query", "Repository", "PullRequest", "PullRequestCommitConnection", "PullRequestCommit", "Commit"),
    *("GitActorConnection", "GitActor", "User", "Ref", "GitObject", "PageInfo"),
    *("IssueCommentConnection", "IssueComment"),
}
PAYLOADS = {
    "pull_request.opened": ("pull_request", 0),
    "pull_request.synchronize": ("pull_request", 22),
    "pull_request_review.submitted": ("pull_request_review", 0),
    "pull_request_review.dismissed": ("pull_request_review", 1),
    "merge_group.checks_requested": ("merge_group", 0),
    "workflow_run.completed": ("workflow_run", 0),
}


def cut_openapi(whole: Mapping[str, Any]) -> dict[str, Any]:
    """The operations in use and every component that they reach. KeyError: GitHub removed one of them."""
    paths = {path: {name: whole["paths"][path][name] for name in names} for path, names in OPERATIONS.items()}
    components: dict[str, dict[str, Any]] = {}
    waiting = list(_references(paths))
    while waiting:
        sort, name = waiting.pop()
        if name not in components.setdefault(sort, {}):
            components[sort][name] = whole["components"][sort][name]
            waiting.extend(_references(components[sort][name]))
    kept = {"openapi": whole["openapi"], "info": whole["info"], "servers": whole["servers"]}
    return {**kept, "paths": paths, "components": components}


def _references(value: Any) -> Iterator[tuple[str, str]]:
    if isinstance(value, list):
        for part in value:
            yield from _references(part)
    elif isinstance(value, dict):
        if isinstance(target := value.get("$ref"), str):
            _, _, sort, name = target.split("/")
            yield sort, name
        for part in value.values():
            yield from _references(part)


def cut_graphql(text: str) -> str:
    """The schema with the types in use and all scalars; a field or argument stays where its type does."""
    whole = parse(text, no_location=True)
    return print_ast(visit(whole, _Cutting(whole))) + "\n"


class _Cutting(Visitor):
    """Removes what speaks of types that are not kept, and all prose."""

    def __init__(self, document: DocumentNode) -> None:
        super().__init__()
        scalars = (node for node in document.definitions if isinstance(node, ScalarTypeDefinitionNode))
        self.kept = TYPES | specified_scalar_types.keys() | {node.name.value for node in scalars}

    def enter(self, node: Any, *_: Any) -> Any:
        named = isinstance(node, TypeDefinitionNode | NamedTypeNode)
        typed = isinstance(node, FieldDefinitionNode | InputValueDefinitionNode)
        name = node.name.value if named else _name_of(node.type) if typed else None
        if isinstance(node, DirectiveNode | DirectiveDefinitionNode) or (name is not None and name not in self.kept):
            return REMOVE
        return replace(node, description=None) if getattr(node, "description", None) else None


def _name_of(node: Any) -> str:
    name: str = _name_of(node.type) if hasattr(node, "type") else node.name.value
    return name


def write_all(packages: Path) -> None:
    """Reads the three packages and writes everything anew."""
    openapi = json.loads((packages / "openapi/generated/api.github.com.json").read_bytes())
    text = json.dumps(cut_openapi(openapi), indent=1, sort_keys=True).encode()
    (TARGET / "openapi.json.gz").write_bytes(gzip.compress(text, mtime=0))
    schema = (packages / "graphql-schema/schema.graphql").read_text()
    (TARGET / "schema.graphql").write_text(cut_graphql(schema))
    events = json.loads((packages / "webhooks-examples/api.github.com/index.json").read_bytes())
    examples = {event["name"]: event["examples"] for event in events}
    for name, (event, position) in PAYLOADS.items():
        payload = json.dumps(examples[event][position], indent=1, ensure_ascii=False) + "\n"
        (TARGET / f"{name}.json").write_text(payload)


if __name__ == "__main__":
    write_all(Path(sys.argv[1]))
