"""The GraphQL half of the fake: queries are judged and executed by GitHub's published schema."""

from functools import cache
from typing import Any

from graphql import GraphQLError, GraphQLSchema, build_schema, execute_sync, parse, validate

from support.fake_github_shapes import DATA
from support.fake_github_state import Pull, World

LARGEST_PAGE = 100


@cache
def schema() -> GraphQLSchema:
    return build_schema((DATA / "schema.graphql").read_text())


def answer(world: World, body: dict[str, Any]) -> dict[str, Any]:
    """What GitHub answers: data, or errors for what its schema does not know."""
    document = parse(body["query"])
    if errors := validate(schema(), document):
        return {"errors": [{"message": error.message} for error in errors]}
    root = {"repository": lambda info, **named: _repository(world, **named)}
    result = execute_sync(
        schema(), document, root, variable_values=body.get("variables"), type_resolver=lambda *_: "Commit"
    )
    errors = [{"message": error.message, "type": "NOT_FOUND"} for error in result.errors or ()]
    return {"data": result.data, **({"errors": errors} if errors else {})}


def _repository(world: World, owner: str, name: str, **_: Any) -> dict[str, Any]:
    if f"{owner}/{name}" != world.repository:
        raise GraphQLError(f"Could not resolve to a Repository with the name '{owner}/{name}'.")
    return {"pullRequest": lambda info, number: _pull(world, number)}


def _pull(world: World, number: int) -> dict[str, Any]:
    if number not in world.pulls:
        raise GraphQLError(f"Could not resolve to a PullRequest with the number of {number}.")
    pull = world.pulls[number]
    base = world.branches.get(pull.base_ref)
    return {
        "headRefOid": pull.head,
        "baseRef": {"target": {"oid": base}} if base else None,
        "commits": lambda info, **page: _connection([_commit(each) for each in pull.commits[:250]], **page),
        "comments": lambda info, **page: _connection(_comments(world, pull), **page),
    }


def _commit(commit: dict[str, Any]) -> dict[str, Any]:
    people = [commit["author"], *commit["co_authors"]]
    users = [{"user": {"login": each} if each and not each.endswith("[bot]") else None} for each in people]
    return {"commit": {"oid": commit["sha"], "authors": lambda info, **page: _connection(users, **page)}}


def _comments(world: World, pull: Pull) -> list[dict[str, Any]]:
    return [
        {
            "fullDatabaseId": str(each["id"]),
            "body": each["body"],
            "viewerDidAuthor": each["user"]["login"] == world.viewer,
        }
        for each in pull.comments
    ]


def _connection(nodes: list[Any], first: int | None = None, after: str | None = None, **_: Any) -> dict[str, Any]:
    if first is None or not 1 <= first <= LARGEST_PAGE:
        raise GraphQLError("You must provide a `first` value between 1 and 100.")
    start = int(after or 0)
    end = start + first
    info = {"hasNextPage": end < len(nodes), "endCursor": str(end)}
    return {"totalCount": len(nodes), "nodes": nodes[start:end], "pageInfo": info}
