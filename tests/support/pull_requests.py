"""Pull requests on a scratch repository: what GitHub would know of them, and what the gate says."""

import json
from dataclasses import dataclass, field

from support.repositories import ScratchRepository


@dataclass
class Pull:
    """An open pull request: its branch, who opened it, and the reviews so far."""

    number: int
    branch: str
    author: str
    draft: bool = False
    reviews: list[dict[str, object]] = field(default_factory=list)


class PullRequests:
    """Opens, reviews, pushes to and merges; `gitcab` runs the command. Commits are by whoever opened."""

    def __init__(self, repository: ScratchRepository, gitcab) -> None:
        self.repository, self.gitcab = repository, gitcab
        self.open_ones: dict[int, Pull] = {}
        self._reviews = 0

    def open(self, number, author, files=None, *commands, draft=False):
        """A branch from main with one commit: these files, or what these commands leave."""
        self.open_ones[number] = Pull(number, f"pr-{number}", author, draft)
        self.repository.git("branch", f"pr-{number}", "main")
        self.push(number, files, *commands)

    def push(self, number, files=None, *commands):
        """Another commit on the branch."""
        self.repository.checkout(f"pr-{number}")
        for command in commands:
            ran = self.gitcab(*command, cwd=self.repository.path)
            assert ran.code == 0, ran.out + ran.err
        self.repository.commit(f"Push to #{number}", files)
        self.repository.checkout("main")

    def update(self, number):
        """Main is merged into the branch, as GitHub's button does."""
        self.repository.checkout(f"pr-{number}")
        self.repository.merge("main")
        self.repository.checkout("main")

    def review(self, number, login, state="approved"):
        """A review of what is there now."""
        self._reviews += 1
        pull = self.open_ones[number]
        when = f"2026-11-21T{10 + self._reviews // 60}:{self._reviews % 60:02}:00Z"
        review = {"id": self._reviews, "author": login, "bot": False, "state": state, "submitted_at": when}
        pull.reviews.append({**review, "commit": self.repository.git("rev-parse", pull.branch)})

    def facts(self, number):
        """gitcab.facts/1 of now."""
        pull = self.open_ones[number]
        heads = {other: self.repository.git("rev-parse", one.branch) for other, one in self.open_ones.items()}
        commits = self.repository.git("rev-list", f"main..{pull.branch}").split()
        return {
            "schema": "gitcab.facts/1",
            "repository": "district/it",
            "number": number,
            "author": pull.author,
            "draft": pull.draft,
            "labels": [],
            "opened_at": "2026-11-21T08:00:00Z",
            "base": {"ref": "main", "sha": self.repository.git("rev-parse", "main")},
            "head": {"ref": pull.branch, "sha": heads[number]},
            "commits": [{"sha": one, "author": pull.author, "committer": pull.author} for one in commits],
            "reviews": pull.reviews,
            "open_pull_requests": [
                {"number": other, "head": {"sha": sha}, "draft": self.open_ones[other].draft}
                for other, sha in heads.items()
                if other != number
            ],
            "as_of": "2026-11-21T12:00:00Z",
        }

    def gate(self, number, *options):
        """What the gate says now."""
        path = self.repository.path.parent / f"facts-{number}.json"
        path.write_text(json.dumps(self.facts(number)))
        return self.gitcab("gate", "--pull-request", path, *options, cwd=self.repository.path)

    def answer(self, number):
        """The same as a value, with its exit code."""
        ran = self.gate(number, "--format", "json")
        return ran.code, json.loads(ran.out)

    def merge(self, number):
        """Merged, as only the gate allows it."""
        ran = self.gate(number)
        assert ran.code == 0, ran.out + ran.err
        self.repository.checkout("main")
        self.repository.merge(self.open_ones.pop(number).branch)
