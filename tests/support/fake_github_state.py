"""What the fake GitHub remembers: pull requests with commits and reviews, comments, checks, statuses, teams."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

BOT = "github-actions[bot]"


def account(login: str | None) -> dict[str, Any] | None:
    """An account as GitHub tells of it; None for one that was deleted."""
    if login is None:
        return None
    number = int(hashlib.sha256(login.encode()).hexdigest()[:7], 16)
    sort = "Bot" if login.endswith("[bot]") else "User"
    return {"login": login, "id": number, "type": sort, "site_admin": False}


def sha_of(name: str) -> str:
    """A commit id that belongs to the name."""
    return hashlib.sha1(name.encode()).hexdigest()


@dataclass
class Pull:
    """One pull request. Each commit: sha, author, committer, co-authors (None for whom GitHub does not know)."""

    number: int
    author: str | None
    created_at: str
    updated_at: str
    base_ref: str = "main"
    head_ref: str = "work"
    draft: bool = False
    state: str = "open"
    merged_at: str | None = None
    commits: list[dict[str, Any]] = field(default_factory=list)
    reviews: list[dict[str, Any]] = field(default_factory=list)
    files: list[dict[str, Any]] = field(default_factory=list)
    labels: list[str] = field(default_factory=list)
    comments: list[dict[str, Any]] = field(default_factory=list)
    line_comments: list[dict[str, Any]] = field(default_factory=list)
    requested: list[str] = field(default_factory=list)
    requested_teams: list[str] = field(default_factory=list)

    @property
    def head(self) -> str:
        return str(self.commits[-1]["sha"])


@dataclass
class World:
    """All of it. Its clock moves one second with everything that happens."""

    repository: str = "district/it"
    token: str = "ghs_SecretOfTheTests"
    viewer: str = BOT
    now: datetime = datetime(2026, 11, 21, 12, tzinfo=UTC)
    branches: dict[str, str] = field(default_factory=lambda: {"main": sha_of("main")})
    collaborators: set[str] = field(default_factory=lambda: {"mchen", "dortiz", "lnguyen", "achoi"})
    teams: dict[str, list[str]] = field(default_factory=dict)
    pulls: dict[int, Pull] = field(default_factory=dict)
    statuses: list[dict[str, Any]] = field(default_factory=list)
    checks: list[dict[str, Any]] = field(default_factory=list)
    rules: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    bypass_actors: list[dict[str, Any]] = field(default_factory=list)
    token_rights: dict[str, Any] = field(default_factory=dict)
    is_admin: bool = True
    code_owner_errors: list[dict[str, Any]] = field(default_factory=list)
    ids: count = field(default_factory=lambda: count(3_000_000_000))

    def tick(self) -> str:
        self.now += timedelta(seconds=1)
        return self.now.strftime("%Y-%m-%dT%H:%M:%SZ")

    def open_pull(
        self, number: int = 12, author: str | None = "mchen", sha: str | None = None, **settings: Any
    ) -> Pull:
        """A pull request with one commit, which is `sha` where real git stands behind it."""
        at = self.tick()
        self.pulls[number] = Pull(number, author, at, at, **settings)
        self.push(number, author=author, sha=sha)
        return self.pulls[number]

    def push(
        self,
        number: int = 12,
        *,
        author: str | None = "mchen",
        committer: str | None = "mchen",
        co: Sequence[str | None] = (),
        sha: str | None = None,
    ) -> str:
        """One more commit; gives its id."""
        pull = self.pulls[number]
        sha = sha or sha_of(f"{number}/{len(pull.commits)}")
        pull.commits.append({"sha": sha, "author": author, "committer": committer, "co_authors": list(co)})
        pull.updated_at = self.tick()
        return sha

    def force_push(self, number: int = 12, keep: int = 0, **made_by: Any) -> str:
        """Another commit in the place of all but the first `keep`; gives its id."""
        commits = self.pulls[number].commits
        sha = sha_of(f"{number}/forced/{commits[-1]['sha']}")
        del commits[keep:]
        return self.push(number, **{"sha": sha, **made_by})

    def dismiss(self, review: dict[str, Any], number: int = 12) -> None:
        """As somebody with the right to does it: the review stays, its word does not."""
        review["state"] = "DISMISSED"
        self.pulls[number].updated_at = self.tick()

    def review(self, login: str | None, state: str = "APPROVED", number: int = 12, **settings: Any) -> dict[str, Any]:
        """A review of the head, unless `commit_id` says else."""
        pull = self.pulls[number]
        at = pull.updated_at = self.tick()
        given = {"id": next(self.ids), "user": account(login), "state": state, "commit_id": pull.head}
        pull.reviews.append({**given, "submitted_at": at, "body": "", **settings})
        return pull.reviews[-1]

    def comment(self, login: str, body: str, number: int = 12) -> dict[str, Any]:
        at = self.pulls[number].updated_at = self.tick()
        made = {"id": next(self.ids), "user": account(login), "body": body, "created_at": at, "updated_at": at}
        self.pulls[number].comments.append(made)
        return made

    def label(self, *names: str, number: int = 12) -> None:
        self.pulls[number].labels.extend(names)
        self.pulls[number].updated_at = self.tick()

    def change(self, *paths: str, number: int = 12) -> None:
        self.pulls[number].files.extend({"filename": path, "status": "modified"} for path in paths)
